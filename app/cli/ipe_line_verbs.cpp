// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ipe_line_verbs.h"

#include "app/cli/command.h"
#include "app/cli/csv_out.h"
#include "models/core/text.h"
#include "storage/actions/ipe_lines.h"
#include "storage/import/csv_table.h"
#include "storage/texts/texts.h"

#include <map>
#include <ostream>

namespace oxseal::cli {
namespace {

constexpr std::string_view kLinesHeader = "listing,row,rows,text,why\n";

const char* sideOf(const controls::DifferingLine& line) { return line.imported ? "import" : "second"; }

std::string keyOf(const controls::DifferingLine& line) { return std::string(sideOf(line)) + '\x1f' + std::to_string(line.row); }

Result<SecondListing> compared(Call& call, Workspace& workspace, SnapshotId id)
{
    OXSEAL_CHECK(call.required("--file"));
    const auto files = call.values("--file");
    return compareWithSecond(workspace, id, files.front(), {files.begin() + 1, files.end()});
}

Json lineJson(const controls::DifferingLine& line)
{
    Json json;
    json.set("listing", sideOf(line)).set("row", Json(line.row)).set("rows", line.rows).set("text", line.text);
    return json;
}

Status writeLines(const std::string& file, const controls::LineDifference& difference)
{
    CsvOut out(file);
    out << kLinesHeader;
    for (const auto& line : difference.lines)
        out << std::string(sideOf(line)) + "," + std::to_string(line.row) + "," + std::to_string(line.rows) + "," + csvField(line.text) + ",\n";
    return out.finish();
}

/// The reasons of a file of lines, by listing and row.
Result<std::map<std::string, std::string>> reasonsOf(const std::string& file)
{
    const auto text = [](const char* name, bool required) { return ColumnSpec{name, {}, ColumnType::Text, required, required}; };
    OXSEAL_TRY(const TableRead read, readCsvFile(file, {text("listing", true), text("row", true), text("why", true)}));
    if (read.report.rejectedRows > 0)
        return fail(kIpeLineWithoutReason, file, {std::to_string(read.report.rejected.front().row)});
    std::map<std::string, std::string> out;
    for (std::size_t at = 0; at < read.table.rows(); ++at)
        out[read.table.find("listing")->cell(at) + '\x1f' + read.table.find("row")->cell(at)] = read.table.find("why")->cell(at);
    return out;
}

} // namespace

Result<int> importDifferences(Call& call, SnapshotId id)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const SecondListing second, compared(call, *workspace, id));
    if (const auto out = call.value("--out"))
        OXSEAL_CHECK(writeLines(*out, second.difference));
    Json::Array lines;
    std::string text = texts::sentence("import.differences", {second.name, std::to_string(second.difference.same), std::to_string(second.difference.lines.size()),
                                                                 std::to_string(second.difference.rows), join(second.difference.columns, ", ")});
    for (const auto& line : second.difference.lines) {
        lines.push_back(lineJson(line));
        text += "\n" + std::string(sideOf(line)) + "  " + std::to_string(line.row) + "  " + line.text;
    }
    Json json(Json::Object{{"second", second.name}, {"sha256", second.sha256.hex()}, {"rejected", second.rejected}, {"same", second.difference.same},
        {"rows", second.difference.rows}, {"lines", std::move(lines)}});
    call.print(json, text);
    return call.flag("--fail-on-findings") && !second.difference.lines.empty() ? kNegative : kDone;
}

Status explainByLines(Call& call, Workspace& workspace, SnapshotId id, const std::string& file, const std::string& reason)
{
    OXSEAL_TRY(const auto reasons, reasonsOf(file));
    OXSEAL_TRY(const SecondListing second, compared(call, workspace, id));
    std::vector<LineReason> lines;
    for (const auto& line : second.difference.lines) {
        const auto why = reasons.find(keyOf(line));
        lines.push_back({line, why == reasons.end() ? std::string() : why->second});
    }
    return explainLines(workspace, id, second, lines, reason);
}

} // namespace oxseal::cli
