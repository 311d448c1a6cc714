// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/kinds.h"
#include "storage/import/sniffer.h"
#include "storage/import/xlsx.h"
#include "storage/texts/texts.h"
#include "tests/support/workbook.h"
#include "tests/support/test_main.h"

#include <QObject>

#include <algorithm>

using namespace oxseal;

namespace {

std::string cellsOf(const std::string& inside)
{
    return "<row r='1'>" + inside + "</row>";
}

bool warns(const std::vector<ImportWarning>& warnings, const char* code)
{
    return std::any_of(warnings.begin(), warnings.end(), [&](const auto& warning) { return warning.code == code; });
}

} // namespace

class tst_xlsx : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cells_data();
    void cells();
    void rowsKeepTheirNumbers();
    void numbersOfPeopleKeepTheirZeros();
    void warningsNameWhatIsNotSeen();
    void sheetsAreChosenByName();
    void damagedWorkbooksSaySo_data();
    void damagedWorkbooksSaySo();
    void archiveOfSomethingElse();
    void aListingIsImported();
    void secretsAreTakenOutOfASheet();
    void everyCutEndsInOneError();
};

void tst_xlsx::cells_data()
{
    QTest::addColumn<QString>("xml");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* xml, const char* text) {
        QTest::newRow(name) << QString::fromUtf8(xml) << QString::fromUtf8(text);
    };
    row("shared", "<c r='A1' t='s'><v>0</v></c>", "shared");
    row("inline", "<c r='A1' t='inlineStr'><is><t>in</t></is></c>", "in");
    row("rich, without its pronunciation", "<c t='inlineStr'><is><r><t>in</t></r><r><t> line</t></r><rPh><t>IN</t></rPh></is></c>", "in line");
    row("result of a formula", "<c r='A1' t='str'><f>A2&amp;\"x\"</f><v>yx</v></c>", "yx");
    row("number", "<c r='A1'><v>0.10000000000000001</v></c>", "0.1");
    row("flags", "<c t='b'><v>1</v></c><c t='b'><v>0</v></c>", "TRUE,FALSE");
    row("error", "<c t='e'><v>#REF!</v></c>", "#REF!");
    row("day", "<c s='1'><v>46295</v></c>", "2026-09-30");
    row("day in an own format", "<c s='2'><v>46295</v></c>", "2026-09-30");
    row("day and time", "<c s='3'><v>46295.5</v></c>", "2026-09-30 12:00:00");
    row("thousands", "<c s='4'><v>1234.5</v></c>", "1234.5");
    row("ISO day", "<c t='d'><v>2026-09-30</v></c>", "2026-09-30");
    row("gap", "<c r='A1'><v>1</v></c><c r='D1'><v>4</v></c>", "1,,,4");
    row("empty cells at the end", "<c r='A1'><v>1</v></c><c r='B1' s='1'/><c r='C1' t='str'><v></v></c>", "1");
    row("without places", "<c><v>1</v></c><c><v>2</v></c>", "1,2");
    row("wide place", "<c r='AB1'><v>1</v></c>", ",,,,,,,,,,,,,,,,,,,,,,,,,,,1");
    row("quotes", "<c t='str'><v>a \"b\", c</v></c>", "\"a \"\"b\"\", c\"");
    row("escaped characters", "<c t='str'><v>a_x000A_b_x005F_x</v></c>", "\"a\nb_x\"");
    row("formula-like text stays text", "<c t='str'><v>=1+1</v></c>", "=1+1");
}

void tst_xlsx::cells()
{
    QFETCH(QString, xml);
    QFETCH(QString, text);
    const auto bytes = test::Workbook(cellsOf(xml.toStdString())).bytes();
    const auto sheet = readXlsx(asBytes(bytes));
    VERIFY_OK(sheet);
    COMPARE_STR(sheet->text, text.toStdString() + "\n");
    COMPARE_STR(sheet->name, "Data");
}

void tst_xlsx::rowsKeepTheirNumbers()
{
    const auto bytes
        = test::Workbook("<row r='2'><c t='str'><v>a\nb</v></c></row><row><c><v>3</v></c></row><row r='6'><c><v>6</v></c></row>").bytes();
    const auto sheet = readXlsx(asBytes(bytes));
    VERIFY_OK(sheet);
    COMPARE_STR(sheet->text, "\n\"a\nb\"\n3\n\n\n6\n");
    QCOMPARE(sheet->rows, std::uint64_t{3});
    CsvReader reader(sheet->text, kSheetDialect);
    std::vector<std::string_view> cells;
    std::vector<std::uint64_t> lines;
    while (reader.next(cells)) {
        if (!cells.front().empty())
            lines.push_back(reader.line());
    }
    QCOMPARE(lines, (std::vector<std::uint64_t>{2, 3, 6}));
}

