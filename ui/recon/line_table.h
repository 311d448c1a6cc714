// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/table_data.h"
#include "ui/common/table_view.h"

#include <memory>
#include <vector>

namespace oxseal::ui {

/// The bare rows of a table, for places where two stand side by side: no search, no footer. Copies as TSV.
class LineTable final : public TableView
{
    Q_OBJECT

public:
    /// `name` is the accessible name; the column `stretched` takes the room that is left.
    LineTable(const QString& name, int stretched, QWidget* parent = nullptr);

    void setRows(std::shared_ptr<const TableData> rows);
    [[nodiscard]] TableModel& rows() noexcept { return *model_; }
    [[nodiscard]] QString currentHandle() const;
    [[nodiscard]] std::vector<QString> selectedHandles() const;
    bool select(const QString& handle); ///< false when it is not shown

Q_SIGNALS:
    void currentHandleChanged(const QString& handle);
    void activatedHandle(const QString& handle);
    void selectedHandlesChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    TableModel* model_ = nullptr;
    int stretched_ = 0;
};

} // namespace oxseal::ui
