// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"
#include "storage/actions/look_back_actions.h"
#include "storage/documents/look_back_document.h"
#include "ui/access/access_page.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QLineEdit>
#include <QTabBar>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

using access::LookBackConclusion;

QString conclusionWord(LookBackConclusion conclusion)
{
    switch (conclusion) {
    case LookBackConclusion::NotUsed: return QObject::tr("Not used");
    case LookBackConclusion::Authorised: return QObject::tr("Used with permission");
    case LookBackConclusion::NoEffect: return QObject::tr("Used, nothing changed");
    case LookBackConclusion::Effect: break;
    }
    return QObject::tr("Used, something changed");
}

Mark conclusionMark(const LookBackLine& line)
{
    if (line.concluded() == nullptr)
        return line.standing.usedAfter == Flag::Yes ? Mark::Critical : Mark::High;
    return line.concluded()->conclusion == LookBackConclusion::Effect ? Mark::High : Mark::Good;
}

QString usedWord(Flag used) { return used == Flag::Yes ? QObject::tr("Yes") : used == Flag::No ? QObject::tr("No") : QObject::tr("Not known"); }

QString lagWord(const LookBackLine& line)
{
    if (!line.facts.lastDay)
        return QObject::tr("no last day stated");
    const QString days = counted(line.standing.lagDays, QObject::tr("day"), QObject::tr("days"));
    return line.standing.stillThere ? QObject::tr("at least %1").arg(days) : days;
}

QString kindWord(access::LookBackKind kind) { return kind == access::LookBackKind::EndedLate ? QObject::tr("Ended late") : QObject::tr("Outlived it"); }

ChoiceBox::Choices checkChoices(const QString& done, const QString& none, const QString& notDone)
{
    return {{QString(), QObject::tr("Not stated")}, {QStringLiteral("done"), done}, {QStringLiteral("none"), none}, {QStringLiteral("not_done"), notDone}};
}
ChoiceBox::Choices keyChoices() { return checkChoices(QObject::tr("Looked for and ended"), QObject::tr("Looked for, there are none"), QObject::tr("Not ended")); }
ChoiceBox::Choices passwordChoices() { return checkChoices(QObject::tr("Changed"), QObject::tr("The worker knew none"), QObject::tr("Not changed")); }

QString wordOf(const ChoiceBox::Choices& choices, access::SecretCheck check) { return choices[static_cast<std::size_t>(check)].second; }

void addProcedures(ContextCard& card, const access::LookBackProcedures& procedures)
{
    if (procedures.keys != access::SecretCheck::NotAsked)
        card.addFact(QObject::tr("Tokens and keys"), wordOf(keyChoices(), procedures.keys));
    if (procedures.passwords != access::SecretCheck::NotAsked)
        card.addFact(QObject::tr("Shared passwords"), wordOf(passwordChoices(), procedures.passwords));
    if (!procedures.cause.empty())
        card.addFact(QObject::tr("Why late"), plain(procedures.cause));
}

std::shared_ptr<ListData> tableOf(const LookBackSheet& sheet)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("conclusion"), QObject::tr("Conclusion"), ColumnKind::Status, 148},
        {QStringLiteral("account"), QObject::tr("Account"), ColumnKind::Id, 88},
        {QStringLiteral("worker"), QObject::tr("Worker"), ColumnKind::Text, 116},
        {QStringLiteral("last"), QObject::tr("Last day"), ColumnKind::Date, 92},
        {QStringLiteral("used"), QObject::tr("Used after"), ColumnKind::Text, 88},
        {QStringLiteral("acts"), QObject::tr("In logs"), ColumnKind::Number, 68},
        {QStringLiteral("lag"), QObject::tr("Days"), ColumnKind::Number, 60},
        {QStringLiteral("use"), QObject::tr("Last use"), ColumnKind::Date, 96},
        {QStringLiteral("gone"), QObject::tr("Gone as of"), ColumnKind::Date, 96},
        {QStringLiteral("kind"), QObject::tr("Why here"), ColumnKind::Text, 120},
    });
    const auto date = [](const std::optional<Day>& each) { return each ? TableCell(day(*each), each->number) : TableCell(QString()); };
    for (const LookBackLine& line : sheet.lines) {
        const QString word = line.concluded() == nullptr ? QObject::tr("Not concluded") : conclusionWord(line.concluded()->conclusion);
        list->add(plain(line.account),
            {{conclusionMark(line), word}, plain(line.account), plain(line.worker.empty() ? line.subject : line.worker), date(line.facts.lastDay),
                usedWord(line.standing.usedAfter), numberCell(line.facts.usesAfter), numberCell(line.standing.lagDays), date(line.facts.lastUse), date(line.facts.goneAsOf), kindWord(line.kind)});
    }
    return list;
}

