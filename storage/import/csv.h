// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// How a text table separates its cells. Records end with LF, CR or CRLF, whichever comes.
struct CsvDialect
{
    char delimiter = ',';
    bool blanks = false; ///< runs of blanks and tabs separate; blanks at both ends of a line mean nothing
    char quote = '"'; ///< '\0': quotes are ordinary characters
    /// Made of a spreadsheet: a record is one row and one line, whatever line ends its cells have, and may leave out empty
    /// cells at its end.
    bool sheet = false;

    friend bool operator==(const CsvDialect&, const CsvDialect&) = default;
};

/// Guesses the dialect from the beginning of a text: the separator (comma, semicolon, tab, pipe; runs of blanks only when
/// nothing else fits) under which most records have the same number of cells, at least two. One column: comma.
[[nodiscard]] CsvDialect sniffDialect(std::string_view text);

/// How many cells most records at the beginning of a text have.
[[nodiscard]] std::size_t usualCells(std::string_view text, const CsvDialect& dialect);

/// Reads records of a text in one pass, without copying cells that need no unescaping. RFC 4180 quoting: a cell that begins
/// with the quote ends at the next lone quote; doubled quotes stand for one; what follows up to the separator is kept.
class CsvReader
{
public:
    CsvReader(std::string_view text, CsvDialect dialect, std::uint64_t firstLine = 1);

    /// The next record into `cells` (views into the text or into this reader, valid until the next call); false at the end.
    /// A blank line is a record of one empty cell.
    [[nodiscard]] bool next(std::vector<std::string_view>& cells);
    /// Line on which the last record began, from 1.
    [[nodiscard]] std::uint64_t line() const noexcept { return recordLine_; }
    /// Line on which the next record begins.
    [[nodiscard]] std::uint64_t nextLine() const noexcept { return line_; }
    /// Offset of the next record.
    [[nodiscard]] std::size_t offset() const noexcept { return at_; }
    /// The last record's quote never closed: it swallowed the rest of the text.
    [[nodiscard]] bool unterminated() const noexcept { return unterminated_; }
    /// Some cell of the last record had to be unescaped and is a view into this reader.
    [[nodiscard]] bool unescaped() const noexcept { return scratchUsed_ > 0; }

private:
    bool plainRecord(std::vector<std::string_view>& cells);
    bool endRecord();
    std::string_view quotedCell();
    std::string_view plainCell();
    [[nodiscard]] std::size_t nextStop(std::size_t at);
    void lookAt(std::size_t block);
    std::string& scratch();
    void skipBlanks();

    static constexpr std::size_t kBlock = 64; ///< bytes looked at together, a bit each

    std::string_view text_;
    CsvDialect dialect_;
    std::array<char, 4> stops_; ///< what ends a plain cell
    std::size_t block_ = std::string_view::npos; ///< where the bytes of stopsInBlock_ begin
    std::uint64_t stopsInBlock_ = 0;
    std::size_t at_ = 0;
    std::uint64_t line_;
    std::uint64_t recordLine_ = 0;
    std::deque<std::string> scratch_;
    std::size_t scratchUsed_ = 0;
    bool unterminated_ = false;
};

} // namespace oxseal
