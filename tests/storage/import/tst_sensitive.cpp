// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sensitive.h"

#include "storage/import/kinds.h"
#include "tests/support/test_main.h"
#include "tests/support/workbook.h"

#include <QObject>

#include <algorithm>

using namespace oxseal;

class tst_sensitive : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byHeader_data();
    void byHeader();
    void byWords_data();
    void byWords();
    void byContent_data();
    void byContent();
    void redactedBytesAreTheTruth();
    void policies();
    void booksKeepTheirAccounts();
    void neverInTheTable();
    void singleCells();
    void noNumberOfAPerson_data();
    void noNumberOfAPerson();
    void aboveTheHeader();
    void storedBytesAreReadAsTheyAre();
    void onlyTheSheetThatWasRead();
    void memosOfBankFiles_data();
    void memosOfBankFiles();
    void journalsAreScanned();
};

namespace {

std::string found(const std::string& text, bool secretsOnly = false)
{
    SensitiveScan scan;
    scan.dialect = sniffDialect(text);
    scan.secretsOnly = secretsOnly;
    std::string out;
    for (const auto& column : findSensitive(text, scan))
        out += std::to_string(column.column + 1) + ":" + name(column.sensitive) + ":" + column.rule + " ";
    return out;
}

} // namespace

void tst_sensitive::byHeader_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("sensitive");
    QTest::newRow("ssn") << QByteArray("SSN") << QByteArray("tax_id");
    QTest::newRow("dob") << QByteArray("Date of Birth") << QByteArray("birth_date");
    QTest::newRow("pay") << QByteArray("Annual Salary") << QByteArray("pay");
    QTest::newRow("hash") << QByteArray("password_hash") << QByteArray("password_hash");
    QTest::newRow("bank") << QByteArray("Bank Account No") << QByteArray("bank_account");
    QTest::newRow("harmless: password age") << QByteArray("password_last_changed") << QByteArray();
    QTest::newRow("harmless: password switch") << QByteArray("password_enabled") << QByteArray();
    QTest::newRow("harmless: access key age") << QByteArray("access_key_1_last_rotated") << QByteArray();
    QTest::newRow("harmless: adobe") << QByteArray("adobe_role") << QByteArray();
}

void tst_sensitive::byHeader()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, sensitive);
    const auto text = "user," + header.toStdString() + "\nann,abc\nbob,def\n";
    COMPARE_STR(found(text), sensitive.isEmpty() ? std::string() : "2:" + sensitive.toStdString() + ":header ");
}

void tst_sensitive::byWords_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("sensitive");
    const auto row = [](const char* header, const char* value, const char* sensitive) {
        QTest::newRow(header) << QByteArray(header) << QByteArray(value) << QByteArray(sensitive);
    };
    row("Employee SSN", "123456789", "tax_id");
    row("SSN/TIN", "123456789", "tax_id");
    row("employeeSsn", "*****6789", "tax_id");
    row("Annual Pay", "95,000", "pay");
    row("Gross Pay (USD)", "95000.00", "pay");
    row("Bonus", "$5,000", "pay");
    row("Bonus Amount YTD", "5000", "pay");
    row("Base Rate", "45.10", "pay");
    row("employee_dob", "1980-02-03", "birth_date");
    row("Employee Birthday", "3 Feb 1980", "birth_date");
    row("Payment", "1200.00", "");
    row("Base Payment", "1200.00", "");
    row("Pay Bills", "12", "");
    row("Payroll", "100", "");
    row("Payroll Department", "4100", "");
    row("Base Payroll Group", "20", "");
    row("Account number", "123456789", "");
    row("Birthday club", "2020", "");
    row("View SSN", "yes", "");
    row("Bonus Plan", "2026", "");
    row("Bonus ", "Edit", "");
    row("Net Pay", "no", "");
    row("Bookings", "5000", "");
}

