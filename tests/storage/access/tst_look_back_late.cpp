// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts of leavers that ended late are looked back at, whether or not the review's listing still holds them.
#include "storage/actions/look_back_actions.h"
#include "storage/documents/look_back_document.h"
#include "storage/reads/access_packet.h"
#include "storage/reads/access_reads.h"
#include "tests/support/document_text.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::LookBackConclusion;
using access::LookBackKind;
using access::SecretCheck;

class TestLookBackLate : public QObject
{
    Q_OBJECT

    test::AccessWorld company_;

    static Status conclude(Workspace& workspace, const LookBackFinding& finding) { return concludeLookBack(workspace, CampaignId(1), finding, "Q3"); }
    static bool has(Workspace& workspace, const char* code)
    {
        const auto found = accessMatters(workspace, periodByName(workspace.db(), "2026-Q3").value());
        return std::any_of(found->begin(), found->end(), [&](const Finding& one) { return one.code == code; });
    }

private Q_SLOTS:
    void aLateAccountIsARow()
    {
        VERIFY_OK(company_.found());
        test::as(company_, "con", [&](Workspace& workspace) {
            // Bo left on 14 July; the extract of 31 July shows him enabled, that of 31 August no longer. Cy was gone in time.
            VERIFY_OK(test::keepListing(workspace, {test::clerk("ann", "E2"), "bo|E3|active|Clerk|Bills|Full|2026-07-10", "bo|E3|active|Clerk|Reports|View|2026-07-20"}, "2026-07-31"));
            VERIFY_OK(test::keepListing(workspace, {test::clerk("ann", "E2")}, "2026-08-31"));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|status|term_date",
                {"E2|Ann|active|", "E3|Bo|terminated|2026-07-14", "E4|Cy|terminated|2026-08-31"}));
            VERIFY_OK(test::keepListing(workspace, {test::clerk("ann", "E2")}));
            VERIFY_OK(openReview(workspace, *periodByName(workspace.db(), "2026-Q3"), {"ERP", "con"}, "Q3"));
            const auto sheet = lookBackSheet(workspace, CampaignId(1));
            VERIFY_OK(sheet);
            QCOMPARE(sheet->lines.size(), std::size_t(1));
            QCOMPARE(sheet->waiting, std::size_t(1));
            const LookBackLine& bo = sheet->lines[0];
            QVERIFY(bo.kind == LookBackKind::EndedLate && bo.account == "bo" && bo.worker == "Bo" && bo.subject == "E3");
            QCOMPARE(bo.entitlements.size(), std::size_t(2)); // as the extract of 31 July lists them
            QVERIFY(bo.facts.listed == *Day::fromIso("2026-07-31") && bo.facts.goneAsOf == Day::fromIso("2026-08-31"));
            QVERIFY(bo.facts.lastUse == Day::fromIso("2026-07-20") && bo.standing.usedAfter == Flag::Yes && !bo.standing.stillThere);
            QCOMPARE(bo.standing.lagDays, 48); // 14 July to 31 August
        });
    }

    void itAsksForMore()
    {
        test::as(company_, "con", [&](Workspace& workspace) {
            LookBackFinding finding{"bo", LookBackConclusion::Effect, "He changed a supplier's address", {}};
            COMPARE_STR(test::refusal(conclude(workspace, finding)), "access.look_back_unchecked");
            finding.procedures.keys = SecretCheck::Done;
            COMPARE_STR(test::refusal(conclude(workspace, finding)), "access.look_back_unchecked");
            finding.procedures.passwords = SecretCheck::NotDone;
            COMPARE_STR(test::refusal(conclude(workspace, finding)), "access.look_back_no_cause");
            finding.procedures.cause = "HR told IT in August";
            VERIFY_OK(conclude(workspace, finding));
            QVERIFY(has(workspace, "access.look_back_effect")); // though the listing does not hold him any more
            const auto sheet = lookBackSheet(workspace, CampaignId(1)).value();
            QVERIFY(sheet.waiting == 0 && sheet.lines[0].concluded()->procedures == finding.procedures);
            const auto frame = documentFrame(workspace, periodByName(workspace.db(), "2026-Q3").value());
            const auto memo = lookBackDocument(frame.value(), sheet);
            VERIFY_OK(memo);
            for (const char* what : {"Why it stands here=ended late, by the extracts", "API tokens and keys=looked for and ended", "Shared passwords=not changed",
                     "Why it ended late=HR told IT in August", "Outlived the last day by=48 days"})
                QVERIFY2(test::says(*memo, what), what);
            const auto files = accessPacketFiles(workspace, periodByName(workspace.db(), "2026-Q3").value());
            const auto found = std::find_if(files->begin(), files->end(), [](const PacketFile& file) { return file.path == "data/access_look_back.csv"; });
            QVERIFY2(found->bytes.find(",ended_late,done,not_done,HR told IT in August\r\n") != std::string::npos, found->bytes.c_str());
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    /// Of a review that an earlier program opened they are candidates alone.
    void reviewsOfBeforeStayAsTheyWere()
    {
        test::as(company_, "con", [&](Workspace& workspace) {
            VERIFY_OK(workspace.write(Permission::RunReview, "As an older program", [](UnitOfWork& unit) -> Status {
                OXSEAL_CHECK(unit.db().run("UPDATE access_campaign SET late_looked_back = 0"));
                unit.record({"review.open", "campaign:1", "access", {}, {}, {}});
                return {};
            }));
            QVERIFY(lookBackSheet(workspace, CampaignId(1))->lines.empty());
        });
    }
};

OXSEAL_TEST_CLASS(TestLookBackLate);
#include "tst_look_back_late.moc"
