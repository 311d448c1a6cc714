// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/kinds.h"
#include "storage/import/zip_parts.h"

#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

namespace {

Result<KindRead> read(ImportKind kind, const std::string& text, KindOptions options = {})
{
    return readKind(kind, asBytes(text), options);
}

} // namespace

class tst_kinds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listings_data();
    void listings();
    void status();
    void roleMiningFile();
    void roster();
    void rosterOfHrSystems();
    void rules();
    void glDebitCredit();
    void trialBalance();
    void csvStatement();
    void brokenRunningBalance();
    void bankFiles();
    void otherBankFiles();
    void refusals();
};

void tst_kinds::listings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QByteArray>("permission");
    // Headers as the systems write them (domain §3.2).
    QTest::newRow("aws") << QByteArray("user,arn,user_creation_time,password_enabled,password_last_used,mfa_active\n"
                                       "<root_account>,arn:aws:iam::1:root,2020-01-02T03:04:05+00:00,not_supported,no_information,TRUE\n")
                         << QByteArray("<root_account>") << QByteArray();
    QTest::newRow("entra") << QByteArray("userPrincipalName,displayName,surname,mail,accountEnabled\nann@x.example,Ann,A,ann@y.example,True\n")
                           << QByteArray("ann@x.example") << QByteArray();
    QTest::newRow("netsuite") << QByteArray("Internal ID,Name,Email,Give Access,Role,Permission,Level\n17,Ann,a@x.example,Yes,AP,Pay Bills,Edit\n")
                              << QByteArray("17") << QByteArray("Pay Bills");
    QTest::newRow("bank portal") << QByteArray("User ID,User Name,Account,Service,Status\nu1,Ann,1010,Wire Approve,Active\n")
                                 << QByteArray("u1") << QByteArray("Wire Approve");
    QTest::newRow("postgres") << QByteArray("rolname,rolsuper,rolcanlogin\nann,t,f\n") << QByteArray("ann") << QByteArray();
}

void tst_kinds::listings()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, account);
    QFETCH(QByteArray, permission);
    const auto listing = read(ImportKind::Listing, text.toStdString());
    VERIFY_OK(listing);
    QCOMPARE(listing->table.rows(), std::size_t(1));
    COMPARE_STR(listing->table.textAt("account_id", 0), account.toStdString());
    COMPARE_STR(listing->table.textAt("permission", 0), permission.toStdString());
}

void tst_kinds::status()
{
    // A user without a password may hold keys: AWS says nothing of the account by it.
    const auto aws = read(ImportKind::Listing, "user,password_enabled\nann,false\n");
    VERIFY_OK(aws);
    COMPARE_STR(aws->table.textAt("status", 0), "");
    const auto inactive = read(ImportKind::Listing, "user id,inactive\na,Yes\nb,No\nc,\n");
    VERIFY_OK(inactive);
    COMPARE_STR(inactive->table.textAt("status", 0), "inactive");
    COMPARE_STR(inactive->table.textAt("status", 1), "active");
    COMPARE_STR(inactive->table.textAt("status", 2), "");
    const auto okta = read(ImportKind::Listing, "profile.login,status\na,ACTIVE\nb,DEPROVISIONED\n");
    VERIFY_OK(okta);
    COMPARE_STR(okta->table.textAt("status", 0), "active");
    COMPARE_STR(okta->table.textAt("status", 1), "deprovisioned");
}

void tst_kinds::roleMiningFile()
{
    NEED_SAMPLES(samples);
    KindOptions options;
    options.table.header = false;
    options.table.map = {{"account_id", "1"}, {"permission", "2"}};
    const auto bytes = test::readFile(*samples / "4-access" / "hp-role-mining" / "domino.txt");
    const auto listing = read(ImportKind::Listing, bytes, options);
    VERIFY_OK(listing);
    QCOMPARE(listing->table.rows(), std::size_t(730)); // samples README: 79 users, 231 permissions, 730 pairs
    QCOMPARE(listing->table.text("account_id")->dictionary().size(), std::size_t(79));
    QCOMPARE(listing->table.text("permission")->dictionary().size(), std::size_t(231));
}

void tst_kinds::roster()
{
    const auto read_ = read(ImportKind::Roster, "Employee ID,Full Name,Work Email,Dept,Supervisor ID,Employment Status,Hire Date,Termination Date,Job Title\n"
                                                "E1,Ann,ann@x.example,FIN,E9,Active,3/1/2020,,CFO\nE2,Bob,b@x.example,FIN,E9,Terminated,13/04/2021,31/08/2026,AP\n");
    VERIFY_OK(read_);
    COMPARE_STR(read_->table.textAt("manager_id", 1), "E9");
    COMPARE_STR(read_->table.days("hire_date")->at(0)->iso(), "2020-01-03"); // 13/04 shows that the day comes first
    QVERIFY(!read_->table.days("term_date")->at(0));
    COMPARE_STR(read_->table.days("term_date")->at(1)->iso(), "2026-08-31");
}

