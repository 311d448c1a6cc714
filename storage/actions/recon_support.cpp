// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/recon_support.h"

#include "models/core/money.h"
#include "models/recon/matcher.h"
#include "storage/actions/recon_actions.h"
#include "storage/repos/recon_repo.h"

#include <limits>

namespace oxseal {

Event reconEvent(const char* verb, ReconciliationId id, Json before, Json after)
{
    return {verb, "reconciliation:" + std::to_string(id.value), "recon", std::move(before), std::move(after), {}};
}

Status periodOpen(Database& db, PeriodId id)
{
    OXSEAL_TRY(const PeriodRow period, periodById(db, id));
    if (period.state == "filed" || period.state == "closed")
        return fail(kReconPeriodClosed, period.period.name(), {period.state});
    return {};
}

Result<bool> reopen(UnitOfWork& unit, const ReconRow& row, Json cause)
{
    OXSEAL_CHECK(periodOpen(unit.db(), row.period));
    if (row.state == "open")
        return false;
    OXSEAL_CHECK(repo::voidSignoffs(unit.db(), row.id, unit.now()));
    OXSEAL_CHECK(repo::setReconState(unit.db(), row.id, "open"));
    unit.record(reconEvent("reconcile.reopen", row.id, Json().set("state", row.state), std::move(cause.set("state", "open"))));
    return true;
}

std::optional<std::int64_t> checkedSubtract(std::int64_t a, std::int64_t b)
{
    if (b == std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return checkedAdd(a, -b);
}

const char* groupShape(std::size_t bank, std::size_t books)
{
    using recon::MatchType;
    if (books == 0)
        return recon::name(MatchType::ReversalLeft);
    if (bank == 0)
        return recon::name(MatchType::ReversalRight);
    if (bank == 1)
        return recon::name(books == 1 ? MatchType::OneToOne : MatchType::OneToMany);
    return recon::name(books == 1 ? MatchType::ManyToOne : MatchType::ManyToMany);
}

} // namespace oxseal
