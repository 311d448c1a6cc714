// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_record.h"
#include "tests/support/policy.h"
#include "tests/support/shop_book.h"
#include "tests/support/test_main.h"

#include <cmath>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

Json recordOf(const test::ShopBook& shop, std::optional<bool> adopted = {})
{
    MatchContext context;
    context.adopted = adopted;
    context.account = "DE01/1200";
    context.periodEnd = {20560};
    context.risk = AccountRisk::High;
    context.relatedParties = {"Falbach Druck"};
    context.manual.assign(shop.lines[1].size(), false);
    context.manual[3] = true;
    context.newParty.assign(shop.lines[1].size(), false);
    context.newParty[5] = true;
    const Json json = test::shippedPolicyJson();
    const MatchPolicy policy = test::shippedPolicy();
    const auto run = matchByPolicy(shop.lines[0], shop.lines[1], policy, context);
    return matchRecord(shop.lines[0], shop.lines[1], json, policy, context, *run);
}

} // namespace

class TestMatchRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isPerformedAgainFromItsBytes()
    {
        const test::ShopBook shop(1200);
        const std::string bytes = canonicalJson(recordOf(shop));
        const auto read = parseJson(bytes); // as it comes out of a packet
        VERIFY_OK(read);
        const auto again = reperform(*read, 2);
        VERIFY_OK(again);
        QVERIFY2(again->same, again->differences.empty() ? "" : again->differences.front().c_str());
        QCOMPARE(again->groups, (*read)["groups"].toArray().size());
        COMPARE_STR(again->engine, kMatchEngine);
    }
    void adoptionIsPartOfTheRecord()
    {
        const test::ShopBook shop(1200);
        QVERIFY(!recordOf(shop)["context"].contains("adopted")); // as older programs wrote it
        Json record = recordOf(shop, false);
        for (const Json& group : record["groups"].toArray())
            QVERIFY(group["state"].toString() != "auto");
        QVERIFY(reperform(record)->same);
        QVERIFY(reperform(recordOf(shop, true))->same);
        // Said to be approved afterwards, the same lines come out otherwise.
        Json context = record["context"];
        record.set("context", context.set("adopted", true));
        QVERIFY(!reperform(record)->same);
    }
    void tellsWhereItDiffers()
    {
        const test::ShopBook shop(1200);
        Json record = recordOf(shop);
        Json::Array groups = record["groups"].toArray();
        groups[7].set("state", "invented");
        record.set("groups", Json(groups));
        const auto changed = reperform(record);
        VERIFY_OK(changed);
        QVERIFY(!changed->same);
        QVERIFY((changed->differences == std::vector<std::string>{"groups.8"}));
        // A line altered afterwards changes what comes out of it.
        record = recordOf(shop);
        Json::Array bank = record["bank"].toArray();
        bank[0].set("amount", "1");
        record.set("bank", Json(bank));
        QVERIFY(!reperform(record)->same);
        QVERIFY(reperform(Json().set("format", "something")).error().is(kRecordInvalid));
        bank[0].set("date", "yesterday");
        record.set("bank", Json(bank));
        QVERIFY(reperform(record).error().is(kRecordInvalid));
    }
    void itsNumbersAddUp()
    {
        const test::ShopBook shop(1200);
        const Json record = recordOf(shop);
        std::size_t weighed = 0;
        std::size_t rivals = 0;
        for (const Json& group : record["groups"].toArray()) {
            const Json& weights = group["learnt"]["weights_65536"];
            if (!weights.isObject())
                continue;
            ++weighed;
            std::int64_t sum = 0;
            for (const char* field : {"start", "amount", "date", "reference", "description"})
                sum += weights[field].toInteger();
            QCOMPARE(sum, weights["total"].toInteger());
            const Json& rival = group["learnt"]["rival"];
            if (!rival.isObject() || !rival["weights_65536"].isObject())
                continue;
            ++rivals;
            // Why it lost: of two partners of one line the one with more weight is the likelier.
            QVERIFY(rival["probability"].toInteger() < group["learnt"]["probability"].toInteger());
        }
        QVERIFY2(weighed > 500 && rivals > 20, (std::to_string(weighed) + " weighed, " + std::to_string(rivals) + " with a rival").c_str());
    }
    void theShortfallIsWhatIsMissing()
    {
        // By hand: p = 1/2 (odds 1, 0 bits), the limit 2^32 · 16/17 (odds 16, 4 bits): 4 bits are missing.
        MatchModel model;
        model.window = {3, 5};
        for (const int bits : {0, 0, 0, 6, 5, 2, 1, 1, 0, -6}) // lag −3 … 5, then outside
            model.day.push_back(bits * kOneBit);
        model.reference[static_cast<std::size_t>(ReferenceLevel::Equal)] = 10 * kOneBit;
        model.description[1] = 3 * kOneBit;
        MatchEvidence evidence;
        evidence.probability = 1U << 31U;
        evidence.lag = 4; // 1 bit
        evidence.referenceLevel = static_cast<std::uint8_t>(ReferenceLevel::Missing);
        evidence.descriptionLevel = 0;
        const auto limit = static_cast<std::uint32_t>(4294967296.0 * 16 / 17);
        const Shortfall missing = shortfallOf(model, evidence, limit);
        QVERIFY(std::llabs(missing.bits - 4 * kOneBit) <= 2);
        // One day apart has 5 bits, four more than now; the nearest that does. An equal reference has 10; the description's 3 do not.
        QCOMPARE(missing.remedies.size(), std::size_t{2});
        QVERIFY(missing.remedies[0].field == Counterfactual::Field::Date);
        QCOMPARE(missing.remedies[0].most, 1);
        QVERIFY(missing.remedies[1].field == Counterfactual::Field::Reference);
        evidence.probability = limit;
        QVERIFY(shortfallOf(model, evidence, limit).remedies.empty());
    }
};

OXSEAL_TEST_CLASS(TestMatchRecord);
#include "tst_match_record.moc"