QString actWords(const LoggedAct& act)
{
    QString words = day(act.day) + QStringLiteral("  ") + plain(act.action);
    for (const std::string& part : {act.document, act.party}) {
        if (!part.empty())
            words += QStringLiteral(", ") + plain(part);
    }
    return act.amount ? words + QStringLiteral(", ") + plain(formatAmount(*act.amount, act.digits) + " " + act.currency) : words;
}

/// A person with hundreds of acts is read in the log, not beside the table.
constexpr std::size_t kActsShown = 12;

ContextCard* cardOf(const LookBackLine& line, const std::map<PersonId, std::string>& names)
{
    auto* card = new ContextCard(plain(line.account));
    const LookBackRow* concluded = line.concluded();
    card->setMark(conclusionMark(line), concluded == nullptr ? QObject::tr("Not concluded") : conclusionWord(concluded->conclusion));
    card->addFact(QObject::tr("Worker"), plain(line.worker.empty() ? line.subject : line.worker + ", " + line.subject));
    card->addFact(QObject::tr("Last day"), line.facts.lastDay ? day(line.facts.lastDay) : QObject::tr("not stated"));
    card->addFact(QObject::tr("Last use"), line.facts.lastUse ? day(line.facts.lastUse) : QObject::tr("not stated"));
    card->addFact(QObject::tr("Used after"), usedWord(line.standing.usedAfter));
    card->addFact(QObject::tr("Outlived it by"), lagWord(line));
    card->addFact(QObject::tr("Why here"),
        line.kind == access::LookBackKind::EndedLate ? QObject::tr("It ended later than the policy allows, by the extracts.") : QObject::tr("The review's listing shows it enabled, or used since."));
    card->addSection(QObject::tr("It held"));
    for (const std::string& entitlement : line.entitlements)
        card->addText(plain(entitlement));
    if (!line.acts.empty()) {
        card->addSection(QObject::tr("After the last day"));
        for (std::size_t i = 0; i < std::min(line.acts.size(), kActsShown); ++i)
            card->addText(actWords(line.acts[i]));
        if (line.acts.size() > kActsShown)
            card->addText(QObject::tr("and %1 more in the log").arg(count(static_cast<std::int64_t>(line.acts.size() - kActsShown))), true);
    }
    for (auto row = line.history.rbegin(); row != line.history.rend(); ++row) {
        const auto by = names.find(row->by);
        card->addSection(conclusionWord(row->conclusion));
        card->addText(plain(row->explanation));
        addProcedures(*card, row->procedures);
        card->addText(QObject::tr("%1, %2").arg(by == names.end() ? QString() : plain(by->second), when(row->at)), true);
        if (row->evidence)
            card->addText(QObject::tr("Evidence: %1").arg(plain(row->evidenceName)), true);
    }
    return card;
}

struct Answer
{
    LookBackFinding finding;
    std::string reason;
};

