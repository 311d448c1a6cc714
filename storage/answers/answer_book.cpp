// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/answer_book.h"

#include "models/core/text.h"
#include "storage/answers/answer_cells.h"
#include "storage/answers/review_pack.h"
#include "storage/import/csv.h"
#include "storage/import/xlsx.h"
#include "storage/import/xml_scanner.h"
#include "storage/texts/texts.h"

#include <xlsxwriter.h>

#include <set>

namespace oxseal {
namespace {

using access::AnswerSheet;
using access::SheetLine;

constexpr const char* kSheetName = "Answers";
constexpr std::size_t kTitleRow = 0;
constexpr std::size_t kPackRow = 3;
constexpr std::size_t kCampaignRow = 4;
constexpr std::size_t kHeadRow = 7;
constexpr std::size_t kMostPart = 64U << 20;
std::string words(const char* id, const std::vector<std::string>& arguments = {}) { return texts::sentence(id, arguments); }

std::string cellName(std::size_t row, std::size_t column) { return std::string(1, static_cast<char>('A' + column)) + std::to_string(row + 1); }

/// Owns the half-written workbook: libxlsxwriter frees it in workbook_close only.
class Book
{
public:
    explicit Book(const std::filesystem::path& file) : book_(workbook_new(file.string().c_str())) { }
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    ~Book()
    {
        if (book_ != nullptr)
            workbook_close(book_);
    }
    [[nodiscard]] bool ready()
    {
        sheet_ = book_ == nullptr ? nullptr : workbook_add_worksheet(book_, kSheetName);
        return sheet_ != nullptr;
    }

    void write(const AnswerSheet& sheet)
    {
        lxw_doc_properties properties = {};
        std::string title = words("access.book.title");
        properties.title = title.data();
        properties.created = static_cast<std::time_t>(sheet.madeAt.micros / 1'000'000);
        workbook_set_properties(book_, &properties);
        strong_ = workbook_add_format(book_);
        format_set_bold(strong_);
        wrapped_ = workbook_add_format(book_);
        format_set_text_wrap(wrapped_);
        format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
        open_ = workbook_add_format(book_);
        format_set_unlocked(open_);
        format_set_text_wrap(open_);
        format_set_align(open_, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(open_, 0xFFF8DC);
        format_set_border(open_, LXW_BORDER_THIN);
        head(sheet);
        for (std::size_t at = 0; at < sheet.lines.size(); ++at)
            line(kHeadRow + 1 + at, sheet.lines[at]);
        choices(kHeadRow + 1, kHeadRow + sheet.lines.size());
        worksheet_protect(sheet_, nullptr, nullptr);
        worksheet_freeze_panes(sheet_, static_cast<lxw_row_t>(kHeadRow + 1), 2);
        worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_repeat_rows(sheet_, static_cast<lxw_row_t>(kHeadRow), static_cast<lxw_row_t>(kHeadRow));
    }

    [[nodiscard]] bool close()
    {
        lxw_workbook* const book = std::exchange(book_, nullptr);
        return workbook_close(book) == LXW_NO_ERROR;
    }

private:
    void text(std::size_t row, std::size_t column, const std::string& value, lxw_format* format)
    {
        worksheet_write_string(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), value.c_str(), format);
    }
    void head(const AnswerSheet& sheet)
    {
        text(kTitleRow, 0, words("access.book.title"), strong_);
        text(1, 0, words("access.book.about", {sheet.company, sheet.system, sheet.period, sheet.asOf.iso()}), nullptr);
        text(2, 0, words("access.book.reviewer", {sheet.reviewer}), nullptr);
        text(kPackRow, 0, words("access.book.pack"), nullptr);
        text(kPackRow, 1, sheetDigest(sheet).hex(), nullptr);
        text(kCampaignRow, 0, words("access.book.campaign"), nullptr);
        text(kCampaignRow, 1, sheet.campaignDigest, nullptr);
        text(5, 0, words("access.book.how"), nullptr);
        const auto titles = answerHeads();
        const double widths[] = {8, 16, 20, 32, 40, 24, 12, 10, 20, 18, 12, 20, 20, 36};
        for (std::size_t column = 0; column < kAnswerCells; ++column) {
            const auto to = static_cast<lxw_col_t>(column);
            worksheet_set_column(sheet_, to, to, widths[column], nullptr);
            text(kHeadRow, column, titles[column], strong_);
        }
    }
    void line(std::size_t row, const SheetLine& line)
    {
        const auto cells = lockedCells(line);
        for (std::size_t column = 0; column < kLockedCells; ++column)
            text(row, column, cells[column], wrapped_);
        for (std::size_t column = kLockedCells; column < kAnswerCells; ++column)
            worksheet_write_blank(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), open_);
    }
    void choices(std::size_t first, std::size_t last)
    {
        const auto list = [&](std::size_t column, const char** values) {
            lxw_data_validation rule = {};
            rule.validate = LXW_VALIDATION_TYPE_LIST;
            // Versions of the library differ in whether it is const; it only reads it.
            rule.value_list = const_cast<decltype(rule.value_list)>(values);
            worksheet_data_validation_range(sheet_, static_cast<lxw_row_t>(first), static_cast<lxw_col_t>(column), static_cast<lxw_row_t>(last),
                static_cast<lxw_col_t>(column), &rule);
        };
        const auto choose = [&](std::size_t column, const std::vector<std::pair<std::string, std::string>>& choices) {
            std::vector<const char*> values;
            for (const auto& choice : choices)
                values.push_back(choice.first.c_str());
            values.push_back(nullptr);
            list(column, values.data());
        };
        choose(kLockedCells, decisionChoices());
        choose(kLockedCells + 1, reasonChoices());
    }

    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* strong_ = nullptr;
    lxw_format* wrapped_ = nullptr;
    lxw_format* open_ = nullptr;
};

using Grid = std::vector<std::vector<std::string>>;

/// Refuses any cell with a formula, whatever its stored result says.
Status withoutFormulas(ByteView bytes, const XlsxSheetEntry& entry)
{
    OXSEAL_TRY(const ZipParts parts, ZipParts::open(bytes));
    OXSEAL_TRY(const std::string part, parts.whole(entry.part, kMostPart));
    bool given = false;
    XmlScanner xml([&]() -> std::string_view { return std::exchange(given, true) ? std::string_view() : std::string_view(part); });
    std::string cell;
    for (;;) {
        const XmlScanner::Token token = xml.next();
        if (token == XmlScanner::Token::Done)
            return {};
        if (token == XmlScanner::Token::Broken)
            return fail(kBookNotOne);
        if (token != XmlScanner::Token::Start)
            continue;
        if (xml.name() == "c")
            cell = xml.attributeText("r");
        else if (xml.name() == "f")
            return fail(kBookFormula, {}, {cell});
    }
}

Result<Grid> gridOf(ByteView bytes)
{
    auto file = XlsxFile::open(bytes);
    if (!file || file->book().sheets.size() != 1 || file->book().sheets.front().name != kSheetName)
        return fail(kBookNotOne);
    const XlsxSheetEntry& entry = file->book().sheets.front();
    OXSEAL_CHECK(withoutFormulas(bytes, entry));
    OXSEAL_TRY(const XlsxSheet sheet, file->read(entry));
    Grid out;
    CsvReader reader(sheet.text, kSheetDialect);
    std::vector<std::string_view> cells;
    while (reader.next(cells)) {
        auto& row = out.emplace_back();
        for (const std::string_view cell : cells)
            row.emplace_back(cell);
        row.resize(std::max(row.size(), kAnswerCells));
    }
    if (out.size() <= kHeadRow || out[kTitleRow][0] != words("access.book.title"))
        return fail(kBookNotOne);
    return out;
}

Result<Digest> packIn(const Grid& grid)
{
    const auto bytes = fromHex(grid[kPackRow][1]);
    if (!bytes || bytes->size() != 32)
        return fail(kBookLocked, {}, {cellName(kPackRow, 1)});
    Digest out;
    std::copy_n(asBytes(*bytes).begin(), 32, out.bytes.begin());
    return out;
}

/// One line's answer; nullopt: not answered.
Result<std::optional<access::Answer>> answerIn(const std::vector<std::string>& row, std::size_t at, const SheetLine& line)
{
    const auto expected = lockedCells(line);
    for (std::size_t column = 0; column < kLockedCells; ++column) {
        if (row[column] != expected[column])
            return fail(kBookLocked, {}, {cellName(at, column)});
    }
    const AnswerWords words{row[kLockedCells], row[kLockedCells + 1], row[kLockedCells + 2], row[kLockedCells + 3]};
    if (words.blank())
        return std::optional<access::Answer>();
    std::optional<access::Answer> out = words.answer(line.row);
    if (!out)
        return fail(kBookDecision, {}, {cellName(at, kLockedCells), std::string(trimmed(words.decision))});
    return out;
}

} // namespace

