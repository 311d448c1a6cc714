// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/import_report.h"
#include "storage/import/xlsx_values.h"
#include "storage/import/zip_parts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// A part {0} of a workbook is not what it must be; {1} says how.
inline constexpr ErrorCode kXlsxDamaged{"import.xlsx_damaged", ErrorClass::Input};

/// A ZIP archive of something else.
inline constexpr ErrorCode kXlsxNone{"import.xlsx_none", ErrorClass::Input};

/// One worksheet of a workbook.
struct XlsxSheetEntry
{
    std::string name;
    std::string part; ///< "xl/worksheets/sheet1.xml"
    bool hidden = false;
};

/// Texts that cells name by number, one after the other in one piece of memory.
class SharedStrings
{
public:
    void begin() { starts_.push_back(text_.size()); }
    [[nodiscard]] std::string& text() noexcept { return text_; } ///< what is appended belongs to the last one begun
    [[nodiscard]] std::size_t size() const noexcept { return starts_.size(); }
    [[nodiscard]] std::string_view at(std::size_t index) const
    {
        const std::size_t end = index + 1 < starts_.size() ? starts_[index + 1] : text_.size();
        return std::string_view(text_).substr(starts_[index], end - starts_[index]);
    }

private:
    std::string text_;
    std::vector<std::size_t> starts_;
};

/// What stands around the sheets of an OOXML workbook (ECMA-376, transitional and strict): names, styles, shared texts. Chart
/// and dialog sheets are left out. Formulas, macros, links and drawings are never followed.
struct XlsxBook
{
    std::vector<XlsxSheetEntry> sheets; ///< in the order of the tabs
    bool from1904 = false; ///< serial numbers count from 1904-01-01
    std::vector<NumberStyle> styles; ///< of the cell style index
    SharedStrings strings;
    bool macros = false;
    std::size_t externalLinks = 0;

    /// Errors: those of ZipParts, kXlsxDamaged.
    [[nodiscard]] static Result<XlsxBook> open(const ZipParts& parts);
};

/// A text as cells hold it: _x000D_ stands for the character (ECMA-376 part 1, 22.9.2.19).
void appendCellText(std::string_view raw, std::string& out);

} // namespace oxseal
