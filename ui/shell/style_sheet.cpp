// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/style_sheet.h"

#include "ui/shell/theme.h"

#include <utility>

namespace oxseal::ui {
namespace {

const char* const kFrame = R"(
* { font-family: "Noto Sans"; font-size: 13px; }
QMainWindow, QDialog, QWidget#page { background: %window; }
QDialog#palette { background: %raised; border: 1px solid %strongLine; }
QWidget#surface, QFrame#surface { background: %surface; }
QFrame#topBar { background: %surface; border: 0; border-bottom: 1px solid %hairline; }
QFrame#statusStrip { background: %surface; border: 0; border-top: 1px solid %hairline; }
QFrame#statusStrip QLabel { color: %secondary; font-size: 11px; }
QFrame#contextPanel { background: %surface; border: 0; border-left: 1px solid %hairline; }
QFrame#card { background: %surface; border: 1px solid %hairline; border-radius: 4px; }
QFrame#card[clickable="true"]:hover { border: 1px solid %strongLine; }
QFrame#card[clickable="true"]:focus { border: 2px solid %accent; }
QFrame#banner { background: %accentTint; border: 1px solid %hairline; border-radius: 4px; }
QFrame#notice { background: %accentTint; border: 0; border-bottom: 1px solid %hairline; }
QFrame#hairline { background: %hairline; border: 0; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; color: %text; }
QLabel:disabled { color: %disabled; }
QLabel#pageTitle { font-size: 18px; font-weight: 600; }
QLabel#sectionTitle { font-size: 15px; font-weight: 600; }
QLabel#figure { font-size: 24px; font-weight: 600; }
QLabel#figure[critical="true"] { color: %critical; }
QLabel#secondary { color: %secondary; }
QLabel#caption { color: %secondary; font-size: 11px; }
QLabel#strong { font-weight: 600; }
QLabel#mono { font-family: "Noto Sans Mono", "DejaVu Sans Mono", monospace; }
QLabel#problem { color: %critical; }
QToolTip { background: %raised; color: %text; border: 1px solid %strongLine; padding: 4px 8px; }
QListWidget#rail { background: %surface; border: 0; border-right: 1px solid %hairline; outline: 0; padding: 8px 0; }
QListWidget#rail::item { height: 30px; padding-left: 12px; border-left: 3px solid transparent; color: %text; }
QListWidget#rail::item:hover { background: %window; }
QListWidget#rail::item:selected { background: %accentTint; border-left: 3px solid %accent; color: %text; }
QListWidget#rail::item:disabled { color: %secondary; font-size: 11px; }
QListWidget#rail:focus { border-right: 2px solid %accent; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget#scrolled { background: transparent; }
QSplitter::handle { background: %hairline; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: %strongLine; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: %secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

const char* const kParts = R"(
QAbstractItemView { background: %surface; color: %text; border: 1px solid %hairline; outline: 0;
    selection-background-color: %accentTint; selection-color: %text; }
QTableView, QTreeView { gridline-color: %hairline; border: 1px solid %hairline; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid %accent; }
QTableView#plainTable { border: 1px solid transparent; }
QTableView#plainTable:focus { border: 1px solid %accent; }
QSplitter#bare::handle { background: transparent; }
QHeaderView { background: %surface; border: 0; }
QHeaderView::section { background: %surface; color: %secondary; border: 0; border-bottom: 1px solid %strongLine;
    padding: 4px 8px; font-weight: 600; }
QHeaderView::section:hover { color: %text; }
QTableCornerButton::section { background: %surface; border: 0; border-bottom: 1px solid %strongLine; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit { background: %surface; border: 1px solid %strongLine;
    border-radius: 4px; padding: 5px 8px; color: %text; selection-background-color: %accent; selection-color: %onAccent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
    border: 2px solid %accent; padding: 4px 7px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDateEdit:disabled, QPlainTextEdit:disabled {
    color: %disabled; background: %window; border-color: %hairline; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"] { border: 2px solid %critical; padding: 4px 7px; }
QComboBox::drop-down, QDateEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right; border: 0; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(:/themes/down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: %raised; border: 1px solid %strongLine; padding: 4px; }
QPushButton, QToolButton { background: %surface; border: 1px solid %strongLine; border-radius: 4px; padding: 5px 12px; color: %text; }
QPushButton:hover, QToolButton:hover { background: %window; }
QPushButton:pressed, QToolButton:pressed { background: %accentTint; }
QPushButton:focus, QToolButton:focus { border: 2px solid %accent; padding: 4px 11px; }
QPushButton:checked, QToolButton:checked { background: %accentTint; border-color: %accent; }
QPushButton#primary { background: %accent; color: %onAccent; border: 1px solid %accent; font-weight: 600; }
QPushButton#primary:focus { border: 2px solid %text; padding: 4px 11px; }
QPushButton#quiet, QToolButton#quiet { background: transparent; border: 1px solid transparent; }
QPushButton#quiet:hover, QToolButton#quiet:hover { background: %window; }
QPushButton#quiet:focus, QToolButton#quiet:focus { border: 2px solid %accent; padding: 4px 11px; }
QToolButton#iconOnly { background: transparent; border: 1px solid transparent; padding: 4px; }
QToolButton#iconOnly:hover { background: %window; }
QToolButton#iconOnly:focus { border: 2px solid %accent; padding: 3px; }
QPushButton#link { background: transparent; border: 1px solid transparent; color: %accent; padding: 1px 2px; text-align: left; }
QPushButton#link:hover { text-decoration: underline; }
QPushButton#link:focus { border: 2px solid %accent; padding: 0 1px; }
QPushButton:disabled, QPushButton#primary:disabled, QToolButton:disabled { background: %window; color: %disabled; border-color: %hairline; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { width: 0; }
QPushButton#searchBox { background: %window; color: %secondary; border: 1px solid %hairline; text-align: left; }
QPushButton#filterChip { border-radius: 11px; padding: 2px 10px; font-size: 11px; min-height: 16px; }
QPushButton#filterChip:focus { padding: 1px 9px; }
QCheckBox, QRadioButton { color: %text; spacing: 8px; background: transparent; }
QCheckBox::indicator { width: 14px; height: 14px; background: %surface; border: 1px solid %secondary; border-radius: 3px; }
QCheckBox::indicator:checked { background: %accent; border-color: %accent; image: url(:/themes/check_%check.svg); }
QCheckBox::indicator:disabled { background: %window; border-color: %hairline; }
QRadioButton::indicator { width: 12px; height: 12px; background: %surface; border: 1px solid %secondary; border-radius: 7px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid %accent; }
QRadioButton::indicator:disabled { background: %window; border-color: %hairline; }
QCheckBox:focus, QRadioButton:focus { color: %accent; text-decoration: underline; }
QCheckBox:disabled, QRadioButton:disabled { color: %disabled; }
QMenu { background: %raised; color: %text; border: 1px solid %strongLine; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: %accentTint; }
QMenu::item:disabled { color: %disabled; }
QMenu::separator { height: 1px; background: %hairline; margin: 4px 0; }
QTabBar::tab { background: transparent; color: %secondary; padding: 6px 12px; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: %text; border-bottom: 2px solid %accent; font-weight: 600; }
QTabBar::tab:hover { color: %text; }
QTabBar:focus { outline: 0; }
QTabBar::scroller { width: 44px; }
QTabBar QToolButton { padding: 0; border: 1px solid transparent; background: %window; }
QTabBar QToolButton:hover { border-color: %strongLine; }
QTabBar QToolButton::left-arrow { image: url(:/themes/left.svg); width: 12px; height: 12px; }
QTabBar QToolButton::right-arrow { image: url(:/themes/right.svg); width: 12px; height: 12px; }
QTabBar::tab:focus { color: %accent; text-decoration: underline; }
QTabWidget::pane { border: 0; border-top: 1px solid %hairline; }
QProgressBar { background: %hairline; border: 0; border-radius: 3px; height: 6px; max-height: 6px; text-align: center; color: transparent; }
QProgressBar::chunk { background: %accent; border-radius: 3px; }
QFrame#fieldTarget { background: %surface; border: 1px dashed %strongLine; border-radius: 4px; }
QFrame#fieldTarget[filled="true"] { background: %accentTint; border: 1px solid %strongLine; }
QFrame#fieldTarget[missing="true"] { border: 1px dashed %critical; }
QFrame#fieldTarget[over="true"] { border: 2px solid %accent; }
QCalendarWidget QWidget { background: %surface; color: %text; }
)";

} // namespace

QString styleSheet(const Tokens& t)
{
    QString sheet = QString::fromUtf8(kFrame) + QString::fromUtf8(kParts);
    // Longer names first: %accentTint before %accent.
    const std::pair<const char*, QColor> values[] = {{"%window", t.window}, {"%surface", t.surface}, {"%raised", t.raised},
        {"%hairline", t.hairline}, {"%strongLine", t.strongLine}, {"%text", t.text}, {"%secondary", t.secondary},
        {"%disabled", t.disabled}, {"%accentTint", t.accentTint}, {"%accent", t.accent}, {"%onAccent", t.onAccent},
        {"%critical", t.critical}};
    // The tick stands on the accent.
    sheet.replace(QLatin1String("%check"), QLatin1String(t.onAccent.lightness() > 128 ? "light" : "dark"));
    for (const auto& [key, color] : values)
        sheet.replace(QLatin1String(key), color.name());
    return sheet;
}

} // namespace oxseal::ui
