// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/form_dialog.h"

#include "ui/common/command.h"
#include "ui/common/parts.h"

#include <QApplication>
#include <QCalendarWidget>
#include <QCheckBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

QDate dateOf(Day day)
{
    const auto ymd = day.ymd();
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
        static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

QString onlyFile(const QMimeData* data)
{
    const auto urls = data->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

/// The window's own height is the measure: a dialog over it belongs within it.
int highestDialog(const QWidget& dialog)
{
    constexpr int kFrame = 48; ///< title bar of the desktop
    const int screen = dialog.screen() != nullptr ? dialog.screen()->availableGeometry().height() : 0;
    const int window = dialog.parentWidget() != nullptr ? dialog.parentWidget()->window()->height() : 0;
    constexpr int kLeast = 480;
    const int room = window > 0 && screen > 0 ? std::min(std::max(window, kLeast), screen) : std::max(window, screen);
    return std::max(room, kLeast) - kFrame;
}

} // namespace

FormDialog::FormDialog(QWidget* parent, const QString& title, const QString& verb)
    : QDialog(parent)
    , form_(new Form)
{
    setWindowTitle(title);
    setMinimumWidth(kFormWidth + 2 * kGap24 + kMargin);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap24, kGap24, kGap24, kMargin);
    layout->setSpacing(kGap12);
    layout->addWidget(label(title, role::kSectionTitle, true));
    words_ = new QVBoxLayout;
    words_->setSpacing(kGap4);
    layout->addLayout(words_);
    layout->addWidget(form_);
    verb_ = verb;
}

void FormDialog::addButtons()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    why_ = label({}, role::kCaption, true);
    row->addWidget(why_, 1);
    go_ = new QPushButton(verb_);
    go_->setObjectName(role::kPrimary);
    go_->setDefault(true);
    if (cancel_) {
        auto* back = new QPushButton(tr("Cancel"));
        back->setAutoDefault(false); // Return stays with the verb, also while that cannot be done
        row->addWidget(back);
        connect(back, &QPushButton::clicked, this, &QDialog::reject);
    }
    row->addWidget(go_);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(go_, &QPushButton::clicked, this, &QDialog::accept);
}

void FormDialog::focusFirstField()
{
    if (focusWidget() != nullptr)
        return; // whoever made the dialog chose one
    for (QWidget* each = nextInFocusChain(); each != this; each = each->nextInFocusChain()) {
        const auto* box = qobject_cast<QLineEdit*>(each);
        const bool readOnly = box != nullptr && box->isReadOnly();
        if (form_->isAncestorOf(each) && (each->focusPolicy() & Qt::TabFocus) != 0 && each->isEnabled() && !readOnly) {
            each->setFocus();
            return;
        }
    }
}

void FormDialog::addWords(const QString& words, bool secondary)
{
    auto* line = label(words, secondary ? role::kSecondary : QString(), true);
    line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words_->addWidget(line);
}

void FormDialog::askReason(const QString& suggested)
{
    reason_ = new QLineEdit(suggested);
    reason_->setObjectName(QStringLiteral("reason"));
    form_->addField(tr("Reason"), reason_, tr("Recorded in the audit trail with your name."));
}

QString FormDialog::reason() const { return reason_ != nullptr ? reason_->text().trimmed() : QString(); }

bool FormDialog::ask()
{
    // Made last, so that the keyboard reaches the fields first. A dialog that began at Cancel would take Cancel for its
    // default while the verb is disabled.
    addButtons();
    watch();
    recheck();
    focusFirstField();
    // As high as its texts are at its own width; the size hint speaks of a narrower one.
    const int width = std::max(minimumWidth(), sizeHint().width());
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    const int highest = highestDialog(*this);
    // The bar stands beside the fields, not over their right edge.
    const int bar = height > highest ? style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this) + kGap : 0;
    if (height > highest) {
        scrollForm();
        form_->setContentsMargins(0, 0, kGap, 0);
        setMinimumWidth(width + bar);
    }
    if (height > highest || layout()->hasHeightForWidth())
        resize(width + bar, std::min(height, highest));
    return exec() == Accepted;
}

