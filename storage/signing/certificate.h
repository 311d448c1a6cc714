// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/result.h"
#include "storage/crypto/random.h"
#include "storage/crypto/signature.h"

#include <string>

namespace oxseal {

inline constexpr ErrorCode kCertificateInvalid{"signing.certificate_invalid", ErrorClass::Integrity};
inline constexpr ErrorCode kCertificateNotMade{"signing.certificate_not_made", ErrorClass::Internal};

inline constexpr int kAuthorityYears = 40;
inline constexpr int kPersonYears = 20;

/// Self-signed certificate of the workspace CA (P-384, SHA-384), DER. A convenience, not an identity: trust rests on key
/// fingerprints.
[[nodiscard]] Result<std::string> makeAuthorityCertificate(
    const SigningKey& authority, const std::string& company, Day start, Random& random);

struct CertificateSubject
{
    std::string name; ///< CN
    std::string company; ///< O
    std::string office; ///< OU, e.g. "Principal Executive Officer"; "" leaves it out
};

/// A person's certificate over `publicKey` (SubjectPublicKeyInfo), DER: digitalSignature and nonRepudiation, no CA.
[[nodiscard]] Result<std::string> issueCertificate(const SigningKey& authority, ByteView authorityDer, ByteView publicKey,
    const CertificateSubject& subject, Day start, Random& random);

struct CertificateInfo
{
    std::string der;
    std::string serial; ///< hexadecimal
    CertificateSubject subject;
    std::string issuer; ///< CN of the issuer
    std::string publicKey; ///< SubjectPublicKeyInfo
    Digest fingerprint; ///< keyFingerprint(publicKey)
    Day notBefore;
    Day notAfter;
    bool authority = false;
};

[[nodiscard]] Result<CertificateInfo> readCertificate(ByteView der);
/// Signature and issuer name fit the authority's certificate.
[[nodiscard]] bool issuedBy(ByteView der, ByteView authorityDer);
[[nodiscard]] std::string certificatePem(ByteView der);

} // namespace oxseal
