// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QString>

#include <functional>
#include <utility>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace oxseal::ui {

class Form;

/// Asks for some fields, a reason and one verb. The verb is disabled with the first problem that `setCheck` names, which stands
/// beside it.
class FormDialog final : public QDialog
{
    Q_OBJECT

public:
    FormDialog(QWidget* parent, const QString& title, const QString& verb);

    [[nodiscard]] Form& form() noexcept { return *form_; }
    /// A line above the fields: what will be recorded.
    void addWords(const QString& words, bool secondary = false);
    /// The last field; without it reason() is "".
    void askReason(const QString& suggested = {});
    /// What is wrong with the fields now, "" when nothing is; called whenever one changes.
    void setCheck(std::function<QString()> problem) { problem_ = std::move(problem); }
    [[nodiscard]] QString reason() const;
    /// There is only one way out: the verb.
    void withoutCancel() { cancel_ = false; }
    /// Shows the dialog, once; true when the person went on.
    [[nodiscard]] bool ask();

private:
    void addButtons();
    void focusFirstField();
    void scrollForm();
    void watch();
    void recheck();

    Form* form_ = nullptr;
    QVBoxLayout* words_ = nullptr;
    QLineEdit* reason_ = nullptr;
    QPushButton* go_ = nullptr;
    QLabel* why_ = nullptr; ///< beside the verb: what it waits for
    QString verb_;
    bool cancel_ = true;
    std::function<QString()> problem_;
};

/// A choice of words, each with the value it stands for.
class ChoiceBox final : public QComboBox
{
    Q_OBJECT

public:
    using Choices = std::vector<std::pair<QString, QString>>; ///< value, words
    explicit ChoiceBox(const Choices& choices, const QString& chosen = {}, QWidget* parent = nullptr);
    [[nodiscard]] QString value() const { return currentData().toString(); }
    void choose(const QString& value);
};

/// A day, typed or taken from a calendar.
class DayEdit final : public QDateEdit
{
    Q_OBJECT

public:
    explicit DayEdit(Day day, QWidget* parent = nullptr);
    [[nodiscard]] Day day() const;
};

/// The path of a file to read, typed, chosen or dropped.
class FileField final : public QWidget
{
    Q_OBJECT

public:
    explicit FileField(const QString& dialogTitle, QWidget* parent = nullptr);
    [[nodiscard]] QString path() const;
    void setPath(const QString& path);
    /// "" when nothing or a readable file is named; else what is wrong.
    [[nodiscard]] QString problem() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QLineEdit* path_ = nullptr;
};

} // namespace oxseal::ui
