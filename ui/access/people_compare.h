// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/people_across.h"
#include "ui/access/card_dialog.h"

#include <QDialog>

class QTabWidget;

namespace oxseal::ui {

class TablePanel;

/// Two to five people side by side, permission by permission: what not all hold alike stands first; in one tab by the listing of the
/// review, in another over all systems of the period. Nothing is decided here.
class PeopleCompare final : public QDialog
{
    Q_OBJECT

public:
    /// `across` has the same people in the same order.
    PeopleCompare(const ReviewBasis& basis, const std::vector<ReviewCard>& people, const Result<PeopleAcross>& across, QWidget* parent);

    // For tests.
    [[nodiscard]] TablePanel& table() noexcept { return *table_; }
    [[nodiscard]] TablePanel* across() noexcept { return across_; }
    [[nodiscard]] QTabWidget& tabs() noexcept { return *tabs_; }

private:
    struct Column
    {
        QString title;
        QString about;
        std::vector<access::HeldPermission> held;
    };
    TablePanel* addTab(const QString& title, const std::vector<Column>& people);

    QTabWidget* tabs_ = nullptr;
    TablePanel* table_ = nullptr;
    TablePanel* across_ = nullptr; ///< null: it could not be read
};

} // namespace oxseal::ui
