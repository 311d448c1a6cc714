// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/bai2.h"
#include "storage/import/bai2_record.h"
#include "storage/import/sniffer.h"
#include "tests/storage/import/bank_files.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

namespace {

Result<StatementFile> read(const std::string& text) { return readBai2(asBytes(text)); }

/// One group of one account around `middle`, which holds 03 to 49. Trailers are given by the caller where they matter.
std::string file(const std::string& middle, const std::string& trailers = "98,0,1,0/\n99,0,1,0/\n", const std::string& group = "1,260930,,USD,2")
{
    return "01,BANK,CO,260930,0600,1,,,2/\n02,CO,BANK," + group + "/\n" + middle + trailers;
}

/// Warnings about the trailers are left out: they are another test's.
std::string warningsWithoutTrailers(const ImportReport& report)
{
    ImportReport kept;
    for (const auto& warning : report.warnings) {
        if (warning.code.find("control_") == std::string::npos || (warning.arguments[0] != "98" && warning.arguments[0] != "99" && warning.arguments[0] != "49"))
            kept.warn(warning.code, warning.arguments, warning.row);
    }
    return test::warningsOf(kept);
}

} // namespace

class tst_bai2 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void samples();
    void otherSamples();
    void specification();
    void details_data();
    void details();
    void directions_data();
    void directions();
    void balances();
    void controls_data();
    void controls();
    void groups();
    void days();
    void everyCut();
};

/// moj/bai2 (EXPECTED_by_peers.csv): 5 and 17 lines; the control totals inside the files hold, so there is no warning.
void tst_bai2::samples()
{
    NEED_SAMPLES(folder);
    const auto bai2 = *folder / "1-bank" / "bai2";
    const auto uk = test::readFile(bai2 / "moj/nwb_example.bai2");
    QCOMPARE(sniffFormat(asBytes(uk)), FileFormat::Bai2);
    const auto pounds = read(uk);
    VERIFY_OK(pounds);
    COMPARE_STR(test::amountsOf(*pounds), "88888888 600004: -971 -100 -123 -1571 89");
    COMPARE_STR(test::footingsOf(*pounds), "proved"); // 365.21 − 27.65 + 0.89 = 338.45
    COMPARE_STR(test::warningsOf(pounds->report), "");
    const auto& last = pounds->statements[0].lines[4];
    COMPARE_STR(last.description, "TFR XBANKGO24007680SJ CAT JPY 2 GBPXBANKGO24007680BGC INTERNATIONAL-5373 CLIENT SECCY AC TFR");
    COMPARE_STR(last.type, "399");
    COMPARE_STR(last.entryDate->iso(), "2009-12-16");
    COMPARE_STR(pounds->statements[0].currency.code(), "GBP");

    const auto canada = read(test::readFile(bai2 / "moov/testdata/sample1.txt"));
    VERIFY_OK(canada);
    COMPARE_STR(test::warningsOf(canada->report), "");
    QCOMPARE(canada->report.accepted, std::uint64_t(17));
    // Credits 208,500 and 111,500, debits the same (codes 100 and 400 of the file); available balances prove nothing.
    COMPARE_STR(test::footingsOf(*canada), "not_stated not_stated");
    std::int64_t gross = 0;
    for (const auto& statement : canada->statements) {
        QCOMPARE(totalsOf(statement).sum, std::int64_t(0));
        gross += totalsOf(statement).credits + totalsOf(statement).debits;
    }
    QCOMPARE(gross, std::int64_t(640000)); // the peer adds amounts as printed
    const auto& cheque = canada->statements[0].lines[0];
    QCOMPARE(cheque.amount, std::int64_t(-2500));
    COMPARE_STR(cheque.valueDate->iso(), "2006-03-16");
    COMPARE_STR(cheque.entryDate->iso(), "2006-03-17");
    COMPARE_STR(cheque.description, "RETURNED CHEQUE");
}

void tst_bai2::otherSamples()
{
    NEED_SAMPLES(folder);
    const auto moov = *folder / "1-bank" / "bai2" / "moov";
    for (const char* name : {"testdata/errors/sample-parseError.txt", "fuzz/testdata/fuzz/FuzzReaderWriter_ValidFiles/3940e35d8f932097"}) {
        const auto found = read(test::readFile(moov / name));
        QVERIFY(!found);
        QVERIFY(found.error().is(kImportNoStatement));
    }
}

