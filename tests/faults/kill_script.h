// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace oxseal::test {

/// What the child has been told is done. A line is written only after the call has returned success.
struct Acknowledged
{
    std::vector<std::string> lines; ///< e.g. "created", "note a:3", "object 1 <sha256>", "passphrase"
    std::vector<std::string> synced; ///< files and folders that were fsynced, in order
    std::string place; ///< fault point at which the child ended itself; "" for another end
    int points = 0; ///< fault points passed (when it ran to the end)

    [[nodiscard]] bool has(const std::string& line) const;
};

inline constexpr const char* kFirstPassphrase = "correct horse battery staple lorry meadow";
inline constexpr const char* kSecondPassphrase = "another seven words that nobody else knows";

/// Performs every kind of durable step on a new workspace in `folder`/acme.oxseal and reports on the pipe. Ends itself
/// with SIGKILL at the fault point number `killAt` (counted from 1; 0 = never). Runs in a child process; never returns.
[[noreturn]] void runKillScript(const std::filesystem::path& folder, std::uint64_t seed, int killAt, int pipe);

/// Forks, runs the script, kills the child after `afterMicros` (0 = leaves it alone) and gives what it acknowledged.
[[nodiscard]] Acknowledged runAndKill(
    const std::filesystem::path& folder, std::uint64_t seed, int killAt, std::int64_t afterMicros);

/// The same for other work: `work` gets a function that acknowledges. Its place and points are those of the child.
[[nodiscard]] Acknowledged runAndKillWork(
    const std::function<Status(const std::function<void(const std::string&)>&)>& work, int killAt);

} // namespace oxseal::test
