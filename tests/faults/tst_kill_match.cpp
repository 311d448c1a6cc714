// SPDX-License-Identifier: GPL-3.0-or-later
// Kills a matching run, a change of its policy, the closing of accounts by a rule, the taking of a schedule, a decision about an
// exception, a review of administrators, and the pairing, rating and signing of intercompany accounts at every step: what the ledger knows is there whole,
// with its record; what it does not know has left nothing.
#include "storage/actions/account_actions.h"
#include "storage/actions/administration_actions.h"
#include "storage/actions/exception_actions.h"
#include "storage/actions/limit_actions.h"
#include "storage/actions/mirror_actions.h"
#include "storage/actions/opening_actions.h"
#include "storage/actions/processor_actions.h"
#include "storage/actions/model_actions.h"
#include "storage/actions/schedule_actions.h"
#include "storage/actions/scorecard_actions.h"
#include "storage/files/fault_point.h"
#include "storage/reads/match_reads.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/storage/recon/cards_world.h"
#include "tests/storage/recon/recon_world.h"

#include <QTemporaryDir>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

int killPoint = 0;
int pointsPassed = 0;

void atFaultPoint(const char*)
{
    if (++pointsPassed == killPoint)
        ::kill(::getpid(), SIGKILL);
}

} // namespace

class TstKillMatch : public QObject
{
    Q_OBJECT

    static std::int64_t count(Workspace& workspace, const char* sql) { return workspace.db().integer(sql).value().value_or(-1); }

