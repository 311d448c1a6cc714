// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/review_rows.h"

#include "storage/texts/texts.h"
#include "ui/access/account_facts.h"
#include "ui/access/review_words.h"
#include "ui/access/stage_words.h"
#include "ui/common/words.h"

#include <algorithm>
#include <array>

namespace oxseal::ui {
namespace {

enum Column { Decision, Name, Entitlement, Flags, Weight, LastUsed, Peers, Standing, Reviewer, Employee, Account, Owner, Purpose, KeyAge, Pending, Reason, Row, kFixed };

/// Where only accounts are reviewed that are no person's, what matters is who answers for them; peers and workers they have none.
std::vector<TableColumn> fixedColumns(bool staged, bool nonHuman)
{
    return {
        {QStringLiteral("decision"), QObject::tr("Decision"), ColumnKind::Status, 104},
        {QStringLiteral("name"), QObject::tr("Account"), ColumnKind::Text, 136},
        {QStringLiteral("entitlement"), QObject::tr("Permission"), ColumnKind::Text, nonHuman ? 168 : 216},
        {QStringLiteral("flags"), QObject::tr("Flags"), ColumnKind::Status, 168},
        {QStringLiteral("weight"), QObject::tr("Weight"), ColumnKind::Number, 64},
        {QStringLiteral("used"), QObject::tr("Last used"), ColumnKind::Date, 96},
        {QStringLiteral("peers"), QObject::tr("Peers"), ColumnKind::Number, 80, !nonHuman},
        {QStringLiteral("stage"), QObject::tr("Stage"), ColumnKind::Text, 152, staged},
        {QStringLiteral("reviewer"), QObject::tr("Reviewer"), ColumnKind::Text, 140},
        {QStringLiteral("employee"), QObject::tr("Worker"), ColumnKind::Id, 90, !nonHuman},
        {QStringLiteral("account"), QObject::tr("Account id"), ColumnKind::Id, 120, false},
        {QStringLiteral("owner"), QObject::tr("Owner"), ColumnKind::Text, 116, nonHuman},
        {QStringLiteral("purpose"), QObject::tr("Purpose"), ColumnKind::Text, 144, nonHuman},
        {QStringLiteral("key_age"), QObject::tr("Key age, days"), ColumnKind::Number, 96, nonHuman},
        {QStringLiteral("pending"), QObject::tr("Pending"), ColumnKind::Text, 80, false},
        {QStringLiteral("reason"), QObject::tr("Reason"), ColumnKind::Text, 180, false},
        {QStringLiteral("row"), QObject::tr("Row"), ColumnKind::Number, 64, false},
    };
}

} // namespace

bool settled(const LineRow& line) { return line.decision && access::settles(*line.decision); }

ReviewRows::ReviewRows(std::shared_ptr<const ReviewBasis> basis, std::shared_ptr<const ReviewSheet> sheet, std::shared_ptr<const NonHumanSheet> nonHuman, Which which,
    bool onlyMine, const std::string& onlyScope)
    : basis_(std::move(basis))
    , sheet_(std::move(sheet))
    , nonHuman_(std::move(nonHuman))
    , columns_(fixedColumns(!sheet_->plan.plain(), sheet_->status.row.shape == access::Shape::NonHuman))
    , places_(sheet_->lines.size(), -1)
{
    std::vector<std::int32_t> weights(sheet_->lines.size(), 0);
    for (std::size_t at = 0; at < sheet_->lines.size(); ++at) {
        const LineRow& line = sheet_->lines[at];
        if (line.included != (which == Which::Included) || (onlyMine && sheet_->turns[at] == Turn::None)
            || (!onlyScope.empty() && !inScope(line, onlyScope)))
            continue;
        order_.push_back(static_cast<std::uint32_t>(at));
        pending_ += (onlyMine ? sheet_->turns[at] == Turn::Due : !settled(line)) ? 1 : 0;
        if (const LineContext* context = contextOf(line))
            weights[at] = static_cast<std::int32_t>(context->outlier.score());
    }
    std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return weights[a] > weights[b]; });
    for (std::size_t place = 0; place < order_.size(); ++place)
        places_[order_[place]] = static_cast<std::int32_t>(place);
    countFlags();
    for (const auto& [flag, lines] : flags_)
        columns_.push_back({flagKey(flag), flagWord(flag), ColumnKind::Text, 96, false});
    if (privilegesUnknown_ > 0)
        columns_.push_back({privilegeUnknownKey(), privilegeUnknownWord(), ColumnKind::Text, 96, false});
}

