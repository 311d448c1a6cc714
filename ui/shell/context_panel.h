// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace oxseal::ui {

class ContextCard;

/// The right-hand panel (F4): borrows the current page's card. Closed, it keeps its state per run.
class ContextPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit ContextPanel(QWidget* parent = nullptr);
    /// Shows the card, or hides the panel for nullptr. The card stays the page's.
    void show(ContextCard* card);
    using QFrame::show;
    void setWanted(bool wanted);
    [[nodiscard]] bool wanted() const noexcept { return wanted_; }

private:
    void update();
    using QFrame::update;

    QVBoxLayout* layout_ = nullptr;
    ContextCard* card_ = nullptr;
    bool wanted_ = true;
};

} // namespace oxseal::ui
