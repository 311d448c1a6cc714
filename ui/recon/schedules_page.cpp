// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/schedules_page.h"

#include "storage/reads/people_reads.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/recon/roll_strip.h"
#include "ui/recon/schedule_tables.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {

SchedulesPage::SchedulesPage(Session& session)
    : Page(session)
    , stack_(new QStackedWidget)
    , accounts_(new TablePanel(tr("Accounts with schedules")))
    , strip_(new RollStrip)
    , lines_(new TablePanel(tr("Lines of a schedule")))
{
    accounts_->setNouns(tr("account"), tr("accounts"));
    lines_->setNouns(tr("line"), tr("lines"));
    lines_->setNothing(tr("No lines yet: take them from a file, or enter the first one."));
    auto* one = new QWidget;
    auto* column = new QVBoxLayout(one);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap12);
    column->addWidget(strip_);
    column->addWidget(lines_, 1);
    stack_->addWidget(accounts_);
    stack_->addWidget(one);
    setBody(stack_);
    connect(accounts_, &TablePanel::currentChanged, this, &SchedulesPage::showCard);
    connect(lines_, &TablePanel::currentChanged, this, &SchedulesPage::showCard);
    connect(accounts_, &TablePanel::activated, this, &SchedulesPage::begin);
    connect(lines_, &TablePanel::activated, this, [this] { putLine(false); });
    open({});
}

void SchedulesPage::open(const QString& object)
{
    const qsizetype slash = object.indexOf(QLatin1Char('/'));
    bool number = false;
    const std::int64_t id = object.left(slash < 0 ? object.size() : slash).toLongLong(&number);
    id_ = number ? id : 0;
    wanted_ = number ? (slash < 0 ? QString() : object.mid(slash + 1)) : object;
    stack_->setCurrentIndex(id_ == 0 ? 0 : 1);
    if (id_ == 0)
        setTitle(tr("Schedules"));
}

