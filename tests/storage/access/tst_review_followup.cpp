// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/look_back_actions.h"
#include "storage/actions/removal_exceptions.h"
#include "storage/actions/scope_actions.h"
#include "storage/documents/look_back_document.h"
#include "storage/documents/review_document.h"
#include "storage/reads/access_packet.h"
#include "storage/reads/amendment_reads.h"
#include "storage/reads/earlier_review.h"
#include "storage/reads/review_sheet.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

#include <fstream>

using namespace oxseal;
using access::Decision;
using access::LookBackConclusion;
using test::as;
using test::clerk;
using test::refusal;

/// What follows a review: an extract that comes late, a removal that somebody contests, leavers' accounts that are looked back at.
class TestReviewFollowup : public QObject
{
    Q_OBJECT

    static bool has(Workspace& workspace, const char* code)
    {
        const auto found = accessMatters(workspace, periodByName(workspace.db(), "2026-Q3").value());
        return std::any_of(found->begin(), found->end(), [&](const Finding& one) { return one.code == code; });
    }
    static std::vector<std::string> textsOf(const Document& document)
    {
        std::vector<std::string> out{document.title};
        for (const auto& block : document.blocks) {
            if (const auto* paragraph = std::get_if<doc::Paragraph>(&block))
                out.push_back(paragraph->text);
            if (const auto* pairs = std::get_if<doc::KeyValues>(&block))
                for (const auto& [key, value] : pairs->pairs)
                    out.push_back(key + "=" + value);
            if (const auto* table = std::get_if<doc::Table>(&block))
                for (const auto& row : table->rows)
                    out.push_back(join(row, "|"));
        }
        return out;
    }
    static bool says(const Document& document, const std::string& text)
    {
        const auto all = textsOf(document);
        return std::any_of(all.begin(), all.end(), [&](const std::string& one) { return one.find(text) != std::string::npos; });
    }
    static std::string fileOf(Workspace& workspace, const std::string& path)
    {
        const auto files = accessPacketFiles(workspace, periodByName(workspace.db(), "2026-Q3").value());
        const auto found = std::find_if(files->begin(), files->end(), [&](const PacketFile& file) { return file.path == path; });
        return found == files->end() ? std::string() : found->bytes;
    }
    static DocumentFrame frameOf(Workspace& workspace) { return documentFrame(workspace, periodByName(workspace.db(), "2026-Q3").value()).value(); }

    /// Ann's and Bo's lines; Bo's is revoked, and the review concluded.
    static void concluded(test::AccessWorld& company)
    {
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::openErpReview(workspace, {clerk("ann", "E2"), clerk("bo", "E3")}, {{"rita", {}}}));
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(1), {{0, Decision::Keep, "", "", ""}, {1, Decision::Revoke, "not_needed", "", ""}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(askToKeep(workspace, 1, "too early")), "access.contest_too_early");
            VERIFY_OK(concludeReview(workspace, CampaignId(1), *Day::fromIso("2026-10-01"), "Q3"));
        });
    }

