// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/signing/certificate_view.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::cms {

struct Attribute
{
    std::string_view oid; ///< whole element
    std::vector<std::string_view> values; ///< whole elements
    std::string_view all;
};

struct Algorithm
{
    std::string_view oid; ///< whole element
    std::string_view all;
};

struct Signer
{
    std::string_view version;
    std::string_view sid; ///< issuerAndSerialNumber SEQUENCE, or [0] subject key identifier
    Algorithm digest;
    std::vector<Attribute> signedAttributes;
    Algorithm signature;
    std::string_view value;
    std::vector<Attribute> unsignedAttributes;
    bool hasSigned = false;
    bool hasUnsigned = false;
};

/// A SignedData whose views point into the parsed bytes.
struct SignedData
{
    std::string_view version;
    std::vector<Algorithm> digests;
    std::string_view contentType; ///< whole OID element
    std::optional<std::string_view> content; ///< encapsulated octets
    bool hasCertificates = false;
    std::vector<std::string_view> certificates;
    std::vector<Signer> signers;
};

/// Not at all: `isCms` false. CMS but outside the subset read here (BER, revocation lists, attribute certificates): isCms
/// true and no data.
struct Parsed
{
    bool isCms = false;
    std::optional<SignedData> data;
};
[[nodiscard]] Parsed parse(std::string_view bytes);
/// Of a whole AlgorithmIdentifier, with parameters absent or NULL (RFC 5754 §2); nullopt for other digests.
[[nodiscard]] std::optional<DigestAlgorithm> digestAlgorithm(std::string_view element);
/// The one DER encoding of what was parsed.
[[nodiscard]] std::string encode(const SignedData& data);

} // namespace oxseal::cms
