// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/journal.h"
#include "models/recon/reconciliation.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

#include <functional>
#include <limits>
#include <set>

using namespace oxseal;
using namespace oxseal::recon;

class TestJournal : public QObject
{
    Q_OBJECT

    static Day day(const char* iso) { return *Day::fromIso(iso); }
    static JournalRule rule()
    {
        JournalRule made;
        made.manualSources = {"manual", "top-side"};
        made.roundUnits = {{"USD", 1000}};
        made.rarePairMost = 1;
        made.rarePairFrom = {{"USD", 100}};
        return made;
    }
    static JournalContext context()
    {
        JournalContext made;
        made.currency = "USD";
        made.periodEnd = day("2026-09-30");
        made.closedOn = day("2026-10-07");
        made.people.lastDay = {{"lea", day("2026-08-31")}};
        made.people.privileged = {{"root", "ERP"}};
        return made;
    }
    /// Two legs of 55.50 that nothing speaks against: a Tuesday, in time, an ordinary pair.
    static std::vector<JournalLine> plain(const std::string& id)
    {
        JournalLine debit{id, "6200", 55'50, day("2026-09-15"), day("2026-09-15"), "ann", "bob", "AP batch", "Bill"};
        JournalLine credit = debit;
        credit.account = "2000";
        credit.amount = -55'50;
        return {debit, credit};
    }
    static std::vector<JournalTest> hitsOf(const std::function<void(JournalLine&)>& change)
    {
        std::vector<JournalLine> lines = plain("J1");
        for (JournalLine& line : lines)
            change(line);
        for (const char* other : {"J2", "J3"}) { // so that the pair is an ordinary one
            for (const JournalLine& line : plain(other))
                lines.push_back(line);
        }
        test::QtHasher hasher;
        return testJournals(rule(), context(), lines, hasher).value().entries.at(0).hits;
    }
    using Tests = std::vector<JournalTest>;

private Q_SLOTS:
    void eachTestHitsAlone()
    {
        QVERIFY(hitsOf([](JournalLine&) {}).empty());
        QCOMPARE(hitsOf([](JournalLine& line) { line.approvedBy = " ANN "; }), Tests{JournalTest::SelfApproved});
        QCOMPARE(hitsOf([](JournalLine& line) { line.source = "Manual entry"; }), Tests{JournalTest::Manual});
        QCOMPARE(hitsOf([](JournalLine& line) { line.source = "GL top-side"; line.approvedBy.clear(); }), (Tests{JournalTest::NoApprover, JournalTest::Manual}));
        QVERIFY(hitsOf([](JournalLine& line) { line.approvedBy.clear(); }).empty()); // of a batch nobody need be named
        QCOMPARE(hitsOf([](JournalLine& line) { line.postedAt = day("2026-10-08"); }), Tests{JournalTest::AfterClose});
        QVERIFY(hitsOf([](JournalLine& line) { line.postedAt = day("2026-10-07"); }).empty()); // on the day itself
        QVERIFY(hitsOf([](JournalLine& line) { line.date = day("2026-10-01"); line.postedAt = day("2026-10-08"); }).empty()); // of the next period
        QCOMPARE(hitsOf([](JournalLine& line) { line.postedAt = day("2026-09-19"); }), Tests{JournalTest::Weekend}); // a Saturday
        QCOMPARE(hitsOf([](JournalLine& line) { line.amount = line.amount > 0 ? 2000'00 : -2000'00; }), Tests{JournalTest::Round});
        QCOMPARE(hitsOf([](JournalLine& line) { line.createdBy = "Lea"; }), Tests{JournalTest::Leaver});
        QVERIFY(hitsOf([](JournalLine& line) { line.createdBy = "lea"; line.postedAt = day("2026-08-31"); }).empty()); // her last day
        QCOMPARE(hitsOf([](JournalLine& line) { line.createdBy = "ROOT"; }), Tests{JournalTest::Privileged});
        QCOMPARE(hitsOf([](JournalLine& line) { line.amount += line.amount > 0 ? 1 : 0; }), Tests{JournalTest::Unbalanced});
        QVERIFY(hitsOf([](JournalLine& line) { line.postedAt.reset(); }).empty()); // unknown is not false: nothing is claimed
    }
    void aRarePairIsNamedUnlessItIsSmall()
    {
        std::vector<JournalLine> lines = plain("J1");
        for (JournalLine& line : lines)
            line.amount *= 2; // 111.00, above the limit of 100.00
        test::QtHasher hasher;
        const auto alone = testJournals(rule(), context(), lines, hasher).value();
        QCOMPARE(alone.entries[0].hits, Tests{JournalTest::RarePair});
        COMPARE_STR(alone.entries[0].pair, "6200 / 2000");
        QVERIFY(testJournals(rule(), context(), plain("J1"), hasher).value().entries[0].hits.empty()); // 55.50 is below it
    }
    // Opening 100.00 and −100.00, journals of 55.50, closing 155.50 and −155.00: 0.50 are missing on 2000.
    void theRollForwardProvesCompleteness()
    {
        JournalContext made = context();
        made.opening = std::map<std::string, std::int64_t>{{"6200", 100'00}, {"2000", -100'00}};
        made.closing = std::map<std::string, std::int64_t>{{"6200", 155'50}, {"2000", -155'00}, {"9000", 7}};
        test::QtHasher hasher;
        const auto population = testJournals(rule(), made, plain("J1"), hasher).value();
        QCOMPARE(population.accounts.size(), std::size_t{3});
        COMPARE_STR(population.accounts[0].account, "2000");
        QCOMPARE(population.accounts[0].difference.value(), std::int64_t{50});
        QCOMPARE(population.accounts[1].difference.value(), std::int64_t{0});
        QCOMPARE(population.accounts[2].difference.value(), std::int64_t{7}); // nothing was posted, yet it has a balance
        QCOMPARE(population.different, std::size_t{2});
        QVERIFY(!population.proved);
        made.closing = std::map<std::string, std::int64_t>{{"6200", 155'50}, {"2000", -155'50}};
        QVERIFY(testJournals(rule(), made, plain("J1"), hasher).value().proved);
        // Without the period before nothing is proved, and no difference is claimed.
        made.opening.reset();
        const auto first = testJournals(rule(), made, plain("J1"), hasher).value();
        QVERIFY(!first.proved && first.different == 0 && !first.accounts[0].difference);
    }
    void whatAnEntrySaysIsGatheredFromItsLines()
    {
        std::vector<JournalLine> lines = plain("J1");
        lines[0].createdBy.clear();
        lines[1].postedAt = day("2026-09-16");
        test::QtHasher hasher;
        const auto entry = testJournals(rule(), context(), lines, hasher).value().entries.at(0);
        COMPARE_STR(entry.createdBy, "ann");
        QVERIFY(entry.postedAt == day("2026-09-16"));
        QCOMPARE(entry.debits, std::int64_t{55'50});
        QCOMPARE(entry.lines, std::size_t{2});
        const Digest before = entry.digest;
        lines[1].approvedBy = "eve";
        QVERIFY(testJournals(rule(), context(), lines, hasher).value().entries.at(0).digest != before);
    }
    void sumsThatLeave64BitsAreRefused()
    {
        std::vector<JournalLine> lines = plain("J1");
        test::QtHasher hasher;
        lines[0].amount = std::numeric_limits<std::int64_t>::min();
        QVERIFY(testJournals(rule(), context(), lines, hasher).error().is(kAmountOverflow));
        lines[0].amount = std::numeric_limits<std::int64_t>::max();
        lines[1].amount = 1;
        QVERIFY(testJournals(rule(), context(), lines, hasher).error().is(kAmountOverflow));
    }
    void namesGoBothWays()
    {
        std::set<std::string> names;
        for (std::size_t i = 0; i < kJournalTests; ++i) {
            const auto test = static_cast<JournalTest>(i);
            QVERIFY(journalTestFromName(name(test)) == test);
            names.insert(name(test));
        }
        QCOMPARE(names.size(), kJournalTests);
        QVERIFY(!journalTestFromName("friday"));
    }
};

OXSEAL_TEST_CLASS(TestJournal);
#include "tst_journal.moc"
