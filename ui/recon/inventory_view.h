// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_overview.h"

#include <QWidget>

class QHBoxLayout;

namespace oxseal::ui {

class ContextCard;
class TablePanel;

/// The accounts of the trial balances with plan and standing, and per entity how much of them is looked after (C18).
class InventoryView final : public QWidget
{
    Q_OBJECT

public:
    explicit InventoryView(QWidget* parent = nullptr);

    void setOverview(ReconOverview overview);
    [[nodiscard]] const ReconOverview& overview() const noexcept { return overview_; }
    /// The chosen account; nullptr when none is.
    [[nodiscard]] const AccountOverview* current() const;
    bool select(const QString& handle); ///< "US01/1010"
    [[nodiscard]] TablePanel& table() noexcept { return *table_; }
    /// Facts of the chosen account; the page adds what can be done.
    [[nodiscard]] ContextCard* card() const;

Q_SIGNALS:
    void currentChanged();
    void activated();

private:
    void showCoverage();
    void showRows();

    ReconOverview overview_;
    QHBoxLayout* coverage_ = nullptr;
    TablePanel* table_ = nullptr;
};

} // namespace oxseal::ui
