// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/cms.h"

#include "storage/crypto/hash.h"
#include "storage/signing/cms_names.h"
#include "storage/signing/cms_parse.h"
#include "storage/signing/der.h"
#include "storage/signing/timestamp.h"

#include <algorithm>
#include <map>

namespace oxseal {

const char* name(Verdict verdict) noexcept
{
    return verdict == Verdict::Valid ? "valid" : verdict == Verdict::Invalid ? "invalid" : "indeterminate";
}

const char* name(Trust trust) noexcept
{
    return trust == Trust::Anchored ? "anchored" : trust == Trust::SelfAsserted ? "self_asserted" : "untrusted";
}

const char* name(TimeProof time) noexcept
{
    return time == TimeProof::Timestamped ? "timestamped" : time == TimeProof::Claimed ? "claimed" : "none";
}

namespace {

using cms::Attribute;

/// True when the signature algorithm is one of ours and belongs to the digest algorithm.
bool signatureAlgorithmFits(const cms::Algorithm& algorithm, DigestAlgorithm digest)
{
    const char* const ecdsa[] = {cms::kEcdsaSha256, cms::kEcdsaSha384, cms::kEcdsaSha512};
    const char* const rsa[] = {cms::kRsaSha256, cms::kRsaSha384, cms::kRsaSha512};
    const auto index = static_cast<std::size_t>(digest);
    const std::string null = der::tlv(der::kNull, "");
    return algorithm.all == der::sequence({der::oid(ecdsa[index])})
        || algorithm.all == der::sequence({der::oid(rsa[index]), null})
        || algorithm.all == der::sequence({der::oid(cms::kRsa), null});
}

/// The only value of an attribute that must occur exactly once; sets `repeated` when it occurs more often.
std::optional<std::string_view> single(const std::vector<Attribute>& list, const char* oid, bool& repeated)
{
    std::optional<std::string_view> found;
    for (const auto& attribute : list) {
        if (attribute.oid != der::oid(oid))
            continue;
        if (found || attribute.values.size() != 1)
            repeated = true;
        found = attribute.values.front();
    }
    return found;
}

std::optional<Instant> readTime(std::string_view element)
{
    der::Reader reader(element);
    const auto time = reader.next();
    if (!time)
        return std::nullopt;
    std::string digits(time->content);
    if (time->tag == der::kUtcTime && digits.size() == 13)
        digits = (digits[0] >= '5' ? "19" : "20") + digits;
    else if (time->tag != der::kGeneralizedTime)
        return std::nullopt;
    if (digits.size() != 15 || digits.back() != 'Z')
        return std::nullopt;
    return Instant::fromIso(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2) + "T"
        + digits.substr(8, 2) + ":" + digits.substr(10, 2) + ":" + digits.substr(12, 2) + "Z");
}

std::string sha1(std::string_view bytes)
{
    auto hash = NamedHash::create("SHA-1");
    if (!hash)
        return {};
    hash->update(asBytes(bytes));
    return hash->finish();
}

/// RFC 5035 §3: the first ESSCertIDv2 must hold the digest of the signer's certificate and, where given, its issuer and
/// serial. Version 1 (RFC 2634 §5.4) is the same with SHA-1.
bool namesCertificate(std::string_view value, const CertificateView& certificate, int version)
{
    der::Reader outer(value);
    const auto attribute = outer.next(der::kSequence);
    if (!attribute || !outer.atEnd())
        return false;
    der::Reader list(attribute->content);
    const auto ids = list.next(der::kSequence);
    if (!ids)
        return false;
    der::Reader first(ids->content);
    const auto id = first.next(der::kSequence);
    if (!id)
        return false;
    der::Reader fields(id->content);
    auto algorithm = DigestAlgorithm::Sha256;
    if (version == 2 && fields.peek() == der::kSequence) {
        const auto element = fields.next();
        if (!element)
            return false;
        const auto known = cms::digestAlgorithm(element->all);
        if (!known)
            return false;
        algorithm = *known;
    }
    const auto hash = fields.next(der::kOctetString);
    if (!hash || hash->content != (version == 1 ? sha1(certificate.der) : digestOf(algorithm, certificate.der)))
        return false;
    if (fields.atEnd())
        return true;
    const auto issuerSerial = fields.next(der::kSequence);
    const std::string expected
        = der::sequence({der::sequence({der::tlv(der::context(4), certificate.issuer)}), certificate.serial});
    return issuerSerial && fields.atEnd() && issuerSerial->all == expected;
}

class SignerCheck
{
public:
    SignerCheck(const cms::SignedData& data, const cms::Signer& signer, const CmsContext& context)
        : data_(data), signer_(signer), context_(context)
    {
    }

