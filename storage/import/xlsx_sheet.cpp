// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/xlsx_sheet.h"

#include "models/core/text.h"
#include "storage/import/table_body.h"
#include "storage/import/xml_scanner.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace oxseal {
namespace {

constexpr std::uint64_t kMostRows = 1'048'576;
constexpr std::size_t kMostColumns = 16'384;
constexpr std::uint64_t kMostText = 3ULL << 30;
constexpr std::uint64_t kFewBytes = 32ULL << 20;
constexpr std::uint64_t kCommasPerByte = 8; ///< of XML; a row of 300 columns with three values has two or three
constexpr std::uint64_t kTextPerByte = 64; ///< shared texts are written once and named often
constexpr std::size_t kLongestCell = 1U << 20; ///< a cell of Excel holds 32,767 characters
constexpr std::uint64_t kRowsPerPoll = 4096;

using Token = XmlScanner::Token;

/// Counts how often something was met and remembers where it was met first.
struct Tally
{
    std::uint64_t count = 0;
    std::string first;
    void note(const std::string& where)
    {
        if (count++ == 0)
            first = where;
    }
};

class SheetReader
{
public:
    /// `most`: bytes of text that a sheet of this workbook may come to; `taken`: bytes of its XML so far.
    SheetReader(const XlsxBook& book, const XlsxSheetEntry& entry, const XlsxOptions& options, XmlScanner& xml, std::uint64_t most,
        const std::uint64_t& taken)
        : book_(book), entry_(entry), options_(options), xml_(xml), most_(std::min(most, kMostText)), taken_(taken)
    {
        out_.name = entry.name;
    }

    Result<XlsxSheet> run(const PartStream& stream)
    {
        for (;;) {
            const Token token = xml_.next();
            if (token == Token::Broken && stream.error())
                return tl::unexpected<Error>(*stream.error());
            if (token == Token::Broken)
                return damaged(xml_.problem());
            if (token == Token::Done)
                break;
            const char* wrong = token == Token::Start ? start() : token == Token::End ? end() : text();
            if (wrong != nullptr)
                return damaged(wrong);
            if (tooSparse())
                return fail(kXlsxSparse, {}, {entry_.name, std::to_string((out_.text.size() + rowBytes_) >> 20), std::to_string(row_)});
            if (token == Token::End && options_.mostRows > 0 && row_ >= options_.mostRows && xml_.name() == "row")
                break;
            if (token == Token::End && row_ % kRowsPerPoll == 0 && options_.progress.cancelled())
                return fail(kImportCancelled);
        }
        if (!isValidUtf8(out_.text))
            return damaged("it is not UTF-8");
        addWarnings();
        return std::move(out_);
    }

private:
    enum class Type { Number, Shared, Inline, Formula, Flag, Error, Date };

    tl::unexpected<Error> damaged(const std::string& why) const
    {
        const std::string place = row_ == 0 ? entry_.part : entry_.name + ", row " + std::to_string(row_);
        return fail(kXlsxDamaged, place, {entry_.part, why});
    }

    /// A cell in the last column costs 16,383 commas, one that names a long shared text costs all of it: both grow out of few bytes.
    [[nodiscard]] bool tooSparse() const
    {
        return commas_ > std::max(kFewBytes, kCommasPerByte * taken_)
            || out_.text.size() + rowBytes_ > std::max(kFewBytes, std::min(most_, kTextPerByte * taken_));
    }

    [[nodiscard]] std::string where() const
    {
        std::string letters;
        for (std::size_t c = column_ + 1; c > 0; c = (c - 1) / 26)
            letters.insert(letters.begin(), static_cast<char>('A' + (c - 1) % 26));
        return letters + std::to_string(row_);
    }

    const char* start()
    {
        const auto name = xml_.name();
        if (name == "row")
            return startRow();
        if (name == "c")
            return startCell();
        if (name == "v")
            result_ = taking_ = inCell_;
        else if (name == "t")
            taking_ = inCell_ && phonetic_ == 0 && type_ == Type::Inline;
        else if (name == "f") {
            formula_ = inCell_;
            takingFormula_ = inCell_ && options_.formulas;
        }
        else if (name == "rPh")
            ++phonetic_;
        else if (name == "mergeCell")
            ++merged_;
        else if (name == "col" && xml_.attribute("hidden").value_or("0") != "0")
            ++hiddenColumns_;
        return nullptr;
    }

