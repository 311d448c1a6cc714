// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/header_units.h"
#include "storage/import/kinds.h"
#include "storage/texts/texts.h"
#include "tests/storage/import/bank_files.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

/// Amounts of tables as banks and ledgers export them; all answers by hand.
class tst_table_amounts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void units_data();
    void units();
    void unitsOfHeaders();
    void currencyOfHeader();
    void signs_data();
    void signs();
    void signsThatDisagree();
    void directionsInBooks();
    void sidesBehindAmounts();
    void directionSurvivesRedaction();
    void oneAccountOfSeveral();
    void severalCurrencies();
    void unbookedLines();
    void balanceRows();
    void totalsAtTheFoot();
    void feesBesideAmounts();
    void dates_data();
    void dates();
    void trialBalances_data();
    void trialBalances();
    void ledgersByAccount_data();
    void ledgersByAccount();
    void ledgersThatAreNot_data();
    void ledgersThatAreNot();
    void nothingAccepted();
    void whoActed();
};

namespace {

Result<KindRead> statement(const std::string& text, KindOptions options = {})
{
    return readKind(ImportKind::Statement, asBytes(text), options);
}

std::string minorOf(const KindRead& read, const char* column = "amount")
{
    std::string out;
    for (const auto minor : read.table.money(column)->minor)
        out += (out.empty() ? "" : " ") + std::to_string(minor);
    return out;
}

std::string ignoredOf(const ImportReport& report)
{
    std::string out;
    for (const auto& one : report.ignored)
        out += (out.empty() ? "" : " ") + one.rule.substr(one.rule.rfind('.') + 1) + ":" + std::to_string(one.rows);
    return out;
}

} // namespace

void tst_table_amounts::units_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("currency");
    QTest::newRow("code") << "Amount (EUR)" << "amount" << "EUR";
    QTest::newRow("sign") << "Betrag (€)" << "betrag" << "EUR";
    QTest::newRow("dollars of many countries") << "Price ($)" << "price" << "";
    QTest::newRow("behind") << "bedrag in EUR" << "bedrag" << "EUR";
    QTest::newRow("word behind") << "Debit Amount USD" << "debitamount" << "USD";
    QTest::newRow("French") << "Montant en euros" << "montant" << "EUR";
    QTest::newRow("Italian") << "Accrediti (Euro)" << "accrediti" << "EUR";
    QTest::newRow("clock") << "Date (UTC)" << "date" << "";
    QTest::newRow("no unit") << "Amount (Foreign Currency)" << "" << "";
    QTest::newRow("ledger's abbreviation") << "Amount (LCY)" << "" << "";
    QTest::newRow("plain") << "Amount" << "" << "";
    QTest::newRow("only a unit") << "EUR" << "" << "";
    QTest::newRow("open bracket") << "EUR)" << "" << "";
}

void tst_table_amounts::units()
{
    QFETCH(QString, header);
    QTEST(QString::fromStdString(bareHeaderKey(header.toStdString())), "key");
    QTEST(QString::fromStdString(oxseal::currencyOfHeader(header.toStdString())), "currency");
}

void tst_table_amounts::unitsOfHeaders()
{
    const auto read = statement("Date (UTC),Payee,Amount (EUR),Amount (Foreign Currency)\n2026-09-01,A,-12.50,-14.00\n");
    VERIFY_OK(read);
    COMPARE_STR(minorOf(*read), "-1250");
    COMPARE_STR(read->currency, "EUR");
    // Which of two currencies is the account's is not for the program to say.
    QVERIFY(statement("Date,Amount (EUR),Amount (USD)\n2026-09-01,1,2\n").error().is(kImportMissingColumns));
    const auto exact = statement("Date,Amount (USD),Amount\n2026-09-01,1,2\n");
    VERIFY_OK(exact);
    COMPARE_STR(minorOf(*exact), "200");
}