void tst_sensitive::byWords()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, sensitive);
    const auto text = "user;" + header.toStdString() + "\nann;" + value.toStdString() + "\nbob;" + value.toStdString() + "\n";
    COMPARE_STR(found(text), sensitive.isEmpty() ? std::string() : "2:" + sensitive.toStdString() + ":header ");
}

void tst_sensitive::byContent_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("sensitive");
    // bcrypt and SHA-crypt as crypt(5) writes them, RFC 2307's {SSHA}, the IBAN of ISO 13616's own example, test numbers of
    // the card schemes.
    QTest::newRow("bcrypt") << QByteArray("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW") << QByteArray("password_hash");
    QTest::newRow("sha512crypt") << QByteArray("$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjlO/O817G3uBnIFNjnQJu") << QByteArray("password_hash");
    QTest::newRow("ssha") << QByteArray("{SSHA}DkMTwBl+a/3DQTxCYEApdUtNXGgdUac3") << QByteArray("password_hash");
    QTest::newRow("github token") << QByteArray("ghp_0123456789abcdefABCDEF0123456789abcd") << QByteArray("key_secret");
    QTest::newRow("ssn") << QByteArray("123-45-6789") << QByteArray("tax_id");
    QTest::newRow("never issued") << QByteArray("000-45-6789") << QByteArray();
    QTest::newRow("iban") << QByteArray("GB29 NWBK 6016 1331 9268 19") << QByteArray("bank_account");
    QTest::newRow("wrong check digits") << QByteArray("GB28 NWBK 6016 1331 9268 19") << QByteArray();
    QTest::newRow("card") << QByteArray("4111 1111 1111 1111") << QByteArray("card_number");
    QTest::newRow("not Luhn") << QByteArray("4111 1111 1111 1112") << QByteArray();
    QTest::newRow("a date") << QByteArray("2026-09-30 11:12:13") << QByteArray();
}

void tst_sensitive::byContent()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, sensitive);
    const auto text = "user,note\nann," + value.toStdString() + "\nbob," + value.toStdString() + "\n";
    COMPARE_STR(found(text), sensitive.isEmpty() ? std::string() : "2:" + sensitive.toStdString() + ":content ");
}

void tst_sensitive::redactedBytesAreTheTruth()
{
    const std::string text = "Quarterly export\nuser;ssn;role\nann;123-45-6789;\"A;B\"\nbob;;C\n";
    SensitiveScan scan;
    scan.dialect = {';', false, '"'};
    scan.headerLine = 2;
    const auto dropped = redact(text, scan, {SensitiveAction::Drop});
    VERIFY_OK(dropped);
    COMPARE_STR(dropped->bytes, "Quarterly export\nuser;ssn;role\nann;;\"A;B\"\nbob;;C\n");
    const auto masked = redact(text, scan, {SensitiveAction::Mask});
    VERIFY_OK(masked);
    COMPARE_STR(masked->bytes, "Quarterly export\nuser;ssn;role\nann;****6789;\"A;B\"\nbob;;C\n");
}

void tst_sensitive::policies()
{
    const std::string text = "user,password,ssn\nann,$1$abc$0123456789012345678901,123-45-6789\n";
    SensitiveScan scan;
    QVERIFY(redact(text, scan, {SensitiveAction::Refuse}).error().is(kSensitiveRefused));
    // A hash is dropped even where masking was asked for.
    const auto masked = redact(text, scan, {SensitiveAction::Mask});
    VERIFY_OK(masked);
    COMPARE_STR(masked->bytes, "user,password,ssn\nann,,****6789\n");
}

void tst_sensitive::booksKeepTheirAccounts()
{
    const std::string text = "iban,amount,password\nDE89370400440532013000,1.00,secret\n";
    COMPARE_STR(found(text, true), "3:password_hash:header ");
}

