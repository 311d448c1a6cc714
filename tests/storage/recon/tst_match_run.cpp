// SPDX-License-Identifier: GPL-3.0-or-later
// Matching in a workspace: what is kept of a run, what people do with its decisions, and versions of the policy.
#include "storage/actions/model_actions.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/reads/match_reads.h"
#include "storage/reads/model_register.h"
#include "storage/repos/match_repo.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/qt_hasher.h"

#include <algorithm>
#include <map>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

/// 80 payments by name and day: 60 of them with a reference on both sides, twenty with the name alone.
struct Quarter
{
    std::deque<std::string> texts;
    std::vector<test::CashLine> bank;
    std::vector<test::CashLine> books;
    std::int64_t bankSum = 0;
    std::int64_t bookSum = 0;

    const char* keep(std::string text) { return texts.emplace_back(std::move(text)).c_str(); }

    Quarter()
    {
        static const char* names[] = {"Albach Optik", "Borwald Druck", "Casfeld Pumpen", "Dremann Garten", "Elmrode Reisen", "Falkamp Moebel", "Grizig Elektro",
            "Hovdorf Werkzeug", "Isstedt Spedition", "Julegger Baustoffe"};
        for (int i = 0; i < 80; ++i) {
            const char* name = names[i % 10];
            const std::int64_t amount = 10'000 + 137 * i;
            const Day booked{Day::fromIso("2026-07-06")->number + i};
            const char* reference = keep("INV-" + std::to_string(52000 + i * 7));
            books.push_back({keep(booked.iso()), amount, reference, keep(std::string("Invoice ") + name)});
            bank.push_back({keep(booked.plus(1 + i % 3).iso()), amount, i % 4 == 3 ? "" : reference, keep(std::string("CREDIT TRANSFER ") + name),
                keep("F" + std::to_string(i))});
            bankSum += amount;
            bookSum += amount;
        }
        add(bank, bankSum, "2026-09-29", 45'600, "", "DEPOSIT LATE"); // near the period's end, by amount alone
        add(books, bookSum, "2026-09-28", 45'600, "LATE1", "Receipt");
        add(bank, bankSum, "2026-09-15", 777, "", "INTEREST");
    }

private:
    static void add(std::vector<test::CashLine>& side, std::int64_t& sum, const char* day, std::int64_t amount, const char* reference, const char* text)
    {
        side.push_back({day, amount, reference, text});
        sum += amount;
    }
};

std::map<std::string, int> states(const ReconView& view)
{
    std::map<std::string, int> out;
    for (const ReconGroupRow& group : view.groups)
        ++out[group.state];
    return out;
}

} // namespace

class TestMatchRun : public QObject
{
    Q_OBJECT

    static ReconciliationId opened(test::ReconWorld& world, const Quarter& quarter, AccountRisk risk = AccountRisk::Medium, bool adopted = true)
    {
        if (adopted)
            world.adopt();
        world.statement("2026-Q3", quarter.bank, "0.00", formatMinor(quarter.bankSum, 2).c_str());
        world.ledger("2026-Q3", quarter.books);
        world.trialBalance("2026-Q3", {{"2026-09-30", quarter.bookSum, "", "Cash"}, {"2026-09-30", -quarter.bookSum, "", "Sales", "", "4000"}});
        AccountPlan plan;
        plan.account = "1010";
        plan.method = AccountMethod::Matching;
        plan.risk = risk;
        plan.owner = "pat";
        if (!planAccount(world.now(), "US01", plan, "plan"))
            throw std::runtime_error("no plan");
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 0;
        return openReconciliation(world.now(), request, "close").value();
    }

    static std::int64_t groupHeldFor(Workspace& workspace, ReconciliationId id, ReviewTrigger trigger)
    {
        const auto run = lastMatchRun(workspace, id);
        for (const MatchDecisionRow& each : (*run)->decisions) {
            if (each.state == "suggested" && (each.triggers & bit(trigger)) != 0)
                return each.group;
        }
        return 0;
    }

