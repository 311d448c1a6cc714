// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"
#include "ui/common/command.h"

#include <QFrame>

#include <map>

class QLabel;
class QLineEdit;
class QTimer;

namespace oxseal::ui {

/// The decisions on the selected lines: a button and a key each, a comment, and for ten seconds the way back from the last
/// one. Why a decision cannot be made stands beside the buttons.
class DecisionBar final : public QFrame
{
    Q_OBJECT

public:
    explicit DecisionBar(QWidget* parent = nullptr);

    /// What stands beside the buttons while a decision can be made.
    void setHint(const QString& hint);
    /// "" = the selected lines may be decided.
    void setWhyNot(const QString& whyNot);
    [[nodiscard]] const QString& whyNot() const noexcept { return whyNot_; }
    [[nodiscard]] QString comment() const;
    void clearComment();
    void focusComment();
    /// The words of the chip, "Undo: revoke on Ann"; it goes by itself after ten seconds.
    void offerUndo(const QString& words);
    void endUndo();
    [[nodiscard]] bool undoOffered() const;
    /// Where a menu of reasons opens.
    [[nodiscard]] QWidget* button(access::Decision decision) const { return buttons_.at(decision); }

    static constexpr int kUndoMs = 10000;

Q_SIGNALS:
    void decided(oxseal::access::Decision decision);
    void undone();
    void undoChanged(); ///< the way back is open, or not any more
    void commented(); ///< Return in the comment: back to the lines

private:
    std::map<access::Decision, CommandButton*> buttons_;
    std::map<access::Decision, Command> commands_;
    QLineEdit* comment_ = nullptr;
    QLabel* reason_ = nullptr;
    QPushButton* undo_ = nullptr;
    QTimer* timer_ = nullptr;
    QString whyNot_;
    QString hint_;
};

/// Key of a decision: K R D N U.
[[nodiscard]] Qt::Key keyOf(access::Decision decision);

} // namespace oxseal::ui
