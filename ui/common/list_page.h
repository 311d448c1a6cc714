// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "ui/common/row_list.h"

#include <QWidget>

#include <functional>

class QLabel;
class QTableView;

namespace oxseal {
class Workspace;
}

namespace oxseal::ui {

/// A title, one sentence and a table; shows the empty and the error state in place of the table.
class ListPage final : public QWidget
{
    Q_OBJECT

public:
    using Load = std::function<Result<RowList::Content>(Workspace&)>;

    struct Texts
    {
        QString title;
        QString purpose; ///< what this page is for; the empty state repeats it
        QString noun; ///< "12 {noun}"
    };

    ListPage(Texts texts, Load load, QWidget* parent = nullptr);
    [[nodiscard]] const QString& title() const { return texts_.title; }
    void load(Workspace& workspace);

private:
    Texts texts_;
    Load load_;
    RowList* rows_;
    QTableView* table_;
    QLabel* count_;
    QLabel* message_;
};

} // namespace oxseal::ui
