// SPDX-License-Identifier: GPL-3.0-or-later
// What people say about accounts (A13, A14): who may say it, what it changes from then on, and what stays as it was frozen.
#include "storage/actions/account_fact_actions.h"
#include "storage/actions/identity_actions.h"
#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/documents/review_document.h"
#include "storage/reads/sod_reads.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::LineFlag;
using test::as;
using test::refusal;

class TestAccountWords : public QObject
{
    Q_OBJECT

    static constexpr const char* kHeaders = "account_id|person_id|name|email|type|status|role|permission|level|last_login|last_credential_change|owner|purpose";

    static std::vector<std::string> rows(const char* nameOfMm = "M. Moran")
    {
        return {"ann|E2|Ann||human|active|Clerk|Bills|Full|2026-09-20", std::string("mm|E99|") + nameOfMm + "||human|active|Clerk|Bills|Full|2026-09-20",
            "svc|||||active|Export|Export all|View|", "svc-b||Feed||service|active|Treasury|Statements|View|2026-09-20|2026-06-30", "till||Till||shared|active|Till|Sales|Full|2026-09-20||Cy|Till 3"};
    }
    /// A review of these lines in a quarter.
    static CampaignId review(Workspace& workspace, const char* period, const char* asOf, const std::vector<std::string>& lines)
    {
        if (!test::AccessWorld::keep(workspace, {"listing", "ERP", "", period}, asOf, kHeaders, lines)
            || !test::AccessWorld::keep(workspace, {"roster", "", "", period}, asOf, "employee_id|name|email|status",
                {"E2|Ann|ann@acme.example|active", "E3|Mary Moran|mm@acme.example|active", "E10|Con|con@acme.example|active", "E20|Rita||active", "E30|Gus||terminated"}))
            return CampaignId();
        const auto made = openReview(workspace, *periodByName(workspace.db(), period), {"ERP", "con"}, "Quarter");
        return made ? *made : CampaignId();
    }
    static LineRow line(Workspace& workspace, CampaignId campaign, std::int64_t row) { return access_repo::line(workspace.db(), campaign, row).value().value(); }
    static std::string blocks(const Document& document)
    {
        std::string text;
        for (const auto& block : document.blocks) {
            if (const auto* table = std::get_if<doc::Table>(&block)) {
                for (const auto& row : table->rows)
                    text += join(row, "|") + "\n";
            }
        }
        return text;
    }

private Q_SLOTS:
    void anOwnerIsStatedAndCountsFromThenOn()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) { QCOMPARE(review(workspace, "2026-Q2", "2026-06-30", rows()), CampaignId(1)); });
        as(company, "rita", [&](Workspace& workspace) {
            const auto state = [&](const char* account, std::optional<std::string> owner, std::optional<std::string> purpose) {
                return refusal(stateAccount(workspace, CampaignId(1), {account, std::move(owner), std::move(purpose)}, "Asked for"));
            };
            COMPARE_STR(state("svc-b", {}, {}), "access.nothing_stated");
            COMPARE_STR(state("nobody", "E3", {}), "access.not_in_listing");
            COMPARE_STR(state("ann", "E3", {}), "access.fact_of_human");
            COMPARE_STR(state("till", "E3", {}), "access.fact_listed");
            COMPARE_STR(state("svc-b", "E30", {}), "access.owner_left");
            COMPARE_STR(state("svc-b", "nobody@acme.example", {}), "access.no_such_worker");
            COMPARE_STR(state("svc-b", "MM@acme.example", "Bank feed"), "");
            COMPARE_STR(state("svc", {}, "Tax export"), ""); // of an unknown type: unknown is not a person
            COMPARE_STR(refusal(stateAccount(workspace, CampaignId(1), {"svc-b", "E3", {}}, "")), "workspace.no_reason");
            QVERIFY(line(workspace, CampaignId(1), 3).flags.is(LineFlag::ServiceWithoutOwner)); // frozen
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
        as(company, "ada", [&](Workspace& workspace) { COMPARE_STR(refusal(stateAccount(workspace, CampaignId(1), {"svc-b", "E3", {}}, "x")), "workspace.not_permitted"); });
        as(company, "con", [&](Workspace& workspace) {
            const auto paper = reviewPaper(workspace, CampaignId(1));
            VERIFY_OK(paper);
            const auto frame = documentFrame(workspace, *periodByName(workspace.db(), "2026-Q2"));
            const std::string report = blocks(reviewDocument(*frame, *paper));
            QVERIFY2(report.find("svc-b\nFeed|service|Mary Moran (E3)\nstated by rita, 2026-10-01, after the review was opened: Asked for|Bank feed") != std::string::npos, report.c_str());
            QVERIFY2(report.find("till\nTill|shared|Cy|Till 3|not known") != std::string::npos, report.c_str());
            QCOMPARE(review(workspace, "2026-Q3", "2026-09-30", rows()), CampaignId(2));
            QVERIFY(line(workspace, CampaignId(2), 3).flags.get(LineFlag::ServiceWithoutOwner) == Flag::No);
            const auto now = reviewPaper(workspace, CampaignId(2));
            const access::NonHumanAccount* feed = now->nonHuman.of(3);
            QVERIFY(feed != nullptr);
            COMPARE_STR(feed->owner + "|" + feed->purpose, "E3|Bank feed");
            QCOMPARE(feed->keyAge.value_or(-1), 92);
            // Taken back, in the second review: that one stays as it was frozen.
            VERIFY_OK(stateAccount(workspace, CampaignId(2), {"svc-b", "", {}}, "He moved"));
            QVERIFY(line(workspace, CampaignId(2), 3).flags.get(LineFlag::ServiceWithoutOwner) == Flag::No);
            COMPARE_STR(reviewPaper(workspace, CampaignId(2))->nonHuman.of(3)->owner, "");
            // What is said later does not change what the first review showed.
            COMPARE_STR(reviewPaper(workspace, CampaignId(1))->nonHuman.of(3)->owner, "E3");
            VERIFY_OK(cancelReview(workspace, CampaignId(2), "Over"));
            COMPARE_STR(refusal(stateAccount(workspace, CampaignId(2), {"svc-b", "E3", {}}, "x")), "access.review_wrong_state");
        });
    }

    /// A7: the till is Rita's by the listing, the feed by what was stated after the review was opened; neither is hers to decide.
    void nobodyDecidesOnAnAccountOfTheirOwn()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        auto lines = rows();
        lines.back() = "till||Till||shared|active|Till|Sales|Full|2026-09-20||rita|Till 3";
        const LineDecision keepFeed{3, access::Decision::Keep, "", "", "feed of the bank"};
        const LineDecision keepTill{4, access::Decision::Keep, "", "", "till"};
        as(company, "con", [&](Workspace& workspace) {
            QCOMPARE(review(workspace, "2026-Q3", "2026-09-30", lines), CampaignId(1));
            const auto assigned = assignReviewers(workspace, CampaignId(1), {"rita"}, {}, "Q3");
            VERIFY_OK(assigned);
            QCOMPARE(assigned->exceptions, std::vector<std::int64_t>{4}); // nobody else was asked
            VERIFY_OK(stateAccount(workspace, CampaignId(1), {"svc-b", "E20", {}}, "Asked for"));
        });
        as(company, "rita", [&](Workspace& workspace) {
            COMPARE_STR(refusal(decideLines(workspace, CampaignId(1), {keepFeed}, "Q3")), "access.owned_review");
            VERIFY_OK(decideLines(workspace, CampaignId(1), {{2, access::Decision::Keep, "", "", "export"}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) { VERIFY_OK(assignReviewers(workspace, CampaignId(1), {"rob"}, {}, "Q3")); });
        as(company, "rob", [&](Workspace& workspace) { VERIFY_OK(decideLines(workspace, CampaignId(1), {keepTill}, "Q3")); });
    }

    void anIdentityIsDecidedByWhoIsNotMeant()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            QCOMPARE(review(workspace, "2026-Q2", "2026-06-30", rows()), CampaignId(1));
            const auto decide = [&](const char* account, const char* employee, bool same) {
                return refusal(decideIdentity(workspace, CampaignId(1), {account, employee, same}, "Asked her"));
            };
            const auto queue = identitySheet(workspace, CampaignId(1));
            VERIFY_OK(queue);
            QCOMPARE(queue->queue.lines.size(), std::size_t(1));
            QCOMPARE(queue->queue.open, std::size_t(1));
            COMPARE_STR(line(workspace, CampaignId(1), 1).subject, "");
            COMPARE_STR(decide("ann", "E3", true), "access.identity_certain");
            COMPARE_STR(decide("svc-b", "E3", true), "access.identity_certain");
            COMPARE_STR(decide("mm", "E98", true), "access.no_such_worker");
            COMPARE_STR(decide("mm", "E10", true), "access.identity_own");
            COMPARE_STR(decide("mm", "E3", false), "");
            COMPARE_STR(decide("mm", "E3", false), "access.identity_decided");
            QCOMPARE(identitySheet(workspace, CampaignId(1))->queue.open, std::size_t(0)); // nobody else it may be
            COMPARE_STR(decide("mm", "E3", true), ""); // undone by a later decision
            COMPARE_STR(line(workspace, CampaignId(1), 1).subject, ""); // frozen
            const auto after = identitySheet(workspace, CampaignId(1));
            const IdentityLine& mm = after->queue.lines.at(0);
            QVERIFY(mm.settled && !mm.counts && mm.is() != nullptr);
            COMPARE_STR(mm.is()->worker + ", " + mm.is()->why, "Mary Moran, Asked her");
            QCOMPARE(mm.standing.size(), std::size_t(1));
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
        for (const char* login : {"rita", "ada"})
            as(company, login, [&](Workspace& workspace) { COMPARE_STR(refusal(decideIdentity(workspace, CampaignId(1), {"mm", "E3", false}, "x")), "workspace.not_permitted"); });
        as(company, "con", [&](Workspace& workspace) {
            QCOMPARE(review(workspace, "2026-Q3", "2026-09-30", rows()), CampaignId(2));
            const LineRow mm = line(workspace, CampaignId(2), 1);
            COMPARE_STR(mm.subject + " " + mm.matchedBy, "E3 decision");
            QVERIFY(!mm.flags.is(LineFlag::Orphan));
            const auto paper = reviewPaper(workspace, CampaignId(2));
            QVERIFY(paper->identities.queue.lines.at(0).counts);
            const auto frame = documentFrame(workspace, *periodByName(workspace.db(), "2026-Q3"));
            const std::string report = blocks(reviewDocument(*frame, *paper));
            QVERIFY2(report.find("mm|is Mary Moran (E3)|con, 2026-10-01|Asked her|this review rests on it") != std::string::npos, report.c_str());
            // The account under another name is another question.
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders, rows("Max Muster")));
            VERIFY_OK(amendReview(workspace, CampaignId(2), "Exported wrong"));
            COMPARE_STR(line(workspace, CampaignId(3), 1).subject, "");
            const auto again = identitySheet(workspace, CampaignId(3));
            QCOMPARE(again->queue.lines.at(0).lapsed.size(), std::size_t(2));
            QVERIFY(!again->queue.lines.at(0).settled);
        });
    }

    /// A correction while the review is open enters with the amendment: the line is decided anew, as another person's.
    void anAmendmentTakesItIn()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            QCOMPARE(review(workspace, "2026-Q3", "2026-09-30", rows()), CampaignId(1));
            VERIFY_OK(decideIdentity(workspace, CampaignId(1), {"mm", "E3", true}, "Asked her"));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders, rows()));
            VERIFY_OK(amendReview(workspace, CampaignId(1), "Drawn again"));
            const LineRow mm = line(workspace, CampaignId(2), 1);
            QVERIFY(mm.included && mm.flags.is(LineFlag::Changed));
            COMPARE_STR(mm.subject, "E3");
            QVERIFY(!line(workspace, CampaignId(2), 0).included);
        });
    }

    /// Bills in one system under the own number and payments in another under a shared address are one person's once it is decided.
    void conflictsAcrossSystemsSeeOnePerson()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            const char* headers = "account_id|person_id|name|email|status|permission|level";
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", headers, {"mary|E3|Mary Moran||active|Bills|Full"}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "BANK", "", "2026-Q3"}, "2026-09-30", headers, {"mmoran||M. Moran||active|Vendor Payment Approval|Full"}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|status", {"E3|Mary Moran|active"}));
            const auto period = *periodByName(workspace.db(), "2026-Q3");
            sod::RuleSet rules;
            rules.name = "Two";
            rules.version = "1";
            rules.functions = {{"BI", "Bills", {{{"ERP", "Bills", access::Level::Create}}}}, {"PY", "Payments", {{{"BANK", "Vendor Payment Approval", access::Level::Create}}}}};
            rules.rules = {{"S01", {{0}, {1}}, Severity::High, "pays own bills", "second look", "", {}, {}}};
            VERIFY_OK(loadRuleSet(workspace, rules, "Adopted"));
            QCOMPARE(runSod(workspace, period, "Q3")->conflicts, std::int64_t(0));
            VERIFY_OK(openReview(workspace, period, {"BANK", "con"}, "Q3"));
            VERIFY_OK(decideIdentity(workspace, CampaignId(1), {"mmoran", "E3", true}, "Asked her"));
            const auto outdated = [&] {
                const auto matters = sodMatters(workspace, period);
                return std::any_of(matters->begin(), matters->end(), [](const Finding& one) { return one.code == "sod.run_identities"; });
            };
            QVERIFY(outdated());
            const auto run = runSod(workspace, period, "Q3");
            QCOMPARE(run->conflicts, std::int64_t(1));
            QCOMPARE(run->accountsWithoutPerson, std::int64_t(0));
            QVERIFY(!outdated());
            COMPARE_STR(sodConflicts(workspace.db(), period, *Day::fromIso("2026-10-01"))->at(0).person(), "E3");
        });
    }
};

OXSEAL_TEST_CLASS(TestAccountWords);
#include "tst_account_words.moc"
