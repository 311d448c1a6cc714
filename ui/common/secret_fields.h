// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/secret.h"

#include <QString>

#include <memory>
#include <utility>

class QLineEdit;
class QPushButton;
class QWidget;

namespace oxseal::ui {

class FormDialog;

/// A line of a dialog.
QLineEdit* addLine(FormDialog& dialog, const QString& caption, const QString& hint = {}, const QString& text = {});
/// A line for a folder with a button beside it, which the caller gives a meaning.
std::pair<QLineEdit*, QPushButton*> addFolder(FormDialog& dialog, const QString& caption, const QString& hint = {}, const QString& text = {});
/// A line that hides what is typed.
QLineEdit* addSecret(FormDialog& dialog, const QString& caption, const QString& hint = {});
/// Takes the words out of a field and empties it.
[[nodiscard]] std::shared_ptr<Secret> takeSecret(QLineEdit* field);
/// Shows words that are told once (an invitation, a recovery code), to be copied or written down; goes on when the person
/// says that they are kept.
void showCode(QWidget* parent, const QString& title, const QString& words, const Secret& code);

} // namespace oxseal::ui
