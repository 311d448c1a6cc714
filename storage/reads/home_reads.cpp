// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/home_reads.h"

#include "storage/reads/certification_reads.h"

namespace oxseal {

Result<HomeView> homeView(Workspace& workspace, const PeriodRow& period, const std::string& entity, Day today)
{
    Database& db = workspace.db();
    HomeView view;
    // The same record the officers sign, so that Home never counts otherwise.
    OXSEAL_TRY(const ReadinessView readinessView, readiness(workspace, period));
    view.planned = readinessView.facts.plannedFiling;
    view.stops = readinessView.record.stops;
    view.matters = readinessView.record.matterCount;
    view.undisposed = readinessView.record.undisposed;
    view.changes = readinessView.facts.changes;
    view.events = readinessView.facts.eventsSinceLast;
    OXSEAL_TRY(view.filing, filingFor(db, period));
    OXSEAL_TRY(const auto report, reportStatus(db, period));
    if (report.filing)
        view.accession = report.filing->accession;
    OXSEAL_TRY(view.items, openItemsByAge(workspace, period, entity));
    OXSEAL_TRY(view.reviews, reviewProgress(db, period));
    OXSEAL_TRY(view.due, dueItems(db, period, today));
    if (!entity.empty())
        std::erase_if(view.due, [&](const DueItem& item) { return !item.entity.empty() && item.entity != entity; });
    OXSEAL_TRY(const auto before, periodBefore(db, period));
    view.firstPeriod = !before.has_value();
    return view;
}

} // namespace oxseal
