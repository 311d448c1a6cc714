// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/access/card_dialog.h"

#include <QDialog>

namespace oxseal::ui {

class TablePanel;

/// Two to five people side by side, permission by permission: what not all hold alike stands first. Nothing is decided here.
class PeopleCompare final : public QDialog
{
    Q_OBJECT

public:
    PeopleCompare(const ReviewBasis& basis, const std::vector<ReviewCard>& people, QWidget* parent);

    // For tests.
    [[nodiscard]] TablePanel& table() noexcept { return *table_; }

private:
    TablePanel* table_ = nullptr;
};

} // namespace oxseal::ui
