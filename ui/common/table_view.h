// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/table_model.h"

#include <QTableView>

#include <memory>

namespace oxseal::ui {

class CellPainter;

/// The view of all our tables: draws the visible cells of a TableModel in one pass, straight from its TableData. Qt's own way
/// asks the model once per cell and role and the style sheet once per cell and row, which is most of a frame's time.
class TableView : public QTableView
{
    Q_OBJECT

public:
    /// `rows` is set as its model.
    explicit TableView(TableModel* rows, QWidget* parent = nullptr);
    ~TableView() override;
    /// The sentence in the place of the rows while none is shown.
    void setNothingWords(const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    TableModel* rows_ = nullptr;
    QString nothing_;
    std::unique_ptr<CellPainter> cells_;
};

} // namespace oxseal::ui
