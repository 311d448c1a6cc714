// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/account_rules.h"
#include "tests/support/test_main.h"

#include <functional>

using namespace oxseal;
using namespace oxseal::recon;

class TestAccountRules : public QObject
{
    Q_OBJECT

    static Json shipped()
    {
        return *parseJson(test::readFile(std::filesystem::path(OXSEAL_SOURCE_DIR) / "resources/rules/account_rules.json"));
    }
    static void refused(const char* place, const std::function<void(Json&)>& change)
    {
        Json json = shipped();
        change(json);
        const auto parsed = parseAccountRules(json);
        QVERIFY2(!parsed, place);
        QVERIFY(parsed.error().is(kPolicyInvalid));
        COMPARE_STR(parsed.error().place(), place);
    }
    static void setIn(Json& json, const char* section, const char* key, Json value)
    {
        Json inner = json[section];
        inner.set(key, std::move(value));
        json.set(section, std::move(inner));
    }

private Q_SLOTS:
    void readsWhatIsDelivered()
    {
        const auto rules = parseAccountRules(shipped());
        VERIFY_OK(rules);
        COMPARE_STR(rules->id, "account-rules");
        QCOMPARE(rules->version, std::int64_t{1});
        QCOMPARE(rules->autoClose.thresholds.at("USD"), std::int64_t{50000});
        QCOMPARE(rules->autoClose.mostInRow, 3);
        QCOMPARE(rules->autoClose.samplePercent, 20);
        QCOMPARE(rules->autoClose.classWords.size(), std::size_t{4});
        QCOMPARE(rules->journals.closeBusinessDays, 5);
        QVERIFY(rules->journals.weekend);
    }
    void refusesWhatItDoesNotKnow()
    {
        refused("extra", [](Json& json) { json.set("extra", 1); });
        refused("version", [](Json& json) { json.set("version", 0); });
        refused("auto_close.most_in_row", [](Json& json) { setIn(json, "auto_close", "most_in_row", 0); });
        refused("auto_close.sample_at_least", [](Json& json) { setIn(json, "auto_close", "sample_at_least", 0); });
        refused("auto_close.sample_percent", [](Json& json) { setIn(json, "auto_close", "sample_percent", 101); });
        refused("auto_close.thresholds", [](Json& json) { setIn(json, "auto_close", "thresholds", Json::Array()); });
        refused("auto_close.thresholds.USD", [](Json& json) { setIn(json, "auto_close", "thresholds", Json(Json::Object{{"USD", -1}})); });
        refused("auto_close.class_words.cash", [](Json& json) { setIn(json, "auto_close", "class_words", Json(Json::Object())); });
        refused("auto_close.class_words.other", [](Json& json) { setIn(json, "auto_close", "class_words", Json(Json::Object{{"other", Json::Array()}})); });
        refused("journals.weekend", [](Json& json) { setIn(json, "journals", "weekend", "yes"); });
        refused("journals.close_business_days", [](Json& json) { setIn(json, "journals", "close_business_days", 61); });
        refused("journals.typo", [](Json& json) { setIn(json, "journals", "typo", 1); });
    }
    void aLimitIsInTheCurrencysUnits()
    {
        const UnitLimits limits{{"USD", 500}, {"JPY", 70000}, {"BIG", 999'999'999'999'999}};
        QCOMPARE(limitInMinor(limits, "USD", 2).value(), std::int64_t{50000});
        QCOMPARE(limitInMinor(limits, "JPY", 0).value(), std::int64_t{70000});
        QVERIFY(!limitInMinor(limits, "EUR", 2));
        QCOMPARE(limitInMinor(limits, "BIG", 3).value(), std::int64_t{999'999'999'999'999'000});
        QVERIFY(!limitInMinor(limits, "BIG", 4)); // 9.99e18 leaves 64 bits, which end at 9.22e18
    }
    void namesGoBothWays()
    {
        for (const AccountClass kind : {AccountClass::NotStated, AccountClass::Cash, AccountClass::Clearing, AccountClass::Intercompany,
                 AccountClass::Estimate, AccountClass::Other})
            QVERIFY(accountClassFromName(name(kind)) == kind);
        QVERIFY(!accountClassFromName("Cash"));
    }
};

OXSEAL_TEST_CLASS(TestAccountRules);
#include "tst_account_rules.moc"
