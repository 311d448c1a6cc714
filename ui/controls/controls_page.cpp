// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/controls_page.h"

#include "storage/reads/people_reads.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/controls/control_words.h"

#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

namespace oxseal::ui {
namespace {

Result<ControlsContent> readContent(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    ControlsContent content;
    OXSEAL_TRY(const auto version, controlSetVersion(db));
    content.loaded = version.has_value();
    OXSEAL_TRY(content.controls, controlOverview(db, period));
    OXSEAL_TRY(content.items, periodChecklist(db, period));
    OXSEAL_TRY(content.evidence, evidenceOf(db, period));
    OXSEAL_TRY(content.subjects, evidenceSubjects(db, period));
    OXSEAL_TRY(const auto everybody, persons(db));
    for (const Person& person : everybody) {
        content.people.emplace(person.id.value, person.name);
        content.logins.emplace(person.login, person.id.value);
    }
    return content;
}

} // namespace

ControlsPage::ControlsPage(Session& session)
    : Page(session)
    , tabs_(new QTabWidget)
    , checklist_(new ChecklistView)
    , matrix_(new MatrixView)
{
    setTitle(tr("Controls"));
    tabs_->setDocumentMode(true);
    tabs_->setAccessibleName(tr("Checklist or controls"));
    tabs_->tabBar()->setDrawBase(false);
    tabs_->tabBar()->setAccessibleName(tr("Checklist or controls"));
    tabs_->addTab(checklist_, tr("Checklist"));
    tabs_->addTab(matrix_, tr("Controls"));
    setBody(tabs_);
    connect(tabs_, &QTabWidget::currentChanged, this, &ControlsPage::showCurrent);
    connect(checklist_, &ChecklistView::currentChanged, this, &ControlsPage::showCurrent);
    connect(matrix_, &MatrixView::currentChanged, this, &ControlsPage::showCurrent);
    connect(checklist_, &ChecklistView::activated, this, [this] { answer(controls::Answer::Yes); });
    connect(matrix_, &MatrixView::activated, this, &ControlsPage::recordPerformance);
}

void ControlsPage::open(const QString& object)
{
    wanted_ = object;
    showWanted();
}

void ControlsPage::showWanted()
{
    if (wanted_.isEmpty())
        return;
    if (itemOf(content_, wanted_) != nullptr) {
        tabs_->setCurrentWidget(checklist_);
        checklist_->table().setFilter({});
        checklist_->table().select(wanted_);
    } else if (controlOf(content_, wanted_) != nullptr) {
        tabs_->setCurrentWidget(matrix_);
        matrix_->table().setFilter({});
        matrix_->table().select(wanted_);
    }
}

void ControlsPage::reload()
{
    showLoading();
    if (!session().period()) {
        setCommands({});
        showEmpty(tr("Controls are answered, performed and tested per period. There is no period yet: add one under Settings."),
            {QStringLiteral("controls.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("controls"));
        return;
    }
    session().read(
        this, [period = *session().period()](Workspace& workspace) { return readContent(workspace, period); },
        [this](Result<ControlsContent> content) {
            if (!content)
                showError(content.error());
            else
                take(std::move(*content));
        });
}

void ControlsPage::take(ControlsContent content)
{
    content_ = std::move(content);
    if (!content_.loaded) {
        setCommands({});
        setSubtitle({});
        setContext(nullptr);
        showEmpty(tr("The register holds the company's controls and a checklist of seven areas: who did what, when, with which evidence. The default set "
                     "has 88 controls; fit it to the company afterwards."),
            {QStringLiteral("controls.load"), tr("Load the default set"), [this] { loadSet(); }, whyNotWrite(Permission::RecordControl), {}, true, {}},
            QStringLiteral("controls"));
        return;
    }
    checklist_->set(content_);
    matrix_->set(content_, session().period()->period, session().today());
    showSummary();
    showWanted();
    wanted_.clear();
    showCurrent();
    showReady();
}

void ControlsPage::showSummary()
{
    std::map<ControlStanding, std::int64_t> standings;
    for (const ControlStatus& status : content_.controls)
        ++standings[standingOf(status, session().period()->period, session().today())];
    const auto complete = std::count_if(content_.items.begin(), content_.items.end(), [](const ChecklistStatus& item) {
        return item.state == controls::ItemState::Complete || item.state == controls::ItemState::NotApplicable
            || item.state == controls::ItemState::EvidenceLate;
    });
    setSubtitle(tr("%1 of %2 settled · %3: %4 tested, %5 failed, %6 late")
                    .arg(count(complete), counted(static_cast<std::int64_t>(content_.items.size()), tr("question"), tr("questions")),
                        counted(static_cast<std::int64_t>(content_.controls.size()), tr("control"), tr("controls")),
                        count(standings[ControlStanding::Tested]), count(standings[ControlStanding::Failed]), count(standings[ControlStanding::Late])));
}

const ChecklistStatus* ControlsPage::item() const
{
    return tabs_->currentWidget() == checklist_ ? itemOf(content_, checklist_->table().currentHandle()) : nullptr;
}

const ControlStatus* ControlsPage::control() const
{
    return tabs_->currentWidget() == matrix_ ? controlOf(content_, matrix_->table().currentHandle()) : nullptr;
}

QString ControlsPage::whyNotTest() const
{
    if (const QString why = whyNotWrite(Permission::TestControl); !why.isEmpty())
        return why;
    const ControlStatus* chosen = control();
    if (chosen == nullptr)
        return tr("Choose a control first.");
    std::vector<PersonId> performers;
    for (const PerformanceRow& row : chosen->performances)
        performers.push_back(row.performer);
    std::vector<controls::TestResult> earlier;
    for (const TestRow& row : chosen->tests)
        earlier.push_back(row.result);
    // A design test that passes stands against nothing but the person: what it is refused for, every test is refused for.
    const controls::TestResult probe{controls::TestKind::Design, controls::TestOutcome::Pass, session().today(), session().actor().person, 1, 0, {}};
    const Status allowed = controls::checkTest(probe, chosen->row.owner, performers, earlier);
    return allowed ? QString() : errorLine(allowed.error());
}

void ControlsPage::showCurrent()
{
    const ChecklistStatus* question = item();
    const ControlStatus* chosen = control();
    const bool checklist = tabs_->currentWidget() == checklist_;
    const QString whyNotRecord = whyNotWrite(Permission::RecordControl);
    const QString whyNotAnswer = !whyNotRecord.isEmpty() ? whyNotRecord : question == nullptr ? tr("Choose a question first.") : QString();
    const QString whyNotControl = !whyNotRecord.isEmpty() ? whyNotRecord : chosen == nullptr ? tr("Choose a control first.") : QString();
    const QString nothing = checklist ? tr("Choose a question first.") : tr("Choose a control first.");
    const QString whyNotAttachRight = whyNotWrite(Permission::AttachEvidence);
    const QString whyNotAttach = !whyNotAttachRight.isEmpty() ? whyNotAttachRight : question == nullptr && chosen == nullptr ? nothing : QString();
    const auto give = [this](controls::Answer value) { return [this, value] { answer(value); }; };
    const Command attachIt{QStringLiteral("controls.attach"), tr("Attach evidence…"), [this] { attach(); }, whyNotAttach, QKeySequence(Qt::Key_E), false, {}};
    const Command raise{QStringLiteral("controls.raise"), tr("Raise as deficiency…"), [this] { raiseChosen(); }, whyNotRaise(), QKeySequence(Qt::Key_F), false, {}};
    std::vector<Command> inCard;
    if (checklist) {
        setCommands({attachIt,
            {QStringLiteral("controls.yes"), tr("Answer yes…"), give(controls::Answer::Yes), whyNotAnswer, QKeySequence(Qt::Key_Y), true, {}}});
        inCard = {
            {QStringLiteral("controls.no"), tr("Answer no…"), give(controls::Answer::No), whyNotAnswer, QKeySequence(Qt::Key_N), false, {}},
            {QStringLiteral("controls.na"), tr("Answer not applicable…"), give(controls::Answer::NotApplicable), whyNotAnswer, QKeySequence(Qt::Key_X), false, {}},
            raise,
        };
    } else {
        const bool key = chosen != nullptr && chosen->row.control.key;
        setCommands({attachIt,
            {QStringLiteral("controls.test"), tr("Record a test…"), [this] { recordTest(); }, whyNotTest(), QKeySequence(Qt::Key_T), false, {}},
            {QStringLiteral("controls.perform"), tr("Record performance…"), [this] { recordPerformance(); }, whyNotControl, QKeySequence(Qt::Key_P), true, {}}});
        inCard = {
            {QStringLiteral("controls.owner"), tr("Set the owner…"), [this] { setOwner(); }, whyNotControl, QKeySequence(Qt::Key_O), false, {}},
            {QStringLiteral("controls.key"), key ? tr("Call it not key…") : tr("Call it key…"), [this] { switchKey(); }, whyNotControl, {}, false, {}},
            {QStringLiteral("controls.scope"), tr("Set the scope…"), [this] { setScope(); }, whyNotControl, {}, false, {}},
            raise,
        };
    }
    setHiddenCommands(inCard);
    ContextCard* card = question != nullptr ? itemCard(content_, *question)
        : chosen != nullptr ? controlCard(content_, *chosen, session().entities(), session().period()->period, session().today())
                            : nullptr;
    if (card != nullptr) {
        // The reason is the same for all of them: it is said once.
        for (std::size_t i = 0; i < inCard.size(); ++i) {
            Command shown = inCard[i];
            if (i + 1 < inCard.size() && !shown.whyNot.isEmpty() && shown.whyNot == inCard.back().whyNot)
                continue;
            card->addCommand(shown);
        }
    }
    setContext(card);
}

} // namespace oxseal::ui
