// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/models_page.h"

#include "storage/reads/people_reads.h"
#include "ui/common/chart_view.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/models/model_card_view.h"
#include "ui/models/model_words.h"
#include "ui/models/policy_view.h"

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
    OXSEAL_TRY(out.exceptionRules, modelVersions(workspace.db(), kExceptionRules));
    OXSEAL_TRY(out.scorecards, scorecards(workspace.db()));
    if (period) {
        OXSEAL_TRY(out.overrides, overrides(workspace, *period));
        OXSEAL_TRY(out.samples, blindSamples(workspace.db(), period->id));
        OXSEAL_TRY(const auto automatic, automaticMatches(workspace.db(), period->id));
        out.automatic = automatic.size();
    }
    OXSEAL_TRY(const auto everybody, persons(workspace.db()));
    for (const Person& person : everybody) {
        out.people.emplace(person.id.value, person.name);
        if (person.state != PersonState::Removed)
            out.logins.push_back(person.login);
    }
    return out;
}

} // namespace

ModelsPage::ModelsPage(Session& session)
    : Page(session)
    , tabs_(new QTabWidget)
    , models_(new TablePanel(tr("Models")))
    , card_(new ModelCardView)
    , versions_(new TablePanel(tr("Versions of the matching policy")))
    , policy_(new PolicyView)
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
    auto* policy = new QSplitter(Qt::Vertical);
    policy->setChildrenCollapsible(false);
    policy->setHandleWidth(kGap12);
    policy->setObjectName(QStringLiteral("bare"));
    policy->addWidget(versions_);
    policy->addWidget(policy_);
    policy->setSizes({220, 480});
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
    tabs_->addTab(padded(policy), tr("Versions"));
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
    setPartial(whyOnlySuggests());
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

QString ModelsPage::whyOnlySuggests() const
{
    const auto matcher = std::find_if(contents_.models.begin(), contents_.models.end(), [](const ModelEntry& each) { return each.id == kMatcherModel; });
    if (matcher == contents_.models.end())
        return {};
    if (matcher->state == "delivered")
        return tr("Nobody of the company has approved the matching policy: it only suggests, and every match waits for a person. Read it under Versions and approve it there.");
    if (matcher->stopped.empty())
        return {};
    return tr("Matching without a person is stopped: %1. Every match waits for a person until a scorecard finds the limits kept or another version is approved.")
        .arg(findingWord(matcher->stopped));
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
    if (const ModelVersionRow* version = currentVersion(); version != nullptr && policyOf_ != version->version) {
        if (const auto policy = recon::parseMatchPolicy(version->body)) {
            policyOf_ = version->version;
            policy_->set(*policy);
        }
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

} // namespace oxseal::ui
