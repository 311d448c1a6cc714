// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/reconciliation.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

/// What a schedule supports (C19).
enum class ScheduleKind { Accrual, Prepaid, DeferredRevenue, FixedAsset, Lease, Debt, Equity, Tax, Other };
[[nodiscard]] const char* name(ScheduleKind kind) noexcept; ///< "accrual", "prepaid", …
[[nodiscard]] std::optional<ScheduleKind> scheduleKindFromName(std::string_view name) noexcept;

/// One line of a schedule: opening + added − released = closing. Amounts are signed as in the books (debit positive), minor
/// units of the account's currency.
struct ScheduleLine
{
    std::string key; ///< the same for as long as the line lives, through every period
    std::string description;
    Day day; ///< the original date
    std::int64_t opening = 0;
    std::int64_t added = 0;
    std::int64_t released = 0;
    std::int64_t closing = 0;
    std::optional<Day> reversal; ///< when it is expected to be gone
    std::string support; ///< what supports it: contract, invoice, calculation
    bool evidence = false; ///< a file is attached
    bool examined = false; ///< a person re-examined it in this period

    [[nodiscard]] bool supported() const noexcept { return evidence || !support.empty(); }
};
/// Whether a line says of this period just what the one before said of its end: nothing added, nothing released.
[[nodiscard]] bool copied(const ScheduleLine& line, const ScheduleLine& before) noexcept;

/// What stands against signing a schedule, the gravest first.
enum class ScheduleIssue {
    Difference, ///< the lines do not come to the balance of the books, to the cent
    Footing, ///< a line's opening, additions and releases do not come to its closing
    Opening, ///< a line does not begin with what it ended with in the period before
    Dropped, ///< a line that had an end in the period before is not there
    Unsupported, ///< a line with a balance has no support
    Carried, ///< a line was carried from the period before and not re-examined
};
[[nodiscard]] const char* name(ScheduleIssue issue) noexcept;

struct ScheduleProof
{
    std::int64_t balance = 0; ///< of the books
    std::int64_t opening = 0;
    std::int64_t added = 0;
    std::int64_t released = 0;
    std::int64_t closing = 0;
    std::int64_t difference = 0; ///< balance − closing
    bool oppositeSign = false; ///< the lines come to the balance with the other sign
    std::array<std::int64_t, 4> byAge{}; ///< closing by AgeBucket of the original date
    std::vector<std::string> footing; ///< keys of the lines concerned, of each issue
    std::vector<std::string> broken;
    std::vector<std::string> dropped;
    std::vector<std::string> unsupported;
    std::vector<std::string> carried;
    std::vector<std::string> overdue; ///< expected to be gone before the period's end, and not gone; does not hinder a signature

    /// In order of gravity; empty: it may be signed.
    [[nodiscard]] std::vector<ScheduleIssue> issues() const;
};

/// `before` are the lines of the period before; without one (nullopt) openings are taken as stated. Error: kAmountOverflow.
[[nodiscard]] Result<ScheduleProof> proveSchedule(
    const std::optional<std::vector<ScheduleLine>>& before, std::span<const ScheduleLine> lines, std::int64_t balance, Day asOf);

/// The lines with a balance at the end of the period before, as they begin this one: nothing added, nothing released, not
/// re-examined. Dates, expected ends and support stay.
[[nodiscard]] std::vector<ScheduleLine> carryForward(std::span<const ScheduleLine> before);

} // namespace oxseal::recon
