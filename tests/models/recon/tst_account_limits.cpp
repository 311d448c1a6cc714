// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/account_limits.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

class TestAccountLimits : public QObject
{
    Q_OBJECT

    static ExceptionRules policy()
    {
        ExceptionRules rules;
        rules.largeFrom = {{"USD", 10'000}, {"EUR", 9'000}};
        rules.writeOffMost = {{"USD", 100}};
        rules.timingDays = 30;
        return rules;
    }
    static AutoCloseRule closing()
    {
        AutoCloseRule rule;
        rule.thresholds = {{"USD", 5'000}};
        return rule;
    }
    static std::int64_t from(const AccountLimits& limits, std::int64_t balance, const char* currency = "USD", int digits = 2)
    {
        return limited(policy(), limits, {currency, digits, balance}).largeFrom.find(currency)->second;
    }

private Q_SLOTS:
    void whatIsNotStatedIsThePolicys()
    {
        const ExceptionRules rules = limited(policy(), {}, {"USD", 2, 1'000'00});
        QVERIFY(rules.largeFrom == policy().largeFrom && rules.writeOffMost == policy().writeOffMost && rules.timingDays == 30);
        QVERIFY(limited(closing(), {}, "USD").thresholds == closing().thresholds);
        QVERIFY(!AccountLimits{}.any());
    }
    void amountAndShareByHand()
    {
        AccountLimits limits;
        limits.investigateShare = 250; // 2.5 % of 123,456.78 is 3,086.4195: 3,086
        QCOMPARE(from(limits, 123'456'78), std::int64_t(3'086));
        QCOMPARE(from(limits, -123'456'78), std::int64_t(3'086));
        limits.investigateFrom = 2'000; // the smaller counts
        QCOMPARE(from(limits, 123'456'78), std::int64_t(2'000));
        QCOMPARE(from(limits, 40'000'00), std::int64_t(1'000));
        QCOMPARE(from(limits, 0), std::int64_t(2'000)); // no share of nothing
        limits.investigateShare.reset();
        limits.investigateFrom = 50'000; // an account may be looser than the policy here
        QCOMPARE(from(limits, 0), std::int64_t(50'000));
        limits.investigateShare = 10'000;
        QCOMPARE(from(limits, std::numeric_limits<std::int64_t>::min(), "JPY", 0), std::int64_t(50'000));
        limits.investigateFrom.reset();
        QCOMPARE(from(limits, 7'000, "JPY", 0), std::int64_t(7'000)); // a currency the policy does not know
    }
    void isLargeAtTheLimit()
    {
        AccountLimits limits;
        limits.investigateFrom = 500;
        const LimitedAccount account{"USD", 2, 0};
        QVERIFY(isLarge(policy(), limits, account, 500'00) && isLarge(policy(), limits, account, -500'00));
        QVERIFY(!isLarge(policy(), limits, account, 499'99));
        QVERIFY(!isLarge(policy(), {}, account, 9'999'99) && isLarge(policy(), {}, account, 10'000'00));
    }
    void writingOffAndClosingCanOnlyBeTighter()
    {
        AccountLimits limits;
        limits.writeOffMost = 20;
        limits.closeMost = 0;
        VERIFY_OK(checkLimits(limits, policy(), closing(), "USD"));
        QCOMPARE(limited(policy(), limits, {"USD", 2, 0}).writeOffMost.find("USD")->second, std::int64_t(20));
        QCOMPARE(limited(closing(), limits, "USD").thresholds.find("USD")->second, std::int64_t(0));
        limits.writeOffMost = 101;
        QVERIFY(checkLimits(limits, policy(), closing(), "USD").error().is(kLimitBeyondPolicy));
        // A policy that became tighter since holds all the same.
        QCOMPARE(limited(policy(), limits, {"USD", 2, 0}).writeOffMost.find("USD")->second, std::int64_t(100));
        limits.writeOffMost = 20;
        QVERIFY(checkLimits(limits, policy(), closing(), "EUR").error().is(kLimitBeyondPolicy)); // nothing passes in EUR
        QVERIFY(!limited(policy(), limits, {"EUR", 2, 0}).writeOffMost.contains("EUR"));
        limits = {};
        limits.closeMost = 5'001;
        QVERIFY(checkLimits(limits, policy(), closing(), "USD").error().is(kLimitBeyondPolicy));
    }
    void whatMakesNoSenseIsRefused()
    {
        for (const auto& [from, days] : {std::pair<std::int64_t, int>{-1, 30}, {1, 0}, {1, 181}}) {
            AccountLimits limits;
            limits.investigateFrom = from;
            limits.timingDays = days;
            QVERIFY(checkLimits(limits, policy(), closing(), "USD").error().is(kLimitInvalid));
        }
        AccountLimits limits;
        limits.timingDays = 14;
        VERIFY_OK(checkLimits(limits, policy(), closing(), "USD"));
        QCOMPARE(limited(policy(), limits, {"USD", 2, 0}).timingDays, 14);
    }
    void percentAsText()
    {
        QCOMPARE(shareFromText("5"), std::optional<int>(500));
        QCOMPARE(shareFromText("2.5"), std::optional<int>(250));
        QCOMPARE(shareFromText("0.01"), std::optional<int>(1));
        QCOMPARE(shareFromText("100"), std::optional<int>(10'000));
        for (const char* wrong : {"", "0", "0.00", "100.01", "1.234", "5.", "-1", "5 %", "1e2", "999999"})
            QVERIFY2(!shareFromText(wrong), wrong);
    }
};

OXSEAL_TEST_CLASS(TestAccountLimits);
#include "tst_account_limits.moc"