    SignatureReport run()
    {
        findCertificate();
        const auto digest = cms::digestAlgorithm(signer_.digest.all);
        if (!digest || !signatureAlgorithmFits(signer_.signature, *digest)) {
            doubt("algorithm");
        } else {
            checkAttributes(*digest);
            if (certificate_)
                checkKey(*digest);
        }
        report_.intact = report_.problems.empty();
        if (!context_.token)
            checkTimestamps();
        if (certificate_)
            checkTrust();
        return std::move(report_);
    }

private:
    void wrong(const char* what) { report_.problems.push_back({{}, what, {}, true}); }
    void doubt(const char* what) { report_.problems.push_back({{}, what, {}, false}); }

    void findCertificate()
    {
        for (const auto der : data_.certificates) {
            auto view = viewCertificate(der);
            if (!view) {
                wrong("certificate");
                continue;
            }
            if (signer_.sid == der::sequence({view->issuer, view->serial}))
                certificate_ = std::move(view);
            else
                others_.push_back(std::move(view->der));
        }
        if (!certificate_) {
            for (const auto& der : context_.extraCertificates)
                if (auto view = viewCertificate(der); view && signer_.sid == der::sequence({view->issuer, view->serial}))
                    certificate_ = std::move(view);
        }
        if (!certificate_) {
            doubt("certificate_missing");
            return;
        }
        report_.signer = certificate_->subjectName;
        report_.issuer = certificate_->issuerName;
        report_.fingerprint = certificate_->fingerprint;
        report_.certificate = certificate_->der;
    }

    void checkAttributes(DigestAlgorithm digest)
    {
        if (!signer_.hasSigned) {
            doubt("attributes_missing");
            return;
        }
        bool repeated = false;
        const auto& list = signer_.signedAttributes;
        const auto type = single(list, cms::kContentType, repeated);
        const auto message = single(list, cms::kMessageDigest, repeated);
        const auto time = single(list, cms::kSigningTime, repeated);
        const auto ess = single(list, cms::kSigningCertificateV2, repeated);
        const auto essOne = context_.token ? single(list, cms::kSigningCertificate, repeated) : std::nullopt;
        if (repeated)
            wrong("attributes");
        if (!type || *type != data_.contentType)
            wrong("content_type");
        checkContent(digest, message);
        if (time) {
            report_.signedAt = readTime(*time);
            if (!report_.signedAt || context_.pades)
                wrong("signing_time");
            else
                report_.time = TimeProof::Claimed;
        }
        if (!ess && !essOne)
            doubt("signing_certificate_missing");
        const bool named = certificate_ && (!ess || namesCertificate(*ess, *certificate_, 2))
            && (!essOne || namesCertificate(*essOne, *certificate_, 1));
        if (certificate_ && !named)
            wrong("signing_certificate");
    }

    void checkContent(DigestAlgorithm digest, const std::optional<std::string_view>& message)
    {
        std::string expected;
        if (data_.content) {
            expected = digestOf(digest, *data_.content);
        } else if (context_.content) {
            auto computed = context_.content(digest);
            if (!computed) {
                wrong("content_unreadable");
                return;
            }
            expected = std::move(*computed);
        } else {
            doubt("content_missing");
            return;
        }
        if (!message || *message != der::tlv(der::kOctetString, expected))
            wrong("digest");
    }

    void checkKey(DigestAlgorithm digest)
    {
        if (!signer_.hasSigned)
            return;
        std::vector<std::string> attributes;
        for (const auto& attribute : signer_.signedAttributes)
            attributes.emplace_back(attribute.all);
        switch (checkSignature(*certificate_, digest, der::setOf(std::move(attributes)), signer_.value)) {
        case KeyCheck::Good:
            break;
        case KeyCheck::Bad:
            wrong("signature");
            break;
        case KeyCheck::Unsupported:
            doubt("algorithm");
            break;
        }
    }

