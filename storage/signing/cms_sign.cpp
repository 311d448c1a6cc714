// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/cms.h"

#include "storage/crypto/hash.h"
#include "storage/signing/cms_names.h"
#include "storage/signing/der.h"

namespace oxseal {
namespace {

std::string attribute(const char* name, std::string_view value)
{
    return der::sequence({der::oid(name), der::setOf({std::string(value)})});
}

/// RFC 5652 §11.3: UTCTime up to 2049, GeneralizedTime after.
std::string timeValue(Instant instant)
{
    const std::string iso = instant.iso();
    const std::string digits
        = iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2) + iso.substr(11, 2) + iso.substr(14, 2) + iso.substr(17, 2) + "Z";
    const int year = instant.day().year();
    return year >= 1950 && year <= 2049 ? der::tlv(der::kUtcTime, digits.substr(2)) : der::tlv(der::kGeneralizedTime, digits);
}

/// RFC 5035: the SHA-256 of the certificate (the default algorithm is left out), its issuer and serial.
std::string signingCertificate(const CertificateView& certificate)
{
    const std::string hash = digestOf(DigestAlgorithm::Sha256, certificate.der);
    const std::string issuerSerial
        = der::sequence({der::sequence({der::tlv(der::context(4), certificate.issuer)}), certificate.serial});
    return der::sequence({der::sequence({der::sequence({der::tlv(der::kOctetString, hash), issuerSerial})})});
}

} // namespace

Result<std::string> signCms(
    const Digest& contentSha256, const SigningKey& key, const std::string& certificateDer, const CmsOptions& options)
{
    const auto certificate = viewCertificate(certificateDer);
    if (!certificate || certificate->publicKey != key.publicKey() || key.curve() != Curve::P256)
        return fail(kSignerCertificateBad);

    std::vector<std::string> attributes{
        attribute(cms::kContentType, der::oid(cms::kData)),
        attribute(cms::kMessageDigest, der::tlv(der::kOctetString, asText(contentSha256.bytes))),
        attribute(cms::kSigningCertificateV2, signingCertificate(*certificate)),
    };
    if (options.signingTime)
        attributes.push_back(attribute(cms::kSigningTime, timeValue(*options.signingTime)));
    // Signed as SET OF, stored as [0] (RFC 5652 §5.4).
    OXSEAL_TRY(const std::string signature, key.sign(asBytes(der::setOf(attributes))));

    const std::string sha256Algorithm = der::sequence({der::oid(cms::kSha256)});
    const std::string signerInfo = der::sequence({
        der::integer(1),
        der::sequence({certificate->issuer, certificate->serial}),
        sha256Algorithm,
        der::setOf(attributes, der::context(0)),
        der::sequence({der::oid(cms::kEcdsaSha256)}),
        der::tlv(der::kOctetString, signature),
    });
    const std::string signedData = der::sequence({
        der::integer(1),
        der::setOf({sha256Algorithm}),
        der::sequence({der::oid(cms::kData)}),
        der::setOf({certificate->der}, der::context(0)),
        der::setOf({signerInfo}),
    });
    return der::sequence({der::oid(cms::kSignedData), der::tlv(der::context(0), signedData)});
}

} // namespace oxseal