void tst_sensitive::neverInTheTable()
{
    const std::string text = "user_id,permission,owner,ssn,pw\n"
                             "ann,View,x,123-45-6789,a\n"
                             "bob,Edit,$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW,123-45-6780,b\n";
    KindOptions options;
    options.table.keepExtra = true;
    const auto read = readKind(ImportKind::Listing, asBytes(text), options);
    VERIFY_OK(read);
    QCOMPARE(read->table.rows(), std::size_t(2));
    QVERIFY(read->redaction.bytes.find("$2b$") == std::string::npos);
    QVERIFY(read->redaction.bytes.find("123-45") == std::string::npos);
    for (const auto& column : read->table.columns()) {
        for (std::size_t r = 0; r < 2; ++r) {
            QVERIFY(column.cell(r).find("$2b$") == std::string::npos);
            QVERIFY(column.cell(r).find("123-45") == std::string::npos);
        }
    }
    QCOMPARE(read->redaction.toJson().toArray().size(), std::size_t(2));
}

/// Below the share that gives a column away each number is masked by itself, also inside a text; the rest stays.
void tst_sensitive::singleCells()
{
    const std::string text = "account_id,permission,Ref,Notes\n"
                             "u1,Bills,123-45-6789,ok\n"
                             "u2,Bills,n/a,\"his SSN is 234-56-7891, ask HR; hers 345-67-8912.\"\n"
                             "u3,Bills,n/a,call 555-123-4567\n";
    KindOptions options;
    options.table.keepExtra = true;
    const auto read = readKind(ImportKind::Listing, asBytes(text), options);
    VERIFY_OK(read);
    COMPARE_STR(read->redaction.bytes, "account_id,permission,Ref,Notes\n"
                                       "u1,Bills,****6789,ok\n"
                                       "u2,Bills,n/a,\"his SSN is ****7891, ask HR; hers ****8912.\"\n"
                                       "u3,Bills,n/a,call 555-123-4567\n");
    COMPARE_STR(read->table.textAt("Notes", 1), "his SSN is ****7891, ask HR; hers ****8912.");
    QCOMPARE(read->redaction.cells.size(), std::size_t(2));
    COMPARE_STR(canonicalJson(read->redaction.toJson()),
        "[{\"action\":\"mask\",\"cells\":1,\"class\":\"tax_id\",\"column\":3,\"header\":\"Ref\",\"lines\":[2],\"rule\":\"cell\"},"
        "{\"action\":\"mask\",\"cells\":1,\"class\":\"tax_id\",\"column\":4,\"header\":\"Notes\",\"lines\":[3],\"rule\":\"cell\"}]");
    const auto& warning = read->report.warnings.front();
    COMPARE_STR(warning.code, "import.warn.masked_cells");
    QCOMPARE(warning.arguments, (std::vector<std::string>{"1", "Ref", "tax_id", "2"}));

    options.sensitive.action = SensitiveAction::Refuse;
    const auto refused = readKind(ImportKind::Listing, asBytes(text), options);
    QVERIFY(refused.error().is(kSensitiveRefused));
    COMPARE_STR(refused.error().arguments().front(), "Ref (line 2), Notes (line 3)");
    // Books are read for the numbers of people as well.
    const auto book = readKind(ImportKind::Gl, asBytes(std::string_view("account,date,amount,description\n4000,2026-09-30,1.00,Refund 123-45-6789\n")), {});
    VERIFY_OK(book);
    COMPARE_STR(book->table.textAt("description", 0), "Refund ****6789");
}

void tst_sensitive::noNumberOfAPerson_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char* value : {"555-123-4567", "+1 555-12-34567", "2026-09-30", "INV-123-45-6789", "123-45-6789-01", "123-45-67890", "0123-45-6789",
             "666-45-6789", "923-45-6789", "123-00-6789", "123-45-0000", "123456789", "+123-45-6789", "123-45-6789.5", "1.123-45-6789", "12-345-6789"})
        QTest::newRow(value) << QByteArray(value);
}

