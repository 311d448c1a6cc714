// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/pasted_table.h"

#include <QDialog>

#include <optional>
#include <string>

class QLabel;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace oxseal::ui {

class Form;

/// A table from the clipboard as rows that can be corrected, for systems that show their users on a page and export nothing. Nothing
/// is stored: what comes out is previewed like a file.
class PasteGrid final : public QDialog
{
    Q_OBJECT

public:
    explicit PasteGrid(QWidget* parent = nullptr);

    /// Begins anew with this text.
    void setText(const QString& text);
    /// The cells as they stand now, rows without any value left out.
    [[nodiscard]] std::vector<std::vector<std::string>> cells() const;
    [[nodiscard]] QTableWidget& table() const noexcept { return *table_; }
    [[nodiscard]] QSpinBox& columns() const noexcept { return *columns_; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void pasteClipboard();
    void show(const PastedTable& table);
    void addRow();
    void removeRow();
    void recheck();
    void nameRows();

    PastedTable pasted_;
    QLabel* words_ = nullptr;
    Form* fold_ = nullptr;
    QSpinBox* columns_ = nullptr;
    QTableWidget* table_ = nullptr;
    QPushButton* remove_ = nullptr;
    QPushButton* use_ = nullptr;
};

/// Asks for a copied table, beginning with what is on the clipboard; its text as a file would have it, nullopt when the person turns back.
[[nodiscard]] std::optional<std::string> askForPastedTable(QWidget* parent);

} // namespace oxseal::ui
