// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"
#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;

class TestMoney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("digits");
        QTest::addColumn<char>("decimal");
        QTest::addColumn<bool>("ok");
        QTest::addColumn<qint64>("minor");
        const auto row = [](const char* text, int digits, char decimal, bool ok, qint64 minor) {
            QTest::newRow(text) << QString::fromUtf8(text) << digits << decimal << ok << minor;
        };
        row("1,234.50", 2, '.', true, 123450);
        row("1.234,5", 2, ',', true, 123450);
        row("(12.00)", 2, '.', true, -1200);
        row("12.00-", 2, '.', true, -1200);
        row("+3", 2, '.', true, 300);
        row("-.05", 2, '.', true, -5);
        row("1'234'567.89", 2, '.', true, 123456789);
        row("500", 0, '.', true, 500);
        row("1.500", 2, '.', true, 150);
        row("1.505", 2, '.', false, 0);
        row("12,34.00", 2, '.', false, 0);
        row("1,2345", 2, '.', false, 0);
        row("--1", 2, '.', false, 0);
        row("(-1)", 2, '.', false, 0);
        row("1.2.3", 2, '.', false, 0);
        row("", 2, '.', false, 0);
        row(".", 2, '.', false, 0);
        row("92233720368547758.07", 2, '.', true, std::numeric_limits<qint64>::max());
        row("92233720368547758.08", 2, '.', false, 0);
    }
    void parses()
    {
        QFETCH(QString, text);
        QFETCH(int, digits);
        QFETCH(char, decimal);
        QFETCH(bool, ok);
        QFETCH(qint64, minor);
        const auto parsed = parseMinor(text.toStdString(), digits, decimal);
        QCOMPARE(parsed.has_value(), ok);
        if (ok)
            QCOMPARE(qint64(*parsed), minor);
    }
    void formats()
    {
        COMPARE_STR(formatMinor(-5, 2), "-0.05");
        COMPARE_STR(formatMinor(0, 2), "0.00");
        COMPARE_STR(formatMinor(123, 0), "123");
        COMPARE_STR(formatMinor(1234567, 3), "1234.567");
        COMPARE_STR(formatMinor(std::numeric_limits<std::int64_t>::min(), 2), "-92233720368547758.08");
        COMPARE_STR(formatAmount(-123456789, 2), "(1,234,567.89)");
        COMPARE_STR(formatAmount(12345, 2), "123.45");
        COMPARE_STR(formatAmount(0, 2, true), "–");
    }
    void refusesMixedCurrencies()
    {
        const auto usd = *Currency::fromCode("usd");
        const auto eur = *Currency::fromCode("EUR");
        QVERIFY(!sum({1, usd}, {1, eur}));
        QCOMPARE(qint64(sum({1, usd}, {2, usd})->minor), 3);
        QVERIFY(!sum({std::numeric_limits<std::int64_t>::max(), usd}, {1, usd}));
        QCOMPARE(Currency::fromCode("JPY")->digits(), 0);
        QCOMPARE(Currency::fromCode("KWD")->digits(), 3);
        QVERIFY(!Currency::fromCode("US1"));
    }
};

OXSEAL_TEST_CLASS(TestMoney);
#include "tst_money.moc"