    /// Tokens are unsigned attributes: one that is broken is a fault of the file, but not of the signature.
    void checkTimestamps()
    {
        for (const auto& attribute : signer_.unsignedAttributes) {
            if (attribute.oid != der::oid(cms::kTimestampToken))
                continue;
            for (const auto token : attribute.values) {
                auto stamp = verifyTimestamp(token, signer_.value, context_.anchors.timestampAuthorities);
                if (!stamp.intact)
                    wrong(stamp.problem.c_str());
                if (!report_.timestamp || (stamp.proven() && !report_.timestamp->proven()))
                    report_.timestamp = std::move(stamp);
            }
        }
        if (report_.timestamp && report_.timestamp->proven())
            report_.time = TimeProof::Timestamped;
    }

    /// When the certificates must have been valid: at a proven time rather than at a claimed one.
    [[nodiscard]] Instant judgedAt() const
    {
        if (report_.timestamp && report_.timestamp->proven())
            return *report_.timestamp->time;
        return context_.token ? context_.now : report_.signedAt.value_or(context_.now);
    }

    void checkTrust()
    {
        const Instant at = judgedAt();
        std::vector<std::string> between = others_;
        between.insert(between.end(), context_.extraCertificates.begin(), context_.extraCertificates.end());
        // The packet's own authority must have issued the certificate, whoever anchors the packet.
        if (!context_.extraCertificates.empty() && !pathLeadsTo(certificate_->der, others_, context_.extraCertificates, at)) {
            report_.trust = Trust::Untrusted;
            wrong("path");
            return;
        }
        const auto& anchors = context_.anchors;
        if (!anchors.any()) {
            report_.trust = Trust::SelfAsserted;
            return;
        }
        const bool named = std::find(anchors.fingerprints.begin(), anchors.fingerprints.end(), certificate_->fingerprint)
            != anchors.fingerprints.end();
        if (named || (!anchors.authorities.empty() && pathLeadsTo(certificate_->der, between, anchors.authorities, at))) {
            report_.trust = Trust::Anchored;
            return;
        }
        report_.trust = Trust::Untrusted;
        wrong("untrusted");
    }

    const cms::SignedData& data_;
    const cms::Signer& signer_;
    const CmsContext& context_;
    std::optional<CertificateView> certificate_;
    std::vector<std::string> others_;
    SignatureReport report_;
};

/// Version numbers and the list of digest algorithms are not signed: they must be what RFC 5652 §5.1 and §5.3 prescribe.
bool unsignedFieldsRight(const cms::SignedData& data)
{
    bool keyIdentifier = false;
    for (const auto& signer : data.signers) {
        const bool bySerial = static_cast<unsigned char>(signer.sid[0]) == der::kSequence;
        keyIdentifier = keyIdentifier || !bySerial;
        if (signer.version != der::integer(bySerial ? 1 : 3))
            return false;
        if (std::none_of(data.digests.begin(), data.digests.end(),
                [&](const cms::Algorithm& digest) { return digest.oid == signer.digest.oid; }))
            return false;
    }
    for (const auto& digest : data.digests) {
        const bool known = cms::digestAlgorithm(der::sequence({digest.oid})).has_value();
        if (known && !cms::digestAlgorithm(digest.all))
            return false;
        if (std::none_of(data.signers.begin(), data.signers.end(),
                [&](const cms::Signer& signer) { return digest.oid == signer.digest.oid; }))
            return false;
    }
    const bool plain = data.contentType == der::oid(cms::kData) && !keyIdentifier;
    return data.version == der::integer(plain ? 1 : 3);
}

} // namespace

Result<CmsReport> verifyCms(std::string_view bytes, const CmsContext& context)
{
    const auto parsed = cms::parse(bytes);
    if (!parsed.isCms)
        return fail(kNotCms);
    CmsReport report;
    if (!parsed.data) {
        report.problems.push_back({{}, "cms_unsupported", {}, false});
        return report;
    }
    if (cms::encode(*parsed.data) != bytes || !unsignedFieldsRight(*parsed.data))
        report.problems.push_back({{}, "cms_encoding", {}, true});
    if (parsed.data->signers.empty())
        report.problems.push_back({{}, "no_signature", {}, false});
    for (const auto& signer : parsed.data->signers)
        report.signers.push_back(SignerCheck(*parsed.data, signer, context).run());
    return report;
}

} // namespace oxseal
