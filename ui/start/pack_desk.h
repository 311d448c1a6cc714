// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/pack_answers.h"

#include <QDialog>

#include <map>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace oxseal::ui {

class DecisionBar;
class TablePanel;

/// A reviewer's own lines from a pack, decided without the workspace: the lines with what is known of each beside them, the keys and
/// reasons of the review page, and the signed answers as a file. Nothing is kept anywhere else; closing with answers that are not
/// saved asks first.
class PackDesk final : public QDialog
{
    Q_OBJECT

public:
    PackDesk(Environment environment, std::shared_ptr<const OpenedPack> pack, QWidget* parent = nullptr);

    // For tests.
    [[nodiscard]] TablePanel& lines() noexcept { return *lines_; }
    [[nodiscard]] DecisionBar& decisions() noexcept { return *bar_; }
    [[nodiscard]] QPushButton& saveButton() noexcept { return *save_; }
    /// What the button does once a file is chosen.
    void saveTo(const QString& file);

Q_SIGNALS:
    void saved(const QString& file);

public Q_SLOTS:
    void reject() override;

private:
    QWidget* createHead();
    QWidget* createButtons();
    void addKeys();
    void fill();
    void showLine(const QString& handle);
    void decide(access::Decision decision);
    void put(access::Answer answer);
    void undo();
    void goOn(std::int64_t from);
    void save();
    [[nodiscard]] const access::SheetLine* current() const;

    Environment environment_;
    std::shared_ptr<const OpenedPack> pack_;
    std::map<std::int64_t, access::Answer> answers_; ///< by row
    std::map<std::int64_t, access::Answer> before_; ///< as they were, for the way back
    bool unsaved_ = false;

    QProgressBar* progress_ = nullptr;
    QLabel* facts_ = nullptr;
    TablePanel* lines_ = nullptr;
    QScrollArea* beside_ = nullptr;
    DecisionBar* bar_ = nullptr;
    QLabel* whyNot_ = nullptr;
    QPushButton* save_ = nullptr;
};

} // namespace oxseal::ui
