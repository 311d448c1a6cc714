// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/journal.h"
#include "models/recon/journal_year.h"
#include "models/recon/reconciliation.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

/// A year ends with sales −900.00, rent 300.00, cash 700.00 and retained earnings −100.00. The new one begins with cash 700.00 and retained
/// earnings −700.00, since 600.00 were earned. In its first quarter 50.00 of rent are paid.
class TestJournalYear : public QObject
{
    Q_OBJECT

    static Day day(const char* iso) { return *Day::fromIso(iso); }
    static JournalContext context()
    {
        JournalContext made;
        made.currency = "USD";
        made.periodEnd = day("2027-03-31");
        made.closedOn = day("2027-04-07");
        made.newYear = true;
        made.opening = {{{"1010", 700'00}, {"3900", -100'00}, {"4000", -900'00}, {"6100", 300'00}}};
        made.closing = {{{"1010", 650'00}, {"3900", -700'00}, {"6100", 50'00}}};
        return made;
    }
    static std::vector<JournalLine> entry(const std::string& id, const char* on)
    {
        JournalLine debit{id, "6100", 50'00, day(on), day(on), "ann", "bob", "AP", "Rent"};
        JournalLine credit = debit;
        credit.account = "1010";
        credit.amount = -50'00;
        return {debit, credit};
    }
    static JournalPopulation tested(const JournalContext& context, const std::vector<std::string>& ids = {"J1"})
    {
        std::vector<JournalLine> lines;
        for (const std::string& id : ids) {
            for (JournalLine line : entry(id, "2027-01-12")) {
                line.amount = ids.size() == 1 ? line.amount : 0;
                lines.push_back(line);
            }
        }
        test::QtHasher hasher;
        JournalRule rule;
        return testJournals(rule, context, lines, hasher).value();
    }
    using Tests = std::vector<JournalTest>;

private Q_SLOTS:
    void aNewYearRestartsTheIncomeStatement()
    {
        JournalContext made = context();
        // Without the statement sales and retained earnings do not roll forward: −900.00 and 600.00 are missing, and 300.00 of rent.
        const auto plain = tested(made);
        QCOMPARE(plain.different, std::size_t{3});
        QVERIFY(!plain.proved);
        made.year = yearOpeningFromText("4000-8999", "3900").value();
        const auto stated = tested(made);
        QVERIFY(stated.proved);
        QCOMPARE(stated.accounts[1].before.value(), std::int64_t{-100'00});
        QCOMPARE(stated.accounts[1].opening.value(), std::int64_t{-700'00});
        QCOMPARE(stated.accounts[2].opening.value(), std::int64_t{0});
        made.newYear = false; // in any other quarter nothing restarts
        QCOMPARE(tested(made).different, std::size_t{3});
    }
    void whatAResultIsMissingStaysDifferent()
    {
        JournalContext made = context();
        made.year = yearOpeningFromText("4000-8999", "3900").value();
        made.closing->at("3900") = -699'00;
        const auto population = tested(made);
        QCOMPARE(population.different, std::size_t{1});
        QCOMPARE(population.accounts[1].difference.value(), std::int64_t{1'00});
    }
    void rangesAreReadStrictly()
    {
        const YearOpening year = yearOpeningFromText(" 4000-8999, 91 ", " 3900 ").value();
        COMPARE_STR(year.rangesText(), "4000-8999, 91");
        for (const char* in : {"4000", "4000-10", "89999", "8999", "91", "9150"})
            QVERIFY2(year.restarts(in), in);
        for (const char* out : {"3999", "9000", "9", "400", "1010", ""})
            QVERIFY2(!year.restarts(out), out);
        for (const char* bad : {"", "8999-4000", "400-8999", "4000 - 8999", "4000,,5000"})
            QVERIFY2(yearOpeningFromText(bad, "3900").error().is(kYearOpeningInvalid), bad);
        QVERIFY(yearOpeningFromText("4000-8999", "").error().is(kYearOpeningInvalid));
        QVERIFY(yearOpeningFromText("3000-8999", "3900").error().is(kYearOpeningInvalid));
        const std::map<std::string, std::int64_t> large{{"3900", std::numeric_limits<std::int64_t>::max()}, {"4000", 1}};
        QVERIFY(openedBalances(large, year).error().is(kAmountOverflow));
    }
    void aNewYearMayBeginItsNumbersAgain()
    {
        JournalContext made = context();
        made.earlier = {{"J1", day("2026-10-02")}, {"J2", day("2026-11-02")}, {"J3", day("2026-12-02")}};
        const auto again = tested(made, {"J1", "J2", "J3"});
        QVERIFY(again.sequences.at(0).restarted);
        for (const JournalEntry& entry : again.entries)
            QVERIFY(entry.hits.empty());
        made.newYear = false; // in the middle of a year the same ids are used twice
        const auto reused = tested(made, {"J3", "J4", "J5"});
        QCOMPARE(reused.entries[0].hits, Tests{JournalTest::NumberReused});
        QVERIFY(reused.entries[1].hits.empty());
        made.earlier["J3"] = day("2027-01-12"); // the listings overlap: it is the same entry
        QVERIFY(tested(made, {"J3", "J4", "J5"}).entries[0].hits.empty());
    }
    void anAnswerHoldsForTheNumbersItWasAbout()
    {
        JournalContext made = context();
        made.newYear = false;
        made.earlier = {{"J1", day("2026-10-02")}, {"J2", day("2026-11-02")}, {"J3", day("2026-12-02")}};
        const JournalEntry one = tested(made, {"J5", "J6", "J7"}).entries.at(0);
        QCOMPARE(one.hits, Tests{JournalTest::NumbersMissing});
        COMPARE_STR(one.missing, "4");
        made.earlier["J4"] = day("2026-12-03");
        QVERIFY(tested(made, {"J5", "J6", "J7"}).entries[0].hits.empty());
        made.earlier = {{"J0", day("2026-10-02")}, {"J1", day("2026-11-02")}, {"J2", day("2026-12-02")}};
        const JournalEntry two = tested(made, {"J5", "J6", "J7"}).entries.at(0);
        COMPARE_STR(two.missing, "3-4");
        QVERIFY(two.digest == one.digest);
        QVERIFY(two.digestFor(JournalTest::NumbersMissing) != one.digestFor(JournalTest::NumbersMissing));
        QVERIFY(two.digestFor(JournalTest::Manual) == two.digest);
    }
};

OXSEAL_TEST_CLASS(TestJournalYear);
#include "tst_journal_year.moc"
