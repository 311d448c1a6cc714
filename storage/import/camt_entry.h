// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oxseal {

/// A value that several transactions of one entry may repeat; it is the entry's own only when they all agree.
class AgreedText
{
public:
    void take(std::string_view text);
    [[nodiscard]] std::string value() const { return several_ ? std::string() : first_; }
    [[nodiscard]] const std::string& first() const { return first_; }

private:
    std::string first_;
    bool several_ = false;
};

/// One Ntry of a camt message as text, while it is read.
struct CamtEntry
{
    std::uint64_t row = 0;
    std::string amount, currency, indicator, reversal, status, booked, valued;

    /// A leaf below Ntry with its path ("NtryDtls/TxDtls/Refs/EndToEndId").
    void take(std::string_view path, std::string_view text);

    /// "PMNT-RCDT-DMCT", or the bank's own code.
    [[nodiscard]] std::string type() const;
    /// Cheque number, end-to-end reference, batch, structured reference, in this order.
    [[nodiscard]] std::string reference() const;
    [[nodiscard]] std::string bankReference() const;
    /// Other party / remittance information / the bank's own words; at most kLongestWords bytes each.
    [[nodiscard]] std::string description(bool credit, bool reversed) const;

    static constexpr std::size_t kLongestWords = 1000;

private:
    void takeTransaction(std::string_view path, std::string_view text);

    std::string entryReference_, servicerReference_, words_, remittance_, batch_, batchMessage_;
    std::string domain_, family_, subFamily_, proprietary_;
    AgreedText endToEnd_, cheque_, structured_, payment_, instruction_, transactionServicer_, transaction_, debtor_, creditor_;
};

/// "2014-12-31", a time or zone behind it passed over: the day is the one the bank wrote.
[[nodiscard]] std::optional<Day> camtDay(std::string_view text);
/// Digits with at most one point, no sign but "+"; more decimals than `digits` only when they are zero.
[[nodiscard]] std::optional<std::int64_t> camtAmount(std::string_view text, int digits);

} // namespace oxseal
