// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/models_page.h"

#include "models/core/money.h"
#include "storage/reads/people_reads.h"
#include "storage/texts/match_sentence.h"
#include "ui/common/chart_view.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/models/model_card_view.h"
#include "ui/models/model_words.h"
#include "ui/recon/recon_words.h"

#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

Result<ModelsPage::Contents> readContents(Workspace& workspace, const std::optional<PeriodRow>& period)
{
    ModelsPage::Contents out;
    OXSEAL_TRY(out.models, modelRegister(workspace));
    OXSEAL_TRY(out.versions, modelVersions(workspace.db(), kMatcherModel));
    OXSEAL_TRY(out.scorecards, scorecards(workspace.db()));
    if (period) {
        OXSEAL_TRY(out.overrides, overrides(workspace, *period));
        OXSEAL_TRY(out.samples, blindSamples(workspace.db(), period->id));
    }
    OXSEAL_TRY(const auto everybody, persons(workspace.db()));
    for (const Person& person : everybody)
        out.people.emplace(person.id.value, person.name);
    return out;
}

/// A value of a version as its card shows it; lists may be broken into lines.
QString valueWords(const std::string& json)
{
    return json.empty() ? QObject::tr("nothing") : plain(json).replace(QLatin1String(","), QLatin1String(", "));
}

} // namespace

ModelsPage::ModelsPage(Session& session)
    : Page(session)
    , tabs_(new QTabWidget)
    , models_(new TablePanel(tr("Models")))
    , card_(new ModelCardView)
    , versions_(new TablePanel(tr("Versions of the matching policy")))
    , verdict_(label({}, {}, true))
    , calibration_(new ChartView)
    , figures_(new TablePanel(tr("Scorecards")))
    , overrides_(new TablePanel(tr("Overrides")))
{
    setTitle(tr("Models"));
    models_->setNouns(tr("model"), tr("models"));
    versions_->setNouns(tr("version"), tr("versions"));
    figures_->setNouns(tr("scorecard"), tr("scorecards"));
    figures_->setNothing(tr("No scorecard yet. It is made from the reviewed reconciliations of a period."));
    overrides_->setNouns(tr("override"), tr("overrides"));
    overrides_->setNothing(tr("No decision of the engine was overridden in this period."));
    auto* split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(kGap12);
    split->setObjectName(QStringLiteral("bare"));
    split->addWidget(models_);
    split->addWidget(card_);
    split->setSizes({310, 390});
    auto* monitoring = new QWidget;
    auto* column = new QVBoxLayout(monitoring);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap12);
    column->addWidget(verdict_);
    calibration_->setMinimumHeight(kChartHeight + kRowHeight * 2);
    column->addWidget(calibration_);
    column->addWidget(figures_, 1);
    tabs_->setDocumentMode(true);
    tabs_->tabBar()->setDrawBase(false);
    tabs_->setAccessibleName(tr("Parts of the register"));
    tabs_->tabBar()->setAccessibleName(tr("Parts of the register"));
    tabs_->addTab(padded(split), tr("Register"));
    tabs_->addTab(padded(versions_), tr("Versions"));
    tabs_->addTab(padded(monitoring), tr("Scorecards"));
    tabs_->addTab(padded(overrides_), tr("Overrides"));
    setBody(tabs_);
    for (TablePanel* panel : {models_, versions_, figures_, overrides_})
        connect(panel, &TablePanel::currentChanged, this, &ModelsPage::showCurrent);
    connect(tabs_, &QTabWidget::currentChanged, this, &ModelsPage::showCurrent);
}

void ModelsPage::open(const QString& object)
{
    wanted_ = object;
    goToWanted();
}

/// Shows what a link names, once it is there.
void ModelsPage::goToWanted()
{
    if (wanted_.isEmpty() || contents_.models.empty())
        return;
    const qsizetype slash = wanted_.indexOf(QLatin1Char('/'));
    tabs_->setCurrentIndex(slash > 0 ? Versions : Register);
    if (slash > 0 ? versions_->select(wanted_.mid(slash + 1)) : models_->select(wanted_))
        wanted_.clear();
}

void ModelsPage::reload()
{
    showLoading();
    session().read(
        this, [period = session().period()](Workspace& workspace) { return readContents(workspace, period); },
        [this](Result<Contents> contents) {
            if (!contents)
                showError(contents.error());
            else
                take(std::move(*contents));
        });
}

