// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/cms_parse.h"

#include "storage/signing/cms_names.h"
#include "storage/signing/der.h"

namespace oxseal::cms {
namespace {

constexpr std::size_t kMostSigners = 32;
constexpr std::size_t kMostCertificates = 64;

/// SEQUENCE { OID, parameters }; the verifier refuses parameters it does not know.
std::optional<Algorithm> algorithm(const std::optional<der::Element>& element)
{
    if (!element || element->tag != der::kSequence)
        return std::nullopt;
    der::Reader reader(element->content);
    const auto name = reader.next(der::kOid);
    if (!name)
        return std::nullopt;
    return Algorithm{name->all, element->all};
}

std::optional<std::vector<Attribute>> attributes(std::string_view content)
{
    std::vector<Attribute> found;
    const auto items = der::elements(content);
    if (!items)
        return std::nullopt;
    for (const auto& item : *items) {
        der::Reader reader(item.content);
        const auto name = reader.next(der::kOid);
        const auto set = reader.next(der::kSet);
        if (item.tag != der::kSequence || !name || !set || !reader.atEnd())
            return std::nullopt;
        const auto values = der::elements(set->content);
        if (!values || values->empty())
            return std::nullopt;
        Attribute attribute{name->all, {}, item.all};
        for (const auto& value : *values)
            attribute.values.push_back(value.all);
        found.push_back(std::move(attribute));
    }
    return found;
}

std::optional<Signer> signer(const der::Element& element)
{
    if (element.tag != der::kSequence)
        return std::nullopt;
    Signer out;
    der::Reader reader(element.content);
    const auto version = reader.next(der::kInteger);
    const auto sid = reader.next();
    const auto digest = algorithm(reader.next());
    if (!version || !sid || (sid->tag != der::kSequence && sid->tag != 0x80) || !digest)
        return std::nullopt;
    if (reader.peek() == der::context(0)) {
        const auto set = reader.next();
        auto list = set ? attributes(set->content) : std::nullopt;
        if (!list || list->empty())
            return std::nullopt;
        out.signedAttributes = std::move(*list);
        out.hasSigned = true;
    }
    const auto signature = algorithm(reader.next());
    const auto value = reader.next(der::kOctetString);
    if (!signature || !value)
        return std::nullopt;
    if (reader.peek() == der::context(1)) {
        const auto set = reader.next();
        auto list = set ? attributes(set->content) : std::nullopt;
        if (!list || list->empty())
            return std::nullopt;
        out.unsignedAttributes = std::move(*list);
        out.hasUnsigned = true;
    }
    if (!reader.atEnd())
        return std::nullopt;
    out.version = version->all;
    out.sid = sid->all;
    out.digest = *digest;
    out.signature = *signature;
    out.value = value->content;
    return out;
}

bool readContent(SignedData& data, std::string_view encapsulated)
{
    der::Reader reader(encapsulated);
    const auto type = reader.next(der::kOid);
    if (!type)
        return false;
    data.contentType = type->all;
    if (reader.peek() == der::context(0)) {
        const auto wrapped = reader.next();
        if (!wrapped)
            return false;
        der::Reader inner(wrapped->content);
        const auto octets = inner.next(der::kOctetString);
        if (!octets || !inner.atEnd())
            return false;
        data.content = octets->content;
    }
    return reader.atEnd();
}

std::optional<SignedData> signedData(std::string_view content)
{
    SignedData data;
    der::Reader reader(content);
    const auto version = reader.next(der::kInteger);
    const auto digests = reader.next(der::kSet);
    const auto encapsulated = reader.next(der::kSequence);
    if (!version || !digests || !encapsulated || !readContent(data, encapsulated->content))
        return std::nullopt;
    data.version = version->all;
    const auto digestList = der::elements(digests->content);
    if (!digestList)
        return std::nullopt;
    for (const auto& item : *digestList) {
        const auto one = algorithm(item);
        if (!one)
            return std::nullopt;
        data.digests.push_back(*one);
    }
    if (reader.peek() == der::context(0)) {
        const auto set = reader.next();
        const auto list = set ? der::elements(set->content, kMostCertificates) : std::nullopt;
        if (!list)
            return std::nullopt;
        data.hasCertificates = true;
        for (const auto& item : *list) {
            if (item.tag != der::kSequence)
                return std::nullopt;
            data.certificates.push_back(item.all);
        }
    }
    const auto signers = reader.next(der::kSet);
    const auto list = signers ? der::elements(signers->content, kMostSigners) : std::nullopt;
    if (!list || !reader.atEnd())
        return std::nullopt;
    for (const auto& item : *list) {
        auto one = signer(item);
        if (!one)
            return std::nullopt;
        data.signers.push_back(std::move(*one));
    }
    return data;
}

std::string encodeAttributes(const std::vector<Attribute>& list, std::uint8_t tag)
{
    std::vector<std::string> encoded;
    for (const auto& attribute : list) {
        const std::vector<std::string> values(attribute.values.begin(), attribute.values.end());
        encoded.push_back(der::sequence({attribute.oid, der::setOf(values)}));
    }
    return der::setOf(std::move(encoded), tag);
}

std::string encodeSigner(const Signer& signer)
{
    std::string content(signer.version);
    content += signer.sid;
    content += signer.digest.all;
    if (signer.hasSigned)
        content += encodeAttributes(signer.signedAttributes, der::context(0));
    content += signer.signature.all;
    content += der::tlv(der::kOctetString, signer.value);
    if (signer.hasUnsigned)
        content += encodeAttributes(signer.unsignedAttributes, der::context(1));
    return der::tlv(der::kSequence, content);
}

} // namespace

std::optional<DigestAlgorithm> digestAlgorithm(std::string_view element)
{
    const std::pair<const char*, DigestAlgorithm> known[]
        = {{kSha256, DigestAlgorithm::Sha256}, {kSha384, DigestAlgorithm::Sha384}, {kSha512, DigestAlgorithm::Sha512}};
    for (const auto& [oid, value] : known) {
        const std::string name = der::oid(oid);
        if (element == der::sequence({name}) || element == der::sequence({name, der::tlv(der::kNull, "")}))
            return value;
    }
    return std::nullopt;
}

Parsed parse(std::string_view bytes)
{
    Parsed out;
    // The name of the content type stands near the beginning in BER as well.
    out.isCms = bytes.size() > 16 && static_cast<unsigned char>(bytes[0]) == der::kSequence
        && bytes.substr(0, 32).find(der::oid(kSignedData)) != std::string_view::npos;
    if (!out.isCms)
        return out;
    der::Reader outer(bytes);
    const auto info = outer.next(der::kSequence);
    if (!info || !outer.atEnd())
        return out;
    der::Reader reader(info->content);
    const auto type = reader.next(der::kOid);
    const auto wrapped = reader.next(der::context(0));
    if (!type || type->all != der::oid(kSignedData) || !wrapped || !reader.atEnd())
        return out;
    der::Reader inner(wrapped->content);
    const auto data = inner.next(der::kSequence);
    if (!data || !inner.atEnd())
        return out;
    out.data = signedData(data->content);
    return out;
}

std::string encode(const SignedData& data)
{
    std::vector<std::string> digests;
    for (const auto& digest : data.digests)
        digests.emplace_back(digest.all);
    std::string encapsulated(data.contentType);
    if (data.content)
        encapsulated += der::tlv(der::context(0), der::tlv(der::kOctetString, *data.content));
    std::string content(data.version);
    content += der::setOf(std::move(digests));
    content += der::tlv(der::kSequence, encapsulated);
    if (data.hasCertificates)
        content += der::setOf({data.certificates.begin(), data.certificates.end()}, der::context(0));
    std::vector<std::string> signers;
    for (const auto& signer : data.signers)
        signers.push_back(encodeSigner(signer));
    content += der::setOf(std::move(signers));
    return der::sequence({der::oid(kSignedData), der::tlv(der::context(0), der::tlv(der::kSequence, content))});
}

} // namespace oxseal::cms
