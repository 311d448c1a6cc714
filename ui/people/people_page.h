// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/people_view.h"
#include "ui/common/page.h"

class QTabWidget;
class QVBoxLayout;

namespace oxseal::ui {

class ContextCard;
class TablePanel;

/// People and keys: who may open the workspace, with which duties, offices and keys; certificates and their confirmation.
class PeoplePage final : public Page
{
    Q_OBJECT

public:
    explicit PeoplePage(Session& session);
    void open(const QString& object) override; ///< login of a person, "certificate:ID", or "invite" to ask for somebody new
    void reload() override;
    [[nodiscard]] TablePanel& people() const noexcept { return *people_; }
    [[nodiscard]] TablePanel& certificates() const noexcept { return *certificates_; }

private:
    void take(PeopleView view);
    void showPeople();
    void showCertificates();
    void showFindings();
    void updateCommands();
    void selectPerson(const QString& login);
    void selectCertificate(const QString& id);
    void addPersonCommands(ContextCard& card, const PersonView& person);
    [[nodiscard]] const PersonView* self() const;

    void invite();
    void changeRoles(const PersonView& person);
    void remove(const PersonView& person);
    void holdOffice(const PersonView& person);
    void endOffice(const PersonView& person, const OfficeHolding& holding);
    void requestCertificate(const PersonView& person);
    void confirm(const CertificateRow& row);
    void saveSheet(const PersonView& person);
    void attachScan(const PersonView& person);
    void changePassphrase();

    PeopleView view_;
    QTabWidget* tabs_ = nullptr;
    TablePanel* people_ = nullptr;
    TablePanel* certificates_ = nullptr;
    QVBoxLayout* findings_ = nullptr;
    QString wanted_;
    bool inviting_ = false;
};

} // namespace oxseal::ui
