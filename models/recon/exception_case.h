// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/exception_rules.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace oxseal::recon {

/// What a person has decided about an open item.
enum class Disposition {
    None,
    Investigate, ///< somebody is looking; the day by which stands
    Carry, ///< stays open into the next period, and is decided about again there
    ProposeEntry, ///< the books get an entry, which Oxseal proposes and never posts
    WriteOff, ///< the same, against an account for write-offs, within the rule's limit
    Dispute, ///< the bank is to correct it
};
[[nodiscard]] const char* name(Disposition disposition) noexcept; ///< "none", "investigate", "carry" …
[[nodiscard]] std::optional<Disposition> dispositionFromName(std::string_view name) noexcept;
/// Decided: what is merely looked at still waits.
[[nodiscard]] bool settles(Disposition disposition) noexcept;
/// The books get an entry because of it, and so it names the other account.
[[nodiscard]] bool needsAccount(Disposition disposition) noexcept;
/// Whether an item can be dealt with so: the bank corrects only its own errors, the books never those.
[[nodiscard]] bool fits(Disposition disposition, const OpenItem& item) noexcept;

/// What one act left an item with. Each act states all of it.
struct ExceptionAct
{
    bool thisPeriod = true; ///< else made in a period before
    Disposition disposition = Disposition::None;
    std::string owner; ///< login; "" = that of the account
    std::optional<Day> due; ///< stated by a person
    std::string control; ///< code of the control that should have caught it; "" = none
    std::string account; ///< the other side of the entry; "" = none
};

struct ExceptionFacts
{
    OpenItem item;
    Day periodEnd;
    Day today;
    Day ruleDue; ///< dueBusinessDays after the period's end
    std::string accountOwner;
    std::span<const ExceptionAct> acts; ///< oldest first
    bool clearedLater = false; ///< matched in a later period
};

enum class ExceptionState {
    Undecided,
    Investigated,
    Timing, ///< a matter of time, and young enough
    Decided,
    Cleared, ///< matched in a later period
};
[[nodiscard]] const char* name(ExceptionState state) noexcept;

struct ExceptionStanding
{
    ExceptionState state = ExceptionState::Undecided;
    Disposition disposition = Disposition::None; ///< of this period
    Disposition earlier = Disposition::None; ///< of the periods before: does not count any more
    std::string owner;
    Day due;
    bool dueStated = false; ///< by a person, else by the rule
    std::string control;
    std::string account;
    int ageDays = 0; ///< at the period's end; 0 when dated after it
    bool overdue = false;
};

/// Where an item stands in the period. A disposition holds for the period in which it was made: what is carried into the next one is decided
/// about again, while owner and control come along. Overdue is what is undecided after its day, and what has not cleared by the day that a
/// person stated for it.
[[nodiscard]] ExceptionStanding standingOf(const ExceptionRules& rules, const ExceptionFacts& facts);

} // namespace oxseal::recon
