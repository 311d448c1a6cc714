// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/command.h"
#include "ui/common/page.h"

#include <QDialog>

#include <vector>

class QLineEdit;
class QListWidget;

namespace oxseal::ui {

/// One thing the palette can lead to.
struct PaletteItem
{
    QString title;
    QString kind; ///< "Page", "Action", "Person", "Control", …
    QString words; ///< further words it is found by
    QString whyNot; ///< an action that cannot be done now; shown with the reason
    QString shortcut;
    std::function<void()> run;
};

/// How well an item answers what was typed: every typed word must begin a word of the item or stand within it; 0 = not at
/// all, higher is better. Exposed for tests.
[[nodiscard]] int paletteScore(const PaletteItem& item, const QString& typed);

/// Ctrl+K: find and do. Typing narrows, arrows move, Return does.
class Palette final : public QDialog
{
    Q_OBJECT

public:
    Palette(std::vector<PaletteItem> items, QWidget* parent);
    /// More items that arrived later (objects read from the records).
    void add(std::vector<PaletteItem> items);

private:
    void narrow();
    void choose();
    bool eventFilter(QObject* watched, QEvent* event) override;

    std::vector<PaletteItem> items_;
    QLineEdit* edit_ = nullptr;
    QListWidget* list_ = nullptr;
};

/// F1: every shortcut of the window and of the page shown.
void showKeyboardMap(QWidget* parent, const std::vector<Command>& window, const QString& pageTitle, const std::vector<Command>& page);

} // namespace oxseal::ui
