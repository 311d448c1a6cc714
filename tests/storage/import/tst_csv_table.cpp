// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/csv_table.h"

#include "storage/import/cell_values.h"
#include "storage/import/zip_parts.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

namespace {

const std::vector<ColumnSpec> kGl = {
    {"date", {"Posting Date", "Buchungsdatum"}, ColumnType::Day, true, true},
    {"account", {"Konto"}, ColumnType::Text, true, true},
    {"amount", {"Betrag"}, ColumnType::Money, true, true},
    {"currency", {"Ccy"}, ColumnType::Text, false, false},
};

Result<TableRead> read(const std::string& text, const TableOptions& options = {})
{
    return readCsvTable(asBytes(text), kGl, options);
}

} // namespace

class tst_csv_table : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typedColumns();
    void germanNotation();
    void everyRowInOneBucket();
    void preambleAndRepeatedHeader();
    void withoutHeader();
    void mapping();
    void missingColumns();
    void decimalsOfTheRowsCurrency();
    void dates_data();
    void dates();
    void amounts_data();
    void amounts();
    void threadsDoNotMatter();
    void threadsAndQuotedLineEnds();
    void hostileInput();
};

void tst_csv_table::typedColumns()
{
    const auto table = read("Posting Date,Account,Amount,Extra\n2026-09-30,1010,\"1,234.50\",x\n2026-10-01,1010,(0.07),y\n");
    VERIFY_OK(table);
    QCOMPARE(table->table.rows(), std::size_t(2));
    QCOMPARE(table->table.money("amount")->minor, (std::vector<std::int64_t>{123450, -7}));
    COMPARE_STR(table->table.days("date")->at(0)->iso(), "2026-09-30");
    COMPARE_STR(table->table.textAt("account", 1), "1010");
    QCOMPARE(table->table.text("account")->dictionary().size(), std::size_t(1));
    QVERIFY(table->table.find("Extra") == nullptr);
    TableOptions extra;
    extra.keepExtra = true;
    const auto whole = read("Posting Date,Account,Amount,Extra\n2026-09-30,1010,1.00,x\n", extra);
    VERIFY_OK(whole);
    COMPARE_STR(whole->table.textAt("Extra", 0), "x");
}

void tst_csv_table::germanNotation()
{
    const auto table = read("Buchungsdatum;Konto;Betrag\n30.09.2026;1200;1.234,50\n01.10.2026;1200;-7,00\n02.10.2026;1;1.000\n");
    VERIFY_OK(table);
    QCOMPARE(table->table.money("amount")->minor, (std::vector<std::int64_t>{123450, -700, 100000}));
    COMPARE_STR(table->table.days("date")->at(1)->iso(), "2026-10-01");
    QCOMPARE(table->dialect.delimiter, ';');
    // Only whole thousands: a group of three is no fraction, unless the currency has three decimals.
    const auto thousands = read("date;account;amount\n2026-09-30;1;1.000\n2026-09-30;1;25.000\n");
    VERIFY_OK(thousands);
    QCOMPARE(thousands->table.money("amount")->minor, (std::vector<std::int64_t>{100000, 2500000}));
    QCOMPARE(thousands->report.warnings.size(), std::size_t(1));
    const auto dinars = read("date;account;amount;ccy\n2026-09-30;1;1.000;KWD\n2026-09-30;1;25.125;KWD\n");
    VERIFY_OK(dinars);
    QCOMPARE(dinars->table.money("amount")->minor, (std::vector<std::int64_t>{1000, 25125}));
}

