// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/likely_clusters.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestLikelyClusters : public QObject
{
    Q_OBJECT

    static CandidatePair pair(std::uint32_t left, std::uint32_t right)
    {
        CandidatePair made;
        made.left = left;
        made.right = right;
        return made;
    }
    static std::uint32_t share(int percent) { return static_cast<std::uint32_t>((std::uint64_t{1} << 32U) / 100 * static_cast<std::uint64_t>(percent)); }
    static OpenLines open(std::size_t left, std::size_t right) { return {std::vector<bool>(left, true), std::vector<bool>(right, true)}; }

private Q_SLOTS:
    void twoHalvesMakeACluster()
    {
        // One line of the bank, two of the books with 49 % each.
        const std::vector<CandidatePair> pairs{pair(0, 0), pair(0, 1)};
        const std::vector<std::uint32_t> shares{share(49), share(49)};
        const auto found = likelyClusters(pairs, shares, open(1, 2));
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY((found.front() == LikelyCluster{{0}, {0, 1}}));
    }
    void whatIsUnlikelyIsNotNamed()
    {
        const std::vector<CandidatePair> pairs{pair(0, 0), pair(0, 1)};
        QVERIFY(likelyClusters(pairs, std::vector{share(15), share(15)}, open(1, 2)).empty()); // 30 % together is less than 40
        const auto found = likelyClusters(pairs, std::vector{share(45), share(4)}, open(1, 2)); // one in twenty-five
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY((found.front() == LikelyCluster{{0}, {0}}));
    }
    void takenLinesAreOutOfIt()
    {
        const std::vector<CandidatePair> pairs{pair(0, 0), pair(0, 1)};
        OpenLines some = open(1, 2);
        some[1][0] = false;
        const auto found = likelyClusters(pairs, std::vector{share(49), share(49)}, some);
        QVERIFY((found == std::vector<LikelyCluster>{{{0}, {1}}}));
        some[0][0] = false;
        QVERIFY(likelyClusters(pairs, std::vector{share(49), share(49)}, some).empty());
    }
    void sharedLinesJoinClusters()
    {
        // 0–0, 0–1, 1–1 hang together; 2–2 stands alone and comes after.
        const std::vector<CandidatePair> pairs{pair(2, 2), pair(1, 1), pair(0, 1), pair(0, 0)};
        const auto found = likelyClusters(pairs, std::vector{share(50), share(45), share(45), share(45)}, open(3, 3));
        QVERIFY((found == std::vector<LikelyCluster>{{{0, 1}, {0, 1}}, {{2}, {2}}}));
    }
};

OXSEAL_TEST_CLASS(TestLikelyClusters);
#include "tst_likely_clusters.moc"
