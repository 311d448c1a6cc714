// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/grouped_rows.h"

#include "models/core/text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace oxseal {
namespace {

constexpr int kSampledRows = 5000;

using Cells = std::vector<std::string_view>;

/// Where the parts of a grouped row stand.
struct Places
{
    std::size_t headings = 0; ///< headings stand in the first columns, one for each depth
    std::size_t date = 0;
    std::size_t debit = 0;
    std::size_t credit = 0;
};

std::optional<Places> placesOf(const TablePlan& plan)
{
    Places places;
    bool account = false;
    int others = 0;
    for (const auto& column : plan.columns) {
        account = account || (column.name == "account" && column.index == 0);
        for (const auto& [name, place] : {std::pair("date", &places.date), std::pair("debit", &places.debit), std::pair("credit", &places.credit)}) {
            if (column.name == name) {
                *place = column.index;
                ++others;
            }
        }
    }
    if (!account || others != 3 || plan.header.empty())
        return std::nullopt;
    // The account's own column, and the empty headers of its deeper levels.
    places.headings = 1;
    while (places.headings < plan.header.size() && plan.header[places.headings].empty())
        ++places.headings;
    return places;
}

bool filled(const Cells& cells, std::size_t at) { return at < cells.size() && !trimmed(cells[at]).empty(); }

enum class RowKind { Blank, Heading, Total, Line, Opening, Whole };

RowKind kindOf(const Cells& cells, const Places& places, std::size_t& level)
{
    for (level = 0; level < places.headings && !filled(cells, level);)
        ++level;
    const bool named = level < places.headings;
    const bool date = filled(cells, places.date);
    const bool amount = filled(cells, places.debit) || filled(cells, places.credit);
    if (named && !date) {
        const auto text = trimmed(cells[level]);
        return amount || equalsIgnoringCase(text.substr(0, 6), "total ") || equalsIgnoringCase(text, "total") ? RowKind::Total : RowKind::Heading;
    }
    if (named)
        return RowKind::Whole;
    if (date)
        return amount ? RowKind::Line : RowKind::Opening;
    return std::any_of(cells.begin(), cells.end(), [](auto cell) { return !trimmed(cell).empty(); }) ? RowKind::Opening : RowKind::Blank;
}

void append(std::string& to, std::string_view cell, const CsvDialect& dialect)
{
    const char marks[] = {dialect.delimiter, dialect.quote, '\n', '\r'};
    if (dialect.quote == '\0' || cell.find_first_of(std::string_view(marks, sizeof marks)) == std::string_view::npos) {
        to.append(cell);
        return;
    }
    to.push_back(dialect.quote);
    for (const char c : cell)
        to.append(c == dialect.quote ? 2U : 1U, c);
    to.push_back(dialect.quote);
}

/// The headings above a line, deepest last.
class Headings
{
public:
    Headings(std::size_t depth, bool totals)
        : depth_(depth)
        , totals_(totals)
    {
    }

    void open(std::size_t level, std::string_view name)
    {
        if (depth_ > 1)
            cut(level);
        else if (!totals_)
            open_.clear();
        open_.emplace_back(level, trimmed(name));
    }
    void close(std::size_t level)
    {
        if (depth_ > 1)
            cut(level);
        else if (!open_.empty())
            open_.pop_back();
    }
    [[nodiscard]] std::string_view account() const { return open_.empty() ? std::string_view() : std::string_view(open_.back().second); }

private:
    void cut(std::size_t level)
    {
        while (!open_.empty() && open_.back().first >= level)
            open_.pop_back();
    }

    std::size_t depth_;
    bool totals_; ///< each heading is closed by a total of its own
    std::vector<std::pair<std::size_t, std::string>> open_;
};

struct Shape
{
    bool grouped = false;
    bool totals = false;
};

Shape shapeOf(const OpenedTable& opened, const Places& places)
{
    CsvReader reader(opened.text.view.substr(opened.plan.bodyOffset), opened.dialect);
    Cells cells;
    std::size_t lines = 0;
    std::size_t headings = 0;
    Shape shape;
    for (int row = 0; row < kSampledRows && reader.next(cells); ++row) {
        std::size_t level = 0;
        switch (kindOf(cells, places, level)) {
        case RowKind::Whole: return {};
        case RowKind::Line: ++lines; break;
        case RowKind::Heading: ++headings; break;
        case RowKind::Total: shape.totals = true; break;
        case RowKind::Opening:
        case RowKind::Blank: break;
        }
    }
    shape.grouped = lines > 0 && headings > 0;
    return shape;
}

} // namespace

bool isGrouped(const OpenedTable& opened)
{
    const auto places = placesOf(opened.plan);
    return places && shapeOf(opened, *places).grouped;
}

GroupedRows fillGroups(OpenedTable& opened)
{
    GroupedRows out;
    const auto places = placesOf(opened.plan);
    const Shape shape = places ? shapeOf(opened, *places) : Shape();
    if (!shape.grouped)
        return out;
    const auto& dialect = opened.dialect;
    std::string text(opened.text.view.substr(0, opened.plan.bodyOffset));
    CsvReader reader(opened.text.view.substr(opened.plan.bodyOffset), dialect, opened.plan.bodyLine);
    Headings headings(places->headings, shape.totals);
    Cells cells;
    while (reader.next(cells)) {
        std::size_t level = 0;
        const RowKind kind = kindOf(cells, *places, level);
        if (kind == RowKind::Heading)
            headings.open(level, cells[level]);
        else if (kind == RowKind::Total)
            headings.close(level);
        if (kind == RowKind::Blank && out.firstBlank == 0)
            out.firstBlank = reader.line();
        if (kind == RowKind::Line || kind == RowKind::Whole) {
            for (std::size_t c = 0; c < cells.size(); ++c) {
                if (c > 0)
                    text.push_back(dialect.delimiter);
                append(text, c == 0 && kind == RowKind::Line ? headings.account() : cells[c], dialect);
            }
        } else if (kind != RowKind::Blank) {
            out.lines.push_back(reader.line());
        }
        text.push_back('\n');
    }
    opened.text.owned = std::move(text);
    opened.text.view = opened.text.owned;
    return out;
}

void noteGroups(ImportReport& report, const GroupedRows& groups)
{
    if (groups.lines.empty())
        return;
    const auto blank = std::find_if(report.ignored.begin(), report.ignored.end(), [](const auto& one) { return one.rule == "import.rule.blank_line"; });
    if (blank == report.ignored.end() || blank->rows < groups.lines.size())
        return;
    blank->rows -= groups.lines.size();
    if (std::find(groups.lines.begin(), groups.lines.end(), blank->firstRow) != groups.lines.end())
        blank->firstRow = groups.firstBlank;
    if (blank->rows == 0)
        report.ignored.erase(blank);
    report.ignore("import.rule.group_row", groups.lines.front(), groups.lines.size());
}

} // namespace oxseal
