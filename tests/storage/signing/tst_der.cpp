// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/der.h"
#include "tests/support/test_main.h"

using namespace oxseal;

class TestDer : public QObject
{
    Q_OBJECT

    static std::string hex(const std::string& bytes) { return toHex(asBytes(bytes)); }

private Q_SLOTS:
    void writesPublishedEncodings()
    {
        // X.690 §8.19.5 (example {2 999 3}) and the well-known encodings of two arcs of PKCS.
        COMPARE_STR(hex(der::oid("2.999.3")), "0603883703");
        COMPARE_STR(hex(der::oid("1.2.840.113549.1.7.2")), "06092a864886f70d010702");
        COMPARE_STR(hex(der::oid("1.2.840.10045.4.3.2")), "06082a8648ce3d040302");
        COMPARE_STR(hex(der::integer(0)), "020100");
        COMPARE_STR(hex(der::integer(127)), "02017f");
        COMPARE_STR(hex(der::integer(128)), "02020080");
        COMPARE_STR(hex(der::integer(256)), "02020100");
        COMPARE_STR(hex(der::tlv(4, std::string(200, 'x'))).substr(0, 6), "0481c8");
        COMPARE_STR(hex(der::tlv(4, std::string(300, 'x'))).substr(0, 8), "0482012c");
        COMPARE_STR(hex(der::setOf({der::integer(2), der::integer(1)})), "3106020101020102");
    }
    void readsStrictly_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<bool>("ok");
        QTest::newRow("plain") << QByteArray("0401ff") << true;
        QTest::newRow("indefinite") << QByteArray("2480040141040142""0000") << false;
        QTest::newRow("long form for short") << QByteArray("048101ff") << false;
        QTest::newRow("leading zero length") << QByteArray("04820001ff") << false;
        QTest::newRow("too short") << QByteArray("0402ff") << false;
        QTest::newRow("high tag") << QByteArray("1f810100") << false;
        QTest::newRow("five length bytes") << QByteArray("04850000000001ff") << false;
        QTest::newRow("huge") << QByteArray("0484ffffffff") << false;
        QTest::newRow("one byte") << QByteArray("04") << false;
    }
    void readsStrictly()
    {
        QFETCH(QByteArray, hex);
        QFETCH(bool, ok);
        const auto bytes = QByteArray::fromHex(hex).toStdString();
        der::Reader reader(bytes);
        QCOMPARE(reader.next().has_value(), ok);
    }
};

OXSEAL_TEST_CLASS(TestDer);
#include "tst_der.moc"
