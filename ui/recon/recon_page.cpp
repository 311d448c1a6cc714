// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/recon_page.h"

#include "storage/reads/people_reads.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"
#include "ui/recon/exception_card.h"
#include "ui/recon/exception_queue.h"
#include "ui/recon/groups_view.h"
#include "ui/recon/inventory_view.h"
#include "ui/recon/recon_words.h"
#include "ui/recon/reconciliation_view.h"

#include <QStackedWidget>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString reconcileWords(const AccountOverview* row)
{
    if (row != nullptr && row->reconciliation)
        return QObject::tr("Show the reconciliation");
    if (row != nullptr && row->mirror && !row->schedule)
        return QObject::tr("Show the pair");
    if (row != nullptr && row->processor && !row->schedule)
        return QObject::tr("Show the payouts");
    const bool scheduled = row != nullptr
        && (row->schedule || row->account.plan.method == recon::AccountMethod::Schedule || row->account.plan.method == recon::AccountMethod::RollForward);
    return scheduled ? QObject::tr("Show the schedule") : QObject::tr("Reconcile the account");
}

} // namespace

ReconPage::ReconPage(Session& session)
    : Page(session)
    , stack_(new QStackedWidget)
    , inventory_(new InventoryView)
    , one_(new ReconciliationView)
{
    stack_->addWidget(inventory_);
    stack_->addWidget(one_);
    setBody(stack_);
    connect(inventory_, &InventoryView::currentChanged, this, &ReconPage::showAccount);
    connect(inventory_, &InventoryView::activated, this, &ReconPage::reconcile);
    connect(one_, &ReconciliationView::currentItemChanged, this, &ReconPage::showItem);
    connect(one_, &ReconciliationView::linesChosen, this, &ReconPage::showOneCommands);
    connect(one_, &ReconciliationView::activated, this, [this](const QString& handle) {
        if (detail_ && itemOf(detail_->view, handle) != nullptr)
            classify();
        else
            one_->choose(handle);
    });
    open({});
}

void ReconPage::open(const QString& object)
{
    const qsizetype slash = object.indexOf(QLatin1Char('/'));
    bool number = false;
    const std::int64_t id = object.left(slash < 0 ? object.size() : slash).toLongLong(&number);
    const std::int64_t before = id_;
    id_ = number ? id : 0;
    wanted_ = number ? (slash < 0 ? QString() : object.mid(slash + 1)) : object;
    if (before != id_)
        detail_.reset();
    stack_->setCurrentIndex(id_ == 0 ? 0 : 1);
    if (id_ == 0) {
        setTitle(tr("Reconciliations"));
        showInventoryCommands();
        showAccount();
    }
}

void ReconPage::reload()
{
    showLoading();
    if (id_ == 0)
        reloadInventory();
    else
        reloadOne();
}

