// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_keys.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

class TestMatchKeys : public QObject
{
    Q_OBJECT

    static MatchLine line(const char* date, std::int64_t amount, const char* reference, const char* description = "",
        const char* account = "1010")
    {
        MatchLine made;
        made.date = *Day::fromIso(date);
        made.amount = amount;
        made.reference = reference;
        made.description = description;
        made.account = account;
        made.currency = *Currency::fromCode("USD");
        return made;
    }

    static PassSet rules()
    {
        PassSet set;
        set.noReference = {"NONREF"};
        set.chequePrefixes = {"CHQ"};
        return set;
    }

    static std::vector<std::uint32_t> linesOf(const std::vector<MatchEntry>& entries)
    {
        std::vector<std::uint32_t> out;
        for (const auto& entry : entries)
            out.push_back(entry.line.index);
        return out;
    }

    using Numbers = std::vector<std::uint32_t>;

private Q_SLOTS:
    void referencesAgreeAcrossSides()
    {
        const std::vector<MatchLine> left{line("2026-09-01", 100, "INV-42"), line("2026-09-01", 100, "nonref"),
            line("2026-09-01", 100, "CHQ 001540"), line("2026-09-01", 100, "")};
        const std::vector<MatchLine> right{line("2026-09-01", 100, "inv 42"), line("2026-09-01", 100, "1540", "", "1020")};
        const MatchKeys keys(left, right, rules());
        QVERIFY(keys.reference(0, 0) != 0);
        QCOMPARE(keys.reference(0, 0), keys.reference(1, 0));
        QCOMPARE(keys.reference(0, 1), 0U);
        QCOMPARE(keys.reference(0, 2), keys.reference(1, 1));
        QCOMPARE(keys.reference(0, 3), 0U);
        QCOMPARE(keys.partition(0, 0), keys.partition(1, 0));
        QVERIFY(keys.partition(0, 0) != keys.partition(1, 1));
        QVERIFY(keys.partition(1, 1) < keys.partitions());
    }

    void entriesAreTheOpenLinesOfThePass()
    {
        const std::vector<MatchLine> left{line("2026-09-01", 100, "A1"), line("2026-09-02", 200, ""), line("2026-09-03", 300, "000777"),
            line("2026-09-04", 400, "B2")};
        MatchKeys keys(left, {}, rules());
        keys.take(0, 3);
        MatchPass pass;
        pass.kind = PassKind::Reference;
        QCOMPARE(linesOf(keys.openEntries(0, pass)), (Numbers{0, 2}));
        pass.chequesOnly = true;
        QCOMPARE(linesOf(keys.openEntries(0, pass)), (Numbers{2}));
        pass.chequesOnly = false;
        pass.kind = PassKind::AmountDate;
        const auto byAmount = keys.openEntries(0, pass);
        QCOMPARE(linesOf(byAmount), (Numbers{0, 1, 2}));
        QVERIFY(std::all_of(byAmount.begin(), byAmount.end(), [](const auto& entry) { return entry.text == 0; }));
        QVERIFY(!keys.isOpen(0, 3) && keys.isOpen(0, 0));
    }

    void positionsCountDaysOrBusinessDays()
    {
        // 4 September 2026 is a Friday, 7 September a Monday.
        const std::vector<MatchLine> left{line("2026-09-04", 1, ""), line("2026-09-07", 1, "")};
        const MatchKeys keys(left, {}, rules());
        QCOMPARE(keys.position(0, 1, DayUnit::Calendar) - keys.position(0, 0, DayUnit::Calendar), 3);
        QCOMPARE(keys.position(0, 1, DayUnit::Business) - keys.position(0, 0, DayUnit::Business), 1);
    }

    void aReferenceInTheTextCountsOnlyAlone()
    {
        const std::vector<MatchLine> left{line("2026-09-01", 100, "", "payment inv-42, thanks"),
            line("2026-09-01", 100, "", "inv42 inv43"), line("2026-09-01", 999, "", "inv42"), line("2026-09-01", 100, "", "no number here")};
        const std::vector<MatchLine> right{line("2026-09-01", 100, "INV42"), line("2026-09-01", 100, "INV43")};
        const MatchKeys keys(left, right, rules());
        MatchPass pass;
        pass.kind = PassKind::ReferenceInText;
        auto entries = keys.openEntries(1, pass);
        std::sort(entries.begin(), entries.end());
        const auto named = keys.namedInText(pass, entries);
        QCOMPARE(linesOf(named), (Numbers{0}));
        QCOMPARE(named.front().text, keys.reference(1, 0));
    }

    void reversalsHaveOppositeSigns()
    {
        const std::vector<MatchLine> left{line("2026-09-01", 100, "A1", "Fee  x"), line("2026-09-02", -100, "A1", "FEE X"),
            line("2026-09-02", 0, "A1"), line("2026-09-02", std::numeric_limits<std::int64_t>::min(), "A1"), line("2026-09-02", -5, "", "")};
        const MatchKeys keys(left, {}, rules());
        MatchPass pass;
        pass.kind = PassKind::Reversal;
        const auto byReference = keys.reversible(0, pass);
        QCOMPARE(linesOf(byReference.plus), (Numbers{0}));
        QCOMPARE(linesOf(byReference.minus), (Numbers{1}));
        QCOMPARE(byReference.minus.front().amount, std::int64_t{100});
        pass.key = ReversalKey::Description;
        const auto byText = keys.reversible(0, pass);
        QVERIFY(byText.plus.front().key() == byText.minus.front().key());
    }
};

OXSEAL_TEST_CLASS(TestMatchKeys);
#include "tst_match_keys.moc"