/// The examples of the specification's section 3 (04 June 2021 there), put into one file.
void tst_bai2::specification()
{
    const auto found = read("01,122099999,123456789,040621,0200,1,55,,2/\n02,031001234,122099999,1,040620,2359,,2/\n"
                            "03,0975312468,,010,500000,,,190,70000000,4,0/\n16,165,1500000,1,DD1620,, DEALER PAYMENTS\n"
                            "16,115,10000000,S,5000000,4000000,1000000/\n88,AX13612,B096132,AMALGAMATED CORP. LOCKBOX\n88,DEPOSIT-MISC. RECEIVABLES\n"
                            "16,890,,,,,detail reports will be delayed until 11:00 AM.\n"
                            "49,82000000,7/\n03,5765432,,,,,/\n49,0,2/\n98,82000000,2,11/\n99,82000000,1,13/\n");
    VERIFY_OK(found);
    COMPARE_STR(test::amountsOf(*found), "0975312468: 1500000 10000000 | 5765432:");
    COMPARE_STR(test::warningsOf(found->report), "default_currency(0975312468,USD)@3 default_currency(5765432,USD)@10");
    const auto& lines = found->statements[0].lines;
    COMPARE_STR(lines[0].bankReference, "DD1620");
    COMPARE_STR(lines[0].description, "DEALER PAYMENTS");
    COMPARE_STR(lines[0].valueDate->iso(), "2004-06-20"); // one day's availability is no date
    COMPARE_STR(lines[1].bankReference, "AX13612");
    COMPARE_STR(lines[1].reference, "B096132");
    COMPARE_STR(lines[1].description, "AMALGAMATED CORP. LOCKBOX DEPOSIT-MISC. RECEIVABLES");
    COMPARE_STR(found->report.ignored.at(0).rule, "import.rule.bai2_text");
    QVERIFY(found->report.conserved());
}

void tst_bai2::details_data()
{
    QTest::addColumn<QString>("record");
    QTest::addColumn<QString>("line"); // amount|value date|bank reference|reference|description
    QTest::addColumn<QString>("rejected");
    const auto row = [](const char* record, const char* line, const char* rejected = "") { QTest::newRow(record) << record << line << rejected; };
    row("16,165,1500,,B1,C1,text, with / and ,comma", "1500|2026-09-30|B1|C1|text, with / and ,comma");
    row("16,475,1500,V,260929,,,1234,/", "-1500|2026-09-29||1234|");
    row("16,475,1500,V,20260929,2400,B,1234,/", "-1500|2026-09-29|B|1234|");
    row("16,142,1500,D,3,0,500,1,500,2,500,B1,C1,T/", "1500|2026-09-30|B1|C1|T");
    row("16,142,1500,S,0,0,1500,B1,C1,T/", "1500|2026-09-30|B1|C1|T");
    row("16,142,1500,Z,B1,C1,T/", "1500|2026-09-30|B1|C1|T");
    row("16,142,1500/", "1500|2026-09-30|||");
    row("16,142,+1500,0,,,/", "1500|2026-09-30|||");
    row("16,142,-1500,0,,,/", "", "bad_unsigned(16,-1500)@4");
    row("16,142,15.00,0,,,/", "", "bad_unsigned(16,15.00)@4");
    row("16,142,99999999999999999999,0,,,/", "", "bad_unsigned(16,99999999999999999999)@4");
    row("16,142,,0,,,/", "", "missing_value(amount)@4");
    row("16,142,1500,D,many,/", "", "bad_statement_line(142,1500,D,many,)@4");
    row("16,142,1500,CHECK,1,/", "", "bad_statement_line(142,1500,CHECK,1,)@4");
    row("16,142,1500,V,260230,,,,/", "1500|-|||");
    row("17,142,1500/", "", "bai2_record(17,142,1500/)@4");
}

void tst_bai2::details()
{
    QFETCH(QString, record);
    const auto found = read(file("03,1,,010,0,,/\n" + record.toStdString() + "\n49,0,3/\n"));
    VERIFY_OK(found);
    std::string line;
    for (const auto& one : found->statements.at(0).lines)
        line = std::to_string(one.amount) + "|" + (one.valueDate ? one.valueDate->iso() : "-") + "|" + one.bankReference + "|" + one.reference + "|" + one.description;
    QTEST(QString::fromStdString(line), "line");
    QTEST(QString::fromStdString(test::rejectionsOf(found->report)), "rejected");
    QVERIFY(found->report.conserved());
}

