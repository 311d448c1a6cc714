// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/pdf_dates.h"

#include "storage/crypto/hash.h"

#include <string_view>
#include <utility>
#include <vector>

namespace oxseal::exporting {
namespace {

/// Overwrites every `length`-byte text that follows `key` and ends before `end`; the length must not change, since the
/// cross-reference table counts bytes.
bool overwriteAfter(std::string& pdf, std::string_view key, char end, const std::string& value)
{
    bool found = false;
    for (auto at = pdf.find(key); at != std::string::npos; at = pdf.find(key, at + key.size())) {
        const auto start = at + key.size();
        const auto stop = pdf.find(end, start);
        if (stop == std::string::npos || stop - start != value.size())
            return false;
        pdf.replace(start, value.size(), value);
        found = true;
    }
    return found;
}

} // namespace

bool fixDatesAndId(std::string& pdf, Instant created)
{
    const std::string iso = created.iso(); // 2026-09-30T21:15:00.000000Z
    const std::string compact = iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2) + iso.substr(11, 2)
        + iso.substr(14, 2) + iso.substr(17, 2);
    if (!overwriteAfter(pdf, "/CreationDate (D:", ')', compact + "+00'00'")
        && !overwriteAfter(pdf, "/CreationDate (D:", ')', compact + "Z00'00'")
        && !overwriteAfter(pdf, "/CreationDate (D:", ')', compact + "Z"))
        return false;
    const std::string seconds = iso.substr(0, 19);
    // Qt 6.4 writes XMP dates as attributes, with "Z" or an offset.
    for (const char* key : {"xmp:CreateDate=\"", "xmp:ModifyDate=\"", "xmp:MetadataDate=\""}) {
        if (pdf.find(key) == std::string::npos)
            continue;
        if (!overwriteAfter(pdf, key, '"', seconds + "Z") && !overwriteAfter(pdf, key, '"', seconds + "+00:00"))
            return false;
    }
    // Qt 6.8 adds a modification date, and a document id to the XMP.
    if (pdf.find("/ModDate (D:") != std::string::npos && !overwriteAfter(pdf, "/ModDate (D:", ')', compact + "Z")
        && !overwriteAfter(pdf, "/ModDate (D:", ')', compact + "+00'00'"))
        return false;
    const std::string_view documentId = "xmpMM:DocumentID=\"uuid:";
    if (pdf.find(documentId) != std::string::npos
        && !overwriteAfter(pdf, documentId, '"', "00000000-0000-4000-8000-000000000000"))
        return false;
    const auto id = pdf.rfind("/ID [");
    if (id == std::string::npos)
        return false;
    std::vector<std::pair<std::size_t, std::size_t>> places; // start and length: 32 digits in Qt 6.4, 72 in 6.8
    for (auto open = pdf.find('<', id); open != std::string::npos && places.size() < 2; open = pdf.find('<', open + 1)) {
        const auto close = pdf.find('>', open);
        if (close == std::string::npos || close - open < 33 || close - open > 129)
            return false;
        const std::size_t length = close - open - 1;
        pdf.replace(open + 1, length, length, '0');
        places.emplace_back(open + 1, length);
    }
    const std::string digest = sha256(pdf).hex();
    for (const auto& [place, length] : places)
        pdf.replace(place, length, (digest + digest).substr(0, length));
    return places.size() == 2;
}

} // namespace oxseal::exporting
