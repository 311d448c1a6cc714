// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/xlsx_values.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

class tst_xlsx_values : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbers_data();
    void numbers();
    void serials_data();
    void serials();
    void formats_data();
    void formats();
    void zeros();
};

void tst_xlsx_values::numbers_data()
{
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("plain"); // "" = no number
    QTest::addColumn<bool>("rounded");
    QTest::newRow("whole") << "1486" << "1486" << false;
    QTest::newRow("negative") << "-12.5" << "-12.5" << false;
    QTest::newRow("noise of a fraction") << "0.10000000000000001" << "0.1" << false;
    QTest::newRow("noise of a sum") << "1234.5600000000002" << "1234.56" << false;
    QTest::newRow("exponent") << "1.2345E+3" << "1234.5" << false;
    QTest::newRow("large exponent") << "1E+20" << "100000000000000000000" << false;
    QTest::newRow("small exponent") << "-2.5E-7" << "-0.00000025" << false;
    QTest::newRow("zero") << "-0" << "0" << false;
    QTest::newRow("trailing zeros") << "2.50" << "2.5" << false;
    QTest::newRow("15 digits") << "123456789012345" << "123456789012345" << false;
    QTest::newRow("16 digits") << "1234567890123456" << "1234567890123460" << true;
    QTest::newRow("a third") << "0.33333333333333331" << "0.333333333333333" << true;
    QTest::newRow("word") << "abc" << "" << false;
    QTest::newRow("half a number") << "12a" << "" << false;
    QTest::newRow("not finite") << "1E999" << "" << false;
}

void tst_xlsx_values::numbers()
{
    QFETCH(QString, stored);
    QFETCH(QString, plain);
    QFETCH(bool, rounded);
    bool gaveUp = false;
    const auto read = plainNumber(stored.toStdString(), gaveUp);
    QCOMPARE(QString::fromStdString(read.value_or("")), plain);
    QCOMPARE(gaveUp, rounded);
}

/// Expected days: the published equivalences of Excel (39448 = 2008-01-01 in both systems less 1,462; 61 = 1900-03-01) and
/// `date -d '1899-12-30 +N days'`.
void tst_xlsx_values::serials_data()
{
    QTest::addColumn<QString>("serial");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("from1904");
    QTest::addColumn<QString>("text");
    const int day = static_cast<int>(NumberKind::Day);
    const int time = static_cast<int>(NumberKind::Time);
    const int elapsed = static_cast<int>(NumberKind::Elapsed);
    QTest::newRow("first") << "1" << day << false << "1900-01-01";
    QTest::newRow("the day that never was") << "60" << day << false << "1900-02-29";
    QTest::newRow("after it") << "61" << day << false << "1900-03-01";
    QTest::newRow("2008") << "39448" << day << false << "2008-01-01";
    QTest::newRow("2008 of 1904") << "37986" << day << true << "2008-01-01";
    QTest::newRow("1904") << "0" << day << true << "1904-01-01";
    QTest::newRow("quarter end") << "46295" << day << false << "2026-09-30";
    QTest::newRow("with a time") << "46295.586805555555" << day << false << "2026-09-30 14:05:00";
    QTest::newRow("last second rounds up") << "46295.999999" << day << false << "2026-10-01";
    QTest::newRow("noon") << "0.5" << time << false << "12:00:00";
    QTest::newRow("31 hours") << "1.2951388888888888" << elapsed << false << "31:05:00";
    QTest::newRow("negative") << "-1" << day << false << "";
    QTest::newRow("after 9999") << "2958466" << day << false << "";
    QTest::newRow("last") << "2958465" << day << false << "9999-12-31";
}

void tst_xlsx_values::serials()
{
    QFETCH(QString, serial);
    QFETCH(int, kind);
    QFETCH(bool, from1904);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(serialText(serial.toStdString(), static_cast<NumberKind>(kind), from1904).value_or("")), text);
}

void tst_xlsx_values::formats_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* code, NumberKind kind) { QTest::newRow(code) << QString::fromUtf8(code) << static_cast<int>(kind); };
    row("General", NumberKind::Number);
    row("#,##0.00", NumberKind::Number);
    row("#,##0.00_);[Red](#,##0.00)", NumberKind::Number);
    row("0.00E+00", NumberKind::Number);
    row("\"Year \"0", NumberKind::Number);
    row("0\\d", NumberKind::Number);
    row("[$USD] #,##0.00", NumberKind::Number);
    row("[Red]0", NumberKind::Number);
    row("@", NumberKind::Number);
    row("yyyy\\-mm\\-dd", NumberKind::Day);
    row("[$-409]d\\-mmm\\-yy;@", NumberKind::Day);
    row("mmmm", NumberKind::Day);
    row("m/d/yy h:mm", NumberKind::Day);
    row("h:mm AM/PM", NumberKind::Time);
    row("mm:ss.0", NumberKind::Time);
    row("[h]:mm:ss", NumberKind::Elapsed);
}

void tst_xlsx_values::formats()
{
    QFETCH(QString, code);
    QFETCH(int, kind);
    QCOMPARE(static_cast<int>(kindOfFormat(code.toStdString())), kind);
}

/// As Excel shows 12, 123456, 1.5 and -12 in these formats; a format with anything beside zeros is not taken apart.
void tst_xlsx_values::zeros()
{
    QCOMPARE(zerosOfFormat("00000"), 5U);
    QCOMPARE(zerosOfFormat("000;-000;0"), 3U);
    for (const char* other : {"0", "General", "0.00", "#,##0", "000-00-0000", "\"E-\"00000", "[Red]000", "00000 ", ""})
        QCOMPARE(zerosOfFormat(other), 0U);
    QCOMPARE(zerosOfFormat(std::string(5000, '0')), 32U);
    COMPARE_STR(withZeros("12", 5), "00012");
    COMPARE_STR(withZeros("123456", 5), "123456");
    COMPARE_STR(withZeros("1.5", 5), "1.5");
    COMPARE_STR(withZeros("-12", 5), "-12");
    COMPARE_STR(withZeros("12", 0), "12");
}

OXSEAL_TEST_CLASS(tst_xlsx_values);
#include "tst_xlsx_values.moc"
