// SPDX-License-Identifier: GPL-3.0-or-later
// What the matcher did not compare, and which matches of people it could not have found.
#include "storage/reads/blocking_reads.h"
#include "tests/storage/recon/watched_world.h"

using namespace oxseal;

class TestBlocking : public QObject
{
    Q_OBJECT

    /// Sixty payments that share a reference and come a day later, and one that has neither reference nor amount in common with its bill:
    /// 90.00 paid of 91.50, five days later, in another name.
    static void fill(test::ReconWorld& world, bool withReferences = true)
    {
        static std::vector<std::string> texts;
        texts.clear();
        texts.reserve(600);
        const auto keep = [](std::string text) { return texts.emplace_back(std::move(text)).c_str(); };
        std::vector<test::CashLine> bank, books;
        std::int64_t total = 0;
        for (int i = 1; i <= 60; ++i) {
            const std::string two = (i % 27 < 9 ? "0" : "") + std::to_string(i % 27 + 1);
            const std::string next = (i % 27 < 8 ? "0" : "") + std::to_string(i % 27 + 2);
            const std::int64_t amount = 1000 + 37 * i;
            total += amount;
            const char* reference = withReferences ? keep("INV" + std::to_string(7000 + i)) : "";
            books.push_back({keep("2026-08-" + two), amount, reference, keep("Bill " + std::to_string(i))});
            bank.push_back({keep("2026-08-" + next), amount, reference, keep("PAYMENT " + std::to_string(i)), keep("F" + std::to_string(i))});
        }
        books.push_back({"2026-08-10", 91'50, "", "Delmar"});
        bank.push_back({"2026-08-15", 90'00, "", "TRANSFER", "F99"});
        world.statement("2026-Q3", bank, "0.00", keep(formatMinor(total + 90'00, 2)));
        world.ledger("2026-Q3", books);
        world.plan();
        world.adopt();
    }
    static ReconciliationId open(test::ReconWorld& world)
    {
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world.q3.id;
        request.booksOpening = 0;
        return openReconciliation(world.now(), request, "close").value();
    }
    static std::int64_t line(const ReconView& view, const std::string& description)
    {
        const auto found = std::find_if(view.lines.begin(), view.lines.end(), [&](const ReconLineRow& row) { return row.description == description; });
        return found == view.lines.end() ? 0 : found->id;
    }

private Q_SLOTS:
    void withoutARunNothingIsSaid()
    {
        test::ReconWorld world;
        fill(world);
        const ReconciliationId id = open(world);
        const auto view = reconciliationView(world.now(), id).value();
        QCOMPARE(blockingView(world.now(), view).value().run, std::int64_t{0});
    }
    void aLinkThatNoKeyWouldHaveFoundIsListed()
    {
        test::ReconWorld world;
        fill(world);
        const ReconciliationId id = open(world);
        VERIFY_OK(runMatch(world.now(), id, "run"));
        auto view = reconciliationView(world.now(), id).value();
        const auto before = blockingView(world.now(), view).value();
        QVERIFY(before.run > 0 && before.compared > 0);
        QVERIFY(before.lostPerMillion.has_value());
        QCOMPARE(*before.lostPerMillion, std::int64_t{0}); // every pair known by its reference lies in the window, to the cent
        QVERIFY(before.byHand == 0 && before.unseen.empty());
        VERIFY_OK(matchByHand(world.now(), id, {line(view, "TRANSFER"), line(view, "Delmar")}, "confirmed_by_bank", "named by the bank"));
        view = reconciliationView(world.now(), id).value();
        const auto after = blockingView(world.now(), view).value();
        QCOMPARE(after.byHand, std::size_t{1});
        QCOMPARE(after.unseen.size(), std::size_t{1});
        COMPARE_STR(view.lines[after.unseen[0].bank].description, "TRANSFER");
        COMPARE_STR(view.lines[after.unseen[0].books].description, "Delmar");
    }
    // What was matched by the references and is put together again by a person had a key.
    void aLinkThatAKeyWouldHaveFoundIsNot()
    {
        test::ReconWorld world;
        fill(world);
        const ReconciliationId id = open(world);
        VERIFY_OK(runMatch(world.now(), id, "run"));
        auto view = reconciliationView(world.now(), id).value();
        const auto first = std::find_if(view.lines.begin(), view.lines.end(), [](const ReconLineRow& row) { return row.description == "PAYMENT 1"; });
        if (first->group != 0)
            VERIFY_OK(unmatch(world.now(), id, first->group, "reference_differs", "to look again"));
        VERIFY_OK(matchByHand(world.now(), id, {line(view, "PAYMENT 1"), line(view, "Bill 1")}, "confirmed_by_bank", "looked at"));
        view = reconciliationView(world.now(), id).value();
        const auto after = blockingView(world.now(), view).value();
        QCOMPARE(after.byHand, std::size_t{1});
        QVERIFY(after.unseen.empty());
    }
};

OXSEAL_TEST_CLASS(TestBlocking);
#include "tst_blocking.moc"
