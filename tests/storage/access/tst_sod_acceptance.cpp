// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/quality_actions.h"
#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/documents/duties_document.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/access_packet.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/rule_packs.h"
#include "storage/repos/certification_repo.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using sod::AcceptanceState;
using test::as;
using test::refusal;

/// Accepting the risk of a conflict (B6): two people for what is high, as long as the policy lets it, and no acceptance that vanishes.
class TestSodAcceptance : public QObject
{
    Q_OBJECT

    static PeriodRow quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q3").value(); }
    static Day today(Workspace& workspace) { return workspace.environment().clock.now().day(); }
    static bool has(Workspace& workspace, const char* code)
    {
        const auto found = sodMatters(workspace, quarter(workspace));
        return std::any_of(found->begin(), found->end(), [&](const Finding& one) { return one.code == code; });
    }
    static ConflictStatus conflict(Workspace& workspace, const std::string& fingerprint)
    {
        return conflictByFingerprint(workspace.db(), quarter(workspace), fingerprint, today(workspace)).value();
    }
    static std::string states(const ConflictStatus& conflict)
    {
        std::string out;
        for (const AcceptanceStatus& one : conflict.acceptances)
            out += std::string(out.empty() ? "" : " ") + sod::name(one.state);
        return out;
    }
    static Status accept(Workspace& workspace, const std::string& fingerprint, const char* until, const char* why)
    {
        return acceptConflict(workspace, quarter(workspace), fingerprint, *Day::fromIso(until), why);
    }
    static Status judge(Workspace& workspace, const std::string& fingerprint, bool approve, const char* why)
    {
        return judgeAcceptance(workspace, quarter(workspace), fingerprint, approve, why);
    }
    static std::string fileOf(Workspace& workspace, const char* path)
    {
        const auto files = sodPacketFiles(workspace, quarter(workspace));
        const auto found = std::find_if(files->begin(), files->end(), [&](const PacketFile& file) { return file.path == path; });
        return found == files->end() ? std::string() : found->bytes;
    }
    static Result<Document> memo(Workspace& workspace)
    {
        OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, quarter(workspace)));
        OXSEAL_TRY(const SodPicture picture, sodPicture(workspace, quarter(workspace), today(workspace)));
        return acceptedConflictsDocument(frame, picture);
    }

    /// Ann enters bills and pays them (S05, high); so does the controller, whose employee number is E10.
    void prepare(test::AccessWorld& company)
    {
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(loadRuleSet(workspace, genericRuleSet({{"netsuite", "ERP"}}).value(), "Adopted"));
            VERIFY_OK(test::keepListing(workspace, {"ann|E2|active||BI|full|", "ann|E2|active||PY|full|", "con|E10|active||BI|full|", "con|E10|active||PY|full|"}));
            VERIFY_OK(test::keepRoster(workspace));
            VERIFY_OK(runSod(workspace, quarter(workspace), "Q3"));
            const auto conflicts = sodConflicts(workspace.db(), quarter(workspace), today(workspace));
            for (const ConflictStatus& one : *conflicts) {
                QVERIFY(one.row.severity == Severity::High);
                (one.person() == "E2" ? anns_ : cons_) = one.row.fingerprint.hex();
            }
        });
    }
    std::string anns_, cons_;

