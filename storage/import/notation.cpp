// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/notation.h"

#include "models/core/text.h"

namespace oxseal {

void weighDate(std::string_view text, NotationEvidence& evidence)
{
    text = trimmed(text);
    std::size_t at = 0;
    const auto number = [&] {
        int value = 0;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9' && value < 100'000'000)
            value = value * 10 + (text[at++] - '0');
        return value;
    };
    const int first = number();
    if (at == 0 || at > 2 || at >= text.size())
        return;
    const char mark = text[at];
    if (mark != '/' && mark != '.' && mark != '-')
        return;
    const std::size_t from = ++at;
    const int second = number();
    if (at == from || at >= text.size() || text[at] != mark)
        return;
    evidence.firstOver31 += first > 31 ? 1 : 0;
    evidence.firstOver12 += first > 12 ? 1 : 0;
    evidence.secondOver12 += second > 12 ? 1 : 0;
    evidence.dotted += mark == '.' ? 1 : 0;
    evidence.ambiguous += first <= 12 && second <= 12 && first != second ? 1 : 0;
}

void weighAmount(std::string_view text, int digits, NotationEvidence& evidence)
{
    text = trimmed(text);
    while (!text.empty() && (text.back() < '0' || text.back() > '9'))
        text.remove_suffix(1);
    const auto mark = text.find_last_of(".,");
    if (mark == std::string_view::npos)
        return;
    const std::size_t after = text.size() - mark - 1;
    if (text.find_first_not_of("0123456789", mark + 1) != std::string_view::npos)
        return; // 1.2E3
    if (after == 1 || after == 2)
        ++(text[mark] == ',' ? evidence.comma : evidence.point);
    else if (after == 3 && digits != 3 && mark > 0 && text[mark - 1] >= '0' && text[mark - 1] <= '9' && text.front() != '0')
        ++(text[mark] == ',' ? evidence.groupedByComma : evidence.groupedByPoint);
}

char decimalFrom(const std::vector<NotationEvidence>& evidence, ImportReport& report)
{
    NotationEvidence all;
    for (const auto& e : evidence) {
        all.comma += e.comma;
        all.point += e.point;
        all.groupedByPoint += e.groupedByPoint;
        all.groupedByComma += e.groupedByComma;
    }
    if (all.comma != all.point)
        return all.comma > all.point ? ',' : '.';
    if (all.groupedByPoint <= all.groupedByComma)
        return '.';
    report.warn("import.warn.decimal_guess");
    return ',';
}

DateOrder orderFrom(const NotationEvidence& evidence, const std::string& column, ImportReport& report)
{
    if (evidence.firstOver31 > 0)
        return DateOrder::YearFirst;
    if (evidence.firstOver12 > 0 && evidence.firstOver12 >= evidence.secondOver12)
        return DateOrder::DayFirst;
    if (evidence.secondOver12 > 0)
        return DateOrder::MonthFirst;
    if (evidence.dotted > 0)
        return DateOrder::DayFirst; // 30.09.2026 is written nowhere with the month first
    if (evidence.ambiguous > 0)
        report.warn("import.warn.date_ambiguous", {column});
    return DateOrder::MonthFirst;
}

} // namespace oxseal
