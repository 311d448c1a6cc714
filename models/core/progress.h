// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

namespace oxseal {

/// Handed to every long-running function. Engines call `report` from the calling thread and poll `cancelled` at bounded
/// intervals; a cancelled engine returns ErrorClass::Cancelled and leaves nothing behind.
struct Progress
{
    /// done of total, in the engine's own unit (rows, bytes); total 0 = unknown. May be empty.
    std::function<void(std::uint64_t done, std::uint64_t total)> report;
    /// Set from any thread to ask for a stop. May be null.
    const std::atomic<bool>* stop = nullptr;

    [[nodiscard]] bool cancelled() const noexcept { return stop != nullptr && stop->load(std::memory_order_relaxed); }
    void at(std::uint64_t done, std::uint64_t total) const
    {
        if (report)
            report(done, total);
    }
};

} // namespace oxseal
