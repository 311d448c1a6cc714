// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace oxseal::bench {

/// One finished run of a program, as the operating system accounts for it.
struct Run
{
    int code = -1; ///< exit status; -1 when the program could not be started or was killed
    double wall = 0; ///< seconds
    double cpu = 0; ///< user and system
    std::int64_t peak = 0; ///< bytes of memory
    std::string out; ///< standard output
};

/// Starts a program and waits for it. Standard error is passed through.
[[nodiscard]] Run run(const std::vector<std::string>& words);

/// The run with the middle wall time of several; one more comes before, to warm the page cache. Stops at a run that ends with
/// neither 0 nor 1 (a negative answer is an answer).
[[nodiscard]] Run median(const std::vector<std::string>& words, int runs);

} // namespace oxseal::bench
