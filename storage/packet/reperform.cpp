// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/reperform.h"

#include "models/core/text.h"
#include "storage/import/csv.h"
#include "storage/packet/reperform_parts.h"
#include "storage/packet/zip_reader.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr std::size_t kShown = 120; ///< characters of a value in a difference
constexpr std::size_t kBefore = 40; ///< of them, what the two values have in common before they part

/// The part of a long value at which it differs from another.
std::string around(std::string_view text, std::size_t apart)
{
    if (apart <= kBefore || text.size() <= kShown)
        return beginning(text, kShown);
    std::size_t from = std::min(apart - kBefore, text.size());
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80)
        ++from; // not inside a character
    return "…" + beginning(text.substr(from), kShown);
}

std::string sentenceOf(const Problem& problem) { return texts::sentence(("verify." + problem.what).c_str(), problem.arguments); }

} // namespace

DataTable DataTable::of(std::string_view text)
{
    DataTable out;
    CsvReader reader(text, CsvDialect());
    std::vector<std::string_view> cells;
    if (reader.next(cells)) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            out.columns_.emplace(cells[i], i);
    }
    while (reader.next(cells))
        out.rows_.emplace_back(cells.begin(), cells.end());
    return out;
}

const std::string& DataTable::cell(std::size_t row, std::string_view column) const
{
    static const std::string none;
    const auto found = columns_.find(column);
    return found == columns_.end() || found->second >= rows_[row].size() ? none : rows_[row][found->second];
}

std::int64_t DataTable::number(std::size_t row, std::string_view column) const
{
    std::int64_t value = 0;
    return parseInteger(cell(row, column), value) ? value : 0;
}

PacketWork::PacketWork(const ByteSource& source, std::span<const zip::Entry> entries, int threads)
    : source_(source), threads_(threads)
{
    for (const zip::Entry& entry : entries)
        entries_.emplace(entry.name, &entry);
}

std::vector<std::string> PacketWork::pathsUnder(const std::string& folder) const
{
    std::vector<std::string> paths;
    for (auto at = entries_.lower_bound(folder); at != entries_.end() && at->first.starts_with(folder); ++at)
        paths.push_back(at->first);
    return paths;
}

Result<std::string> PacketWork::bytes(const std::string& path) const
{
    const auto found = entries_.find(path);
    if (found == entries_.end())
        return fail(kCannotReadFile, path);
    return source_.piece(found->second->dataOffset(), found->second->size);
}

Result<std::optional<DataTable>> PacketWork::table(const std::string& path)
{
    if (!has(path)) {
        leaveOut(path, "not_in_packet");
        return std::optional<DataTable>();
    }
    OXSEAL_TRY(const std::string text, bytes(path));
    return std::optional<DataTable>(DataTable::of(text));
}

const ReadAgain* PacketWork::latest(std::string_view kind, std::string_view entity) const
{
    const ReadAgain* last = nullptr;
    for (const auto& [id, one] : imports) {
        if (one.kind == kind && one.entity == entity)
            last = &one;
    }
    return last;
}

const ReadAgain* PacketWork::import(std::int64_t id) const
{
    const auto found = imports.find(id);
    return found == imports.end() ? nullptr : &found->second;
}

void PacketWork::compare(const std::string& path, const std::string& place, const std::string& expected, const std::string& found)
{
    if (expected == found)
        return;
    const auto [here, there] = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
    const auto apart = static_cast<std::size_t>(here - expected.begin());
    if (out_.differences.size() < kMostDifferences)
        out_.differences.push_back({path, place, around(expected, apart), around(found, apart)});
    else
        ++out_.more;
}

void PacketWork::leaveOut(std::string path, const char* why, std::vector<std::string> arguments)
{
    out_.leftOut.push_back({std::move(path), why, std::move(arguments), false});
}

std::string rowPlace(std::size_t row, std::string_view column)
{
    return texts::sentence("verify.row_place", {std::to_string(row + 1), std::string(column)});
}

Result<PacketReperformance> reperformPacket(const ByteSource& source, int threads)
{
    OXSEAL_TRY(const ZipListing listing, listZip(source));
    PacketWork work(source, listing.entries, threads);
    for (const auto step : {&reperformImports, &reperformReviews, &reperformDecisions, &reperformTimes, &reperformLookBack, &reperformDuties, &reperformInventory, &reperformMatching,
             &reperformReconciliations, &reperformOpenings, &reperformMirrors, &reperformProcessors, &reperformBlindSamples, &reperformDeficiencies,
             &reperformAdministration})
        OXSEAL_CHECK(step(work));
    return work.take();
}

Result<PacketReperformance> reperformFile(const std::filesystem::path& file, int threads)
{
    OXSEAL_TRY(const auto source, openFileSource(file));
    return reperformPacket(*source, threads);
}

Json toJson(const PacketReperformance& result)
{
    Json performed{Json::Object()};
    for (const auto& [what, times] : result.performed)
        performed.set(what, static_cast<std::int64_t>(times));
    Json::Array differences;
    for (const Difference& each : result.differences)
        differences.push_back(Json().set("path", each.path).set("place", each.place).set("expected", each.expected).set("found", each.found));
    Json::Array leftOut;
    for (const Problem& each : result.leftOut)
        leftOut.push_back(Json().set("path", each.path).set("what", each.what).set("text", sentenceOf(each)));
    return Json()
        .set("same", result.same())
        .set("performed", std::move(performed))
        .set("differences", std::move(differences))
        .set("more_differences", static_cast<std::int64_t>(result.more))
        .set("left_out", std::move(leftOut));
}

std::string describe(const PacketReperformance& result)
{
    const auto times = [&result](const char* what) {
        const auto found = result.performed.find(what);
        return std::to_string(found == result.performed.end() ? 0 : found->second);
    };
    std::vector<std::string> lines{texts::sentence("verify.reperformed",
        {times("inputs"), times("review_lines"), times("conflicts"), times("match_runs"), times("match_groups"), times("reconciliations"),
            times("totals"), times("intercompany"), times("processors"), times("deficiencies")})};
    if (result.performed.contains("decisions"))
        lines.push_back(texts::sentence("verify.reperformed_decisions", {times("decisions")}));
    if (result.performed.contains("access_times"))
        lines.push_back(texts::sentence("verify.reperformed_times", {times("access_times")}));
    if (result.performed.contains("look_back"))
        lines.push_back(texts::sentence("verify.reperformed_look_back", {times("look_back")}));
    if (result.performed.contains("role_statements"))
        lines.push_back(texts::sentence("verify.reperformed_roles", {times("role_statements")}));
    if (result.performed.contains("administrator_acts") || result.performed.contains("administrator_reviews"))
        lines.push_back(texts::sentence("verify.reperformed_acts", {times("administrator_acts"), times("administrator_reviews")}));
    if (result.performed.contains("opening_statements"))
        lines.push_back(texts::sentence("verify.reperformed_openings", {times("opening_statements")}));
    if (result.performed.contains("blind_items"))
        lines.push_back(texts::sentence("verify.reperformed_samples", {times("blind_samples"), times("blind_items")}));
    if (result.same())
        lines.push_back(texts::sentence("verify.reperformed_same"));
    for (const Difference& each : result.differences)
        lines.push_back(texts::sentence("verify.difference_line", {each.path, each.place, each.expected, each.found}));
    if (result.more > 0)
        lines.push_back(texts::sentence("verify.more_differences", {std::to_string(result.more)}));
    for (const Problem& each : result.leftOut)
        lines.push_back(each.path + ": " + sentenceOf(each));
    return join(lines, "\n");
}

} // namespace oxseal
