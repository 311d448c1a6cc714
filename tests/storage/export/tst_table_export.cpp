// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/table_export.h"

#include "tests/support/test_main.h"

#include <QProcess>
#include <QTemporaryDir>

#include <atomic>

using namespace oxseal;
using namespace oxseal::exporting;

namespace {

constexpr std::int64_t kNone = ExportRows::kNone;

struct Row
{
    std::string text;
    std::int64_t count;
    std::int64_t minor;
    std::int64_t day;
};

/// Columns: text, number, amount, date.
class Fixture final : public ExportRows
{
public:
    explicit Fixture(std::vector<Row> rows)
        : rows_(std::move(rows))
    {
    }
    std::size_t rows() const override { return rows_.size(); }
    std::string text(std::size_t row, std::size_t column) const override
    {
        return column == 0 ? rows_[row].text : "shown " + std::to_string(column);
    }
    std::int64_t number(std::size_t row, std::size_t column) const override
    {
        return column == 1 ? rows_[row].count : column == 2 ? rows_[row].minor : column == 3 ? rows_[row].day : kNone;
    }
    int digits(std::size_t, std::size_t) const override { return 2; }

private:
    std::vector<Row> rows_;
};

/// 20,726 days after 1970-01-01 is 2026-09-30 (20,726 = 56 * 365 + 14 leap days + 272).
constexpr std::int64_t kLastOfSeptember = 20726;

ExportTable table()
{
    ExportTable made;
    made.name = "Lines: all/some";
    made.facts = {{"Workspace", "Acme, Inc."}, {"Filter", "=none"}};
    made.columns = {{"Name", CellKind::Text}, {"Count", CellKind::Number}, {"Amount (USD)", CellKind::Amount}, {"Day", CellKind::Date}};
    made.created = *Instant::fromIso("2026-10-01T08:00:00Z");
    return made;
}

Fixture rows()
{
    return Fixture({{"=SUM(A1)", -3, -123450, kLastOfSeptember}, {"Zoë \"Z\", Ltd", 1000, 5, kNone},
        {"@cmd", kNone, 9'007'199'254'740'993, kLastOfSeptember}});
}

/// A part of the package, read by the system's unzip.
QByteArray part(const std::filesystem::path& file, const char* name)
{
    QProcess unzip;
    unzip.start(QStringLiteral("unzip"), {QStringLiteral("-p"), QString::fromStdString(file.string()), QLatin1String(name)});
    unzip.waitForFinished();
    return unzip.readAllStandardOutput();
}

} // namespace

class TestTableExport : public QObject
{
    Q_OBJECT

    QTemporaryDir dir_;
    std::filesystem::path path(const char* name) const { return std::filesystem::path(dir_.path().toStdString()) / name; }

private Q_SLOTS:
    void csvIsExact()
    {
        QVERIFY(writeCsv(path("t.csv"), table(), rows(), {}).has_value());
        QCOMPARE(QByteArray::fromStdString(test::readFile(path("t.csv"))),
            QByteArray("\xEF\xBB\xBFLines: all/some\r\n"
                           "Workspace,\"Acme, Inc.\"\r\n"
                           "Filter,'=none\r\n"
                           "\r\n"
                           "Name,Count,Amount (USD),Day\r\n"
                           "'=SUM(A1),-3,-1234.50,2026-09-30\r\n"
                           "\"Zo\xC3\xAB \"\"Z\"\", Ltd\",1000,0.05,shown 3\r\n"
                           "'@cmd,shown 1,90071992547409.93,2026-09-30\r\n"));
    }
    void formulaLikeTexts()
    {
        for (const char* text : {"=1", "+1", "-1", "@x", "\tx", "\rx"})
            QVERIFY(looksLikeFormula(text));
        for (const char* text : {"", "a=1", " =1", "'=1", "1"})
            QVERIFY(!looksLikeFormula(text));
    }
    void xlsxHoldsStringsAndNumbers()
    {
        QVERIFY(writeXlsx(path("t.xlsx"), table(), rows(), {}).has_value());
        const QByteArray sheet = part(path("t.xlsx"), "xl/worksheets/sheet1.xml");
        QVERIFY(!sheet.isEmpty());
        QVERIFY2(!sheet.contains("<f>"), "a formula was written");
        // Rows 1 to 3: name and facts; 5: header; 6 to 8: the rows. 46295 is 2026-09-30 counted from 1899-12-30.
        QVERIFY(sheet.contains("<c r=\"B6\"") && sheet.contains("<v>-3</v>"));
        QVERIFY(sheet.contains("<c r=\"C6\"") && sheet.contains("<v>-1234.5</v>"));
        QVERIFY(sheet.contains("<c r=\"D6\"") && sheet.contains("<v>46295</v>"));
        QVERIFY(sheet.contains("<c r=\"C7\"") && sheet.contains("<v>0.05</v>"));
        QVERIFY2(sheet.contains("<c r=\"C8\" t=\"s\">"), "a number that a double would round must be a string");
        const QByteArray strings = part(path("t.xlsx"), "xl/sharedStrings.xml");
        for (const char* expected : {"=SUM(A1)", "@cmd", "=none", "Acme, Inc.", "Amount (USD)", "Zo\xC3\xAB"})
            QVERIFY2(strings.contains(expected), expected);
        const QByteArray book = part(path("t.xlsx"), "xl/workbook.xml");
        QVERIFY2(book.contains("name=\"Lines allsome\""), book.constData()); // : and / are not allowed in a sheet's name
        QVERIFY(!std::filesystem::exists(path("t.xlsx.part")));
    }
    void stoppedExportsLeaveNothing()
    {
        const std::atomic<bool> stop{true};
        Progress progress;
        progress.stop = &stop;
        QVERIFY(writeCsv(path("s.csv"), table(), rows(), progress).error().is(kExportCancelled));
        QVERIFY(writeXlsx(path("s.xlsx"), table(), rows(), progress).error().is(kExportCancelled));
        QVERIFY(writePdf(path("s.pdf"), table(), rows(), progress).error().is(kExportCancelled));
        for (const char* name : {"s.csv", "s.xlsx", "s.xlsx.part", "s.pdf"})
            QVERIFY2(!std::filesystem::exists(path(name)), name);
    }
    void tooManyRowsAreRefused()
    {
        const Fixture many(std::vector<Row>(kMostPdfRows + 1, Row{"x", 1, 1, 1}));
        QVERIFY(writePdf(path("m.pdf"), table(), many, {}).error().is(kTooManyRows));
    }
    void unwritableFolderIsAnError()
    {
        const auto nowhere = path("none") / "t.xlsx";
        QVERIFY(!writeXlsx(nowhere, table(), rows(), {}).has_value());
        QVERIFY(!writeCsv(nowhere, table(), rows(), {}).has_value());
    }
};

OXSEAL_TEST_CLASS(TestTableExport);
#include "tst_table_export.moc"
