// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/people/user.h"
#include "models/sod/conflict_matrix.h"
#include "storage/actions/rule_source.h"
#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/reads/chart_reads.h"
#include "storage/reads/did_do_reads.h"
#include "storage/reads/sod_advice.h"
#include "ui/common/page.h"

#include <memory>

class QCheckBox;
class QLabel;
class QStackedWidget;
class QTabBar;

namespace oxseal::ui {

class ChartView;
class CountGrid;
class FilterBox;
class PathView;
class TablePanel;

/// Segregation of duties: the conflicts of the period's last check as list, matrix of duties, heat map of departments and
/// charts, the least to take away, the rules, what the check covers, one conflict with all ways to it, and the answer to a
/// request for access. Narrowed to an entity, it shows conflicts
/// with a way through one of its listings. Links: "sod", "sod:fixes", "sod:used", "sod:matrix", "sod:departments", "sod:charts", "sod:rules",
/// "sod:coverage", "sod:<fingerprint>" (at least 8 digits), "sod:request" (the last answer).
class SodPage final : public Page
{
    Q_OBJECT

public:
    explicit SodPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& conflicts() noexcept { return *conflicts_; }
    [[nodiscard]] CountGrid& matrix() noexcept { return *matrix_; }
    [[nodiscard]] CountGrid& departments() noexcept { return *departments_; }
    [[nodiscard]] TablePanel& ways() noexcept { return *ways_; }
    [[nodiscard]] TablePanel& fixes() noexcept { return *fixes_; }
    [[nodiscard]] TablePanel& used() noexcept { return *used_; }
    [[nodiscard]] TablePanel& effects() noexcept { return *effects_; }
    [[nodiscard]] PathView& path() noexcept { return *path_; }
    [[nodiscard]] ChartView& functionChart() noexcept { return *functionChart_; }
    [[nodiscard]] ChartView& trendChart() noexcept { return *trendChart_; }

private:
    static inline const QString kAnswer = QStringLiteral("request");
    enum Tab { Conflicts, TakeAway, Used, Matrix, Departments, Charts, Rules, Coverage };

    struct State
    {
        std::shared_ptr<const SodPicture> picture; ///< null: no run yet
        std::vector<RuleVersion> versions; ///< of the rules, oldest first
        std::vector<SnapshotInfo> listings; ///< of the period
        std::string self; ///< employee id of who looks; "" when unknown
        std::vector<Person> people;
        std::vector<std::string> controls;
        std::vector<ConflictCount> trend; ///< of the group
        std::size_t hidden = 0; ///< conflicts that the chosen entity has no part in
        BuiltInRules builtIn;
        std::vector<SodFix> fixes; ///< of the conflicts that are open
        DidDoPicture didDo; ///< what the activity logs of the period show
        std::string company;
    };

    void createViews();
    QWidget* createCharts();
    static Result<State> readState(Workspace& workspace, const PeriodRow& period, const std::string& entity, Day today);
    void take(State state);
    void showNothing();
    void showPicture();
    void showTab(int tab);
    void updateCommands();
    [[nodiscard]] Command runCommand();
    void run();

    // sod_tables.cpp
    void fillConflicts();
    void fillMatrix();
    void fillDepartments();
    void fillCharts();
    void showFunction(int category);
    void showPeriod(int category);
    void fillRules();
    void fillCoverage();
    void selectConflict(const QString& handle);
    void showPeople(int row, int column);
    void showDepartment(int row, int column);
    void showRuleSets();
    void showSources();
    void showConflict();
    [[nodiscard]] const SodConflictPicture* conflictOf(const QString& fingerprint) const;

    // sod_verbs.cpp
    void mitigate();
    void accept();
    void judgeAccepted(bool approve);
    [[nodiscard]] QString whyNotJudge(bool approve) const;
    void saveMemo();
    void saveReport();
    void saveAccepted();
    [[nodiscard]] QString whyNotDecide(bool accepting) const;
    [[nodiscard]] const SodConflictPicture* chosen() const;
    void raiseConflict(); ///< becomes a deficiency

    // sod_together.cpp
    void keepTogether();
    [[nodiscard]] std::optional<sod::Compensation> askWhyTogether(const SodConflictPicture& conflict, sod::Compensation before);
    struct ControlAnswer
    {
        sod::Mitigation mitigation;
        sod::Compensation compensation;
        std::string reason;
        bool finished = false; ///< false: back to the reasons, with what was typed
    };
    [[nodiscard]] ControlAnswer askControl(const SodConflictPicture& conflict, ControlAnswer before);

    // sod_used.cpp
    void fillUsed();
    void showUse(const QString& handle);

    // sod_request.cpp
    void fillFixes();
    void askRequest();
    void showAnswer();
    void saveAnswer();
    [[nodiscard]] std::optional<SodRequest> requestAsked();
    [[nodiscard]] Command requestCommand();

    // sod_rules.cpp
    [[nodiscard]] std::vector<Command> ruleCommands();
    [[nodiscard]] QString replaced() const;
    [[nodiscard]] const RuleVersion* versionInUse() const;
    void loadBuiltIn();
    void loadFile();
    void load(const sod::RuleSet& rules, const std::string& reason);

    QString wanted_; ///< fingerprint of the conflict shown by itself, or kAnswer; "" = the tabs
    std::optional<SodWhatIf> answer_; ///< to the last request asked about
    State state_;
    sod::ConflictMatrix duties_;
    std::vector<QString> departmentNames_;
    std::vector<FunctionConflicts> functions_;

    QStackedWidget* views_ = nullptr;
    QTabBar* tabs_ = nullptr;
    QStackedWidget* panels_ = nullptr;
    TablePanel* conflicts_ = nullptr;
    CountGrid* matrix_ = nullptr;
    QCheckBox* allDuties_ = nullptr;
    FilterBox* duty_ = nullptr;
    ChartView* functionChart_ = nullptr;
    ChartView* trendChart_ = nullptr;
    CountGrid* departments_ = nullptr;
    TablePanel* fixes_ = nullptr;
    TablePanel* used_ = nullptr;
    TablePanel* effects_ = nullptr; ///< of a request
    TablePanel* rules_ = nullptr;
    TablePanel* coverage_ = nullptr;
    PathView* path_ = nullptr;
    TablePanel* ways_ = nullptr;
};

} // namespace oxseal::ui
