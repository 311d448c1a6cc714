// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/bundle.h"

#include "models/core/text.h"
#include "storage/import/zip_parts.h"
#include "storage/packet/zip_format.h"
#include "storage/packet/zip_writer.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr std::uint64_t kMostOfAll = 2ULL << 30;
constexpr std::uint64_t kSmallBundle = 64ULL << 20;
constexpr std::uint64_t kMostGrowth = 100; ///< exports of text pack to a tenth, very repetitive ones to a fiftieth

std::uint64_t budgetOf(const ZipParts& parts)
{
    return std::min(kMostOfAll, std::max<std::uint64_t>(kSmallBundle, parts.bytes().size() * kMostGrowth));
}

bool passedOver(const std::string& name)
{
    const auto slash = name.rfind('/');
    const std::string base = slash == std::string::npos ? name : name.substr(slash + 1);
    return name.rfind("__macosx/", 0) == 0 || base == ".ds_store" || base.empty();
}

/// Letters, digits and a few marks stay; what a ZIP name may not have becomes an underscore.
std::string entryName(const std::string& name)
{
    std::string out;
    for (const char c : name)
        out.push_back(c > ' ' && c < '\x7f' && c != '\\' && c != ':' ? c : '_');
    return out;
}

} // namespace

bool looksLikeBundle(ByteView bytes)
{
    if (asText(bytes).substr(0, 4) != std::string_view("PK\x03\x04", 4))
        return false;
    const auto parts = ZipParts::open(bytes);
    // Packages of the office programs (OPC) have either; some writers leave the first one out.
    return parts && !parts->has("[Content_Types].xml") && parts->countUnder("_rels/") == 0;
}

Result<std::vector<BundleEntry>> openBundle(ByteView bytes)
{
    OXSEAL_TRY(const ZipParts parts, ZipParts::open(bytes));
    const std::uint64_t budget = budgetOf(parts);
    const auto bomb = [budget](const std::string& name) { return fail(kBundleBomb, name, {std::to_string(budget >> 20)}); };
    if (parts.statedBytes() > budget)
        return bomb({});
    std::vector<BundleEntry> out;
    std::uint64_t used = 0;
    for (const auto& name : parts.names()) {
        if (passedOver(name))
            continue;
        auto whole = parts.whole(name, budget - used);
        if (!whole && whole.error().is(kZipPartsBomb))
            return bomb(name);
        if (!whole)
            return failWith(whole);
        used += whole->size();
        out.push_back({name, std::move(*whole)});
    }
    return out;
}

Result<std::string> makeBundle(std::vector<BundleEntry> entries)
{
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return lowerAscii(a.name) < lowerAscii(b.name); });
    std::string out;
    std::vector<zip::Entry> written;
    std::string last;
    for (const auto& entry : entries) {
        zip::Entry record;
        record.name = entryName(entry.name);
        record.size = entry.bytes.size();
        record.crc = crc32(asBytes(entry.bytes));
        record.offset = out.size();
        // Names are compared in lower case when the archive is read again.
        if (!zip::nameAllowed(record.name) || lowerAscii(record.name) == last)
            return fail(kBundleName, {}, {entry.name});
        last = lowerAscii(record.name);
        out += zip::localHeader(record);
        out += entry.bytes;
        written.push_back(std::move(record));
    }
    const std::size_t central = out.size();
    for (const auto& record : written)
        out += zip::centralHeader(record);
    out += zip::endRecords(written.size(), central, out.size() - central);
    return out;
}

} // namespace oxseal