void ModelsPage::take(Contents contents)
{
    contents_ = std::move(contents);
    setSubtitle(tr("What scores, proposes or decides by itself here, under which data, and who approved it."));
    const auto stopped = std::find_if(contents_.models.begin(), contents_.models.end(), [](const ModelEntry& each) { return !each.stopped.empty(); });
    setPartial(stopped == contents_.models.end() ? QString()
                                                 : tr("Matching without a person is stopped: %1. Every match waits for a person until a scorecard finds the limits kept "
                                                      "or another version is approved.")
                                                       .arg(findingWord(stopped->stopped)));
    filling_ = true;
    cardOf_.clear();
    fillModels();
    fillVersions();
    fillScorecards();
    fillOverrides();
    goToWanted();
    wanted_.clear();
    filling_ = false;
    showCurrent();
    showReady();
}

void ModelsPage::fillModels()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("model"), tr("Model"), ColumnKind::Text, 156},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 150},
        {QStringLiteral("kind"), tr("Kind"), ColumnKind::Text, 136},
        {QStringLiteral("autonomy"), tr("What it does"), ColumnKind::Text, 150},
        {QStringLiteral("version"), tr("Version"), ColumnKind::Text, 150},
        {QStringLiteral("owner"), tr("Owner"), ColumnKind::Text, 100},
    });
    for (const ModelEntry& entry : contents_.models) {
        const auto [mark, word] = versionState(entry.state);
        list->add(QString::fromStdString(entry.id),
            {plain(entry.title), {mark, word}, modelKindWord(entry.kind), autonomyWord(entry.autonomy), plain(entry.version),
                entry.people.owner.empty() ? tr("nobody yet") : plain(entry.people.owner)});
    }
    const bool first = models_->currentHandle().isEmpty();
    models_->setData(std::move(list));
    if (first && !contents_.models.empty())
        models_->select(QString::fromStdString(contents_.models.front().id));
}

void ModelsPage::fillVersions()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("version"), tr("Version"), ColumnKind::Number, 72},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 130},
        {QStringLiteral("author"), tr("Proposed by"), ColumnKind::Text, 130},
        {QStringLiteral("decided"), tr("Decided by"), ColumnKind::Text, 130},
        {QStringLiteral("changes"), tr("Changes"), ColumnKind::Number, 80},
        {QStringLiteral("reason"), tr("Reason"), ColumnKind::Text, 260},
    });
    for (const ModelVersionRow& row : contents_.versions) {
        const auto [mark, word] = versionState(row.state);
        const ModelVersionRow* before = versionBefore(contents_.versions, row.version);
        const auto changes = before == nullptr ? 0 : static_cast<std::int64_t>(recon::policyChanges(before->body, row.body).size()) - 1; // less the number
        list->add(QString::number(row.version),
            {numberCell(row.version), {mark, word}, row.author ? personName(row.author) : tr("Oxseal"), row.decidedBy ? personName(row.decidedBy) : QString(),
                numberCell(changes), plain(row.reason)});
    }
    const bool first = versions_->currentHandle().isEmpty();
    versions_->setData(std::move(list));
    if (first && !contents_.versions.empty())
        versions_->select(QString::number(contents_.versions.front().version));
    const auto open = std::count_if(contents_.versions.begin(), contents_.versions.end(), [](const auto& each) { return each.state == "proposed"; });
    tabs_->setTabText(Versions, open == 0 ? tr("Versions") : tr("Versions · %1 to decide").arg(open));
}

