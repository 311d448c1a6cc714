// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// A record of a BAI2 file: its own line and the 88 lines that continue it, without codes and end marks.
struct Bai2Record
{
    int code = 0; ///< 1, 2, 3, 16, 49, 98, 99
    std::uint64_t line = 0;
    std::vector<std::string_view> pieces;
    std::vector<std::size_t> lengths; ///< of the physical lines
    bool cut = false; ///< the file ended inside its last line
};

/// Takes the comma-separated fields of a record, one after the other; the end of a line ends a field.
class Bai2Fields
{
public:
    explicit Bai2Fields(const Bai2Record& record) : record_(record) { }

    [[nodiscard]] bool more() const noexcept { return piece_ < record_.pieces.size(); }
    [[nodiscard]] bool inLastLine() const noexcept { return piece_ + 1 >= record_.pieces.size(); }
    std::string_view next(); ///< "" when there is none
    /// Takes a funds type with what belongs to it. False when it is none; `date` is set by type V only.
    bool funds(std::string_view& date);
    /// Everything that is left, commas included. A line of `full` characters runs on into the next without a blank.
    [[nodiscard]] std::string text(std::size_t full);

private:
    const Bai2Record& record_;
    std::size_t piece_ = 0;
    std::size_t at_ = 0;
};

/// Optional sign and digits, nothing else.
[[nodiscard]] std::optional<std::int64_t> bai2Amount(std::string_view text);

/// Whether blanks and then another record stand here, behind an end mark on the same line.
[[nodiscard]] bool bai2RecordFollows(std::string_view text);

enum class Bai2Direction { Credit, Debit, Total, None };
/// What a type code of three digits says about a transaction's direction (specification, appendix A).
[[nodiscard]] Bai2Direction bai2Direction(std::string_view type);

} // namespace oxseal