void tst_table_amounts::currencyOfHeader()
{
    const auto yen = statement("Date,Withdrawals (JPY),Deposits (JPY)\n2026-09-01,500,\n2026-09-02,,7000\n");
    VERIFY_OK(yen);
    COMPARE_STR(minorOf(*yen), "-500 7000");
    COMPARE_STR(yen->currency, "JPY");
    QCOMPARE(yen->moneyDigits, 0);
}

void tst_table_amounts::signs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("minor");
    QTest::addColumn<QString>("warnings");
    QTest::newRow("type column") << "Account Number,Transaction Date,Transaction Type,Transaction Amount,Balance\n"
                                    "8401,2026-06-04,Debit,459.14,540.86\n8401,2026-06-02,Credit,1000.00,1000.00\n"
                                 << "-45914 100000" << "signs_given(Transaction Type,2)";
    QTest::newRow("type column, signed already") << "Date,Transaction Type,Amount\n2026-06-04,DEBIT,-$7.39\n2026-06-02,CREDIT,$6.00\n" << "-739 600" << "";
    QTest::newRow("type with other words") << "Date,Type,Amount\n2026-06-04,Debit,7\n2026-06-02,Check,6\n" << "700 600" << "";
    QTest::newRow("only debits") << "Date,Type,Amount\n2026-06-04,Debit,7\n2026-06-02,Debit,6\n" << "-700 -600" << "signs_given(Type,2)";
    // What card companies write: a charge is positive.
    QTest::newRow("American Express") << "Date,Description,Card Member,Account #,Amount\n09/03/2026,SUPPLIES,A KRAMER,-11005,45.10\n09/10/2026,ONLINE PAYMENT - THANK YOU,A KRAMER,-11005,-200.00\n"
                                      << "-4510 20000" << "charges_positive(American Express)";
    QTest::newRow("American Express, with details")
        << "Date,Description,Amount,Extended Details,Appears On Your Statement As,Address,City/State,Zip Code,Country,Reference,Category\n"
           "09/03/2026,SUPPLIES,45.10,X,SUPPLIES,1 Main St,NY,10001,UNITED STATES,'320262460511822913',Merchandise\n"
        << "-4510" << "charges_positive(American Express)";
    QTest::newRow("Apple Card") << "Transaction Date,Clearing Date,Description,Merchant,Category,Type,Amount (USD),Purchased By\n"
                                   "09/01/2026,09/02/2026,CAFE,Cafe,Restaurants,Purchase,12.34,Ann\n09/10/2026,09/10/2026,ACH DEPOSIT,Bank,Payment,Payment,-500.00,Ann\n"
                                << "-1234 50000" << "charges_positive(Apple Card)";
    QTest::newRow("Discover") << "Trans. Date,Post Date,Description,Amount,Category\n09/23/2026,09/24/2026,HULU,14.35,Services\n09/27/2026,09/27/2026,INTERNET PAYMENT,-180.00,Payments and Credits\n"
                              << "-1435 18000" << "charges_positive(Discover)";
    QTest::newRow("a bank with the same columns and more") << "Trans. Date,Post Date,Description,Amount,Category,Memo\n09/23/2026,09/24/2026,HULU,-14.35,Services,x\n" << "-1435" << "";
    QTest::newRow("a balance proves the signs") << "Date,Description,Card Member,Account #,Amount,Balance\n09/03/2026,SUPPLIES,A,1,-45.10,54.90\n09/10/2026,IN,A,1,100.00,154.90\n"
                                                << "-4510 10000" << "";
    QTest::newRow("indicator") << "Booking Date;Amount;Credit Debit Indicator\n2026-06-04;7,50;DBIT\n2026-06-02;6,00;CRDT\n"
                               << "-750 600" << "signs_given(Credit Debit Indicator,2)";
    QTest::newRow("Dutch") << "\"Datum\",\"Naam / Omschrijving\",\"Af Bij\",\"Bedrag (EUR)\"\n\"20260226\",\"AH\",\"Af\",\"12,50\"\n\"20260227\",\"W\",\"Bij\",\"1.500,00\"\n"
                           << "-1250 150000" << "signs_given(Af Bij,2)";
    QTest::newRow("German, under a blank header") << "Buchungstag;Verwendungszweck;Umsatz; \n01.02.2026;Strom;45,00;S\n02.02.2026;Gehalt;2.000,00;H\n"
                                                  << "-4500 200000" << "signs_given(4,2)";
    QTest::newRow("blank header, one side") << "Buchungstag;Verwendungszweck;Umsatz; \n01.02.2026;Strom;45,00;S\n" << "-4500" << "signs_given(4,1)";
    QTest::newRow("one letter under another header") << "Date,Amount,Class\n2026-06-04,7,S\n2026-06-05,8,S\n" << "700 800" << "";
    QTest::newRow("two such columns") << "Date,Amount,A1,A2\n2026-06-04,7,D,C\n2026-06-05,8,C,D\n" << "700 800" << "";
    QTest::newRow("turned round") << "Date,Amount,D/C\n2026-06-04,7,D\n2026-06-05,-8,C\n" << "-700 800" << "signs_given(D/C,2)";
    QTest::newRow("amounts in two columns") << "Date,Type,Debit,Credit\n2026-06-04,debit,7,\n2026-06-05,credit,,8\n" << "-700 800" << "";
}

