// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette.h"

#include "ui/common/parts.h"
#include "ui/shell/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 440;
constexpr int kMostShown = 60;

void addShortcuts(QGridLayout* grid, const QString& heading, const std::vector<Command>& commands)
{
    grid->addWidget(label(heading, role::kStrong), grid->rowCount(), 0, 1, 2);
    for (const Command& command : commands) {
        if (command.shortcut.isEmpty())
            continue;
        const int row = grid->rowCount();
        grid->addWidget(label(command.shortcut.toString(QKeySequence::NativeText), role::kMono), row, 0);
        grid->addWidget(label(command.title), row, 1);
    }
}

} // namespace

int paletteScore(const PaletteItem& item, const QString& typed)
{
    int score = 1;
    for (const QString& word : typed.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (item.title.startsWith(word, Qt::CaseInsensitive))
            score += 8;
        else if (item.title.contains(QLatin1Char(' ') + word, Qt::CaseInsensitive))
            score += 5;
        else if (item.title.contains(word, Qt::CaseInsensitive))
            score += 3;
        else if ((item.kind + QLatin1Char(' ') + item.words).contains(word, Qt::CaseInsensitive))
            score += 1;
        else
            return 0;
    }
    return score;
}

Palette::Palette(std::vector<PaletteItem> items, QWidget* parent)
    : QDialog(parent)
    , items_(std::move(items))
{
    setWindowTitle(tr("Search or do anything"));
    setObjectName(QStringLiteral("palette"));
    setWindowFlag(Qt::FramelessWindowHint);
    setFixedSize(kWidth, kHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap12, kGap12, kGap12, kGap12);
    edit_ = new QLineEdit;
    edit_->setPlaceholderText(tr("A page, an action, a person, a control, an account…"));
    edit_->setAccessibleName(tr("Search or do anything"));
    list_ = new QListWidget;
    list_->setAccessibleName(tr("Found"));
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setTextElideMode(Qt::ElideRight);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(edit_);
    layout->addWidget(list_, 1);
    layout->addWidget(label(tr("Arrow keys move · Return does · Esc closes"), role::kCaption));
    edit_->installEventFilter(this);
    connect(edit_, &QLineEdit::textChanged, this, &Palette::narrow);
    connect(list_, &QListWidget::itemClicked, this, &Palette::choose);
    narrow();
}

void Palette::add(std::vector<PaletteItem> items)
{
    items_.insert(items_.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
    narrow();
}

void Palette::narrow()
{
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (const int score = paletteScore(items_[i], edit_->text()); score > 0)
            found.emplace_back(-score, i);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    list_->clear();
    for (std::size_t i = 0; i < found.size() && i < kMostShown; ++i) {
        const PaletteItem& item = items_[found[i].second];
        QString line = item.kind.isEmpty() ? item.title : QStringLiteral("%1  ·  %2").arg(item.title, item.kind);
        if (!item.shortcut.isEmpty())
            line += QStringLiteral("   ") + item.shortcut;
        if (!item.whyNot.isEmpty())
            line += QStringLiteral("  —  ") + item.whyNot;
        auto* row = new QListWidgetItem(line, list_);
        row->setData(Qt::UserRole, static_cast<qulonglong>(found[i].second));
        row->setToolTip(line);
        if (!item.whyNot.isEmpty())
            row->setForeground(colors().disabled);
    }
    if (list_->count() > 0)
        list_->setCurrentRow(0);
}

void Palette::choose()
{
    const QListWidgetItem* row = list_->currentItem();
    if (row == nullptr)
        return;
    const PaletteItem item = items_[row->data(Qt::UserRole).toULongLong()];
    if (!item.whyNot.isEmpty() || !item.run)
        return;
    accept();
    item.run();
}

bool Palette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == edit_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const int rows = list_->count();
        int step = key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_Up ? -1 : 0;
        step = key->key() == Qt::Key_PageDown ? 10 : key->key() == Qt::Key_PageUp ? -10 : step;
        if (step != 0 && rows > 0) {
            list_->setCurrentRow(std::clamp(list_->currentRow() + step, 0, rows - 1));
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            choose();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void showKeyboardMap(QWidget* parent, const std::vector<Command>& window, const QString& pageTitle, const std::vector<Command>& page)
{
    QDialog dialog(parent);
    dialog.setWindowTitle(QObject::tr("Keyboard"));
    auto* layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(kGap24, kGap24, kGap24, kMargin);
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setHorizontalSpacing(kGap24);
    grid->setVerticalSpacing(kGap4);
    addShortcuts(grid, QObject::tr("Everywhere"), window);
    addShortcuts(grid, pageTitle, page);
    addShortcuts(grid, QObject::tr("In tables"),
        {{{}, QObject::tr("Search the rows"), {}, {}, QKeySequence(Qt::Key_Slash)},
            {{}, QObject::tr("Open the row"), {}, {}, QKeySequence(Qt::Key_Return)},
            {{}, QObject::tr("Copy the selected rows"), {}, {}, QKeySequence(QKeySequence::Copy)}});
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(grid->rowCount(), 1);
    layout->addWidget(scrolled(content), 1);
    auto* close = new QPushButton(QObject::tr("Close"));
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
    dialog.resize(kWidth, kHeight);
    dialog.exec();
}

} // namespace oxseal::ui
