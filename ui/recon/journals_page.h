// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/journal_actions.h"
#include "ui/common/page.h"

#include <map>

class QStackedWidget;
class QTabBar;

namespace oxseal::ui {

class ContextCard;
class TablePanel;

/// Journal entries of the period (C20): what the tests picked out and what people said of it, and whether the entries lead from
/// one trial balance to the next. Links: "journals", "journals:accounts".
class JournalsPage final : public Page
{
    Q_OBJECT

public:
    explicit JournalsPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    // For tests.
    [[nodiscard]] TablePanel& hits() noexcept { return *hits_; }
    [[nodiscard]] TablePanel& accounts() noexcept { return *accounts_; }
    [[nodiscard]] TablePanel& numbers() noexcept { return *numbers_; }

private:
    enum Tab { Hits, Accounts, Numbers };
    struct View
    {
        std::vector<JournalView> all; ///< entities with a listing, by code
        std::map<PersonId, std::string> names;
    };
    /// A hit by its place.
    struct Chosen
    {
        const JournalView* view = nullptr;
        const JournalHit* hit = nullptr;
        [[nodiscard]] const recon::JournalEntry& entry() const { return view->population.entries[hit->entry]; }
    };
    static Result<View> readView(Workspace& workspace, const PeriodRow& period, const std::string& entity);
    void take(View view);
    void fillHits();
    void fillAccounts();
    void fillNumbers();
    void showTab(int tab);
    void updateCommands();
    [[nodiscard]] Chosen chosen(const QString& handle) const;
    [[nodiscard]] std::vector<Chosen> selected() const;
    [[nodiscard]] QString whyNotAnswer() const;
    [[nodiscard]] ContextCard* hitCard(const Chosen& chosen) const;
    [[nodiscard]] ContextCard* accountCard() const;
    [[nodiscard]] ContextCard* numberCard() const;
    [[nodiscard]] QString partialWords() const;
    void answer();
    [[nodiscard]] QString whyNotYear() const;
    void stateYear(); ///< of the entity whose account is chosen

    View view_;
    QTabBar* tabs_ = nullptr;
    QStackedWidget* panels_ = nullptr;
    TablePanel* hits_ = nullptr;
    TablePanel* accounts_ = nullptr;
    TablePanel* numbers_ = nullptr;
};

} // namespace oxseal::ui
