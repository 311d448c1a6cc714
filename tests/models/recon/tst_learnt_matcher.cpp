// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/conservation.h"
#include "models/recon/learnt_matcher.h"
#include "tests/support/shop_book.h"
#include "tests/support/test_main.h"

#include <cmath>
#include <deque>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

using test::ShopBook;

PassSet shipped()
{
    const auto json = parseJson(test::readFile(std::filesystem::path(OXSEAL_SOURCE_DIR) / "resources/rules/match_passes.json"));
    return *parsePassSet(*json);
}

LearntResult run(std::span<const MatchLine> left, std::span<const MatchLine> right, int threads = 2)
{
    MatchOptions options;
    options.threads = threads;
    return *matchLearnt(left, right, shipped(), options);
}

/// Decisions by ids, so that orders of lines can be compared.
std::map<std::string, std::string> decisions(const LearntResult& result, std::span<const MatchLine> left, std::span<const MatchLine> right)
{
    std::map<std::string, std::string> out;
    for (const MatchGroup& group : result.match.groups) {
        std::set<std::string> members;
        for (const auto line : result.match.left(group))
            members.insert(std::string(left[line].id));
        for (const auto line : result.match.right(group))
            members.insert(std::string(right[line].id));
        const std::string key = std::accumulate(members.begin(), members.end(), std::string());
        out[key] = std::string(name(group.type)) + name(group.state) + std::to_string(group.confidence);
        if (group.evidence != kNoLine)
            out[key] += std::to_string(result.match.evidence[group.evidence].probability) + "/" + std::to_string(result.match.evidence[group.evidence].weight.total());
    }
    return out;
}

} // namespace

class TestLearntMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reachesItsFloors()
    {
        const ShopBook shop(12000);
        const LearntResult result = run(shop.lines[0], shop.lines[1]);
        QVERIFY(checkConservation(shop.lines[0], shop.lines[1], result.match).holds);
        std::size_t links = 0;
        std::size_t right = 0;
        std::size_t sure = 0;
        std::size_t surelyRight = 0;
        double calibration = 0;
        std::size_t decided = 0;
        std::map<int, std::pair<double, double>> bins;
        for (const MatchGroup& group : result.match.groups) {
            if (group.evidence == kNoLine || (group.state != MatchState::Auto && group.state != MatchState::Suggested))
                continue;
            const std::string bank(shop.lines[0][result.match.left(group)[0]].id);
            bool all = true;
            for (const auto line : result.match.right(group)) {
                const bool hit = shop.truth.contains({bank, std::string(shop.lines[1][line].id)});
                all = all && hit;
                ++links;
                right += hit ? 1U : 0U;
                sure += group.state == MatchState::Auto ? 1U : 0U;
                surelyRight += group.state == MatchState::Auto && hit ? 1U : 0U;
            }
            const double p = result.match.evidence[group.evidence].probability / 4294967296.0;
            auto& bin = bins[static_cast<int>(p * 20)];
            bin.first += p;
            bin.second += all ? 1 : 0;
            ++decided;
        }
        for (const auto& [at, bin] : bins)
            calibration += std::abs(bin.first - bin.second);
        const double f1 = 2.0 * static_cast<double>(right) / static_cast<double>(links + shop.truth.size());
        const double precision = static_cast<double>(surelyRight) / static_cast<double>(sure);
        const double share = static_cast<double>(sure) / static_cast<double>(shop.truth.size());
        calibration /= static_cast<double>(decided);
        qInfo("F1 %.4f, auto %.4f of the truth at precision %.5f, calibration error %.4f", f1, share, precision, calibration);
        QVERIFY(f1 >= 0.985);
        QVERIFY(precision >= 0.998);
        QVERIFY(share >= 0.75);
        QVERIFY(calibration <= 0.01);
        // Both fees are found, whatever else is.
        const auto learnt = [&](std::int64_t fixed, std::int64_t rate) {
            return std::any_of(result.report.model.fees.begin(), result.report.model.fees.end(),
                [&](const FeeSchedule& fee) { return fee.fixed == fixed && fee.rate == rate; });
        };
        QVERIFY(learnt(8, 1100) && learnt(240, 0));
        // Every planted pair lies in the window; of the fees only a rate's odd halves stay unexplained.
        QVERIFY2(result.report.lostPerMillion < 2000, std::to_string(result.report.lostPerMillion).c_str());
    }
    void sameForAnyThreadsAndOrder()
    {
        const ShopBook shop(3000);
        const auto one = decisions(run(shop.lines[0], shop.lines[1], 1), shop.lines[0], shop.lines[1]);
        QVERIFY(one == decisions(run(shop.lines[0], shop.lines[1], 3), shop.lines[0], shop.lines[1]));
        std::array<std::vector<MatchLine>, 2> shuffled = shop.lines;
        std::mt19937_64 random(5);
        std::shuffle(shuffled[0].begin(), shuffled[0].end(), random);
        std::shuffle(shuffled[1].begin(), shuffled[1].end(), random);
        QVERIFY(one == decisions(run(shuffled[0], shuffled[1]), shuffled[0], shuffled[1]));
    }
    void statesFollowTheRules()
    {
        ShopBook shop(3000);
        // Nothing names anybody and nobody has a reference: equal amounts alone.
        shop.add(0, 123457, 30, "", "UMSATZ 998877", 0);
        shop.add(1, 123457, 29, "RE-26-777001", "Erloes Zwirn KG", 0);
        // Two entries of one day that nothing tells apart.
        shop.add(0, 765431, 30, "", "GUTSCHRIFT Zwirn KG", 0);
        shop.add(1, 765431, 29, "RE-26-777003", "Erloes Zwirn KG", 0);
        shop.add(1, 765431, 29, "RE-26-777004", "Erloes Zwirn KG", 0);
        const LearntResult result = run(shop.lines[0], shop.lines[1]);
        const auto last = static_cast<std::uint32_t>(shop.lines[0].size() - 1);
        bool seenAlone = false;
        bool seenTwins = false;
        for (const MatchGroup& group : result.match.groups) {
            if (group.state == MatchState::Auto && group.evidence != kNoLine) {
                const MatchEvidence& evidence = result.match.evidence[group.evidence];
                QVERIFY(evidence.probability >= kAutoProbability);
                QCOMPARE(group.difference, std::int64_t{0});
                if (evidence.basis == MatchBasis::Pair)
                    QVERIFY(evidence.referenceLevel == 1 || evidence.referenceLevel == 2 || (evidence.descriptionLevel != 0 && fitGrade(evidence.descriptionLevel) <= 2));
            }
            if (group.leftCount == 0)
                continue;
            if (result.match.left(group)[0] == last - 1 && group.rightCount == 1) {
                seenAlone = true;
                QVERIFY(group.state == MatchState::Suggested);
                QVERIFY(result.match.evidence[group.evidence].review == ReviewReason::AmountAlone || result.match.evidence[group.evidence].review == ReviewReason::Probability);
            }
            if (result.match.left(group)[0] == last) {
                seenTwins = true;
                QVERIFY(group.type == MatchType::Candidates && group.state == MatchState::Ambiguous);
                QCOMPARE(group.rightCount, 2U);
            }
        }
        QVERIFY(seenAlone && seenTwins);
    }
    void weightsAddUpToTheProbabilityOfALonePair()
    {
        const ShopBook shop(3000);
        const LearntResult result = run(shop.lines[0], shop.lines[1]);
        std::size_t checked = 0;
        for (const MatchGroup& group : result.match.groups) {
            if (group.evidence == kNoLine || group.rival != kNoLine || group.type != MatchType::OneToOne)
                continue;
            const MatchEvidence& evidence = result.match.evidence[group.evidence];
            const double bits = static_cast<double>(evidence.weight.total()) / 65536.0;
            if (bits > 20)
                continue;
            QVERIFY(std::abs(evidence.probability / 4294967296.0 - 1 / (1 + std::exp2(-bits))) < 1e-4);
            ++checked;
        }
        QVERIFY(checked > 100);
    }
    void aCrowdIsAmbiguousAndReversalsAreFound()
    {
        ShopBook shop(3000);
        for (int i = 0; i < 300; ++i) { // three hundred equal payments of one day, without names
            shop.add(0, 999, 20, "", "UMSATZ", 0);
            shop.add(1, 999, 20, "", "Erloes", 0);
        }
        const auto plus = static_cast<std::uint32_t>(shop.lines[0].size());
        shop.add(0, 4444444, 25, "ST-1", "GUTSCHRIFT", 0);
        shop.add(0, -4444444, 26, "ST-1", "STORNO", 0);
        const LearntResult result = run(shop.lines[0], shop.lines[1]);
        QVERIFY(checkConservation(shop.lines[0], shop.lines[1], result.match).holds);
        QVERIFY(result.report.dropped >= 300 * 300);
        std::size_t crowd = 0;
        bool reversed = false;
        for (const MatchGroup& group : result.match.groups) {
            for (const auto line : result.match.left(group)) {
                if (shop.lines[0][line].amount == 999 && shop.lines[0][line].description == "UMSATZ") {
                    QVERIFY(group.state == MatchState::Ambiguous);
                    ++crowd;
                }
            }
            reversed = reversed || (group.type == MatchType::ReversalLeft && result.match.left(group)[0] == plus);
        }
        QCOMPARE(crowd, std::size_t{300});
        QVERIFY(reversed);
    }
    void tooLittleToLearnFromMeansThePasses()
    {
        const ShopBook shop(30);
        const LearntResult result = run(shop.lines[0], shop.lines[1]);
        QCOMPARE(result.report.rounds, 0);
        QVERIFY(result.match.evidence.empty());
        const auto passes = matchLines(shop.lines[0], shop.lines[1], shipped());
        QCOMPARE(result.match.groups.size(), passes->groups.size());
        QVERIFY(run({}, {}).match.groups.empty());
    }
    void transfersSeenFromBothEnds()
    {
        const auto samples = test::samplesFolder();
        if (!samples) {
            if (test::samplesRequired())
                QFAIL("the samples are missing");
            QSKIP("no samples");
        }
        // 15,109 transfers at their origin and their destination: no references, texts cut and changed, and amounts that
        // differ in three of four. Those that agree can be found.
        std::array<std::vector<MatchLine>, 2> lines;
        std::deque<std::string> texts;
        const char* files[] = {"transactions_destination_third.csv", "transactions_origin_third.csv"};
        for (std::size_t side = 0; side < 2; ++side) {
            const std::string bytes = texts.emplace_back(test::readFile(*samples / "5-linkage/splink" / files[side]));
            std::size_t at = bytes.find('\n') + 1;
            while (at < bytes.size()) {
                const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
                std::vector<std::string> fields{""};
                for (const char c : bytes.substr(at, end - at)) {
                    if (c == ',')
                        fields.emplace_back();
                    else if (c != '\r' && c != '"')
                        fields.back().push_back(c);
                }
                at = end + 1;
                if (fields.size() != 5)
                    continue;
                MatchLine line;
                line.id = texts.emplace_back(fields[0]);
                line.description = texts.emplace_back(fields[1]);
                line.date = *Day::fromIso(fields[2]);
                const std::size_t point = fields[3].find('.');
                const std::string cents = point == std::string::npos ? "" : fields[3].substr(point + 1);
                line.amount = *parseMinor(fields[3].substr(0, point) + "." + (cents + "00").substr(0, 2), 2);
                lines[side].push_back(line);
            }
        }
        const LearntResult result = run(lines[0], lines[1]);
        QVERIFY(!result.report.anchorsByReference);
        std::map<MatchState, std::pair<int, int>> hits;
        for (const MatchGroup& group : result.match.groups) {
            if (group.leftCount != 1 || group.rightCount != 1)
                continue;
            auto& [right, all] = hits[group.state];
            ++all;
            right += lines[0][result.match.left(group)[0]].id == lines[1][result.match.right(group)[0]].id ? 1 : 0;
        }
        qInfo("auto %d of %d right, suggested %d of %d", hits[MatchState::Auto].first, hits[MatchState::Auto].second,
            hits[MatchState::Suggested].first, hits[MatchState::Suggested].second);
        QVERIFY(hits[MatchState::Auto].second >= 3200);
        QVERIFY(hits[MatchState::Auto].first * 1000 >= hits[MatchState::Auto].second * 998);
        QVERIFY(hits[MatchState::Suggested].first * 100 >= hits[MatchState::Suggested].second * 88);
    }
};

OXSEAL_TEST_CLASS(TestLearntMatcher);
#include "tst_learnt_matcher.moc"
