// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/bai2.h"
#include "storage/import/mt940.h"
#include "storage/import/ofx.h"
#include "storage/import/qif.h"
#include "storage/import/sniffer.h"
#include "tests/storage/import/bank_files.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

/// What banks write beside the specification; all answers by hand.
class tst_bank_dialects : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void interimReport();
    void interimSums();
    void expectedEntries();
    void markedLineEnds();
    void subfieldSigns();
    void accountWithBic();
    void pointAsDecimalMark();
    void repeatedDescriptions();
    void blankBeforeType();
    void indentedTags();
    void bracesInText();
    void recordsOnOneLine();
    void slashesInText();
    void ofxGroupedAmounts();
    void ofxDates();
    void ofxWithoutEndOfList();
    void ofxPositiveDebits();
    void ofxCharset();
    void ofxPayeeAsText();
    void ofxReinvestedIncome();
    void qifDateOption();
    void qifRemarks();
    void manyAccounts();
};

namespace {

Result<StatementFile> mt940(const std::string& text) { return readMt940(asBytes(text)); }

std::string ofxWith(const std::string& transactions, const std::string& header = "OFXHEADER:100\n\n")
{
    return header + "<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>5</BANKACCTFROM><BANKTRANLIST>" + transactions;
}

} // namespace

/// SWIFT MT942: no balances; the floor limit names the currency, here one without decimals.
void tst_bank_dialects::interimReport()
{
    const auto read = mt940("{1:F01AAAABB99AXXX0000000001}{2:I942AAAABB99XXXXN}{4:\n:20:R1\n:25:JP-1\n:28C:17/1\n:34F:JPY0,\n:13D:2609211017+0900\n"
                            ":61:2609210921D5000,NTRFNONREF\n:86:out\n:61:2609210921C700,NTRFNONREF\n:90D:1JPY5000,\n:90C:1JPY700,\n-}");
    VERIFY_OK(read);
    COMPARE_STR(read->statements.at(0).currency.code(), "JPY");
    COMPARE_STR(test::amountsOf(*read), "JP-1: -5000 700");
    COMPARE_STR(test::warningsOf(read->report), "");
}

/// Sums are compared where one message is the whole report, and nowhere else.
void tst_bank_dialects::interimSums()
{
    const std::string lines = ":61:2609210921D5,00NTRFNONREF\n:61:2609210921C7,NTRFNONREF\n:90D:2EUR8,00\n:90C:1EUR7,\n-\n";
    const auto one = mt940(":20:R1\n:25:1\n:28C:17\n:34F:EURD0,\n" + lines);
    VERIFY_OK(one);
    COMPARE_STR(test::warningsOf(one->report), "control_total(:90D:,8.00,5.00,3.00)@7 control_count(:90D:,2,1,1)@7");
    const auto second = mt940(":20:R1\n:25:1\n:28C:17/2\n:34F:EUR 0,\n" + lines);
    VERIFY_OK(second);
    COMPARE_STR(test::warningsOf(second->report), "");
    COMPARE_STR(second->statements.at(0).currency.code(), "EUR");
}

void tst_bank_dialects::expectedEntries()
{
    const auto read = mt940(":20:R1\n:25:1\n:28C:1\n:34F:EUR0,\n:61:2609210921EC5,00NTRFNONREF\n:86:perhaps\n:61:260921ED6,NTRF\n:61:260921C7,NTRF\n-\n");
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "1: 700");
    COMPARE_STR(read->statements[0].lines[0].description, "");
    QCOMPARE(read->report.ignoredRows(), std::uint64_t(2));
    QVERIFY(read->report.conserved());
}

void tst_bank_dialects::markedLineEnds()
{
    const std::string text = "@@:20:START@@:25:72090900/9876@@:28C:0@@:60F:C160420EUR1,00@@:61:160421D0,02NMSCKREF+@@:86:177?00TRANSFER?20FIRST"
                             "@@?21SECOND?32NAME@@:62F:C160421EUR,98@@-";
    QCOMPARE(sniffFormat(asBytes(text)), FileFormat::Mt940);
    const auto read = mt940(text);
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "72090900/9876: -2");
    COMPARE_STR(read->statements[0].lines[0].description, "NAME / FIRST SECOND");
    COMPARE_STR(test::footingsOf(*read), "proved");
    // An address in a text is no end of a line.
    const auto plain = mt940(":20:A\n:25:1\n:60F:C160420EUR1,00\n:61:160421C1,NMSC\n:86:mail a@@b:20:x\n:62F:C160421EUR2,\n");
    VERIFY_OK(plain);
    COMPARE_STR(plain->statements[0].lines[0].description, "mail a@@b:20:x");
}

