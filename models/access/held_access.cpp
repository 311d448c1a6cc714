// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/held_access.h"

#include "models/access/delta.h"
#include "models/core/text.h"

#include <algorithm>
#include <array>

namespace oxseal::access {
namespace {

std::string heldKey(const std::string& account, const std::string& entitlement) { return grantKey({}, account, entitlement); }

/// How many rows state the column; by any of its names.
std::size_t stated(const Table& table, std::initializer_list<const char*> names)
{
    const Column* column = nullptr;
    for (const char* name : names)
        column = column == nullptr ? table.find(name) : column;
    std::size_t rows = 0;
    for (std::size_t row = 0; column != nullptr && row < table.rows(); ++row)
        rows += column->cell(row).empty() ? 0U : 1U;
    return rows;
}

bool has(const Table& table, std::initializer_list<const char*> names)
{
    return std::any_of(names.begin(), names.end(), [&table](const char* name) { return table.find(name) != nullptr; });
}

} // namespace

HeldAccess::HeldAccess(const Population& population)
{
    for (const Grant& grant : population.grants) {
        const Account& account = population.accounts[grant.account];
        if (account.enabled == Flag::No)
            continue;
        const Entitlement& entitlement = population.entitlements[grant.entitlement];
        levels_[heldKey(account.id, entitlement.key())].insert(entitlement.level);
        texts_.insert(heldKey(account.id, entitlement.text()));
    }
}

bool HeldAccess::holds(const std::string& account, const std::string& entitlementKey) const
{
    return levels_.contains(heldKey(account, entitlementKey));
}

Result<bool> HeldAccess::holdsMore(
    const std::string& account, const std::string& entitlementKey, const std::string& before, const std::string& target) const
{
    const auto held = levels_.find(heldKey(account, entitlementKey));
    if (held == levels_.end())
        return false;
    if (texts_.contains(heldKey(account, before)))
        return true;
    const Level allowed = levelFromText(target);
    if (allowed == Level::Unstated)
        return fail(kTargetNoLevel, {}, {target});
    const std::string* unknown = nullptr;
    for (const std::string& stated : held->second) {
        const Level level = levelFromText(stated);
        if (level == Level::Unstated)
            unknown = &stated;
        else if (level > allowed)
            return true;
    }
    if (unknown != nullptr)
        return fail(kHeldLevelUnknown, {}, {entitlementKey, *unknown});
    return false;
}

Status canProve(const Table& extract, const Table& reviewed, const std::string& fileName, Day asOf, Day today)
{
    if (asOf > today)
        return fail(kExtractFuture, {}, {asOf.iso(), today.iso()});
    if (extract.rows() == 0)
        return fail(kExtractEmpty, {}, {fileName});
    const std::array<std::initializer_list<const char*>, 4> columns{{{"role"}, {"permission", "entitlement"}, {"level"}, {"scope"}}};
    std::string lost;
    for (const auto& names : columns) {
        const std::size_t before = stated(reviewed, names);
        if (before == 0 || stated(extract, names) > 0)
            continue;
        // A column that only some lines had may well be empty once they are gone.
        if (!has(extract, names) || before == reviewed.rows())
            lost += (lost.empty() ? "" : ", ") + std::string(*names.begin());
    }
    if (!lost.empty())
        return fail(kExtractColumnLost, {}, {fileName, lost});
    return {};
}

} // namespace oxseal::access
