// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/account_actions.h"
#include "storage/actions/model_actions.h"
#include "ui/common/page.h"
#include "ui/recon/closed_tables.h"

class QStackedWidget;
class QTabBar;

namespace oxseal::ui {

class TablePanel;

/// Accounts that a rule closes without a person (C9): what it closed, what it refuses and why, the sample that people look at,
/// and the versions of the rules. Links: "closed", "closed:rules", "closed:US01/1800".
class ClosedPage final : public Page
{
    Q_OBJECT

public:
    explicit ClosedPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& accounts() noexcept { return *accounts_; }
    [[nodiscard]] TablePanel& versions() noexcept { return *versions_; }

private:
    enum Tab { Accounts, Rules };
    static Result<ClosedView> readView(Workspace& workspace, const PeriodRow& period, const std::string& entity);
    void take(ClosedView view);
    void showTab(int tab);
    void updateCommands();
    [[nodiscard]] const ClosedLine* current() const;
    [[nodiscard]] const ModelVersionRow* currentVersion() const;
    [[nodiscard]] QString whyNotClose() const;
    [[nodiscard]] QString whyNotSample() const;
    [[nodiscard]] QString whyNotLook() const;
    [[nodiscard]] QString whyNotDecide() const;

    // closed_acts.cpp
    void closeByRule();
    void drawSample();
    void look(bool agrees);
    void stateKind();
    void proposeRules();
    void decideRules(bool approve);

    ClosedView view_;
    QString wanted_;
    QTabBar* tabs_ = nullptr;
    QStackedWidget* panels_ = nullptr;
    TablePanel* accounts_ = nullptr;
    TablePanel* versions_ = nullptr;
};

} // namespace oxseal::ui
