// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/people_dialogs.h"

#include "models/people/passphrase.h"
#include "ui/common/day_field.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/secret_fields.h"
#include "ui/common/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr Role kRoles[] = {Role::Administrator, Role::Controller, Role::Preparer, Role::Reviewer, Role::ControlOwner, Role::Tester,
    Role::SubCertifier, Role::DisclosureCommittee, Role::Counsel, Role::AuditCommittee, Role::Peo, Role::Pfo, Role::OutsourcedAccountant};

/// A box for each duty, in two columns.
class RoleBoxes final : public QWidget
{
public:
    explicit RoleBoxes(const std::set<Role>& held = {})
    {
        auto* grid = new QGridLayout(this);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setHorizontalSpacing(kGap12);
        int n = 0;
        constexpr int half = (static_cast<int>(std::size(kRoles)) + 1) / 2;
        for (const Role role : kRoles) {
            auto* box = new QCheckBox(capital(roleWord(role)));
            box->setChecked(held.count(role) != 0);
            grid->addWidget(box, n % half, n / half);
            boxes_.push_back(box);
            ++n;
        }
    }
    [[nodiscard]] std::set<Role> roles() const
    {
        std::set<Role> out;
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            if (boxes_[i]->isChecked())
                out.insert(kRoles[i]);
        }
        return out;
    }

private:
    std::vector<QCheckBox*> boxes_;
};

std::string text(const QLineEdit* edit) { return edit->text().trimmed().toStdString(); }

} // namespace

QString officeWord(Office office)
{
    return office == Office::Peo ? QObject::tr("Principal executive officer") : QObject::tr("Principal financial officer");
}

QString officesWord(const std::string& offices)
{
    if (offices.empty())
        return QObject::tr("no office");
    return offices == "peo" ? QObject::tr("PEO") : offices == "pfo" ? QObject::tr("PFO") : QObject::tr("PEO and PFO");
}

QString groupedHex(const std::string& hex)
{
    QString out;
    for (std::size_t at = 0; at < hex.size(); at += 4)
        out += (at == 0 ? QString() : QStringLiteral(" ")) + QString::fromStdString(hex.substr(at, 4));
    return out;
}

QString personStateWord(PersonState state)
{
    return state == PersonState::Active ? QObject::tr("Active") : state == PersonState::Invited ? QObject::tr("Invited") : QObject::tr("Removed");
}

QString certificateStateWord(const std::string& state)
{
    return state == "issued" ? QObject::tr("Confirmed") : state == "bootstrap" ? QObject::tr("Not confirmed by a second person") : QObject::tr("Requested");
}

QString passphraseProblem(const QString& passphrase, const QString& again)
{
    const std::string words = passphrase.toStdString();
    if (words.empty())
        return QObject::tr("Type the new passphrase first.");
    if (const Status strong = checkSignerPassphrase(words); !strong)
        return errorLine(strong.error());
    if (passphrase != again)
        return QObject::tr("The two passphrases differ.");
    return {};
}

std::optional<InviteAnswer> askForInvitation(QWidget* parent, const PeopleView& view)
{
    FormDialog dialog(parent, QObject::tr("Invite a person"), QObject::tr("Invite"));
    dialog.addWords(QObject::tr("The person gets a code for the first login. Tell it by telephone or on paper, not by the same way as the workspace."), true);
    auto* login = addLine(dialog, QObject::tr("Login"), QObject::tr("Short, for example a.person."));
    auto* name = addLine(dialog, QObject::tr("Full name"), QObject::tr("As it stands under signatures."));
    auto* employee = addLine(dialog, QObject::tr("Employee number"), QObject::tr("Links the person to the HR roster; may stay empty."));
    auto* roles = new RoleBoxes;
    dialog.form().addField(QObject::tr("Duties"), roles);
    dialog.askReason(QObject::tr("Works on the certification"));
    dialog.setCheck([&] {
        if (text(login).empty() || text(name).empty())
            return QObject::tr("Fill in login and name.");
        const bool taken = std::any_of(view.people.begin(), view.people.end(), [&](const PersonView& one) { return one.person.login == text(login); });
        if (taken)
            return QObject::tr("This login is taken.");
        return roles->roles().empty() ? QObject::tr("Choose at least one duty.") : QString();
    });
    login->setFocus();
    if (!dialog.ask())
        return std::nullopt;
    return InviteAnswer{{text(login), text(name), text(employee), roles->roles()}, dialog.reason().toStdString()};
}

