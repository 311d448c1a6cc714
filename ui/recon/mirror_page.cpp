// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/mirror_page.h"

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
#include "ui/recon/mirror_words.h"
#include "ui/recon/recon_words.h"

#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

struct RateAnswer
{
    RateRow rate;
    std::string reason;
};

std::optional<RateAnswer> askForRate(QWidget* parent, const QString& in, const QString& of, const std::set<std::string>& currencies, Day last)
{
    FormDialog dialog(parent, QObject::tr("State a closing rate"), QObject::tr("State"));
    dialog.addWords(QObject::tr("As it was published. It is used as stated and never inverted; a later one replaces it, and signatures on what it changes lapse."));
    ChoiceBox::Choices choices;
    for (const std::string& currency : currencies)
        choices.emplace_back(plain(currency), plain(currency));
    auto* units = new ChoiceBox(choices, in);
    units->setObjectName(QStringLiteral("rate.in"));
    auto* one = new ChoiceBox(choices, of);
    one->setObjectName(QStringLiteral("rate.of"));
    auto* rate = new QLineEdit;
    rate->setObjectName(QStringLiteral("rate.rate"));
    auto* source = new QLineEdit;
    source->setObjectName(QStringLiteral("rate.source"));
    auto* day = new DayEdit(last);
    dialog.form().addField(QObject::tr("So many"), units);
    dialog.form().addField(QObject::tr("For one"), one);
    dialog.form().addField(QObject::tr("Rate"), rate, QObject::tr("Such as 1.0843"));
    dialog.form().addField(QObject::tr("Of the day"), day);
    dialog.form().addField(QObject::tr("Source"), source, QObject::tr("Who published it"));
    dialog.askReason(QObject::tr("Closing rate"));
    dialog.setCheck([=]() -> QString {
        if (units->value() == one->value())
            return QObject::tr("Two different currencies.");
        if (!recon::ExchangeRate::fromText(rate->text().trimmed().toStdString()))
            return QObject::tr("A number such as 1.0843.");
        return source->text().trimmed().isEmpty() ? QObject::tr("Say who published it.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    RateAnswer answer;
    answer.rate.in = units->value().toStdString();
    answer.rate.of = one->value().toStdString();
    answer.rate.rate = rate->text().trimmed().toStdString();
    answer.rate.source = source->text().trimmed().toStdString();
    answer.rate.day = day->day();
    answer.reason = dialog.reason().toStdString();
    return answer;
}

struct RatesAnswer
{
    std::string file, in, source, reason;
};

std::optional<RatesAnswer> askForRates(QWidget* parent, const std::set<std::string>& currencies)
{
    FormDialog dialog(parent, QObject::tr("Read a list of rates"), QObject::tr("State them"));
    dialog.addWords(QObject::tr("CSV with the columns date, currency, rate, and in and source unless they are given here. Of two currencies the last day of the period is the closing "
                                "rate; other days are passed over and counted."));
    auto* file = new FileField(QObject::tr("Choose a list of rates"));
    file->setObjectName(QStringLiteral("rates.file"));
    ChoiceBox::Choices choices{{QString(), QObject::tr("As the list says")}};
    for (const std::string& currency : currencies)
        choices.emplace_back(plain(currency), plain(currency));
    auto* in = new ChoiceBox(choices);
    auto* source = new QLineEdit;
    dialog.form().addField(QObject::tr("List"), file);
    dialog.form().addField(QObject::tr("Told in"), in, QObject::tr("So many of this for one of the line's currency"));
    dialog.form().addField(QObject::tr("Source"), source, QObject::tr("Who published it; empty: as the list says"));
    dialog.askReason(QObject::tr("Closing rates"));
    dialog.setCheck([=]() -> QString {
        if (file->path().isEmpty())
            return QObject::tr("Choose the list.");
        return file->problem();
    });
    if (!dialog.ask())
        return std::nullopt;
    return RatesAnswer{file->path().toStdString(), in->value().toStdString(), source->text().trimmed().toStdString(), dialog.reason().toStdString()};
}

struct PairAnswer
{
    MirrorRow row;
    std::string reason;
};

std::optional<PairAnswer> askForPair(QWidget* parent, const std::vector<std::pair<std::string, std::string>>& accounts)
{
    FormDialog dialog(parent, QObject::tr("Lay two accounts side by side"), QObject::tr("Pair them"));
    dialog.addWords(QObject::tr("What one entity claims the other owes. The difference is told in the currency of the first."));
    ChoiceBox::Choices choices;
    for (const auto& [account, name] : accounts)
        choices.emplace_back(plain(account), plain(account + " " + name));
    auto* first = new ChoiceBox(choices);
    first->setObjectName(QStringLiteral("pair.first"));
    auto* second = new ChoiceBox(choices);
    second->setObjectName(QStringLiteral("pair.second"));
    auto* because = new QLineEdit;
    because->setObjectName(QStringLiteral("pair.because"));
    const auto days = [] {
        auto* box = new QSpinBox;
        box->setRange(0, 365);
        box->setValue(10);
        return box;
    };
    auto* transit = days();
    auto* window = days();
    auto* margin = new QSpinBox;
    margin->setRange(0, 1000);
    margin->setValue(50);
    dialog.form().addField(QObject::tr("One side"), first);
    dialog.form().addField(QObject::tr("Other side"), second);
    dialog.form().addField(QObject::tr("What stands on them"), because, QObject::tr("Such as: deliveries, loan of 2024"));
    dialog.form().addField(QObject::tr("Days on the way"), transit, QObject::tr("A line on one side only, this close to the end, is a payment on its way."));
    dialog.form().addField(QObject::tr("Days apart"), window, QObject::tr("Lines paired by their amount alone lie no further apart."));
    dialog.form().addField(QObject::tr("Rate may depart by ‰"), margin, QObject::tr("Beyond it the amounts differ, not the rate."));
    dialog.askReason(QObject::tr("Intercompany accounts"));
    dialog.setCheck([=]() -> QString {
        if (first->value().section(QLatin1Char('/'), 0, 0) == second->value().section(QLatin1Char('/'), 0, 0))
            return QObject::tr("Two accounts of different entities.");
        return because->text().trimmed().isEmpty() ? QObject::tr("Say what stands on them.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    const auto part = [](const ChoiceBox* box, bool entity) {
        const QString value = box->value();
        const auto slash = value.indexOf(QLatin1Char('/'));
        return (entity ? value.left(slash) : value.mid(slash + 1)).toStdString();
    };
    PairAnswer answer;
    answer.row.firstEntity = part(first, true);
    answer.row.firstAccount = part(first, false);
    answer.row.secondEntity = part(second, true);
    answer.row.secondAccount = part(second, false);
    answer.row.because = because->text().trimmed().toStdString();
    answer.row.transitDays = transit->value();
    answer.row.windowDays = window->value();
    answer.row.rateMargin = margin->value();
    answer.reason = dialog.reason().toStdString();
    return answer;
}

} // namespace

MirrorPage::MirrorPage(Session& session)
    : Page(session)
    , pairs_(new TablePanel(tr("Intercompany accounts")))
    , items_(new TablePanel(tr("Lines of the pair")))
{
    setTitle(tr("Intercompany"), {{tr("Reconciliations"), QStringLiteral("recon")}});
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    pairs_->setNouns(tr("pair"), tr("pairs"));
    items_->setNouns(tr("line"), tr("lines"));
    items_->setNothing(tr("No line of the period stands on these accounts."));
    column->addWidget(pairs_, 2);
    column->addWidget(items_, 3);
    connect(pairs_, &TablePanel::currentChanged, this, &MirrorPage::showPair);
    setBody(body);
}

void MirrorPage::open(const QString& object)
{
    wanted_ = object;
    reload();
}

void MirrorPage::reload()
{
    showLoading();
    if (!session().period()) {
        setCommands({});
        showEmpty(tr("Intercompany accounts are laid side by side at the end of a period, and this workspace has none yet. Add it under Settings."),
            {QStringLiteral("mirror.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}}, QStringLiteral("recon"));
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

Result<MirrorPage::State> MirrorPage::readState(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    State state;
    OXSEAL_TRY(state.views, mirrorViews(workspace, period, entity));
    OXSEAL_TRY(state.names, namesById(workspace.db()));
    OXSEAL_TRY(const auto all, entities(workspace.db()));
    for (const Entity& each : all) {
        state.currencies.insert(each.currency.code());
        const auto inventory = accountInventory(workspace, each.code, period);
        if (!inventory && !inventory.error().is(kNoTrialBalance))
            return failWith(inventory);
        for (std::size_t i = 0; inventory && i < inventory->rows.size(); ++i)
            state.accounts.emplace_back(each.code + "/" + inventory->rows[i].plan.account, inventory->rows[i].name);
    }
    return state;
}

void MirrorPage::take(State state)
{
    state_ = std::move(state);
    if (state_.views.empty()) {
        setSubtitle({});
        setContext(nullptr);
        updateCommands();
        Command first = commands().front();
        first.primary = true;
        offerOnlyNext();
        showEmpty(tr("What one entity of the group claims another owes. Name the two accounts, and each quarter shows line by line whether they agree, also in two currencies."),
            first, QStringLiteral("recon"));
        return;
    }
    const auto open = std::count_if(state_.views.begin(), state_.views.end(), [](const MirrorView& view) { return view.missing || view.unexplained() != 0; });
    setSubtitle(tr("%1, %2 with something unexplained or missing.").arg(counted(static_cast<std::int64_t>(state_.views.size()), tr("pair"), tr("pairs")), count(open)));
    const QString before = pairs_->currentHandle();
    pairs_->setData(mirrorTable(state_.views));
    if (!wanted_.isEmpty() && pairs_->select(wanted_))
        wanted_.clear();
    else if (before.isEmpty())
        pairs_->select(QString::number(state_.views.front().row.id));
    showPair();
    showReady();
}

const MirrorView* MirrorPage::current() const
{
    const QString handle = pairs_->currentHandle();
    const auto found = std::find_if(state_.views.begin(), state_.views.end(), [&](const MirrorView& view) { return QString::number(view.row.id) == handle; });
    return found == state_.views.end() ? nullptr : &*found;
}

void MirrorPage::showPair()
{
    const MirrorView* view = current();
    items_->setData(view == nullptr ? std::make_shared<ListData>(std::vector<TableColumn>{}) : mirrorItems(*view));
    setPartial(view != nullptr && view->missing ? plain(texts::what(*view->missing)) : QString());
    ContextCard* card = view == nullptr ? nullptr : mirrorCard(*view, state_.names);
    if (card != nullptr)
        card->addCommand({QStringLiteral("mirror.retire"), tr("Retire the pair…"), [this] { retireHere(); }, whyNotWrite(Permission::PrepareReconciliation), {}, false, {}});
    setContext(card);
    updateCommands();
}

QString MirrorPage::whyNotSign(bool reviewing) const
{
    if (const QString why = whyNotWrite(reviewing ? Permission::ReviewReconciliation : Permission::PrepareReconciliation); !why.isEmpty())
        return why;
    const MirrorView* view = current();
    if (view == nullptr)
        return tr("Choose a pair first.");
    if (view->missing)
        return plain(texts::what(*view->missing));
    const PersonId self = session().actor().person;
    return whyNotSignFigures(view->signedAs("preparer"), view->signedAs("reviewer"), reviewing, self,
        view->restsOn(self) ? tr("You stated the rate or set the limits; another person has to review it.") : QString());
}

void MirrorPage::updateCommands()
{
    QString whyPair = whyNotWrite(Permission::PrepareReconciliation);
    if (whyPair.isEmpty() && state_.accounts.empty())
        whyPair = tr("No trial balance of this period is imported, so that no account is known.");
    const QString whyRate = whyNotWrite(Permission::PrepareReconciliation);
    const MirrorView* view = current();
    const bool missing = view != nullptr && view->missing.has_value();
    const bool prepared = view != nullptr && view->state == "prepared";
    const bool open = view != nullptr && view->state == "open";
    setCommands({{QStringLiteral("mirror.pair"), tr("Pair accounts…"), [this] { pairHere(); }, whyPair, QKeySequence(Qt::Key_A), false, {}},
        {QStringLiteral("mirror.rate"), tr("State a rate…"), [this] { stateRateHere(); }, whyRate, QKeySequence(Qt::Key_R), missing, {}},
        {QStringLiteral("mirror.rates"), tr("List of rates…"), [this] { readRatesHere(); }, whyRate, {}, false, {}},
        {QStringLiteral("mirror.prepare"), tr("Sign as preparer"), [this] { sign(false); }, whyNotSign(false), {}, open, {}},
        {QStringLiteral("mirror.review"), tr("Sign as reviewer"), [this] { sign(true); }, whyNotSign(true), {}, prepared, {}}});
}

void MirrorPage::pairHere()
{
    const auto answer = askForPair(this, state_.accounts);
    if (!answer)
        return;
    act(tr("Pairing accounts"), [answer = *answer](Workspace& workspace, const Progress&) { return pairAccounts(workspace, answer.row, answer.reason); },
        [this](const Result<NamedPair>& made) {
            wanted_ = QString::number(made->id);
            Q_EMIT said(made->changed ? tr("The pair was there; its limits and words are now those given.") : tr("Paired."));
        });
}

void MirrorPage::retireHere()
{
    const MirrorView* view = current();
    if (view == nullptr)
        return;
    const std::int64_t id = view->row.id; // while the dialog is open the page may read anew
    const auto answer = askToAct(this,
        {tr("Retire the pair of %1 and %2").arg(mirrorAccount(view->first), mirrorAccount(view->second)), tr("Retire"),
            {tr("It is laid side by side no more, and stands in no binder and no packet from now on. What was signed stays in the record."), tr("Naming it again takes it back.")},
            {}, false, {}, true});
    if (!answer)
        return;
    act(tr("Retiring a pair"),
        [id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return retireMirror(workspace, id, reason); },
        [this](const Status&) { Q_EMIT said(tr("Retired.")); });
}

void MirrorPage::stateRateHere()
{
    const MirrorView* view = current();
    const auto answer = askForRate(this, view == nullptr ? QString() : plain(view->first.currency), view == nullptr ? QString() : plain(view->second.currency), state_.currencies,
        session().period()->period.last);
    if (!answer)
        return;
    act(tr("Stating a rate"),
        [period = *session().period(), answer = *answer](Workspace& workspace, const Progress&) { return stateRate(workspace, period, answer.rate, answer.reason); },
        [this](const Status&) { Q_EMIT said(tr("Stated.")); });
}

void MirrorPage::readRatesHere()
{
    const auto answer = askForRates(this, state_.currencies);
    if (!answer)
        return;
    act(tr("Stating rates"),
        [period = *session().period(), answer = *answer](Workspace& workspace, const Progress&) -> Result<StatedRates> {
            OXSEAL_TRY(const RateList list, readRateList(std::filesystem::path(answer.file), answer.in, answer.source));
            return stateRates(workspace, period, list, answer.reason);
        },
        [this](const Result<StatedRates>& done) {
            Q_EMIT said(tr("Stated: %1. Stood already: %2. Passed over: %3.").arg(count(done->stated), count(done->same), count(done->otherDay + done->outside)));
        });
}

void MirrorPage::sign(bool reviewing)
{
    const MirrorView* view = current();
    if (view == nullptr)
        return;
    const std::int64_t id = view->row.id; // while the dialog is open the page may read anew
    const auto answer = askToSignFigures(this, reviewing,
        tr("%1 and %2: difference %3 %4, of which %5 is unexplained.")
            .arg(mirrorAccount(view->first), mirrorAccount(view->second), exactAmount(view->mirror.difference, view->first.digits), plain(view->first.currency),
                exactAmount(view->unexplained(), view->first.digits)),
        view->unexplained() != 0);
    if (!answer)
        return;
    act(reviewing ? tr("Reviewing the pair") : tr("Preparing the pair"),
        [id, period = *session().period(), duty = std::string(reviewing ? "reviewer" : "preparer"), answer = *answer](
            Workspace& workspace, const Progress&) { return signMirror(workspace, id, period, duty, answer.cause, answer.note); },
        [this](const Status&) { Q_EMIT said(tr("Signed.")); });
}

} // namespace oxseal::ui
