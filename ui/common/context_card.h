// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/command.h"
#include "ui/shell/theme.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace oxseal::ui {

/// What the context panel shows about one thing: facts (each may be a link to its source), sections of reasons, history and
/// evidence, and the next action at the bottom. Built once per selection; everything is plain text that can be selected.
class ContextCard final : public QWidget
{
    Q_OBJECT

public:
    explicit ContextCard(const QString& title, QWidget* parent = nullptr);

    void setMark(Mark mark, const QString& word); ///< a chip beside the title
    /// One line "label  value"; `target` ("access:3/17") makes the value a link.
    void addFact(const QString& label, const QString& value, const QString& target = {});
    void addSection(const QString& title);
    void addText(const QString& text, bool secondary = false);
    void addWidget(QWidget* widget);
    void addCommand(const Command& command); ///< at the bottom, one under the other
    [[nodiscard]] const QString& title() const noexcept { return title_; }
    /// What was added, for the palette.
    [[nodiscard]] const std::vector<Command>& commands() const noexcept { return commands_; }

Q_SIGNALS:
    void followed(const QString& target);

private:
    QString title_;
    std::vector<Command> commands_;
    QVBoxLayout* body_ = nullptr;
    QVBoxLayout* bottom_ = nullptr;
    QVBoxLayout* head_ = nullptr;
    QLabel* lastReason_ = nullptr; ///< of the last command; said once for neighbours that share it
    QGridLayout* facts_ = nullptr; ///< the grid facts go into; a section ends it
};

} // namespace oxseal::ui
