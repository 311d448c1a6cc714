// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/people_actions.h"
#include "storage/reads/people_view.h"

#include <QString>

#include <memory>
#include <optional>
#include <set>
#include <string>

class QWidget;

namespace oxseal::ui {

/// Each asks and gives what was answered; nullopt when the person turns back.
struct InviteAnswer
{
    Invitation invitation;
    std::string reason;
};
[[nodiscard]] std::optional<InviteAnswer> askForInvitation(QWidget* parent, const PeopleView& view);

struct RolesAnswer
{
    std::set<Role> roles;
    std::string reason;
};
[[nodiscard]] std::optional<RolesAnswer> askForRoles(QWidget* parent, const Person& person);

struct OfficeAnswer
{
    OfficeHolding holding;
    std::string reason;
};
[[nodiscard]] std::optional<OfficeAnswer> askForOffice(QWidget* parent, const Person& person);
struct EndAnswer
{
    Day last;
    std::string reason;
};
[[nodiscard]] std::optional<EndAnswer> askForOfficeEnd(QWidget* parent, const Person& person, const OfficeHolding& holding);

struct CertificateAnswer
{
    std::string offices;
    std::string reason;
};
[[nodiscard]] std::optional<CertificateAnswer> askForCertificate(QWidget* parent, const PersonView& person, Day today);
struct FingerprintAnswer
{
    Digest fingerprint;
    std::string reason;
};
[[nodiscard]] std::optional<FingerprintAnswer> askForFingerprint(QWidget* parent, const CertificateRow& row);

struct PassphraseAnswer
{
    std::shared_ptr<Secret> before;
    std::shared_ptr<Secret> after;
    bool mayBeKnown = false;
    std::string reason;
};
[[nodiscard]] std::optional<PassphraseAnswer> askForPassphrase(QWidget* parent);

/// "" when the passphrase is strong enough for somebody who signs and both fields agree.
[[nodiscard]] QString passphraseProblem(const QString& passphrase, const QString& again);
[[nodiscard]] QString officeWord(Office office);
[[nodiscard]] QString officesWord(const std::string& offices);
/// In groups of four, for reading out.
[[nodiscard]] QString groupedHex(const std::string& hex);
[[nodiscard]] QString personStateWord(PersonState state);
[[nodiscard]] QString certificateStateWord(const std::string& state);

} // namespace oxseal::ui