std::optional<Answer> askToConclude(QWidget* parent, const LookBackLine& line, const std::map<PersonId, std::string>& names)
{
    FormDialog dialog(parent, QObject::tr("Conclude the look-back at %1").arg(plain(line.account)), QObject::tr("Conclude"));
    dialog.addWords(QObject::tr("%1 left on %2; the access outlived that by %3. Used after the last day: %4.")
                        .arg(plain(line.worker.empty() ? line.subject : line.worker), line.facts.lastDay ? day(line.facts.lastDay) : QObject::tr("a day not stated"), lagWord(line),
                            usedWord(line.standing.usedAfter).toLower()));
    if (const LookBackRow* former = line.concluded()) {
        const auto by = names.find(former->by);
        dialog.addWords(QObject::tr("It takes the place of the conclusion of %1 by %2, \"%3\": %4. That one stays in the history and in the memo.")
                            .arg(day(former->at.day()), by == names.end() ? QString() : plain(by->second), conclusionWord(former->conclusion), plain(former->explanation)));
    }
    ChoiceBox::Choices choices;
    for (const auto each : {LookBackConclusion::NotUsed, LookBackConclusion::Authorised, LookBackConclusion::NoEffect, LookBackConclusion::Effect}) {
        if (each != LookBackConclusion::NotUsed || line.standing.usedAfter != Flag::Yes)
            choices.emplace_back(QLatin1String(access::name(each)), conclusionWord(each));
    }
    auto* conclusion = new ChoiceBox(choices);
    conclusion->setObjectName(QStringLiteral("lookback.conclusion"));
    auto* why = new QLineEdit;
    why->setObjectName(QStringLiteral("lookback.why"));
    auto* file = new FileField(QObject::tr("Evidence"));
    file->setObjectName(QStringLiteral("lookback.file"));
    dialog.form().addField(QObject::tr("Conclusion"), conclusion);
    dialog.form().addField(QObject::tr("What was looked at"), why, QObject::tr("Which log or list, and what it showed."));
    dialog.form().addField(QObject::tr("Evidence"), file, QObject::tr("Such as the system's own log. May be left empty where the files tell it."));
    auto* keys = new ChoiceBox(keyChoices());
    keys->setObjectName(QStringLiteral("lookback.keys"));
    auto* passwords = new ChoiceBox(passwordChoices());
    passwords->setObjectName(QStringLiteral("lookback.passwords"));
    auto* cause = new QLineEdit;
    cause->setObjectName(QStringLiteral("lookback.cause"));
    dialog.form().addField(QObject::tr("API tokens and keys"), keys);
    dialog.form().addField(QObject::tr("Shared passwords"), passwords);
    dialog.form().addField(QObject::tr("Why it ended late"), cause, QObject::tr("The root cause, such as a notice that nobody sent."));
    dialog.askReason(QObject::tr("Look-back at a leaver's account"));
    dialog.setCheck([=, unknown = line.standing.usedAfter == Flag::Unknown, late = line.kind == access::LookBackKind::EndedLate]() -> QString {
        if (why->text().trimmed().isEmpty())
            return QObject::tr("Say what was looked at.");
        if (late && (keys->value().isEmpty() || passwords->value().isEmpty()))
            return QObject::tr("Say what became of tokens and keys, and of shared passwords.");
        if (late && cause->text().trimmed().isEmpty())
            return QObject::tr("Say why it ended late.");
        if (const QString problem = file->problem(); !problem.isEmpty())
            return problem;
        if (unknown && conclusion->value() == QLatin1String("not_used") && file->path().isEmpty())
            return QObject::tr("Neither the listing nor a log tells it: attach what shows that it was not used.");
        return {};
    });
    if (!dialog.ask())
        return std::nullopt;
    Answer answer;
    answer.finding.account = line.account;
    answer.finding.conclusion = access::lookBackConclusionFromName(conclusion->value().toStdString()).value_or(LookBackConclusion::Effect);
    answer.finding.explanation = why->text().trimmed().toStdString();
    answer.finding.evidence = file->path().toStdString();
    answer.finding.procedures.keys = access::secretCheckFromName(keys->value().toStdString()).value_or(access::SecretCheck::NotAsked);
    answer.finding.procedures.passwords = access::secretCheckFromName(passwords->value().toStdString()).value_or(access::SecretCheck::NotAsked);
    answer.finding.procedures.cause = cause->text().trimmed().toStdString();
    answer.reason = dialog.reason().toStdString();
    return answer;
}

} // namespace

