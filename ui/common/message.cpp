// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/message.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

/// "Details" that unfolds a monospaced, selectable text.
QWidget* folded(const QString& details)
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* fold = new QPushButton(QObject::tr("Details"));
    fold->setObjectName(role::kLink);
    fold->setCheckable(true);
    fold->setAutoDefault(false); // Return does what the dialog is about, Space unfolds
    fold->setAccessibleName(QObject::tr("Show details"));
    auto* text = label(details, role::kMono, true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->hide();
    QObject::connect(fold, &QPushButton::toggled, text, &QWidget::setVisible);
    layout->addWidget(fold, 0, Qt::AlignLeft);
    layout->addWidget(text);
    return box;
}

QString detailsOf(const Error& error)
{
    QString details = QString::fromLatin1(error.id());
    if (!error.place().empty())
        details += QLatin1Char('\n') + plain(error.place());
    for (const auto& argument : error.arguments())
        details += QLatin1Char('\n') + plain(argument);
    return details;
}

QVBoxLayout* dialogColumn(QDialog& dialog, const QString& title)
{
    dialog.setWindowTitle(title);
    dialog.setMinimumWidth(kFormWidth + 2 * kGap24 + kMargin);
    auto* layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(kGap24, kGap24, kGap24, kMargin);
    layout->setSpacing(kGap12);
    layout->addWidget(label(title, role::kSectionTitle, true));
    return layout;
}

} // namespace

QWidget* errorBox(const Error& error, std::function<void()> again)
{
    QVBoxLayout* layout = nullptr;
    QFrame* frame = card(layout);
    frame->setMaximumWidth(kTextMeasure + 2 * kMargin);
    auto* what = label(errorLine(error), role::kProblem, true);
    what->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(what);
    layout->addWidget(folded(detailsOf(error)));
    if (again) {
        auto* button = new QPushButton(QObject::tr("Try again"));
        QObject::connect(button, &QPushButton::clicked, frame, again);
        layout->addWidget(button, 0, Qt::AlignLeft);
    }
    return frame;
}

void showProblem(QWidget* parent, const Error& error)
{
    QDialog dialog(parent);
    QVBoxLayout* layout = dialogColumn(dialog, QObject::tr("This could not be done"));
    auto* what = label(errorLine(error), {}, true);
    what->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(what);
    layout->addWidget(label(QObject::tr("Nothing was changed."), role::kSecondary));
    layout->addWidget(folded(detailsOf(error)));
    auto* close = new QPushButton(QObject::tr("Close"));
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
    close->setFocus(); // Return closes; the details are a step away
    dialog.exec();
}

void showNotice(QWidget* parent, const QString& title, const QString& words)
{
    QDialog dialog(parent);
    QVBoxLayout* layout = dialogColumn(dialog, title);
    auto* what = label(words, {}, true);
    what->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(what);
    auto* close = new QPushButton(QObject::tr("Close"));
    close->setDefault(true);
    close->setFocus();
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
    dialog.exec();
}

std::optional<ActAnswer> askToAct(QWidget* parent, const ActQuestion& question)
{
    QDialog dialog(parent);
    QVBoxLayout* layout = dialogColumn(dialog, question.title);
    for (const QString& line : question.binds)
        layout->addWidget(label(line, {}, true));
    auto* form = new Form;
    QLineEdit* reason = nullptr;
    if (question.needsReason) {
        reason = new QLineEdit(question.suggestedReason);
        reason->setObjectName(QStringLiteral("reason"));
        form->addField(QObject::tr("Reason"), reason, QObject::tr("Recorded in the audit trail with your name."));
    }
    QLineEdit* passphrase = nullptr;
    if (question.passphrase) {
        passphrase = new QLineEdit;
        passphrase->setObjectName(QStringLiteral("passphrase"));
        passphrase->setEchoMode(QLineEdit::Password);
        form->addField(QObject::tr("Your passphrase"), passphrase, QObject::tr("Opens your signing key for this one act."));
    }
    layout->addWidget(form);
    if (!question.details.isEmpty())
        layout->addWidget(folded(question.details));
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* back = new QPushButton(QObject::tr("Cancel"));
    back->setAutoDefault(false); // Return stays with the verb
    auto* go = new QPushButton(question.verb);
    go->setObjectName(role::kPrimary);
    go->setDefault(true);
    row->addWidget(back);
    row->addWidget(go);
    layout->addLayout(row);
    const auto update = [&] {
        QString why;
        if (reason != nullptr && reason->text().trimmed().isEmpty())
            why = QObject::tr("Give a reason first.");
        else if (passphrase != nullptr && passphrase->text().isEmpty())
            why = QObject::tr("Type your passphrase first.");
        setReason(go, why);
    };
    for (QLineEdit* edit : {reason, passphrase})
        if (edit != nullptr)
            QObject::connect(edit, &QLineEdit::textChanged, &dialog, update);
    update();
    QObject::connect(back, &QPushButton::clicked, &dialog, &QDialog::reject);
    QObject::connect(go, &QPushButton::clicked, &dialog, &QDialog::accept);
    if (passphrase != nullptr && (reason == nullptr || !reason->text().isEmpty()))
        passphrase->setFocus();
    else if (reason != nullptr)
        reason->setFocus();
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    ActAnswer answer;
    answer.reason = reason != nullptr ? reason->text().trimmed() : question.suggestedReason;
    if (passphrase != nullptr) {
        QByteArray typed = passphrase->text().toUtf8();
        answer.passphrase = std::make_shared<Secret>(
            Secret::copyOf(asBytes({typed.constData(), static_cast<std::size_t>(typed.size())})));
        typed.fill('\0');
        passphrase->clear();
    }
    return answer;
}

} // namespace oxseal::ui
