// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/rarity.h"

#include "models/access/quality.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

class TestRarity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rareAmongPeers()
    {
        const RarityLimits limits;
        QVERIFY(isRare(1, 4, limits) == Flag::Yes); // three of four do not hold it: 75 %
        QVERIFY(isRare(3, 10, limits) == Flag::No); // 70 %
        QVERIFY(isRare(2, 10, limits) == Flag::Yes); // 80 %
        QVERIFY(isRare(0, 3, limits) == Flag::Unknown); // three peers are too few
        QVERIFY(isRare(5, 4, limits) == Flag::Unknown); // a contradiction says nothing
        QVERIFY(isRare(0, 4, {5, 75}) == Flag::Unknown);
        QVERIFY(isRare(3, 4, {4, 25}) == Flag::Yes);
        QVERIFY(isRare(4, 4, {4, 1}) == Flag::No);
    }

    void whatPeopleDecided()
    {
        RarityRecord record;
        QVERIFY(!record.falsePercent());
        record.add(Flag::Yes, std::nullopt);
        record.add(Flag::Yes, Decision::Unsure);
        record.add(Flag::No, Decision::Keep);
        record.add(Flag::Unknown, Decision::Keep);
        QVERIFY(!record.falsePercent());
        QCOMPARE(record.pointedOut, std::int64_t(2));
        record.add(Flag::Yes, Decision::Keep);
        record.add(Flag::Yes, Decision::Revoke);
        record.add(Flag::Yes, Decision::Reduce);
        QVERIFY(record.decided == 3 && record.kept == 1);
        QCOMPARE(*record.falsePercent(), std::int64_t(33)); // 1/3
        record.add(Flag::Yes, Decision::Keep);
        QCOMPARE(*record.falsePercent(), std::int64_t(50));
        for (int i = 0; i < 4; ++i)
            record.add(Flag::Yes, Decision::Keep);
        QCOMPARE(*record.falsePercent(), std::int64_t(75)); // 6/8
    }

    void limitsOfThePolicy()
    {
        const auto limits = rarityLimits(*parseJson(R"({"rarity":{"fewest_peers":6,"rare_percent":90}})"));
        VERIFY_OK(limits);
        QVERIFY(limits->fewestPeers == 6 && limits->rarePercent == 90);
        QVERIFY(rarityLimits(*parseJson("{}"))->rarePercent == 75);
        for (const char* bad : {R"({"rarity":{}})", R"({"rarity":{"fewest_peers":0,"rare_percent":90}})", R"({"rarity":{"fewest_peers":4,"rare_percent":101}})"})
            COMPARE_STR(rarityLimits(*parseJson(bad)).error().id(), "access.review_policy_invalid");
    }
};

OXSEAL_TEST_CLASS(TestRarity);
#include "tst_rarity.moc"