    const char* text()
    {
        if (takingFormula_) {
            if (expression_.size() > kLongestCell)
                return "a formula in it is too long";
            return xml_.appendText(expression_) ? nullptr : "it has an unknown entity";
        }
        if (!taking_)
            return nullptr;
        if (raw_.size() > kLongestCell)
            return "a cell in it is too long";
        return xml_.appendText(raw_) ? nullptr : "it has an unknown entity";
    }

    const char* end()
    {
        taking_ = false;
        takingFormula_ = false;
        const auto name = xml_.name();
        if (name == "c")
            return endCell();
        if (name == "row")
            return endRow();
        phonetic_ -= name == "rPh" ? 1 : 0;
        return nullptr;
    }

    const char* startRow()
    {
        std::uint64_t number = row_ + 1;
        if (const auto r = xml_.attribute("r")) {
            const auto read = std::from_chars(r->data(), r->data() + r->size(), number);
            if (read.ec != std::errc() || read.ptr != r->data() + r->size())
                return "a row has no number";
        }
        if (number <= row_ || number > kMostRows)
            return "its rows are not in order";
        out_.text.append(static_cast<std::size_t>(number - row_ - 1), '\n'); // rows that are not written have no value
        row_ = number;
        next_ = 0;
        used_ = 0;
        rowBytes_ = 0;
        hiddenRow_ = xml_.attribute("hidden").value_or("0");
        return nullptr;
    }

    const char* startCell()
    {
        column_ = next_;
        if (const auto r = xml_.attribute("r")) {
            std::size_t column = 0;
            for (const char c : *r) {
                const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
                if (upper < 'A' || upper > 'Z' || column > kMostColumns)
                    break;
                column = column * 26 + static_cast<std::size_t>(upper - 'A') + 1;
            }
            if (column == 0)
                return "a cell has no place";
            column_ = column - 1;
        }
        if (row_ == 0 || column_ >= kMostColumns)
            return "a cell has no place";
        next_ = column_ + 1;
        type_ = typeOf(xml_.attribute("t").value_or("n"));
        style_ = 0;
        if (const auto s = xml_.attribute("s"))
            std::from_chars(s->data(), s->data() + s->size(), style_);
        inCell_ = true;
        formula_ = false;
        result_ = false;
        expression_.clear();
        raw_.clear();
        return nullptr;
    }

    static Type typeOf(std::string_view t)
    {
        return t == "s" ? Type::Shared
            : t == "inlineStr" ? Type::Inline
            : t == "str" ? Type::Formula
            : t == "b" ? Type::Flag
            : t == "e" ? Type::Error
            : t == "d" ? Type::Date
                       : Type::Number;
    }

    const char* endCell()
    {
        inCell_ = false;
        if (formula_ && !result_)
            noResult_.note(where());
        if (raw_.empty())
            return nullptr;
        if (formula_ && options_.formulas)
            out_.formulas.push_back({row_, column_, expression_});
        if (cells_.size() <= column_)
            cells_.resize(column_ + 1);
        for (; used_ <= column_; ++used_)
            cells_[used_].clear();
        const char* wrong = value(cells_[column_]);
        rowBytes_ += cells_[column_].size();
        return wrong;
    }

    const char* value(std::string& cell)
    {
        cell.clear();
        switch (type_) {
        case Type::Shared: {
            std::size_t index = 0;
            const auto number = trimmed(raw_);
            const auto read = std::from_chars(number.data(), number.data() + number.size(), index);
            if (read.ec != std::errc() || read.ptr != number.data() + number.size() || index >= book_.strings.size())
                return "a cell names a text that is not there";
            cell.append(book_.strings.at(index));
            return nullptr;
        }
        case Type::Inline:
        case Type::Formula: appendCellText(raw_, cell); return nullptr;
        case Type::Flag: cell = trimmed(raw_) == "0" || trimmed(raw_) == "false" ? "FALSE" : "TRUE"; return nullptr;
        case Type::Error:
            errors_.note(where());
            cell.append(raw_);
            return nullptr;
        case Type::Date: cell.append(raw_); return nullptr;
        case Type::Number: return number(cell);
        }
        return nullptr;
    }

