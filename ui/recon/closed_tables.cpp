// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/closed_tables.h"

#include "models/recon/match_policy.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"
#include "ui/models/model_words.h"

namespace oxseal::ui {
namespace {

QString conditionWords(recon::CloseCondition condition)
{
    return sentence((std::string("recon.close.") + recon::name(condition)).c_str());
}

QString nameOf(const ClosedView& view, PersonId id)
{
    const auto found = view.names.find(id);
    return found == view.names.end() ? QString() : plain(found->second);
}

/// In the table one reason, and how many more there are.
QString shortReason(const ClosedLine& line)
{
    if (!line.candidate)
        return line.close->basis == "zero" ? QObject::tr("The balance is zero.") : QObject::tr("The balance is unchanged.");
    const auto& failed = line.candidate->verdict.failed;
    if (failed.empty())
        return QObject::tr("Every condition holds.");
    QString words = conditionWords(failed.front());
    if (failed.size() > 1)
        words += QLatin1Char(' ') + QObject::tr("And %1 more.").arg(failed.size() - 1);
    return words;
}

QString valueWords(const std::string& json) { return json.empty() ? QObject::tr("none") : plain(json); }

} // namespace

QString ClosedLine::handle() const
{
    return plain(entity) + QLatin1Char('/') + plain(close && !candidate ? close->account : candidate->facts.row.plan.account);
}

QString accountClassWord(recon::AccountClass kind)
{
    switch (kind) {
    case recon::AccountClass::Cash: return QObject::tr("Cash");
    case recon::AccountClass::Clearing: return QObject::tr("Clearing");
    case recon::AccountClass::Intercompany: return QObject::tr("Intercompany");
    case recon::AccountClass::Estimate: return QObject::tr("Estimate");
    case recon::AccountClass::Other: return QObject::tr("Other");
    case recon::AccountClass::NotStated: break;
    }
    return QObject::tr("Not stated");
}

MarkedWord closedState(const ClosedLine& line)
{
    if (!line.candidate) {
        if (line.look && line.look->row.outcome.empty())
            return {Mark::Medium, QObject::tr("To look at")};
        return {Mark::Good, QObject::tr("Closed by rule")};
    }
    if (line.close)
        return {Mark::High, QObject::tr("Opened again")};
    return line.candidate->verdict.closes() ? MarkedWord{Mark::Accent, QObject::tr("Would close")} : MarkedWord{Mark::Neutral, QObject::tr("Refused")};
}

std::shared_ptr<ListData> closedTable(const ClosedView& view)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("entity"), QObject::tr("Entity"), ColumnKind::Text, 64},
        {QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Id, 72},
        {QStringLiteral("name"), QObject::tr("Name"), ColumnKind::Text, 190},
        {QStringLiteral("balance"), QObject::tr("Balance"), ColumnKind::Amount, 120},
        {QStringLiteral("currency"), QObject::tr("Currency"), ColumnKind::Text, 74},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 130},
        {QStringLiteral("why"), QObject::tr("Why"), ColumnKind::Text, 380},
    });
    for (const ClosedLine& line : view.lines) {
        const auto [mark, word] = closedState(line);
        if (line.candidate) {
            const recon::CloseFacts& facts = line.candidate->facts;
            list->add(line.handle(), {plain(line.entity), plain(facts.row.plan.account), plain(facts.row.name), amountCell(facts.row.balance, facts.digits),
                plain(facts.currency), {mark, word}, shortReason(line)}, plain(facts.currency), facts.digits);
        } else {
            const CloseRow& row = *line.close;
            list->add(line.handle(), {plain(line.entity), plain(row.account), plain(row.accountName), amountCell(row.balance, row.digits), plain(row.currency),
                {mark, word}, shortReason(line)}, plain(row.currency), row.digits);
        }
    }
    return list;
}