void ReconPage::reloadInventory()
{
    if (!session().period()) {
        setCommands({});
        setSubtitle({});
        showEmpty(tr("Reconciliations prove per entity and period that the books agree with the bank. There is no period yet: add one under Settings."),
            {QStringLiteral("recon.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("recon"));
        return;
    }
    struct Answer
    {
        Result<ReconOverview> overview;
        std::vector<std::string> people;
    };
    session().read(
        this,
        [period = *session().period(), entity = session().entity().toStdString()](Workspace& workspace) {
            Answer answer{reconOverview(workspace, period, entity), {}};
            if (const auto all = persons(workspace.db())) {
                for (const Person& person : *all)
                    answer.people.push_back(person.login);
            }
            return answer;
        },
        [this](Answer answer) {
            if (id_ != 0)
                return; // another object was opened meanwhile
            if (!answer.overview)
                showError(answer.overview.error());
            else
                takeOverview(std::move(*answer.overview), std::move(answer.people));
        });
}

void ReconPage::takeOverview(ReconOverview overview, std::vector<std::string> people)
{
    people_ = std::move(people);
    QStringList missing;
    std::size_t accounts = 0;
    std::size_t covered = 0;
    for (const EntityCoverage& entity : overview.entities) {
        accounts += entity.accounts;
        covered += entity.covered;
        if (!entity.trialBalance)
            missing << plain(entity.entity);
    }
    const bool nothing = overview.accounts.empty();
    inventory_->setOverview(std::move(overview));
    if (nothing) {
        setCommands({});
        setSubtitle({});
        setContext(nullptr);
        showEmpty(tr("The inventory lists every account of the trial balance, so that none is forgotten. Import the trial balance of each entity for %1, "
                     "then its statements and ledger.").arg(plain(session().period()->period.name())),
            {QStringLiteral("recon.import"), tr("Import files"), [this] { Q_EMIT navigate({QStringLiteral("import"), {}}); }, {}, {}, true, {}},
            QStringLiteral("recon"));
        return;
    }
    setPartial(missing.isEmpty() ? QString() : tr("No trial balance for %1: what is missing there cannot be seen.").arg(missing.join(QStringLiteral(", "))));
    setSubtitle(tr("%1 in the trial balances, %2 with a plan.")
                    .arg(counted(static_cast<std::int64_t>(accounts), tr("account"), tr("accounts")), count(static_cast<std::int64_t>(covered))));
    if (!wanted_.isEmpty() && inventory_->select(wanted_))
        wanted_.clear();
    showAccount();
    showReady();
}

void ReconPage::reloadOne()
{
    session().read(
        this, [id = ReconciliationId(id_)](Workspace& workspace) { return reconciliationDetail(workspace, id); },
        [this](Result<ReconDetail> detail) {
            if (!detail)
                showError(detail.error());
            else if (detail->view.row.id.value == id_)
                takeDetail(std::move(*detail));
        });
}

void ReconPage::takeDetail(ReconDetail detail)
{
    detail_ = std::move(detail);
    const ReconView& view = detail_->view;
    setTitle(QStringLiteral("%1 · %2").arg(plain(view.row.entity), plain(view.row.account)), {{tr("Reconciliations"), QStringLiteral("recon")}});
    setPartial(view.inputsChanged ? tr("Newer files have been imported since this was laid out. Lay them out anew; what was decided about lines stays.")
                                  : QString());
    const auto [mark, word] = reconState(view.row.state);
    setSubtitle(tr("%1 · %2 · %3 · %4 · difference %5 %6")
                    .arg(plain(view.row.accountName), plain(view.period.name()), word, counted(static_cast<std::int64_t>(view.lines.size()), tr("line"), tr("lines")),
                        exactAmount(view.proof.difference, view.row.digits), plain(view.row.currency)));
    one_->set(*detail_);
    if (!wanted_.isEmpty())
        one_->choose(wanted_);
    else if ((advance_ || one_->current().isEmpty()) && one_->currentIndex() == ReconciliationView::Proof && view.row.state == "open")
        one_->chooseFirst();
    wanted_.clear();
    advance_ = false;
    showItem(one_->current());
    showReady();
}

QString ReconPage::whyNotReconcile() const
{
    const AccountOverview* row = inventory_->current();
    if (row == nullptr)
        return tr("Choose an account first.");
    const recon::AccountMethod method = row->account.plan.method;
    if (row->reconciliation || row->schedule || row->mirror || row->processor || method == recon::AccountMethod::Schedule || method == recon::AccountMethod::RollForward)
        return {}; // the last two are supported on the page of schedules
    if (method != recon::AccountMethod::Matching)
        return tr("Only accounts with the method Matching are reconciled here; assign it first.");
    return whyNotWrite(Permission::PrepareReconciliation);
}

void ReconPage::showInventoryCommands()
{
    const AccountOverview* row = inventory_->current();
    const QString whyNotPlan = row == nullptr ? tr("Choose an account first.") : whyNotWrite(Permission::PrepareReconciliation);
    const QString whyNotLimits = row == nullptr ? tr("Choose an account first.")
        : row->account.state == recon::AccountState::Unassigned ? tr("Assign the account first.")
                                                                : whyNotWrite(Permission::ReviewReconciliation);
    const QString whyNotOpen = whyNotReconcile();
    setCommands({
        {QStringLiteral("recon.binder"), tr("Save the binder"), [this] { saveBinder(); }, {}, {}, false, {}},
        {QStringLiteral("recon.closed"), tr("Closed by rule"), [this] { Q_EMIT navigate({QStringLiteral("closed"), {}}); }, {}, {}, false, {}},
        {QStringLiteral("recon.limits"), tr("Limits…"), [this] { setLimits(); }, whyNotLimits, {}, false, {}},
        {QStringLiteral("recon.assign"), tr("Assign account…"), [this] { assign(); }, whyNotPlan, QKeySequence(Qt::Key_A), false, {}},
        {QStringLiteral("recon.reconcile"), reconcileWords(row), [this] { reconcile(); }, whyNotOpen,
            QKeySequence(Qt::CTRL | Qt::Key_Return), true, {}},
    });
    setHiddenCommands({});
}

void ReconPage::showAccount()
{
    if (id_ != 0)
        return;
    showInventoryCommands();
    ContextCard* card = inventory_->card();
    if (card != nullptr) {
        const AccountOverview* row = inventory_->current();
        card->addCommand({QStringLiteral("recon.card"), reconcileWords(row),
            [this] { reconcile(); }, whyNotReconcile(), {}, false, {}});
    }
    setContext(card);
}

QString ReconPage::whyNotDecide() const
{
    const QString why = whyNotWrite(Permission::PrepareReconciliation);
    return why.isEmpty() ? whyNotChange() : why;
}

QString ReconPage::whyNotChange() const
{
    const auto period = std::find_if(session().periods().begin(), session().periods().end(),
        [&](const PeriodRow& each) { return detail_ && each.id == detail_->view.row.period; });
    if (period != session().periods().end() && (period->state == "filed" || period->state == "closed"))
        return tr("The period is %1; nothing in it can be changed any more.").arg(plain(period->state));
    return {};
}

QString ReconPage::whyNotReview() const
{
    if (const QString why = whyNotWrite(Permission::ReviewReconciliation); !why.isEmpty())
        return why;
    const ReconView& view = detail_->view;
    if (view.row.state == "reviewed")
        return tr("It is reviewed already; any change voids both sign-offs.");
    if (view.row.state != "prepared")
        return tr("The preparer signs first.");
    for (const ReconSignoff& signoff : view.signoffs) {
        if (!signoff.voided && signoff.duty == "preparer" && signoff.person == session().actor().person)
            return tr("You prepared it; another person has to review it.");
    }
    return whyNotProved(view);
}

void ReconPage::showOneCommands()
{
    if (!detail_ || id_ == 0)
        return;
    const ReconView& view = detail_->view;
    const QString whyNot = whyNotDecide();
    const QString chosen = one_->current();
    const ReconGroupRow* group = groupOf(view, chosen);
    const QString whyNotPrepare = !whyNot.isEmpty() ? whyNot
        : view.row.state != "open"                  ? tr("It is signed already; any change voids the sign-off.")
                                                    : whyNotProved(view);
    const bool fresh = view.row.rules.empty();
    const bool signing = view.row.state != "open";
    setCommands({
        {QStringLiteral("recon.pdf"), tr("Save as PDF"), [this] { savePaper(); }, {}, {}, false, {}},
        {QStringLiteral("recon.match"), tr("Run matching"), [this] { runMatching(); }, whyNot, QKeySequence(Qt::Key_R), fresh && !signing, {}},
        {QStringLiteral("recon.prepare"), tr("Sign as preparer"), [this] { prepare(); }, whyNotPrepare, {}, !fresh && !signing, {}},
        {QStringLiteral("recon.review"), tr("Sign as reviewer"), [this] { review(); }, whyNotReview(), {}, signing, {}},
    });
    const QString whyNotItem = !whyNot.isEmpty() ? whyNot : itemOf(view, chosen) == nullptr ? tr("Choose an open item first.") : QString();
    const QString whyNotConfirm = !whyNot.isEmpty() ? whyNot
        : group == nullptr || group->state != "suggested" ? tr("Choose a suggested group first.")
                                                          : QString();
    const QString whyNotAlike = !whyNotConfirm.isEmpty() ? whyNotConfirm
        : alikeGroups(*detail_, *group).size() < 2      ? tr("No other suggestion of this rule waits for the same reasons.")
                                                        : QString();
    const QString whyNotDissolve = !whyNot.isEmpty() ? whyNot : group == nullptr ? tr("Choose a group first.") : QString();
    const QString whyNotHand = !whyNot.isEmpty()      ? whyNot
        : one_->openLines().chosen().size() < 2 ? tr("Choose at least two lines under Match by hand.")
                                                : QString();
    setHiddenCommands({
        {QStringLiteral("recon.classify"), tr("Give the item a category…"), [this] { classify(); }, whyNotItem, QKeySequence(Qt::Key_C), false, {}},
        {QStringLiteral("recon.decide"), tr("Decide about the exception…"), [this] { decideAbout(); }, whyNotException(), QKeySequence(Qt::Key_D), false, {}},
        {QStringLiteral("recon.raise"), tr("Raise as deficiency…"), [this] { raiseItem(); }, whyNotRaise(), QKeySequence(Qt::Key_F), false, {}},
        {QStringLiteral("recon.follow"), tr("Take what is suggested…"), [this] { followHint(); }, whyNotFollow(), QKeySequence(Qt::Key_S), false, {}},
        {QStringLiteral("recon.confirm"), tr("Confirm the suggestion…"), [this] { confirmGroup(); }, whyNotConfirm, QKeySequence(Qt::Key_M), false, {}},
        {QStringLiteral("recon.alike"), tr("Confirm all alike…"), [this] { confirmAlike(); }, whyNotAlike, QKeySequence(Qt::SHIFT | Qt::Key_M), false, {}},
        {QStringLiteral("recon.dissolve"), tr("Dissolve the group…"), [this] { dissolveGroup(); }, whyNotDissolve, QKeySequence(Qt::Key_U), false, {}},
        {QStringLiteral("recon.hand"), tr("Match the chosen lines…"), [this] { matchByHand(); }, whyNotHand, QKeySequence(Qt::Key_H), false, {}},
        {QStringLiteral("recon.entries"), tr("Save the proposed entries…"), [this] { saveEntries(); },
            proposedEntries(view, detail_->exceptions).empty() ? tr("No exception here proposes an entry.") : QString(), QKeySequence(Qt::Key_E), false, {}},
        {QStringLiteral("recon.sheet"), tr("Check a spreadsheet…"), [this] { Q_EMIT navigate({QStringLiteral("sheet"), QString::number(id_)}); }, {}, {}, false, {}},
        {QStringLiteral("recon.opening"), tr("Sign the opening statement…"), [this] { signOpening(); }, whyNotOpening(), {}, false, {}},
        {QStringLiteral("recon.layout"), tr("Lay the files out anew…"), [this] { layOut({}); }, whyNot, {}, false, {}},
    });
}

ContextCard* ReconPage::summaryCard() const
{
    const ReconView& view = detail_->view;
    auto* card = new ContextCard(plain(view.row.account) + QLatin1Char(' ') + plain(view.row.accountName));
    const auto [mark, word] = reconState(view.row.state);
    card->setMark(mark, word);
    card->addFact(tr("Entity"), plain(view.row.entity));
    card->addFact(tr("Period"), plain(view.period.name()));
    card->addFact(tr("Rules"), view.row.rules.empty() ? tr("not run yet") : plain(view.row.rules));
    if (detail_->exceptions.overdue > 0)
        card->addFact(tr("Exceptions"), tr("%1 overdue").arg(count(static_cast<std::int64_t>(detail_->exceptions.overdue))));
    const QString stands = whyNotProved(view);
    card->addSection(tr("Before anybody signs"));
    card->addText(stands.isEmpty() ? tr("Nothing stands against it: the difference is zero, every item has a category, every check holds.") : stands);
    if (view.opening) {
        card->addSection(tr("Opening statement"));
        const auto [openingMark, openingWord] = reconState(view.opening->state);
        card->addFact(tr("First period"), openingWord);
    }
    card->addSection(tr("Your own spreadsheet"));
    card->addFact(tr("Compare"), tr("check a spreadsheet"), QStringLiteral("sheet:%1").arg(view.row.id.value));
    return card;
}

void ReconPage::showItem(const QString& handle)
{
    if (!detail_ || id_ == 0)
        return;
    showOneCommands();
    ContextCard* card = one_->currentIndex() == ReconciliationView::ByHand || handle.isEmpty() ? summaryCard() : itemCard(*detail_, handle);
    if (card != nullptr && exceptionOf(*detail_, handle) != nullptr)
        card->addCommand({QStringLiteral("recon.card.raise"), tr("Raise as deficiency…"), [this] { raiseItem(); }, whyNotRaise(), {}, false, {}});
    if (card == nullptr)
        card = summaryCard();
    const auto& hidden = commands();
    const auto add = [&](const char* id, bool wanted) {
        const auto found = std::find_if(hidden.begin(), hidden.end(), [&](const Command& each) { return each.id == QLatin1String(id); });
        if (wanted && found != hidden.end())
            card->addCommand(*found);
    };
    const ReconGroupRow* group = groupOf(detail_->view, handle);
    const bool pending = group != nullptr && isPending(*group);
    add("recon.opening", handle.isEmpty() && detail_->view.opening && detail_->view.opening->state != "reviewed");
    add("recon.confirm", group != nullptr && group->state == "suggested");
    add("recon.alike", group != nullptr && group->state == "suggested" && alikeGroups(*detail_, *group).size() > 1);
    if (pending)
        card->addCommand({QStringLiteral("recon.candidates"), tr("Choose among the candidates"), [this] { showCandidates(); }, {}, {}, false, {}});
    const ExceptionRow* exception = exceptionOf(*detail_, handle);
    add("recon.follow", exception != nullptr && !hintWord(*exception).isEmpty() && !recon::settles(exception->standing.disposition));
    add("recon.decide", exception != nullptr);
    add("recon.classify", itemOf(detail_->view, handle) != nullptr);
    add("recon.dissolve", group != nullptr);
    add("recon.hand", one_->currentIndex() == ReconciliationView::ByHand);
    add("recon.layout", detail_->view.inputsChanged);
    setContext(card);
}

} // namespace oxseal::ui