void tst_sensitive::noNumberOfAPerson()
{
    QFETCH(QByteArray, value);
    const auto text = "account_id,permission,ref\nu1,Bills," + value.toStdString() + "\nu2,Bills,x\nu3,Bills,see " + value.toStdString() + " there\n";
    const auto read = readKind(ImportKind::Listing, asBytes(text), {});
    VERIFY_OK(read);
    QVERIFY(!read->redaction.any());
    QVERIFY(read->redaction.bytes.empty());
}

void tst_sensitive::aboveTheHeader()
{
    const std::string text = "Prepared by,Ann,SSN,123456789\n"
                             "key,$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW,call 123-45-6789,\n"
                             "account_id,permission,a,b\n"
                             "u1,Bills,,\n";
    const auto read = readKind(ImportKind::Listing, asBytes(text), {});
    VERIFY_OK(read);
    COMPARE_STR(read->redaction.bytes, "Prepared by,Ann,SSN,****6789\nkey,,call ****6789,\naccount_id,permission,a,b\nu1,Bills,,\n");
    QCOMPARE(read->redaction.cells.size(), std::size_t(2));
    QVERIFY(read->redaction.cells.front().aboveHeader);
    QCOMPARE(read->redaction.cells.front().lines, (std::vector<std::uint64_t>{1, 2}));
    QCOMPARE(read->table.rows(), std::size_t(1));
}

/// What an older program stored is read again as it stands, whatever is found in it today.
void tst_sensitive::storedBytesAreReadAsTheyAre()
{
    const std::string text = "account_id,permission,name\nu1,Bills,123-45-6789\nu2,Bills,Bo\n";
    KindOptions options;
    options.sensitive.kept = true;
    const auto read = readKind(ImportKind::Listing, asBytes(text), options);
    VERIFY_OK(read);
    QVERIFY(!read->redaction.any());
    COMPARE_STR(read->table.textAt("name", 0), "123-45-6789");
}

void tst_sensitive::onlyTheSheetThatWasRead()
{
    const test::SheetCells access{{"account_id", "permission", "note"}, {"u1", "Bills, all"}, {"u2", "Bills", "x"}};
    const test::SheetCells secret{{"name", "ssn", "pw"}, {"Bann", "123-45-6789", "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjlO"}};
    const std::string book = test::workbookOf({{"Access", access}, {"Payroll", secret}});
    const auto read = readKind(ImportKind::Listing, asBytes(book), {});
    VERIFY_OK(read);
    QCOMPARE(read->redaction.beside, (std::vector<std::string>{"Payroll"}));
    COMPARE_STR(read->redaction.bytes, "account_id,permission,note\nu1,\"Bills, all\",\nu2,Bills,x\n");
    COMPARE_STR(canonicalJson(read->redaction.toJson()), "[{\"action\":\"drop\",\"class\":\"not_read\",\"header\":\"Payroll\",\"rule\":\"workbook\"}]");
    for (const char* code : {"import.warn.sheet_only", "import.warn.xlsx_other_sheets"})
        QVERIFY2(std::any_of(read->report.warnings.begin(), read->report.warnings.end(), [code](const auto& one) { return one.code == code; }), code);
    // The stored text gives the same rows.
    KindOptions kept;
    kept.sensitive.kept = true;
    const auto again = readKind(ImportKind::Listing, asBytes(read->redaction.bytes), kept);
    VERIFY_OK(again);
    QCOMPARE(again->table.rows(), std::size_t(2));
    for (const char* column : {"account_id", "permission"}) {
        for (std::size_t row = 0; row < 2; ++row)
            COMPARE_STR(again->table.textAt(column, row), read->table.textAt(column, row));
    }
    // A workbook of which everything was read stays what it is.
    const auto whole = readKind(ImportKind::Listing, asBytes(test::workbookOf({{"Access", access}})), {});
    VERIFY_OK(whole);
    QVERIFY(!whole->redaction.any());
}

