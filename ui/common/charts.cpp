// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/charts.h"

#include "ui/common/words.h"

#include <QObject>

#include <algorithm>
#include <numeric>

namespace oxseal::ui {
namespace {

std::string text(const QString& words) { return words.toStdString(); }

QString money(const AgedItems& items, std::int64_t minor)
{
    return QString::fromStdString(items.currency) + QLatin1Char(' ') + amount(minor, items.digits);
}

QString ageFinding(const AgedItems& items)
{
    const auto sum = [&](std::size_t from) {
        std::int64_t total = 0;
        for (std::size_t i = from; i < items.explained.size(); ++i)
            total += items.explained[i] + items.unexplained[i];
        return total;
    };
    if (items.explainedItems + items.unexplainedItems == 0)
        return QObject::tr("No reconciling item is open");
    if (sum(3) > 0)
        return QObject::tr("%1 of open items is older than 90 days").arg(money(items, sum(3)));
    if (sum(1) > 0)
        return QObject::tr("%1 of open items is older than 30 days").arg(money(items, sum(1)));
    return QObject::tr("All open items are at most 30 days old");
}

} // namespace

Chart makeItemsByAgeChart(const AgedItems& items)
{
    Chart chart;
    chart.id = "recon.items_by_age";
    chart.title = text(ageFinding(items));
    chart.unit = items.currency;
    chart.digits = items.digits;
    chart.categoryTitle = text(QObject::tr("Age at the period's end"));
    chart.categories = {text(QObject::tr("to 30 days")), text(QObject::tr("31–60")), text(QObject::tr("61–90")), text(QObject::tr("over 90"))};
    chart.series = {{text(QObject::tr("Explained")), {items.explained.begin(), items.explained.end()}},
        {text(QObject::tr("Unexplained")), {items.unexplained.begin(), items.unexplained.end()}}};
    return chart;
}

Chart makeReviewProgressChart(const std::vector<ReviewProgress>& reviews)
{
    Chart chart;
    chart.id = "access.review_progress";
    chart.unit = text(QObject::tr("lines"));
    chart.categoryTitle = text(QObject::tr("System"));
    chart.kind = Chart::Kind::Stacked;
    chart.series = {{text(QObject::tr("Decided")), {}}, {text(QObject::tr("Still to decide")), {}}};
    const ReviewProgress* most = nullptr;
    for (const ReviewProgress& review : reviews) {
        chart.categories.push_back(review.system);
        chart.series[0].values.push_back(review.decided);
        chart.series[1].values.push_back(std::max<std::int64_t>(0, review.lines - review.decided));
        if (most == nullptr || review.lines - review.decided > most->lines - most->decided)
            most = &review;
    }
    if (most == nullptr)
        chart.title = text(QObject::tr("No access review is open"));
    else if (most->lines == most->decided)
        chart.title = text(QObject::tr("Every line is decided"));
    else
        chart.title = text(QObject::tr("%1 has most left to decide: %2 of %3")
                               .arg(plain(most->system), count(most->lines - most->decided), counted(most->lines, QObject::tr("line"), QObject::tr("lines"))));
    return chart;
}

Chart makeConflictsByFunctionChart(const std::vector<FunctionConflicts>& functions)
{
    Chart chart;
    chart.id = "sod.conflicts_by_function";
    chart.unit = text(QObject::tr("conflicts"));
    chart.categoryTitle = text(QObject::tr("Function"));
    chart.kind = Chart::Kind::Stacked;
    chart.series = {{text(QObject::tr("Open")), {}}, {text(QObject::tr("Mitigated or accepted")), {}}};
    FunctionConflicts others;
    const FunctionConflicts* most = nullptr;
    const auto named = [](const FunctionConflicts& one) {
        if (one.function.empty())
            return QObject::tr("Access no longer found");
        return plain(one.name.empty() ? one.function : one.name);
    };
    for (std::size_t i = 0; i < functions.size(); ++i) {
        const FunctionConflicts& one = functions[i];
        if (most == nullptr || one.open > most->open)
            most = &one;
        if (i >= kMostFunctions) {
            others.open += one.open;
            others.answered += one.answered;
            continue;
        }
        chart.categories.push_back(text(named(one)));
        chart.series[0].values.push_back(one.open);
        chart.series[1].values.push_back(one.answered);
    }
    if (functions.size() > kMostFunctions) {
        const auto rest = static_cast<std::int64_t>(functions.size() - kMostFunctions);
        chart.categories.push_back(text(counted(rest, QObject::tr("other function"), QObject::tr("other functions"))));
        chart.series[0].values.push_back(others.open);
        chart.series[1].values.push_back(others.answered);
    }
    if (most == nullptr)
        chart.title = text(QObject::tr("No conflict was found"));
    else if (most->open == 0)
        chart.title = text(QObject::tr("Every conflict is mitigated or accepted"));
    else
        chart.title = text(QObject::tr("%1 takes part in most open conflicts: %2").arg(named(*most), count(most->open)));
    return chart;
}

Chart makeDaysToRemoveChart(const RemovalTimes& times)
{
    Chart chart;
    chart.id = "access.days_to_remove";
    chart.unit = text(QObject::tr("removals"));
    chart.categoryTitle = text(QObject::tr("Days from the decision"));
    chart.categories = {text(QObject::tr("0–1")), text(QObject::tr("2–7")), text(QObject::tr("8–30")), text(QObject::tr("over 30")),
        text(QObject::tr("not yet"))};
    chart.series = {{text(QObject::tr("To the claim")), {times.claimed.begin(), times.claimed.end()}},
        {text(QObject::tr("To the proof")), {times.removed.begin(), times.removed.end()}}};
    chart.series[0].values.push_back(times.unclaimed);
    chart.series[1].values.push_back(times.open);
    const std::int64_t proven = std::accumulate(times.removed.begin(), times.removed.end(), std::int64_t{0});
    const std::int64_t all = proven + times.open;
    const QString whole = counted(all, QObject::tr("removal"), QObject::tr("removals"));
    if (all == 0)
        chart.title = text(QObject::tr("No access was to be removed"));
    else if (times.open > 0)
        chart.title = text(QObject::tr("%1 of %2 not proven yet").arg(count(times.open), whole));
    else if (const std::int64_t week = times.removed[0] + times.removed[1]; week > 0 || times.removed[2] == 0)
        chart.title = text(QObject::tr("%1 of %2 proven within 7 days").arg(count(week), whole));
    else
        chart.title = text(QObject::tr("%1 of %2 proven within 30 days, none within 7").arg(count(times.removed[2]), whole));
    return chart;
}

Chart makeConflictTrendChart(const std::vector<ConflictCount>& counts)
{
    Chart chart;
    chart.id = "sod.conflict_trend";
    chart.unit = text(QObject::tr("conflicts"));
    chart.categoryTitle = text(QObject::tr("Period"));
    chart.kind = Chart::Kind::Line;
    chart.series = {{text(QObject::tr("Found")), {}}, {text(QObject::tr("Open")), {}}};
    for (const ConflictCount& one : counts) {
        chart.categories.push_back(one.period);
        chart.series[0].values.push_back(one.open + one.answered);
        chart.series[1].values.push_back(one.open);
    }
    if (counts.empty())
        chart.title = text(QObject::tr("No check was run"));
    else if (counts.size() == 1)
        chart.title = text(QObject::tr("%1 found, %2 open at the first check")
                               .arg(counted(counts[0].open + counts[0].answered, QObject::tr("conflict"), QObject::tr("conflicts")), count(counts[0].open)));
    else
        chart.title = text(QObject::tr("Open conflicts: %1 in %2, %3 in %4")
                               .arg(count(counts.front().open), plain(counts.front().period), count(counts.back().open), plain(counts.back().period)));
    return chart;
}

Chart makeMatterTrendChart(const std::vector<MatterCount>& counts)
{
    Chart chart;
    chart.id = "certification.matter_trend";
    chart.unit = text(QObject::tr("matters"));
    chart.categoryTitle = text(QObject::tr("Period"));
    chart.kind = Chart::Kind::Line;
    chart.series = {{text(QObject::tr("Open")), {}}, {text(QObject::tr("Undisposed")), {}}};
    for (const MatterCount& one : counts) {
        chart.categories.push_back(one.period);
        chart.series[0].values.push_back(one.disposed + one.undisposed);
        chart.series[1].values.push_back(one.undisposed);
    }
    const auto open = [](const MatterCount& one) { return one.disposed + one.undisposed; };
    if (counts.empty())
        chart.title = text(QObject::tr("No period is recorded"));
    else if (counts.size() == 1)
        chart.title = text(QObject::tr("%1 open, %2 undisposed in the first period")
                               .arg(counted(open(counts[0]), QObject::tr("matter"), QObject::tr("matters")), count(counts[0].undisposed)));
    else
        chart.title = text(QObject::tr("Open matters: %1 in %2, %3 in %4")
                               .arg(count(open(counts.front())), plain(counts.front().period), count(open(counts.back())), plain(counts.back().period)));
    return chart;
}

} // namespace oxseal::ui