    const char* number(std::string& cell)
    {
        const NumberStyle style = style_ < book_.styles.size() ? book_.styles[style_] : NumberStyle();
        if (style.kind != NumberKind::Number) {
            if (auto day = serialText(raw_, style.kind, book_.from1904)) {
                cell = std::move(*day);
                return nullptr;
            }
            noDay_.note(where());
        }
        bool rounded = false;
        auto plain = plainNumber(raw_, rounded);
        if (!plain)
            return "a number in it cannot be read";
        if (rounded)
            rounded_.note(where());
        cell = options_.zeros ? withZeros(std::move(*plain), style.zeros) : std::move(*plain);
        return nullptr;
    }

    const char* endRow()
    {
        std::size_t last = used_;
        while (last > 0 && cells_[last - 1].empty())
            --last;
        for (std::size_t c = 0; c < last; ++c) {
            if (c > 0)
                out_.text.push_back(',');
            if (!cells_[c].empty())
                appendField(cells_[c]);
        }
        out_.text.push_back('\n');
        rowBytes_ = 0;
        if (last > 0) {
            commas_ += last - 1;
            ++out_.rows;
            out_.columns = std::max<std::uint64_t>(out_.columns, last);
            if (hiddenRow_ != "0" && hiddenRow_ != "false")
                ++hiddenRows_;
        }
        if (row_ % kRowsPerPoll == 0)
            options_.progress.at(row_, 0);
        return nullptr;
    }

    void appendField(const std::string& field)
    {
        ++out_.cells;
        if (field.find_first_of(",\"\r\n") == std::string::npos) {
            out_.text.append(field);
            return;
        }
        out_.text.push_back('"');
        for (const char c : field) {
            if (c == '"')
                out_.text.push_back('"');
            out_.text.push_back(c);
        }
        out_.text.push_back('"');
    }

    void addWarnings()
    {
        const auto warn = [this](const char* code, std::uint64_t count, const std::string& first = {}) {
            if (count > 0)
                out_.warnings.push_back({code, {std::to_string(count), first}, 0});
        };
        warn("import.warn.xlsx_hidden_rows", hiddenRows_);
        warn("import.warn.xlsx_hidden_columns", hiddenColumns_);
        warn("import.warn.xlsx_merged", merged_);
        warn("import.warn.xlsx_no_result", noResult_.count, noResult_.first);
        warn("import.warn.xlsx_errors", errors_.count, errors_.first);
        warn("import.warn.xlsx_rounded", rounded_.count, rounded_.first);
        warn("import.warn.xlsx_no_day", noDay_.count, noDay_.first);
    }

    const XlsxBook& book_;
    const XlsxSheetEntry& entry_;
    const XlsxOptions& options_;
    XmlScanner& xml_;
    std::uint64_t most_;
    const std::uint64_t& taken_;
    std::uint64_t commas_ = 0;
    std::uint64_t rowBytes_ = 0; ///< of the cells of the row that is being read
    XlsxSheet out_;
    std::uint64_t row_ = 0;
    std::size_t column_ = 0;
    std::size_t next_ = 0; ///< column of a cell that does not say where it stands
    std::vector<std::string> cells_; ///< of the row; kept, so that rows cost no memory of their own
    std::size_t used_ = 0;
    std::string raw_;
    std::string hiddenRow_;
    Type type_ = Type::Number;
    std::size_t style_ = 0;
    bool inCell_ = false;
    bool taking_ = false;
    bool formula_ = false;
    bool takingFormula_ = false;
    std::string expression_;
    bool result_ = false; ///< a value is stored, even an empty one
    int phonetic_ = 0;
    std::uint64_t merged_ = 0;
    std::uint64_t hiddenRows_ = 0;
    std::uint64_t hiddenColumns_ = 0;
    Tally noResult_;
    Tally errors_;
    Tally rounded_;
    Tally noDay_;
};

} // namespace

Result<XlsxSheet> readSheet(const ZipParts& parts, const XlsxBook& book, const XlsxSheetEntry& sheet, const XlsxOptions& options)
{
    PartStream stream(parts, sheet.part);
    std::uint64_t taken = 0;
    XmlScanner xml([&stream, &taken] {
        const auto chunk = stream.next();
        taken += chunk.size();
        return chunk;
    });
    return SheetReader(book, sheet, options, xml, parts.mostOfPart(), taken).run(stream);
}

} // namespace oxseal
