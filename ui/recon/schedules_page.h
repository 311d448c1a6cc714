// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/schedule_actions.h"
#include "storage/reads/recon_overview.h"
#include "ui/common/page.h"

#include <map>
#include <optional>

class QStackedWidget;

namespace oxseal::ui {

class RollStrip;
class TablePanel;

/// Balances supported by schedules (C19): the accounts whose method says so, and the lines of one schedule under its
/// roll-forward. Links: "schedules", "schedules:US01/1300" an account, "schedules:7" a schedule, "schedules:7/INS-26" a line.
class SchedulesPage final : public Page
{
    Q_OBJECT

public:
    explicit SchedulesPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& accounts() noexcept { return *accounts_; }
    [[nodiscard]] TablePanel& lines() noexcept { return *lines_; }

private:
    struct View
    {
        std::vector<AccountOverview> accounts; ///< with method schedule or roll-forward, or a schedule
        std::optional<ScheduleView> schedule; ///< the one shown
        std::map<PersonId, std::string> names;
        bool trialBalance = false;
    };
    static Result<View> readView(Workspace& workspace, const PeriodRow& period, const std::string& entity, std::int64_t id);
    void take(View view);
    void takeList();
    void takeOne();
    void showCard();
    void updateCommands();
    [[nodiscard]] const AccountOverview* currentAccount() const;
    [[nodiscard]] const ScheduleLineRow* currentLine() const;
    [[nodiscard]] std::vector<Command> listCommands();
    [[nodiscard]] std::vector<Command> lineCommands();
    [[nodiscard]] QString whyNotChange() const;
    [[nodiscard]] QString whyNotReview() const;

    // schedules_acts.cpp
    void begin();
    void load();
    void savePaper();
    void putLine(bool fresh);
    void examine();
    void sign(bool reviewing);

    View view_;
    std::int64_t id_ = 0; ///< the schedule shown; 0 = the list
    QString wanted_;
    QStackedWidget* stack_ = nullptr;
    TablePanel* accounts_ = nullptr;
    RollStrip* strip_ = nullptr;
    TablePanel* lines_ = nullptr;
};

} // namespace oxseal::ui