void ModelsPage::fillScorecards()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("period"), tr("Period"), ColumnKind::Text, 84},
        {QStringLiteral("verdict"), tr("Limits"), ColumnKind::Status, 120},
        {QStringLiteral("labels"), tr("Labels"), ColumnKind::Number, 72},
        {QStringLiteral("precision"), tr("Precision"), ColumnKind::Text, 84},
        {QStringLiteral("low"), tr("At least"), ColumnKind::Text, 84},
        {QStringLiteral("recall"), tr("Recall"), ColumnKind::Text, 84},
        {QStringLiteral("f1"), tr("F1"), ColumnKind::Text, 84},
        {QStringLiteral("challenger"), tr("F1, passes alone"), ColumnKind::Text, 128},
        {QStringLiteral("ece"), tr("Calibration"), ColumnKind::Text, 90},
        {QStringLiteral("overrides"), tr("Overridden"), ColumnKind::Text, 90},
        {QStringLiteral("exceptions"), tr("Seen by people"), ColumnKind::Text, 110},
    });
    for (const ScorecardRow& row : contents_.scorecards) {
        const Json& body = row.body;
        const bool watched = !body["findings"].toArray().empty();
        const TableCell verdict = !row.stopped.empty() ? TableCell(Mark::Critical, tr("Broken"))
            : watched                                  ? TableCell(Mark::Medium, tr("Watch"))
                                                       : TableCell(Mark::Good, tr("Kept"));
        list->add(QString::number(row.id),
            {plain(row.periodName), verdict, numberCell(body["labels"].toInteger()), shareWord(body["automatic"]["precision"]),
                shareWord(body["automatic_precision_low"]), shareWord(body["all"]["recall"]), shareWord(body["all"]["f1"]), shareWord(body["challenger"]["f1"]),
                shareWord(body["ece"]), shareWord(body["override_rate"]), shareWord(body["exception_rate"])});
    }
    const bool first = figures_->currentHandle().isEmpty();
    figures_->setData(std::move(list));
    if (first && !contents_.scorecards.empty())
        figures_->select(QString::number(contents_.scorecards.front().id));
    const Json newest = contents_.scorecards.empty() ? Json(Json::Object()) : contents_.scorecards.front().body;
    calibration_->setChart(makeCalibrationChart(newest), tr("Without a scorecard there is nothing to draw."));
    if (contents_.scorecards.empty())
        verdict_->setText(tr("A scorecard judges the matcher by what stood a second person's review."));
    else if (newest["labels"].toInteger() < newest["labels_needed"].toInteger())
        verdict_->setText(tr("%1 of %2 labels needed: too few to state a precision. The policy's limits hold all the same.")
                              .arg(newest["labels"].toInteger())
                              .arg(newest["labels_needed"].toInteger()));
    else
        verdict_->setText(contents_.scorecards.front().stopped.empty() ? tr("Every limit of the policy was kept.")
                                                                       : tr("A limit is broken: %1.").arg(findingWord(contents_.scorecards.front().stopped)));
}

void ModelsPage::fillOverrides()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("account"), tr("Account"), ColumnKind::Text, 96},
        {QStringLiteral("amount"), tr("Amount"), ColumnKind::Amount, 110},
        {QStringLiteral("engine"), tr("The engine had it"), ColumnKind::Text, 150},
        {QStringLiteral("outcome"), tr("The person"), ColumnKind::Text, 100},
        {QStringLiteral("by"), tr("By"), ColumnKind::Text, 130},
        {QStringLiteral("reason"), tr("Reason"), ColumnKind::Text, 200},
        {QStringLiteral("later"), tr("Since"), ColumnKind::Text, 180},
        {QStringLiteral("ruling"), tr("Right was"), ColumnKind::Text, 110},
    });
    for (const OverrideRow& row : contents_.overrides) {
        list->add(QString::number(row.id),
            {plain(row.account), amountCell(row.amount, row.digits), groupState(row.state).second, row.outcome == "rejected" ? tr("dissolved it") : tr("matched otherwise"),
                personName(row.person), plain(row.reason), sentence(("model.later." + row.later).c_str()), plain(row.ruling)},
            plain(row.currency), row.digits);
    }
    const bool first = overrides_->currentHandle().isEmpty();
    overrides_->setData(std::move(list));
    if (first && !contents_.overrides.empty())
        overrides_->select(QString::number(contents_.overrides.front().id));
    tabs_->setTabText(Overrides, contents_.overrides.empty() ? tr("Overrides") : tr("Overrides · %1").arg(contents_.overrides.size()));
}

const ModelEntry* ModelsPage::currentModel() const
{
    const std::string id = models_->currentHandle().toStdString();
    const auto found = std::find_if(contents_.models.begin(), contents_.models.end(), [&](const auto& each) { return each.id == id; });
    return found == contents_.models.end() ? nullptr : &*found;
}

const ModelVersionRow* ModelsPage::currentVersion() const
{
    const std::int64_t number = versions_->currentHandle().toLongLong();
    const auto found = std::find_if(contents_.versions.begin(), contents_.versions.end(), [number](const auto& each) { return each.version == number; });
    return found == contents_.versions.end() ? nullptr : &*found;
}

