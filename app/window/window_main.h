// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace oxseal {

/// `oxseal window [WORKSPACE]`: runs the window until it is closed; gives the exit code.
int windowMain(int argc, char** argv);

} // namespace oxseal