void tst_csv_table::everyRowInOneBucket()
{
    const auto table = read("date,account,amount\n"
                            "2026-09-30,1,1.00\n" // 2 accepted
                            "\n" // 3 blank
                            "2026-02-30,1,1.00\n" // 4 no such day
                            "2026-09-30,1,one\n" // 5
                            "2026-09-30,,1.00\n" // 6
                            "2026-09-30,1\n" // 7
                            "2026-09-30,1,1.00,2\n" // 8
                            "2026-09-30,1,1.00,\n" // 9 a trailing separator only
                            "2026-09-30,1,1.005\n" // 10 a third decimal
                            "2026-09-30,\"1,1.00\n"); // 11 never closed
    VERIFY_OK(table);
    const auto& report = table->report;
    QCOMPARE(report.records, std::uint64_t(10));
    QCOMPARE(report.accepted, std::uint64_t(2));
    QVERIFY(report.conserved());
    std::string seen;
    for (const auto& row : report.rejected)
        seen += std::to_string(row.row) + row.reason.substr(6) + " ";
    COMPARE_STR(seen, "4.bad_date 5.bad_amount 6.missing_value 7.short_row 8.long_row 10.bad_amount 11.unterminated_quote ");
    QCOMPARE(report.ignored.size(), std::size_t(1));
    QCOMPARE(report.ignored[0].firstRow, std::uint64_t(3));
}

void tst_csv_table::preambleAndRepeatedHeader()
{
    const auto table = read("Acme Corp\nGeneral ledger,Q3\n\ndate,account,amount\n2026-09-30,1,1.00\ndate,account,amount\n2026-09-30,1,2.00\n");
    VERIFY_OK(table);
    QCOMPARE(table->headerLine, std::uint64_t(4));
    QCOMPARE(table->report.accepted, std::uint64_t(2));
    QVERIFY(table->report.conserved());
    QCOMPARE(table->report.records, std::uint64_t(6));
    QVERIFY(table->report.rejected.empty());
}

/// HP Labs' role-mining files: "user permission", blanks around, no header (46 users, 46 permissions, 1,486 pairs).
void tst_csv_table::withoutHeader()
{
    NEED_SAMPLES(samples);
    TableOptions options;
    options.header = false;
    options.map = {{"user", "1"}, {"permission", "2"}};
    const auto table = readCsvFile(*samples / "4-access" / "hp-role-mining" / "hc.txt",
        {{"user", {}, ColumnType::Text, true, true}, {"permission", {}, ColumnType::Text, true, true}}, options);
    VERIFY_OK(table);
    QCOMPARE(table->table.rows(), std::size_t(1486));
    QCOMPARE(table->table.text("user")->dictionary().size(), std::size_t(46));
    QCOMPARE(table->table.text("permission")->dictionary().size(), std::size_t(46));
    QVERIFY(table->report.rejected.empty());
}

void tst_csv_table::mapping()
{
    TableOptions options;
    auto map = parseColumnMap("date=When, account=2,amount=How Much");
    VERIFY_OK(map);
    options.map = *map;
    const auto table = read("When,Which,how_much\n2026-09-30,1010,5\n", options);
    VERIFY_OK(table);
    QCOMPARE(table->table.money("amount")->minor.at(0), std::int64_t(500));
    COMPARE_STR(table->table.textAt("account", 0), "1010");
    options.map["colour"] = "1";
    const auto unknown = read("When,Which,how_much\n2026-09-30,1010,5\n", options);
    QVERIFY(!unknown);
    QVERIFY(unknown.error().is(kImportBadMap));
    QVERIFY(!parseColumnMap("date"));
}

void tst_csv_table::missingColumns()
{
    const auto table = read("date,konto\n2026-09-30,1\n");
    QVERIFY(!table);
    QVERIFY(table.error().is(kImportMissingColumns));
    COMPARE_STR(table.error().arguments().at(0), "amount");
    TableOptions options;
    options.map = {{"account", "9"}};
    const auto mapped = read("date,konto,amount\n2026-09-30,1,1\n", options);
    QVERIFY(!mapped);
    COMPARE_STR(mapped.error().arguments().at(0), "account=9");
}