void tst_sensitive::memosOfBankFiles_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("line"); // of the number
    QTest::newRow("MT940") << QByteArray(":20:X\n:25:123\n:28C:1\n:60F:C260901USD100,00\n:61:2609010901D10,00NTRFX\n:86:Payroll J DOE 123-45-6789 SEPT\n:62F:C260930USD90,00\n-\n") << 6;
    QTest::newRow("BAI2") << QByteArray("01,A,B,260930,1200,1,,,2/\n02,C,A,1,260930,1200,USD,2/\n03,123,USD,015,9000,,/\n16,495,1000,,,,Payroll J DOE 123-45-6789/\n49,10000,3/\n98,10000,1,5/\n99,10000,1,7/\n") << 4;
    QTest::newRow("QIF") << QByteArray("!Type:Bank\nD09/01/2026\nT-10.00\nPJ Doe\nMSSN 123-45-6789 payroll\n^\n") << 5;
    QTest::newRow("OFX") << QByteArray("OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>123</BANKACCTFROM>\n"
        "<BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260901<TRNAMT>-10.00<FITID>1\n<MEMO>Payroll 123-45-6789\n</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n") << 6;
}

/// A bank's own file stays as it came and the numbers are counted with their lines; masked or refused only by the policy's word.
void tst_sensitive::memosOfBankFiles()
{
    QFETCH(QByteArray, file);
    QFETCH(int, line);
    const std::string bytes = file.toStdString();
    const auto warned = readKind(ImportKind::Statement, asBytes(bytes), {});
    VERIFY_OK(warned);
    QVERIFY(!warned->redaction.any());
    const auto warning = std::find_if(warned->report.warnings.begin(), warned->report.warnings.end(), [](const auto& one) { return one.code == "import.warn.memo_numbers"; });
    QVERIFY(warning != warned->report.warnings.end());
    QCOMPARE(warning->row, std::uint64_t(line));
    QCOMPARE(warning->arguments, (std::vector<std::string>{"1", std::to_string(line)}));

    KindOptions options;
    options.sensitive.action = SensitiveAction::Mask;
    const auto masked = readKind(ImportKind::Statement, asBytes(bytes), options);
    VERIFY_OK(masked);
    std::string expected = bytes;
    expected.replace(expected.find("123-45-6789"), 11, "XXX-XX-6789");
    COMPARE_STR(masked->redaction.bytes, expected);
    QCOMPARE(masked->table.rows(), warned->table.rows());
    for (const auto& column : masked->table.columns()) {
        for (std::size_t row = 0; row < masked->table.rows(); ++row)
            QVERIFY(column.cell(row).find("123-45") == std::string::npos);
    }
    // What was stored is read as it is, without another look.
    options.sensitive.kept = true;
    const auto again = readKind(ImportKind::Statement, asBytes(masked->redaction.bytes), options);
    VERIFY_OK(again);
    QVERIFY(!again->redaction.any());
    QCOMPARE(again->table.rows(), masked->table.rows());

    options.sensitive = {SensitiveAction::Refuse, false};
    const auto refused = readKind(ImportKind::Statement, asBytes(bytes), options);
    QVERIFY(!refused && refused.error().is(kSensitiveRefused));
}

/// Journals are books like ledgers: account numbers stay, a number of a person goes.
void tst_sensitive::journalsAreScanned()
{
    const std::string journal = "entry,date,account,debit,credit,description,bank account\nJE-1,2026-09-01,1010,10.00,,Final pay J DOE 123-45-6789,DE89370400440532013000\n"
                                "JE-1,2026-09-01,6000,,10.00,Final pay,DE89370400440532013000\n";
    const auto read = readKind(ImportKind::Journal, asBytes(journal), {});
    VERIFY_OK(read);
    QCOMPARE(read->redaction.cells.size(), std::size_t(1));
    QVERIFY(read->redaction.columns.empty());
    QVERIFY(read->redaction.bytes.find("****6789") != std::string::npos && read->redaction.bytes.find("123-45") == std::string::npos);
    QVERIFY(read->redaction.bytes.find("DE89370400440532013000") != std::string::npos);
}

OXSEAL_TEST_CLASS(tst_sensitive);
#include "tst_sensitive.moc"