/// Sub-fields of :86: behind other signs than the question mark.
void tst_bank_dialects::subfieldSigns()
{
    const auto description = [](const std::string& text) -> std::string {
        const auto read = mt940(":20:A\n:25:1\n:60F:C260901EUR100,\n:61:2609010901D10,NMSCNONREF\n:86:" + text + "\n:62F:C260901EUR90,\n-\n");
        return read ? read->statements[0].lines[0].description : read.error().id();
    };
    for (const char* sign : {"?", "~", "^", ">", "<"}) {
        std::string text = "020#00TRANSFER#20Rent 9/2026#21office#3010500017#32ACME Sp. z o.o.#33Warsaw";
        for (auto at = text.find('#'); at != std::string::npos; at = text.find('#'))
            text.replace(at, 1, sign);
        COMPARE_STR(description(text), "ACME Sp. z o.o.Warsaw / Rent 9/2026 office");
    }
    // Such signs inside a text part nothing.
    COMPARE_STR(description("177>00SEPA>20~20 Rent>21for >32Owner"), "Owner / ~20 Rent for");
    COMPARE_STR(description("Invoice 177 ~20 pieces ~30 boxes"), "Invoice 177 ~20 pieces ~30 boxes");
    COMPARE_STR(description("177~20 pieces"), "177~20 pieces");
}

/// :25P: is the account and, on a line of its own, the BIC of its servicer.
void tst_bank_dialects::accountWithBic()
{
    const auto read = mt940(":20:A\n:25P:123-456\nAAAABB99XXX\n:28C:1/1\n:60F:C260920USD1,\n:62F:C260921USD1,\n-");
    VERIFY_OK(read);
    COMPARE_STR(read->statements.at(0).account, "123-456");
}

void tst_bank_dialects::pointAsDecimalMark()
{
    const auto read = mt940(":20:A\n:25:1\n:60F:C260920USD100.50\n:61:2609210921D20.25NTRFNONREF\n:61:2609210921C1.234,00NTRF\n:62F:C260921USD 80.25\n-");
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "1: -2025");
    COMPARE_STR(read->statements[0].lines[0].type, "NTRF");
    COMPARE_STR(test::footingsOf(*read), "proved");
    QCOMPARE(read->report.rejectedRows, std::uint64_t(1)); // two marks: no guess
}

void tst_bank_dialects::repeatedDescriptions()
{
    const auto read = mt940(":20:A\n:25:1\n:60F:C260920EUR9,\n:61:260921D1,N0440121470966  W.P. Jansen\n:86:Reference 20095731   \n:86:June\n"
                            ":61:260921D2,NMSC\n:62F:C260921EUR6,\n:86:Greetings of the bank\n-");
    VERIFY_OK(read);
    COMPARE_STR(read->statements.at(0).lines.at(0).description, "Reference 20095731 June");
    COMPARE_STR(read->statements.at(0).lines.at(1).description, "");
}

void tst_bank_dialects::blankBeforeType()
{
    const auto read = mt940(":20:A\n:25:1\n:61:2609210921C50,00 NTRFNONREF//21090\n-");
    VERIFY_OK(read);
    const auto& line = read->statements.at(0).lines.at(0);
    COMPARE_STR(line.type + " " + line.reference + " " + line.bankReference, "NTRF NONREF 21090");
}

void tst_bank_dialects::indentedTags()
{
    const auto read = mt940("  :20:A\n\t:25:1\n  :60F:C260920EUR1,00\n  :61:2609210921D0,50NMSCX\n  :86:a\n  b\n  :62F:C260921EUR0,50\n-\n");
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "1: -50");
    COMPARE_STR(test::footingsOf(*read), "proved");
    COMPARE_STR(read->statements[0].lines[0].description, "a   b");
}

/// Only a block of the envelope, "{1:", ends a message.
void tst_bank_dialects::bracesInText()
{
    const auto read = mt940(":20:A\n:25:1\n:60F:C260920EUR1,00\n:61:2609210921D0,50NMSCX\n:86:see\n{note} of\n:61:2609210921C0,25NMSCY\n:62F:C260921EUR0,75\n-}{5:{CHK:1}}\n"
                            "{1:F01X}{2:O940X}{4:\n:20:B\n:25:1\n:60F:C260921EUR0,75\n:62F:C260921EUR0,75\n-}\n");
    VERIFY_OK(read);
    COMPARE_STR(read->statements.at(0).lines.at(0).description, "see {note} of");
    COMPARE_STR(test::warningsOf(read->report), "");
    QCOMPARE(read->statements[0].pages, 2);
}

