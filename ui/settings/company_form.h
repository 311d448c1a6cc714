// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/company_actions.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace oxseal::ui {

class DayField;
class Form;

/// The facts of the company that decide its filer category, with the category they give and why.
class CompanyForm final : public QWidget
{
    Q_OBJECT

public:
    /// `today` decides which fiscal year the category is told for.
    explicit CompanyForm(Day today, QWidget* parent = nullptr);
    void set(const CompanyFacts& facts);
    [[nodiscard]] CompanyFacts facts() const;
    /// What differs from `before`; nothing set when nothing does.
    [[nodiscard]] CompanyChange changeFrom(const CompanyFacts& before) const;
    /// Why it cannot be taken; "" when it can.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();

private:
    void explain();

    Day today_;
    Form* form_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLineEdit* yearEnd_ = nullptr;
    DayField* ipo_ = nullptr;
    QLineEdit* float_ = nullptr;
    QLineEdit* revenue_ = nullptr;
    QComboBox* prior_ = nullptr;
    QLineEdit* currency_ = nullptr;
    QLabel* category_ = nullptr;
    QLabel* why_ = nullptr;
};

/// The category in words, then what it means and by which rule, one line each; empty while float and revenue are missing.
struct FilerWords
{
    QString category;
    QStringList why;
};
[[nodiscard]] FilerWords filerWords(const CompanyFacts& facts, Day today);
/// "USD 74,900,000" of minor units.
[[nodiscard]] QString dollars(std::int64_t minor);

} // namespace oxseal::ui
