// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/certificate.h"

#include "storage/crypto/botan_compat.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/signing_key_access.h"

#include <botan/x509_ca.h>
#include <botan/x509_key.h>
#include <botan/x509cert.h>

#include <algorithm>

namespace oxseal {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytesOf(ByteView view) { return {view.begin(), view.end()}; }
std::string textOf(const Bytes& bytes) { return std::string(asText({bytes.data(), bytes.size()})); }

/// The same day `years` later; 29 February becomes the 28th.
Day yearsLater(Day start, int years)
{
    const auto ymd = start.ymd();
    const int year = static_cast<int>(ymd.year()) + years;
    const auto month = static_cast<unsigned>(ymd.month());
    const auto day = static_cast<unsigned>(ymd.day());
    return Day::fromYmd(year, month, day).value_or(*Day::fromYmd(year, month, 28));
}

Botan::X509_Time timeOf(Day day)
{
    return Botan::X509_Time(std::chrono::system_clock::time_point(std::chrono::hours(24 * day.number)));
}

Day dayOf(const Botan::X509_Time& time)
{
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(time.to_std_timepoint().time_since_epoch()).count();
    return Day{static_cast<std::int32_t>(hours / 24)};
}

Botan::X509_DN nameOf(const CertificateSubject& subject)
{
    Botan::X509_DN name;
    name.add_attribute("X520.CommonName", subject.name);
    name.add_attribute("X520.Organization", subject.company);
    if (!subject.office.empty())
        name.add_attribute("X520.OrganizationalUnit", subject.office);
    return name;
}

/// RFC 5280 §4.1.2.2: positive, at most 20 octets; from our own generator so that a seeded run repeats itself.
Botan::BigInt serialNumber(Random& random)
{
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x3F) | 0x40);
    return botan::bigInt(bytes.data(), bytes.size());
}

/// RFC 5280 §4.2.1.2 leaves the method open: the first 20 octets of the key's fingerprint.
Bytes keyId(ByteView publicKey)
{
    const Digest digest = keyFingerprint(publicKey);
    return {digest.bytes.begin(), digest.bytes.begin() + 20};
}

struct Plan
{
    CertificateSubject issuer;
    CertificateSubject subject;
    Day start;
    int years = 0;
    bool authority = false;
};

Result<std::string> sign(const SigningKey& authority, ByteView publicKey, const Plan& plan, const Botan::X509_DN& issuer,
    Random& random)
{
    try {
        Botan::Extensions extensions;
        botan::addExtension(
            extensions, Botan::Cert_Extension::Basic_Constraints(plan.authority, 0), plan.authority);
        botan::addExtension(extensions,
            Botan::Cert_Extension::Key_Usage(plan.authority ? botan::authorityUsage() : botan::signerUsage()), true);
        botan::addExtension(extensions, Botan::Cert_Extension::Subject_Key_ID(keyId(publicKey)), false);
        if (!plan.authority)
            botan::addExtension(
                extensions, Botan::Cert_Extension::Authority_Key_ID(keyId(asBytes(authority.publicKey()))), false);
        Botan::PK_Signer signer(SigningKeyAccess::key(authority), botan::blinding(), botan::ecdsaPadding("SHA-384"),
            botan::kDerSignature);
        // ecdsa-with-SHA384, RFC 5758 §3.2: parameters are absent.
        const Botan::AlgorithmIdentifier algorithm(
            Botan::OID("1.2.840.10045.4.3.3"), Botan::AlgorithmIdentifier::USE_EMPTY_PARAM);
        const auto certificate = Botan::X509_CA::make_cert(botan::signerArgument(signer), botan::blinding(),
            serialNumber(random), algorithm, bytesOf(publicKey), timeOf(plan.start),
            timeOf(yearsLater(plan.start, plan.years)), issuer, nameOf(plan.subject), extensions);
        return textOf(certificate.BER_encode());
    } catch (const std::exception& e) {
        return fail(kCertificateNotMade, {}, {e.what()});
    }
}

std::string first(const std::vector<std::string>& values) { return values.empty() ? std::string() : values.front(); }

} // namespace

Result<std::string> makeAuthorityCertificate(
    const SigningKey& authority, const std::string& company, Day start, Random& random)
{
    if (authority.curve() != Curve::P384)
        return fail(kCertificateNotMade, {}, {"curve"});
    Plan plan;
    plan.subject = {company + " Oxseal workspace CA", company, {}};
    plan.start = start;
    plan.years = kAuthorityYears;
    plan.authority = true;
    return sign(authority, asBytes(authority.publicKey()), plan, nameOf(plan.subject), random);
}

Result<std::string> issueCertificate(const SigningKey& authority, ByteView authorityDer, ByteView publicKey,
    const CertificateSubject& subject, Day start, Random& random)
{
    try {
        const Botan::X509_Certificate issuer(bytesOf(authorityDer));
        if (textOf(issuer.subject_public_key_info()) != authority.publicKey())
            return fail(kCertificateNotMade, {}, {"authority"});
        Plan plan;
        plan.subject = subject;
        plan.start = start;
        plan.years = kPersonYears;
        return sign(authority, publicKey, plan, issuer.subject_dn(), random);
    } catch (const std::exception& e) {
        return fail(kCertificateNotMade, {}, {e.what()});
    }
}

Result<CertificateInfo> readCertificate(ByteView der)
{
    try {
        const Botan::X509_Certificate certificate(bytesOf(der));
        CertificateInfo info;
        info.der = textOf(certificate.BER_encode());
        if (info.der != asText(der))
            return fail(kCertificateInvalid, {}, {"encoding"});
        const auto serial = certificate.serial_number();
        info.serial = toHex({serial.data(), serial.size()});
        const auto attribute = [&certificate](const char* name) {
            return first(certificate.subject_dn().get_attribute(name));
        };
        info.subject = {attribute("X520.CommonName"), attribute("X520.Organization"),
            attribute("X520.OrganizationalUnit")};
        info.issuer = first(certificate.issuer_dn().get_attribute("X520.CommonName"));
        info.publicKey = textOf(certificate.subject_public_key_info());
        info.fingerprint = keyFingerprint(asBytes(info.publicKey));
        info.notBefore = dayOf(certificate.not_before());
        info.notAfter = dayOf(certificate.not_after());
        info.authority = certificate.is_CA_cert();
        return info;
    } catch (const std::exception& e) {
        return fail(kCertificateInvalid, {}, {e.what()});
    }
}

bool issuedBy(ByteView der, ByteView authorityDer)
{
    try {
        const Botan::X509_Certificate certificate(bytesOf(der));
        const Botan::X509_Certificate authority(bytesOf(authorityDer));
        if (!authority.is_CA_cert() || certificate.issuer_dn() != authority.subject_dn())
            return false;
        const std::unique_ptr<Botan::Public_Key> key(
            Botan::X509::load_key(authority.subject_public_key_info()));
        return certificate.check_signature(*key);
    } catch (const std::exception&) {
        return false;
    }
}

std::string certificatePem(ByteView der)
{
    const std::string body = toBase64(der);
    std::string pem = "-----BEGIN CERTIFICATE-----\n";
    for (std::size_t at = 0; at < body.size(); at += 64)
        pem += body.substr(at, 64) + '\n';
    return pem + "-----END CERTIFICATE-----\n";
}

} // namespace oxseal
