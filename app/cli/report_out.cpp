// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_out.h"

#include "storage/texts/texts.h"

#include <algorithm>
#include <ostream>

namespace oxseal::cli {

void printReport(std::ostream& out, const ImportReport& report)
{
    constexpr std::size_t shown = 20;
    for (std::size_t i = 0; i < std::min(shown, report.rejected.size()); ++i) {
        const auto& row = report.rejected[i];
        out << "rejected  " << row.file << (row.file.empty() ? "" : ", ") << "line " << row.row << ": " << texts::sentence(row.reason.c_str(), row.arguments) << '\n';
    }
    if (report.rejectedRows > shown)
        out << "rejected  … and " << report.rejectedRows - shown << " more\n";
    for (const auto& rule : report.ignored)
        out << "ignored   " << rule.rows << ": " << texts::sentence(rule.rule.c_str()) << '\n';
    for (const auto& warning : report.warnings)
        out << "warning   " << warning.file << (warning.file.empty() ? "" : ": ") << texts::sentence(warning.code.c_str(), warning.arguments)
            << '\n';
}

} // namespace oxseal::cli