    static std::int64_t count(Workspace& workspace, const char* sql) { return workspace.db().integer(sql).value().value_or(-1); }

private Q_SLOTS:
    void aRunIsKeptAndPerformedAgain()
    {
        test::ReconWorld world;
        const Quarter quarter;
        const ReconciliationId id = opened(world, quarter);
        const auto counts = runMatch(world.now(), id, "first run");
        VERIFY_OK(counts);
        // Sixty by reference and twenty by name stand alone; the late deposit waits; the interest has no counterpart.
        QCOMPARE(counts->matched, std::size_t{80});
        QCOMPARE(counts->suggested, std::size_t{1});
        QCOMPARE(counts->openBank, std::size_t{2});
        const auto run = lastMatchRun(world.now(), id);
        VERIFY_OK(run);
        QVERIFY(run->has_value());
        const MatchRunRow& row = (*run)->run;
        QVERIFY(row.learnt);
        QCOMPARE(row.anchors, std::int64_t{60});
        QVERIFY(row.adopted && counts->policyAdopted);
        QCOMPARE(row.policyVersion, std::int64_t{1});
        const auto byLearning = std::count_if((*run)->decisions.begin(), (*run)->decisions.end(),
            [](const auto& each) { return each.learnt && each.state == "auto"; });
        QCOMPARE(byLearning, 20);
        for (const MatchDecisionRow& each : (*run)->decisions)
            QVERIFY((each.group == 0) == (each.state == "unmatched"));
        // The digests, computed by another program.
        const auto bytes = world.now().objects().get(row.record);
        VERIFY_OK(bytes);
        test::QtHasher hasher;
        QVERIFY(hasher.hash(asBytes(*bytes)) == row.recordSha256);
        const auto record = parseJson(*bytes);
        VERIFY_OK(record);
        QVERIFY(hasher.hash(asBytes(canonicalJson((*record)["model"]))) == row.modelSha256);
        const auto again = reperformRun(world.now(), id);
        VERIFY_OK(again);
        QVERIFY(again->same);
        // The ledger names them.
        const auto entries = listLedger(world.now().db(), {});
        VERIFY_OK(entries);
        const auto entry = std::find_if(entries->rbegin(), entries->rend(), [](const auto& each) { return each.header.verb == "reconcile.match"; });
        QVERIFY(entry != entries->rend());
        const Json body = parseJson(entry->body.value_or("null")).value_or(Json());
        COMPARE_STR(body["after"]["record_sha256"].toString(), row.recordSha256.hex());
        COMPARE_STR(body["after"]["model_sha256"].toString(), row.modelSha256.hex());
        COMPARE_STR(body["after"]["data_sha256"].toString(), row.dataSha256.hex());
        QCOMPARE(body["after"]["matched"].toInteger(), std::int64_t{80});
    }
    void theAccountsClassDemandsItsShare()
    {
        test::ReconWorld world;
        const ReconciliationId id = opened(world, Quarter(), AccountRisk::High);
        VERIFY_OK(runMatch(world.now(), id, "run"));
        const auto run = lastMatchRun(world.now(), id);
        for (const MatchDecisionRow& each : (*run)->decisions) {
            if (each.learnt && each.state == "auto")
                QVERIFY(each.probability.value_or(0) >= 4252017623); // 0.99
        }
    }
    void withoutAPlanNothingStandsAlone()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-08-03", 100, "INV1", "x", "F1"}}, "0.00", "1.00");
        world.ledger("2026-Q3", {{"2026-08-02", 100, "INV1", "y"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 0;
        const auto id = openReconciliation(world.now(), request, "close");
        VERIFY_OK(id);
        const auto counts = runMatch(world.now(), *id, "run");
        VERIFY_OK(counts);
        QCOMPARE(counts->matched, std::size_t{0});
        QCOMPARE(counts->suggested, std::size_t{1});
        QVERIFY(groupHeldFor(world.now(), *id, ReviewTrigger::AccountClass) != 0);
        QVERIFY(reperformRun(world.now(), ReconciliationId(99)).error().is(kNoMatchRun));
    }
    void whatPeopleDoIsKept()
    {
        test::ReconWorld world;
        const Quarter quarter;
        const ReconciliationId id = opened(world, quarter);
        VERIFY_OK(runMatch(world.now(), id, "run"));
        auto view = reconciliationView(world.now(), id);
        const std::int64_t late = groupHeldFor(world.now(), id, ReviewTrigger::PeriodEnd);
        QVERIFY(late != 0);
        const auto autos = [&] {
            std::vector<std::int64_t> out;
            for (const auto& group : view->groups) {
                if (group.state == "auto")
                    out.push_back(group.id);
            }
            return out;
        }();
        QVERIFY(confirmGroups(world.now(), id, {late, autos[0]}, "both").error().is(kNoSuchGroup)); // nothing was done
        QVERIFY(confirmGroups(world.now(), id, {}, "none").error().is(kNoSuchGroup));
        VERIFY_OK(confirmGroup(world.now(), id, late, "seen on the statement"));
        VERIFY_OK(unmatch(world.now(), id, autos[0], "engine_wrong", "another customer"));
        QCOMPARE(count(world.now(), "SELECT count(*) FROM match_outcome WHERE outcome = 'accepted' AND bulk = 0"), std::int64_t{1});
        QCOMPARE(count(world.now(), "SELECT count(*) FROM match_outcome WHERE outcome = 'rejected' AND reason_code = 'engine_wrong'"), std::int64_t{1});
        // The decision stays though its group is gone, and a later group with the number does not inherit it.
        QCOMPARE(count(world.now(), "SELECT count(*) FROM match_decision WHERE state = 'auto'"), std::int64_t{80});
        QCOMPARE(count(world.now(), "SELECT count(*) FROM match_decision WHERE state = 'auto' AND group_id IS NULL"), std::int64_t{1});
        view = reconciliationView(world.now(), id);
        QCOMPARE(states(*view)["manual"], 1);
        // The engine may suggest again what a person took apart; it stands with a person's word only, and the record tells why.
        VERIFY_OK(runMatch(world.now(), id, "again"));
        QVERIFY(groupHeldFor(world.now(), id, ReviewTrigger::RefusedBefore) != 0);
        QVERIFY(reperformRun(world.now(), id)->same);
        VERIFY_OK(confirmGroup(world.now(), id, groupHeldFor(world.now(), id, ReviewTrigger::RefusedBefore), "it was right after all"));
        QVERIFY(repo::refusedPairs(world.now().db(), "US01", "1010")->empty());
        QVERIFY(!world.now().db().run("DELETE FROM match_decision"));
        QVERIFY(!world.now().db().run("DELETE FROM match_outcome"));
    }
    /// Most lines are decided by the second run: it learns from the decided pairs what the first one learnt from the lines.
    void aSecondRunStillLearns()
    {
        test::ReconWorld world;
        const ReconciliationId id = opened(world, Quarter());
        VERIFY_OK(runMatch(world.now(), id, "run"));
        const auto first = lastMatchRun(world.now(), id);
        const auto byName = std::find_if((*first)->decisions.begin(), (*first)->decisions.end(), [](const auto& each) { return each.learnt && each.state == "auto"; });
        QVERIFY(byName != (*first)->decisions.end());
        VERIFY_OK(unmatch(world.now(), id, byName->group, "other", "to be run again"));
        VERIFY_OK(runMatch(world.now(), id, "again"));
        const auto second = lastMatchRun(world.now(), id);
        const MatchRunRow& row = (*second)->run;
        QVERIFY(row.learnt);
        QCOMPARE(row.anchors, std::int64_t{60}); // the sixty that a pass decided; the nineteen of the learnt stage's own do not teach it
        QCOMPARE(row.bankLines, std::int64_t{3});
        const auto again = std::find_if((*second)->decisions.begin(), (*second)->decisions.end(), [&](const auto& each) { return each.run == row.id && each.bank == byName->bank; });
        QVERIFY(again != (*second)->decisions.end() && again->learnt && again->books == byName->books);
        QVERIFY((again->triggers & bit(ReviewTrigger::RefusedBefore)) != 0);
        const auto record = parseJson(world.now().objects().get(row.record).value());
        QCOMPARE((*record)["context"]["taught"]["pairs"].toArray().size(), std::size_t{60});
        QVERIFY(reperformRun(world.now(), id)->same);
    }
    /// A new quarter with three payments known by their names only: the reviewed quarter before teaches.
    void theQuarterBeforeTeaches()
    {
        test::ReconWorld world;
        const Quarter quarter;
        const ReconciliationId q3 = opened(world, quarter);
        VERIFY_OK(runMatch(world.now(), q3, "run"));
        VERIFY_OK(confirmGroup(world.now(), q3, groupHeldFor(world.now(), q3, ReviewTrigger::PeriodEnd), "seen"));
        const auto view = reconciliationView(world.now(), q3);
        VERIFY_OK(classifyItem(world.now(), q3, {view->items.front().handle, ItemCategory::UnbookedInterest, "", "support"}, "interest"));
        const std::string end = formatMinor(quarter.bankSum, 2);
        world.statement("2026-Q4", {{"2026-10-06", 500'00, "", "CREDIT TRANSFER Casfeld Pumpen", "N1"}, {"2026-10-07", 500'00, "", "CREDIT TRANSFER Elmrode Reisen", "N2"},
                                       {"2026-10-08", 500'00, "", "CREDIT TRANSFER Isstedt Spedition", "N3"}}, end.c_str(), formatMinor(quarter.bankSum + 1500'00, 2).c_str());
        world.ledger("2026-Q4", {{"2026-10-05", 500'00, "", "Invoice Elmrode Reisen"}, {"2026-10-05", 500'00, "", "Invoice Isstedt Spedition"}, {"2026-10-05", 500'00, "", "Invoice Casfeld Pumpen"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q4.id;
        const auto q4 = openReconciliation(world.now(), request, "close");
        VERIFY_OK(q4);
        VERIFY_OK(runMatch(world.now(), *q4, "before the review"));
        QVERIFY(!(*lastMatchRun(world.now(), *q4))->run.learnt); // nobody has signed the quarter before
        VERIFY_OK(prepareReconciliation(world.as("pat"), q3, "ready"));
        VERIFY_OK(reviewReconciliation(world.as("rex"), q3, "checked"));
        world.as("con");
        VERIFY_OK(runMatch(world.now(), *q4, "after it"));
        const auto run = lastMatchRun(world.now(), *q4);
        QVERIFY((*run)->run.learnt);
        std::size_t byName = 0;
        for (const MatchDecisionRow& each : (*run)->decisions)
            byName += each.run == (*run)->run.id && each.learnt && each.type == "one_to_one" ? 1U : 0U;
        QCOMPARE(byName, std::size_t{3});
        QVERIFY(reperformRun(world.now(), *q4)->same);
    }
    void alikeSuggestionsAreConfirmedTogether()
    {
        test::ReconWorld world;
        // Three payments by reference near the end of the period, one without a reference.
        world.statement("2026-Q3", {{"2026-09-29", 100, "INV1", "x", "F1"}, {"2026-09-29", 200, "INV2", "x", "F2"}, {"2026-09-30", 300, "INV3", "x", "F3"},
                                       {"2026-09-30", 400, "", "x", "F4"}}, "0.00", "10.00");
        world.ledger("2026-Q3", {{"2026-09-28", 100, "INV1", "y"}, {"2026-09-28", 200, "INV2", "y"}, {"2026-09-28", 300, "INV3", "y"}, {"2026-09-29", 400, "", "y"}});
        world.plan();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 0;
        const auto id = openReconciliation(world.now(), request, "close");
        VERIFY_OK(id);
        VERIFY_OK(runMatch(world.now(), *id, "run"));
        std::vector<std::int64_t> all;
        std::vector<std::int64_t> byReference;
        const auto view = reconciliationView(world.now(), *id);
        for (const auto& group : view->groups) {
            all.push_back(group.id);
            if (group.rule == "reference")
                byReference.push_back(group.id);
        }
        QCOMPARE(all.size(), std::size_t{4});
        QCOMPARE(byReference.size(), std::size_t{3});
        QVERIFY(confirmGroups(world.now(), *id, all, "all").error().is(kGroupsNotAlike));
        VERIFY_OK(confirmGroups(world.now(), *id, byReference, "same documents"));
        QCOMPARE(count(world.now(), "SELECT count(*) FROM match_outcome WHERE outcome = 'accepted' AND bulk = 1"), std::int64_t{3});
        QCOMPARE(reconciliationView(world.now(), *id)->suggested, std::size_t{1});
    }
    void aPolicyNeedsTwoPeople()
    {
        test::ReconWorld world;
        const Quarter quarter;
        const ReconciliationId id = opened(world, quarter);
        Json body = shippedPolicy().value();
        body.set("period_end_days", 0);
        QVERIFY(!proposeModelVersion(world.as("pat"), kMatcherModel, body, "preparers see but cannot edit"));
        world.as("con");
        QVERIFY(proposeModelVersion(world.now(), kMatcherModel, shippedPolicy().value(), "nothing new").error().is(kModelUnchanged));
        QVERIFY(proposeModelVersion(world.now(), kMatcherModel, Json(body).set("surprise", 1), "x").error().is(kPolicyInvalid));
        QVERIFY(proposeModelVersion(world.now(), "oracle", body, "x").error().is(kNoSuchModel));
        const auto version = proposeModelVersion(world.now(), kMatcherModel, body, "our books close on the day");
        VERIFY_OK(version);
        QCOMPARE(*version, std::int64_t{2});
        QVERIFY(proposeModelVersion(world.now(), kMatcherModel, Json(body).set("period_end_days", 1), "x").error().is(kModelPending));
        QVERIFY(decideModelVersion(world.now(), {kMatcherModel, 2, true}, "my own").error().is(kModelAuthorDecides));
        // Until it is approved the version delivered runs.
        VERIFY_OK(runMatch(world.now(), id, "run"));
        QCOMPARE((*lastMatchRun(world.now(), id))->run.policyVersion, std::int64_t{1});
        VERIFY_OK(confirmGroup(world.now(), id, groupHeldFor(world.now(), id, ReviewTrigger::PeriodEnd), "seen"));
        const auto view = reconciliationView(world.now(), id);
        VERIFY_OK(classifyItem(world.now(), id, {view->items.front().handle, ItemCategory::UnbookedInterest, "", "support"}, "interest"));
        VERIFY_OK(prepareReconciliation(world.now(), id, "ready"));
        const auto reopened = decideModelVersion(world.as("rex"), {kMatcherModel, 2, true}, "agreed");
        VERIFY_OK(reopened);
        QCOMPARE(*reopened, std::int64_t{1}); // what was signed under the other version is open again
        COMPARE_STR(reconciliationView(world.now(), id)->row.state, "open");
        QVERIFY(decideModelVersion(world.now(), {kMatcherModel, 2, false}, "after all").error().is(kModelDecided));
        VERIFY_OK(runMatch(world.now(), id, "run"));
        const auto run = lastMatchRun(world.now(), id);
        QCOMPARE((*run)->run.policyVersion, std::int64_t{2});
        QVERIFY((*run)->run.adopted);
        const auto versions = modelVersions(world.now().db(), kMatcherModel);
        VERIFY_OK(versions);
        QCOMPARE(versions->size(), std::size_t{2});
        QCOMPARE(versionInForce(*versions).version, std::int64_t{2});
        const auto changes = policyChanges(versionBefore(*versions, 2)->body, versions->front().body);
        QVERIFY((changes == std::vector<PolicyChange>{{"period_end_days", "2", "0"}, {"version", "1", "2"}}));
        QVERIFY(!world.now().db().run("UPDATE model_version SET body = '{}'"));
        QVERIFY(!world.now().db().run("DELETE FROM model_version"));
        const auto problems = verifyWorkspaceLedger(world.now());
        VERIFY_OK(problems);
        QVERIFY(problems->problems.empty());
    }
    void whatWasDeliveredCanBeAdopted()
    {
        test::ReconWorld world;
        const ReconciliationId id = opened(world, Quarter(), AccountRisk::Medium, false);
        const auto notAdopted = [&] {
            const auto matters = reconMatters(world.now(), world.q3);
            return std::any_of(matters->begin(), matters->end(), [](const Finding& finding) { return finding.code == "recon.matter.policy_not_adopted"; });
        };
        QVERIFY(!notAdopted());
        // Before anybody approved it the policy decides nothing: what would stand alone (80, see above) is suggested, and says why.
        auto counts = runMatch(world.now(), id, "run");
        VERIFY_OK(counts);
        QCOMPARE(counts->matched, std::size_t{0});
        QCOMPARE(counts->suggested, std::size_t{81});
        QVERIFY(!counts->policyAdopted);
        const auto run = lastMatchRun(world.now(), id);
        QVERIFY(!(*run)->run.adopted);
        for (const MatchDecisionRow& each : (*run)->decisions) {
            if (each.state == "suggested")
                QVERIFY((each.triggers & bit(ReviewTrigger::NotAdopted)) != 0);
        }
        QVERIFY((*run)->decisions.front().sentence.find("Nobody of the company has approved the matching policy yet") != std::string::npos);
        QVERIFY(reperformRun(world.now(), id)->same);
        const auto matcher = [&] { return modelRegister(world.now()).value().front(); };
        COMPARE_STR(matcher().state, "delivered");
        QCOMPARE(matcher().missing.size(), std::size_t{3}); // owner, approval, scorecard
        QVERIFY(notAdopted());
        QVERIFY(decideModelVersion(world.now(), {kMatcherModel, 1, false}, "no").error().is(kModelDecided));
        VERIFY_OK(decideModelVersion(world.now(), {kMatcherModel, 1, true}, "read and agreed"));
        QVERIFY(!notAdopted());
        QCOMPARE(matcher().missing.size(), std::size_t{2});
        counts = runMatch(world.now(), id, "again");
        VERIFY_OK(counts);
        QCOMPARE(counts->matched, std::size_t{80});
        QCOMPARE(counts->suggested, std::size_t{1});
        const auto versions = modelVersions(world.now().db(), kMatcherModel);
        COMPARE_STR(versions->front().state, "approved");
        QVERIFY(!versions->front().author); // nobody of the company wrote it
    }
};

OXSEAL_TEST_CLASS(TestMatchRun);
#include "tst_match_run.moc"
