// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/conservation.h"
#include "models/recon/matcher.h"
#include "tests/support/test_main.h"

#include <chrono>
#include <random>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

PassSet shipped()
{
    const auto json = parseJson(test::readFile(std::filesystem::path(OXSEAL_SOURCE_DIR) / "resources/rules/match_passes.json"));
    return *parsePassSet(*json);
}

struct Line
{
    const char* date;
    std::int64_t amount;
    const char* reference = "";
    const char* description = "";
    const char* currency = "USD";
    const char* account = "1010";
};

std::vector<MatchLine> lines(const std::vector<Line>& given)
{
    std::vector<MatchLine> made;
    for (const Line& each : given) {
        MatchLine line;
        line.date = *Day::fromIso(each.date);
        line.amount = each.amount;
        line.reference = each.reference;
        line.description = each.description;
        line.currency = *Currency::fromCode(each.currency);
        line.account = each.account;
        made.push_back(line);
    }
    return made;
}

/// "type state left|right" per group, in the order of the result.
std::string shape(const MatchResult& result)
{
    std::string out;
    for (const MatchGroup& group : result.groups) {
        out += std::string(name(group.type)) + " " + name(group.state) + " ";
        for (const auto line : result.left(group))
            out += std::to_string(line) + ",";
        out += "|";
        for (const auto line : result.right(group))
            out += std::to_string(line) + ",";
        out += "\n";
    }
    return out;
}

bool same(const MatchResult& a, const MatchResult& b)
{
    if (a.members != b.members || a.groups.size() != b.groups.size() || shape(a) != shape(b))
        return false;
    for (std::size_t i = 0; i < a.groups.size(); ++i) {
        const MatchGroup& x = a.groups[i];
        const MatchGroup& y = b.groups[i];
        if (x.pass != y.pass || x.confidence != y.confidence || x.distance != y.distance || x.rival != y.rival
            || x.nearAmount != y.nearAmount || x.neededDays != y.neededDays || x.nearReference != y.nearReference)
            return false;
    }
    return true;
}

} // namespace

class TestMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exactReferenceBeatsDate()
    {
        const auto left = lines({{"2026-09-10", 100'00, "INV-7"}, {"2026-09-10", 100'00, "INV-8"}});
        const auto right = lines({{"2026-09-09", 100'00, "inv 8"}, {"2026-09-08", 100'00, "INV0"}, {"2026-09-01", 100'00, "INV 7"}});
        const auto result = matchLines(left, right, shipped());
        VERIFY_OK(result);
        COMPARE_STR(shape(*result), "one_to_one auto 0,|2,\none_to_one auto 1,|0,\nright_only unmatched |1,\n");
        QCOMPARE(result->groups[0].distance, 9);
    }
    void chequesClearUpTo180DaysLater()
    {
        const auto right = lines({{"2026-01-02", -50'00, "000541"}, {"2026-01-02", -60'00, "542"}, {"2026-08-02", -70'00, "543"}});
        const auto left = lines({{"2026-07-01", -50'00, "541"}, {"2026-07-02", -60'00, "542"}, {"2026-07-29", -70'00, "543"}});
        const auto result = matchLines(left, right, shipped());
        VERIFY_OK(result);
        // 180 days: yes. 181 days: no. Four days before it was written: not by the cheque rule, but by the reference.
        COMPARE_STR(shape(*result),
            "one_to_one auto 0,|0,\none_to_one auto 2,|2,\nleft_only unmatched 1,|\nright_only unmatched |1,\n");
        QCOMPARE(int(result->groups[0].pass), 0);
        QCOMPARE(int(result->groups[1].pass), 1);
        QCOMPARE(result->groups[2].nearAmount, 1U); // the counterfactual names the line that would have matched
    }
    void twoEqualCandidatesGoToAPerson()
    {
        const auto left = lines({{"2026-09-10", 250'00}});
        const auto right = lines({{"2026-09-09", 250'00}, {"2026-09-11", 250'00}});
        const auto result = matchLines(left, right, shipped());
        VERIFY_OK(result);
        COMPARE_STR(shape(*result), "candidates ambiguous 0,|0,1,\n");
    }
    void windowIsThreeBusinessDays()
    {
        // Thursday 2026-09-24; Tuesday the 29th is three business days later, Wednesday the 30th four.
        const auto right = lines({{"2026-09-24", 11'00}, {"2026-09-24", 12'00}});
        const auto left = lines({{"2026-09-29", 11'00}, {"2026-09-30", 12'00}});
        const auto result = matchLines(left, right, shipped());
        VERIFY_OK(result);
        COMPARE_STR(shape(*result), "one_to_one auto 0,|0,\nleft_only unmatched 1,|\nright_only unmatched |1,\n");
        QCOMPARE(result->groups[1].neededDays, 4); // would match if the window were four days
    }
    void currenciesAndAccountsNeverMix()
    {
        const auto left = lines({{"2026-09-10", 90'00, "R1", "", "EUR"}, {"2026-09-10", 91'00, "R2", "", "USD", "1010"}});
        const auto right = lines({{"2026-09-10", 90'00, "R1", "", "USD"}, {"2026-09-10", 91'00, "R2", "", "USD", "1020"}});
        const auto result = matchLines(left, right, shipped());
        VERIFY_OK(result);
        QCOMPARE(result->groups.size(), 4U);
        for (const auto& group : result->groups) {
            QVERIFY(group.state == MatchState::Unmatched);
            QVERIFY(group.nearAmount == kNoLine && group.nearReference == kNoLine);
        }
    }
    void reversalsStayOnOneSide()
    {
        const auto left = lines({{"2026-09-10", 80'00, "TX1"}, {"2026-09-11", -80'00, "TX1"}, {"2026-09-10", 5'00, "NONREF", "Bank  fee"},
            {"2026-09-12", -5'00, "", "bank fee"}, {"2026-09-10", 7'00, "NONREF"}, {"2026-09-10", -7'00, "NONREF"}});
        const auto result = matchLines(left, {}, shipped());
        VERIFY_OK(result);
        COMPARE_STR(shape(*result),
            "reversal_left auto 0,1,|\nreversal_left suggested 2,3,|\nleft_only unmatched 4,|\nleft_only unmatched 5,|\n");
    }
    void transposedChequeIsPointedOut()
    {
        const auto left = lines({{"2026-09-10", -558'00, "540"}});
        const auto right = lines({{"2026-09-08", -540'00, "540"}});
        const auto result = matchLines(left, right, shipped());
        VERIFY_OK(result);
        QCOMPARE(result->groups.size(), 2U);
        QCOMPARE(result->groups[0].nearReference, 0U);
        QCOMPARE(result->groups[1].nearReference, 0U);
    }
    void differingReferencesAreOnlySuggestedWhereReferencesAgreeElsewhere()
    {
        const auto right = lines({{"2026-09-10", 1'00, "INV1"}, {"2026-09-10", 2'00, "INV2"}, {"2026-09-10", 3'00, "J1", "", "USD", "2"}});
        const auto left = lines({{"2026-09-10", 1'00, "INV1"}, {"2026-09-10", 2'00, "INV9"}, {"2026-09-10", 3'00, "B1", "", "USD", "2"}});
        const auto result = matchLines(left, right, shipped());
        VERIFY_OK(result);
        COMPARE_STR(shape(*result), "one_to_one auto 0,|0,\none_to_one suggested 1,|1,\none_to_one auto 2,|2,\n");
        QVERIFY(result->groups[1].referenceConflict);
    }
    void referenceNamedInTheText()
    {
        const auto left = lines({{"2026-09-10", 500'00, "", "DEPOSIT DELMAR dep0915"}, {"2026-09-18", -540'00, "1540", "CHECK"},
            {"2026-09-10", 9'00, "", "two INV77 INV78"}});
        const auto right = lines({{"2026-09-09", 500'00, "DEP0915"}, {"2026-09-09", 500'00, "DEP0916"}, {"2026-09-14", -540'00, "CHQ01540"},
            {"2026-09-10", 9'00, "INV77"}, {"2026-09-10", 9'00, "INV78"}});
        const auto result = matchLines(left, right, shipped());
        VERIFY_OK(result);
        COMPARE_STR(shape(*result),
            "one_to_one auto 1,|2,\none_to_one auto 0,|0,\ncandidates ambiguous 2,|3,4,\nright_only unmatched |1,\n");
    }
    void stopsWhenAsked()
    {
        const std::atomic<bool> stop = true;
        MatchOptions options;
        options.progress.stop = &stop;
        const auto result = matchLines({}, {}, shipped(), options);
        QVERIFY(!result && result.error().is(kMatchCancelled));
    }

    /// 3,000 random books: conservation, uniqueness, identical for 1, 2 and 3 threads, no invented pair.
    void randomBooks()
    {
        const PassSet rules = shipped();
        std::mt19937 random(7);
        static const char* const references[] = {"", "A1", "A2", "540", "0540", "NONREF", "B-3", "77777"};
        static const char* const descriptions[] = {"", "FEE", "fee ", "Rent"};
        static const char* const accounts[] = {"1010", "1020"};
        static const char* const currencies[] = {"USD", "EUR"};
        const auto side = [&](std::size_t count) {
            std::vector<MatchLine> made(count);
            for (auto& line : made) {
                line.amount = (static_cast<std::int64_t>(random() % 9) - 4) * 100;
                line.date = Day{20'000 + static_cast<std::int32_t>(random() % 60)};
                line.reference = references[random() % 8];
                line.description = descriptions[random() % 4];
                line.account = accounts[random() % 2];
                line.currency = *Currency::fromCode(currencies[random() % 2]);
            }
            return made;
        };
        std::size_t decided = 0;
        std::size_t sums = 0;
        for (int round = 0; round < 3000; ++round) {
            const auto left = side(random() % 40);
            const auto right = side(random() % 40);
            const auto one = matchLines(left, right, rules);
            VERIFY_OK(one);
            const auto kept = checkConservation(left, right, *one);
            QVERIFY(kept.holds);
            for (const MatchGroup& group : one->groups) {
                if (group.state != MatchState::Auto && group.state != MatchState::Suggested)
                    continue;
                ++decided;
                const PassKind kind = rules.passes[static_cast<std::size_t>(group.pass)].kind;
                if (kind == PassKind::Sum) {
                    std::int64_t ofLeft = 0;
                    std::int64_t ofRight = 0;
                    const MatchLine& first = left[one->left(group)[0]];
                    for (const std::uint32_t member : one->left(group)) {
                        ofLeft += left[member].amount;
                        QVERIFY(left[member].account == first.account && left[member].currency == first.currency);
                    }
                    for (const std::uint32_t member : one->right(group)) {
                        ofRight += right[member].amount;
                        QVERIFY(right[member].account == first.account && right[member].currency == first.currency);
                    }
                    QVERIFY(ofLeft == ofRight && group.state == MatchState::Suggested && group.leftCount + group.rightCount > 2);
                    ++sums;
                    continue;
                }
                const auto members = group.type == MatchType::ReversalLeft ? one->left(group) : one->right(group);
                const MatchLine& a = group.type == MatchType::OneToOne ? left[one->left(group)[0]]
                    : group.type == MatchType::ReversalLeft            ? left[members[0]]
                                                                       : right[members[0]];
                const MatchLine& b = group.type == MatchType::OneToOne ? right[one->right(group)[0]]
                    : group.type == MatchType::ReversalLeft            ? left[members[1]]
                                                                       : right[members[1]];
                QVERIFY(a.account == b.account && a.currency == b.currency);
                if (kind == PassKind::NearAmount)
                    QVERIFY(group.state == MatchState::Suggested && a.amount - b.amount == group.difference);
                else
                    QVERIFY(group.type == MatchType::OneToOne ? a.amount == b.amount : a.amount == -b.amount);
            }
        }
        QVERIFY2(decided > 5'000, std::to_string(decided).c_str());
        QVERIFY2(sums > 100, std::to_string(sums).c_str());
    }
    void threadsDoNotShow()
    {
        const PassSet rules = shipped();
        std::mt19937 random(11);
        std::vector<std::string> references;
        for (int i = 0; i < 3000; ++i)
            references.push_back("REF" + std::to_string(i));
        const auto side = [&](std::size_t count) {
            std::vector<MatchLine> made(count);
            for (auto& line : made) {
                line.amount = static_cast<std::int64_t>(random() % 2000) - 1000;
                line.date = Day{20'000 + static_cast<std::int32_t>(random() % 90)};
                line.account = random() % 2 == 0 ? "1" : "2";
                line.reference = random() % 2 == 0 ? "" : std::string_view(references[random() % 3000]);
            }
            return made;
        };
        const auto left = side(30'000);
        const auto right = side(30'000);
        MatchOptions options;
        const auto one = matchLines(left, right, rules, options);
        VERIFY_OK(one);
        QVERIFY(checkConservation(left, right, *one).holds);
        for (const int threads : {2, 3, 7}) {
            options.threads = threads;
            const auto more = matchLines(left, right, rules, options);
            VERIFY_OK(more);
            QVERIFY(same(*one, *more));
        }
    }
    /// 100 k × 100 k lines of one amount on few days: a quadratic step would take minutes.
    void equalAmountsStayFast()
    {
        std::vector<MatchLine> side(100'000);
        for (std::size_t i = 0; i < side.size(); ++i) {
            side[i].amount = 9'99;
            side[i].account = "1010";
            side[i].reference = i % 2 == 0 ? "SUBSCRIPTION" : "";
            side[i].date = Day{20'000 + static_cast<std::int32_t>(i % 90)};
        }
        const auto start = std::chrono::steady_clock::now();
        const auto result = matchLines(side, side, shipped());
        const auto took = std::chrono::steady_clock::now() - start;
        VERIFY_OK(result);
        QVERIFY(checkConservation(side, side, *result).holds);
        QVERIFY(took < std::chrono::seconds(20));
        for (const auto& group : result->groups)
            QVERIFY(group.state == MatchState::Ambiguous);
    }
};

OXSEAL_TEST_CLASS(TestMatcher);
#include "tst_matcher.moc"
