// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/processor_actions.h"
#include "ui/common/page.h"

#include <map>

namespace oxseal::ui {

class TablePanel;

/// Payouts: payment processors from gross to net, each payout by its rows, at the bank and in the books.
/// Links: "processors", "processors:3" (a processor).
class ProcessorPage final : public Page
{
    Q_OBJECT

public:
    explicit ProcessorPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& processors() noexcept { return *processors_; }
    [[nodiscard]] TablePanel& payouts() noexcept { return *payouts_; }

private:
    struct State
    {
        std::vector<ProcessorView> views;
        std::map<PersonId, std::string> names;
        std::vector<std::pair<std::string, std::string>> accounts; ///< "US01/1250" and its name, of the period's trial balances
        std::vector<std::string> banks; ///< subjects of the period's statements
    };
    static Result<State> readState(Workspace& workspace, const PeriodRow& period, const std::string& entity);
    void take(State state);
    void showProcessor();
    void showCard();
    void updateCommands();
    [[nodiscard]] const ProcessorView* current() const;
    [[nodiscard]] QString whyNotSign(bool reviewing) const;
    void nameHere();
    void retireHere();
    void sign(bool reviewing);

    State state_;
    QString wanted_;
    TablePanel* processors_ = nullptr;
    TablePanel* payouts_ = nullptr;
};

} // namespace oxseal::ui
