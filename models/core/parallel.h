// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace oxseal {

/// Runs `tasks` on up to `threads` threads, the calling one among them, and returns when all are done. They are begun in
/// their order, so long ones belong first. Tasks must neither throw nor touch what another writes.
inline void runTasks(unsigned threads, const std::vector<std::function<void()>>& tasks)
{
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < tasks.size(); i = next++)
            tasks[i]();
    };
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads && i < tasks.size(); ++i)
        others.emplace_back(work);
    work();
}

} // namespace oxseal