/// 10.00 + 25.00 − 1.00 − 3.00 = 31.00; control totals by hand: 49: 1000 + 3100 + 2500 + 100 + 300 = 7000.
void tst_bank_dialects::recordsOnOneLine()
{
    const std::string text = "01,1,2,260921,0600,1,,,2/   02,2,1,1,260920,2400,USD,2/\n03,77,,010,1000,,,015,3100,,/ 16,142,2500,Z,,,IN/ 16,451,100,Z,,,OUT\n"
                             "88,MORE/   16,451,300,Z,,,FEE/  49,7000,6/\n98,7000,1,8/ 99,7000,1,10/";
    QCOMPARE(sniffFormat(asBytes(text)), FileFormat::Bai2);
    const auto read = readBai2(asBytes(text));
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "77: 2500 -100 -300");
    COMPARE_STR(read->statements[0].lines[1].description, "OUT MORE");
    COMPARE_STR(test::footingsOf(*read), "proved");
    COMPARE_STR(test::warningsOf(read->report), "");
    QVERIFY(read->report.conserved());
}

void tst_bank_dialects::slashesInText()
{
    const auto read = readBai2(asBytes(std::string(
        "01,1,2,260921,0600,1,,,2/\n02,2,1,1,260920,2400,USD,2/\n03,77,,/\n16,142,2500,Z,,,AB/GS/ 16,5 KG/ 3 OF 08/18/26/\n49,2500,3/\n98,2500,1,5/\n99,2500,1,7/\n")));
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "77: 2500");
    COMPARE_STR(read->statements[0].lines[0].description, "AB/GS/ 16,5 KG/ 3 OF 08/18/26");
    COMPARE_STR(test::warningsOf(read->report), "");
}

void tst_bank_dialects::ofxGroupedAmounts()
{
    const auto read = readOfx(asBytes(ofxWith("<STMTTRN><DTPOSTED>20260901<TRNAMT>-1.234,56<FITID>a</STMTTRN><STMTTRN><DTPOSTED>20260901<TRNAMT>1,234.56<FITID>b</STMTTRN>"
                                              "<STMTTRN><DTPOSTED>20260901<TRNAMT>1.234.567,8<FITID>c</STMTTRN></BANKTRANLIST></STMTRS></OFX>")));
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "5: -123456 123456 123456780");
}

void tst_bank_dialects::ofxDates()
{
    const auto read = readOfx(asBytes(ofxWith("<STMTTRN><DTPOSTED>2026-09-01<TRNAMT>1<FITID>a</STMTTRN><STMTTRN><DTPOSTED>2026-13-01<TRNAMT>1<FITID>b</STMTTRN></OFX>")));
    VERIFY_OK(read);
    QCOMPARE(read->statements.at(0).lines.size(), std::size_t(1));
    COMPARE_STR(read->statements[0].lines[0].entryDate->iso(), "2026-09-01");
    QCOMPARE(read->report.rejectedRows, std::uint64_t(1));
}

void tst_bank_dialects::ofxWithoutEndOfList()
{
    const auto read = readOfx(asBytes(ofxWith("<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260901<TRNAMT>-1.00<FITID>a<LEDGERBAL><BALAMT>9.00<DTASOF>20260930<AVAILBAL><BALAMT>8.00</OFX>")));
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "5: -100");
    QCOMPARE(read->statements[0].closing.value_or(-1), std::int64_t(900));
}

/// The amount carries the sign (OFX 2.2 §11.4.4.1): a file that does otherwise is not turned round in silence.
void tst_bank_dialects::ofxPositiveDebits()
{
    const auto read = readOfx(asBytes(ofxWith("<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260901<TRNAMT>3.00<FITID>a</STMTTRN><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260901<TRNAMT>4<FITID>b</STMTTRN></OFX>")));
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "5: 300 400");
    COMPARE_STR(test::warningsOf(read->report), "debit_positive(5,1)");
}

void tst_bank_dialects::ofxCharset()
{
    const std::string line = "<STMTTRN><DTPOSTED>20260901<TRNAMT>1<FITID>a<NAME>CR\xC9" "DITO JO\xC3O</STMTTRN></OFX>";
    for (const std::string header : {"OFXHEADER:100\nENCODING:USASCII\nCHARSET:8859-1\n\n", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><?OFX OFXHEADER=\"200\"?>"}) {
        const auto read = readOfx(asBytes(ofxWith(line, header)));
        VERIFY_OK(read);
        COMPARE_STR(read->statements.at(0).lines.at(0).description, "CRÉDITO JOÃO");
    }
}