void tst_table_amounts::signs()
{
    QFETCH(QString, text);
    const auto read = statement(text.toStdString());
    VERIFY_OK(read);
    QTEST(QString::fromStdString(minorOf(*read)), "minor");
    std::string warnings = test::warningsOf(read->report);
    if (const auto order = warnings.find("date_ambiguous(date)"); order == 0)
        warnings.erase(0, 21);
    QTEST(QString::fromStdString(warnings), "warnings");
}

void tst_table_amounts::signsThatDisagree()
{
    const auto read = statement("Date,Amount,Dr/Cr\n2026-06-04,7,D\n2026-06-05,-8,D\n2026-06-06,9,C\n");
    VERIFY_OK(read);
    COMPARE_STR(minorOf(*read), "700 -800 900");
    COMPARE_STR(test::warningsOf(read->report), "direction(Dr/Cr)");
    const auto unknown = statement("Date,Amount,Dr/Cr\n2026-06-04,7,D\n2026-06-05,8,X\n");
    VERIFY_OK(unknown);
    COMPARE_STR(minorOf(*unknown), "700 800");
    COMPARE_STR(test::warningsOf(unknown->report), "direction(Dr/Cr)");
}

/// Books write debits positive.
void tst_table_amounts::directionsInBooks()
{
    const auto gl = readKind(ImportKind::Gl, asBytes(std::string("Date,Account,Amount,S/H\n2026-06-04,1000,7.00,S\n2026-06-04,4000,7.00,H\n")), {});
    VERIFY_OK(gl);
    COMPARE_STR(minorOf(*gl), "700 -700");
    QVERIFY(gl->table.text("direction") == nullptr);
    const auto tb = readKind(ImportKind::Tb, asBytes(std::string("Account,Name,Balance,Dr/Cr\n1000,Bank,7.00,Dr\n4000,Sales,7.00,Cr\n")), {});
    VERIFY_OK(tb);
    COMPARE_STR(minorOf(*tb, "balance"), "700 -700");
}

