// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/certification/certificate_data.h"
#include "ui/common/page.h"

#include <optional>

class QStackedWidget;
class QTabBar;

namespace oxseal::ui {

class CertificateSheet;
class TablePanel;

/// Binding the report, the certificates as they will be signed, what was signed, and the filing.
class CertificatesPage final : public Page
{
    Q_OBJECT

public:
    explicit CertificatesPage(Session& session);
    void open(const QString& object) override; ///< "31", "32", "signed" or "versions"
    void reload() override;

private:
    void take(CertificateData values);
    void takeDocuments();
    void takeVersions();
    void updateCommands();
    void updateContext();
    void readText();
    [[nodiscard]] const Signer* chosenSigner() const;
    [[nodiscard]] QString whyNotSign() const;
    [[nodiscard]] QString whyNotBind() const;
    [[nodiscard]] QString whyNotFile() const;
    [[nodiscard]] const SignedDocumentRow* currentDocument() const;
    void bind();
    void sign();
    void checkText();
    void markFiled();
    void saveDocument();

    QTabBar* tabs_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    CertificateSheet* sheet_ = nullptr;
    TablePanel* documents_ = nullptr;
    TablePanel* versions_ = nullptr;
    std::optional<CertificateData> values_;
    std::optional<PeriodRow> shown_;
};

} // namespace oxseal::ui