void tst_bank_dialects::ofxPayeeAsText()
{
    const auto read = readOfx(asBytes(ofxWith("<STMTTRN><DTPOSTED>20260901<TRNAMT>1<FITID>a<PAYEE>Telefone</PAYEE><MEMO>Pagto</STMTTRN>"
                                              "<STMTTRN><DTPOSTED>20260901<TRNAMT>1<FITID>b<PAYEE><NAME>Luz<CITY>SP</PAYEE><MEMO>Conta</STMTTRN></OFX>")));
    VERIFY_OK(read);
    COMPARE_STR(read->statements.at(0).lines.at(0).description, "Telefone / Pagto");
    COMPARE_STR(read->statements.at(0).lines.at(1).description, "Luz / Conta");
}

/// OFX 2.2 §13.9.2.4: what is reinvested, and what moves between sub-accounts, neither comes nor goes.
void tst_bank_dialects::ofxReinvestedIncome()
{
    const auto trade = [](const std::string& tag, const std::string& total) {
        return "<" + tag + "><INVTRAN><FITID>" + tag + "<DTTRADE>20260915</INVTRAN><TOTAL>" + total + "</" + tag + ">";
    };
    const std::string text = "OFXHEADER:100\n\n<OFX><INVSTMTRS><CURDEF>USD<INVACCTFROM><ACCTID>I</INVACCTFROM><INVTRANLIST>" + trade("INCOME", "3.25") + trade("REINVEST", "-2.00")
        + trade("JRNLFUND", "7.00") + "</INVTRANLIST></INVSTMTRS></OFX>";
    const auto read = readOfx(asBytes(text));
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), "I: 325 0 0");
}

/// Quicken of other countries states the order of its dates, whatever their marks suggest.
void tst_bank_dialects::qifDateOption()
{
    const std::string body = "!Type:Bank\nD10.03.23\nT1\n^\n";
    const auto dayOf = [](const std::string& text) {
        const auto read = readQif(asBytes(text), {});
        return read ? read->statements.at(0).lines.at(0).entryDate->iso() : std::string();
    };
    COMPARE_STR(dayOf(body), "2023-03-10");
    COMPARE_STR(dayOf("!Option:MDY\n" + body), "2023-10-03");
    COMPARE_STR(dayOf("!Option:DMY\n!Option:AutoSwitch\n!Type:Bank\nD10/03/23\nT1\n^\n"), "2023-03-10");
}

void tst_bank_dialects::qifRemarks()
{
    const std::string text = "# Exported by a program\n### on request\n\n!Type:Bank\nD2026-09-23\nPFirst\nT-184.8\n^\n";
    QCOMPARE(sniffFormat(asBytes(text)), FileFormat::Qif);
    const auto read = readQif(asBytes(text), {});
    VERIFY_OK(read);
    COMPARE_STR(test::amountsOf(*read), ": -18480");
    QCOMPARE(read->report.records, std::uint64_t(1));
}

/// Pages find the statement they continue by account and currency, whatever stands between them and however many there are.
void tst_bank_dialects::manyAccounts()
{
    const auto page = [](int account, const char* currency, int number, int opening) {
        const std::string name = std::to_string(account);
        const std::string code = currency;
        return ":20:A\n:25:" + name + "\n:28C:" + std::to_string(number) + "\n:60F:C260920" + code + std::to_string(opening) + ",\n:61:260921C1,NTRF\n:62F:C260921" + code
            + std::to_string(opening + 1) + ",\n-\n";
    };
    std::string text;
    for (int number = 1; number <= 2; ++number) {
        for (int account = 0; account < 20'000; ++account)
            text += page(account, "EUR", number, number);
        text += page(7, "USD", number, number);
    }
    const auto read = mt940(text);
    VERIFY_OK(read);
    QCOMPARE(read->statements.size(), std::size_t(20'001));
    QCOMPARE(read->statements.at(7).lines.size(), std::size_t(2));
    COMPARE_STR(read->statements.back().currency.code(), "USD");
    QCOMPARE(read->statements.back().closing.value_or(0), std::int64_t(300));
    COMPARE_STR(test::warningsOf(read->report), "");
}

OXSEAL_TEST_CLASS(tst_bank_dialects);
#include "tst_bank_dialects.moc"