void tst_kinds::rosterOfHrSystems()
{
    const auto workerOf = [](const char* text) -> std::string {
        const auto roster = read(ImportKind::Roster, text);
        if (!roster)
            return roster.error().id();
        std::string all;
        for (const char* column : {"employee_id", "name", "first_name", "last_name", "email", "department", "title", "manager_id"}) {
            all += (roster->table.text(column) == nullptr ? std::string() : std::string(roster->table.textAt(column, 0))) + "|";
        }
        for (const char* column : {"hire_date", "term_date"}) {
            const auto* days = roster->table.days(column);
            all += (days == nullptr || !days->at(0) ? std::string() : days->at(0)->iso()) + "|";
        }
        return all;
    };
    // Headers as the systems print them; the values are made up.
    COMPARE_STR(workerOf("Employee #,Last Name,First Name,Job Title,Reporting to,Department,Work Email,Hire Date,Termination Date\n"
                         "117,Kramer,Ann,Controller,Bo Lund,Finance,ann@x.example,2020-03-01,2026-08-31\n"),
        "117||Ann|Kramer|ann@x.example|Finance|Controller|Bo Lund|2020-03-01|2026-08-31|"); // BambooHR
    COMPARE_STR(workerOf("Associate ID,Payroll Name,Home Department,Job Title,Hire Date,Termination Date\nAB12,\"Kramer, Ann\",FIN,Controller,03/25/2020,\n"),
        "AB12|Kramer, Ann||||FIN|Controller||2020-03-25||"); // ADP
    COMPARE_STR(workerOf("Worker Number,Worker,Business Title,Supervisory Organization,Primary Work Email,Hire Date\n21,Ann Kramer,Controller,Finance,ann@x.example,2020-03-25\n"),
        "21|Ann Kramer|||ann@x.example|Finance|Controller||2020-03-25||"); // Workday
    // Of an employee nobody knows the number of.
    COMPARE_STR(workerOf("Employee,Work email\nAnn Kramer,ann@x.example\n"), "import.missing_columns");
}

void tst_kinds::rules()
{
    const auto peer = read(ImportKind::Rules, "rule,f1,f2,risk\nR000,F001,F002,HIGH\n");
    VERIFY_OK(peer);
    COMPARE_STR(peer->table.textAt("left", 0), "F001");
    COMPARE_STR(peer->table.textAt("severity", 0), "HIGH");
}

void tst_kinds::glDebitCredit()
{
    const auto gl = read(ImportKind::Gl, "Date,Account,Description,Debit,Credit,Currency\n"
                                         "2026-09-30,1010,Sale,100.00,,USD\n2026-09-30,4000,Sale,,100.00,USD\n"
                                         "2026-09-30,4000,Nothing,,,USD\n");
    VERIFY_OK(gl);
    QCOMPARE(gl->table.money("amount")->minor, (std::vector<std::int64_t>{10000, -10000}));
    COMPARE_STR(gl->currency, "USD");
    QCOMPARE(gl->report.rejected.size(), std::size_t(1));
    QCOMPARE(gl->report.rejected[0].row, std::uint64_t(4));
    QVERIFY(gl->report.conserved());
    QVERIFY(read(ImportKind::Gl, "Date,Account,Debit\n2026-09-30,1,1\n").error().is(kImportMissingColumns));
}

void tst_kinds::trialBalance()
{
    KindOptions options;
    options.currency = "JPY";
    const auto tb = read(ImportKind::Tb, "Account;Name;Saldo\n1200;Bank;1.000\n1800;Kasse;-5\n", options);
    VERIFY_OK(tb);
    QCOMPARE(tb->moneyDigits, 0);
    QCOMPARE(tb->table.money("balance")->minor, (std::vector<std::int64_t>{1000, -5}));
}

/// By hand: 100.00 − 5.00 + 2.50 = 97.50, newest first.
void tst_kinds::csvStatement()
{
    KindOptions options;
    options.account = "4711";
    const auto csv = read(ImportKind::Statement, "Posted Date,Details,Withdrawals,Deposits,Balance\n"
                                                 "09/30/2026,Interest,,2.50,97.50\n09/29/2026,Fee,5.00,,95.00\n", options);
    VERIFY_OK(csv);
    QCOMPARE(csv->table.money("amount")->minor, (std::vector<std::int64_t>{250, -500}));
    QCOMPARE(csv->opening.value_or(-1), std::int64_t(10000));
    QCOMPARE(csv->closing.value_or(-1), std::int64_t(9750));
    COMPARE_STR(csv->account, "4711");
    COMPARE_STR(csv->table.textAt("account", 0), "4711");
    COMPARE_STR(csv->table.days("value_date")->at(0)->iso(), "2026-09-30");
}

