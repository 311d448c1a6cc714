// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/command.h"
#include "ui/shell/theme.h"

#include <QFrame>
#include <QLabel>
#include <QWidget>

class QGridLayout;
class QPainter;
class QVBoxLayout;

namespace oxseal::ui {

/// A label that never interprets markup; `objectRole` is one of role::k….
[[nodiscard]] QLabel* label(const QString& text, const QString& objectRole = {}, bool wraps = false);
/// A hairline across.
[[nodiscard]] QFrame* hairline();
/// A framed surface with a vertical layout.
[[nodiscard]] QFrame* card(QVBoxLayout*& layout);
/// A card with a title and a grid, put last into `outer`; column `stretched` takes the room.
[[nodiscard]] QGridLayout* gridCard(QVBoxLayout* outer, const QString& title, int stretched);
/// `inner` with the gap that parts it from the tabs above.
[[nodiscard]] QWidget* padded(QWidget* inner);
/// Scrolls `content` vertically; its width follows the viewport.
[[nodiscard]] QWidget* scrolled(QWidget* content);
void clearLayout(class QLayout* layout);

/// Draws a chip into `box`; for delegates.
void drawChip(QPainter& painter, const QRect& box, Mark mark, const QString& word);
[[nodiscard]] QSize chipSize(const QFont& base, Mark mark, const QString& word);

/// Shape + word in a rounded outline.
class Chip final : public QLabel
{
    Q_OBJECT

public:
    Chip(Mark mark, const QString& word, QWidget* parent = nullptr);
    void set(Mark mark, const QString& word);

protected:
    void paintEvent(QPaintEvent* event) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    Mark mark_ = Mark::Neutral;
};

/// A card of Home: caption, the one number, a line beneath; the whole of it is a button.
class FigureCard final : public QFrame
{
    Q_OBJECT

public:
    explicit FigureCard(const QString& caption, QWidget* parent = nullptr);
    void set(const QString& figure, const QString& line, Mark mark = Mark::None);

Q_SIGNALS:
    void clicked();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLabel* figure_ = nullptr;
    QLabel* line_ = nullptr;
    QString caption_;
};

/// A form: labels above, one column, hint under the field, problem under the field.
class Form final : public QWidget
{
    Q_OBJECT

public:
    explicit Form(QWidget* parent = nullptr);
    /// Adds `field` under `caption`; the caption becomes its accessible name.
    void addField(const QString& caption, QWidget* field, const QString& hint = {});
    void addWidget(QWidget* widget);
    /// Marks the field and says why under it; "" clears it.
    void setProblem(QWidget* field, const QString& problem);

private:
    QVBoxLayout* layout_ = nullptr;
};

} // namespace oxseal::ui
