// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/secret_fields.h"

#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace oxseal::ui {

QLineEdit* addLine(FormDialog& dialog, const QString& caption, const QString& hint, const QString& text)
{
    auto* edit = new QLineEdit(text);
    dialog.form().addField(caption, edit, hint);
    return edit;
}

std::pair<QLineEdit*, QPushButton*> addFolder(FormDialog& dialog, const QString& caption, const QString& hint, const QString& text)
{
    auto* edit = new QLineEdit(text);
    edit->setAccessibleName(caption);
    auto* choose = new QPushButton(QObject::tr("Choose…"));
    choose->setAccessibleName(QObject::tr("%1: choose where").arg(caption));
    choose->setAutoDefault(false);
    auto* place = new QWidget;
    place->setFocusProxy(edit);
    auto* row = new QHBoxLayout(place);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    row->addWidget(edit, 1);
    row->addWidget(choose);
    dialog.form().addField(caption, place, hint);
    return {edit, choose};
}

QLineEdit* addSecret(FormDialog& dialog, const QString& caption, const QString& hint)
{
    QLineEdit* edit = addLine(dialog, caption, hint);
    edit->setEchoMode(QLineEdit::Password);
    return edit;
}

std::shared_ptr<Secret> takeSecret(QLineEdit* field)
{
    QByteArray typed = field->text().toUtf8();
    auto secret = std::make_shared<Secret>(
        Secret::copyOf(asBytes({typed.constData(), static_cast<std::size_t>(typed.size())})));
    typed.fill('\0');
    field->clear();
    return secret;
}

void showCode(QWidget* parent, const QString& title, const QString& words, const Secret& code)
{
    const std::string_view text = asText(code.view());
    // Turning back is not possible while nobody has kept the code: it exists nowhere else.
    for (bool kept = false; !kept;) {
        FormDialog dialog(parent, title, QObject::tr("Go on"));
        dialog.withoutCancel();
        dialog.addWords(words);
        auto* shown = new QLineEdit(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
        shown->setReadOnly(true);
        shown->setCursorPosition(0);
        dialog.form().addField(QObject::tr("The code"), shown, QObject::tr("Shown this once. Write it down, or copy it."));
        auto* copy = new QPushButton(QObject::tr("Copy the code"));
        copy->setAutoDefault(false);
        QObject::connect(copy, &QPushButton::clicked, &dialog, [shown] { QApplication::clipboard()->setText(shown->text()); });
        auto* place = new QWidget;
        auto* row = new QHBoxLayout(place);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(copy);
        row->addStretch(1);
        dialog.form().addWidget(place);
        dialog.setMinimumWidth(kTextMeasure);
        auto* box = new QCheckBox(QObject::tr("I have kept the code"));
        dialog.form().addWidget(box);
        box->setFocus();
        dialog.setCheck([box] { return box->isChecked() ? QString() : QObject::tr("Keep the code first; nobody can show it again."); });
        kept = dialog.ask();
    }
}

} // namespace oxseal::ui
