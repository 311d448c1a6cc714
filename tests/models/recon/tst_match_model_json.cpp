// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_model_json.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestMatchModelJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsEveryNumber()
    {
        LearntReport report;
        report.anchors = 51;
        report.pairs = 900;
        report.dropped = 3;
        report.lostPerMillion = 1200;
        report.rounds = 4;
        report.labels = {"VISA"};
        report.model.window = {2, 7};
        FeeSchedule fee;
        fee.fixed = 8;
        fee.rate = 1100;
        fee.seen = 17;
        report.model.fees = {fee};
        report.model.prior = -5 * kOneBit;
        report.model.commonName = 1;
        report.model.amount[0] = 2;
        report.model.day = {3, 4};
        report.model.reference[1] = 5;
        report.model.description[18] = 6;
        const Json json = modelJson(report, 2);
        COMPARE_STR(canonicalJson(json["fees"]), R"([{"fixed":"0.08","rate_per_100000":1100,"seen":17}])");
        QCOMPARE(json["anchors"].toInteger(), std::int64_t{51});
        QCOMPARE(json["pairs_compared"].toInteger(), std::int64_t{900});
        QCOMPARE(json["estimated_lost_per_million"].toInteger(), std::int64_t{1200});
        QCOMPARE(json["window_after"].toInteger(), std::int64_t{7});
        COMPARE_STR(canonicalJson(json["labels"]), R"(["VISA"])");
        const Json& weights = json["weights_65536"];
        QCOMPARE(weights["start"].toInteger(), std::int64_t{-327680});
        COMPARE_STR(canonicalJson(weights["date"]), "[3,4]");
        QCOMPARE(weights["reference"].toArray().size(), kReferenceLevels);
        QCOMPARE(weights["description"].toArray().back().toInteger(), std::int64_t{6});
    }
};

OXSEAL_TEST_CLASS(TestMatchModelJson);
#include "tst_match_model_json.moc"
