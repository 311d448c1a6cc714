// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/model_register.h"
#include "storage/reads/scorecard_reads.h"
#include "ui/common/page.h"

#include <map>

class QLabel;
class QTabWidget;

namespace oxseal::ui {

class ChartView;
class ModelCardView;
class PlainTable;
class PolicyView;
class TablePanel;

/// The register of models: what decides or scores by itself, the versions of its data, its scorecards and what people did not
/// let stand. The object is a model's id, or "matcher/2" a version.
class ModelsPage final : public Page
{
    Q_OBJECT

public:
    enum Tab { Register, Versions, Scorecards, Overrides };
    explicit ModelsPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    [[nodiscard]] QTabWidget& tabs() noexcept { return *tabs_; }
    [[nodiscard]] TablePanel& models() noexcept { return *models_; }
    [[nodiscard]] TablePanel& versions() noexcept { return *versions_; }
    [[nodiscard]] TablePanel& overrides() noexcept { return *overrides_; }

    struct Contents
    {
        std::vector<ModelEntry> models;
        std::vector<ModelVersionRow> versions;
        std::vector<ModelVersionRow> exceptionRules; ///< versions of kExceptionRules, newest first
        std::vector<ScorecardRow> scorecards;
        std::vector<OverrideRow> overrides; ///< of the period
        std::vector<BlindSampleRow> samples; ///< of the period
        std::size_t automatic = 0; ///< matches of the period that stand without a person: what a sample is drawn from
        std::map<std::int64_t, std::string> people;
        std::vector<std::string> logins; ///< of people not removed, offered as owners
    };

private:
    void take(Contents contents);
    /// Why nothing is matched without a person at present; "" when nothing stands against it.
    [[nodiscard]] QString whyOnlySuggests() const;
    void goToWanted();
    void fillModels();
    void fillVersions();
    void fillScorecards();
    void fillOverrides();
    void showCurrent();
    void showCommands();
    /// Those of the page's commands, at the bottom of a card.
    void addCommands(ContextCard& card, std::initializer_list<const char*> ids) const;
    [[nodiscard]] ContextCard* modelCard() const;
    [[nodiscard]] ContextCard* versionCard() const;
    [[nodiscard]] ContextCard* scorecardCard() const;
    [[nodiscard]] ContextCard* overrideCard() const;
    [[nodiscard]] const ModelEntry* currentModel() const;
    [[nodiscard]] const ModelVersionRow* currentVersion() const;
    [[nodiscard]] const OverrideRow* currentOverride() const;
    [[nodiscard]] QString personName(PersonId person) const;
    [[nodiscard]] QString whyNotDecide() const;
    [[nodiscard]] QString whyNotRule() const;

    void propose();
    void decide(bool approve);
    void makeScorecard();
    void rule();
    [[nodiscard]] QString whyNotCard() const;
    [[nodiscard]] QString whyNotSample() const;
    [[nodiscard]] QString whyNotAnswer() const;
    /// The newest sample of the period with an item that has no answer; nullptr when there is none.
    [[nodiscard]] const BlindSampleRow* openSample() const;
    /// The version of the rules for open items that waits for somebody; nullptr when none does.
    [[nodiscard]] const ModelVersionRow* waitingRules() const;
    [[nodiscard]] QString whyNotApproveRules() const;
    void approveRules();
    void editCard();
    void drawSample();
    void answerNext();

    Contents contents_;
    QTabWidget* tabs_ = nullptr;
    TablePanel* models_ = nullptr;
    ModelCardView* card_ = nullptr;
    TablePanel* versions_ = nullptr;
    PolicyView* policy_ = nullptr;
    std::int64_t policyOf_ = 0; ///< version whose words stand built
    QLabel* verdict_ = nullptr;
    ChartView* calibration_ = nullptr;
    TablePanel* figures_ = nullptr;
    TablePanel* overrides_ = nullptr;
    QString wanted_;
    bool filling_ = false; ///< selections made while the tables are filled show nothing yet
    std::string cardOf_; ///< model whose card stands built
};

} // namespace oxseal::ui
