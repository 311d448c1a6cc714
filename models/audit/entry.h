// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/ids.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <array>
#include <cstdint>
#include <string>

namespace oxseal {

inline constexpr ErrorCode kEntryInvalid{"ledger.entry_invalid", ErrorClass::Integrity};

/// The part of a ledger entry that stays for ever and becomes the tree's leaf. It holds no names of natural persons, no
/// amounts and no free text; those are in the body, of which only the salted digest is here. FORMATS.md §1.
struct EntryHeader
{
    std::uint64_t sequence = 0; ///< index of the leaf, from 0
    Instant time;
    std::string zone; ///< label only, e.g. "Europe/Berlin"
    ClockSource clock = ClockSource::System;
    PersonId person;
    std::string role; ///< the duty that permitted the act
    std::string auth; ///< "passphrase", "invitation", "recovery"
    std::string host;
    std::string osUser;
    std::string verb;
    std::string object;
    std::string module;
    std::string version; ///< of the program that wrote it
    Digest bodyDigest;

    friend bool operator==(const EntryHeader&, const EntryHeader&) = default;
};

using BodySalt = std::array<std::uint8_t, 16>;

[[nodiscard]] const char* name(ClockSource source) noexcept;
[[nodiscard]] std::optional<ClockSource> clockSourceFromName(std::string_view name) noexcept;

[[nodiscard]] Json toJson(const EntryHeader& header);
/// RFC 8785 bytes: what is hashed.
[[nodiscard]] std::string canonicalHeader(const EntryHeader& header);
/// Strict: exactly the fields of FORMATS.md §1, of their kinds, in canonical values; kEntryInvalid otherwise.
[[nodiscard]] Result<EntryHeader> headerFromJson(const Json& json);
/// SHA-256(0x00 ‖ canonicalHeader).
[[nodiscard]] Digest leafOf(Hasher& hasher, const EntryHeader& header);
/// SHA-256(salt ‖ body); the salt keeps a short body from being guessed out of its digest.
[[nodiscard]] Digest bodyDigestOf(Hasher& hasher, ByteView salt, std::string_view body);

} // namespace oxseal