bool ReviewRows::inScope(const LineRow& line, const std::string& scope) const
{
    const LineContext* context = contextOf(line);
    return context != nullptr && basis_->listing.entitlements[context->entitlement].scope == scope;
}

void ReviewRows::countFlags()
{
    std::array<std::int64_t, access::kLineFlags> lines{};
    for (const std::uint32_t at : order_) {
        for (std::size_t flag = 0; flag < access::kLineFlags; ++flag)
            lines[flag] += sheet_->lines[at].judged().is(static_cast<access::LineFlag>(flag)) ? 1 : 0;
        privilegesUnknown_ += unknownPrivilege(sheet_->lines[at]) ? 1 : 0;
    }
    for (std::size_t flag = 0; flag < access::kLineFlags; ++flag) {
        if (lines[flag] > 0)
            flags_.emplace_back(static_cast<access::LineFlag>(flag), lines[flag]);
    }
    std::stable_sort(flags_.begin(), flags_.end(),
        [](const auto& a, const auto& b) { return markOf(access::severityOf(a.first)) < markOf(access::severityOf(b.first)); });
}

std::optional<std::size_t> ReviewRows::rowOf(const QString& handle) const
{
    bool number = false;
    const std::size_t at = handle.toULongLong(&number);
    if (!number || at >= places_.size() || places_[at] < 0)
        return std::nullopt;
    return static_cast<std::size_t>(places_[at]);
}

QString ReviewRows::privilegeUnknownKey() { return QStringLiteral("flag.privilege_unknown"); }

bool ReviewRows::unknownPrivilege(const LineRow& line) { return line.judged().get(access::LineFlag::Privileged) == Flag::Unknown; }

QString ReviewRows::flagKey(access::LineFlag flag) { return QStringLiteral("flag.") + QLatin1String(access::name(flag)); }

const LineContext* ReviewRows::contextOf(const LineRow& line) const
{
    const auto row = static_cast<std::size_t>(line.row);
    return row < basis_->lines.size() ? &basis_->lines[row] : nullptr;
}

const access::NonHumanAccount* ReviewRows::accountOf(const LineRow& line) const
{
    const LineContext* context = contextOf(line);
    return context == nullptr ? nullptr : nonHuman_->of(context->account);
}

QString ReviewRows::text(std::size_t row, std::size_t column) const
{
    const LineRow& shown = line(row);
    const LineContext* context = contextOf(shown);
    switch (static_cast<int>(column)) {
    case Decision: return shown.decision ? decisionWord(*shown.decision) : QString();
    case Name: return plain(shown.accountName.empty() ? shown.account : shown.accountName);
    case Entitlement: return plain(shown.entitlement);
    case Flags: return flagsCell(shown).second;
    case Weight: return context != nullptr ? count(context->outlier.score()) : QString();
    case LastUsed: return context != nullptr ? day(context->lastUsed) : QString();
    case Peers:
        return context != nullptr && context->peers > 0
            ? QObject::tr("%1 of %2").arg(count(context->holding), count(context->peers))
            : QString();
    case Standing: return standingWord(*sheet_, shown);
    case Reviewer: return shown.reviewer ? plain(sheet_->nameOf(shown.reviewer)) : QObject::tr("nobody yet");
    case Employee: return plain(shown.subject);
    case Account: return plain(shown.account);
    case Owner: return accountOf(shown) != nullptr ? ownerWords(*accountOf(shown), basis_->roster) : QString();
    case Purpose: return accountOf(shown) != nullptr ? purposeWords(*accountOf(shown)) : QString();
    case KeyAge: return accountOf(shown) == nullptr ? QString() : accountOf(shown)->keyAge ? count(*accountOf(shown)->keyAge) : QObject::tr("not known");
    case Pending: return settled(shown) ? QObject::tr("no") : QObject::tr("yes");
    case Reason: return shown.code.empty() ? plain(shown.comment) : codeWord(shown.code);
    case Row: return count(shown.row);
    default: break;
    }
    const auto at = column - static_cast<std::size_t>(kFixed);
    const bool has = at < flags_.size() ? shown.judged().is(flags_[at].first) : unknownPrivilege(shown);
    return has ? QObject::tr("yes") : QString();
}

