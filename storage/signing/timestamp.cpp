// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/timestamp.h"

#include "storage/signing/cms.h"
#include "storage/signing/cms_names.h"
#include "storage/signing/cms_parse.h"
#include "storage/signing/der.h"

#include <algorithm>

namespace oxseal {
namespace {

/// "20261113123456.789Z" (RFC 3161 §2.4.2: always Z, seconds always there, no trailing zero in the fraction).
std::optional<Instant> generalizedTime(std::string_view digits)
{
    constexpr std::size_t kSeconds = 14;
    if (digits.size() < kSeconds + 1 || digits.back() != 'Z')
        return std::nullopt;
    std::string fraction(digits.substr(kSeconds, digits.size() - kSeconds - 1));
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (!std::all_of(digits.begin(), digits.begin() + kSeconds, isDigit))
        return std::nullopt;
    if (!fraction.empty()) {
        if (fraction[0] != '.' || fraction.size() < 2 || fraction.size() > 10 || fraction.back() == '0'
            || !std::all_of(fraction.begin() + 1, fraction.end(), isDigit))
            return std::nullopt;
        fraction = fraction.substr(0, 7); // to the microsecond
    }
    const std::string d(digits.substr(0, kSeconds));
    return Instant::fromIso(d.substr(0, 4) + "-" + d.substr(4, 2) + "-" + d.substr(6, 2) + "T" + d.substr(8, 2) + ":"
        + d.substr(10, 2) + ":" + d.substr(12, 2) + fraction + "Z");
}

bool readImprint(const der::Element& imprint, TstInfo& info)
{
    der::Reader fields(imprint.content);
    const auto algorithm = fields.next(der::kSequence);
    const auto digest = fields.next(der::kOctetString);
    if (!algorithm || !digest || !fields.atEnd())
        return false;
    const auto known = cms::digestAlgorithm(algorithm->all);
    if (!known || digest->content.size() != digestOf(*known, {}).size())
        return false;
    info.algorithm = *known;
    info.imprint = digest->content;
    return true;
}

/// No critical extension: none is known here, and ignoring one would be against RFC 3161 §2.4.2.
bool extensionsHarmless(const der::Element& extensions)
{
    const auto all = der::elements(extensions.content);
    if (!all)
        return false;
    return std::all_of(all->begin(), all->end(), [](const der::Element& extension) {
        der::Reader fields(extension.content);
        const auto name = fields.next(der::kOid);
        const auto value = fields.next(der::kOctetString); // a critical one has a BOOLEAN here
        return extension.tag == der::kSequence && name && value && fields.atEnd();
    });
}

/// accuracy, ordering, nonce, tsa and extensions, each optional and in this order.
bool readRest(der::Reader& fields)
{
    constexpr std::uint8_t kBoolean = 0x01;
    for (const std::uint8_t tag : {der::kSequence, kBoolean, der::kInteger, der::context(0)}) {
        if (fields.peek() == tag && !fields.next())
            return false;
    }
    if (fields.peek() == der::context(1)) {
        const auto extensions = fields.next();
        if (!extensions || !extensionsHarmless(*extensions))
            return false;
    }
    return fields.atEnd();
}

} // namespace

std::optional<TstInfo> parseTstInfo(std::string_view bytes)
{
    der::Reader outer(bytes);
    const auto sequence = outer.next(der::kSequence);
    if (!sequence || !outer.atEnd())
        return std::nullopt;
    der::Reader fields(sequence->content);
    const auto version = fields.next(der::kInteger);
    const auto policy = fields.next(der::kOid);
    const auto imprint = fields.next(der::kSequence);
    const auto serial = fields.next(der::kInteger);
    const auto time = fields.next(der::kGeneralizedTime);
    TstInfo info;
    if (!version || version->all != der::integer(1) || !policy || !imprint || !serial || !time || !readImprint(*imprint, info)
        || !readRest(fields))
        return std::nullopt;
    const auto instant = generalizedTime(time->content);
    if (!instant)
        return std::nullopt;
    info.time = *instant;
    return info;
}

TimestampReport verifyTimestamp(
    std::string_view token, std::string_view stamped, const std::vector<std::string>& authorities)
{
    TimestampReport report;
    const auto wrong = [&report](const char* what) {
        report.problem = what;
        return report;
    };
    const auto parsed = cms::parse(token);
    if (!parsed.data || !parsed.data->content || parsed.data->contentType != der::oid(cms::kTstInfo)
        || parsed.data->signers.size() != 1)
        return wrong("timestamp_form");
    const auto info = parseTstInfo(*parsed.data->content);
    if (!info)
        return wrong("timestamp_form");
    report.time = info->time;
    if (digestOf(info->algorithm, stamped) != info->imprint)
        return wrong("timestamp_other");
    CmsContext context;
    context.anchors.authorities = authorities;
    context.now = info->time;
    context.token = true;
    const auto checked = verifyCms(token, context);
    if (!checked || !checked->problems.empty() || checked->signers.size() != 1)
        return wrong("timestamp_form");
    const SignatureReport& signer = checked->signers.front();
    report.authority = signer.signer;
    report.fingerprint = signer.fingerprint;
    if (!signer.intact)
        return wrong("timestamp_signature");
    if (!isTimestampCertificate(signer.certificate))
        return wrong("timestamp_certificate");
    report.intact = true;
    report.trust = signer.trust;
    return report;
}

} // namespace oxseal
