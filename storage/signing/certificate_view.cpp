// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/certificate_view.h"

#include "storage/crypto/botan_compat.h"
#include "storage/crypto/hash.h"
#include "storage/signing/der.h"

#include <botan/certstor.h>
#include <botan/data_src.h>
#include <botan/hash.h>
#include <botan/x509cert.h>
#include <botan/x509path.h>

#include <algorithm>
#include <chrono>
#include <exception>

namespace oxseal {
namespace {

constexpr std::size_t kLargestCertificate = 64 * 1024;
constexpr std::string_view kPemBegin = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view kPemEnd = "-----END CERTIFICATE-----";

Botan::X509_Certificate botanCertificate(const std::string& der)
{
    return Botan::X509_Certificate(std::vector<std::uint8_t>(der.begin(), der.end()));
}

std::string firstOr(const std::vector<std::string>& values, const std::string& otherwise)
{
    return values.empty() ? otherwise : values.front();
}

/// Walks the fields of TBSCertificate in order (RFC 5280 §4.1).
bool readFields(CertificateView& view)
{
    der::Reader outer(view.der);
    const auto certificate = outer.next(der::kSequence);
    if (!certificate || !outer.atEnd())
        return false;
    der::Reader parts(certificate->content);
    const auto tbs = parts.next(der::kSequence);
    if (!tbs)
        return false;
    der::Reader fields(tbs->content);
    if (fields.peek() == der::context(0) && !fields.next())
        return false;
    const auto serial = fields.next(der::kInteger);
    const auto algorithm = fields.next(der::kSequence);
    const auto issuer = fields.next(der::kSequence);
    const auto validity = fields.next(der::kSequence);
    const auto subject = fields.next(der::kSequence);
    const auto key = fields.next(der::kSequence);
    if (!serial || !algorithm || !issuer || !validity || !subject || !key)
        return false;
    view.serial = serial->all;
    view.issuer = issuer->all;
    view.subject = subject->all;
    view.publicKey = key->all;
    view.fingerprint = sha256(view.publicKey);
    return true;
}

// The system's clock counts nanoseconds and ends in 2262; a time of signing is what a file says and may be any. What
// lies beyond the clock is its end: no certificate that the clock can tell is valid there.
std::chrono::system_clock::time_point systemTime(Instant at)
{
    using Clock = std::chrono::system_clock;
    constexpr auto first = std::chrono::ceil<std::chrono::microseconds>(Clock::time_point::min().time_since_epoch());
    constexpr auto last = std::chrono::floor<std::chrono::microseconds>(Clock::time_point::max().time_since_epoch());
    return Clock::time_point(std::clamp(std::chrono::microseconds(at.micros), first, last));
}

} // namespace

std::optional<CertificateView> viewCertificate(std::string_view der)
{
    if (der.size() > kLargestCertificate)
        return std::nullopt;
    CertificateView view;
    view.der = der;
    if (!readFields(view))
        return std::nullopt;
    try {
        const auto certificate = botanCertificate(view.der);
        view.subjectName = firstOr(certificate.subject_info("X520.CommonName"), "");
        view.issuerName = firstOr(certificate.issuer_info("X520.CommonName"), "");
    } catch (const std::exception&) {
        return std::nullopt;
    }
    return view;
}

std::string certificateToPem(std::string_view der)
{
    const std::string base64 = toBase64(asBytes(der));
    std::string pem(kPemBegin);
    pem += '\n';
    for (std::size_t at = 0; at < base64.size(); at += 64)
        pem += base64.substr(at, 64) + '\n';
    pem += kPemEnd;
    pem += '\n';
    return pem;
}

std::vector<std::string> certificatesFromFile(std::string_view bytes)
{
    std::vector<std::string> found;
    for (auto at = bytes.find(kPemBegin); at != std::string_view::npos; at = bytes.find(kPemBegin, at + 1)) {
        const auto start = at + kPemBegin.size();
        const auto end = bytes.find(kPemEnd, start);
        if (end == std::string_view::npos)
            break;
        std::string base64;
        for (const char c : bytes.substr(start, end - start))
            if (c != '\n' && c != '\r' && c != ' ')
                base64 += c;
        if (auto der = fromBase64(base64); der && viewCertificate(*der))
            found.push_back(std::move(*der));
    }
    if (found.empty() && viewCertificate(bytes))
        found.emplace_back(bytes);
    return found;
}

bool pathLeadsTo(
    const std::string& leaf, const std::vector<std::string>& extra, const std::vector<std::string>& roots, Instant at)
{
    try {
        Botan::Certificate_Store_In_Memory trusted;
        for (const auto& root : roots)
            trusted.add_certificate(botanCertificate(root));
        std::vector<Botan::X509_Certificate> chain{botanCertificate(leaf)};
        for (const auto& certificate : extra)
            chain.push_back(botanCertificate(certificate));
        const Botan::Path_Validation_Restrictions restrictions(false, 110);
        const auto result = Botan::x509_path_validate(
            chain, restrictions, trusted, "", Botan::Usage_Type::UNSPECIFIED, systemTime(at));
        return result.successful_validation();
    } catch (const std::exception&) {
        return false;
    }
}

bool isTimestampCertificate(std::string_view der)
{
    try {
        const auto certificate = botanCertificate(std::string(der));
        const auto usages = certificate.extended_key_usage();
        const Botan::OID timestamping("1.3.6.1.5.5.7.3.8");
        return usages.size() == 1 && usages.front() == timestamping
            && certificate.v3_extensions().critical_extension_set(Botan::OID("2.5.29.37"));
    } catch (const std::exception&) {
        return false;
    }
}

const char* botanName(DigestAlgorithm algorithm) noexcept
{
    switch (algorithm) {
    case DigestAlgorithm::Sha384:
        return "SHA-384";
    case DigestAlgorithm::Sha512:
        return "SHA-512";
    case DigestAlgorithm::Sha256:
        break;
    }
    return "SHA-256";
}

std::string digestOf(DigestAlgorithm algorithm, std::string_view bytes)
{
    const auto hash = Botan::HashFunction::create_or_throw(botanName(algorithm));
    hash->update(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    const auto digest = hash->final();
    return {digest.begin(), digest.end()};
}

KeyCheck checkSignature(
    const CertificateView& certificate, DigestAlgorithm algorithm, std::string_view message, std::string_view signature)
{
    try {
        const auto key = botan::publicKey(botanCertificate(certificate.der));
        const auto data = reinterpret_cast<const std::uint8_t*>(message.data());
        const auto proof = reinterpret_cast<const std::uint8_t*>(signature.data());
        if (key->algo_name() == "ECDSA") {
            Botan::PK_Verifier verifier(*key, botan::ecdsaPadding(botanName(algorithm)), botan::kDerSignature);
            return verifier.verify_message(data, message.size(), proof, signature.size()) ? KeyCheck::Good : KeyCheck::Bad;
        }
        if (key->algo_name() == "RSA") {
            Botan::PK_Verifier verifier(*key, std::string("EMSA3(") + botanName(algorithm) + ")");
            return verifier.verify_message(data, message.size(), proof, signature.size()) ? KeyCheck::Good : KeyCheck::Bad;
        }
        return KeyCheck::Unsupported;
    } catch (const std::exception&) {
        return KeyCheck::Bad;
    }
}

} // namespace oxseal