    /// Runs the act in a child that ends itself at its fault point `killAt`. The points passed; −1 killed, −2 failed.
    static int inChild(test::ReconWorld& world, const std::function<Status(Workspace&)>& act, int killAt)
    {
        world.leave();
        static std::uint64_t seed = 5000;
        world.reseed(++seed);
        const pid_t child = ::fork();
        if (child == 0) {
            Workspace& workspace = world.enter("con");
            killPoint = killAt;
            pointsPassed = 0;
            faultHook = atFaultPoint;
            const Status done = act(workspace);
            faultHook = nullptr;
            if (!done)
                qWarning("the act failed: %s", done.error().debugString().c_str());
            ::_exit(done ? pointsPassed : 255);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        world.reseed(++seed);
        world.enter("con");
        if (WIFSIGNALED(status))
            return WTERMSIG(status) == SIGKILL ? -1 : -2;
        return WEXITSTATUS(status) == 255 ? -2 : WEXITSTATUS(status);
    }

    static std::int64_t entriesOf(Workspace& workspace, const std::string& verb)
    {
        const auto entries = listLedger(workspace.db(), {});
        return std::count_if(entries->begin(), entries->end(), [&](const auto& each) { return each.header.verb == verb; });
    }

    /// Rows, records and ledger tell the same.
    static void consistent(Workspace& workspace, ReconciliationId id)
    {
        const auto ledger = verifyWorkspaceLedger(workspace);
        VERIFY_OK(ledger);
        QVERIFY(ledger->problems.empty());
        const auto bytes = verifyStoredBytes(workspace);
        VERIFY_OK(bytes);
        QVERIFY(bytes->empty());
        QCOMPARE(count(workspace, "SELECT count(*) FROM match_run"), entriesOf(workspace, "reconcile.match"));
        QCOMPARE(count(workspace, "SELECT count(*) FROM model_version WHERE state = 'proposed'"), entriesOf(workspace, "model.propose") - entriesOf(workspace, "model.refuse"));
        if (count(workspace, "SELECT count(*) FROM match_run") > 0)
            QVERIFY(reperformRun(workspace, id).value().same);
    }

private Q_SLOTS:
    void aRunIsWholeOrNotThere()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-08-03", 100, "INV1", "x", "F1"}, {"2026-08-05", 300, "", "y", "F2"}}, "0.00", "4.00");
        world.ledger("2026-Q3", {{"2026-08-02", 100, "INV1", "y"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 0;
        const ReconciliationId id = openReconciliation(world.now(), request, "close").value();
        const auto run = [id](Workspace& workspace) -> Status {
            OXSEAL_CHECK(runMatch(workspace, id, "run"));
            return {};
        };
        const int points = inChild(world, run, 0);
        QVERIFY2(points > 3, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            QVERIFY2(inChild(world, run, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), id);
            if (QTest::currentTestFailed())
                return;
        }
        VERIFY_OK(run(world.now())); // work goes on
        consistent(world.now(), id);
    }
    void whatWatchesTheMatcherIsWholeOrNotThere()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-08-03", 100, "INV1", "x", "F1"}}, "0.00", "1.00");
        world.ledger("2026-Q3", {{"2026-08-02", 100, "INV1", "y"}});
        world.plan();
        world.adopt();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 0;
        const ReconciliationId id = openReconciliation(world.as("pat"), request, "close").value();
        VERIFY_OK(runMatch(world.now(), id, "run"));
        VERIFY_OK(prepareReconciliation(world.now(), id, "ready"));
        VERIFY_OK(reviewReconciliation(world.as("rex"), id, "checked"));
        world.as("con");
        const PeriodRow q3 = world.q3;
        const auto watch = [q3](Workspace& workspace) -> Status {
            OXSEAL_TRY(const BlindSampleRow sample, drawBlindSample(workspace, q3, "seed", 1, "monthly"));
            OXSEAL_CHECK(answerBlind(workspace, {sample.id, 1, {}}, "none fits"));
            OXSEAL_CHECK(setModelCard(workspace, {kMatcherModel, "con", "high", "cash", "by hand"}, "owner"));
            OXSEAL_CHECK(makeScorecard(workspace, q3, "validation"));
            return {};
        };
        const int points = inChild(world, watch, 0);
        QVERIFY2(points > 3, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            QVERIFY2(inChild(world, watch, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), id);
            QCOMPARE(count(world.now(), "SELECT count(*) FROM blind_sample"), entriesOf(world.now(), "model.blind_sample"));
            QCOMPARE(count(world.now(), "SELECT count(*) FROM blind_item"), entriesOf(world.now(), "model.blind_sample"));
            QCOMPARE(count(world.now(), "SELECT count(answer) FROM blind_item"), entriesOf(world.now(), "model.blind_answer"));
            QCOMPARE(count(world.now(), "SELECT count(*) FROM match_scorecard"), entriesOf(world.now(), "model.scorecard"));
            if (QTest::currentTestFailed())
                return;
        }
    }
    void accountsAreClosedAndSupportedWholeOrNotAtAll()
    {
        test::ReconWorld world;
        for (const char* period : {"2026-Q3", "2026-Q4"})
            world.trialBalance(period, {{"2026-12-31", 500'00, "", "Rent deposits", "", "1800"}, {"2026-12-31", 90'00, "", "Prepaids", "", "1300"}});
        world.ledger("2026-Q4", {{"2026-12-01", 5'00, "", "Sale", "", "4000"}});
        AccountPlan plan;
        plan.method = AccountMethod::Schedule;
        plan.risk = AccountRisk::Low;
        for (const char* account : {"1800", "1300"}) {
            plan.account = account;
            VERIFY_OK(planAccount(world.now(), "US01", plan, "plan"));
        }
        VERIFY_OK(setAccountTrait(world.now(), "US01", "1800", AccountClass::Other, false, "kind"));
        VERIFY_OK(decideModelVersion(world.now(), {kAccountRules, 1, true}, "read"));
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("lines.csv")).toStdString();
        std::ofstream(file) << "Reference,Date,Amount,Support\nA,2026-07-01,90.00,Contract\n";
        const PeriodRow q4 = world.q4;
        const auto work = [q4, file](Workspace& workspace) -> Status {
            OXSEAL_CHECK(autoClose(workspace, "US01", q4, "close"));
            OXSEAL_TRY(const std::int64_t id, openSchedule(workspace, "US01", "1300", q4, ScheduleKind::Prepaid, "close"));
            OXSEAL_CHECK(loadSchedule(workspace, id, file, false, "lines"));
            return {};
        };
        const int points = inChild(world, work, 0);
        QVERIFY2(points > 3, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            QVERIFY2(inChild(world, work, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), {});
            QCOMPARE(count(world.now(), "SELECT count(*) FROM auto_close_run"), entriesOf(world.now(), "account.auto_close"));
            QCOMPARE(count(world.now(), "SELECT count(*) FROM auto_close"), std::int64_t{1}); // the whole run before the kills closed it
            QCOMPARE(count(world.now(), "SELECT count(*) FROM recon_schedule"), entriesOf(world.now(), "schedule.open"));
            QCOMPARE(count(world.now(), "SELECT count(*) FROM recon_schedule_file"), entriesOf(world.now(), "schedule.load"));
            QCOMPARE(count(world.now(), "SELECT count(*) FROM recon_schedule_line"), std::int64_t{1}); // taken whole, or the one of before
            if (QTest::currentTestFailed())
                return;
        }
    }
    void aDecisionAboutAnExceptionIsWholeOrNotThere()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-09-30", -45'00, "", "ACCOUNT FEE", "F1"}}, "0.00", "-45.00");
        world.ledger("2026-Q3", {{"2026-09-30", 100, "DEP", "Deposit"}});
        world.trialBalance("2026-Q3", {{"2026-09-30", 100, "", "Cash"}, {"2026-09-30", -100, "", "Charges", "", "6900"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 0;
        const ReconciliationId id = openReconciliation(world.now(), request, "close").value();
        const auto decide = [id](Workspace& workspace) -> Status {
            OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
            ExceptionDecision decision;
            for (const ReconItem& item : view.items)
                decision.handle = item.item.origin == ItemOrigin::Bank ? item.handle : decision.handle;
            decision.disposition = Disposition::ProposeEntry;
            decision.otherAccount = "6900";
            return decideException(workspace, id, decision, "the bank's price list");
        };
        const int points = inChild(world, decide, 0);
        QVERIFY2(points > 1, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            const std::int64_t before = count(world.now(), "SELECT count(*) FROM recon_exception_act");
            QVERIFY2(inChild(world, decide, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), id);
            const std::int64_t now = count(world.now(), "SELECT count(*) FROM recon_exception_act");
            QCOMPARE(now, entriesOf(world.now(), "reconcile.decide"));
            QVERIFY(now == before || now == before + 1);
            const ReconView view = reconciliationView(world.now(), id).value();
            QCOMPARE(proposedEntries(view, exceptionBook(world.now(), view, false).value()).size(), std::size_t{1}); // of the whole act before the kills
            if (QTest::currentTestFailed())
                return;
        }
    }
    void aPairIsRatedAndSignedWholeOrNotAtAll()
    {
        test::ReconWorld world;
        world.addCompany("DE01", "Acme GmbH", "DE", "EUR");
        world.ledger("2026-Q3", {{"2026-07-10", 1'080'00, "IC-1", "Delivery", "", "1300"}});
        world.ledgerOf("DE01", "EUR", "2026-Q3", {{"2026-07-12", -1'000'00, "IC-1", "Lieferung", "", "2300", "EUR"}});
        world.trialBalance("2026-Q3", {{"2026-09-30", 1'080'00, "", "Due from GmbH", "", "1300"}});
        world.trialBalanceOf("DE01", "EUR", "2026-Q3", {{"2026-09-30", -1'000'00, "", "Due to Inc", "", "2300", "EUR"}});
        const PeriodRow q3 = world.q3;
        int tried = 0; // another rate each time: figures that are signed cannot be signed again
        const auto work = [q3, &tried](Workspace& workspace) -> Status {
            MirrorRow row;
            row.firstEntity = "US01";
            row.firstAccount = "1300";
            row.secondEntity = "DE01";
            row.secondAccount = "2300";
            row.because = "Deliveries";
            OXSEAL_TRY(const NamedPair pair, pairAccounts(workspace, row, "group"));
            RateRow rate;
            rate.in = "USD";
            rate.of = "EUR";
            rate.rate = "1." + std::to_string(100 + tried);
            rate.day = q3.period.last;
            rate.source = "ECB";
            OXSEAL_CHECK(stateRate(workspace, q3, rate, "closing"));
            return signMirror(workspace, pair.id, q3, "preparer", "", "the rate");
        };
        const int points = inChild(world, work, 0);
        QVERIFY2(points > 3, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            tried = at;
            QVERIFY2(inChild(world, work, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), {});
            QCOMPARE(count(world.now(), "SELECT count(*) FROM recon_mirror"), std::int64_t{1});
            QCOMPARE(count(world.now(), "SELECT count(*) FROM fx_rate"), entriesOf(world.now(), "reconcile.rate"));
            QCOMPARE(count(world.now(), "SELECT count(*) FROM recon_mirror_signoff"), entriesOf(world.now(), "reconcile.mirror_prepare"));
            if (QTest::currentTestFailed())
                return;
        }
    }
    void anOpeningStatementIsSignedWholeOrNotAtAll()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-08-03", 100, "INV1", "x", "F1"}}, "0.00", "1.00");
        world.ledger("2026-Q3", {{"2026-08-02", 100, "INV1", "y"}});
        world.plan();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        const ReconciliationId id = openReconciliation(world.now(), [&] { request.bankOpening = 0; request.booksOpening = 0; return request; }(), "close").value();
        int tried = 0; // other balances each time: the same ones cannot be signed again
        const auto work = [&](Workspace& workspace) -> Status {
            request.bankOpening = request.booksOpening = tried;
            OXSEAL_CHECK(openReconciliation(workspace, request, "anew"));
            return signOpening(workspace, id, "preparer", {"support.txt", "support", {}}, "compared");
        };
        const int points = inChild(world, work, 0);
        QVERIFY2(points > 3, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            tried = at;
            QVERIFY2(inChild(world, work, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), {});
            QCOMPARE(count(world.now(), "SELECT count(*) FROM recon_opening_signoff"), entriesOf(world.now(), "reconcile.opening_prepare"));
            if (QTest::currentTestFailed())
                return;
        }
    }
    void limitsAreSetWholeOrNotAtAll()
    {
        test::ReconWorld world;
        world.trialBalance("2026-Q3", {{"2026-09-30", 100'00, "", "Cash"}});
        world.plan();
        int tried = 0; // other limits each time: the same ones cannot be set again
        const auto work = [&tried](Workspace& workspace) -> Status {
            recon::AccountLimits limits;
            limits.investigateFrom = 1'000 + tried;
            OXSEAL_TRY(const int version, setAccountLimits(workspace, "US01", "1010", limits, "cash"));
            return version > 0 ? Status() : Status(fail(kLimitSame));
        };
        const int points = inChild(world, work, 0);
        QVERIFY2(points > 1, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            tried = at;
            QVERIFY2(inChild(world, work, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), {});
            QCOMPARE(count(world.now(), "SELECT count(*) FROM account_limit"), entriesOf(world.now(), "account.limits"));
            if (QTest::currentTestFailed())
                return;
        }
    }
    void aReviewOfAdministratorsIsSignedWholeOrNotAtAll()
    {
        test::ReconWorld world;
        const PeriodRow q4 = world.q4;
        const auto work = [q4](Workspace& workspace) -> Status {
            OXSEAL_TRY(const AdministrationView view, administrationView(workspace, q4));
            const std::uint64_t first = view.due.front().act.sequence;
            OXSEAL_TRY(const std::int64_t id, reviewAdministratorActs(workspace, q4, {first, {{first, "No ticket"}}}, "looked through"));
            return id > 0 ? Status() : fail(kNoActsDue);
        };
        const int points = inChild(world, work, 0);
        QVERIFY2(points > 1, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            CompanyChange change; // something new to look through
            change.name = "Company " + std::to_string(at);
            VERIFY_OK(setCompany(world.as("ada"), change, "renamed"));
            QVERIFY2(inChild(world, work, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), {});
            const std::int64_t signedReviews = entriesOf(world.now(), "administrator.review");
            QCOMPARE(count(world.now(), "SELECT count(*) FROM administrator_review"), signedReviews);
            QCOMPARE(count(world.now(), "SELECT count(*) FROM administrator_review_question"), signedReviews);
            if (QTest::currentTestFailed())
                return;
        }
    }
    void aProcessorIsNamedRetiredAndTakenBackWholeOrNotAtAll()
    {
        test::ReconWorld world;
        const auto work = [](Workspace& workspace) -> Status {
            ProcessorAccount row;
            row.entity = "US01";
            row.account = "1250";
            row.bankAccount = "1010";
            row.name = "Stripe";
            OXSEAL_TRY(const NamedProcessor made, nameProcessor(workspace, row, "cards"));
            return retireProcessor(workspace, made.id, "moved");
        };
        const int points = inChild(world, work, 0);
        QVERIFY2(points > 2, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            QVERIFY2(inChild(world, work, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), {});
            QCOMPARE(count(world.now(), "SELECT count(*) FROM recon_processor"), std::int64_t{1});
            // Each naming takes it back and each retirement ends it: which one was the last the ledger says.
            const std::int64_t named = entriesOf(world.now(), "reconcile.processor_name"), retired = entriesOf(world.now(), "reconcile.processor_retire");
            QVERIFY(named >= retired);
            QCOMPARE(count(world.now(), "SELECT count(*) FROM recon_processor WHERE (retired_at IS NULL) <> (retired_because = '')"), std::int64_t{0});
            if (QTest::currentTestFailed())
                return;
        }
    }
    void payoutsAreSignedWholeOrNotAtAll()
    {
        test::ReconWorld world;
        test::cards::take(world, ImportKind::Processor, "stripe.csv", test::cards::kReport, "1250");
        test::cards::take(world, ImportKind::Gl, "gl.csv", test::cards::kLedger);
        test::cards::take(world, ImportKind::Tb, "tb.csv", test::cards::kBalances);
        test::cards::take(world, ImportKind::Statement, "bank.csv", test::cards::kStatement, "1010");
        const PeriodRow q3 = world.q3;
        int tried = 0; // other limits each time: figures that are signed cannot be signed again
        const auto work = [q3, &tried](Workspace& workspace) -> Status {
            ProcessorAccount row = test::cards::account();
            row.transitDays = 5 + tried;
            OXSEAL_TRY(const NamedProcessor made, nameProcessor(workspace, row, "cards"));
            return signProcessor(workspace, made.id, q3, "preparer", "", "proved");
        };
        const int points = inChild(world, work, 0);
        QVERIFY2(points > 2, std::to_string(points).c_str());
        for (int at = 1; at <= points; ++at) {
            tried = at;
            QVERIFY2(inChild(world, work, at) == -1, ("at point " + std::to_string(at) + " of " + std::to_string(points)).c_str());
            consistent(world.now(), {});
            QCOMPARE(count(world.now(), "SELECT count(*) FROM recon_processor_signoff"), entriesOf(world.now(), "reconcile.processor_prepare"));
            if (QTest::currentTestFailed())
                return;
        }
    }
    void aRulingIsGivenWholeOrNotAtAll()
    {
        test::ReconWorld world;
        world.statement("2026-Q3", {{"2026-08-03", 100, "INV1", "x", "F1"}}, "0.00", "1.00");
        world.ledger("2026-Q3", {{"2026-08-02", 100, "INV1", "y"}});
        world.plan();
        world.adopt();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 0;
        const ReconciliationId id = openReconciliation(world.as("pat"), request, "close").value();
        VERIFY_OK(runMatch(world.now(), id, "run"));
        const std::int64_t group = count(world.now(), "SELECT id FROM recon_group WHERE state = 'auto'");
        VERIFY_OK(unmatch(world.now(), id, group, "engine_wrong", "I think not"));
        world.as("con"); // the court is not who overrode
        const PeriodRow q3 = world.q3;
        const std::int64_t outcome = overrides(world.now(), q3)->front().id;
        const auto rule = [&](Workspace& workspace) { return ruleOnOverride(workspace, q3, outcome, "engine", "the remittance says so"); };
        // Each death before the commit leaves the court free to rule; one after it finds the ruling given.
        int given = 0;
        int at = 0;
        for (int died = -1; died == -1;) {
            died = inChild(world, rule, ++at);
            consistent(world.now(), id);
            const std::int64_t rulings = count(world.now(), "SELECT count(*) FROM match_ruling");
            QCOMPARE(rulings, entriesOf(world.now(), "model.ruling"));
            COMPARE_STR(overrides(world.now(), q3)->front().ruling, rulings == 1 ? "engine" : "");
            given += rulings == 1 ? 1 : 0;
            if (QTest::currentTestFailed())
                return;
            if (rulings == 1) {
                QVERIFY(rule(world.now()).error().is(kRuledAlready));
                break;
            }
        }
        QVERIFY2(at > 1, std::to_string(at).c_str());
        QCOMPARE(given, 1);
    }
    void aProposalIsWholeOrNotThere()
    {
        test::ReconWorld world;
        int days = 3;
        const auto propose = [&](Workspace& workspace) -> Status {
            OXSEAL_TRY(Json body, shippedPolicy());
            OXSEAL_CHECK(proposeModelVersion(workspace, kMatcherModel, body.set("period_end_days", days), "closer look"));
            return {};
        };
        const auto clear = [&](bool there) {
            if (there)
                VERIFY_OK(decideModelVersion(world.as("rex"), {kMatcherModel, count(world.now(), "SELECT max(version) FROM model_version"), false}, "no"));
            world.as("con");
        };
        const int points = inChild(world, propose, 0);
        QVERIFY2(points > 1, std::to_string(points).c_str());
        clear(true);
        for (int at = 1; at <= points; ++at) {
            ++days;
            QCOMPARE(inChild(world, propose, at), -1);
            consistent(world.now(), {});
            clear(count(world.now(), "SELECT count(*) FROM model_version WHERE state = 'proposed'") > 0);
            if (QTest::currentTestFailed())
                return;
        }
    }
};

OXSEAL_TEST_CLASS(TstKillMatch);
#include "tst_kill_match.moc"
