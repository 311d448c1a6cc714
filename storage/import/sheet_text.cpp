// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sheet_text.h"

#include "models/core/text.h"
#include "storage/import/xlsx.h"

#include <algorithm>
#include <vector>

namespace oxseal {

std::string withWholeRows(std::string_view sheet, std::size_t width)
{
    std::vector<std::string_view> cells;
    const bool widest = width == 0;
    for (CsvReader reader(sheet, kSheetDialect); widest && reader.next(cells);)
        width = std::max(width, cells.size());
    std::string out;
    for (CsvReader reader(sheet, kSheetDialect); reader.next(cells);) {
        const bool blank = cells.size() == 1 && cells.front().empty();
        for (std::size_t at = 0; !blank && at < std::max(width, cells.size()); ++at)
            out += (at > 0 ? "," : "") + (at < cells.size() ? csvField(cells[at]) : std::string());
        out += '\n';
    }
    return out;
}

void keepSheetOnly(const OpenedTable& opened, const SensitivePolicy& policy, Redaction& redaction)
{
    if (opened.sheet.empty() || policy.kept)
        return;
    const std::string_view text = redaction.any() ? std::string_view(redaction.bytes) : opened.text.view;
    redaction.beside = opened.beside;
    if (redaction.any())
        redaction.bytes = withWholeRows(text, opened.plan.cells);
}

} // namespace oxseal
