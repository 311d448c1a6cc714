// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/csv.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/// Which of `size` bytes (at most 64) are one of `wanted`: bit i for byte i.
std::uint64_t stopBits(const char* bytes, std::size_t size, const std::array<char, 4>& wanted)
{
    std::uint64_t bits = 0;
    std::size_t at = 0;
#ifdef __SSE2__
    const __m128i a = _mm_set1_epi8(wanted[0]), b = _mm_set1_epi8(wanted[1]), c = _mm_set1_epi8(wanted[2]), d = _mm_set1_epi8(wanted[3]);
    for (; at + 16 <= size; at += 16) {
        __m128i some;
        std::memcpy(&some, bytes + at, sizeof some);
        const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(some, a), _mm_cmpeq_epi8(some, b)),
            _mm_or_si128(_mm_cmpeq_epi8(some, c), _mm_cmpeq_epi8(some, d)));
        bits |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(found))} << at;
    }
#endif
    for (; at < size; ++at) {
        const bool found = std::find(wanted.begin(), wanted.end(), bytes[at]) != wanted.end();
        bits |= std::uint64_t{found} << at;
    }
    return bits;
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

/// How many separators explain the table below a preamble: the records from the first to the last of one width, most of which have it.
std::size_t bodyUnder(std::string_view text, CsvDialect dialect)
{
    struct Run
    {
        std::size_t first = 0, last = 0, records = 0;
    };
    std::map<std::size_t, Run> runs; // by width
    CsvReader reader(text, dialect);
    std::vector<std::string_view> cells;
    for (std::size_t record = 0; record < kSniffedRecords && reader.next(cells);) {
        if (cells.size() == 1 && cells.front().empty())
            continue;
        Run& run = runs.try_emplace(cells.size(), Run{record, record, 0}).first->second;
        run.last = record++;
        ++run.records;
    }
    std::size_t best = 0;
    for (const auto& [width, run] : runs) {
        if (width > 1 && run.records > 1 && run.records * 10 >= (run.last - run.first + 1) * 6)
            best = std::max(best, (width - 1) * run.records);
    }
    return best;
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
        // A bank's summary above a short statement outnumbers its lines.
        for (const char delimiter : {',', ';', '\t', '|'}) {
            const std::size_t score = bodyUnder(text, {delimiter, false, '"'});
            if (score > bestScore) {
                bestScore = score;
                best.delimiter = delimiter;
            }
        }
    }
    return best;
}

std::size_t usualCells(std::string_view text, const CsvDialect& dialect) { return shapeUnder(beginning(text), dialect).usual; }

CsvReader::CsvReader(std::string_view text, CsvDialect dialect, std::uint64_t firstLine)
    : text_(text)
    , dialect_(dialect)
    , stops_{'\n', '\r', dialect.delimiter, dialect.blanks ? '\t' : dialect.delimiter}
    , line_(firstLine)
{
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

void CsvReader::lookAt(std::size_t block)
{
    block_ = block;
    stopsInBlock_ = stopBits(text_.data() + block, std::min(kBlock, text_.size() - block), stops_);
}

/// Where the first character that ends a plain cell stands from `at` on; the end of the text when there is none.
std::size_t CsvReader::nextStop(std::size_t at)
{
    while (at < text_.size()) {
        const std::size_t block = at - at % kBlock;
        if (block != block_)
            lookAt(block);
        if (const std::uint64_t bits = stopsInBlock_ >> (at - block); bits != 0)
            return at + static_cast<std::size_t>(std::countr_zero(bits));
        at = block + kBlock;
    }
    return text_.size();
}

std::string_view CsvReader::plainCell()
{
    const std::size_t begin = at_;
    at_ = nextStop(begin);
    return text_.substr(begin, at_ - begin);
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

/// Passes over the line end that at_ stands on.
bool CsvReader::endRecord()
{
    const bool pair = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    at_ += pair ? 2U : 1U;
    ++line_;
    return true;
}

/// Cells as long as they are plain and separated by one character: from one stop to the next without a call for each. False
/// when something else begins at at_; the cells before it have been read.
bool CsvReader::plainRecord(std::vector<std::string_view>& cells)
{
    const char* const text = text_.data();
    const std::size_t size = text_.size();
    std::size_t begin = at_;
    while (begin < size && (dialect_.quote == '\0' || text[begin] != dialect_.quote)) {
        const std::size_t block = begin - begin % kBlock;
        if (block != block_)
            lookAt(block);
        const std::uint64_t bits = stopsInBlock_ >> (begin - block);
        const std::size_t stop = bits != 0 ? begin + static_cast<std::size_t>(std::countr_zero(bits)) : nextStop(block + kBlock);
        cells.emplace_back(text + begin, stop - begin);
        at_ = stop;
        if (stop >= size)
            return true;
        if (text[stop] == '\n' || text[stop] == '\r')
            return endRecord();
        at_ = begin = stop + 1;
    }
    return false;
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
    else if (plainRecord(cells))
        return true;
    while (true) {
        const bool quoted = at_ < text_.size() && dialect_.quote != '\0' && text_[at_] == dialect_.quote;
        cells.push_back(quoted ? quotedCell() : plainCell());
        if (dialect_.blanks)
            skipBlanks();
        if (at_ >= text_.size())
            return true;
        if (text_[at_] == '\n' || text_[at_] == '\r')
            return endRecord();
        if (!dialect_.blanks)
            ++at_;
    }
}

} // namespace oxseal
