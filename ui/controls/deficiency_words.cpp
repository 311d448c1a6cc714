// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/deficiency_words.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/reads/deficiency_packet.h"
#include "storage/texts/texts.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"

#include <QCoreApplication>

namespace oxseal::ui {
namespace {

using namespace controls;

QString tr(const char* text) { return QCoreApplication::translate("Deficiencies", text); }

QString orDash(const std::string& text) { return text.empty() ? QStringLiteral("–") : plain(text); }

QString accountWord(const DeficiencyRow& row)
{
    if (row.account.empty())
        return row.entity.empty() ? tr("The group") : plain(row.entity);
    return plain(row.entity + "/" + row.account);
}

Mark levelMark(DeficiencyLevel level)
{
    switch (level) {
    case DeficiencyLevel::Material: return Mark::Critical;
    case DeficiencyLevel::Significant: return Mark::High;
    case DeficiencyLevel::Control: return Mark::Low;
    case DeficiencyLevel::None: break;
    }
    return Mark::Neutral;
}

/// Which of groupWords() a row belongs to.
std::size_t groupOf(const DeficiencyView& view, Day end) { return view.standing.waits() ? 0 : view.standing.standsOn(end) ? 1 : 2; }

/// The page on which the source is shown; "" where its reference does not lead there.
QString targetOf(const DeficiencyLinkRow& link)
{
    const QString reference = QString::fromStdString(link.reference);
    switch (link.source) {
    case DeficiencySource::Exception: return QStringLiteral("recon:") + reference.section(QLatin1Char('/'), 0, 1);
    case DeficiencySource::ReviewLine:
    case DeficiencySource::LookBack: return QStringLiteral("access:") + reference.section(QLatin1Char('/'), 0, 0);
    case DeficiencySource::Review: return QStringLiteral("access:") + reference;
    case DeficiencySource::Conflict: return QStringLiteral("sod");
    case DeficiencySource::Test:
    case DeficiencySource::Checklist: return QStringLiteral("controls:") + reference.section(QLatin1Char('/'), 1);
    case DeficiencySource::Removal: return QStringLiteral("access");
    case DeficiencySource::Hand: break;
    }
    return {};
}

QString sourceWord(DeficiencySource source)
{
    switch (source) {
    case DeficiencySource::Exception: return tr("Exception");
    case DeficiencySource::ReviewLine: return tr("Review line");
    case DeficiencySource::Review: return tr("Review");
    case DeficiencySource::Removal: return tr("Removal");
    case DeficiencySource::LookBack: return tr("Look-back");
    case DeficiencySource::Conflict: return tr("Conflict");
    case DeficiencySource::Test: return tr("Test");
    case DeficiencySource::Checklist: return tr("Checklist");
    case DeficiencySource::Hand: break;
    }
    return tr("By hand");
}

void addArithmetic(ContextCard& card, const DeficiencyContent& content, const DeficiencyView& view)
{
    if (!view.proposal)
        return;
    const Evaluation& said = view.standing.said();
    card.addSection(tr("Evaluation"));
    card.addFact(tr("Likelihood"), capital(sentence(("deficiency.likelihood." + std::string(name(said.likelihood))).c_str())));
    card.addFact(tr("Known"), moneyWord(said.known, said.currency));
    card.addFact(tr("Could be"), moneyWord(said.couldBe, said.currency));
    if (said.compensation)
        card.addFact(tr("Compensated by"), tr("%1, %2").arg(plain(said.compensation->control), sentence(("deficiency.tested." + std::string(name(said.compensation->tested))).c_str())),
            QStringLiteral("controls:") + plain(said.compensation->control));
    card.addSection(tr("Arithmetic"));
    for (const ProposalStep& step : view.proposal->steps)
        card.addText(plain(stepWords(step, said.currency, content.terms)));
    card.addText(tr("Severity rules, version %1").arg(view.rulesVersion), true);
}

void addConclusion(ContextCard& card, const DeficiencyContent& content, const DeficiencyView& view)
{
    const DeficiencyStanding& standing = view.standing;
    if (!standing.conclusion)
        return;
    card.addSection(tr("Conclusion"));
    card.addFact(tr("It is"), levelWord(standing.conclusion->level));
    if (standing.lower())
        card.addFact(tr("Less than proposed"), tr("%1 was proposed; because: %2").arg(levelWord(standing.conclusion->proposed), plain(standing.conclusion->because)));
    card.addFact(tr("By"), plain(named(content.names, standing.conclusion->by)));
    if (standing.remedy)
        card.addFact(tr("Remediated"), tr("since %1: %2").arg(day(standing.remedy->day), plain(standing.remedy->because)));
    if (standing.conclusion->level >= DeficiencyLevel::Significant) {
        card.addFact(tr("Auditor told"), standing.toldAuditor ? day(standing.toldAuditor) : tr("not yet"));
        card.addFact(tr("Committee told"), standing.toldCommittee ? day(standing.toldCommittee) : tr("not yet"));
    }
    if (const DeficiencyTerms::Term* term = content.terms.definition(standing.conclusion->level))
        card.addText(plain(term->text + " (" + term->citation + ")"), true);
}

} // namespace

QString levelWord(DeficiencyLevel level) { return capital(plain(levelWords(level))); }

QString moneyWord(std::int64_t minor, const std::string& currency)
{
    const auto known = Currency::fromCode(currency);
    const int digits = known ? known->digits() : 2;
    return (minor == 0 ? QStringLiteral("0") : amount(minor, digits)) + QLatin1Char(' ') + plain(currency);
}

std::pair<Mark, QString> deficiencyState(const DeficiencyView& view)
{
    switch (view.standing.state) {
    case DeficiencyState::Raised: return {Mark::Medium, tr("To evaluate")};
    case DeficiencyState::Evaluated: return {view.proposal ? levelMark(view.proposal->level) : Mark::Medium, tr("To conclude")};
    case DeficiencyState::Concluded: return {levelMark(view.standing.conclusion->level), levelWord(view.standing.conclusion->level)};
    case DeficiencyState::Remediated: return {Mark::Good, tr("Remediated")};
    case DeficiencyState::NotOne: break;
    }
    return {Mark::Neutral, tr("No deficiency")};
}

QString deficiencyMarkWord(const DeficiencyMark& mark) { return tr("#%1, %2").arg(mark.id).arg(plain(markWords(mark.state, mark.level))); }

std::vector<QString> groupWords() { return {tr("Without a conclusion"), tr("Stands at the period's end"), tr("Settled")}; }

std::shared_ptr<ListData> deficiencyTable(const DeficiencyBook& book, Day end)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 168},
        {QStringLiteral("number"), tr("No."), ColumnKind::Number, 52},
        {QStringLiteral("title"), tr("Deficiency"), ColumnKind::Text, 260},
        {QStringLiteral("place"), tr("Entity, account"), ColumnKind::Text, 112},
        {QStringLiteral("control"), tr("Control"), ColumnKind::Id, 72},
        {QStringLiteral("amount"), tr("Counted"), ColumnKind::Amount, 120},
        {QStringLiteral("currency"), tr("Currency"), ColumnKind::Text, 84},
        {QStringLiteral("proposed"), tr("Proposed"), ColumnKind::Text, 148},
        {QStringLiteral("since"), tr("First seen"), ColumnKind::Text, 80},
        {QStringLiteral("group"), tr("Group"), ColumnKind::Text, 120, false},
    });
    const std::vector<QString> groups = groupWords();
    for (const DeficiencyView& view : book.rows) {
        const auto [mark, word] = deficiencyState(view);
        const std::string currency = view.standing.evaluation ? view.standing.said().currency : std::string();
        list->add(QString::number(view.row.id),
            {{mark, word}, numberCell(view.row.id), plain(view.row.title), accountWord(view.row), plain(view.row.control),
                view.proposal ? amountCell(view.proposal->counted, view.digits()) : TableCell(QString()), plain(currency),
                view.proposal ? levelWord(view.proposal->level) : QString(), plain(view.since), groups[groupOf(view, end)]},
            plain(currency), view.digits());
    }
    return list;
}

