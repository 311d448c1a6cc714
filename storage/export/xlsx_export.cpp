// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/table_export.h"
#include "storage/files/durable_file.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <system_error>

namespace oxseal::exporting {
namespace {

constexpr std::size_t kStride = 4096;
/// A double holds fifteen digits whatever they are.
constexpr std::int64_t kMostExact = 999'999'999'999'999;
/// Day numbers of the sheet count from 1899-12-30; before 1900-03-01 its calendar is wrong.
constexpr std::int32_t kSheetEpoch = 25569;
constexpr std::int32_t kFirstSheetDay = 61;
constexpr std::size_t kSheetName = 31;
constexpr double kPixelsPerCharacter = 7.0;

/// Owns the half-written workbook. libxlsxwriter frees it in workbook_close only, which also writes the file; a cancelled
/// export therefore closes into the temporary file and removes it.
class Sheet
{
public:
    Sheet(std::filesystem::path part, const ExportTable& table)
        : part_(std::move(part))
        , table_(table)
        , book_(workbook_new(part_.string().c_str()))
    {
        if (book_ == nullptr)
            return;
        lxw_doc_properties properties = {};
        std::string title = table.name;
        properties.title = title.data();
        properties.created = static_cast<std::time_t>(table.created.micros / 1'000'000);
        workbook_set_properties(book_, &properties);
        sheet_ = workbook_add_worksheet(book_, sheetName(table.name).c_str());
        if (sheet_ == nullptr) // a name the library does not take
            sheet_ = workbook_add_worksheet(book_, nullptr);
        strong_ = workbook_add_format(book_);
        format_set_bold(strong_);
        date_ = workbook_add_format(book_);
        format_set_num_format(date_, "yyyy-mm-dd");
        whole_ = workbook_add_format(book_);
        format_set_num_format(whole_, "#,##0");
    }
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;
    ~Sheet()
    {
        if (book_ != nullptr)
            workbook_close(book_);
        std::error_code ignored;
        std::filesystem::remove(part_, ignored);
    }

    [[nodiscard]] bool ready() const noexcept { return sheet_ != nullptr; }

    void head()
    {
        text(0, table_.name, strong_);
        ++at_;
        for (const auto& [label, value] : table_.facts) {
            text(0, label, nullptr);
            text(1, value, nullptr);
            ++at_;
        }
        ++at_;
        for (std::size_t column = 0; column < table_.columns.size(); ++column) {
            const auto to = static_cast<lxw_col_t>(column);
            worksheet_set_column(sheet_, to, to, std::max(8.0, table_.columns[column].width / kPixelsPerCharacter), nullptr);
            text(to, table_.columns[column].title, strong_);
        }
        worksheet_freeze_panes(sheet_, at_ + 1, 0);
        first_ = at_++;
    }

    void row(const ExportRows& rows, std::size_t row)
    {
        for (std::size_t column = 0; column < table_.columns.size(); ++column)
            cell(rows, row, column);
        ++at_;
    }

    /// Writes the workbook to `file`.
    Status finish(const std::filesystem::path& file)
    {
        if (!table_.columns.empty() && at_ > first_ + 1)
            worksheet_autofilter(sheet_, first_, 0, at_ - 1, static_cast<lxw_col_t>(table_.columns.size() - 1));
        const lxw_error closed = workbook_close(book_);
        book_ = nullptr;
        if (closed != LXW_NO_ERROR || failed_)
            return fail(kXlsxFailed, {}, {lxw_strerror(failed_ ? error_ : closed)});
        OXSEAL_CHECK(systemFiles().syncFile(part_));
        return systemFiles().rename(part_, file);
    }

private:
    static std::string sheetName(const std::string& name)
    {
        std::string kept;
        for (const char c : name) {
            if (std::string_view("[]:*?/\\").find(c) == std::string_view::npos)
                kept += c;
        }
        while (kept.size() > kSheetName) {
            // Whole UTF-8 sequences only.
            do
                kept.pop_back();
            while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xC0U) == 0x80U);
        }
        return kept;
    }

    void cell(const ExportRows& rows, std::size_t row, std::size_t column)
    {
        const auto to = static_cast<lxw_col_t>(column);
        const CellKind kind = table_.columns[column].kind;
        const std::int64_t number = kind == CellKind::Text ? ExportRows::kNone : rows.number(row, column);
        const bool exact = number != ExportRows::kNone && number <= kMostExact && number >= -kMostExact;
        if (kind == CellKind::Date && exact && number + kSheetEpoch >= kFirstSheetDay)
            note(worksheet_write_number(sheet_, at_, to, static_cast<double>(number + kSheetEpoch), date_));
        else if (kind == CellKind::Number && exact)
            note(worksheet_write_number(sheet_, at_, to, static_cast<double>(number), whole_));
        else if (kind == CellKind::Amount && exact)
            amount(to, number, rows.digits(row, column));
        else
            text(to, rows.text(row, column), nullptr);
    }

    void amount(lxw_col_t to, std::int64_t minor, int digits)
    {
        double unit = 1;
        for (int i = 0; i < digits; ++i)
            unit *= 10;
        note(worksheet_write_number(sheet_, at_, to, static_cast<double>(minor) / unit, money(digits)));
    }

    lxw_format* money(int digits)
    {
        auto& format = money_[digits];
        if (format == nullptr) {
            const std::string decimals = digits > 0 ? "." + std::string(static_cast<std::size_t>(digits), '0') : "";
            format = workbook_add_format(book_);
            format_set_num_format(format, ("#,##0" + decimals + ";(#,##0" + decimals + ")").c_str());
        }
        return format;
    }

    /// worksheet_write_string never makes a formula or a link of what it is given.
    void text(lxw_col_t to, const std::string& value, lxw_format* format)
    {
        if (!value.empty())
            note(worksheet_write_string(sheet_, at_, to, value.c_str(), format));
    }

    void note(lxw_error error)
    {
        if (error != LXW_NO_ERROR && !failed_) {
            failed_ = true;
            error_ = error;
        }
    }

    std::filesystem::path part_;
    const ExportTable& table_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* strong_ = nullptr;
    lxw_format* date_ = nullptr;
    lxw_format* whole_ = nullptr;
    std::map<int, lxw_format*> money_;
    lxw_row_t at_ = 0;
    lxw_row_t first_ = 0;
    bool failed_ = false;
    lxw_error error_ = LXW_NO_ERROR;
};

} // namespace

Status writeXlsx(const std::filesystem::path& file, const ExportTable& table, const ExportRows& rows, const Progress& progress)
{
    const std::size_t all = rows.rows();
    if (all > kMostXlsxRows)
        return fail(kTooManyRows, {}, {std::to_string(all), std::to_string(kMostXlsxRows)});
    auto part = file;
    part += ".part";
    Sheet sheet(part, table);
    if (!sheet.ready())
        return fail(kFileNotWritten, {}, {file.string(), "libxlsxwriter"});
    sheet.head();
    for (std::size_t row = 0; row < all; ++row) {
        if (row % kStride == 0) {
            if (progress.cancelled())
                return fail(kExportCancelled);
            progress.at(row, all);
        }
        sheet.row(rows, row);
    }
    return sheet.finish(file);
}

} // namespace oxseal::exporting