/// On a statement a credit is money in; in books a debit is positive.
void tst_table_amounts::sidesBehindAmounts()
{
    const auto bank = statement("Txn Date,Date,Amount,Balance\n,2026-06-04,\"1,23,456.50 CR\",\"1,23,456.50Cr\"\n,2026-06-05,56.50 Dr.,\"1,23,400.00 Cr\"\n,2026-06-06,0.00,\"1,23,400.00 Cr\"\n");
    VERIFY_OK(bank);
    COMPARE_STR(minorOf(*bank), "12345650 -5650 0");
    QCOMPARE(bank->closing.value_or(-1), std::int64_t(12340000));
    const auto gl = readKind(ImportKind::Gl, asBytes(std::string("Date,Account,Amount\n2026-06-04,1000,7.00 DR\n2026-06-04,4000,7.00 CR\n")), {});
    VERIFY_OK(gl);
    COMPARE_STR(minorOf(*gl), "700 -700");
    const auto columns = statement("Date,Debit,Credit\n2026-06-04,7.00 DR,\n2026-06-05,,8.00 CR\n");
    VERIFY_OK(columns);
    COMPARE_STR(minorOf(*columns), "-700 800");
    // What has no side beside others that have one may be on either: refused by line.
    const auto some = statement("Date,Amount\n2026-06-04,7.00\n2026-06-05,8.00 CR\n");
    VERIFY_OK(some);
    COMPARE_STR(minorOf(*some), "700");
    QCOMPARE(some->report.rejectedRows, std::uint64_t(1));
}

/// A column that is emptied must not change what the others mean.
void tst_table_amounts::directionSurvivesRedaction()
{
    const auto read = statement("Date;Amount (JPY); ;Password hash\n2026-06-04;700;S;$6$abcdefgh$0123456789abcdef0123456789abcdef\n2026-06-05;800;H;\n");
    VERIFY_OK(read);
    QVERIFY(read->redaction.any());
    COMPARE_STR(minorOf(*read), "-700 800");
}

void tst_table_amounts::oneAccountOfSeveral()
{
    const std::string text = "Date,Source Account,Amount,Balance\n2026-06-04,A,7,17\n2026-06-05,B,8,8\n2026-06-06,A,1,18\n";
    QVERIFY(statement(text).error().is(kImportManyAccounts));
    KindOptions options;
    options.account = "A";
    const auto read = statement(text, options);
    VERIFY_OK(read);
    COMPARE_STR(minorOf(*read), "700 100");
    QCOMPARE(read->opening.value_or(-1), std::int64_t(1000));
    COMPARE_STR(ignoredOf(read->report), "other_account:1");
    QVERIFY(read->report.conserved());
    options.account = "C";
    QVERIFY(statement(text, options).error().is(kImportManyAccounts));
}

void tst_table_amounts::severalCurrencies()
{
    const auto read = statement("ID,Date,Amount,Currency\n1,2026-07-15,-1500.00,AUD\n2,2026-07-15,985.72,USD\n3,2026-07-16,500,JPY\n");
    VERIFY_OK(read);
    COMPARE_STR(minorOf(*read), "-150000 98572 500");
    COMPARE_STR(test::warningsOf(read->report), "many_currencies(AUD, USD, JPY)");
}

void tst_table_amounts::unbookedLines()
{
    const auto read = statement("Date,Amount,Status\n2026-06-04,7,Sent\n2026-06-05,8,Failed\n2026-06-06,9,Pending\n2026-06-07,1,Cancelled\n");
    VERIFY_OK(read);
    COMPARE_STR(minorOf(*read), "700");
    COMPARE_STR(ignoredOf(read->report), "failed_entry:2 pending_entry:1");
    QVERIFY(read->report.conserved());
    // What the running balance counts has moved the account.
    const auto counted = statement("Date,Amount,Status,Balance\n2026-06-04,7,Completed,7\n2026-06-05,8,Pending,15\n");
    VERIFY_OK(counted);
    COMPARE_STR(minorOf(*counted), "700 800");
}

/// 1,300.00 − 150.00 = 1,150.00.
void tst_table_amounts::balanceRows()
{
    const auto read = statement("Description,,Summary Amt.\nBeginning balance as of 01/01/2026,,\"1,300.00\"\n\nDate,Description,Amount,Running Bal.\n"
                                "01/01/2026,Beginning balance as of 01/01/2026,,\"1,300.00\"\n01/27/2026,WITHDRWL,\"-150.00\",\"1,150.00\"\n");
    VERIFY_OK(read);
    COMPARE_STR(minorOf(*read), "-15000");
    QCOMPARE(read->opening.value_or(-1), std::int64_t(130000));
    QCOMPARE(read->closing.value_or(-1), std::int64_t(115000));
    QCOMPARE(read->report.rejectedRows, std::uint64_t(0));
    QVERIFY(read->report.conserved());
    const auto neither = statement("Date,Amount,Balance\n2026-06-04,7,7\n2026-06-05,,\n");
    VERIFY_OK(neither);
    QCOMPARE(neither->report.rejectedRows, std::uint64_t(1));
}