private Q_SLOTS:
    void aContestedRemovalTakesTwo()
    {
        test::AccessWorld company;
        concluded(company);
        as(company, "con", [&](Workspace& workspace) {
            QVERIFY(has(workspace, "access.removal_open"));
            VERIFY_OK(askToKeep(workspace, 1, "Bo covers the year-end"));
            COMPARE_STR(refusal(askToKeep(workspace, 1, "x")), "access.regrant_asked");
            COMPARE_STR(refusal(approveKeeping(workspace, 1, "x")), "access.regrant_own"); // who asked
            QVERIFY(has(workspace, "access.removal_open")); // until another person agrees
            COMPARE_STR(refusal(claimRemoval(workspace, 1, "CHG-1", "Done")), "access.contest_pending"); // nobody is to take it away meanwhile
            const auto waiting = reviewPaper(workspace, CampaignId(1));
            VERIFY_OK(waiting);
            const Document report = reviewDocument(frameOf(workspace), *waiting);
            QVERIFY(says(report, "ordered; contested, not decided yet"));
            QVERIFY(says(report, "con, 2026-10-01|Bo covers the year-end|not decided yet|–"));
            COMPARE_STR(refusal(workOrderDocument(frameOf(workspace), *waiting)), "document.nothing");
            QCOMPARE(reviewStatus(workspace.db(), CampaignId(1))->removalsOpen, std::int64_t(1));
        });
        as(company, "paula", [&](Workspace& workspace) {
            VERIFY_OK(approveKeeping(workspace, 1, "Until January"));
            QVERIFY(!has(workspace, "access.removal_open"));
            const auto status = reviewStatus(workspace.db(), CampaignId(1));
            QVERIFY(status->removalsOpen == 0 && status->removalsKept == 1);
            const auto paper = reviewPaper(workspace, CampaignId(1));
            VERIFY_OK(paper);
            QVERIFY(says(reviewDocument(frameOf(workspace), *paper), "let stand by two people"));
            QVERIFY(says(reviewDocument(frameOf(workspace), *paper), "con, 2026-10-01|Bo covers the year-end|stays: paula, 2026-10-01|Until January"));
            const std::string contests = fileOf(workspace, "data/access_contests.csv");
            QVERIFY(contests.starts_with("removal,campaign,asked,new_order,asked_by,asked_at,why,answer,answered_by,answered_at,answer_why\r\n1,1,accepted,,con,2026-10-01T08:"));
            QVERIFY(contests.find("Z,Bo covers the year-end,approved,paula,2026-10-01T08:") != std::string::npos && contests.ends_with("Z,Until January\r\n"));
            COMPARE_STR(refusal(workOrderDocument(frameOf(workspace), *paper)), "document.nothing"); // nothing is left to do
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(askToKeep(workspace, 1, "again")), "access.regrant_closed");
            // Nothing is left to prove, so that looking once more verifies the remediation.
            company.world.now = *Instant::fromIso("2026-10-20T08:00:00Z");
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E2"), clerk("bo", "E3")}, "2026-10-20"));
            const auto verified = verifyRemovals(workspace, CampaignId(1), {}, "Proof");
            QVERIFY(verified && verified->stillPresent == 0 && verified->remediationVerified);
        });
    }

    void aDeclinedContestLeavesTheRemovalToDo()
    {
        test::AccessWorld company;
        concluded(company);
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(declineKeeping(workspace, 1, "x")), "access.regrant_not_asked");
            VERIFY_OK(askToKeep(workspace, 1, "Bo covers the year-end"));
        });
        as(company, "rita", [&](Workspace& workspace) { COMPARE_STR(refusal(declineKeeping(workspace, 1, "x")), "workspace.not_permitted"); });
        as(company, "paula", [&](Workspace& workspace) {
            VERIFY_OK(declineKeeping(workspace, 1, "Cy covers it"));
            COMPARE_STR(refusal(approveKeeping(workspace, 1, "x")), "access.regrant_not_asked");
            const auto paper = reviewPaper(workspace, CampaignId(1));
            QVERIFY(says(reviewDocument(frameOf(workspace), *paper), "Bo covers the year-end|does not stay: paula, 2026-10-01|Cy covers it"));
            VERIFY_OK(workOrderDocument(frameOf(workspace), *paper));
            QCOMPARE(reviewStatus(workspace.db(), CampaignId(1))->removalsOpen, std::int64_t(1));
        });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(askToKeep(workspace, 1, "Cy is ill")); // it may be asked again
            COMPARE_STR(refusal(claimRemoval(workspace, 1, "", "Done")), "access.contest_pending");
            VERIFY_OK(declineKeeping(workspace, 1, "Taken back"));
            VERIFY_OK(claimRemoval(workspace, 1, "CHG-1", "Done"));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    void aWorkOrderNamesWhatIsLeft()
    {
        test::AccessWorld company;
        concluded(company);
        as(company, "con", [&](Workspace& workspace) {
            const auto paper = reviewPaper(workspace, CampaignId(1));
            const auto order = workOrderDocument(frameOf(workspace), *paper);
            VERIFY_OK(order);
            QVERIFY(says(*order, "1|bo (E3)|Remove Clerk / Bills (Full)|"));
            const Document report = reviewDocument(frameOf(workspace), *paper);
            QVERIFY(report.marks.empty()); // concluded
            QVERIFY(says(report, "Performance date=2026-10-01") && says(report, "Removals verified on=–"));
            QVERIFY(says(report, "rita|1|1|0|0")); // kept, revoked, reduced, not decided
            QVERIFY(says(report, "bo (E3)|Clerk / Bills (Full) [1]||Revoke (not_needed)|rita|"));
        });
    }

    void aLaterExtractBecomesAnAmendment()
    {
        test::AccessWorld company;
        concluded(company);
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(amendReview(workspace, CampaignId(1), "x")), "access.nothing_to_amend");
            // The export of 30 September lacked a line, and Ann's level was wrong.
            VERIFY_OK(test::keepListing(workspace, {"ann|E2|active|Clerk|Bills|View|2026-09-20", clerk("bo", "E3"), clerk("cy", "E4", "Payments")}));
            QVERIFY(has(workspace, "access.listing_later"));
            const auto made = amendReview(workspace, CampaignId(1), "The export lacked Payments");
            VERIFY_OK(made);
            QVERIFY(!has(workspace, "access.listing_later"));
            COMPARE_STR(refusal(amendReview(workspace, CampaignId(1), "x")), "access.already_amended");
            const auto row = campaignById(workspace.db(), *made);
            QVERIFY(row->amends == CampaignId(1) && row->amendReason == "The export lacked Payments" && row->shape == access::Shape::ChangesOnly);
            const auto lines = reviewLines(workspace.db(), *made).value();
            QCOMPARE(lines.size(), std::size_t(3));
            QVERIFY(!lines[0].included); // a lower level is nothing to decide anew
            // Bo's was revoked by the review that is amended: it stands there again.
            QVERIFY(lines[1].included && lines[1].flags.is(access::LineFlag::RevokedStillPresent));
            QVERIFY(lines[2].included && lines[2].flags.is(access::LineFlag::New));
            const auto delta = amendmentDelta(workspace, *row);
            VERIFY_OK(delta);
            QCOMPARE(delta->size(), std::size_t(2));
            QVERIFY((*delta)[0].change == access::Change::Added && (*delta)[0].account == "cy");
            QVERIFY((*delta)[1].change == access::Change::LevelLowered && (*delta)[1].before == "full" && (*delta)[1].after == "view");
            const auto paper = reviewPaper(workspace, *made);
            QVERIFY(says(reviewDocument(frameOf(workspace), *paper), "level lowered|ann|Clerk / Bills|full|view"));
            // Until the amendment is concluded, the system is not reviewed.
            const PeriodRow q3 = periodByName(workspace.db(), "2026-Q3").value();
            VERIFY_OK(setScope(workspace, q3, {"ERP", access::ScopeRisk::High, access::ReviewFrequency::Quarterly, {}, ""}, "Q3"));
            const auto scope = scopeView(workspace.db(), q3);
            VERIFY_OK(scope);
            QVERIFY(scope->systems.size() == 1 && scope->systems[0].state == access::ScopeState::ReviewOpen && scope->systems[0].campaign == *made);
            // The first review goes on as it was.
            QCOMPARE(reviewLines(workspace.db(), CampaignId(1))->size(), std::size_t(2));
            const auto files = accessPacketFiles(workspace, periodByName(workspace.db(), "2026-Q3").value());
            const auto found = std::find_if(files->begin(), files->end(), [](const PacketFile& file) { return file.path == "data/access_amendments.csv"; });
            QVERIFY(found != files->end() && found->bytes.find("2,1,level_lowered,ann,Clerk / Bills,full,view") != std::string::npos);
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
    }

    /// The same lines, but Bo's account was disabled by then, and Ann's is of another worker.
    void anAccountThatChangedAloneIsInTheDelta()
    {
        test::AccessWorld company;
        concluded(company);
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E4"), "bo|E3|disabled|Clerk|Bills|Full|2026-09-20"}));
            const auto made = amendReview(workspace, CampaignId(1), "Two accounts were exported wrong");
            VERIFY_OK(made);
            const auto delta = amendmentDelta(workspace, *campaignById(workspace.db(), *made));
            VERIFY_OK(delta);
            QCOMPARE(delta->size(), std::size_t(2));
            QVERIFY((*delta)[0].change == access::Change::StatusChanged && (*delta)[0].account == "bo" && (*delta)[0].before == "active" && (*delta)[0].after == "disabled");
            QVERIFY((*delta)[1].change == access::Change::PersonChanged && (*delta)[1].before == "E2" && (*delta)[1].after == "E4");
            const auto paper = reviewPaper(workspace, *made);
            QVERIFY(says(reviewDocument(frameOf(workspace), *paper), "account status changed|bo|the account itself|active|disabled"));
            QVERIFY(fileOf(workspace, "data/access_amendments.csv").find("2,1,status_changed,bo,,active,disabled\r\n2,1,person_changed,ann,,E2,E4\r\n") != std::string::npos);
            const auto basis = reviewBasis(workspace, *made);
            VERIFY_OK(basis);
            QVERIFY(basis->changes == *delta);
            QVERIFY(!basis->lines[0].change && !basis->lines[1].change); // nothing of the lines themselves
            const auto lines = reviewLines(workspace.db(), *made).value();
            QVERIFY(lines[0].included && lines[0].flags.is(access::LineFlag::Changed)); // another worker's: decided anew
            QCOMPARE(lines[1].flags.get(access::LineFlag::Changed), Flag::No); // disabled is less; it is there because it was revoked
        });
    }

    /// What two people let stand is no removal that came back.
    void whatWasLetStandIsNotRevokedAnyMore()
    {
        test::AccessWorld company;
        concluded(company);
        as(company, "con", [&](Workspace& workspace) { VERIFY_OK(askToKeep(workspace, 1, "Bo covers the year-end")); });
        as(company, "paula", [&](Workspace& workspace) { VERIFY_OK(approveKeeping(workspace, 1, "Until January")); });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E2"), clerk("bo", "E3"), clerk("cy", "E4")}));
            const auto made = amendReview(workspace, CampaignId(1), "Cy was missing");
            VERIFY_OK(made);
            const auto lines = reviewLines(workspace.db(), *made).value();
            QVERIFY(!lines[0].included && !lines[1].included && lines[2].included);
            QCOMPARE(lines[1].flags.get(access::LineFlag::RevokedStillPresent), Flag::No);
            COMPARE_STR(fileOf(workspace, "data/access_previous_decisions.csv"), "campaign,previous_row,previous_decision\r\n2,0,keep\r\n2,1,keep\r\n");
            // As a program of before counted it, its reviews are told.
            const auto before = decisionsCounted(workspace.db(), CampaignId(1), workspace.environment().clock.now(), 18);
            QVERIFY(before->at(1).second == Decision::Revoke);
            const auto sooner = decisionsCounted(workspace.db(), CampaignId(1), *Instant::fromIso("2026-10-01T00:00:00Z"));
            QVERIFY(sooner->at(1).second == Decision::Revoke);
        });
    }

    /// All lines of an account that can sign in again, by an extract that came later, are decided anew.
    void anAccountThatIsEnabledAgainIsDecidedAnew()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto dee = [](const char* status, const char* permission) { return std::string("dee|E4|") + status + "|Clerk|" + permission + "|Full|2026-09-20"; };
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::openErpReview(workspace, {clerk("ann", "E2"), dee("disabled", "Bills"), dee("disabled", "Payments")}, {{"rita", {}}}));
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(1), {{0, Decision::Keep, "", "", ""}, {1, Decision::Keep, "", "", ""}, {2, Decision::Keep, "", "", ""}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(concludeReview(workspace, CampaignId(1), *Day::fromIso("2026-10-01"), "Q3"));
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E2"), dee("active", "Bills"), dee("active", "Payments")}));
            const auto made = amendReview(workspace, CampaignId(1), "Dee came back");
            VERIFY_OK(made);
            const auto lines = reviewLines(workspace.db(), *made).value();
            QVERIFY(!lines[0].included && lines[1].included && lines[2].included);
            QVERIFY(lines[1].flags.is(access::LineFlag::Changed) && lines[2].flags.is(access::LineFlag::Changed));
            QVERIFY(fileOf(workspace, "data/access_lines.csv").find("2,1,true,dee,") != std::string::npos);
            VERIFY_OK(assignReviewers(workspace, *made, {"rita"}, {}, "Q3"));
            COMPARE_STR(refusal(concludeReview(workspace, *made, *Day::fromIso("2026-10-01"), "Q3")), "access.not_concluded");
        });
        as(company, "rita", [&](Workspace& workspace) {
            // Flagged, so not in bulk.
            COMPARE_STR(refusal(decideBulk(workspace, CampaignId(2), {1}, {0, Decision::Keep, "", "", "Back from leave"}, "Q3")), "access.bulk_flagged");
        });
    }

    void anAmendmentKnowsWhatWasProvenBefore()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            // Bo left on 14 August and used the account a month later.
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E2"), "bo|E3|active|Clerk|Bills|Full|2026-09-15"}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|status|term_date",
                {"E2|Ann|active|", "E3|Bo|terminated|2026-08-14", "E4|Cy|active|"}));
            VERIFY_OK(openReview(workspace, *periodByName(workspace.db(), "2026-Q3"), {"ERP", "con"}, "Q3"));
            VERIFY_OK(assignReviewers(workspace, CampaignId(1), {"rita"}, {}, "Q3"));
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(1), {{0, Decision::Keep, "", "", ""}, {1, Decision::Revoke, "leaver", "", ""}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(concludeReview(workspace, CampaignId(1), *Day::fromIso("2026-10-01"), "Q3"));
            VERIFY_OK(claimRemoval(workspace, 1, "CHG-1", "Done"));
            company.world.now = *Instant::fromIso("2026-10-20T08:00:00Z");
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E2"), "bo|E3|disabled|Clerk|Bills|Full|2026-09-15", clerk("cy", "E4", "Payments")}, "2026-10-20"));
            const auto verified = verifyRemovals(workspace, CampaignId(1), {}, "Proof");
            QVERIFY(verified && verified->remediationVerified);
            QVERIFY(!has(workspace, "access.listing_later")); // it was looked at
            const auto made = amendReview(workspace, CampaignId(1), "Cy's access came in October"); // and can be entered all the same
            VERIFY_OK(made);
            const auto sheet = lookBackSheet(workspace, *made);
            VERIFY_OK(sheet);
            QVERIFY(sheet->lines.size() == 1 && sheet->lines[0].account == "bo");
            const LookBackLine& bo = sheet->lines[0];
            QVERIFY(bo.facts.goneAsOf == Day::fromIso("2026-10-20") && !bo.standing.stillThere);
            QCOMPARE(bo.standing.lagDays, 67); // 14 August to 20 October
        });
    }

    void leaversAccountsAreLookedBackAt()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const std::string headers = "account_id|person_id|status|role|permission|level|last_login";
        as(company, "con", [&](Workspace& workspace) {
            // Bo left on 14 August and used his account a month later; Cy's account is enabled and nobody knows of a use; Dee's is disabled.
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", headers,
                {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|Full|2026-09-15", "bo|E3|active|Clerk|Reports|View|2026-09-15",
                    "cy|E4|active|Clerk|Bills|Full|", "dee|E5|disabled|Clerk|Bills|Full|2026-08-01"}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|status|term_date",
                {"E2|Ann|active|", "E3|Bo|terminated|2026-08-14", "E4|Cy|terminated|2026-08-31", "E5|Dee|terminated|2026-08-20"}));
            VERIFY_OK(openReview(workspace, *periodByName(workspace.db(), "2026-Q3"), {"ERP", "con"}, "Q3"));
            keepLog(workspace);

            const auto sheet = lookBackSheet(workspace, CampaignId(1));
            VERIFY_OK(sheet);
            QCOMPARE(sheet->lines.size(), std::size_t(2));
            QCOMPARE(sheet->waiting, std::size_t(2));
            const LookBackLine& bo = sheet->lines[0];
            QVERIFY(bo.account == "bo" && bo.worker == "Bo" && bo.entitlements.size() == 2);
            QCOMPARE(bo.standing.lagDays, 47); // 14 August to 30 September
            QVERIFY(bo.standing.usedAfter == Flag::Yes && bo.standing.stillThere);
            QCOMPARE(bo.acts.size(), std::size_t(1)); // the bill of 12 August was before
            QVERIFY(bo.acts[0].document == "BILL-9" && bo.acts[0].amount == 125'000);
            // The log reaches beyond Cy's last day and shows nothing.
            QVERIFY(sheet->lines[1].account == "cy" && sheet->lines[1].standing.usedAfter == Flag::No);

            QVERIFY(has(workspace, "access.used_after_leaving"));
            COMPARE_STR(refusal(conclude(workspace, {"bo", LookBackConclusion::NotUsed, "nothing seen", {}})), "access.look_back_used");
            COMPARE_STR(refusal(conclude(workspace, {"bo", LookBackConclusion::Authorised, " ", {}})), "access.look_back_unexplained");
            COMPARE_STR(refusal(conclude(workspace, {"ann", LookBackConclusion::NotUsed, "works here", {}})), "access.no_such_look_back");
            COMPARE_STR(refusal(lookBackDocument(frameOf(workspace), *sheet)), "document.not_issuable");
            const QTemporaryDir folder;
            const std::filesystem::path evidence = folder.path().toStdString() + "/mail.txt";
            std::ofstream(evidence) << "His manager: I asked him to finish BILL-9.";
            VERIFY_OK(conclude(workspace, {"bo", LookBackConclusion::Effect, "BILL-9 was released", evidence}));
            QVERIFY(!has(workspace, "access.used_after_leaving") && has(workspace, "access.look_back_effect"));
            QVERIFY(!has(workspace, "access.look_back_revised"));
            VERIFY_OK(conclude(workspace, {"bo", LookBackConclusion::Authorised, "BILL-9 was asked for by his manager", evidence}));
            QVERIFY(!has(workspace, "access.used_after_leaving") && !has(workspace, "access.look_back_effect"));
            QVERIFY(has(workspace, "access.look_back_revised")); // that something was changed does not vanish by a second word
            VERIFY_OK(conclude(workspace, {"cy", LookBackConclusion::NotUsed, "the log shows no act", {}}));

            const auto done = lookBackSheet(workspace, CampaignId(1));
            QVERIFY(done->waiting == 0 && done->lines[0].history.size() == 2 && done->lines[0].concluded()->evidenceName == "mail.txt");
            const auto memo = lookBackDocument(frameOf(workspace), *done);
            VERIFY_OK(memo);
            QVERIFY(says(*memo, "Outlived the last day by=at least 47 days") && says(*memo, "2026-09-15|Enter bill|BILL-9|Acme Supplies|1,250.00 USD"));
            QVERIFY(says(*memo, "Conclusion=used with permission"));
            QVERIFY(says(*memo, "What was looked at=2026-10-01, con: BILL-9 was released\n2026-10-01, con: BILL-9 was asked for by his manager"));
            QVERIFY(says(*memo, "used without permission, something changed: to be judged as a deficiency|BILL-9 was released|mail.txt|con, 2026-10-01"));
            QVERIFY(says(*memo, "What was looked at=the log shows no act")); // one conclusion alone needs no history
            const auto files = accessPacketFiles(workspace, periodByName(workspace.db(), "2026-Q3").value());
            const auto found = std::find_if(files->begin(), files->end(), [](const PacketFile& file) { return file.path == "data/access_look_back.csv"; });
            QVERIFY(found->bytes.find("1,bo,E3,Bo,2026-08-14,2026-09-15,2026-09-30,,47,true,1,effect,BILL-9 was released,mail.txt,con,") != std::string::npos);
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
        as(company, "rita", [&](Workspace& workspace) {
            COMPARE_STR(refusal(conclude(workspace, {"cy", LookBackConclusion::Effect, "x", {}})), "workspace.not_permitted");
        });
    }