ContextCard* closedCard(const ClosedView& view, const ClosedLine& line)
{
    const QString account = plain(line.candidate ? line.candidate->facts.row.plan.account : line.close->account);
    const QString title = plain(line.candidate ? line.candidate->facts.row.name : line.close->accountName);
    auto* card = new ContextCard(account + QLatin1Char(' ') + title);
    const auto [mark, word] = closedState(line);
    card->setMark(mark, word);
    card->addFact(QObject::tr("Entity"), plain(line.entity));
    if (line.candidate) {
        const recon::CloseFacts& facts = line.candidate->facts;
        const auto money = [&](std::int64_t minor) { return exactAmount(minor, facts.digits) + QLatin1Char(' ') + plain(facts.currency); };
        card->addFact(QObject::tr("Balance"), money(facts.row.balance));
        card->addFact(QObject::tr("Period before"), facts.prior ? money(*facts.prior) : QObject::tr("no trial balance"));
        card->addFact(QObject::tr("Postings"), facts.postings ? counted(*facts.postings, QObject::tr("line"), QObject::tr("lines")) : QObject::tr("no ledger imported"));
        card->addFact(QObject::tr("Kind"), accountClassWord(facts.kind));
        card->addFact(QObject::tr("Key account"), facts.key ? QObject::tr("yes") : QObject::tr("no"));
        card->addFact(QObject::tr("Risk"), facts.row.plan.method == recon::AccountMethod::Unassigned ? QObject::tr("not assigned") : riskWord(facts.row.plan.risk));
        if (facts.closedInRow > 0)
            card->addFact(QObject::tr("Closed by rule"), QObject::tr("%1 before this one").arg(counted(facts.closedInRow, QObject::tr("period"), QObject::tr("periods"))));
        card->addSection(QObject::tr("Conditions that fail"));
        for (const recon::CloseCondition condition : line.candidate->verdict.failed)
            card->addText(conditionWords(condition));
        if (line.candidate->verdict.closes())
            card->addText(QObject::tr("None: the rule closes it when it is asked."));
    } else {
        card->addFact(QObject::tr("Balance"), exactAmount(line.close->balance, line.close->digits) + QLatin1Char(' ') + plain(line.close->currency));
        card->addText(shortReason(line));
    }
    if (line.close) {
        card->addSection(QObject::tr("Closed by rule"));
        card->addFact(QObject::tr("No."), QString::number(line.close->id));
        for (const CloseRunRow& run : view.all.runs) {
            if (run.id != line.close->run)
                continue;
            card->addFact(QObject::tr("Asked by"), nameOf(view, run.madeBy));
            card->addFact(QObject::tr("On"), when(run.at));
            card->addFact(QObject::tr("Rules"), QObject::tr("version %1").arg(run.ruleVersion));
        }
        if (!line.close->cause.empty())
            card->addFact(QObject::tr("Since then"), sentence(("account.cause." + line.close->cause).c_str()));
    }
    if (line.look) {
        card->addSection(QObject::tr("Sample"));
        if (line.look->row.outcome.empty()) {
            card->addText(QObject::tr("Drawn; a person who did not ask the rule looks at it."));
        } else {
            card->addFact(QObject::tr("Looked at by"), nameOf(view, line.look->row.lookedBy));
            card->addFact(QObject::tr("Says"), line.look->row.outcome == "agrees" ? QObject::tr("agrees") : QObject::tr("wrong"));
            card->addFact(QObject::tr("Because"), plain(line.look->row.note));
        }
    }
    return card;
}

std::shared_ptr<ListData> ruleVersionTable(const ClosedView& view)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("version"), QObject::tr("Version"), ColumnKind::Number, 72},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 120},
        {QStringLiteral("author"), QObject::tr("Proposed by"), ColumnKind::Text, 150},
        {QStringLiteral("decided"), QObject::tr("Decided by"), ColumnKind::Text, 150},
        {QStringLiteral("reason"), QObject::tr("Reason"), ColumnKind::Text, 380},
    });
    for (const ModelVersionRow& row : view.versions) {
        const auto [mark, word] = versionState(row.state);
        list->add(QString::number(row.version), {numberCell(row.version), {mark, word}, row.author ? nameOf(view, row.author) : QObject::tr("Oxseal"),
            row.decidedBy ? nameOf(view, row.decidedBy) : QString(), plain(row.reason)});
    }
    return list;
}

ContextCard* ruleVersionCard(const ClosedView& view, const ModelVersionRow& version)
{
    auto* card = new ContextCard(QObject::tr("Rules for accounts, version %1").arg(version.version));
    const auto [mark, word] = versionState(version.state);
    card->setMark(mark, word);
    card->addFact(QObject::tr("Proposed by"), version.author ? nameOf(view, version.author) : QObject::tr("Oxseal"));
    if (version.decidedBy) {
        card->addFact(QObject::tr("Decided by"), QObject::tr("%1, %2").arg(nameOf(view, version.decidedBy), when(version.decidedAt)));
        card->addFact(QObject::tr("Why"), plain(version.decisionReason));
    }
    if (const ModelVersionRow* before = versionBefore(view.versions, version.version)) {
        card->addSection(QObject::tr("Changed since version %1").arg(before->version));
        for (const recon::PolicyChange& change : recon::policyChanges(before->body, version.body)) {
            if (change.place != "version")
                card->addFact(plain(change.place), QStringLiteral("%1 → %2").arg(valueWords(change.before), valueWords(change.after)));
        }
    }
    card->addSection(QObject::tr("Closing by rule"));
    const Json& close = version.body["auto_close"];
    for (const auto& [currency, limit] : close["thresholds"].toObject())
        card->addFact(QObject::tr("At most, %1").arg(plain(currency)), count(limit.toInteger()));
    card->addFact(QObject::tr("In a row"), counted(close["most_in_row"].toInteger(), QObject::tr("period"), QObject::tr("periods")));
    card->addFact(QObject::tr("Sample"), QObject::tr("%1 %, at least %2").arg(close["sample_percent"].toInteger()).arg(close["sample_at_least"].toInteger()));
    card->addText(plain(version.body["note"].toString()), true);
    return card;
}

} // namespace oxseal::ui