std::shared_ptr<ListData> combinationTable(const DeficiencyBook& book)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("proposed"), tr("Proposed together"), ColumnKind::Status, 168},
        {QStringLiteral("shared"), tr("They share"), ColumnKind::Text, 180},
        {QStringLiteral("members"), tr("Deficiencies"), ColumnKind::Text, 140},
        {QStringLiteral("sum"), tr("Sum"), ColumnKind::Amount, 120},
        {QStringLiteral("currency"), tr("Currency"), ColumnKind::Text, 84},
        {QStringLiteral("highest"), tr("Gravest alone"), ColumnKind::Text, 160},
    });
    for (const Combination& sum : book.sums) {
        const auto currency = Currency::fromCode(sum.currency);
        const int digits = currency ? currency->digits() : 2;
        QStringList members;
        for (const std::int64_t id : sum.members)
            members << QStringLiteral("#%1").arg(id);
        list->add(QLatin1String(name(sum.by)) + QLatin1Char(':') + plain(sum.key) + QLatin1Char(':') + plain(sum.currency),
            {{levelMark(sum.level), levelWord(sum.level)}, sentence(("deficiency.shared." + std::string(name(sum.by))).c_str(), {sum.key}), members.join(QStringLiteral(", ")),
                amountCell(sum.sum, digits), plain(sum.currency), levelWord(sum.highest)},
            plain(sum.currency), digits);
    }
    return list;
}

