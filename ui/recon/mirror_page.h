// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/mirror_actions.h"
#include "ui/common/page.h"

#include <map>
#include <set>

namespace oxseal::ui {

class TablePanel;

/// Intercompany: accounts of two entities that mirror each other, each in its own currency, and what the difference of a pair is made of.
/// Links: "mirror", "mirror:3" (a pair).
class MirrorPage final : public Page
{
    Q_OBJECT

public:
    explicit MirrorPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& pairs() noexcept { return *pairs_; }
    [[nodiscard]] TablePanel& items() noexcept { return *items_; }

private:
    struct State
    {
        std::vector<MirrorView> views;
        std::map<PersonId, std::string> names;
        std::vector<std::pair<std::string, std::string>> accounts; ///< "US01/1300" and its name, of the period's trial balances
        std::set<std::string> currencies; ///< of the entities
    };
    static Result<State> readState(Workspace& workspace, const PeriodRow& period, const std::string& entity);
    void take(State state);
    void showPair();
    void updateCommands();
    [[nodiscard]] const MirrorView* current() const;
    [[nodiscard]] QString whyNotSign(bool reviewing) const;
    void pairHere();
    void retireHere();
    void stateRateHere();
    void readRatesHere();
    void sign(bool reviewing);

    State state_;
    QString wanted_;
    TablePanel* pairs_ = nullptr;
    TablePanel* items_ = nullptr;
};

} // namespace oxseal::ui
