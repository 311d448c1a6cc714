// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/outlier.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

class TestOutlier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flagsAddTheirWeights()
    {
        LineFlags flags;
        flags.unknown = 0;
        QCOMPARE(outlierOf(flags, 0, 0).score(), 0);
        flags.set(LineFlag::UsedAfterLeaving, Flag::Yes); // critical: 8
        flags.set(LineFlag::LeaverActive, Flag::Yes); // high: 4
        flags.set(LineFlag::Privileged, Flag::Yes); // medium: 2
        flags.set(LineFlag::Stale, Flag::Yes); // low: 1
        QCOMPARE(outlierOf(flags, 0, 0).flags, 15);
        // Unknown is not raised.
        flags.set(LineFlag::MfaOff, Flag::Unknown);
        QCOMPARE(outlierOf(flags, 0, 0).score(), 15);
    }

    void rarityNeedsPeers()
    {
        const LineFlags none{0, 0};
        QCOMPARE(outlierOf(none, 0, 3).rarity, 0); // three are too few
        QCOMPARE(outlierOf(none, 0, 4).rarity, 4); // nobody else
        QCOMPARE(outlierOf(none, 4, 4).rarity, 0); // everybody
        QCOMPARE(outlierOf(none, 5, 10).rarity, 2); // half
        QCOMPARE(outlierOf(none, 3, 10).rarity, 2); // 7/10 of four is 2.8
    }
};

OXSEAL_TEST_CLASS(TestOutlier);
#include "tst_outlier.moc"
