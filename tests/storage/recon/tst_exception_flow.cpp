// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "storage/actions/account_actions.h"
#include "storage/actions/exception_actions.h"
#include "storage/actions/model_actions.h"
#include "storage/import/iif.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/due_reads.h"
#include "storage/reads/exception_packet.h"
#include "storage/reads/people_reads.h"
#include "tests/storage/recon/recon_world.h"

#include <algorithm>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

Day on(const char* iso) { return *Day::fromIso(iso); }

// By hand: the bank charged 45.00 and took a deposit of somebody else's 500.00; the books have a cheque of 250.00 of June and a deposit of
// the last day. Bank 0 − 45 + 500 = 455.00; books 0 − 250 + 6,200 = 5,950.00.
// Adjusted: 455 − 500 (error) − 250 + 6,200 = 5,905.00 = 5,950 − 45.
const std::vector<test::CashLine> kBank{
    {"2026-09-30", -45'00, "", "ACCOUNT ANALYSIS FEE", "F1"}, {"2026-09-17", 500'00, "", "DEPOSIT NORWALD MARINE", "F2"}};
const std::vector<test::CashLine> kBooks{{"2026-06-25", -250'00, "CHQ1", "Cheque 1"}, {"2026-09-30", 6'200'00, "DEP0930", "Deposit"}};
const std::vector<test::CashLine> kTrial{{"2026-09-30", 5'950'00, "", "Cash"}, {"2026-09-30", -5'950'00, "", "Bank charges", "", "6900"}};

} // namespace

class TestExceptionFlow : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    ReconciliationId id_;

    ReconView view(ReconciliationId id) { return reconciliationView(world_->now(), id).value(); }
    std::string handle(ReconciliationId id, const char* text)
    {
        const ReconView all = view(id);
        for (const ReconItem& item : all.items) {
            if (item.item.description.find(text) != std::string::npos)
                return item.handle;
        }
        return {};
    }
    ExceptionRow row(ReconciliationId id, const char* text)
    {
        const ReconView all = view(id);
        const ExceptionBook book = exceptionBook(world_->now(), all, true).value();
        for (const ExceptionRow& each : book.rows) {
            if (all.items[each.item].item.description.find(text) != std::string::npos)
                return each;
        }
        return {};
    }
    Status decide(const char* text, Disposition disposition, const char* account = "", std::optional<Day> due = std::nullopt)
    {
        return decideException(world_->now(), id_, {handle(id_, text), disposition, "", due, "", account}, "looked at");
    }
    void classify(const char* text, ItemCategory category)
    {
        VERIFY_OK(classifyItem(world_->now(), id_, {handle(id_, text), category, "", {}, {}}, "seen"));
    }
    std::size_t overdueMatters(const PeriodRow& period)
    {
        const auto matters = reconMatters(world_->now(), period).value();
        return static_cast<std::size_t>(
            std::count_if(matters.begin(), matters.end(), [](const Finding& each) { return each.code == "recon.matter.exception_overdue"; }));
    }

private Q_SLOTS:
    void init()
    {
        world_ = std::make_unique<test::ReconWorld>();
        world_->statement("2026-Q3", kBank, "0.00", "455.00");
        world_->ledger("2026-Q3", kBooks);
        world_->trialBalance("2026-Q3", kTrial);
        world_->plan();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_->q3.id;
        request.booksOpening = 0;
        id_ = openReconciliation(world_->as("pat"), request, "close").value();
    }

    void eachItemHasASuggestionAnOwnerAndADay()
    {
        const ReconView all = view(id_);
        const ExceptionBook book = exceptionBook(world_->now(), all, true).value();
        QCOMPARE(book.rows.size(), std::size_t{4});
        QVERIFY(!book.rules.adopted); // as delivered
        const ExceptionRow fee = row(id_, "FEE");
        QVERIFY(fee.hints.front().kind == Resolution::Fee);
        COMPARE_STR(fee.hintTexts.front(), "The bank charged it, and the books do not have it yet.");
        COMPARE_STR(fee.standing.owner, "pat");
        // Medium risk: the fifteenth business day. October 2026: 1 2 5 6 7 8 9 13 14 15 16 19 20 21 22; the 12th is Columbus Day.
        QCOMPARE(fee.standing.due, on("2026-10-22"));
        // Nobody has given a category: amount × age × doubt. 250.00 is 97 days old and unexplained (250 × 97 × 1001), 500.00 13 days
        // (500 × 13 × 1001), the deposit one day and a matter of time (6200 × 1 × 301), the fee one day and named (45 × 1 × 201).
        const char* order[] = {"Cheque 1", "NORWALD", "Deposit", "FEE"};
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY2(all.items[book.rows[i].item].item.description.find(order[i]) != std::string::npos, order[i]);
    }
    void aDecisionIsAnActInTheLedger()
    {
        classify("FEE", ItemCategory::UnbookedFee);
        VERIFY_OK(decide("FEE", Disposition::ProposeEntry, "6900"));
        const ExceptionRow fee = row(id_, "FEE");
        QVERIFY(fee.standing.state == ExceptionState::Decided);
        QCOMPARE(fee.history.size(), std::size_t{1});
        COMPARE_STR(fee.history.front().person, "Person pat");
        COMPARE_STR(fee.history.front().period, "2026-Q3");
        const auto entries = listLedger(world_->now().db(), {}).value();
        QCOMPARE(std::count_if(entries.begin(), entries.end(), [](const auto& each) { return each.header.verb == "reconcile.decide"; }), std::ptrdiff_t{1});
        QVERIFY(!world_->now().db().run("UPDATE recon_exception_act SET reason = 'x'"));
        QVERIFY(!world_->now().db().run("DELETE FROM recon_exception_act"));
    }
    void whatDoesNotFitIsRefused()
    {
        classify("NORWALD", ItemCategory::BankError);
        classify("Deposit", ItemCategory::DepositInTransit);
        classify("FEE", ItemCategory::UnbookedFee);
        QVERIFY(decide("NORWALD", Disposition::ProposeEntry, "6900").error().is(kDispositionDoesNotFit));
        QVERIFY(decide("Deposit", Disposition::Dispute).error().is(kDispositionDoesNotFit));
        QVERIFY(decide("FEE", Disposition::ProposeEntry).error().is(kEntryNeedsAccount));
        QVERIFY(decide("FEE", Disposition::Carry, "6900").error().is(kEntryNeedsAccount));
        QVERIFY(decide("FEE", Disposition::ProposeEntry, "1010").error().is(kNoSuchAccount)); // itself
        QVERIFY(decide("FEE", Disposition::ProposeEntry, "9999").error().is(kNoSuchAccount));
        QVERIFY(decide("FEE", Disposition::Investigate, "", on("2020-01-01")).error().is(kDueInThePast));
        ExceptionDecision decision{handle(id_, "FEE"), Disposition::Investigate, "nobody", std::nullopt, "", ""};
        QVERIFY(decideException(world_->now(), id_, decision, "r").error().is(kNoSuchPerson));
        decision.owner.clear();
        decision.control = "XX-99";
        QVERIFY(decideException(world_->now(), id_, decision, "r").error().is(kNoSuchControl));
        decision.control.clear();
        decision.handle = "L999";
        QVERIFY(decideException(world_->now(), id_, decision, "r").error().is(kNoSuchReconItem));
        QCOMPARE(world_->now().db().integer("SELECT count(*) FROM recon_exception_act").value().value_or(-1), std::int64_t{0});
    }
    void writingOffTakesAReviewerAndStaysSmall()
    {
        classify("FEE", ItemCategory::UnbookedFee);
        QVERIFY(decide("FEE", Disposition::WriteOff, "6900").error().kind() == ErrorClass::Denied); // pat prepares only
        world_->as("con");
        VERIFY_OK(decide("FEE", Disposition::WriteOff, "6900"));
        Json body = versionInForce(modelVersions(world_->now().db(), kExceptionRules).value()).body;
        const std::int64_t version = proposeModelVersion(world_->now(), kExceptionRules, body.set("write_off_most", Json().set("USD", 44)), "tighter").value();
        world_->as("rex");
        QCOMPARE(decideModelVersion(world_->now(), {kExceptionRules, version, true}, "read").value(), std::int64_t{0});
        QVERIFY(decide("FEE", Disposition::WriteOff, "6900").error().is(kWriteOffTooLarge));
        QVERIFY(exceptionRulesInForce(world_->now().db()).value().adopted);
    }
    void signaturesStandThroughADecision()
    {
        classify("FEE", ItemCategory::UnbookedFee);
        classify("NORWALD", ItemCategory::BankError);
        classify("Deposit", ItemCategory::DepositInTransit);
        classify("Cheque", ItemCategory::OutstandingCheque);
        VERIFY_OK(prepareReconciliation(world_->now(), id_, "ready"));
        VERIFY_OK(decide("FEE", Disposition::ProposeEntry, "6900"));
        COMPARE_STR(view(id_).row.state, "prepared");
    }
    void entriesAreWhatTheProofAddsToTheBooks()
    {
        classify("FEE", ItemCategory::UnbookedFee);
        VERIFY_OK(decide("FEE", Disposition::ProposeEntry, "6900"));
        const ReconView all = view(id_);
        const auto entries = proposedEntries(all, exceptionBook(world_->now(), all, false).value());
        QCOMPARE(entries.size(), std::size_t{1});
        QCOMPARE(entries.front().amount, std::int64_t{-45'00});
        COMPARE_STR(entries.front().other, "6900");
        COMPARE_STR(entries.front().number, std::string("OX-2026-Q3-1010-B1.0"));
        QCOMPARE(entries.front().date, on("2026-09-30"));
        // The IIF is read back by the program's own reader: the account loses 45.00.
        const std::string iif = entriesIif(entries);
        const auto read = readIif(asBytes(iif));
        VERIFY_OK(read);
        QCOMPARE(read->statements.size(), std::size_t{1});
        COMPARE_STR(read->statements.front().account, "1010");
        QCOMPARE(read->statements.front().lines.front().amount, std::int64_t{-45'00});
    }
    void whatStaysOpenIsCarriedWithItsHistory()
    {
        classify("NORWALD", ItemCategory::BankError);
        VERIFY_OK(decide("NORWALD", Disposition::Dispute));
        world_->statement("2026-Q4", {{"2026-10-20", -250'00, "CHQ1", "CHECK 1", "F3"}}, "455.00", "205.00");
        world_->ledger("2026-Q4", {{"2026-12-01", 5'00, "", "Sale", "", "4000"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_->q4.id;
        const ReconciliationId next = openReconciliation(world_->now(), request, "close").value();
        ExceptionRow carried = row(next, "NORWALD");
        QCOMPARE(carried.carried, 1);
        COMPARE_STR(carried.since, "2026-Q3");
        QVERIFY(carried.standing.state == ExceptionState::Undecided); // decided about again
        QVERIFY(carried.standing.earlier == Disposition::Dispute);
        QCOMPARE(carried.history.size(), std::size_t{1});
        QCOMPARE(view(next).items[carried.item].item.date, on("2026-09-17"));
        QCOMPARE(carried.standing.ageDays, 105); // 17 September to 31 December
        QCOMPARE(row(next, "CHECK 1").carried, 0);
        // The cheque is paid: seen from the third quarter it has cleared since.
        const ReconView lines = view(next);
        std::vector<std::int64_t> pair;
        for (const ReconLineRow& line : lines.lines) {
            if (line.amount == -250'00)
                pair.push_back(line.id);
        }
        QCOMPARE(pair.size(), std::size_t{2});
        VERIFY_OK(matchByHand(world_->now(), next, pair, "confirmed_by_bank", "paid"));
        COMPARE_STR(row(id_, "Cheque").clearedIn, "2026-Q4");
        QVERIFY(row(id_, "Cheque").standing.state == ExceptionState::Cleared);
        COMPARE_STR(row(id_, "NORWALD").clearedIn, "");
        // What is decided in the fourth quarter does not change how the third stood.
        const std::string later = handle(next, "NORWALD");
        VERIFY_OK(decideException(world_->now(), next, {later, Disposition::Carry, "con", std::nullopt, "", ""}, "the bank is slow"));
        QCOMPARE(row(id_, "NORWALD").history.size(), std::size_t{1});
        QCOMPARE(row(next, "NORWALD").history.size(), std::size_t{2});
        COMPARE_STR(row(next, "NORWALD").standing.owner, "con");
    }
    void lateOnesAreOpenMattersAndStandInTheCalendar()
    {
        classify("FEE", ItemCategory::UnbookedFee);
        classify("NORWALD", ItemCategory::BankError);
        classify("Deposit", ItemCategory::DepositInTransit);
        classify("Cheque", ItemCategory::OutstandingCheque);
        QCOMPARE(overdueMatters(world_->q3), std::size_t{0}); // it is 1 October
        world_->goTo("2026-10-23T08:00:00Z");
        const Day today = on("2026-10-23");
        // The rule's day has passed for all but the deposit, which is a matter of days.
        QCOMPARE(overdueMatters(world_->q3), std::size_t{3});
        VERIFY_OK(decide("FEE", Disposition::ProposeEntry, "6900"));
        VERIFY_OK(decide("NORWALD", Disposition::Dispute, "", today.plus(5)));
        QCOMPARE(overdueMatters(world_->q3), std::size_t{1}); // the cheque of June
        auto due = dueItems(world_->now().db(), world_->q3, today).value();
        std::erase_if(due, [](const DueItem& each) { return each.kind != DueKind::Exception; });
        QCOMPARE(due.size(), std::size_t{1});
        QCOMPARE(due.front().day, today.plus(5));
        COMPARE_STR(due.front().about, "USD 500.00");
        QVERIFY(!due.front().done);
    }
    void thePacketCarriesThem()
    {
        classify("FEE", ItemCategory::UnbookedFee);
        VERIFY_OK(decide("FEE", Disposition::ProposeEntry, "6900"));
        const auto files = exceptionPacketFiles(world_->now(), world_->q3).value();
        QCOMPARE(files.size(), std::size_t{4});
        const auto lines = [&](const char* path) {
            const auto found = std::find_if(files.begin(), files.end(), [&](const PacketFile& file) { return file.path == path; });
            return found == files.end() ? std::vector<std::string>() : split(found->bytes, '\n');
        };
        QCOMPARE(lines("data/exceptions.csv").size(), std::size_t{6}); // header, four items, the end
        QCOMPARE(lines("data/exception_acts.csv").size(), std::size_t{3});
        COMPARE_STR(lines("data/proposed_entries.csv").at(1),
            std::string("OX-2026-Q3-1010-B1.0") + ",US01/1010,2026-09-30,1010,6900,-45.00,USD,,ACCOUNT ANALYSIS FEE\r");
        QVERIFY(exceptionPacketFiles(world_->now(), world_->q4).value().empty());
    }
};

OXSEAL_TEST_CLASS(TestExceptionFlow);
#include "tst_exception_flow.moc"
