// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

#include "models/core/document.h"
#include "storage/actions/administration_actions.h"
#include "storage/actions/company_actions.h"
#include "storage/actions/people_actions.h"
#include "storage/packet/render_client.h"
#include "storage/reads/people_reads.h"
#include "storage/texts/texts.h"

namespace oxseal::demo {
namespace {

constexpr const char* kYearEnd = "12-31";

std::string why() { return texts::sentence("demo.reason.setup"); }

Status recordCompany(Stage& stage, Workspace& workspace)
{
    CompanyChange change;
    change.ipoDate = day(2025, 12, 16);
    change.fiscalYearEnd = kYearEnd;
    change.publicFloatMinor = 210'000'000'00;
    change.revenueMinor = 84'000'000'00;
    change.priorCategory = "naf";
    change.reportingCurrency = "USD";
    OXSEAL_CHECK(setCompany(workspace, change, why()));
    EntityId parent;
    for (const auto& entity : stage.world().entities) {
        oxseal::Entity record;
        record.code = entity.code;
        record.name = entity.name;
        record.parent = parent;
        record.country = entity.country;
        record.currency = Currency::fromCode(entity.currency).value_or(Currency{});
        record.fiscalYearEnd = kYearEnd;
        record.erpCode = entity.code;
        record.financeLead = entity.code == "DE01" ? cast::kLeadDe : entity.code == "GB01" ? cast::kLeadGb : cast::kController;
        OXSEAL_TRY(const EntityId id, addEntity(workspace, record, why()));
        if (!parent)
            parent = id;
    }
    for (const Quarter* q : {&stage.world().q2, &stage.world().q3})
        OXSEAL_CHECK(addPeriod(workspace, q->name, why()));
    stage.say("demo.say.company");
    return {};
}

Result<std::map<std::string, Secret>> inviteEverybody(Stage& stage, Workspace& workspace)
{
    std::map<std::string, Secret> codes;
    for (const auto& player : stage.people()) {
        if (player.login == "admin")
            continue;
        Invitation invitation;
        invitation.login = player.login;
        invitation.name = player.name;
        invitation.employeeId = player.employee;
        for (const auto& role : player.roles)
            invitation.roles.insert(roleFromName(role).value_or(Role::Preparer));
        OXSEAL_TRY(codes[player.login], invitePerson(workspace, invitation, why()));
    }
    for (const auto& [login, office, title] : {std::tuple{"ceo", Office::Peo, "Chief Executive Officer"},
             std::tuple{"cfo", Office::Pfo, "Chief Financial Officer"}}) {
        OfficeHolding holding;
        holding.office = office;
        holding.title = title;
        holding.from = day(2025, 12, 16);
        OXSEAL_CHECK(holdOffice(workspace, login, holding, why()));
    }
    return codes;
}

const char* officesOf(const Player& player)
{
    return player.login == "ceo" ? "peo" : player.login == "cfo" ? "pfo" : "";
}

/// The invited person's first minutes: own keys under the own passphrase; officers and the controller ask for a
/// certificate, officers print their enrolment sheet. Gives the fingerprint that is read out to the administrators.
Result<Digest> arrive(Stage& stage, const Player& player, const Secret& code)
{
    OXSEAL_CHECK(stage.close());
    OXSEAL_TRY(auto workspace, openWorkspace({stage.workspaceFolder(), player.login, false}, code, stage.environment()));
    OXSEAL_CHECK(firstLogin(*workspace, stage.passphrase(player.login), why()));
    OXSEAL_TRY(const PersonKeys keys, workspace->keyring().keysOf(player.login));
    const std::string offices = officesOf(player);
    if (!offices.empty() || player.login == "controller") {
        OXSEAL_TRY(stage.ids["certificate/" + player.login], requestCertificate(*workspace, player.login, offices, why()));
    }
    if (!offices.empty()) {
        OXSEAL_TRY(const Document sheet, enrolmentSheet(*workspace, player.login));
        OXSEAL_TRY(const std::string pdf, renderPdf(sheet));
        OXSEAL_CHECK(recordEnrolmentSheet(*workspace, player.login, pdf, why()));
    }
    OXSEAL_CHECK(workspace->close());
    return keyFingerprint(asBytes(keys.signing));
}

/// What comes back from the scanner: in the demo the sheet itself, marked as such.
Result<std::string> signedScan(Workspace& workspace, const std::string& login)
{
    OXSEAL_TRY(Document sheet, enrolmentSheet(workspace, login));
    sheet.marks.push_back(texts::sentence("demo.scan"));
    return renderPdf(sheet);
}

} // namespace

Status foundCompany(Stage& stage)
{
    stage.clock().advanceTo(day(2026, 4, 1), 13);
    const Player& first = stage.player("admin");
    OXSEAL_TRY(auto created, createWorkspace({stage.workspaceFolder(), stage.world().entities.front().name, first.login, first.name},
        stage.passphrase(first.login), stage.environment()));
    OXSEAL_TRY(const PersonKeys adminKeys, created.workspace->keyring().keysOf(first.login));
    stage.adopt(std::move(created.workspace), first.login);
    OXSEAL_TRY(Workspace * workspace, stage.as(first.login));
    OXSEAL_CHECK(recordCompany(stage, *workspace));
    OXSEAL_TRY(const auto codes, inviteEverybody(stage, *workspace));
    std::map<std::string, Digest> fingerprints;
    for (const auto& player : stage.people()) {
        if (player.login == first.login)
            continue;
        OXSEAL_TRY(fingerprints[player.login], arrive(stage, player, codes.at(player.login)));
    }
    OXSEAL_TRY(workspace, stage.as(first.login));
    for (const auto& [login, fingerprint] : fingerprints) {
        if (stage.ids.contains("certificate/" + login))
            OXSEAL_CHECK(confirmCertificate(*workspace, stage.ids["certificate/" + login], fingerprint, why()));
        if (*officesOf(stage.player(login)) == '\0')
            continue;
        OXSEAL_TRY(const std::string scan, signedScan(*workspace, login));
        OXSEAL_CHECK(attachEnrolment(*workspace, login, scan, why()));
    }
    // The first administrator's own certificate was issued by himself alone until somebody else confirms it.
    OXSEAL_TRY(workspace, stage.as("admin2"));
    OXSEAL_TRY(const auto issued, certificates(workspace->db()));
    for (const auto& certificate : issued) {
        if (certificate.state == "bootstrap")
            OXSEAL_CHECK(confirmCertificate(*workspace, certificate.id, keyFingerprint(asBytes(adminKeys.signing)), why()));
    }
    stage.say("demo.say.people", {std::to_string(stage.people().size())});
    return {};
}

Status recordFloat(Stage& stage)
{
    stage.clock().advanceTo(day(2026, 9, 2), 12);
    OXSEAL_TRY(Workspace * workspace, stage.as("admin"));
    CompanyChange change;
    change.publicFloatMinor = 214'500'000'00;
    return setCompany(*workspace, change, texts::sentence("demo.reason.float"));
}

Status reviewAdministrators(Stage& stage, const Quarter& q)
{
    OXSEAL_TRY(Workspace * workspace, stage.as("controller"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), q.name));
    OXSEAL_TRY(const AdministrationView view, administrationView(*workspace, period));
    if (view.due.empty())
        return {};
    OXSEAL_TRY(const std::int64_t id, reviewAdministratorActs(*workspace, period, {view.due.back().act.sequence, {}}, texts::sentence("demo.reason.acts")));
    stage.ids["administrators/" + q.name] = id;
    stage.say("demo.say.acts", {q.name, std::to_string(view.due.size())});
    return {};
}

} // namespace oxseal::demo
