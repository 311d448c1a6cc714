// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/import_report.h"

#include <algorithm>

namespace oxseal {
namespace {

Json words(const std::vector<std::string>& arguments)
{
    Json::Array out;
    for (const auto& argument : arguments)
        out.emplace_back(argument);
    return Json(std::move(out));
}

} // namespace

void ImportReport::reject(std::uint64_t row, std::string reason, std::vector<std::string> arguments)
{
    ++rejectedRows;
    if (rejected.size() < kMostListed)
        rejected.push_back({row, std::move(reason), std::move(arguments)});
}

void ImportReport::ignore(const std::string& rule, std::uint64_t row, std::uint64_t rows)
{
    const auto found = std::find_if(ignored.begin(), ignored.end(), [&](const auto& i) { return i.rule == rule; });
    if (found == ignored.end())
        ignored.push_back({rule, rows, row});
    else
        found->rows += rows;
}

void ImportReport::add(const ImportReport& part, std::uint64_t lines, const std::string& file)
{
    records += part.records;
    accepted += part.accepted;
    for (const auto& row : part.rejected) {
        ++rejectedRows;
        if (rejected.size() < kMostListed)
            rejected.push_back({row.row + lines, row.reason, row.arguments, row.file.empty() ? file : row.file});
    }
    rejectedRows += part.rejectedRows - part.rejected.size();
    for (const auto& rule : part.ignored)
        ignore(rule.rule, rule.firstRow + lines, rule.rows);
    for (const auto& warning : part.warnings)
        warn(warning.code, warning.arguments, warning.row == 0 ? 0 : warning.row + lines, warning.file.empty() ? file : warning.file);
}

void ImportReport::warn(std::string code, std::vector<std::string> arguments, std::uint64_t row, std::string file)
{
    if (warnings.size() >= kMostListed)
        return;
    ImportWarning warning{std::move(code), std::move(arguments), row, std::move(file)};
    // Looking through all of them for each one would take the square of a large file's warnings.
    const auto from = warnings.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(warnings.size(), 1000));
    if (std::find(from, warnings.end(), warning) == warnings.end())
        warnings.push_back(std::move(warning));
}

std::uint64_t ImportReport::ignoredRows() const
{
    std::uint64_t sum = 0;
    for (const auto& rule : ignored)
        sum += rule.rows;
    return sum;
}

Json ImportReport::toJson(std::size_t most) const
{
    Json out;
    out.set("records", Json(records));
    out.set("accepted", Json(accepted));
    out.set("rejected_rows", Json(rejectedRows));
    Json::Array list;
    for (std::size_t i = 0; i < std::min(most, rejected.size()); ++i) {
        Json row;
        row.set("row", Json(rejected[i].row)).set("reason", Json(rejected[i].reason));
        row.set("arguments", words(rejected[i].arguments));
        if (!rejected[i].file.empty())
            row.set("file", Json(rejected[i].file));
        list.push_back(std::move(row));
    }
    out.set("rejected", Json(std::move(list)));
    Json::Array rules;
    for (const auto& rule : ignored) {
        Json row;
        row.set("rule", Json(rule.rule)).set("rows", Json(rule.rows)).set("first_row", Json(rule.firstRow));
        rules.push_back(std::move(row));
    }
    out.set("ignored", Json(std::move(rules)));
    Json::Array notes;
    for (const auto& warning : warnings) {
        Json row;
        row.set("code", Json(warning.code)).set("arguments", words(warning.arguments));
        if (warning.row != 0)
            row.set("row", Json(warning.row));
        if (!warning.file.empty())
            row.set("file", Json(warning.file));
        notes.push_back(std::move(row));
    }
    out.set("warnings", Json(std::move(notes)));
    return out;
}

} // namespace oxseal