/// Yen have no minor unit, Kuwaiti dinars three digits (ISO 4217).
void tst_csv_table::decimalsOfTheRowsCurrency()
{
    const auto table = read("date,account,amount,ccy\n2026-09-30,1,100,JPY\n2026-09-30,1,1.234,KWD\n2026-09-30,1,1.50,eur\n"
                            "2026-09-30,1,1.50,JPY\n2026-09-30,1,1.50,12\n");
    VERIFY_OK(table);
    QCOMPARE(table->table.money("amount")->minor, (std::vector<std::int64_t>{100, 1234, 150}));
    QCOMPARE(table->report.rejected.size(), std::size_t(2));
    COMPARE_STR(table->report.rejected[0].reason, "import.bad_amount");
    COMPARE_STR(table->report.rejected[1].reason, "import.bad_currency");
}

void tst_csv_table::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("order");
    QTest::addColumn<QByteArray>("iso");
    const auto order = [](DateOrder o) { return static_cast<int>(o); };
    QTest::newRow("iso") << QByteArray("2026-09-03") << order(DateOrder::MonthFirst) << QByteArray("2026-09-03");
    QTest::newRow("iso time") << QByteArray("2026-09-03T23:59:59.123+02:00") << 0 << QByteArray("2026-09-03");
    QTest::newRow("compact") << QByteArray("20260903") << 0 << QByteArray("2026-09-03");
    QTest::newRow("us") << QByteArray("9/3/2026 4:05 PM") << order(DateOrder::MonthFirst) << QByteArray("2026-09-03");
    QTest::newRow("uk") << QByteArray("03/09/26") << order(DateOrder::DayFirst) << QByteArray("2026-09-03");
    QTest::newRow("oracle") << QByteArray("03-SEP-26") << order(DateOrder::MonthFirst) << QByteArray("2026-09-03");
    QTest::newRow("words") << QByteArray("3 September 2026") << order(DateOrder::MonthFirst) << QByteArray("2026-09-03");
    QTest::newRow("last century") << QByteArray("12/31/99") << order(DateOrder::MonthFirst) << QByteArray("1999-12-31");
    QTest::newRow("no such day") << QByteArray("2026-02-29") << 0 << QByteArray();
    QTest::newRow("month 13") << QByteArray("13/01/2026") << order(DateOrder::MonthFirst) << QByteArray();
    QTest::newRow("trailing rubbish") << QByteArray("2026-09-03x") << 0 << QByteArray();
    QTest::newRow("number") << QByteArray("45000") << 0 << QByteArray();
}

void tst_csv_table::dates()
{
    QFETCH(QByteArray, text);
    QFETCH(int, order);
    QFETCH(QByteArray, iso);
    const auto day = parseDay(text.toStdString(), static_cast<DateOrder>(order));
    COMPARE_STR(day ? day->iso() : std::string(), iso.toStdString());
}

void tst_csv_table::amounts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<char>("decimal");
    QTest::addColumn<qint64>("minor"); // -1: not an amount
    QTest::newRow("plain") << QByteArray("12.5") << '.' << qint64(1250);
    QTest::newRow("whole") << QByteArray("12") << '.' << qint64(1200);
    QTest::newRow("dollar") << QByteArray("$1,234.50") << '.' << qint64(123450);
    QTest::newRow("minus dollar") << QByteArray("-$5.00") << '.' << qint64(-500);
    QTest::newRow("euro after") << QByteArray("1.234,50 €") << ',' << qint64(123450);
    QTest::newRow("typographic minus") << QByteArray("\xE2\x88\x92""7.00") << '.' << qint64(-700);
    QTest::newRow("no-break space") << QByteArray("1\xC2\xA0""234,50") << ',' << qint64(123450);
    QTest::newRow("hair space before brackets") << QByteArray("\xE2\x80\x8A""(10.00)") << '.' << qint64(-1000);
    QTest::newRow("apostrophe") << QByteArray("1\xE2\x80\x99""234.50") << '.' << qint64(123450);
    QTest::newRow("rupees in pairs") << QByteArray("₹ 12,34,567.89") << '.' << qint64(123456789);
    QTest::newRow("pairs below") << QByteArray("-1,23,456") << '.' << qint64(-12345600);
    QTest::newRow("pairs and no three at the end") << QByteArray("1,23,45.00") << '.' << qint64(-1);
    QTest::newRow("three and pairs") << QByteArray("1,234,56,789") << '.' << qint64(-1);
    QTest::newRow("reais") << QByteArray("R$ 1.234,50") << ',' << qint64(123450);
    QTest::newRow("crowns after") << QByteArray("1 234,50 kr") << ',' << qint64(123450);
    QTest::newRow("another word") << QByteArray("12.00 KG") << '.' << qint64(-1);
    QTest::newRow("zeros beyond") << QByteArray("1.5000") << '.' << qint64(150);
    QTest::newRow("wrong mark") << QByteArray("1,5") << '.' << qint64(-1);
    QTest::newRow("two marks") << QByteArray("1.5.0") << '.' << qint64(-1);
    QTest::newRow("only sign") << QByteArray("-") << '.' << qint64(-1);
    QTest::newRow("too large") << QByteArray("99999999999999999999") << '.' << qint64(-1);
}