const OverrideRow* ModelsPage::currentOverride() const
{
    const std::int64_t number = overrides_->currentHandle().toLongLong();
    const auto found = std::find_if(contents_.overrides.begin(), contents_.overrides.end(), [number](const auto& each) { return each.id == number; });
    return found == contents_.overrides.end() ? nullptr : &*found;
}

QString ModelsPage::personName(PersonId person) const
{
    const auto found = contents_.people.find(person.value);
    return found == contents_.people.end() ? QString() : plain(found->second);
}

void ModelsPage::showCurrent()
{
    if (filling_)
        return;
    if (const ModelEntry* entry = currentModel(); entry != nullptr && cardOf_ != entry->id) {
        cardOf_ = entry->id;
        card_->set(*entry);
    }
    showCommands();
    switch (tabs_->currentIndex()) {
    case Versions:
        setContext(versionCard());
        break;
    case Scorecards:
        setContext(scorecardCard());
        break;
    case Overrides:
        setContext(overrideCard());
        break;
    default:
        setContext(modelCard());
        break;
    }
}

ContextCard* ModelsPage::modelCard() const
{
    const ModelEntry* entry = currentModel();
    if (entry == nullptr)
        return nullptr;
    auto* card = new ContextCard(plain(entry->title));
    const auto [mark, word] = versionState(entry->state);
    card->setMark(mark, word);
    card->addFact(tr("Kind"), modelKindWord(entry->kind));
    card->addFact(tr("What it does"), autonomyWord(entry->autonomy));
    card->addFact(tr("Version"), plain(entry->version));
    card->addFact(tr("Parameters"), QString::fromStdString(entry->parameters.hex().substr(0, 16)) + QStringLiteral("…"));
    card->addFact(tr("Owner"), entry->people.owner.empty() ? tr("nobody yet") : plain(entry->people.owner));
    if (!entry->people.tier.empty())
        card->addFact(tr("Risk tier"), plain(entry->people.tier));
    if (entry->approver)
        card->addFact(tr("Approved by"), tr("%1, %2").arg(personName(entry->approver), when(entry->approvedAt)));
    if (!entry->people.useCase.empty())
        card->addFact(tr("Used for"), plain(entry->people.useCase));
    if (!entry->people.fallback.empty())
        card->addFact(tr("Without it"), plain(entry->people.fallback));
    card->addText(tr("Owner, tier, use and fallback are recorded with oxseal model card --owner."), true);
    return card;
}

ContextCard* ModelsPage::versionCard() const
{
    const ModelVersionRow* row = currentVersion();
    if (row == nullptr)
        return nullptr;
    auto* card = new ContextCard(tr("Version %1").arg(row->version));
    const auto [mark, word] = versionState(row->state);
    card->setMark(mark, word);
    card->addFact(tr("Proposed by"), row->author ? tr("%1, %2").arg(personName(row->author), when(row->at)) : tr("delivered with Oxseal"));
    card->addFact(tr("Reason"), plain(row->reason));
    if (row->decidedBy) {
        card->addFact(tr("Decided by"), tr("%1, %2").arg(personName(row->decidedBy), when(row->decidedAt)));
        card->addFact(tr("Why"), plain(row->decisionReason));
    }
    if (row->version == versionInForce(contents_.versions).version)
        card->addText(tr("This version is in force."));
    if (const ModelVersionRow* before = versionBefore(contents_.versions, row->version)) {
        card->addSection(tr("Changed since version %1").arg(before->version));
        for (const recon::PolicyChange& change : recon::policyChanges(before->body, row->body)) {
            if (change.place != "version")
                card->addFact(plain(change.place), QStringLiteral("%1 → %2").arg(valueWords(change.before), valueWords(change.after)));
        }
    }
    const bool open = row->state == "proposed" || row->state == "delivered";
    for (const Command& each : commands()) {
        if (!open)
            break;
        if (each.id == QLatin1String("models.approve") || each.id == QLatin1String("models.refuse"))
            card->addCommand(each);
    }
    return card;
}

