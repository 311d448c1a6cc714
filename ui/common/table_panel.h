// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/table_model.h"

#include <QWidget>

#include <functional>
#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace oxseal::ui {

class FlowLayout;
class TableView;

/// A table as every page shows it: search and filter chips above, the rows, and a footer with the count and the sum of the
/// selected amounts per currency; column chooser, copying as TSV, and export of what is shown with the filter in its header.
class TablePanel final : public QWidget
{
    Q_OBJECT

public:
    /// `name` keys the remembered column widths and titles the exports ("Access review lines").
    explicit TablePanel(const QString& name, QWidget* parent = nullptr);

    void setData(std::shared_ptr<const TableData> rows);
    [[nodiscard]] TableModel& model() noexcept { return *model_; }
    [[nodiscard]] QTableView& view() noexcept;
    /// Nouns of the footer, "line" and "lines".
    void setNouns(const QString& one, const QString& many);
    /// The sentence shown when the table has no rows at all; without it "No lines.". Rows hidden by a filter have a sentence of
    /// their own.
    void setNothing(const QString& words);
    /// Chips that narrow to one value of one column; the first chip, "All", clears them.
    struct FilterChip
    {
        QString title; ///< "Orphan · 12"
        QString column; ///< key
        QString value; ///< exact cell text
    };
    void setChips(const std::vector<FilterChip>& chips);
    void setFilter(const TableFilter& filter);
    void focusSearch();

    /// Handle of the current row, "" when none; and those of all selected rows, in shown order.
    [[nodiscard]] QString currentHandle() const;
    [[nodiscard]] std::vector<QString> selectedHandles() const;
    /// Selects the row and scrolls to it; false when it is not shown. While rows are put in order it is selected once they are.
    bool select(const QString& handle);
    void sortBy(const QString& columnKey, Qt::SortOrder order);
    /// Widget at the right end of the bar, e.g. a switch of views.
    void addToBar(QWidget* widget);

Q_SIGNALS:
    void currentChanged(const QString& handle);
    void activated(const QString& handle); ///< Return or double click
    void selectionChanged();

private:
    void createBar();
    void createView();
    void updateFooter();
    void updateNothing();
    void showColumnMenu();
    void showExportMenu();
    void copySelection();
    void applyColumns();
    void rememberColumns();
    bool eventFilter(QObject* watched, QEvent* event) override;

    QString name_;
    QString one_;
    QString many_;
    QString nothing_;
    TableModel* model_ = nullptr;
    TableView* view_ = nullptr;
    QLineEdit* search_ = nullptr;
    FlowLayout* chips_ = nullptr; ///< in as many lines as the width asks for
    QHBoxLayout* bar_ = nullptr;
    QToolButton* columns_ = nullptr;
    QToolButton* export_ = nullptr;
    QLabel* footer_ = nullptr;
    std::vector<FilterChip> chipList_;
    QString keep_; ///< handle to select again after a reset
    std::optional<int> keepPlace_; ///< rows between the top of the view and that row
    QStringList columnKeys_; ///< those the view's widths belong to
};

} // namespace oxseal::ui
