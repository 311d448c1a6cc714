// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/money.h"
#include "storage/import/import_report.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace oxseal {

/// Number and sum of one group of entries; the sum is lost (nullopt) when it leaves 64 bits.
struct Tally
{
    std::int64_t count = 0;
    std::optional<std::int64_t> sum = 0;

    void add(std::int64_t amount);
    void add(const Tally& other);
};

/// Credits and debits, both positive.
struct Tallies
{
    Tally credits, debits;
    [[nodiscard]] Tally all() const;
};

/// What TxsSummry states about the entries of a camt statement, against the entries themselves.
class CamtTotals
{
public:
    /// A leaf below TxsSummry ("TtlCdtNtries/Sum").
    void take(std::string_view path, std::string_view text);
    /// Warns of every total that is neither that of the booked entries nor that of all of them.
    void compare(const Tallies& booked, const Tallies& others, int digits, ImportReport& report) const;

private:
    void compareOne(const std::string& element, const Tally& booked, Tally all, int digits, ImportReport& report) const;

    std::map<std::string, std::string, std::less<>> stated_;
};

} // namespace oxseal
