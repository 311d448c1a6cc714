// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace oxseal {

/// A seam for the kill tests: every durable step names the place it has reached. Products leave it empty; a test program
/// sets its own function, which may end the process there.
using FaultHook = void (*)(const char* place);
inline FaultHook faultHook = nullptr;

inline void faultPoint(const char* place)
{
    if (faultHook != nullptr)
        faultHook(place);
}

} // namespace oxseal
