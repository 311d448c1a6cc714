// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sensitive.h"

#include "storage/import/kinds.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

class tst_sensitive : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byHeader_data();
    void byHeader();
    void byContent_data();
    void byContent();
    void redactedBytesAreTheTruth();
    void policies();
    void booksKeepTheirAccounts();
    void neverInTheTable();
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

OXSEAL_TEST_CLASS(tst_sensitive);
#include "tst_sensitive.moc"