/// A form that is higher than the screen scrolls; its words and its verb stay in sight.
void FormDialog::scrollForm()
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    const int place = column->indexOf(form_);
    column->removeWidget(form_);
    auto* area = static_cast<QScrollArea*>(scrolled(form_));
    column->insertWidget(place, area, 1);
    // The field that has the keyboard is never out of sight.
    connect(qApp, &QApplication::focusChanged, area, [this, area](QWidget*, QWidget* now) {
        if (now != nullptr && form_->isAncestorOf(now))
            area->ensureWidgetVisible(now, 0, kGap24);
    });
}

void FormDialog::watch()
{
    for (auto* edit : findChildren<QLineEdit*>())
        connect(edit, &QLineEdit::textChanged, this, &FormDialog::recheck);
    for (auto* edit : findChildren<QPlainTextEdit*>())
        connect(edit, &QPlainTextEdit::textChanged, this, &FormDialog::recheck);
    for (auto* box : findChildren<QComboBox*>())
        connect(box, &QComboBox::currentIndexChanged, this, &FormDialog::recheck);
    for (auto* box : findChildren<QSpinBox*>())
        connect(box, &QSpinBox::valueChanged, this, &FormDialog::recheck);
    for (auto* edit : findChildren<QDateEdit*>())
        connect(edit, &QDateEdit::dateChanged, this, &FormDialog::recheck);
    for (auto* box : findChildren<QCheckBox*>())
        connect(box, &QCheckBox::toggled, this, &FormDialog::recheck);
}

void FormDialog::recheck()
{
    QString why = problem_ ? problem_() : QString();
    if (why.isEmpty() && reason_ != nullptr && reason().isEmpty())
        why = tr("Give a reason first.");
    setReason(go_, why);
    why_->setText(why);
}

ChoiceBox::ChoiceBox(const Choices& choices, const QString& chosen, QWidget* parent)
    : QComboBox(parent)
{
    for (const auto& [value, words] : choices)
        addItem(words, value);
    choose(chosen);
}

void ChoiceBox::choose(const QString& value)
{
    if (const int at = findData(value); at >= 0)
        setCurrentIndex(at);
}

DayEdit::DayEdit(Day day, QWidget* parent)
    : QDateEdit(dateOf(day), parent)
{
    setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    setCalendarPopup(true);
    calendarWidget()->setAccessibleName(tr("Calendar"));
}

Day DayEdit::day() const
{
    const QDate chosen = date();
    return Day::fromYmd(chosen.year(), static_cast<unsigned>(chosen.month()), static_cast<unsigned>(chosen.day())).value_or(Day{});
}

FileField::FileField(const QString& dialogTitle, QWidget* parent)
    : QWidget(parent)
    , path_(new QLineEdit)
{
    setAcceptDrops(true);
    setFocusProxy(path_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    path_->setAccessibleName(dialogTitle);
    path_->setPlaceholderText(tr("Drop a file here or choose one"));
    path_->setAcceptDrops(false); // the field takes the file as a whole
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(dialogTitle);
    choose->setAutoDefault(false);
    layout->addWidget(path_, 1);
    layout->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, [this, dialogTitle] {
        const QString chosen = QFileDialog::getOpenFileName(this, dialogTitle);
        if (!chosen.isEmpty())
            setPath(chosen);
    });
}

QString FileField::path() const { return path_->text().trimmed(); }

void FileField::setPath(const QString& path) { path_->setText(path); }

QString FileField::problem() const
{
    const QFileInfo file(path());
    return path().isEmpty() || (file.isFile() && file.isReadable()) ? QString() : tr("There is no readable file of this name.");
}

void FileField::dragEnterEvent(QDragEnterEvent* event)
{
    if (!onlyFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FileField::dropEvent(QDropEvent* event)
{
    setPath(onlyFile(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace oxseal::ui