/// An employee number that the workbook shows as 00012 is 00012, as in the CSV that Excel saves of it.
void tst_xlsx::numbersOfPeopleKeepTheirZeros()
{
    test::Workbook book("<row r='1'><c s='1'><v>12</v></c><c><v>12</v></c><c s='1'><v>1.5</v></c></row>");
    book.part("xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId='165' formatCode='00000'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='165'/></cellXfs></styleSheet>");
    const auto bytes = book.bytes();
    const auto shown = readXlsx(asBytes(bytes));
    VERIFY_OK(shown);
    QVERIFY2(shown->text.starts_with("00012") && shown->text.find("12", 5) != std::string::npos && shown->text.find("1.5") != std::string::npos, shown->text.c_str());
    XlsxOptions bare;
    bare.zeros = false; // as programs read it before
    const auto plain = readXlsx(asBytes(bytes), bare);
    VERIFY_OK(plain);
    QVERIFY2(plain->text.starts_with("12"), plain->text.c_str());
}

void tst_xlsx::warningsNameWhatIsNotSeen()
{
    test::Workbook book("<row r='1'><c><f>B9</f></c><c><v>1</v></c></row><row r='2' hidden='1'><c t='e'><v>#N/A</v></c></row>"
                        "<row r='3'><c><v>1234567890123456</v></c><c s='1'><v>-3</v></c></row>");
    book.part("xl/workbook.xml",
        "<workbook xmlns:r='rel'><sheets><sheet name='Data' r:id='rId1'/><sheet name='Old' r:id='rId1'/><sheet name='Secret' state='veryHidden' "
        "r:id='rId1'/></sheets></workbook>");
    book.part("xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id='rId1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Type='http://x/styles' Target='styles.xml'/>"
        "<Relationship Id='rId7' Type='http://x/vbaProject' Target='vbaProject.bin'/>"
        "<Relationship Id='rId8' Type='http://x/externalLink' Target='externalLinks/externalLink1.xml'/></Relationships>");
    const auto bytes = book.bytes();
    const auto sheet = readXlsx(asBytes(bytes));
    VERIFY_OK(sheet);
    for (const char* code : {"import.warn.xlsx_no_result", "import.warn.xlsx_hidden_rows", "import.warn.xlsx_errors", "import.warn.xlsx_rounded",
             "import.warn.xlsx_no_day", "import.warn.xlsx_other_sheets", "import.warn.xlsx_hidden_sheets", "import.warn.xlsx_macros",
             "import.warn.xlsx_links"}) {
        QVERIFY2(warns(sheet->warnings, code), code);
        QVERIFY2(texts::sentence(code, {"a", "b"}) != code, code);
    }
    const auto first = std::find_if(sheet->warnings.begin(), sheet->warnings.end(), [](const auto& w) { return w.code == "import.warn.xlsx_no_day"; });
    COMPARE_STR(first->arguments.at(1), "B3");
}

void tst_xlsx::sheetsAreChosenByName()
{
    test::Workbook book("<row r='1'><c><v>1</v></c></row>");
    book.part("xl/workbook.xml",
        "<workbook xmlns:r='rel'><sheets><sheet name='Hidden' state='hidden' r:id='rId1'/><sheet name='Empty' r:id='rId4'/>"
        "<sheet name='Data' r:id='rId1'/></sheets></workbook>");
    book.part("xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id='rId1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>"
        "<Relationship Id='rId4' Type='http://x/worksheet' Target='worksheets/sheet%204.xml'/></Relationships>");
    book.part("xl/worksheets/sheet 4.xml", "<worksheet><sheetData/></worksheet>");
    const auto bytes = book.bytes();
    COMPARE_STR(readXlsx(asBytes(bytes))->name, "Data"); // not the hidden one, not the empty one
    COMPARE_STR(readXlsx(asBytes(bytes), {"Hidden", 0, {}})->name, "Hidden");
    QVERIFY(readXlsx(asBytes(bytes), {"Empty", 0, {}})->text.empty());
    const auto none = readXlsx(asBytes(bytes), {"Q3", 0, {}});
    QVERIFY(!none && none.error().is(kXlsxNoSuchSheet));
    COMPARE_STR(none.error().arguments().at(1), "Hidden, Empty, Data");
}

void tst_xlsx::damagedWorkbooksSaySo_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const QString damaged = QStringLiteral("import.xlsx_damaged");
    const auto sheet = [&](const char* name, const char* rows) {
        QTest::newRow(name) << "xl/worksheets/sheet1.xml" << QStringLiteral("<worksheet><sheetData>%1</sheetData></worksheet>").arg(QString::fromUtf8(rows))
                            << damaged;
    };
    sheet("rows backwards", "<row r='2'/><row r='1'/>");
    sheet("row beyond the last", "<row r='1048577'/>");
    sheet("column beyond the last", "<row r='1'><c r='XFE1'><v>1</v></c></row>");
    sheet("text that is not there", "<row r='1'><c t='s'><v>1</v></c></row>");
    sheet("negative text", "<row r='1'><c t='s'><v>-1</v></c></row>");
    sheet("no number", "<row r='1'><c><v>1,5</v></c></row>");
    sheet("cell without a row", "<c r='A1'><v>1</v></c>");
    sheet("unknown entity", "<row r='1'><c t='str'><v>&boom;</v></c></row>");
    QTest::newRow("entities") << "xl/worksheets/sheet1.xml"
                              << "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet><sheetData/></worksheet>" << damaged;
    QTest::newRow("not UTF-8") << "xl/sharedStrings.xml" << QStringLiteral("<sst><si><t>") + QChar(0xD800) + QStringLiteral("</t></si></sst>") << damaged;
    QTest::newRow("no sheet") << "xl/workbook.xml" << "<workbook><sheets/></workbook>" << damaged;
    QTest::newRow("cut workbook") << "xl/workbook.xml" << "<workbook><sheets>" << damaged;
    QTest::newRow("no workbook") << "_rels/.rels"
                                 << "<Relationships><Relationship Id='r' Type='http://x/officeDocument' Target='nothing.xml'/></Relationships>"
                                 << QStringLiteral("import.zip_damaged");
}

