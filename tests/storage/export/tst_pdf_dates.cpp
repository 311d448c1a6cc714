// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/pdf_dates.h"
#include "tests/support/test_main.h"

#include <QCryptographicHash>

using namespace oxseal;
using exporting::fixDatesAndId;

namespace {

/// What Qt 6.4.2 writes into a PDF/A-1b in UTC (`zone` "Z") or elsewhere ("+01'00'" and "+01:00"), cut to the places that
/// carry a date or an id.
std::string qt64(const std::string& zone, const std::string& xmpZone)
{
    return "%PDF-1.4\n1 0 obj\n<<\n/Title (report)\n/CreationDate (D:20261123044610" + zone
        + ")\n>>\nendobj\n"
          "<rdf:Description xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" rdf:about=\"\" xmp:CreatorTool=\"Oxseal\" "
          "xmp:CreateDate=\"2026-11-23T04:46:10"
        + xmpZone + "\" xmp:ModifyDate=\"2026-11-23T04:46:10" + xmpZone
        + "\"/>\n"
          "trailer\n<<\n/Size 15 \n/Info 1 0 R\n/Root 6 0 R\n"
          "/ID [ <5d66e63df1806c09d1315b766b69b7f8> <5d66e63df1806c09d1315b766b69b7f8> ]\n>>\nstartxref\n4852 \n%%EOF\n";
}

/// What Qt 6.8.2 writes: a modification date, a document id, and as /ID the digits of that id.
std::string qt68()
{
    return "%PDF-1.4\n1 0 obj\n<<\n/Title (report)\n/CreationDate (D:20261123032117Z)\n/ModDate (D:20261123032117Z)\n"
           "/Trapped /False\n>>\nendobj\n"
           "        <rdf:Description rdf:about=\"\" xmp:CreatorTool=\"\" xmp:CreateDate=\"2026-11-23T03:21:17+00:00\" "
           "xmp:ModifyDate=\"2026-11-23T03:21:17+00:00\" xmp:MetadataDate=\"2026-11-23T03:21:17+00:00\"/>\n"
           "        <rdf:Description rdf:about=\"\" xmpMM:DocumentID=\"uuid:0c706daf-b193-4b53-a1db-f04ed5732b8b\" "
           "xmpMM:VersionID=\"1\" xmpMM:RenditionClass=\"default\"/>\n"
           "trailer\n<<\n/Size 15 \n/Info 1 0 R\n/Root 6 0 R\n"
           "/ID [ <30633730366461662d623139332d346235332d613164622d663034656435373332623862> "
           "<30633730366461662d623139332d346235332d613164622d663034656435373332623862> ]\n>>\nstartxref\n4852 \n%%EOF\n";
}

Instant created() { return *Instant::fromIso("2026-11-13T12:34:56Z"); }

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

} // namespace

class TestPdfDates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void qt64InEveryZone_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("xmpZone");
        QTest::newRow("UTC") << "Z" << "Z";
        QTest::newRow("Berlin") << "+01'00'" << "+01:00";
        QTest::newRow("New York") << "-05'00'" << "-05:00";
    }
    void qt64InEveryZone()
    {
        QFETCH(QString, zone);
        QFETCH(QString, xmpZone);
        const std::string before = qt64(zone.toStdString(), xmpZone.toStdString());
        std::string pdf = before;
        QVERIFY(fixDatesAndId(pdf, created()));
        QCOMPARE(pdf.size(), before.size()); // the cross-reference table counts bytes
        QCOMPARE(count(pdf, "20261123"), std::size_t(0));
        QCOMPARE(count(pdf, "2026-11-23"), std::size_t(0));
        QCOMPARE(count(pdf, "/CreationDate (D:20261113123456"), std::size_t(1));
        QCOMPARE(count(pdf, "2026-11-13T12:34:56"), std::size_t(2));
        QCOMPARE(count(pdf, "-05"), std::size_t(0)); // the instant is UTC, so an offset would be wrong
        QCOMPARE(count(pdf, "+01"), std::size_t(0));
        QCOMPARE(count(pdf, "5d66e63df1806c09"), std::size_t(0));
    }

    void qt68HasMorePlaces()
    {
        const std::string before = qt68();
        std::string pdf = before;
        QVERIFY(fixDatesAndId(pdf, created()));
        QCOMPARE(pdf.size(), before.size());
        QCOMPARE(count(pdf, "20261123"), std::size_t(0));
        QCOMPARE(count(pdf, "2026-11-23"), std::size_t(0));
        QCOMPARE(count(pdf, "(D:20261113123456Z)"), std::size_t(2));
        QCOMPARE(count(pdf, "2026-11-13T12:34:56+00:00"), std::size_t(3));
        QCOMPARE(count(pdf, "0c706daf"), std::size_t(0));
        QCOMPARE(count(pdf, "30633730366461662d"), std::size_t(0));
    }

    /// The ID is the SHA-256 of the file with zeros in its place, repeated to the length that Qt chose.
    void idIsADigestOfTheRest()
    {
        std::string pdf = qt68();
        QVERIFY(fixDatesAndId(pdf, created()));
        const auto open = pdf.rfind("/ID [ <") + 7;
        const std::string id = pdf.substr(open, 72);
        std::string zeroed = replaced(pdf, id, std::string(72, '0'));
        QCOMPARE(zeroed.size(), pdf.size());
        const std::string digest
            = QCryptographicHash::hash(QByteArrayView(zeroed.data(), qsizetype(zeroed.size())), QCryptographicHash::Sha256)
                  .toHex()
                  .toStdString();
        COMPARE_STR(id, digest + digest.substr(0, 8));
    }

    void sameContentSameBytes()
    {
        std::string one = qt68();
        std::string two = replaced(replaced(replaced(replaced(qt68(), "20261123032117", "20270101000000"), "2026-11-23T03:21:17",
                                       "2027-01-01T00:00:00"),
                              "0c706daf", "ffffffff"),
            "3063373036646166", "6666666666666666");
        QVERIFY(one != two);
        QVERIFY(fixDatesAndId(one, created()));
        QVERIFY(fixDatesAndId(two, created()));
        QVERIFY(one == two);
    }

    void unknownLayoutsAreRefused_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("no creation date") << "/CreationDate (D:" << "/Created (D:";
        QTest::newRow("date with fractions") << "D:20261123032117Z" << "D:20261123032117.123Z";
        QTest::newRow("XMP date without zone") << "03:21:17+00:00" << "03:21:17";
        QTest::newRow("short document id") << "uuid:0c706daf-" << "uuid:";
        QTest::newRow("no ID") << "/ID [" << "/Id [";
        QTest::newRow("ID too short") << "30633730366461662d623139332d346235332d613164622d663034656435373332623862" << "3063";
    }
    void unknownLayoutsAreRefused()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        std::string pdf = replaced(qt68(), from.toStdString(), to.toStdString());
        QVERIFY(pdf != qt68());
        QVERIFY(!fixDatesAndId(pdf, created()));
    }
};

OXSEAL_TEST_CLASS(TestPdfDates);
#include "tst_pdf_dates.moc"
