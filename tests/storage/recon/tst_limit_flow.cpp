// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/account_actions.h"
#include "storage/actions/exception_actions.h"
#include "storage/actions/limit_actions.h"
#include "storage/documents/reconciliation_document.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/ledger_problems.h"

#include <algorithm>

using namespace oxseal;

/// The bank account 1010 is held to other limits than the policy's (large from 10,000, timing up to 30 days, written off up to 100).
class TestLimitFlow : public QObject
{
    Q_OBJECT

    test::ReconWorld world_;
    ReconciliationId id_;

    static recon::AccountLimits limits(std::optional<std::int64_t> from, std::optional<int> share, std::optional<std::int64_t> writeOff, std::optional<int> days)
    {
        recon::AccountLimits made;
        made.investigateFrom = from;
        made.investigateShare = share;
        made.writeOffMost = writeOff;
        made.timingDays = days;
        return made;
    }
    ReconView view() { return reconciliationView(world_.now(), id_).value(); }
    /// The handle of the open item with that text.
    std::string handle(const char* text)
    {
        const ReconView now = view();
        const auto found = std::find_if(now.items.begin(), now.items.end(), [&](const ReconItem& item) { return item.item.description == text; });
        return found == now.items.end() ? std::string() : found->handle;
    }
    /// Descriptions of the open items in the order of the queue; the large ones with a star.
    std::string queue()
    {
        const ReconView now = view();
        const auto book = exceptionBook(world_.now(), now, false);
        std::string out;
        for (const ExceptionRow& row : book->rows)
            out += (out.empty() ? "" : " ") + now.items[row.item].item.description + (row.large ? "*" : "");
        return out;
    }
    bool matter(const char* code)
    {
        const auto found = reconMatters(world_.now(), world_.q3);
        return std::any_of(found->begin(), found->end(), [&](const Finding& one) { return one.code == code; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_.statement("2026-Q3", {{"2026-09-10", 60'00, "", "small", "F1"}, {"2026-09-30", 900'00, "", "mid", "F2"}}, "39040.00", "40000.00");
        world_.ledger("2026-Q3", {{"2026-09-12", 500'00, "DEP", "deposit"}});
        world_.trialBalance("2026-Q3", {{"2026-09-30", 39'540'00, "", "Cash"}, {"2026-09-30", -39'540'00, "", "Fees", "", "6900"}});
        world_.plan();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_.q3.id;
        request.booksOpening = 39'040'00;
        const auto opened = openReconciliation(world_.now(), request, "close");
        VERIFY_OK(opened);
        id_ = *opened;
        for (const char* text : {"small", "mid"})
            VERIFY_OK(classifyItem(world_.now(), id_, {handle(text), recon::ItemCategory::UnbookedFee, "seen", ""}, "classify"));
        VERIFY_OK(classifyItem(world_.now(), id_, {handle("deposit"), recon::ItemCategory::DepositInTransit, "seen", ""}, "classify"));
    }

    void withoutLimitsThePolicyHolds()
    {
        QVERIFY(queue().find('*') == std::string::npos);
        QVERIFY(!matter("recon.matter.old_timing")); // 18 days
        QVERIFY(limitsOf(world_.now().db(), "US01", "1010")->has_value() == false);
        QVERIFY(limitPacketFiles(world_.now())->empty());
    }

    void whoPreparesDoesNotSetThem()
    {
        QVERIFY(setAccountLimits(world_.as("pat"), "US01", "1010", limits(500, {}, {}, {}), "x").error().is(kWorkspaceNotPermitted));
        Workspace& con = world_.as("con");
        QVERIFY(setAccountLimits(con, "XX", "1010", limits(500, {}, {}, {}), "x").error().is(kNoSuchEntity));
        QVERIFY(setAccountLimits(con, "US01", "7777", limits(500, {}, {}, {}), "x").error().is(kNoSuchAccount));
        QVERIFY(setAccountLimits(con, "US01", "1010", {}, "x").error().is(kLimitSame));
        QVERIFY(setAccountLimits(con, "US01", "1010", limits({}, {}, 1'000'000, {}), "x").error().is(recon::kLimitBeyondPolicy));
        QVERIFY(setAccountLimits(con, "US01", "1010", limits({}, {}, {}, 0), "x").error().is(recon::kLimitInvalid));
    }

    void largeItemsComeFirstAndTimingEndsSooner()
    {
        // 1 % of 39,540.00 is 395.40, and 395 is smaller than 5,000: 900.00 is large, and so would be the deposit.
        const auto version = setAccountLimits(world_.now(), "US01", "1010", limits(5'000, 100, 50, 14), "cash is looked at more closely");
        VERIFY_OK(version);
        QCOMPARE(*version, 1);
        QVERIFY(queue().find("mid*") < queue().find("small"));
        QVERIFY(queue().find("small*") == std::string::npos);
        QVERIFY(matter("recon.matter.old_timing")); // 18 days are more than 14
        ExceptionDecision decision;
        decision.handle = handle("small");
        decision.disposition = recon::Disposition::WriteOff;
        decision.otherAccount = "6900";
        QVERIFY(decideException(world_.now(), id_, decision, "small").error().is(kWriteOffTooLarge)); // 60.00 is beyond 50
        QVERIFY(setAccountLimits(world_.now(), "US01", "1010", limits(5'000, 100, 50, 14), "x").error().is(kLimitSame));
    }

    void theReportAndThePacketSayThem()
    {
        const auto frame = documentFrame(world_.now(), world_.q3);
        const auto detail = reconciliationDetail(world_.now(), id_);
        const Document paper = reconciliationDocument(*frame, *detail);
        std::string all;
        for (const doc::Block& block : paper.blocks) {
            if (const auto* paragraph = std::get_if<doc::Paragraph>(&block))
                all += paragraph->text + "\n";
        }
        QVERIFY2(all.find("Limits: an item is large from 395 USD, timing is believed up to 14 days, written off up to 50 USD") != std::string::npos, all.c_str());
        QVERIFY2(all.find("version 1: large from 5,000 USD; large from 1 % of the balance; timing up to 14 days; written off up to 50 USD. Set by Person con on ") != std::string::npos, all.c_str());
        QVERIFY(all.find("cash is looked at more closely") != std::string::npos);
        const auto files = limitPacketFiles(world_.now());
        QCOMPARE(files->size(), std::size_t(2));
        QVERIFY(files->front().bytes.find("US01,1010,1,5000,1,14,50,,cash is looked at more closely,Person con,") != std::string::npos);
        QVERIFY(files->back().bytes.find("limit.column") == std::string::npos);
    }

    void givenBackToThePolicy()
    {
        VERIFY_OK(setAccountLimits(world_.now(), "US01", "1010", {}, "as all"));
        QVERIFY(queue().find('*') == std::string::npos && !matter("recon.matter.old_timing"));
        const auto history = limitHistory(world_.now().db(), "US01", "");
        QCOMPARE(history->size(), std::size_t(2));
        QCOMPARE(history->back().version, 2);
        COMPARE_STR(test::ledgerProblems(world_.now()), "");
    }
};

OXSEAL_TEST_CLASS(TestLimitFlow);
#include "tst_limit_flow.moc"
