// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/processor_page.h"

#include "storage/reads/person_names.h"
#include "storage/reads/recon_reads.h"
#include "storage/texts/texts.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/recon/figures_dialog.h"
#include "ui/recon/processor_words.h"
#include "ui/recon/recon_words.h"

#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

struct NameAnswer
{
    ProcessorAccount row;
    std::string reason;
};

std::optional<NameAnswer> askForProcessor(QWidget* parent, const std::vector<std::pair<std::string, std::string>>& accounts, const std::vector<std::string>& banks,
    const ProcessorAccount* known)
{
    FormDialog dialog(parent, QObject::tr("Name a payment processor"), QObject::tr("Name it"));
    dialog.addWords(QObject::tr("Its report, the clearing account of the books and the bank account its payouts reach are proved against each other."));
    ChoiceBox::Choices choices;
    for (const auto& [account, name] : accounts)
        choices.emplace_back(plain(account), plain(account + " " + name));
    auto* account = new ChoiceBox(choices, known == nullptr ? QString() : plain(known->entity + "/" + known->account));
    account->setObjectName(QStringLiteral("processor.account"));
    ChoiceBox::Choices bankChoices;
    for (const std::string& bank : banks)
        bankChoices.emplace_back(plain(bank), plain(bank));
    auto* bank = new ChoiceBox(bankChoices, known == nullptr ? QString() : plain(known->bankAccount));
    bank->setObjectName(QStringLiteral("processor.bank"));
    auto* name = new QLineEdit(known == nullptr ? QString() : plain(known->name));
    name->setObjectName(QStringLiteral("processor.name"));
    auto* mark = new QLineEdit(known == nullptr ? QString() : plain(known->mark));
    mark->setObjectName(QStringLiteral("processor.mark"));
    const auto days = [](int value, int most) {
        auto* box = new QSpinBox;
        box->setRange(0, most);
        box->setValue(value);
        return box;
    };
    auto* transit = days(known == nullptr ? 7 : known->transitDays, kMostPayoutTransitDays);
    auto* window = days(known == nullptr ? 10 : known->windowDays, kMostPayoutWindowDays);
    dialog.form().addField(QObject::tr("Processor"), name, QObject::tr("Such as Stripe, PayPal, Adyen"));
    dialog.form().addField(QObject::tr("Clearing account"), account);
    dialog.form().addField(QObject::tr("Bank account"), bank, QObject::tr("As its statements were imported"));
    dialog.form().addField(QObject::tr("Named on the statement as"), mark, QObject::tr("Words of the bank's lines; with them, deposits that belong to no payout are told."));
    dialog.form().addField(QObject::tr("Days on the way"), transit, QObject::tr("A payout sent this close to the end may reach the bank in the next period."));
    dialog.form().addField(QObject::tr("Days apart"), window, QObject::tr("Lines tied by their amount alone lie no further from the payout."));
    dialog.askReason(QObject::tr("Payment processor"));
    dialog.setCheck([=]() -> QString { return name->text().trimmed().isEmpty() ? QObject::tr("Give the processor's name.") : QString(); });
    if (!dialog.ask())
        return std::nullopt;
    NameAnswer answer;
    const QString value = account->value();
    const auto slash = value.indexOf(QLatin1Char('/'));
    answer.row.entity = value.left(slash).toStdString();
    answer.row.account = value.mid(slash + 1).toStdString();
    answer.row.bankAccount = bank->value().toStdString();
    answer.row.name = name->text().trimmed().toStdString();
    answer.row.mark = mark->text().trimmed().toStdString();
    answer.row.transitDays = transit->value();
    answer.row.windowDays = window->value();
    answer.reason = dialog.reason().toStdString();
    return answer;
}

} // namespace

ProcessorPage::ProcessorPage(Session& session)
    : Page(session)
    , processors_(new TablePanel(tr("Payment processors")))
    , payouts_(new TablePanel(tr("Payouts")))
{
    setTitle(tr("Payouts"), {{tr("Reconciliations"), QStringLiteral("recon")}});
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    processors_->setNouns(tr("processor"), tr("processors"));
    payouts_->setNouns(tr("line"), tr("lines"));
    payouts_->setNothing(tr("The report shows no payout of the period."));
    column->addWidget(processors_, 1);
    column->addWidget(payouts_, 3);
    connect(processors_, &TablePanel::currentChanged, this, &ProcessorPage::showProcessor);
    connect(payouts_, &TablePanel::currentChanged, this, &ProcessorPage::showCard);
    setBody(body);
}

