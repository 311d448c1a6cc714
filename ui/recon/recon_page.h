// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/recon_actions.h"
#include "storage/reads/recon_overview.h"
#include "ui/common/page.h"

#include <optional>

class QStackedWidget;

namespace oxseal::ui {

class InventoryView;
class ReconciliationView;

/// Reconciliations: the inventory of accounts, and one reconciliation. Objects: "" the inventory, "US01/1010" an account of
/// it, "7" a reconciliation, "7/L12" an item on it.
class ReconPage final : public Page
{
    Q_OBJECT

public:
    explicit ReconPage(Session& session);
    void open(const QString& object) override;
    void reload() override;

    [[nodiscard]] InventoryView& inventory() noexcept { return *inventory_; }
    [[nodiscard]] ReconciliationView& reconciliation() noexcept { return *one_; }

private:
    void reloadInventory();
    void reloadOne();
    void takeOverview(ReconOverview overview, std::vector<std::string> people);
    void takeDetail(ReconDetail detail);
    void showInventoryCommands();
    void showOneCommands();
    void showAccount();
    void showItem(const QString& handle);
    [[nodiscard]] ContextCard* summaryCard() const;
    [[nodiscard]] QString whyNotReconcile() const;
    [[nodiscard]] QString whyNotReview() const;
    [[nodiscard]] QString whyNotDecide() const; ///< of any change to the lines
    [[nodiscard]] QString whyNotChange() const; ///< because the period is over
    [[nodiscard]] QString whyNotOpening() const; ///< of the next signature on the opening statement
    void signOpening();

    void reconcile(); ///< the chosen account: goes to its reconciliation or lays one out
    void layOut(const AccountOverview& account);
    void assign();
    void setLimits();
    void runMatching();
    void prepare();
    void review();
    void classify();
    void confirmGroup();
    void confirmAlike();
    void dissolveGroup();
    void showCandidates();
    void matchByHand();
    [[nodiscard]] QString whyNotException() const; ///< of a decision about the chosen open item
    [[nodiscard]] QString whyNotFollow() const; ///< of taking its suggestion
    [[nodiscard]] QString whyNotRaise() const; ///< of making the chosen open item a deficiency
    void decideAbout();
    void raiseItem();
    void followHint();
    void saveEntries();
    void savePaper();
    void saveBinder();

    QStackedWidget* stack_ = nullptr;
    InventoryView* inventory_ = nullptr;
    ReconciliationView* one_ = nullptr;
    std::int64_t id_ = 0; ///< the reconciliation shown; 0 = the inventory
    QString wanted_; ///< to choose after the next reading
    bool advance_ = false; ///< something was decided: the next exception is chosen after the reading
    std::optional<ReconDetail> detail_;
    std::vector<std::string> people_; ///< logins, offered as owners
};

} // namespace oxseal::ui