void tst_kinds::brokenRunningBalance()
{
    const auto csv = read(ImportKind::Statement, "date,amount,balance\n2026-09-01,1.00,1.00\n2026-09-02,1.00,3.00\n");
    VERIFY_OK(csv);
    QVERIFY(!csv->closing);
    COMPARE_STR(csv->report.warnings.at(0).code, "import.warn.running_balance");
}

void tst_kinds::bankFiles()
{
    NEED_SAMPLES(samples);
    const auto two = test::readFile(*samples / "1-bank/ofx/ofxparse/multiple_accounts.ofx");
    QVERIFY(read(ImportKind::Statement, two).error().is(kImportManyAccounts));
    KindOptions options;
    options.account = "9200";
    const auto one = read(ImportKind::Statement, two, options);
    VERIFY_OK(one);
    QCOMPARE(one->closing.value_or(-1), std::int64_t(22200));
    const auto mt = read(ImportKind::Statement, test::readFile(*samples / "1-bank/mt940/mBank/mt940.sta"));
    VERIFY_OK(mt);
    QCOMPARE(mt->table.rows(), std::size_t(3));
    QCOMPARE(mt->opening.value_or(-1), std::int64_t(40));
    COMPARE_STR(mt->currency, "PLN");
    const auto refused = test::readFile(*samples / "1-bank/ofx/ofxparse/signon_fail.ofx");
    QVERIFY(read(ImportKind::Statement, refused).error().is(kImportNoStatement));
}

/// Balances: the files' own. Counts and sums: EXPECTED_by_peers.csv.
void tst_kinds::otherBankFiles()
{
    NEED_SAMPLES(samples);
    const auto bank = *samples / "1-bank";
    const auto camt = read(ImportKind::Statement, test::readFile(bank / "camt/camt053.v2.multi.statement.xml"));
    VERIFY_OK(camt);
    COMPARE_STR(camt->parser + " " + camt->parserVersion + " " + camt->account + " " + camt->currency, "camt 1.0.0 NL26VAYB8060476890 EUR");
    QCOMPARE(camt->opening.value_or(-1), std::int64_t(1815));
    QCOMPARE(camt->closing.value_or(-1), std::int64_t(2000));
    QCOMPARE(camt->table.rows(), std::size_t(2));
    const auto bai2 = read(ImportKind::Statement, test::readFile(bank / "bai2/moj/nwb_example.bai2"));
    VERIFY_OK(bai2);
    COMPARE_STR(bai2->parser + " " + bai2->currency, "bai2 GBP");
    QCOMPARE(bai2->opening.value_or(-1), std::int64_t(36521));
    QCOMPARE(bai2->table.rows(), std::size_t(5));
    KindOptions options;
    options.account = "1010";
    options.currency = "USD";
    const auto qif = read(ImportKind::Statement, test::readFile(bank / "qif/gnucash/abc.qif"), options);
    VERIFY_OK(qif);
    COMPARE_STR(qif->parser + " " + qif->currency, "qif USD");
    QVERIFY(!qif->opening && !qif->closing);
    QCOMPARE(qif->table.rows(), std::size_t(7));
    const auto iif = read(ImportKind::Statement, test::readFile(bank / "iif/riif-readme.iif"), options);
    VERIFY_OK(iif);
    COMPARE_STR(iif->parser + " " + std::string(iif->table.textAt("account", 0)), "iif Accounts Receivable");
    QVERIFY(read(ImportKind::Gl, test::readFile(bank / "iif/riif-readme.iif")).error().is(kImportWrongKind));
}

void tst_kinds::refusals()
{
    QVERIFY(read(ImportKind::Gl, ":20:X\n:25:1\n:60F:C260930EUR1,\n").error().is(kImportWrongKind));
    QVERIFY(read(ImportKind::Listing, "words\nalone\n").error().is(kImportUnknownFormat));
    QVERIFY(read(ImportKind::Gl, "date,account,amount\nx,y,z\n").error().is(kImportNothing));
    QVERIFY(read(ImportKind::Listing, std::string("\xD0\xCF\x11\xE0")).error().is(kImportLaterFormat));
    QVERIFY(read(ImportKind::Listing, std::string("PK\x03\x04xx")).error().is(kZipPartsDamaged));
    QVERIFY(read(ImportKind::Listing, "").error().is(kImportEmpty));
}

OXSEAL_TEST_CLASS(tst_kinds);
#include "tst_kinds.moc"