void tst_xlsx::damagedWorkbooksSaySo()
{
    QFETCH(QString, part);
    QFETCH(QString, text);
    QFETCH(QString, error);
    test::Workbook book("<row r='1'><c t='s'><v>0</v></c></row>");
    book.part(part.toStdString(), QByteArray::fromRawData(text.toUtf8(), text.toUtf8().size()).toStdString());
    if (std::string(QTest::currentDataTag()) == "not UTF-8")
        book.part(part.toStdString(), "<sst><si><t>\xC3(</t></si></sst>");
    const auto bytes = book.bytes();
    const auto read = readXlsx(asBytes(bytes));
    QVERIFY(!read);
    COMPARE_STR(read.error().id(), error.toStdString());
    QVERIFY(texts::what(read.error()) != read.error().debugString());

    book.again("XL/Workbook.xml", "<workbook/>");
    const auto twice = book.bytes();
    const auto doubled = readXlsx(asBytes(twice));
    QVERIFY(!doubled && doubled.error().is(kZipPartsDamaged));
}

/// Banks pack several statements into one archive.
void tst_xlsx::archiveOfSomethingElse()
{
    const std::string text = "<Document/>";
    const zip::Entry entry{"statement.xml", text.size(), crc32(asBytes(text)), 0};
    const std::string part = zip::localHeader(entry) + text;
    const std::string central = zip::centralHeader(entry);
    const auto read = readXlsx(asBytes(part + central + zip::endRecords(1, part.size(), central.size())));
    QVERIFY(!read);
    COMPARE_STR(read.error().id(), "import.xlsx_none");
}

void tst_xlsx::aListingIsImported()
{
    const std::string header = "<row r='3'><c t='str'><v>account_id</v></c><c t='str'><v>permission</v></c><c t='str'><v>last_login</v></c></row>";
    const auto bytes = test::Workbook("<row r='1'><c t='str'><v>Users of the bank</v></c></row>" + header
        + "<row r='4'><c t='str'><v>ann</v></c><c t='str'><v>Pay</v></c><c s='1'><v>46295</v></c></row>"
          "<row r='5'><c t='str'><v>bo</v></c><c t='str'><v>Read</v></c></row>"
          "<row r='6'><c t='str'><v>cy</v></c><c t='str'><v>Read</v></c><c t='str'><v>soon</v></c></row>")
                           .bytes();
    const auto read = readKind(ImportKind::Listing, asBytes(bytes), {});
    VERIFY_OK(read);
    COMPARE_STR(read->format, "xlsx");
    COMPARE_STR(read->mapping["sheet"].toString(), "Data");
    QCOMPARE(read->table.rows(), std::size_t{2});
    QCOMPARE(read->table.days("last_login")->days[0], Day::fromIso("2026-09-30")->number);
    QCOMPARE(read->table.days("last_login")->days[1], DayColumn::kNone); // a shorter row has no value, and is no error
    QCOMPARE(read->report.rejectedRows, std::uint64_t{1});
    QCOMPARE(read->report.rejected.front().row, std::uint64_t{6});
    COMPARE_STR(read->report.rejected.front().reason, "import.bad_date");
    QVERIFY(read->report.conserved());
}

void tst_xlsx::secretsAreTakenOutOfASheet()
{
    const auto bytes = test::Workbook("<row r='1'><c t='str'><v>account_id</v></c><c t='str'><v>permission</v></c><c t='str'><v>pw</v></c></row>"
                                      "<row r='2'><c t='str'><v>ann</v></c><c t='str'><v>Pay</v></c>"
                                      "<c t='str'><v>$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234</v></c></row>")
                           .bytes();
    const auto read = readKind(ImportKind::Listing, asBytes(bytes), {});
    VERIFY_OK(read);
    QVERIFY(read->redaction.any());
    COMPARE_STR(read->redaction.bytes, "account_id,permission,pw\nann,Pay,\n");
    QCOMPARE(read->table.rows(), std::size_t{1});
}

void tst_xlsx::everyCutEndsInOneError()
{
    const auto bytes = test::Workbook("<row r='1'><c t='s'><v>0</v></c></row>").bytes();
    for (std::size_t size = 4; size < bytes.size(); ++size)
        QVERIFY(!readXlsx(asBytes(std::string_view(bytes).substr(0, size))));
}

OXSEAL_TEST_CLASS(tst_xlsx);
#include "tst_xlsx.moc"