std::optional<RolesAnswer> askForRoles(QWidget* parent, const Person& person)
{
    FormDialog dialog(parent, QObject::tr("Duties of %1").arg(plain(person.name)), QObject::tr("Change the duties"));
    auto* roles = new RoleBoxes(person.roles);
    dialog.form().addField(QObject::tr("Duties"), roles);
    dialog.askReason();
    dialog.setCheck([&] {
        if (roles->roles().empty())
            return QObject::tr("Choose at least one duty, or remove the person.");
        return roles->roles() == person.roles ? QObject::tr("Nothing has changed.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    return RolesAnswer{roles->roles(), dialog.reason().toStdString()};
}

std::optional<OfficeAnswer> askForOffice(QWidget* parent, const Person& person)
{
    FormDialog dialog(parent, QObject::tr("Office of %1").arg(plain(person.name)), QObject::tr("Record the office"));
    dialog.addWords(QObject::tr("Whoever holds the office on the day of filing signs Exhibits 31 and 32. There is no delegation."), true);
    auto* office = new QComboBox;
    for (const Office one : {Office::Peo, Office::Pfo})
        office->addItem(officeWord(one), static_cast<int>(one));
    dialog.form().addField(QObject::tr("Office"), office);
    auto* title = addLine(dialog, QObject::tr("Title"), QObject::tr("As it stands under the signature, for example Chief Financial Officer."));
    auto* capacity = new QComboBox;
    capacity->addItem(QObject::tr("Regular"), static_cast<int>(Capacity::Regular));
    capacity->addItem(QObject::tr("Acting"), static_cast<int>(Capacity::Acting));
    capacity->addItem(QObject::tr("Interim"), static_cast<int>(Capacity::Interim));
    dialog.form().addField(QObject::tr("Capacity"), capacity);
    auto* from = new DayField;
    auto* to = new DayField;
    dialog.form().addField(QObject::tr("From"), from);
    dialog.form().addField(QObject::tr("To"), to, QObject::tr("Empty: still in office."));
    dialog.askReason(QObject::tr("Board resolution"));
    dialog.setCheck([&] {
        if (text(title).empty())
            return QObject::tr("Write the title.");
        return !from->day() || !to->valid() ? QObject::tr("Write the days as 2026-09-30.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    OfficeHolding holding;
    holding.office = static_cast<Office>(office->currentData().toInt());
    holding.capacity = static_cast<Capacity>(capacity->currentData().toInt());
    holding.title = text(title);
    holding.from = *from->day();
    holding.to = to->day();
    return OfficeAnswer{holding, dialog.reason().toStdString()};
}

std::optional<EndAnswer> askForOfficeEnd(QWidget* parent, const Person& person, const OfficeHolding& holding)
{
    FormDialog dialog(parent, QObject::tr("End of an office"), QObject::tr("End the office"));
    dialog.addWords(QObject::tr("%1, %2, since %3").arg(plain(person.name), officeWord(holding.office), day(holding.from)));
    auto* last = new DayField;
    dialog.form().addField(QObject::tr("Last day in office"), last);
    dialog.askReason();
    dialog.setCheck([&] { return last->day() ? QString() : QObject::tr("Write the day as 2026-09-30."); });
    if (!dialog.ask())
        return std::nullopt;
    return EndAnswer{*last->day(), dialog.reason().toStdString()};
}

std::optional<CertificateAnswer> askForCertificate(QWidget* parent, const PersonView& person, Day today)
{
    FormDialog dialog(parent, QObject::tr("Request a certificate"), QObject::tr("Request"));
    dialog.addWords(QObject::tr("A second person, who holds the authority's key, compares the fingerprint and confirms."), true);
    dialog.addWords(QObject::tr("Fingerprint of the key: %1").arg(groupedHex(person.fingerprint)));
    auto* offices = new QComboBox;
    bool peo = false;
    bool pfo = false;
    for (const OfficeHolding& holding : person.offices) {
        if (holding.holdsOn(today))
            (holding.office == Office::Peo ? peo : pfo) = true;
    }
    if (peo && pfo)
        offices->addItem(officesWord("peo+pfo"), QStringLiteral("peo+pfo"));
    if (peo)
        offices->addItem(officeWord(Office::Peo), QStringLiteral("peo"));
    if (pfo)
        offices->addItem(officeWord(Office::Pfo), QStringLiteral("pfo"));
    offices->addItem(QObject::tr("No office: signs what a person signs"), QString());
    dialog.form().addField(QObject::tr("For the office"), offices);
    dialog.askReason(QObject::tr("For signing"));
    if (!dialog.ask())
        return std::nullopt;
    return CertificateAnswer{offices->currentData().toString().toStdString(), dialog.reason().toStdString()};
}

std::optional<FingerprintAnswer> askForFingerprint(QWidget* parent, const CertificateRow& row)
{
    FormDialog dialog(parent, QObject::tr("Confirm the certificate of %1").arg(plain(row.person.name)), QObject::tr("Confirm"));
    dialog.addWords(QObject::tr("Let %1 read out the fingerprint on the telephone or show the signed sheet, and type it here. It is compared with the key in the request.")
                       .arg(plain(row.person.name)));
    auto* typed = addLine(dialog, QObject::tr("Fingerprint as told"), QObject::tr("64 characters of 0–9 and a–f; blanks do not matter."));
    dialog.askReason(QObject::tr("Told by telephone"));
    const auto digest = [typed] {
        QString hex = typed->text().toLower();
        hex.remove(QLatin1Char(' '));
        return Digest::fromHex(hex.toStdString());
    };
    dialog.setCheck([&] { return digest() ? QString() : QObject::tr("Type all 64 characters of the fingerprint."); });
    if (!dialog.ask())
        return std::nullopt;
    return FingerprintAnswer{*digest(), dialog.reason().toStdString()};
}

std::optional<PassphraseAnswer> askForPassphrase(QWidget* parent)
{
    FormDialog dialog(parent, QObject::tr("Change my passphrase"), QObject::tr("Change"));
    auto* before = addSecret(dialog, QObject::tr("Present passphrase"));
    auto* after = addSecret(dialog, QObject::tr("New passphrase"), QObject::tr("Six random words, or thirteen random characters of all kinds."));
    auto* again = addSecret(dialog, QObject::tr("New passphrase again"));
    auto* known = new QCheckBox(QObject::tr("Somebody may know the present one"));
    known->setToolTip(QObject::tr("Makes new keys and changes the data key; a new certificate must be requested."));
    dialog.form().addWidget(known);
    dialog.form().addWidget(label(QObject::tr("Then new keys are made, the workspace is encrypted anew, and a new certificate must be requested."), role::kCaption, true));
    dialog.askReason(QObject::tr("Regular change"));
    dialog.setCheck([&] {
        return before->text().isEmpty() ? QObject::tr("Type the present passphrase first.") : passphraseProblem(after->text(), again->text());
    });
    if (!dialog.ask())
        return std::nullopt;
    again->clear();
    return PassphraseAnswer{takeSecret(before), takeSecret(after), known->isChecked(), dialog.reason().toStdString()};
}

} // namespace oxseal::ui