void tst_bai2::directions_data()
{
    QTest::addColumn<int>("direction");
    const auto row = [](const char* code, Bai2Direction direction) { QTest::newRow(code) << static_cast<int>(direction); };
    // Specification, appendix A (uniform BAI type codes and their CR, DB or NA).
    for (const char* code : {"115", "142", "195", "275", "301", "399", "721", "920", "959"})
        row(code, Bai2Direction::Credit);
    for (const char* code : {"451", "475", "495", "555", "661", "699", "760", "960", "999"})
        row(code, Bai2Direction::Debit);
    for (const char* code : {"010", "045", "701", "890", "900", "919", "800", "1a5", "15", "1000", "-42", ""})
        row(code, Bai2Direction::None);
    row("100", Bai2Direction::Total);
    row("400", Bai2Direction::Total);
}

void tst_bai2::directions()
{
    QFETCH(int, direction);
    QCOMPARE(static_cast<int>(bai2Direction(QTest::currentDataTag())), direction);
}

/// Signed status amounts; a currency of three decimals; the second day continues the first, whatever their order.
void tst_bai2::balances()
{
    const auto found = read("01,B,C,260930,0600,1,,,2/\n"
                            "02,C,B,1,260902,,KWD,2/\n03,7,,010,-500,,,015,1500,,/\n16,195,2000,0,,,/\n49,3000,3/\n98,3000,1,5/\n"
                            "02,C,B,1,260901,,KWD,2/\n03,7,,010,0,,,015,-500,,/\n16,475,500,0,,,/\n49,0,3/\n98,0,1,5/\n"
                            "99,3000,2,12/\n");
    VERIFY_OK(found);
    COMPARE_STR(test::warningsOf(found->report), "");
    COMPARE_STR(test::amountsOf(*found), "7: -500 2000");
    COMPARE_STR(test::footingsOf(*found), "proved");
    QCOMPARE(found->statements[0].digits, 3);
    QCOMPARE(*found->statements[0].closing, std::int64_t(1500));
    const auto gap = read("01,B,C,260930,0600,1,,,2/\n02,C,B,1,260901,,USD,2/\n03,7,,010,0,,,015,100,,/\n49,100,2/\n98,100,1,4/\n"
                          "02,C,B,1,260902,,USD,2/\n03,7,,010,75,,,015,75,,/\n49,150,2/\n98,150,1,4/\n99,250,2,10/\n");
    VERIFY_OK(gap);
    COMPARE_STR(test::footingsOf(*gap), "failed:100 proved");
    COMPARE_STR(test::warningsOf(gap->report), "statement_opens(7,-0.25)");
}

void tst_bai2::controls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("warnings");
    const auto row = [](const char* name, const std::string& text, const char* warnings) { QTest::newRow(name) << QString::fromStdString(text) << warnings; };
    const std::string account = "03,1,,010,100,,,015,150,,/\n88,100,50,1,0/\n16,195,50,0,,,/\n"; // 100 + 150 + 50 + 50 = 350
    row("all hold", file(account + "49,350,4/\n", "98,350,1,6/\n99,350,1,8/\n"), "");
    row("a debit is added, not subtracted", file("03,1,,010,100,,,015,50,,/\n16,475,50,0,,,/\n49,200,3/\n", "98,200,1,5/\n99,200,1,7/\n"), "");
    row("account total", file(account + "49,351,4/\n", "98,351,1,6/\n99,351,1,8/\n"), "control_total(49,351,350,1)@6");
    row("account records", file(account + "49,350,5/\n", "98,350,1,6/\n99,350,1,8/\n"), "control_count(49,5,4,1)@6");
    row("group", file(account + "49,350,4/\n", "98,340,2,7/\n99,340,1,8/\n"), "control_total(98,340,350,-10)@7 control_parts(98,2,1,1)@7 control_count(98,7,6,1)@7");
    row("file", file(account + "49,350,4/\n", "98,350,1,6/\n99,300,2,9/\n"), "control_total(99,300,350,-50)@8 control_parts(99,2,1,1)@8 control_count(99,9,8,1)@8");
    row("total of credits", file("03,1,,010,0,,,100,75,2,0/\n16,195,50,0,,,/\n49,125,3/\n", "98,125,1,5/\n99,125,1,7/\n"),
        "control_total(100,75,50,25)@3 control_count(100,2,1,1)@3");
    row("total of debits", file("03,1,,010,0,,,400,0,,/\n16,475,50,0,,,/\n49,50,3/\n", "98,50,1,5/\n99,50,1,7/\n"), "control_total(400,0,50,-50)@3");
    row("no number", file(account + "49,x,4/\n", "98,350,1,6/\n99,350,1,8/\n"), "bad_total(49)@6");
    row("no account trailer", file(account, "98,350,1,5/\n99,350,1,7/\n"), "no_trailer(49)");
    row("no trailers", file(account, ""), "no_trailer(49) no_trailer(98) no_trailer(99)");
    row("one trailer too many", file(account + "49,350,4/\n49,350,4/\n", "98,350,1,7/\n99,350,1,9/\n"), "bai2_stray(49)@7");
}

