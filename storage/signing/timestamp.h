// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "storage/signing/certificate_view.h"
#include "storage/signing/signature_report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// What a time-stamping authority signs (RFC 3161 §2.4.2), as far as it is judged here.
struct TstInfo
{
    DigestAlgorithm algorithm = DigestAlgorithm::Sha256;
    std::string imprint; ///< digest of what was stamped
    Instant time; ///< genTime, to the microsecond
};
/// Strict DER, version 1, SHA-256, SHA-384 or SHA-512, genTime in UTC; no extension may be critical. nullopt otherwise.
[[nodiscard]] std::optional<TstInfo> parseTstInfo(std::string_view der);

/// A timestamp token (RFC 3161, RFC 5816) over `stamped`, which for a signature is the value of the signature: the token's
/// own CMS signature, the digest, the authority's certificate (named by the token, extended key usage timeStamping alone and
/// critical) and its path to one of `authorities` at the time of the stamp. Without authorities the time is self-asserted.
[[nodiscard]] TimestampReport verifyTimestamp(
    std::string_view token, std::string_view stamped, const std::vector<std::string>& authorities);

} // namespace oxseal