QWidget* AccessPage::createLookBack()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    lookBackWords_ = label({}, {}, true);
    lookBackWords_->setMaximumWidth(lookBackWords_->fontMetrics().averageCharWidth() * 110);
    lookBack_ = new TablePanel(tr("Accounts of leavers"));
    lookBack_->setNouns(tr("account"), tr("accounts"));
    column->addWidget(lookBackWords_);
    column->addWidget(lookBack_, 1);
    connect(lookBack_, &TablePanel::currentChanged, this, &AccessPage::selectLookBack);
    return page;
}

void AccessPage::fillLookBack()
{
    const LookBackSheet& sheet = *desk_.lookBack;
    tabs_->setTabText(LookBack, sheet.waiting > 0 ? tr("Look-back · %1 open").arg(sheet.waiting) : tr("Look-back"));
    tabs_->setTabVisible(LookBack, !sheet.lines.empty());
    lookBackWords_->setText(sheet.logs.empty()
            ? tr("Accounts that outlived their worker's last day. No activity log of %1 is imported for the period, so that only the last use tells what was done with them.").arg(plain(sheet.campaign.system))
            : tr("Accounts that outlived their worker's last day or ended late, with what the activity logs show since."));
    auto list = tableOf(sheet);
    const QString first = list->rows() > 0 ? list->handle(0) : QString();
    lookBack_->setData(std::move(list));
    if (lookBack_->currentHandle().isEmpty() && !first.isEmpty())
        lookBack_->select(first);
}

const LookBackLine* AccessPage::chosenLookBack() const
{
    const QString handle = lookBack_->currentHandle();
    if (!desk_.lookBack)
        return nullptr;
    const auto& lines = desk_.lookBack->lines;
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const LookBackLine& line) { return plain(line.account) == handle; });
    return found == lines.end() ? nullptr : &*found;
}

void AccessPage::selectLookBack(const QString&)
{
    if (!desk_.lookBack || tabs_->currentIndex() != LookBack)
        return;
    const LookBackLine* line = chosenLookBack();
    setContext(line == nullptr ? nullptr : cardOf(*line, desk_.sheet->names));
    setDeskCommands();
}

std::vector<Command> AccessPage::lookBackCommands()
{
    QString whyConclude = whyNotWrite(Permission::RunReview);
    if (whyConclude.isEmpty() && chosenLookBack() == nullptr)
        whyConclude = tr("Choose an account first.");
    const QString whyMemo = desk_.lookBack->waiting > 0 ? tr("A memo with a blank conclusion is not issued: %1 open.").arg(desk_.lookBack->waiting) : QString();
    return {raiseCommand(), {QStringLiteral("review.look_back_memo"), tr("Save memo"), [this] { saveLookBack(); }, whyMemo, {}, false, {}},
        {QStringLiteral("review.look_back"), tr("Conclude…"), [this] { concludeHere(); }, whyConclude, QKeySequence(Qt::Key_L), true, {}}};
}

void AccessPage::concludeHere()
{
    const LookBackLine* line = chosenLookBack();
    if (line == nullptr)
        return;
    const auto answer = askToConclude(this, *line, desk_.sheet->names);
    if (!answer)
        return;
    act(tr("Conclude the look-back"),
        [campaign = campaign_, answer = *answer](Workspace& workspace, const Progress&) { return concludeLookBack(workspace, campaign, answer.finding, answer.reason); },
        [this](const Status&) { Q_EMIT said(tr("Concluded.")); });
}

void AccessPage::saveLookBack()
{
    const CampaignRow& row = desk_.sheet->status.row;
    saveDocument(tr("Save the memo"), tr("Look-back %1 %2.pdf").arg(plain(row.system), plain(desk_.sheet->period.period.name())),
        [id = row.id](Workspace& workspace) -> Result<Document> {
            OXSEAL_TRY(const LookBackSheet sheet, lookBackSheet(workspace, id));
            OXSEAL_TRY(const PeriodRow period, periodById(workspace.db(), sheet.campaign.period));
            OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
            return lookBackDocument(frame, sheet);
        });
}

} // namespace oxseal::ui