void tst_bai2::controls()
{
    QFETCH(QString, text);
    const auto found = read(text.toStdString());
    VERIFY_OK(found);
    QTEST(QString::fromStdString(test::warningsOf(found->report)), "warnings");
    QCOMPARE(found->report.accepted, std::uint64_t(1));
}

void tst_bai2::groups()
{
    const std::string account = "03,1,,010,0,,/\n16,195,50,0,,,/\n49,50,3/\n";
    for (const auto& [status, rule] : {std::pair("2", "bai2_deletion"), std::pair("4", "bai2_test")}) {
        const auto found = read(file(account, "98,50,1,5/\n99,50,1,7/\n", std::string(status) + ",260930,,USD,2"));
        VERIFY_OK(found);
        QVERIFY(found->statements.empty());
        COMPARE_STR(test::warningsOf(found->report), std::string(rule) + "()@2");
        COMPARE_STR(found->report.ignored.at(0).rule, std::string("import.rule.") + rule);
        QVERIFY(found->report.conserved());
    }
    const auto stray = read(file(account + "16,195,50,0,,,/\n"));
    VERIFY_OK(stray);
    COMPARE_STR(test::rejectionsOf(stray->report), "bai2_no_account()@6");
    const auto total = read(file("03,1,,010,0,,/\n16,100,50,0,,,/\n16,010,50,0,,,/\n49,100,4/\n"));
    VERIFY_OK(total);
    COMPARE_STR(test::rejectionsOf(total->report), "bai2_total(100)@4 bai2_direction(010)@5");
}

void tst_bai2::days()
{
    const auto found = read(file("03,1,,010,0,,/\n16,195,50,V,260929,,,,/\n16,195,50,0,,,/\n49,0,3/\n", "98,0,1,0/\n99,0,1,0/\n", "1,,,USD,2"));
    VERIFY_OK(found);
    COMPARE_STR(test::rejectionsOf(found->report), "missing_value(as-of date)@5");
    QVERIFY(warningsWithoutTrailers(found->report).find("no_such_day(02)@2") == 0);
    QCOMPARE(found->statements[0].lines.size(), std::size_t(1));
}

/// A file that broke off never shows a line or an amount that the whole does not have, and says that its end is missing.
void tst_bai2::everyCut()
{
    const std::string whole = file("03,1,,010,100,,,015,1500,,/\n16,195,900,0,B1,C1,some text\n88,goes on\n16,165,500,V,260930,,B,C,T/\n49,3000,5/\n",
        "98,3000,1,7/\n99,3000,1,9/\n");
    COMPARE_STR(test::worstCut(whole, 2, [](const std::string& text) { return read(text); }), "");
    for (std::size_t cut = whole.find("03,"); cut + 12 < whole.size(); ++cut) {
        const auto found = read(whole.substr(0, cut));
        if (!found)
            continue;
        QVERIFY(test::warningsOf(found->report).find("no_trailer(99)") != std::string::npos);
        for (const auto& statement : found->statements) {
            QVERIFY(!statement.closing || *statement.closing == 1500);
            for (const auto& line : statement.lines)
                QVERIFY(line.amount == 900 || line.amount == 500);
        }
    }
}

OXSEAL_TEST_CLASS(tst_bai2);
#include "tst_bai2.moc"
