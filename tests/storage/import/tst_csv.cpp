// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/csv.h"

#include "models/core/json.h"
#include "storage/import/encoding.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

namespace {

std::vector<std::vector<std::string>> records(std::string_view text, CsvDialect dialect)
{
    std::vector<std::vector<std::string>> out;
    CsvReader reader(text, dialect);
    std::vector<std::string_view> cells;
    while (reader.next(cells))
        out.emplace_back(cells.begin(), cells.end());
    return out;
}

std::string shown(const std::vector<std::vector<std::string>>& rows)
{
    std::string out;
    for (const auto& row : rows) {
        for (const auto& cell : row)
            out += "[" + cell + "]";
        out += "\n";
    }
    return out;
}

} // namespace

class tst_csv : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quoting();
    void cellsOfEveryLengthAtEveryPlace();
    void lineEndsAndLines();
    void dialects_data();
    void dialects();
    void spectrum_data();
    void spectrum();
    void encodings_data();
    void encodings();
    void excelUnicodeText();
};

void tst_csv::quoting()
{
    COMPARE_STR(shown(records("a,\"b,\"\"c\"\"\",\n\"x\ny\",z,\"q\"r\n", {})), "[a][b,\"c\"][]\n[x\ny][z][qr]\n");
    CsvReader open("a,\"b\nc,d", {});
    std::vector<std::string_view> cells;
    QVERIFY(open.next(cells));
    QVERIFY(open.unterminated());
    COMPARE_STR(cells.at(1), "b\nc,d");
    QVERIFY(!open.next(cells));
}

/// Cells that begin and end anywhere in the blocks of bytes that are looked at together, quoted ones among them.
void tst_csv::cellsOfEveryLengthAtEveryPlace()
{
    for (const char delimiter : {',', ';', '\t'}) {
        std::vector<std::vector<std::string>> expected;
        std::string text;
        for (std::size_t i = 0; i < 3000; ++i) {
            std::vector<std::string> row;
            for (std::size_t c = 0; c < 4; ++c) {
                std::string cell(i * 7 % 141 * c % 131, static_cast<char>('a' + i % 26));
                const bool quoted = (i + c) % 11 == 0;
                if (quoted)
                    cell += std::string(1, delimiter) + "\n\"";
                text += c > 0 ? std::string(1, delimiter) : std::string();
                text += quoted ? "\"" + cell.substr(0, cell.size() - 1) + "\"\"\"" : cell;
                row.push_back(cell);
            }
            text += i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\n" : "\r";
            expected.push_back(row);
        }
        COMPARE_STR(shown(records(text, {delimiter, false, '"'})), shown(expected));
    }
}

void tst_csv::lineEndsAndLines()
{
    COMPARE_STR(shown(records("a,b\r\nc,d\re,f\ng,h", {})), "[a][b]\n[c][d]\n[e][f]\n[g][h]\n");
    CsvReader reader("a\n\"1\n2\r\n3\"\nz\n", {});
    std::vector<std::string_view> cells;
    QVERIFY(reader.next(cells));
    QCOMPARE(reader.line(), std::uint64_t(1));
    QVERIFY(reader.next(cells));
    QCOMPARE(reader.line(), std::uint64_t(2));
    QVERIFY(reader.next(cells));
    QCOMPARE(reader.line(), std::uint64_t(5));
    COMPARE_STR(cells.at(0), "z");
}

void tst_csv::dialects_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<bool>("blanks");
    QTest::newRow("comma") << QByteArray("a,b;c\n1,2\n3,4\n") << ',' << false;
    QTest::newRow("semicolon with decimal commas") << QByteArray("a;b;c\n1,5;2;3\n1,0;2;3\n") << ';' << false;
    QTest::newRow("tab") << QByteArray("a\tb\n1,000\t2\n") << '\t' << false;
    QTest::newRow("pipe") << QByteArray("a|b|c\n1|2|3\n") << '|' << false;
    QTest::newRow("runs of blanks") << QByteArray("     1      1\n     6     12\n   107      1\n") << ' ' << true;
    QTest::newRow("one column") << QByteArray("name\nJohn Smith\nCher\n") << ',' << false;
}

void tst_csv::dialects()
{
    QFETCH(QByteArray, text);
    QFETCH(char, delimiter);
    QFETCH(bool, blanks);
    const auto dialect = sniffDialect(text.toStdString());
    QCOMPARE(dialect.delimiter, delimiter);
    QCOMPARE(dialect.blanks, blanks);
}

void tst_csv::spectrum_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"comma_in_quotes", "escaped_quotes", "newlines_crlf", "simple"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// csv-spectrum: the JSON beside each file is its expected parse.
void tst_csv::spectrum()
{
    NEED_SAMPLES(samples);
    QFETCH(QString, name);
    const auto folder = *samples / "2-csv" / "csv-spectrum";
    const auto csv = test::readFile(folder / "csvs" / (name.toStdString() + ".csv"));
    const auto expected = parseJson(test::readFile(folder / "json" / (name.toStdString() + ".json")));
    VERIFY_OK(expected);
    const auto rows = records(csv, sniffDialect(csv));
    QCOMPARE(rows.size(), expected->toArray().size() + 1);
    for (std::size_t r = 0; r < expected->toArray().size(); ++r) {
        const auto& object = expected->toArray()[r].toObject();
        QCOMPARE(rows[r + 1].size(), object.size());
        for (std::size_t c = 0; c < rows[0].size(); ++c)
            COMPARE_STR(rows[r + 1][c], expected->toArray()[r][rows[0][c]].toString());
    }
}

void tst_csv::encodings_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("word"); // read off the file with another tool
    QTest::newRow("de") << "de/windows-1252.txt" << "windows-1252" << "";
    QTest::newRow("es") << "es/utf-8.txt" << "UTF-8" << "";
    QTest::newRow("fr15") << "fr/iso-8859-15.txt" << "ISO-8859-15" << "";
    QTest::newRow("frBE") << "fr/utf-16.be" << "UTF-16BE" << "";
    QTest::newRow("jaLE") << "ja/utf-16le.txt" << "UTF-16LE" << "";
    QTest::newRow("pl") << "pl/windows-1250.txt" << "windows-1250" << "";
}

/// uchardet's own test files: the file name is the encoding.
void tst_csv::encodings()
{
    NEED_SAMPLES(samples);
    QFETCH(QString, path);
    QFETCH(QString, encoding);
    const auto bytes = test::readFile(*samples / "2-csv" / "encodings-uchardet" / path.toStdString());
    const auto text = decodeText(asBytes(bytes));
    VERIFY_OK(text);
    COMPARE_STR(text->encoding, encoding.toStdString());
}

/// SheetJS: text as Excel writes it, UTF-16LE with byte order mark and tabs.
void tst_csv::excelUnicodeText()
{
    NEED_SAMPLES(samples);
    const auto bytes = test::readFile(*samples / "2-csv" / "sheetjs-text" / "write.txt");
    const auto text = decodeText(asBytes(bytes));
    VERIFY_OK(text);
    COMPARE_STR(text->encoding, "UTF-16LE");
    QCOMPARE(sniffDialect(text->view).delimiter, '\t');
}

OXSEAL_TEST_CLASS(tst_csv);
#include "tst_csv.moc"
