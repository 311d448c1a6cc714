// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_reads.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace oxseal::ui {

class CommandButton;
class LineTable;
class TablePanel;

/// All groups of a reconciliation, and both sides of the chosen one side by side with the sentence that explains it.
class GroupsView final : public QWidget
{
    Q_OBJECT

public:
    explicit GroupsView(QWidget* parent = nullptr);
    void set(const ReconView& view);
    [[nodiscard]] TablePanel& table() noexcept { return *table_; }
    [[nodiscard]] QString current() const;

Q_SIGNALS:
    void currentChanged(const QString& handle);

private:
    void showMembers(const QString& handle);

    ReconView view_;
    TablePanel* table_ = nullptr;
    QLabel* sentence_ = nullptr;
    LineTable* bank_ = nullptr;
    LineTable* books_ = nullptr;
};

/// The open lines of both sides, for matching by hand: chosen lines of either side, and what they would leave.
class OpenLinesView final : public QWidget
{
    Q_OBJECT

public:
    explicit OpenLinesView(QWidget* parent = nullptr);
    void set(const ReconView& view);
    /// Chooses these lines, e.g. the candidates of a group.
    void choose(const std::vector<std::int64_t>& lines);
    [[nodiscard]] std::vector<std::int64_t> chosen() const;
    /// "Bank 558.00 − books 540.00 leaves 18.00 USD"; "" when nothing is chosen.
    [[nodiscard]] QString sum() const;
    [[nodiscard]] LineTable& bank() noexcept { return *bank_; }
    [[nodiscard]] LineTable& books() noexcept { return *books_; }

Q_SIGNALS:
    void chosenChanged();

private:
    void update();

    ReconView view_;
    QLineEdit* search_ = nullptr;
    LineTable* bank_ = nullptr;
    LineTable* books_ = nullptr;
    QLabel* sum_ = nullptr;
};

} // namespace oxseal::ui
