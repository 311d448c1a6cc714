// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/deficiency_page.h"

#include "models/core/money.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/model_reads.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {

using namespace controls;

DeficiencyPage::DeficiencyPage(Session& session)
    : Page(session)
    , list_(new TablePanel(tr("Deficiencies")))
    , sums_(new TablePanel(tr("Deficiencies together")))
{
    setTitle(tr("Deficiencies"));
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    list_->setNouns(tr("deficiency"), tr("deficiencies"));
    sums_->setNouns(tr("sum"), tr("sums"));
    sums_->setNothing(tr("No two open deficiencies share an account, an assertion or a control."));
    column->addWidget(list_, 3);
    column->addWidget(sums_, 1);
    connect(list_, &TablePanel::currentChanged, this, &DeficiencyPage::showCurrent);
    connect(list_, &TablePanel::activated, this, [this] {
        if (whyNotConclude().isEmpty())
            conclude();
        else if (whyNotEvaluate().isEmpty())
            evaluate();
    });
    setBody(body);
}

void DeficiencyPage::open(const QString& object)
{
    wanted_ = object;
    reload();
}

void DeficiencyPage::reload()
{
    showLoading();
    if (!session().period()) {
        setCommands({});
        showEmpty(tr("Deficiencies are seen in a period, and this workspace has none yet. Add it under Settings."),
            {QStringLiteral("deficiencies.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}}, QStringLiteral("deficiencies"));
        return;
    }
    session().read(
        this, [period = *session().period()](Workspace& workspace) { return readContent(workspace, period); },
        [this](Result<DeficiencyContent> content) {
            if (!content)
                showError(content.error());
            else
                take(std::move(*content));
        });
}

Result<DeficiencyContent> DeficiencyPage::readContent(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    DeficiencyContent content;
    OXSEAL_TRY(content.book, deficiencyBook(db, period));
    OXSEAL_TRY(content.terms, deficiencyTerms());
    OXSEAL_TRY(content.names, namesById(db));
    OXSEAL_TRY(const auto all, controlOverview(db, period));
    for (const ControlStatus& each : all) {
        content.controls.emplace_back(each.row.control.code, each.row.control.description);
        content.tested[each.row.control.code] = each.state == TestState::Tested ? Tested::Yes : each.state == TestState::Failed ? Tested::No : Tested::NotYet;
    }
    OXSEAL_TRY(const auto versions, modelVersions(db, kSeverityRules));
    content.rulesBody = versionInForce(versions).body;
    for (const ModelVersionRow& each : versions) {
        if (each.state == "proposed") {
            content.waitingRules = each.version;
            content.waitingAuthor = each.author;
        }
    }
    return content;
}

void DeficiencyPage::take(DeficiencyContent content)
{
    content_ = std::move(content);
    const Day end = session().period()->period.last;
    if (content_.book.rows.empty()) {
        setSubtitle({});
        setContext(nullptr);
        setPartial({});
        updateCommands();
        Command first = commands().front();
        first.primary = true;
        offerOnlyNext();
        showEmpty(tr("What does not work in internal control is raised here, from an exception, a review, a conflict, a test, or by hand. The sums propose how grave it is; a second person concludes."),
            first, QStringLiteral("deficiencies"));
        return;
    }
    std::array<std::int64_t, 4> standing{};
    std::int64_t waiting = 0;
    for (const DeficiencyView& view : content_.book.rows) {
        waiting += view.standing.waits() ? 1 : 0;
        if (view.standing.standsOn(end))
            ++standing[static_cast<std::size_t>(view.standing.conclusion->level)];
    }
    setSubtitle(tr("%1 · %2 without a conclusion · at the period's end %3 and %4")
                    .arg(counted(static_cast<std::int64_t>(content_.book.rows.size()), tr("deficiency"), tr("deficiencies")), count(waiting),
                        counted(standing[3], tr("material weakness"), tr("material weaknesses")), counted(standing[2], tr("significant deficiency"), tr("significant deficiencies"))));
    const bool measured = !content_.book.rules.rules.materiality.empty();
    setPartial(measured ? QString() : content_.waitingRules > 0 ? tr("The materiality that was stated waits for a second person; until then nothing is measured.")
                                                                 : tr("Management has stated no materiality: amounts cannot be measured, and most conclusions wait for it."));
    const QString before = list_->currentHandle();
    list_->setData(deficiencyTable(content_.book, end));
    std::vector<TablePanel::FilterChip> chips;
    for (const QString& group : groupWords())
        chips.push_back({group, QStringLiteral("group"), group});
    list_->setChips(chips);
    sums_->setData(combinationTable(content_.book));
    if (!wanted_.isEmpty() && list_->select(wanted_))
        wanted_.clear();
    else if (before.isEmpty())
        list_->select(QString::number(content_.book.rows.front().row.id));
    showCurrent();
    showReady();
}

const DeficiencyView* DeficiencyPage::current() const
{
    const QString handle = list_->currentHandle();
    const auto found = std::find_if(content_.book.rows.begin(), content_.book.rows.end(), [&](const DeficiencyView& view) { return QString::number(view.row.id) == handle; });
    return found == content_.book.rows.end() ? nullptr : &*found;
}

std::optional<DeficiencyView> DeficiencyPage::chosen() const
{
    const DeficiencyView* view = current();
    return view == nullptr ? std::nullopt : std::optional(*view);
}

void DeficiencyPage::showCurrent()
{
    const DeficiencyView* view = current();
    ContextCard* card = view == nullptr ? nullptr : deficiencyCard(content_, *view);
    updateCommands();
    if (card != nullptr) {
        const auto add = [card](const char* id, const QString& title, std::function<void()> run, const QString& whyNot) {
            card->addCommand({QLatin1String(id), title, std::move(run), whyNot, {}, false, {}});
        };
        add("deficiencies.tell", tr("Record who was told…"), [this] { tell(); }, whyNotTell());
        add("deficiencies.reopen", tr("Open it again…"), [this] { reopenOne(); }, whyNotReopen());
        add("deficiencies.memo", tr("Save the memo…"), [this] { saveMemo(); }, view->standing.conclusion ? QString() : tr("A memo is issued once a second person has concluded."));
    }
    setContext(card);
}

QString DeficiencyPage::whyNotOne(Permission permission) const
{
    if (const QString why = whyNotWrite(permission); !why.isEmpty())
        return why;
    if (const std::string& state = session().period()->state; state == "filed" || state == "closed")
        return tr("This period is %1; choose the present one.").arg(plain(state));
    return current() == nullptr ? tr("Choose a deficiency first.") : QString();
}

QString DeficiencyPage::whyNotEvaluate() const
{
    if (const QString why = whyNotOne(Permission::RecordDeficiency); !why.isEmpty())
        return why;
    return current()->standing.waits() ? QString() : tr("It has been concluded on; open it again first.");
}

QString DeficiencyPage::whyNotConclude() const
{
    if (const QString why = whyNotOne(Permission::ConcludeDeficiency); !why.isEmpty())
        return why;
    const DeficiencyView& view = *current();
    const PersonId self = session().actor().person;
    if (view.standing.state == DeficiencyState::Raised)
        return tr("Nobody has evaluated it yet.");
    if (view.standing.state != DeficiencyState::Evaluated)
        return tr("It has been concluded on; open it again first.");
    if (view.row.raisedBy == self)
        return tr("You raised it; another person concludes.");
    if (view.standing.evaluation->by == self)
        return tr("You evaluated it; another person concludes.");
    return view.proposal->measured ? QString() : tr("No materiality is stated in %1.").arg(plain(view.standing.said().currency));
}

QString DeficiencyPage::whyNotRemediate() const
{
    if (const QString why = whyNotOne(Permission::RecordDeficiency); !why.isEmpty())
        return why;
    return current()->standing.state == DeficiencyState::Concluded ? QString() : tr("Only what was concluded to be a deficiency is remediated, and once.");
}

QString DeficiencyPage::whyNotTell() const
{
    if (const QString why = whyNotOne(Permission::RecordDeficiency); !why.isEmpty())
        return why;
    const auto& conclusion = current()->standing.conclusion;
    return conclusion && conclusion->level >= DeficiencyLevel::Significant ? QString() : tr("Only significant deficiencies and material weaknesses are told.");
}

QString DeficiencyPage::whyNotReopen() const
{
    if (const QString why = whyNotOne(Permission::RecordDeficiency); !why.isEmpty())
        return why;
    return current()->standing.waits() ? tr("It is open.") : QString();
}

QString DeficiencyPage::whyNotApproveRules() const
{
    if (content_.waitingRules == 0)
        return tr("No materiality waits for approval.");
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    return content_.waitingAuthor == session().actor().person ? tr("You stated it; another person approves it.") : QString();
}

QString DeficiencyPage::currency() const
{
    for (const Entity& entity : session().entities()) {
        if (session().entity().isEmpty() || plain(entity.code) == session().entity())
            return plain(entity.currency.code());
    }
    return QStringLiteral("USD");
}

void DeficiencyPage::updateCommands()
{
    const QString whyRaise = whyNotWrite(Permission::RecordDeficiency);
    const bool waits = current() != nullptr && current()->standing.state == DeficiencyState::Evaluated;
    setCommands({
        {QStringLiteral("deficiencies.raise"), tr("Raise by hand…"), [this] { raise(); }, whyRaise, QKeySequence(Qt::Key_A), false, {}},
        {QStringLiteral("deficiencies.evaluate"), tr("Evaluate…"), [this] { evaluate(); }, whyNotEvaluate(), QKeySequence(Qt::Key_E), current() != nullptr && !waits && current()->standing.waits(), {}},
        {QStringLiteral("deficiencies.conclude"), tr("Conclude…"), [this] { conclude(); }, whyNotConclude(), QKeySequence(Qt::Key_C), waits, {}},
        {QStringLiteral("deficiencies.remediate"), tr("Record the remedy…"), [this] { remediate(); }, whyNotRemediate(), {}, false, {}},
    });
    std::vector<Command> hidden{
        {QStringLiteral("deficiencies.materiality"), tr("State materiality…"), [this] { stateMateriality(); },
            content_.waitingRules > 0 ? tr("Version %1 waits for approval.").arg(content_.waitingRules) : whyNotWrite(Permission::ManageCompany), {}, false, {}},
        {QStringLiteral("deficiencies.approve"), tr("Approve the materiality…"), [this] { approveMateriality(); }, whyNotApproveRules(), {}, false, {}},
        {QStringLiteral("deficiencies.summary"), tr("Save the summary…"), [this] { saveSummary(); }, {}, {}, false, {}},
    };
    setHiddenCommands(std::move(hidden));
}

} // namespace oxseal::ui
