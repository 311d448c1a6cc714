// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/administration_reads.h"
#include "storage/reads/people_view.h"
#include "ui/common/page.h"

#include <map>

class QTabWidget;
class QVBoxLayout;

namespace oxseal::ui {

class ContextCard;
class TablePanel;

/// People and keys: who may open the workspace, with which duties, offices and keys; certificates and their confirmation; what
/// administrators did and the review of it.
class PeoplePage final : public Page
{
    Q_OBJECT

public:
    explicit PeoplePage(Session& session);
    void open(const QString& object) override; ///< login of a person, "certificate:ID", "acts", or "invite" to ask for somebody new
    void reload() override;
    [[nodiscard]] TablePanel& people() const noexcept { return *people_; }
    [[nodiscard]] TablePanel& certificates() const noexcept { return *certificates_; }
    [[nodiscard]] TablePanel& acts() const noexcept { return *acts_; }

private:
    struct Views
    {
        PeopleView people;
        AdministrationView administration; ///< empty without a period
    };
    void take(Views views);
    void selectCurrent();
    void showPeople();
    void showCertificates();
    void showFindings();
    void updateCommands();
    void selectPerson(const QString& login);
    void selectCertificate(const QString& id);
    void addPersonCommands(ContextCard& card, const PersonView& person);
    [[nodiscard]] const PersonView* self() const;

    [[nodiscard]] QWidget* createAdministrators();
    void showAdministrators();
    void selectAct(const QString& number);
    void questionAct(std::uint64_t sequence);
    void signActs();
    [[nodiscard]] Command signActsCommand();
    [[nodiscard]] QString whyNotReviewActs() const;
    [[nodiscard]] const ActView* actView(const QString& number) const;

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
    AdministrationView administration_;
    std::map<std::uint64_t, QString> marked_; ///< acts to be questioned once the review is signed, and why
    QTabWidget* tabs_ = nullptr;
    TablePanel* people_ = nullptr;
    TablePanel* certificates_ = nullptr;
    TablePanel* acts_ = nullptr;
    QVBoxLayout* findings_ = nullptr;
    QString wanted_;
    bool inviting_ = false;
};

} // namespace oxseal::ui
