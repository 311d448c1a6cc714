// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/statement.h"

namespace oxseal {

const char* name(Footing footing) noexcept
{
    switch (footing) {
    case Footing::Proved: return "proved";
    case Footing::Failed: return "failed";
    case Footing::NotStated: return "not_stated";
    }
    return "not_stated";
}

StatementTotals totalsOf(const Statement& statement)
{
    StatementTotals totals;
    const auto add = [&totals](std::int64_t& to, std::int64_t amount) {
        const auto next = checkedAdd(to, amount);
        totals.ok = totals.ok && next.has_value();
        to = next.value_or(to);
    };
    for (const auto& line : statement.lines) {
        add(totals.sum, line.amount);
        if (line.amount >= 0)
            add(totals.credits, line.amount);
        else
            add(totals.debits, -line.amount);
    }
    return totals;
}

FootingResult footingOf(const Statement& statement)
{
    if (!statement.opening || !statement.closing)
        return {};
    const auto totals = totalsOf(statement);
    const auto expected = checkedAdd(*statement.opening, totals.sum);
    if (!totals.ok || !expected)
        return {Footing::Failed, 0};
    const auto difference = checkedAdd(*statement.closing, -*expected);
    if (difference && *difference == 0)
        return {Footing::Proved, 0};
    return {Footing::Failed, difference.value_or(0)};
}

std::optional<bool> continues(const Statement& before, const Statement& after)
{
    if (!before.closing || !after.opening)
        return std::nullopt;
    return *before.closing == *after.opening && before.currency == after.currency;
}

} // namespace oxseal
