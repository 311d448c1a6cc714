// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv_table.h"
#include "storage/import/import_report.h"

#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// What the values of one column tell about their notation.
struct NotationEvidence
{
    int firstOver12 = 0;
    int firstOver31 = 0;
    int secondOver12 = 0;
    int dotted = 0;
    int ambiguous = 0;
    int comma = 0;
    int point = 0;
    int groupedByPoint = 0;
    int groupedByComma = 0;
};

/// Counts what a date such as 13/04/2021 or 30.9.2026 tells about the order of its numbers; other text tells nothing.
void weighDate(std::string_view text, NotationEvidence& evidence);
/// Counts what an amount tells about its decimal mark. One or two digits after the last mark make it a decimal mark. Three
/// look like a group of thousands, which counts only when no amount of the file is clearer, and never in currencies of three
/// decimals (`digits`).
void weighAmount(std::string_view text, int digits, NotationEvidence& evidence);
/// One file is written by one program: all its money columns share a decimal mark. A guess goes to the report.
[[nodiscard]] char decimalFrom(const std::vector<NotationEvidence>& evidence, ImportReport& report);
/// Where 03/04/2026 stays ambiguous: month first, with the warning import.warn.date_ambiguous on `column`.
[[nodiscard]] DateOrder orderFrom(const NotationEvidence& evidence, const std::string& column, ImportReport& report);

} // namespace oxseal