void ProcessorPage::open(const QString& object)
{
    wanted_ = object;
    reload();
}

void ProcessorPage::reload()
{
    showLoading();
    if (!session().period()) {
        setCommands({});
        showEmpty(tr("Payouts are proved at the end of a period, and this workspace has none yet. Add it under Settings."),
            {QStringLiteral("processors.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}}, QStringLiteral("recon"));
        return;
    }
    session().read(
        this, [period = *session().period(), entity = session().entity().toStdString()](Workspace& workspace) { return readState(workspace, period, entity); },
        [this](Result<State> state) {
            if (!state)
                showError(state.error());
            else
                take(std::move(*state));
        });
}

Result<ProcessorPage::State> ProcessorPage::readState(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    State state;
    OXSEAL_TRY(state.views, processorViews(workspace, period, entity));
    OXSEAL_TRY(state.names, namesById(workspace.db()));
    OXSEAL_TRY(const auto all, entities(workspace.db()));
    for (const Entity& each : all) {
        if (!entity.empty() && each.code != entity)
            continue;
        const auto inventory = accountInventory(workspace, each.code, period);
        if (!inventory && !inventory.error().is(kNoTrialBalance))
            return failWith(inventory);
        for (std::size_t i = 0; inventory && i < inventory->rows.size(); ++i)
            state.accounts.emplace_back(each.code + "/" + inventory->rows[i].plan.account, inventory->rows[i].name);
    }
    OXSEAL_TRY(state.banks, statementAccounts(workspace.db(), period));
    return state;
}

void ProcessorPage::take(State state)
{
    state_ = std::move(state);
    if (state_.views.empty()) {
        setSubtitle({});
        setContext(nullptr);
        updateCommands();
        Command first = commands().front();
        first.primary = true;
        offerOnlyNext();
        showEmpty(tr("What a payment processor collects, keeps and pays out. Name its clearing account, import its report, and each payout is proved from gross to net, at the bank and in the books."),
            first, QStringLiteral("recon"));
        return;
    }
    const auto open = std::count_if(state_.views.begin(), state_.views.end(), [](const ProcessorView& view) { return view.missing || !view.clean(); });
    setSubtitle(tr("%1, %2 with something that differs or is missing.").arg(counted(static_cast<std::int64_t>(state_.views.size()), tr("processor"), tr("processors")), count(open)));
    const QString before = processors_->currentHandle();
    processors_->setData(processorTable(state_.views));
    if (!wanted_.isEmpty() && processors_->select(wanted_))
        wanted_.clear();
    else if (before.isEmpty())
        processors_->select(QString::number(state_.views.front().row.id));
    showProcessor();
    showReady();
}

const ProcessorView* ProcessorPage::current() const
{
    const QString handle = processors_->currentHandle();
    const auto found = std::find_if(state_.views.begin(), state_.views.end(), [&](const ProcessorView& view) { return QString::number(view.row.id) == handle; });
    return found == state_.views.end() ? nullptr : &*found;
}

void ProcessorPage::showProcessor()
{
    const ProcessorView* view = current();
    payouts_->setData(view == nullptr ? std::make_shared<ListData>(std::vector<TableColumn>{}) : payoutTable(*view));
    setPartial(view != nullptr && view->missing ? plain(texts::what(*view->missing)) : QString());
    showCard();
    updateCommands();
}

/// The processor, and above it the payout that is chosen.
void ProcessorPage::showCard()
{
    const ProcessorView* view = current();
    bool number = false;
    const auto at = static_cast<std::size_t>(payouts_->currentHandle().toULongLong(&number));
    const bool chosen = view != nullptr && number && at < view->proof.payouts.size();
    setContext(view == nullptr ? nullptr : processorCard(*view, chosen ? &view->proof.payouts[at] : nullptr, state_.names));
}

QString ProcessorPage::whyNotSign(bool reviewing) const
{
    if (const QString why = whyNotWrite(reviewing ? Permission::ReviewReconciliation : Permission::PrepareReconciliation); !why.isEmpty())
        return why;
    const ProcessorView* view = current();
    if (view == nullptr)
        return tr("Choose a processor first.");
    if (view->missing)
        return plain(texts::what(*view->missing));
    const PersonId self = session().actor().person;
    return whyNotSignFigures(view->signedAs("preparer"), view->signedAs("reviewer"), reviewing, self,
        view->row.madeBy == self ? tr("You set the limits; another person has to review it.") : QString());
}

void ProcessorPage::updateCommands()
{
    QString whyName = whyNotWrite(Permission::PrepareReconciliation);
    if (whyName.isEmpty() && state_.accounts.empty())
        whyName = tr("No trial balance of this period is imported, so that no account is known.");
    else if (whyName.isEmpty() && state_.banks.empty())
        whyName = tr("No statement of this period is imported, so that no bank account is known.");
    const ProcessorView* view = current();
    QString whyRetire = whyNotWrite(Permission::PrepareReconciliation);
    if (whyRetire.isEmpty() && view == nullptr)
        whyRetire = tr("Choose a processor first.");
    const bool missing = view != nullptr && view->missing.has_value();
    const bool prepared = view != nullptr && view->state == "prepared";
    const bool open = view != nullptr && view->state == "open";
    setCommands({{QStringLiteral("processors.name"), tr("Name a processor…"), [this] { nameHere(); }, whyName, QKeySequence(Qt::Key_A), false, {}},
        {QStringLiteral("processors.import"), tr("Import its report"), [this] { Q_EMIT navigate({QStringLiteral("import"), {}}); }, {}, {}, missing, {}},
        {QStringLiteral("processors.retire"), tr("Retire it…"), [this] { retireHere(); }, whyRetire, {}, false, {}},
        {QStringLiteral("processors.prepare"), tr("Sign as preparer"), [this] { sign(false); }, whyNotSign(false), {}, open, {}},
        {QStringLiteral("processors.review"), tr("Sign as reviewer"), [this] { sign(true); }, whyNotSign(true), {}, prepared, {}}});
}

void ProcessorPage::nameHere()
{
    const ProcessorView* view = current();
    const auto answer = askForProcessor(this, state_.accounts, state_.banks, view == nullptr ? nullptr : &view->row);
    if (!answer)
        return;
    act(tr("Naming a processor"), [answer = *answer](Workspace& workspace, const Progress&) { return nameProcessor(workspace, answer.row, answer.reason); },
        [this](const Result<NamedProcessor>& made) {
            wanted_ = QString::number(made->id);
            Q_EMIT said(made->changed ? tr("Changed.") : tr("Named."));
        });
}

void ProcessorPage::retireHere()
{
    const ProcessorView* view = current();
    if (view == nullptr)
        return;
    const std::int64_t id = view->row.id; // while the dialog is open the page may read anew
    const auto answer = askToAct(this,
        {tr("Retire %1").arg(plain(view->row.name)), tr("Retire"),
            {tr("Its payouts are proved no more, and it stands in no binder and no packet from now on. What was signed stays in the record."),
                tr("Naming it again takes it back.")},
            {}, false, {}, true});
    if (!answer)
        return;
    act(tr("Retiring a processor"),
        [id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return retireProcessor(workspace, id, reason); },
        [this](const Status&) { Q_EMIT said(tr("Retired.")); });
}

void ProcessorPage::sign(bool reviewing)
{
    const ProcessorView* view = current();
    if (view == nullptr)
        return;
    const std::int64_t id = view->row.id; // while the dialog is open the page may read anew
    const auto answer = askToSignFigures(this, reviewing,
        tr("%1 on %2: difference %3 %4, bank differs by %5, payouts that differ: %6.")
            .arg(plain(view->row.name), plain(view->row.entity + "/" + view->row.account), exactAmount(view->proof.difference, view->digits), plain(view->currency),
                exactAmount(view->proof.bankDiffers, view->digits), count(static_cast<std::int64_t>(view->proof.differing))),
        !view->clean());
    if (!answer)
        return;
    act(reviewing ? tr("Reviewing the payouts") : tr("Preparing the payouts"),
        [id, period = *session().period(), duty = std::string(reviewing ? "reviewer" : "preparer"), answer = *answer](
            Workspace& workspace, const Progress&) { return signProcessor(workspace, id, period, duty, answer.cause, answer.note); },
        [this](const Status&) { Q_EMIT said(tr("Signed.")); });
}

} // namespace oxseal::ui
