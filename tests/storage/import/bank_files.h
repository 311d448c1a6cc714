// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/statement_file.h"

#include <algorithm>
#include <string>

namespace oxseal::test {

/// "1: 250 -5" — the lines' amounts in minor units, by account.
inline std::string amountsOf(const StatementFile& file)
{
    std::string out;
    for (const auto& statement : file.statements) {
        out += (out.empty() ? "" : " | ") + statement.account + ":";
        for (const auto& line : statement.lines)
            out += " " + std::to_string(line.amount);
    }
    return out;
}

/// "import.warn.control_total(49,5,3,2)@7", joined by blanks; rejections are written alike.
inline std::string warningsOf(const ImportReport& report)
{
    std::string out;
    const auto add = [&out](const std::string& code, const std::vector<std::string>& arguments, std::uint64_t row) {
        out += (out.empty() ? "" : " ") + code + "(";
        for (std::size_t i = 0; i < arguments.size(); ++i)
            out += (i > 0 ? "," : "") + arguments[i];
        out += ")" + (row == 0 ? std::string() : "@" + std::to_string(row));
    };
    for (const auto& warning : report.warnings)
        add(warning.code.substr(warning.code.rfind('.') + 1), warning.arguments, warning.row);
    return out;
}

inline std::string rejectionsOf(const ImportReport& report)
{
    ImportReport as;
    for (const auto& row : report.rejected)
        as.warn(row.reason, row.arguments, row.row);
    return warningsOf(as);
}

inline std::string footingsOf(const StatementFile& file)
{
    std::string out;
    for (const auto& statement : file.statements) {
        const auto footing = footingOf(statement);
        out += (out.empty() ? "" : " ") + std::string(name(footing.footing))
            + (footing.footing == Footing::Failed ? ":" + std::to_string(footing.difference) : "");
    }
    return out;
}

/// Every cut of a file: an error, or never more than the whole has, each record in one bucket.
template <typename Read> std::string worstCut(const std::string& whole, std::size_t lines, const Read& read)
{
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        const Result<StatementFile> part = read(whole.substr(0, cut));
        if (!part)
            continue;
        std::size_t count = 0;
        for (const auto& statement : part->statements)
            count += statement.lines.size();
        if (count > lines || count != part->report.accepted || !part->report.conserved())
            return "cut at " + std::to_string(cut) + ": " + amountsOf(*part);
    }
    return {};
}

} // namespace oxseal::test