private:
    static Status conclude(Workspace& workspace, const LookBackFinding& finding) { return concludeLookBack(workspace, CampaignId(1), finding, "Q3"); }

    static void keepLog(Workspace& workspace)
    {
        const auto text = [](std::initializer_list<const char*> cells) {
            TextColumn column;
            for (const char* cell : cells)
                column.append(cell);
            return column;
        };
        DayColumn days;
        for (const char* iso : {"2026-08-12", "2026-09-15", "2026-09-20"})
            days.days.push_back(Day::fromIso(iso)->number);
        MoneyColumn amounts;
        amounts.minor = {90'000, 125'000, 1'000};
        const Table table({{"date", days}, {"account_id", text({"bo", "BO", "ann"})}, {"action", text({"Enter bill", "Enter bill", "Enter bill"})},
            {"document", text({"BILL-7", "BILL-9", "BILL-10"})}, {"party", text({"Acme Supplies", "Acme Supplies", "Dent Ltd"})}, {"amount", amounts},
            {"currency", text({"USD", "USD", "USD"})}});
        const std::string bytes = "log";
        VERIFY_OK(workspace.writeStatus(Permission::ImportData, "Import", [&](UnitOfWork& unit) -> Status {
            NewSnapshot fresh;
            fresh.info.key = {"activity", "ERP", "", "2026-Q3"};
            fresh.info.fileName = "erp_log.csv";
            fresh.info.asOf = Day::fromIso("2026-09-30");
            fresh.info.parser = "csv";
            fresh.info.parserVersion = "1.0.0";
            fresh.info.original = sha256(std::string_view(bytes));
            fresh.kept = asBytes(bytes);
            fresh.table = &table;
            OXSEAL_CHECK(putSnapshot(unit, fresh));
            return {};
        }));
    }
};

OXSEAL_TEST_CLASS(TestReviewFollowup);
#include "tst_review_followup.moc"