Status writeAnswerBook(const AnswerSheet& sheet, const std::filesystem::path& file)
{
    Book book(file);
    if (!book.ready())
        return fail(kBookCannotWrite, {}, {file.string()});
    book.write(sheet);
    if (!book.close())
        return fail(kBookCannotWrite, {}, {file.string()});
    return {};
}

Result<Digest> answerBookPack(ByteView bytes)
{
    OXSEAL_TRY(const Grid grid, gridOf(bytes));
    return packIn(grid);
}

Result<access::AnswerSet> readAnswerBook(ByteView bytes, const AnswerSheet& sheet)
{
    OXSEAL_TRY(const Grid grid, gridOf(bytes));
    OXSEAL_TRY(const Digest pack, packIn(grid));
    if (pack != sheetDigest(sheet))
        return fail(access::kReplyOtherPack);
    const auto titles = answerHeads();
    for (std::size_t column = 0; column < kAnswerCells; ++column) {
        if (grid[kHeadRow][column] != titles[column])
            return fail(kBookLocked, {}, {cellName(kHeadRow, column)});
    }
    access::AnswerSet out;
    out.pack = pack.hex();
    out.campaignDigest = grid[kCampaignRow][1];
    out.login = sheet.login;
    std::set<std::int64_t> seen;
    for (std::size_t at = kHeadRow + 1; at < grid.size(); ++at) {
        const bool blank = std::all_of(grid[at].begin(), grid[at].end(), [](const std::string& cell) { return cell.empty(); });
        if (blank)
            continue;
        std::int64_t id = 0;
        const SheetLine* line = parseInteger(grid[at][0], id) ? sheet.line(id) : nullptr;
        if (line == nullptr)
            return fail(access::kAnswerUnknownLine, cellName(at, 0), {beginning(grid[at][0])});
        if (!seen.insert(id).second)
            return fail(access::kAnswerTwice, cellName(at, 0), {std::to_string(id)});
        OXSEAL_TRY(std::optional<access::Answer> answer, answerIn(grid[at], at, *line));
        if (answer)
            out.answers.push_back(std::move(*answer));
    }
    for (const SheetLine& line : sheet.lines) {
        if (!seen.contains(line.row))
            return fail(kBookMissing, {}, {std::to_string(line.row)});
    }
    return out;
}

} // namespace oxseal
