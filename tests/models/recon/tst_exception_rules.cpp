// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/exception_rules.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

class TestExceptionRules : public QObject
{
    Q_OBJECT

    static Json valid()
    {
        return *parseJson(R"({"id": "exception-rules", "version": 3, "effective": "2026-01-01", "note": "n",
            "due_business_days": {"low": 20, "medium": 15, "high": 10, "large": 5}, "large_from": {"USD": 10000, "JPY": 1500000},
            "write_off_most": {"USD": 100}, "fee_most": {"USD": 500}, "timing_days": 30, "split_most": 4, "split_days": 10,
            "words": {"fee": ["fee"], "interest": [], "returned": ["nsf"]}})");
    }
    static std::string place(Json json)
    {
        const auto rules = parseExceptionRules(json);
        return rules ? std::string("valid") : rules.error().place();
    }

private Q_SLOTS:
    void aValidFileIsRead()
    {
        const auto rules = parseExceptionRules(valid());
        VERIFY_OK(rules);
        QCOMPARE(rules->version, std::int64_t{3});
        QCOMPARE(rules->dueHigh, 10);
        QCOMPARE(rules->splitMost, 4);
        QCOMPARE(rules->returnedWords, std::vector<std::string>{"nsf"});
    }
    void theDeliveredFileIsValid()
    {
        const auto json = parseJson(test::readFile(std::filesystem::path(OXSEAL_SOURCE_DIR) / "resources/rules/exception_rules.json"));
        VERIFY_OK(json);
        COMPARE_STR(place(*json), "valid");
    }
    void whatIsWrongIsNamed()
    {
        Json json = valid();
        COMPARE_STR(place(json.set("typo", 1)), "typo");
        json = valid();
        COMPARE_STR(place(json.set("timing_days", 0)), "timing_days");
        json = valid();
        COMPARE_STR(place(json.set("split_most", 7)), "split_most"); // more than can be tried
        json = valid();
        COMPARE_STR(place(json.set("large_from", Json().set("USD", -1))), "large_from.USD");
        json = valid();
        COMPARE_STR(place(json.set("due_business_days", Json().set("low", 1).set("medium", 1).set("high", 1))), "due_business_days.large");
        json = valid();
        COMPARE_STR(place(json.set("version", 0)), "version");
    }
    void largeAmountsAreDueSooner()
    {
        const ExceptionRules rules = *parseExceptionRules(valid());
        QCOMPARE(dueBusinessDays(rules, AccountRisk::High, {9'999'99, "USD", 2}), 10);
        QCOMPARE(dueBusinessDays(rules, AccountRisk::High, {-10'000'00, "USD", 2}), 5);
        QCOMPARE(dueBusinessDays(rules, AccountRisk::Medium, {10'00, "USD", 2}), 15);
        QCOMPARE(dueBusinessDays(rules, AccountRisk::Low, {10'000'00, "EUR", 2}), 20); // no limit, nothing is large
        QCOMPARE(dueBusinessDays(rules, AccountRisk::Low, {1'500'000, "JPY", 0}), 5);
        ExceptionRules slow = rules;
        slow.dueLarge = 30;
        QCOMPARE(dueBusinessDays(slow, AccountRisk::High, {10'000'00, "USD", 2}), 10); // never later for being large
    }
    void writeOffsHaveALimit()
    {
        const ExceptionRules rules = *parseExceptionRules(valid());
        QVERIFY(mayWriteOff(rules, {100'00, "USD", 2}) && mayWriteOff(rules, {-100'00, "USD", 2}));
        QVERIFY(!mayWriteOff(rules, {100'01, "USD", 2}) && !mayWriteOff(rules, {-100'01, "USD", 2}));
        QVERIFY(!mayWriteOff(rules, {1, "EUR", 2})); // no limit, no write-off
        QVERIFY(!mayWriteOff(rules, {std::numeric_limits<std::int64_t>::min(), "USD", 2}));
    }
};

OXSEAL_TEST_CLASS(TestExceptionRules);
#include "tst_exception_rules.moc"
