// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_preview.h"

#include <QWidget>

#include <memory>

class QFrame;
class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QVBoxLayout;

namespace oxseal::ui {

class Chip;
class MappingView;
class TableData;
class TablePanel;

/// What reading a file has shown: format, counts and sums, whether the source's count agrees, what was taken over from an
/// earlier import, and rejected rows, columns and first rows in tabs.
class ImportFindings final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportFindings(QWidget* parent = nullptr);

    void clear();
    /// `problem` is why the file cannot be imported as it stands, "" when it can; `rejected` is rejectedRows() of it.
    void show(const ImportPreview& preview, std::shared_ptr<const TableData> rejected, const QString& problem);
    /// Nothing is known about the file but why it cannot be read.
    void showUnreadable(const QString& problem);
    /// The tab where the first thing to do is.
    void chooseTab();
    void showReading(bool reading);
    void showProgress(int percent); ///< below 0: unknown
    /// What was taken over, and the columns that do not fit; no words: nothing was. `mapped` when there is a mapping to refuse.
    void showProfile(const QString& words, const QStringList& gaps, bool mapped);
    /// Whether the count of the source agrees; nullopt when it was not counted.
    void showCount(const std::optional<IpeInput>& card, const ImportPreview& preview);

    [[nodiscard]] TablePanel& rejected() const noexcept { return *rejected_; }
    [[nodiscard]] MappingView& mapping() const noexcept { return *mapping_; }
    [[nodiscard]] QTabWidget& tabs() const noexcept { return *tabs_; }

Q_SIGNALS:
    void stopWanted();
    void chosen(std::size_t column, const QString& field);
    void profileRefused();

private:
    QWidget* createProfile();
    QWidget* createProgress();
    QWidget* createTabs();
    void nameTabs(const ImportPreview& preview);
    void showRows(const ImportPreview& preview);

    QLabel* facts_ = nullptr;
    QLabel* counts_ = nullptr;
    QLabel* totals_ = nullptr;
    QWidget* countRow_ = nullptr;
    Chip* countChip_ = nullptr;
    QLabel* countWords_ = nullptr;
    QFrame* problemBox_ = nullptr;
    QLabel* problem_ = nullptr;
    QLabel* digest_ = nullptr;
    QLabel* source_ = nullptr; ///< the source profile that reads the file, or fits it
    QFrame* profileBox_ = nullptr;
    QLabel* profile_ = nullptr;
    QVBoxLayout* gaps_ = nullptr;
    QPushButton* refuse_ = nullptr;
    QWidget* progressRow_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    QWidget* rest_ = nullptr; ///< takes the room when there are no tabs
    TablePanel* rejected_ = nullptr;
    MappingView* mapping_ = nullptr;
    TablePanel* rows_ = nullptr;
    bool refused_ = false; ///< the file cannot be imported as it stands
};

/// Rejected rows first, then what was ignored by rule, then notices; may be many, so it is made on any thread.
[[nodiscard]] std::shared_ptr<const TableData> rejectedRows(const ImportReport& report);

} // namespace oxseal::ui
