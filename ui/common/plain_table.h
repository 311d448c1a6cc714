// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/table_view.h"

namespace oxseal::ui {

/// A short table without bar and footer, for lists on cards. Every row opens what its handle names.
class PlainTable final : public TableView
{
    Q_OBJECT

public:
    explicit PlainTable(const QString& name, bool header, QWidget* parent = nullptr);
    /// Columns take their widths; the column named `stretch` takes what is left.
    void setRows(std::shared_ptr<const TableData> rows, const QString& stretch);
    [[nodiscard]] TableModel& rows() noexcept { return *rows_; }

Q_SIGNALS:
    void opened(const QString& handle); ///< a click, or Return

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    TableModel* rows_ = nullptr;
};

} // namespace oxseal::ui
