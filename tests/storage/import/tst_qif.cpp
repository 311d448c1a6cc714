// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/qif.h"
#include "tests/storage/import/bank_files.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

namespace {

Result<StatementFile> read(const std::string& text, const BankFileOptions& options = {}) { return readQif(asBytes(text), options); }

} // namespace

class tst_qif : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void samples();
    void dates_data();
    void dates();
    void orders_data();
    void orders();
    void records_data();
    void records();
    void accounts();
    void investments();
    void splits();
    void options();
    void everyCut();
};

/// EXPECTED_by_peers.csv: 7 and 1,711.00; 7 and −499.95. GnuCash reads the dates of abc.qif as month/day/year.
void tst_qif::samples()
{
    NEED_SAMPLES(folder);
    const auto gnucash = *folder / "1-bank" / "qif" / "gnucash";
    const auto abc = read(test::readFile(gnucash / "abc.qif"));
    VERIFY_OK(abc);
    COMPARE_STR(test::amountsOf(*abc), ": 234500 330000 54300 -500000 1200 1100 50000");
    QCOMPARE(totalsOf(abc->statements[0]).sum, std::int64_t(171100));
    COMPARE_STR(test::footingsOf(*abc), "not_stated");
    const auto& lines = abc->statements[0].lines;
    COMPARE_STR(lines[0].entryDate->iso(), "1997-06-17");
    COMPARE_STR(lines[1].entryDate->iso(), "1997-08-01");
    COMPARE_STR(lines[0].type, "DEP");
    COMPARE_STR(lines[2].reference, "101");
    COMPARE_STR(lines[0].description, "from my pillow case / my memo");
    const auto web = read(test::readFile(gnucash / "web.qif"));
    VERIFY_OK(web);
    QCOMPARE(web->statements[0].lines.size(), std::size_t(7));
    QCOMPARE(totalsOf(web->statements[0]).sum, std::int64_t(-49995));
    COMPARE_STR(web->statements[0].lines[0].entryDate->iso(), "1999-03-25"); // "099" counts from 1900
    COMPARE_STR(test::warningsOf(web->report), "date_rest(7,Share Withdrawal)@2 format_no_currency()");
}

void tst_qif::dates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("monthFirst");
    QTest::addColumn<QString>("dayFirst");
    const auto row = [](const char* text, const char* monthFirst, const char* dayFirst) { QTest::newRow(text) << text << monthFirst << dayFirst; };
    row("6/7/97", "1997-06-07", "1997-07-06");
    row("6/ 7/97", "1997-06-07", "1997-07-06");
    row("6/7'01", "2001-06-07", "2001-07-06");
    row("6/7' 1", "2001-06-07", "2001-07-06");
    row("6/7'97", "2097-06-07", "2097-07-06"); // the apostrophe is the century
    row("6/7/68", "2068-06-07", "2068-07-06");
    row("6/7/69", "1969-06-07", "1969-07-06");
    row("6/7/2026", "2026-06-07", "2026-07-06");
    row("6/7'2026", "2026-06-07", "2026-07-06");
    row("06.07.2026", "2026-06-07", "2026-07-06");
    row("6-7-26", "2026-06-07", "2026-07-06");
    row("03/02/103", "2003-03-02", "2003-02-03");
    row("2026-06-07", "2026-06-07", "2026-06-07");
    row("20260607", "2026-06-07", "2026-06-07");
    row("7-Jun-2026", "2026-06-07", "2026-06-07");
    row("2026-06-257", "-", "-");
    row("31/6/26", "-", "-");
    row("2/30/26", "-", "-");
    row("6/7", "-", "-");
    row("June", "-", "-");
    row("", "-", "-");
}

void tst_qif::dates()
{
    QFETCH(QString, text);
    const auto shown = [&](DateOrder order) {
        const auto day = qifDay(text.toStdString(), order).day;
        return QString::fromStdString(day ? day->iso() : "-");
    };
    QTEST(shown(DateOrder::MonthFirst), "monthFirst");
    QTEST(shown(DateOrder::DayFirst), "dayFirst");
}

void tst_qif::orders_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("day");
    QTest::addColumn<QString>("warnings");
    QTest::newRow("month first") << "1/2'26" << "1/31'26" << "2026-01-02" << "format_no_currency()";
    QTest::newRow("day first") << "1/2'26" << "31/1'26" << "2026-02-01" << "format_no_currency()";
    QTest::newRow("points") << "1.2.2026" << "2.2.2026" << "2026-02-01" << "format_no_currency()";
    QTest::newRow("ambiguous") << "1/2/26" << "2/3/26" << "2026-01-02" << "date_ambiguous(D) format_no_currency()";
}

void tst_qif::orders()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    const auto found = read("!Type:Bank\nD" + first.toStdString() + "\nT1\n^\nD" + second.toStdString() + "\nT2\n^\n");
    VERIFY_OK(found);
    QTEST(QString::fromStdString(found->statements.at(0).lines.at(0).entryDate->iso()), "day");
    QTEST(QString::fromStdString(test::warningsOf(found->report)), "warnings");
}