void SchedulesPage::reload()
{
    showLoading();
    if (!session().period()) {
        showEmpty(tr("Schedules support the balances of a quarter, and this workspace has none yet. Add it under Settings."),
            {QStringLiteral("schedules.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("recon"));
        return;
    }
    session().read(this,
        [period = *session().period(), entity = session().entity().toStdString(), id = id_](Workspace& workspace) { return readView(workspace, period, entity, id); },
        [this, id = id_](Result<View> view) {
            if (id != id_)
                return; // another object was opened meanwhile
            if (!view)
                showError(view.error());
            else
                take(std::move(*view));
        });
}

Result<SchedulesPage::View> SchedulesPage::readView(Workspace& workspace, const PeriodRow& period, const std::string& entity, std::int64_t id)
{
    View view;
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace.db()));
    for (const Person& person : people)
        view.names[person.id] = person.name;
    if (id != 0) {
        OXSEAL_TRY(view.schedule, scheduleView(workspace.db(), id));
        return view;
    }
    OXSEAL_TRY(ReconOverview overview, reconOverview(workspace, period, entity));
    for (const EntityCoverage& each : overview.entities)
        view.trialBalance = view.trialBalance || each.trialBalance;
    for (AccountOverview& account : overview.accounts) {
        const recon::AccountMethod method = account.account.plan.method;
        if (method == recon::AccountMethod::Schedule || method == recon::AccountMethod::RollForward || account.schedule)
            view.accounts.push_back(std::move(account));
    }
    return view;
}

void SchedulesPage::take(View view)
{
    view_ = std::move(view);
    setPartial({});
    if (id_ == 0)
        takeList();
    else
        takeOne();
}

void SchedulesPage::takeList()
{
    if (view_.accounts.empty()) {
        updateCommands();
        offerOnlyNext();
        setSubtitle({});
        setContext(nullptr);
        const QString page = view_.trialBalance ? QStringLiteral("recon") : QStringLiteral("import");
        showEmpty(tr("A schedule supports a balance line by line: accruals, prepaids, assets, leases, debt, tax. It is offered for accounts whose method is Schedule or Roll-forward."),
            {QStringLiteral("schedules.next"), view_.trialBalance ? tr("Assign accounts") : tr("Import a trial balance"), [this, page] { Q_EMIT navigate({page, {}}); }, {}, {}, true, {}},
            QStringLiteral("recon"));
        return;
    }
    std::int64_t begun = 0;
    std::int64_t done = 0;
    for (const AccountOverview& account : view_.accounts) {
        begun += account.schedule ? 1 : 0;
        done += account.support == recon::AccountSupport::Signed || account.support == recon::AccountSupport::ClosedByRule ? 1 : 0;
    }
    setSubtitle(tr("%1 to be supported by schedules, %2 begun, %3 done.")
                    .arg(counted(static_cast<std::int64_t>(view_.accounts.size()), tr("account"), tr("accounts")), count(begun), count(done)));
    const QString before = accounts_->currentHandle();
    accounts_->setData(scheduleAccountTable(view_.accounts));
    if (!wanted_.isEmpty() && accounts_->select(wanted_))
        wanted_.clear();
    else if (before.isEmpty())
        accounts_->select(accountHandle(view_.accounts.front()));
    showCard();
    showReady();
}

void SchedulesPage::takeOne()
{
    const ScheduleView& schedule = *view_.schedule;
    const recon::ScheduleProof& proof = schedule.proof;
    setTitle(QStringLiteral("%1 · %2").arg(plain(schedule.row.entity), plain(schedule.row.account)), {{tr("Schedules"), QStringLiteral("schedules")}});
    setSubtitle(tr("%1 · %2 · %3 · %4 · %5")
                    .arg(plain(schedule.row.accountName), scheduleKindWord(schedule.row.kind), plain(schedule.period.name()), reconState(schedule.row.state).second,
                        counted(static_cast<std::int64_t>(schedule.lines.size()), tr("line"), tr("lines"))));
    const auto money = [&](std::int64_t minor) { return exactAmount(minor, schedule.row.digits); };
    strip_->set({{tr("Opening"), money(proof.opening)}, {tr("+ Added"), money(proof.added)}, {tr("− Released"), money(proof.released)},
        {tr("= Schedule"), money(proof.closing), false, true}, {tr("Books"), money(proof.balance), false, true},
        {tr("Difference, %1").arg(plain(schedule.row.currency)), money(proof.difference), proof.difference != 0, true}});
    setPartial(proof.dropped.empty() ? QString() : scheduleStands(schedule));
    const QString before = lines_->currentHandle();
    lines_->setData(scheduleLineTable(schedule));
    if (!wanted_.isEmpty() && lines_->select(wanted_))
        wanted_.clear();
    else if (before.isEmpty() && !schedule.lines.empty())
        lines_->select(plain(schedule.lines.front().line.key));
    showCard();
    showReady();
}

const AccountOverview* SchedulesPage::currentAccount() const
{
    const QString handle = accounts_->currentHandle();
    const auto found = std::find_if(view_.accounts.begin(), view_.accounts.end(), [&](const AccountOverview& each) { return accountHandle(each) == handle; });
    return found == view_.accounts.end() ? nullptr : &*found;
}

const ScheduleLineRow* SchedulesPage::currentLine() const
{
    if (!view_.schedule)
        return nullptr;
    const QString handle = lines_->currentHandle();
    const auto& all = view_.schedule->lines;
    const auto found = std::find_if(all.begin(), all.end(), [&](const ScheduleLineRow& each) { return plain(each.line.key) == handle; });
    return found == all.end() ? nullptr : &*found;
}

void SchedulesPage::showCard()
{
    updateCommands();
    if (id_ == 0) {
        const AccountOverview* account = currentAccount();
        setContext(account == nullptr ? nullptr : scheduleAccountCard(*account));
        return;
    }
    if (!view_.schedule)
        return;
    const ScheduleLineRow* line = currentLine();
    ContextCard* card = line == nullptr ? scheduleCard(*view_.schedule, view_.names) : scheduleLineCard(*view_.schedule, *line, view_.names);
    if (line != nullptr) {
        for (const Command& each : commands()) {
            if (each.id == QLatin1String("schedules.examine") || each.id == QLatin1String("schedules.change"))
                card->addCommand(each);
        }
    }
    setContext(card);
}

QString SchedulesPage::whyNotChange() const
{
    if (const QString why = whyNotWrite(Permission::PrepareReconciliation); !why.isEmpty())
        return why;
    const PeriodId period = view_.schedule ? view_.schedule->row.period : session().period() ? session().period()->id : PeriodId();
    for (const PeriodRow& each : session().periods()) {
        if (each.id == period && (each.state == "filed" || each.state == "closed"))
            return tr("The period is %1; nothing in it can be changed any more.").arg(plain(each.state));
    }
    return {};
}

QString SchedulesPage::whyNotReview() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    const ScheduleView& schedule = *view_.schedule;
    if (schedule.row.state != "prepared")
        return schedule.row.state == "reviewed" ? tr("It is reviewed already; any change voids both sign-offs.") : tr("The preparer signs first.");
    for (const ReconSignoff& signoff : schedule.signoffs) {
        if (!signoff.voided && signoff.duty == "preparer" && signoff.person == session().actor().person)
            return tr("You prepared it; another person has to review it.");
    }
    return scheduleStands(schedule);
}