private Q_SLOTS:
    void whatIsHighTakesTwo()
    {
        test::AccessWorld company;
        prepare(company);
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(accept(workspace, anns_, "2026-09-30", "x")), "sod.acceptance_past");
            COMPARE_STR(refusal(accept(workspace, anns_, "2027-10-02", "x")), "sod.acceptance_too_long"); // today is 1 October 2026
            COMPARE_STR(refusal(accept(workspace, cons_, "2026-12-31", "x")), "sod.accept_own");
            COMPARE_STR(refusal(judge(workspace, anns_, true, "x")), "sod.nothing_accepted");
            VERIFY_OK(accept(workspace, anns_, "2026-12-31", "Until the new hire"));
            QVERIFY(conflict(workspace, anns_).standing == sod::Standing::Open);
            COMPARE_STR(states(conflict(workspace, anns_)), "waiting");
            QVERIFY(has(workspace, "sod.acceptance_waits") && !has(workspace, "sod.accepted"));
            COMPARE_STR(refusal(judge(workspace, anns_, true, "x")), "sod.second_word_own");
            COMPARE_STR(refusal(memo(workspace)), "document.nothing");
        });
        as(company, "rita", [&](Workspace& workspace) { COMPARE_STR(refusal(judge(workspace, anns_, true, "x")), "workspace.not_permitted"); });
        as(company, "paula", [&](Workspace& workspace) {
            VERIFY_OK(judge(workspace, anns_, true, "The register is looked through weekly"));
            QVERIFY(conflict(workspace, anns_).standing == sod::Standing::Accepted);
            QVERIFY(has(workspace, "sod.accepted") && !has(workspace, "sod.acceptance_waits"));
            COMPARE_STR(refusal(judge(workspace, anns_, false, "x")), "sod.nothing_accepted"); // said once
            // The conflicted person is no second person for the own conflict.
            VERIFY_OK(accept(workspace, cons_, "2026-12-31", "Nobody else can pay"));
        });
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(judge(workspace, cons_, true, "x")), "sod.accept_own");
            VERIFY_OK(memo(workspace));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void thePolicySaysHowLong()
    {
        test::AccessWorld company;
        prepare(company);
        as(company, "con", [&](Workspace& workspace) {
            Json policy = resourceJson(":/rules/review_policy.json").value();
            policy.set("duties", Json::Object{{"acceptance_days", 0}, {"compensation_days", 60}});
            COMPARE_STR(refusal(proposeReviewPolicy(workspace, policy, today(workspace), "x")), "sod.duty_limits_invalid");
            policy.set("duties", Json::Object{{"acceptance_days", 60}, {"compensation_days", 60}});
            VERIFY_OK(proposeReviewPolicy(workspace, policy, today(workspace), "Two months"));
            QCOMPARE(sodPicture(workspace, quarter(workspace), today(workspace))->limits.acceptanceDays, std::int64_t(365)); // not approved yet
            VERIFY_OK(accept(workspace, anns_, "2026-12-31", "Until the new hire"));
        });
        as(company, "paula", [&](Workspace& workspace) {
            VERIFY_OK(approveReviewPolicy(workspace, 1, "Two months"));
            // What one person accepted for longer is not approved any more.
            COMPARE_STR(refusal(judge(workspace, anns_, true, "x")), "sod.acceptance_too_long");
        });
        as(company, "con", [&](Workspace& workspace) {
            QCOMPARE(sodPicture(workspace, quarter(workspace), today(workspace))->limits.acceptanceDays, std::int64_t(60));
            COMPARE_STR(refusal(accept(workspace, anns_, "2026-12-01", "x")), "sod.acceptance_too_long");
            VERIFY_OK(accept(workspace, anns_, "2026-11-30", "Until the new hire")); // 30 days of October, 30 of November
            const sod::Mitigation control{"FC-02", "E20", *Day::fromIso("2026-12-01"), sod::MitigationState::Designed};
            const sod::Compensation how{sod::KeptTogether::Headcount, "Three people", "Register", 0, "", sod::ReviewRhythm::Weekly, "Signed register"};
            COMPARE_STR(refusal(compensateConflict(workspace, quarter(workspace), anns_, control, how, "x")), "sod.compensation_too_long");
        });
    }

    void aLaterAcceptanceKeepsTheFormer()
    {
        test::AccessWorld company;
        prepare(company);
        as(company, "con", [&](Workspace& workspace) { VERIFY_OK(accept(workspace, anns_, "2026-12-31", "Until the new hire")); });
        as(company, "paula", [&](Workspace& workspace) { VERIFY_OK(judge(workspace, anns_, true, "Seen")); });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(accept(workspace, anns_, "2027-03-31", "The hire comes in March"));
            // The former counts until the later one is approved.
            const ConflictStatus now = conflict(workspace, anns_);
            COMPARE_STR(states(now), "counts waiting");
            QVERIFY(now.standing == sod::Standing::Accepted && now.acceptance->until == *Day::fromIso("2026-12-31"));
            QCOMPARE(now.acceptances[1].row.replaces, now.acceptances[0].row.id);
        });
        as(company, "paula", [&](Workspace& workspace) {
            VERIFY_OK(judge(workspace, anns_, false, "Not that long"));
            COMPARE_STR(states(conflict(workspace, anns_)), "counts declined");
        });
        as(company, "con", [&](Workspace& workspace) { VERIFY_OK(accept(workspace, anns_, "2027-01-31", "The hire comes in January")); });
        as(company, "paula", [&](Workspace& workspace) {
            VERIFY_OK(judge(workspace, anns_, true, "That long"));
            const ConflictStatus now = conflict(workspace, anns_);
            COMPARE_STR(states(now), "replaced declined counts");
            QVERIFY(now.acceptance->until == *Day::fromIso("2027-01-31"));
            const std::string file = fileOf(workspace, "data/sod_acceptances.csv");
            QVERIFY(file.find("1," + anns_ + ",person:E2,S05,replaced,2026-12-31,Until the new hire,con,2026-10-01T08:") != std::string::npos);
            QVERIFY(file.find("Z,,yes,approved,paula,2026-10-01T08:") != std::string::npos && file.find("Z,Seen\r\n") != std::string::npos);
            QVERIFY(file.find("2," + anns_ + ",person:E2,S05,declined,2027-03-31,The hire comes in March,con,2026-10-01T08:") != std::string::npos);
            QVERIFY(file.find("Z,1,yes,declined,paula,") != std::string::npos); // it would have taken the place of the first
            QVERIFY(file.find("3," + anns_ + ",person:E2,S05,counts,2027-01-31,") != std::string::npos);
            const auto made = memo(workspace);
            VERIFY_OK(made);
            std::size_t rows = 0;
            for (const auto& block : made->blocks) {
                if (const auto* table = std::get_if<doc::Table>(&block))
                    rows += table->rows.size();
            }
            QCOMPARE(rows, std::size_t(3));
            // Three acceptances and three words of one conflict: one conflict each.
            const auto verbs = certification_repo::verbsSinceFiling(workspace.db());
            std::map<std::string, std::int64_t> counts(verbs->begin(), verbs->end());
            QCOMPARE(counts["sod.accept"], std::int64_t(1));
            QCOMPARE(counts["sod.accept_approve"], std::int64_t(1));
            QCOMPARE(counts["sod.accept_decline"], std::int64_t(1));
            QCOMPARE(counts["sod.run"], std::int64_t(1));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    /// What was accepted when one person was enough stays accepted.
    void acceptancesOfBeforeStand()
    {
        test::AccessWorld company;
        prepare(company);
        as(company, "con", [&](Workspace& workspace) {
            const ConflictStatus one = conflict(workspace, anns_);
            VERIFY_OK(workspace.writeStatus(Permission::AcceptConflict, "Until the new hire", [&](UnitOfWork& unit) -> Status {
                OXSEAL_CHECK(sod_repo::insertDecision(unit.db(), {0, one.row.fingerprint, "accept", "", "", "", *Day::fromIso("2026-12-31"), "Until the new hire", unit.now(),
                                                                     unit.actor().person}));
                unit.record({"sod.accept", "conflict:" + anns_, "sod", {}, Json::Object{{"rule", "S05"}}, {}});
                return {};
            }));
            QVERIFY(conflict(workspace, anns_).standing == sod::Standing::Accepted);
            VERIFY_OK(memo(workspace));
        });
    }
};

OXSEAL_TEST_CLASS(TestSodAcceptance);
#include "tst_sod_acceptance.moc"