/// Totals are passed over by name and are no rejected lines; another word where a day should be is one.
void tst_table_amounts::totalsAtTheFoot()
{
    const auto bank = statement("Date,Debit,Credit\n2026-06-04,7.00,\n2026-06-05,,8.00\nTotal:,7.00,8.00\nGRAND TOTAL,7.00,8.00\nTotality,1.00,\n");
    VERIFY_OK(bank);
    COMPARE_STR(minorOf(*bank), "-700 800");
    QCOMPARE(bank->report.rejectedRows, std::uint64_t(1));
    QCOMPARE(bank->report.rejected.front().row, std::uint64_t(6));
    QCOMPARE(bank->report.ignored.size(), std::size_t(1));
    COMPARE_STR(bank->report.ignored.front().rule, "import.rule.total_foot");
    QCOMPARE(bank->report.ignored.front().rows, std::uint64_t(2));
    QCOMPARE(bank->report.ignored.front().firstRow, std::uint64_t(4));
    QVERIFY(bank->report.conserved());
}

/// 100.00 − 20.00 = 80.00; 80.00 − 50.00 − 1.00 = 29.00.
void tst_table_amounts::feesBesideAmounts()
{
    const auto read = statement("Type,Completed Date,Amount,Fee,Currency,State,Balance\nTOPUP,2026-01-02 10:00:05,100.00,0.00,EUR,COMPLETED,100.00\n"
                                "CARD,2026-01-04 03:00:00,-20.00,0.00,EUR,COMPLETED,80.00\nATM,2026-01-05 09:10:00,-50.00,1.00,EUR,COMPLETED,29.00\n");
    VERIFY_OK(read);
    COMPARE_STR(minorOf(*read), "10000 -2000 -5100");
    QCOMPARE(read->closing.value_or(-1), std::int64_t(2900));
    COMPARE_STR(test::warningsOf(read->report), "fees_taken_off()");
    // Without a balance that says so, fees are left alone, whatever their column holds.
    const auto alone = statement("Date,Amount,Fee\n2026-01-05,-50.00,see below\n");
    VERIFY_OK(alone);
    COMPARE_STR(minorOf(*alone), "-5000");
}

void tst_table_amounts::dates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("iso");
    QTest::newRow("English") << "Jan 5, 2026" << "2026-01-05";
    QTest::newRow("in full, with time") << "September 30, 2026 10:15 PM" << "2026-09-30";
    QTest::newRow("zone in words") << "Sep 1, 2026, 10:22 am Pacific Daylight Time" << "2026-09-01";
    QTest::newRow("zone in brackets") << "9/1/2026 10:22:01 GMT-0700 (PDT)" << "2026-09-01";
    QTest::newRow("words and no time") << "Sep 1, 2026 Pacific" << "";
    QTest::newRow("two digits") << "Dec-31-26" << "2026-12-31";
    QTest::newRow("German") << "30. Oktober 2026" << "2026-10-30";
    QTest::newRow("German, short") << "30.Dez.2026" << "2026-12-30";
    QTest::newRow("French") << "1 juil. 2026" << "2026-07-01";
    QTest::newRow("Dutch") << "3 mrt 2026" << "2026-03-03";
    QTest::newRow("day first still") << "30-Sep-2026" << "2026-09-30";
    QTest::newRow("no such month") << "Foo 5, 2026" << "";
    QTest::newRow("no such day") << "Feb 30, 2026" << "";
    QTest::newRow("no year") << "Jan 5" << "";
    QTest::newRow("cut") << "Jan" << "";
}

