// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/account_inventory.h"

#include "models/core/money.h"
#include "models/core/text.h"

#include <limits>
#include <map>

namespace oxseal::recon {
namespace {

bool add(std::int64_t& total, std::int64_t amount)
{
    const auto next = checkedAdd(total, amount);
    total = next.value_or(total);
    return next.has_value();
}

template <class E, std::size_t N>
std::optional<E> fromName(const E (&all)[N], std::string_view text)
{
    for (const E value : all) {
        if (text == name(value))
            return value;
    }
    return std::nullopt;
}

AccountState stateOf(const AccountPlan& plan, const std::string& currentName)
{
    if (plan.method == AccountMethod::Unassigned)
        return AccountState::Unassigned;
    return plan.name == currentName ? AccountState::Assigned : AccountState::Renamed;
}

/// A name that exactly one account gone had tells where an unassigned one came from.
void findMoved(std::map<std::string, InventoryRow>& rows)
{
    std::map<std::string, std::vector<std::string>> gone;
    for (const auto& [account, row] : rows) {
        if (row.state == AccountState::Gone)
            gone[lowerAscii(row.name)].push_back(account);
    }
    for (auto& [account, row] : rows) {
        const auto found = row.state == AccountState::Unassigned ? gone.find(lowerAscii(row.name)) : gone.end();
        if (found != gone.end() && found->second.size() == 1 && !row.name.empty())
            row.movedFrom = found->second.front();
    }
}

} // namespace

const char* name(AccountMethod method) noexcept
{
    switch (method) {
    case AccountMethod::Matching:
        return "matching";
    case AccountMethod::Schedule:
        return "schedule";
    case AccountMethod::RollForward:
        return "roll_forward";
    case AccountMethod::None:
        return "none";
    case AccountMethod::Unassigned:
        break;
    }
    return "unassigned";
}

const char* name(AccountRisk risk) noexcept
{
    return risk == AccountRisk::High ? "high" : risk == AccountRisk::Medium ? "medium" : "low";
}

const char* name(AccountFrequency frequency) noexcept
{
    return frequency == AccountFrequency::Monthly ? "monthly" : frequency == AccountFrequency::Quarterly ? "quarterly" : "yearly";
}

const char* name(AccountState state) noexcept
{
    switch (state) {
    case AccountState::Assigned:
        return "assigned";
    case AccountState::Renamed:
        return "renamed";
    case AccountState::Gone:
        return "gone";
    case AccountState::Unassigned:
        break;
    }
    return "unassigned";
}

std::optional<AccountMethod> methodFromName(std::string_view text) noexcept
{
    static constexpr AccountMethod all[] = {AccountMethod::Unassigned, AccountMethod::Matching, AccountMethod::Schedule,
        AccountMethod::RollForward, AccountMethod::None};
    return fromName(all, text);
}

std::optional<AccountRisk> riskFromName(std::string_view text) noexcept
{
    static constexpr AccountRisk all[] = {AccountRisk::Low, AccountRisk::Medium, AccountRisk::High};
    return fromName(all, text);
}

std::optional<AccountFrequency> frequencyFromName(std::string_view text) noexcept
{
    static constexpr AccountFrequency all[]
        = {AccountFrequency::Monthly, AccountFrequency::Quarterly, AccountFrequency::Yearly};
    return fromName(all, text);
}

Result<Inventory> takeInventory(std::span<const TrialBalanceLine> lines, std::span<const AccountPlan> plans)
{
    Inventory out;
    std::map<std::string, InventoryRow> rows;
    for (const TrialBalanceLine& line : lines) {
        if (line.balance == std::numeric_limits<std::int64_t>::min()
            || !add(line.balance >= 0 ? out.debits : out.credits, line.balance >= 0 ? line.balance : -line.balance))
            return fail(kAmountOverflow, line.account);
        auto [row, fresh] = rows.try_emplace(line.account);
        if (!fresh)
            out.repeated.push_back(line.account);
        row->second.plan.account = line.account;
        row->second.name = line.name;
        if (!add(row->second.balance, line.balance))
            return fail(kAmountOverflow, line.account);
    }
    out.accounts = rows.size();
    for (const AccountPlan& plan : plans) {
        const auto found = rows.find(plan.account);
        if (found == rows.end()) {
            if (plan.method != AccountMethod::Unassigned)
                rows[plan.account] = {plan, plan.name, 0, AccountState::Gone};
            continue;
        }
        found->second.plan = plan;
        found->second.state = stateOf(plan, found->second.name);
    }
    findMoved(rows);
    for (auto& [account, row] : rows) {
        const std::int64_t money = row.balance < 0 ? -row.balance : row.balance;
        const bool covered = (row.state == AccountState::Assigned || row.state == AccountState::Renamed)
            && (row.plan.method != AccountMethod::None || !row.plan.because.empty());
        if (!add(out.money, money) || (covered && !add(out.coveredMoney, money)))
            return fail(kAmountOverflow, account);
        out.covered += covered ? 1 : 0;
        out.rows.push_back(std::move(row));
    }
    out.balanced = out.debits == out.credits;
    return out;
}

} // namespace oxseal::recon