void tst_qif::records_data()
{
    QTest::addColumn<QString>("records");
    QTest::addColumn<QString>("amounts");
    QTest::addColumn<QString>("rejected");
    const auto row = [](const char* name, const char* records, const char* amounts, const char* rejected = "") { QTest::newRow(name) << records << amounts << rejected; };
    row("amount in U", "D1/2/26\nU1,234.50\n^\n", ": 123450");
    row("T beats U", "D1/2/26\nU1.00\nT2.00\n^\n", ": 200");
    row("decimal comma", "D1/2/26\nT-1.234,5\n^\nD1/2/26\nT7,25\n^\n", ": -123450 725");
    row("no amount", "D1/2/26\nPx\n^\nD1/2/26\nT1\n^\n", ": 100", "missing_value(T)@2");
    row("no number", "D1/2/26\nT$x\n^\n", ":", "bad_amount(T,$x)@2");
    row("no date", "T1\n^\n", ":", "missing_value(D)@2");
    row("no such day", "D2/30/26\nT1\n^\n", ":", "bad_date(D,2/30/26)@2");
    row("no end", "D1/2/26\nT1\n^\nD1/3/26\nT2\n", ": 100", "unfinished_record()@5");
    row("cut by a section", "D1/2/26\nT1\n!Type:Cat\nNx\n^\n", "", "unfinished_record()@2");
    row("empty records", "^\n^\n\nD1/2/26\r\nT1\r\n^\r\n", ": 100");
}

void tst_qif::records()
{
    QFETCH(QString, records);
    const auto found = read("!Type:Bank\n" + records.toStdString());
    VERIFY_OK(found);
    QTEST(QString::fromStdString(test::amountsOf(*found)), "amounts");
    QTEST(QString::fromStdString(test::rejectionsOf(found->report)), "rejected");
    QVERIFY(found->report.conserved());
}

/// Quicken's export of all accounts: lists first, then each account before its register.
void tst_qif::accounts()
{
    const auto found = read("!Option:AutoSwitch\n!Account\nNChecking\nTBank\n^\nNCard\nTCCard\n^\n!Clear:AutoSwitch\n!Type:Cat\nNFood\nE\n^\n"
                            "!Account\nNChecking\nTBank\n^\n!Type:Bank\nD1/31/26\nT1\n^\n!Account\nNCard\n^\n!Type:CCard\nD1/31/26\nT-2\n^\n"
                            "!Account\nNChecking\n^\n!Type:Bank\nD1/31/26\nT3\n^\n!Type:Memorized\nKC\nT9\n^\n");
    VERIFY_OK(found);
    COMPARE_STR(test::amountsOf(*found), "Checking: 100 300 | Card: -200");
    QCOMPARE(found->report.ignoredRows(), std::uint64_t(7));
    QVERIFY(found->report.conserved());
    QVERIFY(read("Dear bank,\nD1/2/26\n").error().is(kImportNoStatement));
    QVERIFY(read("").error().is(kImportEmpty));
}

/// Cash in the account itself: what it buys goes out, what it sells comes in, the rest moves elsewhere or not at all.
void tst_qif::investments()
{
    const auto record = [](const char* action, const char* amount) { return std::string("D1/31/26\nN") + action + "\n" + amount + "^\n"; };
    const auto found = read("!Type:Invst\n" + record("Buy", "T10\n") + record("Sell", "T20\n") + record("BuyX", "T30\n") + record("ShrsIn", "")
        + record("Div", "T5\n") + record("Swap", "T9\n"));
    VERIFY_OK(found);
    COMPARE_STR(test::amountsOf(*found), ": -1000 2000 0 0 500");
    COMPARE_STR(test::rejectionsOf(found->report), "qif_action(Swap)@21");
}

void tst_qif::splits()
{
    const auto found = read("!Type:Bank\nD1/31/26\nT-10.00\nSFood\n$-4.00\nSHome\n$-6.00\n^\nD1/31/26\nT-10.00\nSFood\n$-4.00\nSHome\n$-5.75\n^\n", {{}, DateOrder::Auto, '\0', "USD"});
    VERIFY_OK(found);
    COMPARE_STR(test::amountsOf(*found), ": -1000 -1000");
    COMPARE_STR(test::warningsOf(found->report), "qif_splits(0.25)@9");
}

void tst_qif::options()
{
    const auto yen = read("!Type:Bank\nD1/2/26\nT1,500\n^\n", {{}, DateOrder::DayFirst, '.', "JPY"});
    VERIFY_OK(yen);
    COMPARE_STR(test::amountsOf(*yen), ": 1500");
    COMPARE_STR(yen->statements[0].currency.code(), "JPY");
    COMPARE_STR(yen->statements[0].lines[0].entryDate->iso(), "2026-02-01");
    COMPARE_STR(test::warningsOf(yen->report), "");
}

void tst_qif::everyCut()
{
    COMPARE_STR(test::worstCut("!Account\nNA\n^\n!Type:Bank\nD1/31/26\nT-10.50\nPx\n^\nD1/31/26\nT20.25\n^\n", 2, [](const std::string& text) { return read(text); }), "");
}

OXSEAL_TEST_CLASS(tst_qif);
#include "tst_qif.moc"