void tst_table_amounts::dates()
{
    QFETCH(QString, text);
    const auto day = parseDay(text.toStdString(), DateOrder::MonthFirst);
    QTEST(QString::fromStdString(day ? day->iso() : std::string()), "iso");
}

void tst_table_amounts::trialBalances_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("accounts");
    QTest::newRow("first header empty") << "Acme\nTrial Balance\n\"As of September 30, 2026\"\n\n,Debit,Credit\n1000 Checking,\"1,200.00\",\n4000 Sales,,\"1,200.00\"\n,,\nTOTAL,\"$1,200.00\",\"$1,200.00\"\n"
                                        << "1000 Checking=120000 4000 Sales=-120000";
    QTest::newRow("year to date") << "Account Code,Account Type,Debit - Year to date,Credit - Year to date\n1000,Bank,7.00,\n4000,Revenue,,7.00\nTotal,,7.00,7.00\n"
                                  << "1000=700 4000=-700";
    QTest::newRow("with carried balance") << "Company Code;G/L Acct;Short Text;Balance Carryforward;Accumulated balance\n1;113100;Bank;1.000,00;1.300,00\n1;800000;Sales;1.000,00-;1.300,00-\n"
                                          << "113100=130000 800000=-130000";
    QTest::newRow("balances of a day") << "No.,Name,Net Change Debit,Net Change Credit,Balance at Date Debit,Balance at Date Credit\n1000,Cash,1.00,,13.00,\n4000,Sales,,1.00,,13.00\nReport Total:,,1.00,1.00,13.00,13.00\n"
                                       << "1000=1300 4000=-1300";
    QTest::newRow("short names") << "Account ID,Account Description,Debit Amt,Credit Amt\n1000,Bank,7.00,\n4000,Sales,,7.00\n" << "1000=700 4000=-700";
}

void tst_table_amounts::trialBalances()
{
    QFETCH(QString, text);
    const auto tb = readKind(ImportKind::Tb, asBytes(text.toStdString()), {});
    VERIFY_OK(tb);
    std::string accounts;
    for (std::size_t r = 0; r < tb->table.rows(); ++r)
        accounts += (accounts.empty() ? "" : " ") + std::string(tb->table.textAt("account", r)) + "=" + std::to_string(tb->table.money("balance")->minor[r]);
    QTEST(QString::fromStdString(accounts), "accounts");
    QVERIFY(tb->report.conserved());
    // A list whose first column is a mere number of the row names no account.
    QVERIFY(readKind(ImportKind::Tb, asBytes(std::string(",Debit\n0,7\n")), {}).error().is(kImportMissingColumns));
}

void tst_table_amounts::ledgersByAccount_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("lines"); // account=minor
    QTest::addColumn<QString>("ignored");
    QTest::newRow("one depth, closed by totals")
        << "Acme\nGeneral Ledger\n\"January 1-31, 2026\"\n\n,Date,Transaction Type,Num,Name,Memo/Description,Split,Debit,Credit,Balance\n"
           "Checking,,,,,,,,,\n,Beginning Balance,,,,,,,,\"1,000.00\"\n,01/05/2026,Expense,7,\"Shop, Inc\",pens,Office,,50.00,950.00\n"
           ",01/15/2026,Deposit,,Ann,,Sales,\"2,000.00\",,\"2,950.00\"\nTotal for Checking,,,,,,,\"$2,000.00\",$50.00,\nOffice,,,,,,,,,\n"
           ",01/05/2026,Expense,7,\"Shop, Inc\",pens,Checking,50.00,,50.00\nTotal for Office,,,,,,,$50.00,,\n"
        << "Checking=-5000 Checking=200000 Office=5000" << "blank_line:1 preamble:3 group_row:5";
    QTest::newRow("account below account")
        << ",Date,Debit,Credit\nBanks,,,\n,01/05/2026,1.00,\nBank A,,,\n,01/06/2026,2.00,\nTotal for Bank A,,2.00,\n,01/07/2026,3.00,\nTotal for Banks,,6.00,\n"
        << "Banks=100 Bank A=200 Banks=300" << "group_row:4";
    QTest::newRow("without totals") << ",Date,Debit,Credit\nA,,,\n,01/05/2026,1.00,\nB,,,\n,01/06/2026,,2.00\n" << "A=100 B=-200" << "group_row:2";
    QTest::newRow("depth by column")
        << ",,Type,Date,Debit,Credit\n1000 Banks,,,,,\n,1010 Bank A,,,,\n,,Check,01/05/2026,,1.00\n,Total 1010 Bank A,,,,1.00\n,1020 Bank B,,,,\n"
           ",,Check,01/06/2026,2.00,\n,Total 1020 Bank B,,,2.00,\nTotal 1000 Banks,,,,2.00,1.00\nTOTAL,,,,2.00,1.00\n"
        << "1010 Bank A=-100 1020 Bank B=200" << "group_row:7";
    QTest::newRow("named column") << "Account,Date,Debit,Credit\nA,,,\n,01/05/2026,1.00,\n" << "A=100" << "group_row:1";
}

