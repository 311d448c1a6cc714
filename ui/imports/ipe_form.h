// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_actions.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace oxseal::ui {

class DayField;
class Form;

/// The IPE card (A16): how the report behind a file was produced, and its count and control total at the source.
class IpeForm final : public QWidget
{
    Q_OBJECT

public:
    explicit IpeForm(QWidget* parent = nullptr);
    void clear();
    /// Fills empty fields from an earlier card.
    void suggest(const controls::IpeCard& card);
    void setSystem(const QString& system);
    /// Everything, for changing a card; totals with the file's decimals.
    void setCard(const controls::IpeCard& card, int moneyDigits);
    [[nodiscard]] bool empty() const;
    /// nullopt when nothing was filled in.
    [[nodiscard]] std::optional<IpeInput> input() const;
    /// Why the form cannot be taken; "" when it can.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();

private:
    QLineEdit* line(const QString& caption, const QString& hint = {});
    void chooseScreenshot();

    Form* form_ = nullptr;
    QLineEdit* system_ = nullptr;
    QLineEdit* report_ = nullptr;
    QComboBox* type_ = nullptr;
    DayField* logicChanged_ = nullptr;
    DayField* baseline_ = nullptr;
    QLineEdit* baselineBy_ = nullptr;
    QLineEdit* query_ = nullptr;
    QLineEdit* runBy_ = nullptr;
    QLineEdit* runAt_ = nullptr;
    QLineEdit* rows_ = nullptr;
    QLineEdit* total_ = nullptr;
    QLineEdit* totalColumn_ = nullptr;
    QLineEdit* screenshot_ = nullptr;
    bool systemTyped_ = false;
};

/// Words for an IPE state and how serious it is.
[[nodiscard]] QString ipeStateWord(controls::IpeState state);
[[nodiscard]] QString reportTypeWord(controls::ReportType type);

} // namespace oxseal::ui
