// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/people/user.h"
#include "models/sod/linter.h"
#include "models/sod/rule_edit.h"
#include "storage/actions/sod_rule_actions.h"
#include "ui/common/page.h"

class QStackedWidget;
class QTabBar;

namespace oxseal::ui {

class TablePanel;

/// The rules of duties as they are written (B1): rules, duties with their permissions, what a draft changes and what that would
/// find, and the versions with who loaded, approved or rejected them. Every change goes into the one draft of the workspace; it
/// becomes a version when it is proposed, and a second person approves it. Links: "rules", "rules:duties", "rules:changes",
/// "rules:versions".
class RulesPage final : public Page
{
    Q_OBJECT

public:
    explicit RulesPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& rules() noexcept { return *rules_; }
    [[nodiscard]] TablePanel& duties() noexcept { return *duties_; }
    [[nodiscard]] TablePanel& changes() noexcept { return *changes_; }
    [[nodiscard]] TablePanel& effect() noexcept { return *effect_; }
    [[nodiscard]] TablePanel& versions() noexcept { return *versions_; }

private:
    enum Tab { Rules, Duties, Changes, Versions };

    struct State
    {
        std::vector<RuleVersion> versions;
        sod::RuleSet shown; ///< the draft, else the version in use
        sod::RuleSet used; ///< empty when no version can be used
        std::optional<RuleDraft> draft;
        sod::RuleSetDiff diff; ///< of the draft against the version in use
        std::optional<RuleEffect> effect; ///< of the draft in the period's access
        std::optional<sod::LintReport> lint; ///< of `shown` on the period's access
        std::vector<Person> people;
    };
    static Result<State> readState(Workspace& workspace, const std::optional<PeriodRow>& period);
    void take(State state);
    void createViews();
    void updateCommands();
    void showTab(int tab);
    [[nodiscard]] std::vector<Command> draftCommands();
    [[nodiscard]] std::vector<Command> versionCommands();

    // rules_tables.cpp
    void fillRules();
    void fillDuties();
    void fillChanges();
    void fillVersions();
    void showRule(const QString& handle);
    void showDuty(const QString& handle);
    void showVersion(const QString& handle);
    [[nodiscard]] QString nameOf(PersonId person) const;
    [[nodiscard]] const RuleVersion* versionOf(const QString& handle) const;

    // rules_edit.cpp
    void editRule(const std::string& id); ///< "" = a new one
    void editDuty(const std::string& code);
    void removeRule();
    void removeDuty();
    void keep(const Result<sod::RuleSet>& changed, const QString& what);
    void propose();
    void discard();
    void judge(bool approve);
    void exportVersion();

    State state_;
    QTabBar* tabs_ = nullptr;
    QStackedWidget* panels_ = nullptr;
    TablePanel* rules_ = nullptr;
    TablePanel* duties_ = nullptr;
    TablePanel* changes_ = nullptr;
    TablePanel* effect_ = nullptr;
    TablePanel* versions_ = nullptr;
};

} // namespace oxseal::ui
