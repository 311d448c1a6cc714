// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/account_progress.h"

#include "models/core/money.h"

#include <limits>

namespace oxseal::recon {
namespace {

bool finished(AccountSupport support)
{
    return support == AccountSupport::Signed || support == AccountSupport::ClosedByRule || support == AccountSupport::NotNeeded;
}

bool add(std::int64_t& total, std::int64_t amount)
{
    const auto next = checkedAdd(total, amount);
    total = next.value_or(total);
    return next.has_value();
}

} // namespace

const char* name(AccountSupport support) noexcept
{
    switch (support) {
    case AccountSupport::Open:
        return "open";
    case AccountSupport::Prepared:
        return "prepared";
    case AccountSupport::Signed:
        return "signed";
    case AccountSupport::ClosedByRule:
        return "closed_by_rule";
    case AccountSupport::NotNeeded:
        return "not_needed";
    case AccountSupport::NotDue:
        return "not_due";
    case AccountSupport::NotBegun:
        break;
    }
    return "not_begun";
}

bool dueIn(AccountFrequency frequency, int quarter) noexcept { return frequency != AccountFrequency::Yearly || quarter == 4; }

Result<AccountProgress> progressOf(std::span<const ProgressRow> rows, Day today)
{
    AccountProgress out;
    for (const ProgressRow& row : rows) {
        if (row.state == AccountState::Gone)
            continue;
        if (row.supported && *row.supported != row.balance)
            out.untied.push_back(row.account);
        if (row.support == AccountSupport::NotDue)
            continue;
        if (row.balance == std::numeric_limits<std::int64_t>::min())
            return fail(kAmountOverflow, row.account);
        const std::int64_t money = row.balance < 0 ? -row.balance : row.balance;
        const bool done = finished(row.support);
        ++out.due;
        out.done += done ? 1 : 0;
        out.byRule += row.support == AccountSupport::ClosedByRule ? 1 : 0;
        out.late += !done && row.state != AccountState::Unassigned && row.due < today ? 1U : 0U;
        if (!add(out.dueMoney, money) || (done && !add(out.doneMoney, money)))
            return fail(kAmountOverflow, row.account);
    }
    return out;
}

} // namespace oxseal::recon
