// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <QTemporaryDir>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace oxseal::test {

/// Repeatable bytes (splitmix64). For tests only.
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(std::uint64_t seed = 1) : state_(seed) { }
    void fill(std::span<std::uint8_t> out) override
    {
        for (auto& byte : out) {
            state_ += 0x9E3779B97F4A7C15ULL;
            std::uint64_t z = state_;
            z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
            z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
            byte = static_cast<std::uint8_t>((z ^ (z >> 31U)) & 0xFFU);
        }
    }

private:
    std::uint64_t state_;
};

/// A temporary folder with a test clock (one second per reading, from 2026-10-01T08:00:00Z), seeded randomness, weak key
/// derivation and a state folder of its own.
struct TempWorld
{
    QTemporaryDir dir;
    SeededRandom random;
    Instant now = *Instant::fromIso("2026-10-01T08:00:00Z");

    [[nodiscard]] std::filesystem::path path(const std::string& name) const
    {
        return std::filesystem::path(dir.path().toStdString()) / name;
    }
    [[nodiscard]] Environment environment()
    {
        Environment made;
        made.clock.now = [this] {
            now.micros += 1'000'000;
            return now;
        };
        made.clock.source = ClockSource::Test;
        made.random = &random;
        made.host = "testhost";
        made.osUser = "tester";
        made.stateFolder = path("state");
        made.testKdf = true;
        return made;
    }
    static Secret secret(std::string_view text) { return Secret::copyOf(asBytes(text)); }
    static constexpr const char* kPassphrase = "correct horse battery staple lorry meadow";

    /// A new workspace at path("acme.oxseal") whose administrator is "ada".
    [[nodiscard]] Result<CreatedWorkspace> create()
    {
        return createWorkspace(
            {path("acme.oxseal"), "Acme Corp", "ada", "Ada Admin", {}}, secret(kPassphrase), environment());
    }
    [[nodiscard]] Result<std::unique_ptr<Workspace>> open(bool readOnly = false)
    {
        return openWorkspace({path("acme.oxseal"), "ada", readOnly}, secret(kPassphrase), environment());
    }
};

} // namespace oxseal::test