void tst_table_amounts::ledgersByAccount()
{
    QFETCH(QString, text);
    const auto gl = readKind(ImportKind::Gl, asBytes(text.toStdString()), {});
    VERIFY_OK(gl);
    std::string lines;
    for (std::size_t r = 0; r < gl->table.rows(); ++r)
        lines += (lines.empty() ? "" : " ") + std::string(gl->table.textAt("account", r)) + "=" + std::to_string(gl->table.money("amount")->minor[r]);
    QTEST(QString::fromStdString(lines), "lines");
    QTEST(QString::fromStdString(ignoredOf(gl->report)), "ignored");
    QCOMPARE(gl->report.rejectedRows, std::uint64_t(0));
    QVERIFY(gl->report.conserved());
}

void tst_table_amounts::ledgersThatAreNot_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("first column numbers the rows") << ",Date,Debit,Credit\n0,01/05/2026,1.00,\n1,01/06/2026,,2.00\n";
    // Amounts of such reports follow the side of their account: a sale of 5.00 reads 5.00.
    QTest::newRow("signed amounts") << ",Date,Amount,Balance\nSales,,,\n,01/05/2026,5.00,5.00\n";
    QTest::newRow("no heading") << ",Date,Debit,Credit\n,01/05/2026,1.00,\n";
}

void tst_table_amounts::ledgersThatAreNot()
{
    QFETCH(QString, text);
    QVERIFY(readKind(ImportKind::Gl, asBytes(text.toStdString()), {}).error().is(kImportMissingColumns));
}

void tst_table_amounts::nothingAccepted()
{
    const auto read = statement("Date,Amount\nsoon,5.00\n");
    QVERIFY(!read);
    COMPARE_STR(texts::what(read.error()), "None of the 1 row could be taken. Of the first: \"soon\" in column date is not a date.");
}

/// Who did it, not whom it was done to; when it was done, not the day of the document.
void tst_table_amounts::whoActed()
{
    const auto github = readKind(ImportKind::Activity, asBytes(std::string("action,actor,created_at,user\norg.add_member,octocat,2026-09-01T10:11:12Z,hubot\n")), {});
    VERIFY_OK(github);
    COMPARE_STR(github->table.textAt("account_id", 0), "octocat");
    const auto audit = readKind(ImportKind::Activity,
        asBytes(std::string("Date Changed,User,Event,Name,Date,Amount\n\"Sep 2, 2026, 10:22 am Pacific Daylight Time\",Ann,Added Bill,Shop,09/01/2026,50.00\n"
                            "\"Sep 2, 2026, 10:25 am Pacific Daylight Time\",Ann,Signed in.,,,\n")), {});
    VERIFY_OK(audit);
    QCOMPARE(audit->table.rows(), std::size_t(2));
    COMPARE_STR(audit->table.days("date")->at(0)->iso(), "2026-09-02");
}

OXSEAL_TEST_CLASS(tst_table_amounts);
#include "tst_table_amounts.moc"
