// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/kinds.h"
#include "storage/texts/texts.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

/// Broken files of tests/data/import: each ends in one clear error or in listed rejections, never in silence.
class tst_broken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void files_data();
    void files();
    void everyCutOfAStatement();
};

void tst_broken::files_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("error"); // "" = read, with this many rejections
    QTest::addColumn<int>("rejected");
    const auto kind = [](ImportKind k) { return static_cast<int>(k); };
    const int listing = kind(ImportKind::Listing);
    const int statement = kind(ImportKind::Statement);
    const int gl = kind(ImportKind::Gl);
    QTest::newRow("empty") << "broken_empty.csv" << listing << "import.empty" << 0;
    QTest::newRow("binary") << "broken_binary.csv" << listing << "import.binary" << 0;
    QTest::newRow("wrong format") << "broken_wrong_format.csv" << gl << "import.unknown_format" << 0;
    QTest::newRow("other columns") << "broken_columns.csv" << gl << "import.missing_columns" << 0;
    QTest::newRow("half a UTF-16 unit") << "broken_encoding.csv" << listing << "import.encoding" << 0;
    QTest::newRow("cut workbook") << "broken_truncated.xlsx" << listing << "import.zip_damaged" << 0;
    QTest::newRow("workbook with entities") << "broken_entities.xlsx" << listing << "import.xlsx_damaged" << 0;
    QTest::newRow("never closed quote") << "broken_truncated.csv" << gl << "" << 1;
    QTest::newRow("JSON with a list of nothing") << "broken_empty.json" << listing << "import.missing_columns" << 0;
    QTest::newRow("bad rows") << "broken_rows.csv" << gl << "" << 3;
    QTest::newRow("statement cut in a line") << "broken_truncated.sta" << statement << "" << 1;
    QTest::newRow("statement without end") << "broken_truncated.ofx" << statement << "" << 1;
    QTest::newRow("camt cut off") << "broken_truncated.camt.xml" << statement << "import.xml_damaged" << 0;
    QTest::newRow("camt without a statement") << "broken_wrong_format.camt.xml" << statement << "import.no_statement" << 0;
    QTest::newRow("camt with entities") << "broken_entities.camt.xml" << statement << "import.xml_damaged" << 0;
    QTest::newRow("camt too fine") << "broken_rows.camt.xml" << statement << "" << 1;
    QTest::newRow("bai2 cut in an amount") << "broken_truncated.bai2" << statement << "" << 1;
    QTest::newRow("bai2 bad rows") << "broken_rows.bai2" << statement << "" << 2;
    QTest::newRow("bai2 half a UTF-16 unit") << "broken_encoding.bai2" << statement << "import.encoding" << 0;
    QTest::newRow("qif cut in a record") << "broken_truncated.qif" << statement << "" << 1;
    QTest::newRow("qif no such day") << "broken_rows.qif" << statement << "" << 1;
    QTest::newRow("iif cut before its end") << "broken_truncated.iif" << statement << "" << 1;
    QTest::newRow("iif off by 45 cents") << "broken_rows.iif" << statement << "" << 1;
    QTest::newRow("JSON cut off") << "broken_truncated.json" << listing << "import.json_damaged" << 0;
    QTest::newRow("JSON whose records lack their user") << "broken_rows.json" << listing << "" << 2;
    QTest::newRow("web page instead of a statement") << "broken_wrong_format.ofx" << statement << "import.unknown_format" << 0;
}

void tst_broken::files()
{
    QFETCH(QString, file);
    QFETCH(int, kind);
    QFETCH(QString, error);
    QFETCH(int, rejected);
    const auto bytes = test::readFile(test::dataFile("import/" + file.toStdString()));
    const auto read = readKind(static_cast<ImportKind>(kind), asBytes(bytes), {});
    if (!error.isEmpty()) {
        QVERIFY(!read);
        COMPARE_STR(read.error().id(), error.toStdString());
        QVERIFY(texts::what(read.error()) != read.error().debugString());
        return;
    }
    VERIFY_OK(read);
    QCOMPARE(static_cast<int>(read->report.rejectedRows), rejected);
    QVERIFY(read->report.conserved());
    for (const auto& row : read->report.rejected) {
        QVERIFY(row.row > 0);
        QVERIFY(texts::sentence(row.reason.c_str(), row.arguments) != row.reason);
    }
}

/// A download that broke off anywhere: never more lines than the whole has, and the footing never proved by a part.
void tst_broken::everyCutOfAStatement()
{
    const std::string whole = ":20:A\r\n:25:1\r\n:60F:C260901EUR10,00\r\n:61:2609020902D2,50NTRFREF\r\n:86:text\r\n"
                              ":61:2609030903C1,00NTRFREF\r\n:62F:C260930EUR8,50\r\n-";
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        const auto read = readKind(ImportKind::Statement, asBytes(whole.substr(0, cut)), {});
        if (!read)
            continue;
        QVERIFY(read->table.rows() <= 2);
        const bool proved = footingOf(read->statements.front()).footing == Footing::Proved;
        QVERIFY(!proved || whole.substr(cut) == "-" || cut >= whole.find("8,50") + 4 - 1);
    }
}

OXSEAL_TEST_CLASS(tst_broken);
#include "tst_broken.moc"
