// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/exception_case.h"

#include <algorithm>

namespace oxseal::recon {
namespace {

constexpr struct
{
    Disposition disposition;
    const char* name;
} kDispositions[] = {{Disposition::None, "none"}, {Disposition::Investigate, "investigate"}, {Disposition::Carry, "carry"},
    {Disposition::ProposeEntry, "propose_entry"}, {Disposition::WriteOff, "write_off"}, {Disposition::Dispute, "dispute"}};

} // namespace

const char* name(Disposition disposition) noexcept
{
    for (const auto& entry : kDispositions) {
        if (entry.disposition == disposition)
            return entry.name;
    }
    return "none";
}

std::optional<Disposition> dispositionFromName(std::string_view text) noexcept
{
    for (const auto& entry : kDispositions) {
        if (text == entry.name)
            return entry.disposition;
    }
    return std::nullopt;
}

bool settles(Disposition disposition) noexcept { return disposition != Disposition::None && disposition != Disposition::Investigate; }

bool needsAccount(Disposition disposition) noexcept { return disposition == Disposition::ProposeEntry || disposition == Disposition::WriteOff; }

bool fits(Disposition disposition, const OpenItem& item) noexcept
{
    const bool bankCorrects = item.category == ItemCategory::BankError;
    if (disposition == Disposition::Dispute)
        return item.origin != ItemOrigin::Books;
    if (!needsAccount(disposition))
        return true;
    // A line of the books that the bank has not seen yet is in the books already: only a book error is corrected there.
    const bool bookError = item.category == ItemCategory::BookErrorTransposition || item.category == ItemCategory::BookErrorDuplicate;
    return !bankCorrects && (item.origin != ItemOrigin::Books || bookError);
}

const char* name(ExceptionState state) noexcept
{
    switch (state) {
    case ExceptionState::Investigated:
        return "investigated";
    case ExceptionState::Timing:
        return "timing";
    case ExceptionState::Decided:
        return "decided";
    case ExceptionState::Cleared:
        return "cleared";
    case ExceptionState::Undecided:
        break;
    }
    return "undecided";
}

ExceptionStanding standingOf(const ExceptionRules& rules, const ExceptionFacts& facts)
{
    ExceptionStanding out;
    out.owner = facts.accountOwner;
    out.due = facts.ruleDue;
    for (const ExceptionAct& act : facts.acts) {
        if (!act.owner.empty())
            out.owner = act.owner;
        out.control = act.control;
        if (!act.thisPeriod) {
            out.earlier = act.disposition;
            continue;
        }
        out.disposition = act.disposition;
        out.account = act.account;
        out.dueStated = act.due.has_value();
        out.due = act.due.value_or(facts.ruleDue);
    }
    out.ageDays = std::max(facts.periodEnd - facts.item.date, 0);
    if (facts.clearedLater)
        out.state = ExceptionState::Cleared;
    else if (settles(out.disposition))
        out.state = ExceptionState::Decided;
    else if (out.disposition == Disposition::Investigate)
        out.state = ExceptionState::Investigated;
    else if (isTiming(facts.item.category) && out.ageDays <= rules.timingDays)
        out.state = ExceptionState::Timing;
    const bool waits = out.state == ExceptionState::Undecided || out.state == ExceptionState::Investigated;
    const bool promised = out.dueStated && out.state != ExceptionState::Cleared;
    out.overdue = (waits || promised) && out.due < facts.today;
    return out;
}

} // namespace oxseal::recon
