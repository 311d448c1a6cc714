// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/workspace/fixture_workspace.h"

#include "storage/actions/access_actions.h"
#include "storage/actions/control_actions.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/model_actions.h"
#include "storage/actions/packet_actions.h"
#include "storage/actions/recon_actions.h"
#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/recon_reads.h"

#include <fstream>

namespace oxseal::test {
namespace {

const Day kPeriodEnd = *Day::fromYmd(2026, 9, 30);
const Day kFiling = *Day::fromYmd(2026, 11, 12);
constexpr const char* kWhy = "Fixture";

// Ann enters bills and approves payments; Bo only approves.
constexpr const char* kListing = "user id,employee id,status,role,permission\n"
                                 "ann,E2,active,Clerk,Bills\n"
                                 "ann,E2,active,Clerk,Vendor Payment Approval\n"
                                 "bo,E3,active,Payer,Vendor Payment Approval\n";
constexpr const char* kRoster = "employee_id,name,email,status,term_date\nE2,Ann,,active,\nE3,Bo,,active,\nE10,Connie Troll,,active,\n";
// 1,000.00 less the rent of 250.00 leaves 750.00, in the bank and in the books.
constexpr const char* kStatement = ":20:FIXTURE\r\n:25:1010\r\n:28C:9/1\r\n:60F:C260901USD1000,00\r\n"
                                   ":61:2609100910D250,00NTRFJ1\r\n:86:Rent\r\n:62F:C260930USD750,00\r\n-\r\n";
constexpr const char* kBooks = "date,account,document,reference,description,debit,credit,currency\n"
                               "2026-09-10,1010,J1,J1,Rent,,250.00,USD\n2026-09-10,6000,J1,J1,Rent,250.00,,USD\n";
constexpr const char* kBalances = "account,name,debit,credit,currency\n"
                                  "1010,Bank,750.00,,USD\n3000,Equity,,1000.00,USD\n6000,Expenses,250.00,,USD\n";

Status session(CertifyWorld& company, const char* login, const std::function<Status(Workspace&, const PeriodRow&)>& work)
{
    OXSEAL_TRY(auto workspace, company.as(login));
    OXSEAL_TRY(const auto period, company.quarter(*workspace));
    OXSEAL_CHECK(work(*workspace, period));
    return workspace->close();
}

Status import(CertifyWorld& company, Workspace& workspace, ImportKind kind, const char* file, const char* text)
{
    ImportRequest request;
    request.kind = kind;
    request.file = company.world.path(file);
    request.period = "2026-Q3";
    request.asOf = kPeriodEnd;
    if (kind == ImportKind::Listing) {
        request.system = "ERP";
        IpeInput card;
        card.card.system = "ERP";
        card.card.report = "User permissions";
        card.card.sourceRows = 3;
        request.ipe = card;
    } else if (kind != ImportKind::Roster) {
        request.entity = "US01";
    }
    std::ofstream(request.file, std::ios::binary) << text;
    OXSEAL_CHECK(importFile(workspace, request, kWhy));
    return {};
}

Status importAll(CertifyWorld& company, Workspace& workspace)
{
    Entity entity;
    entity.code = "US01";
    entity.name = "Acme Inc";
    entity.country = "US";
    entity.currency = *Currency::fromCode("USD");
    entity.fiscalYearEnd = "12-31";
    OXSEAL_CHECK(addEntity(workspace, entity, kWhy));
    OXSEAL_CHECK(import(company, workspace, ImportKind::Listing, "listing.csv", kListing));
    OXSEAL_CHECK(import(company, workspace, ImportKind::Roster, "roster.csv", kRoster));
    OXSEAL_CHECK(import(company, workspace, ImportKind::Statement, "statement.sta", kStatement));
    OXSEAL_CHECK(import(company, workspace, ImportKind::Gl, "gl.csv", kBooks));
    return import(company, workspace, ImportKind::Tb, "tb.csv", kBalances);
}

Status reviewAccess(CertifyWorld& company, Workspace& workspace, const PeriodRow& period)
{
    ReviewOpening opening;
    opening.system = "ERP";
    opening.systemOwner = "con";
    OXSEAL_TRY(const CampaignId campaign, openReview(workspace, period, opening, kWhy));
    OXSEAL_CHECK(assignReviewers(workspace, campaign, {"con"}, {}, kWhy));
    OXSEAL_CHECK(decideLines(workspace, campaign,
        {{0, access::Decision::Keep, "", "", ""}, {1, access::Decision::Revoke, "duties", "", "also enters bills"},
            {2, access::Decision::Keep, "", "", ""}},
        kWhy));
    return concludeReview(workspace, campaign, company.world.now.day(), kWhy);
}

Status checkDuties(Workspace& workspace, const PeriodRow& period)
{
    const std::vector<ColumnSpec> columns{{"rule", {}, ColumnType::Text, true, true}, {"left", {}, ColumnType::Text, true, true},
        {"right", {}, ColumnType::Text, true, true}, {"severity", {}, ColumnType::Text, true, true}};
    OXSEAL_TRY(const TableRead rules,
        readCsvTable(asBytes("rule,left,right,severity\nF1,Bills,Vendor Payment Approval,H\n"), columns));
    OXSEAL_TRY(sod::RuleSet set, sod::ruleSetOf(rules.table, nullptr));
    set.name = "fixture";
    set.version = "1";
    OXSEAL_CHECK(loadRuleSet(workspace, set, kWhy));
    OXSEAL_CHECK(runSod(workspace, period, kWhy));
    return {};
}

Status reconcile(Workspace& workspace, const PeriodRow& period)
{
    recon::AccountPlan plan;
    plan.account = "1010";
    plan.name = "Bank";
    plan.owner = "con";
    plan.method = recon::AccountMethod::Matching;
    OXSEAL_CHECK(planAccount(workspace, "US01", plan, kWhy));
    OpenReconciliation request;
    request.entity = "US01";
    request.account = "1010";
    request.period = period.id;
    request.bankOpening = 100'000;
    request.booksOpening = 100'000;
    OXSEAL_TRY(const ReconciliationId id, openReconciliation(workspace, request, kWhy));
    OXSEAL_CHECK(decideModelVersion(workspace, {kMatcherModel, 1, true}, kWhy));
    OXSEAL_CHECK(runMatch(workspace, id, kWhy));
    return prepareReconciliation(workspace, id, kWhy);
}

Status recordControls(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_CHECK(loadDefaultControls(workspace, kWhy));
    OXSEAL_CHECK(answerChecklist(workspace, period, "3.1", controls::Answer::Yes, "", kWhy));
    OXSEAL_CHECK(recordPerformance(workspace, period, {"AM-04", {}, *Day::fromYmd(2026, 10, 2), false, ""}, kWhy));
    const EvidenceInput input{"checklist:3.1", "restore.txt", {}, {*Day::fromYmd(2026, 9, 14), *Day::fromYmd(2026, 9, 15), {}}};
    OXSEAL_CHECK(attachEvidence(workspace, period, input, asBytes("restore test"), kWhy));
    return {};
}

Status conclude(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto accounts, reconciliations(workspace.db(), period.id));
    for (const auto& account : accounts)
        OXSEAL_CHECK(reviewReconciliation(workspace, account.id, kWhy));
    OXSEAL_CHECK(bindReportBytes(workspace, period, {"form10-q.html", kFiling, true}, asBytes("final"), kWhy));
    certification::DcpConclusion dcp;
    dcp.effective = true;
    dcp.asOf = kPeriodEnd;
    dcp.concludedOn = *Day::fromYmd(2026, 11, 4);
    dcp.basis = "Evaluation of 4 November";
    OXSEAL_CHECK(concludeDcp(workspace, period, dcp, kWhy));
    OXSEAL_TRY(const auto matters, openMatters(workspace, period));
    for (const auto& matter : matters.open)
        OXSEAL_CHECK(disposeMatter(workspace, period,
            {matter.finding.fingerprint, certification::DispositionKind::NotMaterial, "Looked into", ""}, kWhy));
    return {};
}

Status certifyAll(CertifyWorld& company, const char* login)
{
    return session(company, login, [&](Workspace& workspace, const PeriodRow& period) -> Status {
        const Secret words = company.secret(login);
        OXSEAL_CHECK(signReadiness(workspace, period, words, kWhy));
        OXSEAL_CHECK(signExhibit(workspace, period, Exhibit::Certification302, {}, words, kWhy));
        OXSEAL_CHECK(signExhibit(workspace, period, Exhibit::Certification906, {}, words, kWhy));
        return {};
    });
}

Status work(CertifyWorld& company, Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_CHECK(importAll(company, workspace));
    OXSEAL_CHECK(reviewAccess(company, workspace, period));
    OXSEAL_CHECK(checkDuties(workspace, period));
    OXSEAL_CHECK(reconcile(workspace, period));
    return recordControls(workspace, period);
}

Status test(Workspace& workspace, const PeriodRow& period)
{
    const TestInput input{
        "AM-04", {}, controls::TestKind::Operating, controls::TestOutcome::Pass, *Day::fromYmd(2026, 10, 9), 2, 0, ""};
    OXSEAL_CHECK(recordTest(workspace, period, input, kWhy));
    return {};
}

Status seal(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_CHECK(sealPacket(workspace, period, {}, kWhy));
    return {};
}

Status signSealed(CertifyWorld& company, const char* login)
{
    return session(company, login, [&](Workspace& workspace, const PeriodRow& period) -> Status {
        OXSEAL_CHECK(signPacket(workspace, period, 0, company.secret(login), kWhy));
        return {};
    });
}

} // namespace

Status makeFixtureQuarter(CertifyWorld& company)
{
    OXSEAL_CHECK(company.found());
    const auto quarter = [&](Workspace& workspace, const PeriodRow& period) { return work(company, workspace, period); };
    OXSEAL_CHECK(session(company, "con", quarter));
    OXSEAL_CHECK(session(company, "tina", test));
    OXSEAL_CHECK(session(company, "paula", conclude));
    OXSEAL_CHECK(certifyAll(company, "paula"));
    OXSEAL_CHECK(certifyAll(company, "carl"));
    OXSEAL_CHECK(session(company, "con", seal));
    OXSEAL_CHECK(signSealed(company, "paula"));
    return signSealed(company, "carl");
}

std::map<std::string, std::string> fixturePassphrases()
{
    std::map<std::string, std::string> words{{"ada", TempWorld::kPassphrase}};
    for (const char* login : {"con", "tina", "paula", "carl"})
        words[login] = std::string(TempWorld::kPassphrase) + " " + login;
    return words;
}

} // namespace oxseal::test
