// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/csv.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

constexpr std::size_t kSniffedBytes = 1U << 16;
constexpr std::size_t kSniffedRecords = 300;

struct Shape
{
    std::size_t records = 0;
    std::size_t usual = 0; ///< most frequent number of cells
    std::size_t agreeing = 0; ///< records with that number
};

/// Text without its last, perhaps cut, record when only the beginning was taken.
std::string_view beginning(std::string_view text)
{
    if (text.size() <= kSniffedBytes)
        return text;
    const auto head = text.substr(0, kSniffedBytes);
    const auto end = head.find_last_of("\r\n");
    return end == std::string_view::npos ? head : head.substr(0, end);
}

Shape shapeUnder(std::string_view text, CsvDialect dialect)
{
    Shape shape;
    std::map<std::size_t, std::size_t> counts;
    CsvReader reader(text, dialect);
    std::vector<std::string_view> cells;
    while (shape.records < kSniffedRecords && reader.next(cells)) {
        if (cells.size() == 1 && cells.front().empty())
            continue;
        ++shape.records;
        ++counts[cells.size()];
    }
    for (const auto& [cells_, records] : counts) {
        if (records > shape.agreeing || (records == shape.agreeing && cells_ > shape.usual)) {
            shape.usual = cells_;
            shape.agreeing = records;
        }
    }
    return shape;
}

} // namespace

CsvDialect sniffDialect(std::string_view text)
{
    text = beginning(text);
    CsvDialect best;
    std::size_t bestScore = 0;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const CsvDialect dialect{delimiter, false, '"'};
        const Shape shape = shapeUnder(text, dialect);
        if (shape.usual < 2 || shape.agreeing * 10 < shape.records * 6)
            continue;
        const std::size_t score = shape.agreeing * 1000 / shape.records * 100 + std::min<std::size_t>(shape.usual, 99);
        if (score > bestScore) {
            bestScore = score;
            best = dialect;
        }
    }
    if (bestScore == 0) {
        const CsvDialect dialect{' ', true, '"'};
        const Shape shape = shapeUnder(text, dialect);
        // Prose has lines of many lengths; a table of blank-separated cells has one.
        if (shape.usual >= 2 && shape.agreeing * 100 >= shape.records * 95)
            return dialect;
    }
    return best;
}

CsvReader::CsvReader(std::string_view text, CsvDialect dialect, std::uint64_t firstLine)
    : text_(text)
    , dialect_(dialect)
    , line_(firstLine)
{
    stops_[static_cast<unsigned char>('\n')] = true;
    stops_[static_cast<unsigned char>('\r')] = true;
    stops_[static_cast<unsigned char>(dialect.delimiter)] = true;
    if (dialect.blanks)
        stops_[static_cast<unsigned char>('\t')] = true;
}

std::string& CsvReader::scratch()
{
    // A deque keeps earlier cells of the record in place while it grows.
    if (scratchUsed_ == scratch_.size())
        scratch_.emplace_back();
    std::string& text = scratch_[scratchUsed_++];
    text.clear();
    return text;
}

void CsvReader::skipBlanks()
{
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'))
        ++at_;
}

std::string_view CsvReader::plainCell()
{
    const std::size_t begin = at_;
    const char* text = text_.data();
    const std::size_t size = text_.size();
    std::size_t at = at_;
    while (at < size && !stops_[static_cast<unsigned char>(text[at])])
        ++at;
    at_ = at;
    return text_.substr(begin, at - begin);
}

std::string_view CsvReader::quotedCell()
{
    ++at_;
    const std::size_t begin = at_;
    std::string* unescaped = nullptr;
    std::size_t from = begin;
    while (true) {
        const std::size_t quote = text_.find(dialect_.quote, at_);
        const std::size_t stop = std::min(quote, text_.size());
        for (std::size_t i = at_; i < stop && !dialect_.sheet; ++i) {
            if (text_[i] == '\n' || (text_[i] == '\r' && (i + 1 >= text_.size() || text_[i + 1] != '\n')))
                ++line_;
        }
        if (quote == std::string_view::npos) {
            unterminated_ = true;
            at_ = text_.size();
            break;
        }
        at_ = quote + 1;
        if (at_ < text_.size() && text_[at_] == dialect_.quote) {
            if (unescaped == nullptr)
                unescaped = &scratch();
            unescaped->append(text_.substr(from, at_ - from));
            ++at_;
            from = at_;
            continue;
        }
        const auto rest = plainCell(); // normally empty
        if (unescaped == nullptr && rest.empty())
            return text_.substr(begin, quote - begin);
        if (unescaped == nullptr)
            unescaped = &scratch();
        unescaped->append(text_.substr(from, quote - from)).append(rest);
        return *unescaped;
    }
    if (unescaped == nullptr)
        return text_.substr(begin);
    unescaped->append(text_.substr(from));
    return *unescaped;
}

bool CsvReader::next(std::vector<std::string_view>& cells)
{
    cells.clear();
    scratchUsed_ = 0;
    unterminated_ = false;
    recordLine_ = line_;
    if (at_ >= text_.size())
        return false;
    if (dialect_.blanks)
        skipBlanks();
    while (true) {
        const bool quoted = at_ < text_.size() && dialect_.quote != '\0' && text_[at_] == dialect_.quote;
        cells.push_back(quoted ? quotedCell() : plainCell());
        if (dialect_.blanks)
            skipBlanks();
        if (at_ >= text_.size())
            return true;
        const char stop = text_[at_];
        if (stop == '\n' || stop == '\r') {
            const bool pair = stop == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
            at_ += pair ? 2U : 1U;
            ++line_;
            return true;
        }
        if (!dialect_.blanks)
            ++at_;
    }
}

} // namespace oxseal
