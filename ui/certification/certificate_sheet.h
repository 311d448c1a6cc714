// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/certification/certificate_data.h"

#include <QString>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTabBar;
class QVBoxLayout;

namespace oxseal::ui {

/// A certificate as it will be signed: whose, which, with which optional parts; below it the signer and the digest.
class CertificateSheet final : public QWidget
{
    Q_OBJECT

public:
    explicit CertificateSheet(QWidget* parent = nullptr);

    /// `self` is chosen when that person signs; an earlier choice stays.
    void take(const CertificateData& values, PersonId self);
    void showText(const Result<ExhibitForm>& form, const CertificateData& values);
    [[nodiscard]] Exhibit exhibit() const;
    [[nodiscard]] PersonId signer() const;
    [[nodiscard]] ExhibitOptions options() const;

Q_SIGNALS:
    void chosen(); ///< another signer, exhibit or option: another text

private:
    void createChoices(QVBoxLayout* column);
    void updateOptions();

    QComboBox* signers_ = nullptr;
    QTabBar* exhibits_ = nullptr;
    QCheckBox* withoutIcfr_ = nullptr;
    QCheckBox* knowledge_ = nullptr;
    QCheckBox* retained_ = nullptr;
    QLabel* optionsNote_ = nullptr;
    QVBoxLayout* text_ = nullptr;
    QVBoxLayout* foot_ = nullptr;
    QString icfrRequired_;
};

} // namespace oxseal::ui
