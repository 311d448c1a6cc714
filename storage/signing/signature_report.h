// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// The three axes of a verification (architecture: The packet).
enum class Verdict { Valid, Invalid, Indeterminate };
enum class Trust {
    Anchored, ///< by a CA or fingerprint that the verifier brought
    SelfAsserted, ///< no anchor was given: the key is whoever's it is
    Untrusted, ///< an anchor was given and this is another key, or the path to the CA is broken
};
enum class TimeProof {
    Timestamped, ///< an RFC 3161 token of an authority that the verifier brought
    Claimed, ///< the signer's own clock
    None,
};
[[nodiscard]] const char* name(Verdict verdict) noexcept;
[[nodiscard]] const char* name(Trust trust) noexcept;
[[nodiscard]] const char* name(TimeProof time) noexcept;

/// One thing that is wrong, with its place. `what` is a stable code ("container", "digest", "signature" …) whose sentence
/// stands in storage/texts under "verify.<what>".
struct Problem
{
    std::string path; ///< file in the packet, or "offset N", or "signature N"
    std::string what;
    std::vector<std::string> arguments;
    bool fatal = true; ///< false: cannot be judged (indeterminate), true: invalid

    friend bool operator==(const Problem&, const Problem&) = default;
};

/// What a verifier brings along to know who may sign.
struct Anchors
{
    std::vector<std::string> authorities; ///< DER certificates
    std::vector<Digest> fingerprints; ///< SHA-256 of the SubjectPublicKeyInfo
    /// DER certificates of authorities whose timestamps are believed; they say nothing about who may sign.
    std::vector<std::string> timestampAuthorities;
    [[nodiscard]] bool any() const noexcept { return !authorities.empty() || !fingerprints.empty(); }
};

/// A timestamp token found on a signature.
struct TimestampReport
{
    std::string authority; ///< common name in the authority's certificate
    Digest fingerprint; ///< of the authority's key
    std::optional<Instant> time; ///< genTime; nullopt when the token cannot be read
    bool intact = false; ///< belongs to this signature, and the authority's own signature is right
    /// Anchored: the path ends in an authority that the verifier brought. SelfAsserted: none was brought.
    Trust trust = Trust::Untrusted;
    std::string problem; ///< Problem::what when not intact, else ""
    [[nodiscard]] bool proven() const noexcept { return intact && trust == Trust::Anchored; }
};

/// One signature as found.
struct SignatureReport
{
    std::string path; ///< file, or "<file>#n" for the n-th signature of a PDF
    std::string signer; ///< common name in the certificate
    std::string issuer;
    Digest fingerprint; ///< of the signer's public key; zero when there is no certificate
    std::string certificate; ///< DER
    bool intact = false; ///< content digest, signature and signing-certificate attribute all right
    Trust trust = Trust::Untrusted;
    TimeProof time = TimeProof::None;
    std::optional<Instant> signedAt; ///< as claimed
    std::optional<TimestampReport> timestamp; ///< proven before others, when there are several
    std::vector<Problem> problems;
};

} // namespace oxseal
