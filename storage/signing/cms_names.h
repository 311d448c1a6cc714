// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Object identifiers that the CMS writer and verifier share (RFC 5652, 5035, 5754, 5758).
namespace oxseal::cms {

inline constexpr const char* kData = "1.2.840.113549.1.7.1";
inline constexpr const char* kSignedData = "1.2.840.113549.1.7.2";
inline constexpr const char* kContentType = "1.2.840.113549.1.9.3";
inline constexpr const char* kMessageDigest = "1.2.840.113549.1.9.4";
inline constexpr const char* kSigningTime = "1.2.840.113549.1.9.5";
inline constexpr const char* kSigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
inline constexpr const char* kTimestampToken = "1.2.840.113549.1.9.16.2.14";
inline constexpr const char* kSigningCertificate = "1.2.840.113549.1.9.16.2.12"; // in timestamp tokens only
inline constexpr const char* kTstInfo = "1.2.840.113549.1.9.16.1.4";
inline constexpr const char* kSha256 = "2.16.840.1.101.3.4.2.1";
inline constexpr const char* kSha384 = "2.16.840.1.101.3.4.2.2";
inline constexpr const char* kSha512 = "2.16.840.1.101.3.4.2.3";
inline constexpr const char* kEcdsaSha256 = "1.2.840.10045.4.3.2";
inline constexpr const char* kEcdsaSha384 = "1.2.840.10045.4.3.3";
inline constexpr const char* kEcdsaSha512 = "1.2.840.10045.4.3.4";
inline constexpr const char* kRsa = "1.2.840.113549.1.1.1";
inline constexpr const char* kRsaSha256 = "1.2.840.113549.1.1.11";
inline constexpr const char* kRsaSha384 = "1.2.840.113549.1.1.12";
inline constexpr const char* kRsaSha512 = "1.2.840.113549.1.1.13";

} // namespace oxseal::cms