std::vector<Command> SchedulesPage::listCommands()
{
    const AccountOverview* account = currentAccount();
    const bool made = account != nullptr && account->schedule;
    QString why = account == nullptr ? tr("Choose an account first.") : made ? QString() : whyNotChange();
    if (why.isEmpty() && account->closed)
        why = tr("A rule closed it; it opens again when anything changes.");
    return {{QStringLiteral("schedules.begin"), made ? tr("Show the schedule") : tr("Begin the schedule…"), [this] { begin(); }, why, QKeySequence(Qt::CTRL | Qt::Key_Return), true, {}}};
}

std::vector<Command> SchedulesPage::lineCommands()
{
    if (!view_.schedule)
        return {};
    const ScheduleView& schedule = *view_.schedule;
    const QString whyNot = whyNotChange();
    const QString stands = scheduleStands(schedule);
    const bool signing = schedule.row.state != "open";
    const QString whyPrepare = !whyNot.isEmpty() ? whyNot : signing ? tr("It is signed already; any change voids the sign-off.") : stands;
    const bool ready = whyPrepare.isEmpty();
    return {
        {QStringLiteral("schedules.line"), tr("Enter a line…"), [this] { putLine(true); }, whyNot, QKeySequence(Qt::Key_N), false, {}},
        {QStringLiteral("schedules.load"), tr("Take lines from a file…"), [this] { load(); }, whyNot, {}, !ready && !signing, QStringLiteral("import")},
        {QStringLiteral("schedules.pdf"), tr("Save as PDF"), [this] { savePaper(); }, {}, {}, false, {}},
        {QStringLiteral("schedules.prepare"), tr("Sign as preparer"), [this] { sign(false); }, whyPrepare, {}, ready && !signing, {}},
        {QStringLiteral("schedules.review"), tr("Sign as reviewer"), [this] { sign(true); }, whyNotReview(), {}, signing, {}},
    };
}

void SchedulesPage::updateCommands()
{
    if (id_ == 0) {
        setCommands(listCommands());
        setHiddenCommands({});
        return;
    }
    const QString whyLine = !whyNotChange().isEmpty() ? whyNotChange() : currentLine() == nullptr ? tr("Choose a line first.") : QString();
    setCommands(lineCommands());
    setHiddenCommands({
        {QStringLiteral("schedules.examine"), tr("Re-examined…"), [this] { examine(); }, whyLine, QKeySequence(Qt::Key_E), false, {}},
        {QStringLiteral("schedules.change"), tr("Change the line…"), [this] { putLine(false); }, whyLine, {}, false, {}},
    });
}

} // namespace oxseal::ui
