// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/scope_actions.h"
#include "ui/common/page.h"

#include <map>
#include <set>

class QStackedWidget;
class QTabBar;

namespace oxseal::ui {

class TablePanel;

/// The scope sheet of the quarter (A22): which systems' access is reviewed, the lists it was checked against, and what roles can do.
/// Links: "scope", "scope:lists", "scope:roles".
class ScopePage final : public Page
{
    Q_OBJECT

public:
    explicit ScopePage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& systems() noexcept { return *systems_; }
    [[nodiscard]] TablePanel& known() noexcept { return *known_; }
    [[nodiscard]] TablePanel& roles() noexcept { return *roles_; }

private:
    enum Tab { Systems, Lists, Roles };
    struct View
    {
        ScopeView scope;
        std::vector<RoleLine> roles;
        std::vector<Person> people; ///< who may own a role
        std::map<std::string, std::set<PersonId>> systemOwners; ///< by system, of the period's reviews
        std::map<PersonId, std::string> names;
        std::vector<std::string> listed; ///< systems with a listing that are not on the sheet
    };
    static Result<View> readView(Workspace& workspace, const PeriodRow& period);

    void take(View view);
    void showTab(int tab);
    void showNothing();
    void updateCommands();
    [[nodiscard]] const ScopeLine* chosenSystem() const;
    [[nodiscard]] const KnownLine* chosenKnown() const;
    [[nodiscard]] const RoleLine* chosenRole() const;
    [[nodiscard]] Command addCommand();
    [[nodiscard]] Command carryCommand();
    [[nodiscard]] std::vector<Command> systemCommands();
    [[nodiscard]] std::vector<Command> listCommands();
    [[nodiscard]] std::vector<Command> roleCommands();
    [[nodiscard]] QString whyNotState() const;

    // scope_verbs.cpp
    void saveMemo();
    void put(const ScopeLine* line);
    void carry();
    void skip();
    void approve();
    void withdraw();
    void takeList();
    void say();
    void nameOwner();
    void approveContent();
    void statePrivilege();

    View view_;
    int wantedTab_ = -1;
    QTabBar* tabs_ = nullptr;
    QStackedWidget* panels_ = nullptr;
    TablePanel* systems_ = nullptr;
    TablePanel* known_ = nullptr;
    TablePanel* roles_ = nullptr;
};

} // namespace oxseal::ui
