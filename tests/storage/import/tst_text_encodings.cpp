// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/camt.h"
#include "storage/import/encoding.h"
#include "storage/import/import_report.h"
#include "storage/import/ofx.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

/// Encodings of texts that are not written in Latin letters, found and stated; the bytes are from the sets' published tables.
class tst_text_encodings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void encodings_data();
    void encodings();
    void shiftJis();
    void statedEncodings();
};

void tst_text_encodings::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("text");
    const QString russian = QStringLiteral("Оплата по счету");
    QTest::newRow("1251") << QByteArray("\xCE\xEF\xEB\xE0\xF2\xE0 \xEF\xEE \xF1\xF7\xE5\xF2\xF3") << "windows-1251" << russian;
    QTest::newRow("KOI8-R") << QByteArray("\xEF\xD0\xCC\xC1\xD4\xC1 \xD0\xCF \xD3\xDE\xC5\xD4\xD5") << "KOI8-R" << russian;
    QTest::newRow("866") << QByteArray("\x8E\xAF\xAB\xA0\xE2\xA0 \xAF\xAE \xE1\xE7\xA5\xE2\xE3") << "IBM866" << russian;
    QTest::newRow("1253") << QByteArray("\xD0\xEB\xE7\xF1\xF9\xEC\xDE \xF4\xE9\xEC\xEF\xEB\xEF\xE3\xDF\xEF\xF5") << "windows-1253" << QStringLiteral("Πληρωμή τιμολογίου");
    QTest::newRow("German") << QByteArray("M\xFCller; Stra\xDF" "e; \xC4pfel; \x80") << "windows-1252" << QStringLiteral("Müller; Straße; Äpfel; €");
    QTest::newRow("French") << QByteArray("cr\xE9\xE9\x65 le no\xEBl \xE0 No\xEBl") << "windows-1252" << QStringLiteral("créée le noël à Noël");
}

void tst_text_encodings::encodings()
{
    QFETCH(QByteArray, bytes);
    const std::string raw = bytes.toStdString();
    const auto text = decodeText(asBytes(raw));
    VERIFY_OK(text);
    QTEST(QString::fromStdString(text->encoding), "encoding");
    QTEST(QString::fromUtf8(text->view.data(), static_cast<qsizetype>(text->view.size())), "text");
}

/// What cannot be read is refused under its name, not shown as nonsense.
void tst_text_encodings::shiftJis()
{
    const std::string kana = "Date,\x83\x4A\x81\x5B\x83\x68,\x82\xA8\x8E\x78\x95\xA5\n"; // カード, お支払
    const auto text = decodeText(asBytes(kana));
    QVERIFY(!text && text.error().is(kImportEncoding));
}

void tst_text_encodings::statedEncodings()
{
    COMPARE_STR(knownEncoding("1251"), "windows-1251");
    COMPARE_STR(knownEncoding("cp1250"), "windows-1250");
    COMPARE_STR(knownEncoding("Windows-1252"), "windows-1252");
    COMPARE_STR(knownEncoding("8859-1"), "ISO-8859-1");
    COMPARE_STR(knownEncoding("iso-8859-15"), "ISO-8859-15");
    COMPARE_STR(knownEncoding("NONE"), "");
    // One letter tells nothing by itself: the header does.
    const std::string ofx = "OFXHEADER:100\nCHARSET:1250\n\n<OFX><STMTRS><CURDEF>CZK<BANKACCTFROM><ACCTID>5</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT"
                            "<DTPOSTED>20260930<TRNAMT>-5.00<FITID>1<NAME>\xD8" "ezn\xEDk</STMTTRN></BANKTRANLIST></STMTRS></OFX>";
    const auto read = readOfx(asBytes(ofx));
    VERIFY_OK(read);
    COMPARE_STR(read->statements.at(0).lines.at(0).description, "Řezník");
    const std::string camt = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>R</IBAN></Id>"
                             "</Acct><Ntry><Amt Ccy=\"RUB\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-09-30</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>"
                             "\xCE\xEF\xEB\xE0\xF2\xE0</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>";
    const auto entries = readCamt(asBytes(camt));
    VERIFY_OK(entries);
    COMPARE_STR(entries->statements.at(0).lines.at(0).description, "Оплата");
}

OXSEAL_TEST_CLASS(tst_text_encodings);
#include "tst_text_encodings.moc"
