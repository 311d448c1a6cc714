// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/removal_table.h"

#include "storage/reads/chart_reads.h"
#include "ui/access/review_words.h"
#include "ui/common/charts.h"
#include "ui/common/words.h"

namespace oxseal::ui {
namespace {

std::vector<TableColumn> columnsOf(bool acrossReviews)
{
    std::vector<TableColumn> columns{{QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 132}};
    if (acrossReviews)
        columns.push_back({QStringLiteral("system"), QObject::tr("System"), ColumnKind::Text, 88});
    columns.insert(columns.end(),
        {{QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Id, 120},
            {QStringLiteral("entitlement"), QObject::tr("Permission"), ColumnKind::Text, 216},
            {QStringLiteral("kind"), QObject::tr("What"), ColumnKind::Text, 120},
            {QStringLiteral("due"), QObject::tr("Due"), ColumnKind::Date, 96},
            {QStringLiteral("requested"), QObject::tr("Requested"), ColumnKind::Date, 96},
            {QStringLiteral("claimed"), QObject::tr("Claimed"), ColumnKind::Date, 96},
            {QStringLiteral("proven"), QObject::tr("Proven by extract of"), ColumnKind::Date, 140},
            {QStringLiteral("ticket"), QObject::tr("Ticket"), ColumnKind::Id, 110},
            {QStringLiteral("claimwait"), QObject::tr("Days to the claim"), ColumnKind::Text, 110, false},
            {QStringLiteral("proofwait"), QObject::tr("Days to the proof"), ColumnKind::Text, 110, false}});
    if (acrossReviews)
        columns.push_back({QStringLiteral("period"), QObject::tr("Period"), ColumnKind::Text, 88, false});
    return columns;
}

TableCell dateCell(const std::optional<Instant>& at) { return at ? TableCell(day(at->day()), at->day().number) : TableCell(); }

} // namespace

std::vector<QString> waitWords()
{
    std::vector<QString> words;
    for (const std::string& category : makeDaysToRemoveChart({}).categories)
        words.push_back(QString::fromStdString(category));
    return words;
}

std::shared_ptr<ListData> removalTable(const std::vector<FollowedRemoval>& removals, Day today, bool acrossReviews)
{
    auto list = std::make_shared<ListData>(columnsOf(acrossReviews));
    const std::vector<QString> waits = waitWords();
    const auto wait = [&](const RemovalRow& removal, const std::optional<Instant>& until) {
        return TableCell(until ? waits[waitOf(until->day() - removal.requestedAt.day())] : waits.back());
    };
    for (const auto& [removal, period, entity] : removals) {
        std::vector<TableCell> cells{{removalMark(removal, today), removalWord(removal)}};
        if (acrossReviews)
            cells.emplace_back(plain(removal.system));
        const bool proven = removal.state == access::name(access::RevocationState::Removed);
        cells.insert(cells.end(),
            {plain(removal.account), plain(removal.entitlement),
                removal.kind == "reduce" ? QObject::tr("reduce to %1").arg(plain(removal.target)) : QObject::tr("take away"),
                {day(removal.due), removal.due.number}, dateCell(removal.requestedAt), dateCell(removal.claimedAt), dateCell(removal.removedAsOf),
                plain(removal.ticket), wait(removal, removal.claimedAt), wait(removal, proven ? removal.removedAsOf : std::nullopt)});
        if (acrossReviews)
            cells.emplace_back(plain(period));
        list->add(QString::number(removal.id), std::move(cells));
    }
    return list;
}

} // namespace oxseal::ui