void tst_csv_table::amounts()
{
    QFETCH(QByteArray, text);
    QFETCH(char, decimal);
    QFETCH(qint64, minor);
    QCOMPARE(qint64(parseCellMoney(text.toStdString(), 2, decimal).value_or(-1)), minor);
}

namespace {

/// About 3 MB of rows; some bad, some with line ends in quotes when asked for.
std::string bigFile(bool quotedLineEnds)
{
    std::string text = "date,account,amount\n";
    for (int i = 0; i < 90'000; ++i) {
        text += i % 997 == 5 ? "2026-13-01," : "2026-09-" + std::to_string(10 + i % 20) + ",";
        if (quotedLineEnds)
            text += "\"acc\n2026-09-01,x,1.00\n" + std::to_string(i % 1000) + "\",";
        else
            text += "account " + std::to_string(i % 1000) + ",";
        text += std::to_string(i) + "." + std::to_string(10 + i % 90) + "\n";
    }
    return text;
}

void compareThreads(const std::string& text)
{
    TableOptions options;
    options.threads = 1;
    const auto one = read(text, options);
    VERIFY_OK(one);
    QCOMPARE(one->report.records, std::uint64_t(90'000));
    for (const unsigned threads : {2U, 3U}) {
        options.threads = threads;
        const auto many = read(text, options);
        VERIFY_OK(many);
        QCOMPARE(many->report.accepted, one->report.accepted);
        QVERIFY(many->report.rejected == one->report.rejected);
        QVERIFY(many->table.money("amount")->minor == one->table.money("amount")->minor);
        QVERIFY(many->table.days("date")->days == one->table.days("date")->days);
        QVERIFY(many->table.text("account")->codes() == one->table.text("account")->codes());
        QVERIFY(many->table.text("account")->dictionary() == one->table.text("account")->dictionary());
    }
}

} // namespace

void tst_csv_table::threadsDoNotMatter() { compareThreads(bigFile(false)); }
void tst_csv_table::threadsAndQuotedLineEnds() { compareThreads(bigFile(true)); }

void tst_csv_table::hostileInput()
{
    QVERIFY(read("").error().is(kImportEmpty));
    QVERIFY(read(std::string("\xEF\xBB\xBF", 3)).error().is(kImportEmpty));
    QVERIFY(read(std::string("PK\x03\x04\0\0\0\x01\xff", 9)).error().is(kZipPartsDamaged));
    QVERIFY(read(std::string("\x7F" "ELF\0\0\0\x01", 8)).error().is(kImportBinary));
    QVERIFY(read("hello world").error().is(kImportMissingColumns));
    QVERIFY(readCsvFile("/nowhere/at/all.csv", kGl).error().kind() == ErrorClass::Input);
    QVERIFY(readCsvFile("/", kGl).error().kind() == ErrorClass::Input);
    // Only a header: a table without rows, not an error.
    const auto none = read("date,account,amount\n");
    VERIFY_OK(none);
    QCOMPARE(none->table.rows(), std::size_t(0));
}

OXSEAL_TEST_CLASS(tst_csv_table);
#include "tst_csv_table.moc"
