// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include <utility>
#include <vector>

namespace oxseal::ui {

class TablePanel;

/// Narrows a table to the rows that say "yes" in one of several hidden columns, such as the flags of a line. Follows the
/// table's filter, wherever it is set, and leaves its other parts alone.
class FilterBox final : public QComboBox
{
    Q_OBJECT

public:
    /// `prefix` begins the keys of the columns ("flag."); `any` takes the filter off.
    FilterBox(TablePanel& panel, const QString& prefix, const QString& any, const QString& name);
    /// Words and column key of each choice.
    void setChoices(const std::vector<std::pair<QString, QString>>& choices);

private:
    void narrow();
    void showActive();

    TablePanel& panel_;
    QString prefix_;
    QString any_;
};

} // namespace oxseal::ui
