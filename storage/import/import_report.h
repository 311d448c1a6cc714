// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/core/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kImportEmpty{"import.empty", ErrorClass::Input};
inline constexpr ErrorCode kImportBinary{"import.binary", ErrorClass::Input};
inline constexpr ErrorCode kImportEncoding{"import.encoding", ErrorClass::Input};
inline constexpr ErrorCode kImportUnknownFormat{"import.unknown_format", ErrorClass::Input};
inline constexpr ErrorCode kImportLaterFormat{"import.later_format", ErrorClass::Usage};
inline constexpr ErrorCode kImportMissingColumns{"import.missing_columns", ErrorClass::Input};
inline constexpr ErrorCode kImportBadMap{"import.bad_map", ErrorClass::Usage};

/// A row that was not taken, with its place and its reason; never dropped in silence (rule 7).
struct Rejection
{
    std::uint64_t row = 0; ///< line of the file where the record begins, from 1
    std::string reason; ///< code with words in storage/texts, e.g. "import.bad_amount"
    std::vector<std::string> arguments;
    std::string file = {}; ///< of several read together; "" when there is one

    friend bool operator==(const Rejection&, const Rejection&) = default;
};

/// Rows passed over by a named rule (blank lines, a preamble before the header).
struct IgnoredRows
{
    std::string rule; ///< code with words in storage/texts, e.g. "import.rule.blank_line"
    std::uint64_t rows = 0;
    std::uint64_t firstRow = 0; ///< line of the first of them

    friend bool operator==(const IgnoredRows&, const IgnoredRows&) = default;
};

/// Something a person should know although the rows were taken.
struct ImportWarning
{
    std::string code;
    std::vector<std::string> arguments;
    std::uint64_t row = 0; ///< 0: the whole file
    std::string file = {}; ///< as of a Rejection

    friend bool operator==(const ImportWarning&, const ImportWarning&) = default;
};

/// What became of every record of a file: each is in exactly one of accepted, rejected, ignored.
struct ImportReport
{
    std::uint64_t records = 0; ///< read from the file, headers not counted
    std::uint64_t accepted = 0;
    std::uint64_t rejectedRows = 0; ///< all of them; `rejected` lists the first kMostListed
    std::vector<Rejection> rejected;
    std::vector<IgnoredRows> ignored;
    std::vector<ImportWarning> warnings;

    static constexpr std::size_t kMostListed = 100'000;

    void reject(std::uint64_t row, std::string reason, std::vector<std::string> arguments = {});
    void ignore(const std::string& rule, std::uint64_t row, std::uint64_t rows = 1);
    /// Adds what another part of the same file met, or another file; `lines` are added to its line numbers.
    void add(const ImportReport& part, std::uint64_t lines = 0, const std::string& file = {});
    void warn(std::string code, std::vector<std::string> arguments = {}, std::uint64_t row = 0, std::string file = {});
    [[nodiscard]] std::uint64_t ignoredRows() const;
    /// accepted + rejected + ignored = records.
    [[nodiscard]] bool conserved() const { return accepted + rejectedRows + ignoredRows() == records; }
    /// {accepted, rejected:[{row,reason,arguments}], rejected_rows, ignored:[…], warnings:[…], records}, at most `most` rejections.
    [[nodiscard]] Json toJson(std::size_t most = 1000) const;
};

} // namespace oxseal