ContextCard* ModelsPage::scorecardCard() const
{
    const std::int64_t number = figures_->currentHandle().toLongLong();
    const auto row = std::find_if(contents_.scorecards.begin(), contents_.scorecards.end(), [number](const auto& each) { return each.id == number; });
    if (row == contents_.scorecards.end())
        return nullptr;
    const Json& body = row->body;
    auto* card = new ContextCard(tr("Scorecard of %1").arg(plain(row->periodName)));
    card->setMark(row->stopped.empty() ? Mark::Good : Mark::Critical, row->stopped.empty() ? tr("Kept") : tr("Broken"));
    card->addFact(tr("Made"), tr("%1, %2").arg(personName(row->person), when(row->at)));
    card->addFact(tr("Policy"), tr("version %1").arg(row->policyVersion));
    card->addFact(tr("Reviewed"), counted(body["reconciliations_reviewed"].toInteger(), tr("reconciliation"), tr("reconciliations")));
    card->addFact(tr("Not yet"), count(body["reconciliations_waiting"].toInteger()));
    card->addFact(tr("Lost to blocking"), counted(body["lost_to_blocking"].toInteger(), tr("pair"), tr("pairs")));
    card->addFact(tr("False positives"), shareWord(body["automatic"]["false_positive_rate"]));
    card->addFact(tr("Brier score"), shareWord(body["brier"]));
    card->addFact(tr("Run time"), tr("%1 ms for %2").arg(body["micros"].toInteger() / 1000).arg(counted(body["lines"].toInteger(), tr("line"), tr("lines"))));
    card->addSection(tr("Drift since the period before (PSI)"));
    for (const auto& [key, word] : {std::pair{"score", tr("Scores")}, {"amount", tr("Amounts")}, {"lag", tr("Lags")}, {"type", tr("Shapes")}})
        card->addFact(word, body["psi"][key].isNull() ? tr("too few to state") : shareWord(body["psi"][key]));
    if (!body["findings"].toArray().empty())
        card->addSection(tr("Limits touched"));
    for (const Json& finding : body["findings"].toArray())
        card->addFact(findingWord(finding["code"].toString()), tr("%1, limit %2, %3").arg(shareWord(finding["value"]), shareWord(finding["limit"]), finding["stops"].toBool() ? tr("stops") : tr("watch")));
    card->addSection(tr("Champion and challenger"));
    card->addText(tr("The passes alone would decide %1 otherwise.").arg(counted(static_cast<std::int64_t>(body["challenger_differences"].toArray().size()), tr("bank line"), tr("bank lines"))));
    card->addSection(tr("Blind samples of the period"));
    if (contents_.samples.empty())
        card->addText(tr("None was drawn (oxseal model sample)."), true);
    for (const BlindSampleRow& sample : contents_.samples)
        card->addFact(tr("Sample %1").arg(sample.id), tr("%1 of %2 answered, %3 the same").arg(sample.answered).arg(sample.size).arg(sample.agreed));
    return card;
}

ContextCard* ModelsPage::overrideCard() const
{
    const OverrideRow* row = currentOverride();
    if (row == nullptr)
        return nullptr;
    auto* card = new ContextCard(tr("Override %1").arg(row->id));
    card->addFact(tr("Account"), plain(row->account));
    card->addFact(tr("Amount"), exactAmount(row->amount, row->digits) + QLatin1Char(' ') + plain(row->currency));
    card->addSection(tr("What the engine said"));
    card->addText(plain(row->sentence, true));
    if (row->probability)
        card->addFact(tr("Probability"), QString::fromStdString(texts::probabilityText(static_cast<std::uint32_t>(*row->probability))));
    card->addSection(tr("What the person did"));
    card->addFact(tr("By"), tr("%1, %2").arg(personName(row->person), when(row->at)));
    card->addFact(tr("Reason"), tr("%1: %2").arg(reasonCodeWord(row->reasonCode), plain(row->reason)));
    card->addSection(tr("Since"));
    card->addText(sentence(("model.later." + row->later).c_str()));
    if (!row->ruling.empty())
        card->addFact(tr("Ruling"), tr("%1, by %2: %3").arg(plain(row->ruling), personName(row->ruledBy), plain(row->ruledWhy)));
    for (const Command& each : commands()) {
        if (each.id == QLatin1String("models.rule") && row->ruling.empty())
            card->addCommand(each);
    }
    return card;
}

} // namespace oxseal::ui
