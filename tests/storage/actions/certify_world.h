// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/certification_actions.h"
#include "storage/actions/company_actions.h"
#include "storage/actions/people_actions.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <map>

namespace oxseal::test {

/// A company in November 2026 with the third quarter open: ada administers, con is controller, tina tests, paula is PFO and
/// carl PEO, both with confirmed certificates; paula's and carl's enrolment sheets are on file unless asked otherwise.
struct CertifyWorld
{
    TempWorld world;
    std::map<std::string, std::string> words;

    CertifyWorld() { world.now = *Instant::fromIso("2026-11-05T08:00:00Z"); }

    Result<std::unique_ptr<Workspace>> as(const std::string& login)
    {
        return openWorkspace(
            {world.path("acme.oxseal"), login}, TempWorld::secret(words.at(login)), world.environment());
    }
    Secret secret(const std::string& login) { return TempWorld::secret(words.at(login)); }

    Status found(bool withEnrolment = true)
    {
        words["ada"] = TempWorld::kPassphrase;
        OXSEAL_TRY(auto created, world.create());
        Workspace& workspace = *created.workspace;
        CompanyChange company;
        company.name = "Acme Corp";
        company.fiscalYearEnd = "12-31";
        company.ipoDate = Day::fromYmd(2026, 2, 3);
        OXSEAL_CHECK(setCompany(workspace, company, "Set-up"));
        OXSEAL_CHECK(addPeriod(workspace, "2026-Q3", "Set-up"));
        std::map<std::string, Secret> codes;
        const std::vector<std::tuple<const char*, const char*, std::set<Role>>> people{
            {"con", "Connie Troll", {Role::Controller, Role::ControlOwner}}, {"tina", "Tina Tester", {Role::Tester}},
            {"paula", "Paula Fox", {Role::Pfo}}, {"carl", "Carl Egan", {Role::Peo}}};
        for (const auto& [login, name, roles] : people) {
            OXSEAL_TRY(auto code, invitePerson(workspace, {login, name, "", roles}, "Set-up"));
            codes.emplace(login, std::move(code));
        }
        for (const auto& [login, office, title] :
            {std::tuple("paula", Office::Pfo, "Chief Financial Officer"), std::tuple("carl", Office::Peo, "Chief Executive Officer")}) {
            OfficeHolding holding;
            holding.office = office;
            holding.title = title;
            holding.from = *Day::fromYmd(2026, 1, 1);
            OXSEAL_CHECK(holdOffice(workspace, login, holding, "Board resolution"));
        }
        OXSEAL_CHECK(workspace.close());
        for (const auto& [login, name, roles] : people) {
            words[login] = std::string(TempWorld::kPassphrase) + " " + login;
            OXSEAL_TRY(auto opened, openWorkspace({world.path("acme.oxseal"), login}, codes.at(login), world.environment()));
            OXSEAL_CHECK(firstLogin(*opened, secret(login), "First login"));
            OXSEAL_CHECK(opened->close());
        }
        for (const auto& [login, offices] : {std::pair("paula", "pfo"), std::pair("carl", "peo")})
            OXSEAL_CHECK(certify(login, offices, withEnrolment));
        return {};
    }

    Result<PeriodRow> quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q3"); }

private:
    Status certify(const std::string& login, const std::string& offices, bool withEnrolment)
    {
        std::int64_t request = 0;
        {
            OXSEAL_TRY(auto own, as(login));
            OXSEAL_TRY(request, requestCertificate(*own, login, offices, "For signing"));
            OXSEAL_CHECK(recordEnrolmentSheet(*own, login, "%PDF-sheet", "Sheet"));
            OXSEAL_CHECK(own->close());
        }
        OXSEAL_TRY(auto admin, as("ada"));
        OXSEAL_TRY(const auto keys, admin->keyring().keysOf(login));
        OXSEAL_CHECK(confirmCertificate(*admin, request, keyFingerprint(asBytes(keys.signing)), "Told by telephone"));
        if (withEnrolment)
            OXSEAL_CHECK(attachEnrolment(*admin, login, "%PDF-scan", "Signed by hand"));
        return admin->close();
    }
};

} // namespace oxseal::test
