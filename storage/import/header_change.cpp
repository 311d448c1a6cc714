// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/header_change.h"

#include "models/core/text.h"
#include "storage/import/csv_table.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

struct ReportHeader
{
    std::string report;
    std::string file;
    std::vector<std::string> header;
};

std::vector<std::string> words(const Json& array)
{
    std::vector<std::string> out;
    for (const auto& one : array.toArray())
        out.push_back(one.toString());
    return out;
}

/// Headers by report; a file read without a profile is one report without a name.
std::map<std::string, ReportHeader> headersOf(const Json& mapping)
{
    std::map<std::string, ReportHeader> out;
    if (mapping["header"].isArray())
        out[""] = {"", "", words(mapping["header"])};
    const std::string profile = mapping["profile"]["id"].toString();
    for (const auto& file : mapping["profile"]["files"].toArray())
        out[profile + "/" + file["key"].toString()] = {file["report"].toString(), file["file"].toString(), words(file["header"])};
    return out;
}

} // namespace

HeaderChange headerChange(const std::vector<std::string>& before, const std::vector<std::string>& after)
{
    const auto has = [](const std::vector<std::string>& all, const std::string& header) {
        return std::any_of(all.begin(), all.end(), [&](const auto& one) { return headerKey(one) == headerKey(header); });
    };
    HeaderChange out;
    for (const auto& header : after) {
        if (!has(before, header))
            out.added.push_back(header);
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (has(after, before[i]))
            continue;
        out.removed.push_back(before[i]);
        if (i < after.size() && !has(before, after[i]))
            out.moved.emplace_back(before[i], after[i]);
    }
    return out;
}

void noteHeaderChanges(const Json& before, const Json& after, ImportReport& report)
{
    const auto now = headersOf(after);
    for (const auto& [key, then] : headersOf(before)) {
        const auto found = now.find(key);
        if (found == now.end()) {
            if (!then.report.empty() && before["profile"]["id"] == after["profile"]["id"])
                report.warn("import.warn.header_fewer", {then.report});
            continue;
        }
        const HeaderChange change = headerChange(then.header, found->second.header);
        const std::string& file = found->second.file;
        if (!change.added.empty())
            report.warn("import.warn.header_added", {beginning(join(change.added, ", "), 400)}, 0, file);
        if (!change.removed.empty())
            report.warn("import.warn.header_removed", {beginning(join(change.removed, ", "), 400)}, 0, file);
        for (const auto& [was, is] : change.moved)
            report.warn("import.warn.header_moved", {was, is}, 0, file);
    }
}

} // namespace oxseal
