// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/exchange_rate.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;
using namespace oxseal::recon;

class TestExchangeRate : public QObject
{
    Q_OBJECT

    static ExchangeRate rate(const char* text) { return ExchangeRate::fromText(text).value(); }

private Q_SLOTS:
    void whatIsNoRateIsRefused()
    {
        for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "0", "0.0000000000", "1,08", "1e3", "123456789", "1.12345678901", " 1", "1.0 "})
            QVERIFY2(ExchangeRate::fromText(text).error().is(kRateInvalid), text);
        COMPARE_STR(rate("1.0843").text(), "1.0843");
        COMPARE_STR(rate("0.0000000001").text(), "0.0000000001");
        COMPARE_STR(rate("110.50").text(), "110.5");
        COMPARE_STR(rate("7").text(), "7");
    }
    void convertsByHand()
    {
        QCOMPARE(*rate("1.0843").convert(1'000'00, 2, 2), std::int64_t(1'084'30));
        QCOMPARE(*rate("1.0843").convert(-1'000'00, 2, 2), std::int64_t(-1'084'30));
        QCOMPARE(*rate("1.005").convert(1'00, 2, 2), std::int64_t(1'01)); // 100.5 cents: half goes away from zero
        QCOMPARE(*rate("1.005").convert(-1'00, 2, 2), std::int64_t(-1'01));
        QCOMPARE(*rate("1.0049").convert(1'00, 2, 2), std::int64_t(1'00));
        // 1,234 yen at 0.0067 dollars: 8.2678, so 8.27. And 8.27 dollars at 149.25 yen: 1,234.2975, so 1,234.
        QCOMPARE(*rate("0.0067").convert(1'234, 0, 2), std::int64_t(8'27));
        QCOMPARE(*rate("149.25").convert(8'27, 2, 0), std::int64_t(1'234));
        // A Kuwaiti dinar has three digits: 10.000 at 3.26 dollars.
        QCOMPARE(*rate("3.26").convert(10'000, 3, 2), std::int64_t(32'60));
        QCOMPARE(*ExchangeRate().convert(77, 2, 2), std::int64_t(77));
    }
    void overflowIsSaid()
    {
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        constexpr auto least = std::numeric_limits<std::int64_t>::min();
        QCOMPARE(*ExchangeRate().convert(most, 2, 2), most);
        QCOMPARE(*ExchangeRate().convert(least, 2, 2), least);
        QVERIFY(!rate("1.1").convert(most, 2, 2));
        QVERIFY(!rate("99999999").convert(least, 0, 4));
    }
};

OXSEAL_TEST_CLASS(TestExchangeRate);
#include "tst_exchange_rate.moc"