std::int64_t ReviewRows::number(std::size_t row, std::size_t column) const
{
    const LineRow& shown = line(row);
    const LineContext* context = contextOf(shown);
    switch (static_cast<int>(column)) {
    case Weight: return context != nullptr ? context->outlier.score() : INT64_MIN;
    case LastUsed: return context != nullptr && context->lastUsed ? context->lastUsed->number : INT64_MIN;
    case Peers: return context != nullptr && context->peers > 0 ? context->holding * 1000 / context->peers : INT64_MIN;
    case KeyAge: return accountOf(shown) != nullptr && accountOf(shown)->keyAge ? *accountOf(shown)->keyAge : INT64_MIN;
    case Row: return shown.row;
    default: return INT64_MIN;
    }
}

Mark ReviewRows::mark(std::size_t row, std::size_t column) const
{
    const LineRow& shown = line(row);
    if (column == Decision)
        return shown.decision ? decisionMark(*shown.decision) : Mark::None;
    if (column == Flags)
        return flagsCell(shown).first;
    return Mark::None;
}

QString ReviewRows::handle(std::size_t row) const { return QString::number(line(row).row); }

ObstacleRows::ObstacleRows(std::shared_ptr<const ReviewSheet> sheet)
    : sheet_(std::move(sheet))
    , columns_{{QStringLiteral("line"), QObject::tr("Row"), ColumnKind::Number, 64},
          {QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Text, 140},
          {QStringLiteral("what"), QObject::tr("What stands in the way"), ColumnKind::Text, 300},
          {QStringLiteral("reviewer"), QObject::tr("Reviewer"), ColumnKind::Text, 140},
          {QStringLiteral("remedy"), QObject::tr("Way out"), ColumnKind::Text, 260}}
{
}

const LineRow* ObstacleRows::lineOf(std::size_t row) const
{
    const std::int64_t at = sheet_->obstacles[row].row;
    return at < 0 ? nullptr : &sheet_->lines[static_cast<std::size_t>(at)];
}

QString ObstacleRows::text(std::size_t row, std::size_t column) const
{
    const LineRow* line = lineOf(row);
    switch (column) {
    case 0: return line != nullptr ? count(line->row) : QString();
    case 1: return line != nullptr ? plain(line->accountName.empty() ? line->account : line->accountName) : QString();
    case 2: return plain(texts::what(sheet_->findingOf(sheet_->obstacles[row])));
    case 3: return line != nullptr && line->reviewer ? plain(sheet_->nameOf(line->reviewer)) : QString();
    default: return plain(texts::remedy(sheet_->findingOf(sheet_->obstacles[row])));
    }
}

std::int64_t ObstacleRows::number(std::size_t row, std::size_t) const
{
    const LineRow* line = lineOf(row);
    return line != nullptr ? line->row : INT64_MIN;
}

QString ObstacleRows::handle(std::size_t row) const
{
    const LineRow* line = lineOf(row);
    return line != nullptr ? QString::number(line->row) : QStringLiteral("-%1").arg(row + 1);
}

} // namespace oxseal::ui
