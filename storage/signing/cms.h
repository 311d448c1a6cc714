// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/result.h"
#include "storage/crypto/signature.h"
#include "storage/signing/certificate_view.h"
#include "storage/signing/signature_report.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNotCms{"signing.not_cms", ErrorClass::Input};
inline constexpr ErrorCode kSignerCertificateBad{"signing.certificate", ErrorClass::Refused};

/// The digest of the signed content, computed once per algorithm; lets content of any size be streamed.
using ContentDigest = std::function<Result<std::string>(DigestAlgorithm)>;

struct CmsOptions
{
    /// Written as signed attribute signingTime. Left out in PDFs, where /M carries the time (PAdES).
    std::optional<Instant> signingTime;
};

/// A detached CMS SignedData (RFC 5652) in DER, CAdES-BES (RFC 5126): contentType, messageDigest, signingTime,
/// signingCertificateV2; one signer, whose certificate (and nothing else) is included. The same input gives the same bytes.
/// `contentSha256` is the SHA-256 of the content. kSignerCertificateBad when the certificate does not hold the key's public
/// half.
[[nodiscard]] Result<std::string> signCms(
    const Digest& contentSha256, const SigningKey& key, const std::string& certificateDer, const CmsOptions& options);

struct CmsContext
{
    ContentDigest content; ///< empty: only encapsulated content can be checked
    Anchors anchors;
    std::vector<std::string> extraCertificates; ///< e.g. the packet's certificates/ca.pem
    Instant now; ///< used where no signing time is claimed
    bool pades = false; ///< signingTime must be absent
    /// The bytes are a timestamp token: its certificate may be named with SHA-1 (RFC 3161), its path is judged at `now`, and
    /// tokens on the token are not looked at.
    bool token = false;
};

struct CmsReport
{
    std::vector<SignatureReport> signers;
    std::vector<Problem> problems; ///< of the structure as a whole
};

/// Own strict verifier: the structure is parsed, encoded again and compared byte for byte; then content digest, signature,
/// signing-certificate attribute, path and anchors. kNotCms when the bytes are no SignedData at all.
[[nodiscard]] Result<CmsReport> verifyCms(std::string_view cms, const CmsContext& context);

} // namespace oxseal
