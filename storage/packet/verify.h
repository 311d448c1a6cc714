// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/core/progress.h"
#include "models/core/result.h"
#include "storage/packet/byte_source.h"
#include "storage/packet/manifest.h"
#include "storage/signing/signature_report.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNothingToVerify{"packet.nothing_to_verify", ErrorClass::Input};
inline constexpr ErrorCode kBadAnchor{"packet.bad_anchor", ErrorClass::Usage};
inline constexpr ErrorCode kVerifyTooLarge{"packet.verify_too_large", ErrorClass::Input};

enum class Integrity { Intact, Altered, Unknown };
[[nodiscard]] const char* name(Integrity integrity) noexcept;

/// The answer of `oxseal verify`, on three axes that are never mixed.
struct Verification
{
    std::string kind; ///< "packet", "pdf", "cms"
    Verdict verdict = Verdict::Indeterminate;
    Integrity integrity = Integrity::Unknown;
    Trust trust = Trust::Untrusted; ///< the weakest signature's
    TimeProof time = TimeProof::None; ///< the weakest signature's
    std::vector<SignatureReport> signatures;
    std::vector<Problem> problems;
    /// What is no fault but must be seen, e.g. a second certificate for an office. Codes like Problem::what.
    std::vector<Problem> notes;
    std::optional<Manifest> manifest; ///< of a packet, without its list of files
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

struct VerifyOptions
{
    Anchors anchors;
    Instant now;
    Progress progress;
    int threads = 2;
};

/// A packet, read once in blocks: container, manifest, sums, every file's digest, ledger root, signatures, certificates.
[[nodiscard]] Result<Verification> verifyPacket(const ByteSource& source, const VerifyOptions& options);
/// A signed PDF of at most 512 MiB.
[[nodiscard]] Result<Verification> verifyPdfFile(std::string_view bytes, const VerifyOptions& options);
/// A CMS with its content (empty path: only encapsulated content).
[[nodiscard]] Result<Verification> verifyCmsFile(
    std::string_view cms, const std::filesystem::path& content, const VerifyOptions& options);
/// Decides by the first bytes. kNothingToVerify when it is none of the three.
[[nodiscard]] Result<Verification> verifyFile(
    const std::filesystem::path& file, const std::filesystem::path& content, const VerifyOptions& options);

/// From --trust files (PEM or DER), --fingerprint values (64 hexadecimal digits, colons and blanks allowed) and --tsa-ca
/// files, whose authorities are believed for timestamps only. kBadAnchor names the one that is neither.
[[nodiscard]] Result<Anchors> readAnchors(const std::vector<std::string>& trustFiles,
    const std::vector<std::string>& fingerprints, const std::vector<std::string>& timestampFiles = {});

/// `{verdict, axes{integrity,trust,time}, signatures[…], problems[{path,what,text}], notes[…], …}`
[[nodiscard]] Json toJson(const Verification& verification);
/// The same for people.
[[nodiscard]] std::string describe(const Verification& verification);

} // namespace oxseal
