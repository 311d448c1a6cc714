// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// The parts of an X.509 certificate that signing and verifying need; raw fields are DER.
struct CertificateView
{
    std::string der;
    std::string serial; ///< INTEGER
    std::string issuer; ///< Name
    std::string subject; ///< Name
    std::string publicKey; ///< SubjectPublicKeyInfo
    std::string subjectName; ///< common name, as text
    std::string issuerName;
    Digest fingerprint; ///< of publicKey
};

/// nullopt when the bytes are not one DER certificate.
[[nodiscard]] std::optional<CertificateView> viewCertificate(std::string_view der);

[[nodiscard]] std::string certificateToPem(std::string_view der);
/// All CERTIFICATE blocks of a PEM file, or the DER certificate itself; empty when there is none.
[[nodiscard]] std::vector<std::string> certificatesFromFile(std::string_view bytes);

/// True when a path leads from `leaf` over `extra` to one of `roots`, every certificate being valid at `at`. No revocation:
/// the workspace has no revocation service, a withdrawn key is reported by the manifest and the ledger.
[[nodiscard]] bool pathLeadsTo(const std::string& leaf, const std::vector<std::string>& extra,
    const std::vector<std::string>& roots, Instant at);

/// RFC 3161 §2.3: extended key usage is critical and timeStamping alone.
[[nodiscard]] bool isTimestampCertificate(std::string_view der);

enum class DigestAlgorithm { Sha256, Sha384, Sha512 };
[[nodiscard]] const char* botanName(DigestAlgorithm algorithm) noexcept;
[[nodiscard]] std::string digestOf(DigestAlgorithm algorithm, std::string_view bytes);

enum class KeyCheck { Good, Bad, Unsupported };
/// ECDSA or RSA PKCS#1 v1.5 over `message` with the certificate's key.
[[nodiscard]] KeyCheck checkSignature(
    const CertificateView& certificate, DigestAlgorithm algorithm, std::string_view message, std::string_view signature);

} // namespace oxseal
