// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kManifestInvalid{"packet.manifest_invalid", ErrorClass::Integrity};

/// One payload file: everything that is bound by the officers' signatures over the manifest.
struct ManifestFile
{
    std::string path;
    std::uint64_t size = 0;
    Digest sha256;
    std::string role; ///< "document", "data", "dictionary", "input", "evidence", "ledger", "guide"
    std::string period; ///< "2026-Q3"; "" when it belongs to none
    Json facts; ///< object or null: for inputs mapping and parser version, for evidence its dates
};

struct RequiredSigner
{
    std::string role; ///< "pfo", "peo"; the signature's file name
    std::string name;
};

/// Every certificate ever issued for an office: a second one is visible to whoever verifies.
struct ManifestCertificate
{
    std::string office;
    std::string name;
    Digest fingerprint; ///< of the public key
    std::string state; ///< "issued" or "bootstrap"
    Day start;
};

struct Withheld
{
    std::string what;
    std::string why;
};

struct Manifest
{
    std::string company;
    std::string workspace; ///< id
    std::string period;
    Day firstDay;
    Day lastDay;
    std::string profile; ///< "officers"
    Instant sealedAt;
    std::string clock; ///< "system", "demo", "test"
    std::vector<std::string> marks; ///< "DEMO"
    std::uint64_t ledgerSize = 0;
    Digest ledgerRoot;
    std::string toolVersion;
    std::vector<std::pair<std::string, std::string>> parsers; ///< name, version
    std::vector<ManifestFile> files; ///< by path
    std::vector<RequiredSigner> requiredSigners;
    std::vector<ManifestCertificate> certificates;
    std::vector<Digest> authorities; ///< SHA-256 of each DER certificate in certificates/ca.pem, in order
    std::vector<Withheld> withheld;
    std::vector<std::string> knownGaps;
};

/// Canonical JSON; files sorted by path (FORMATS.md §7).
[[nodiscard]] std::string manifestBytes(Manifest manifest);
/// Strict: canonical bytes, known members of their kinds, sorted unique paths.
[[nodiscard]] Result<Manifest> parseManifest(std::string_view bytes);
/// The exact bytes of SHA256SUMS: the payload files and the manifest itself, as `sha256sum -c` reads them.
[[nodiscard]] std::string sumsText(const Manifest& manifest, const Digest& manifestDigest);

} // namespace oxseal
