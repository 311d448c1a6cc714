// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/people_view.h"

#include "storage/crypto/keyring.h"

namespace oxseal {
namespace {

/// Keys, certificate and sheet belong together by the key's fingerprint: those of a former key count for nothing.
void addKeys(PersonView& view, const Digest& key, const std::vector<CertificateRow>& certificates, const std::vector<EnrolmentRow>& sheets)
{
    view.fingerprint = key.hex();
    for (const CertificateRow& row : certificates) {
        if (row.fingerprint == key && row.person.id == view.person.id)
            (row.state == "requested" ? view.request : view.certificate) = row;
    }
    for (const EnrolmentRow& row : sheets) {
        if (row.fingerprint == key && row.person == view.person.id)
            view.enrolment = row;
    }
}

} // namespace

Result<PeopleView> peopleView(Workspace& workspace)
{
    Database& db = workspace.db();
    PeopleView out;
    OXSEAL_TRY(const auto everybody, persons(db));
    OXSEAL_TRY(const auto holdings, officeHoldings(db));
    OXSEAL_TRY(const auto sheets, enrolments(db));
    OXSEAL_TRY(out.certificates, certificates(db));
    OXSEAL_TRY(out.findings, certificateFindings(db));
    out.rotationPending = workspace.keyring().rotationPending();
    for (const Person& person : everybody) {
        PersonView view;
        view.person = person;
        for (const OfficeHolding& holding : holdings) {
            if (holding.person == person.id)
                view.offices.push_back(holding);
        }
        if (person.state == PersonState::Active) {
            OXSEAL_TRY(const PersonKeys keys, workspace.keyring().keysOf(person.login));
            if (!keys.signing.empty())
                addKeys(view, keyFingerprint(asBytes(keys.signing)), out.certificates, sheets);
            view.holdsAuthority = workspace.keyring().holdsAuthority(person.login);
            OXSEAL_TRY(view.signingEnabled, signingEnabled(db, person.id, workspace.environment().clock.now().day()));
        }
        out.people.push_back(std::move(view));
    }
    return out;
}

} // namespace oxseal