ContextCard* deficiencyCard(const DeficiencyContent& content, const DeficiencyView& view)
{
    auto* card = new ContextCard(QStringLiteral("#%1 %2").arg(view.row.id).arg(plain(view.row.title)));
    const auto [mark, word] = deficiencyState(view);
    card->setMark(mark, word);
    card->addFact(tr("First seen"), plain(view.since));
    card->addFact(tr("Raised by"), tr("%1, %2").arg(plain(named(content.names, view.row.raisedBy)), day(view.row.raisedAt.day())));
    card->addFact(tr("Why"), plain(view.row.reason));
    card->addFact(tr("Place"), accountWord(view.row) + (view.row.assertion.empty() ? QString() : QStringLiteral(", ") + plain(view.row.assertion)));
    card->addFact(tr("Control"), view.row.control.empty() ? tr("none named") : plain(view.row.control),
        view.row.control.empty() ? QString() : QStringLiteral("controls:") + plain(view.row.control));
    card->addSection(tr("What points at it"));
    for (const DeficiencyLinkRow& link : view.links) {
        card->addText(plain(link.about)); // a link is elided, and this is what it is about
        if (const QString target = targetOf(link); !target.isEmpty())
            card->addFact(sourceWord(link.source), tr("show it"), target);
    }
    addArithmetic(*card, content, view);
    for (const Combination& sum : content.book.sums) {
        if (std::find(sum.members.begin(), sum.members.end(), view.row.id) != sum.members.end())
            card->addText(tr("With the others of %1: %2, %3.").arg(sentence(("deficiency.shared." + std::string(name(sum.by))).c_str(), {sum.key}), moneyWord(sum.sum, sum.currency), plain(levelWords(sum.level))));
    }
    addConclusion(*card, content, view);
    if (!view.history.empty())
        card->addSection(tr("History"));
    for (auto act = view.history.rbegin(); act != view.history.rend(); ++act)
        card->addFact(day(act->madeAt.day()), tr("%1 %2: %3\n%4").arg(plain(named(content.names, act->act.by)), sentence(("deficiency.act." + std::string(name(act->act.kind))).c_str()), orDash(actWords(*act)), plain(act->reason)));
    return card;
}

} // namespace oxseal::ui
