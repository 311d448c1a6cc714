// SPDX-License-Identifier: GPL-3.0-or-later
// Real workbooks against what Microsoft Excel itself exported (CSV) and what openpyxl counted.
#include "models/core/date.h"
#include "models/core/text.h"
#include "storage/import/bundle.h"
#include "storage/import/encoding.h"
#include "storage/import/xlsx.h"
#include "storage/import/zip_parts.h"
#include "tests/support/test_main.h"
#include "tests/support/workbook.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QRegularExpression>

#include <sys/resource.h>

#include <algorithm>
#include <cmath>

using namespace oxseal;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rowsOf(std::string_view text, const CsvDialect& dialect)
{
    Rows rows;
    CsvReader reader(text, dialect);
    std::vector<std::string_view> cells;
    while (reader.next(cells)) {
        rows.emplace_back(cells.begin(), cells.end());
        while (!rows.back().empty() && trimmed(rows.back().back()).empty())
            rows.back().pop_back();
    }
    while (!rows.empty() && rows.back().empty())
        rows.pop_back();
    return rows;
}

/// A number as Excel shows it under some format: 1,234.50 · (3) · $5 · 12% · 1.2E+3. `decimals` are those shown.
std::optional<double> shownNumber(QString text, int& decimals)
{
    text = text.trimmed();
    text.remove(QRegularExpression(QStringLiteral(" [<>].*$"))); // words of the number format
    bool negative = text.startsWith(QLatin1Char('(')) && text.endsWith(QLatin1Char(')'));
    text.remove(QRegularExpression(QStringLiteral("[$€£(),\\s]")));
    const bool percent = text.endsWith(QLatin1Char('%'));
    if (percent)
        text.chop(1);
    bool number = false;
    const double value = text.toDouble(&number);
    if (!number)
        return std::nullopt;
    const auto point = text.indexOf(QLatin1Char('.'));
    const auto mark = text.indexOf(QLatin1Char('E'));
    const int exponent = mark < 0 ? 0 : text.mid(mark + 1).toInt();
    decimals = static_cast<int>((point < 0 ? 0 : (mark < 0 ? text.size() : mark) - point - 1)) - exponent + (percent ? 2 : 0);
    return (negative ? -value : value) / (percent ? 100 : 1);
}

/// Excel drops line ends within cells from these exports, and writes _ for a sign that their encoding does not have.
std::string asExported(const std::string& text, bool signs)
{
    std::string out;
    for (const QChar c : QString::fromStdString(text)) {
        if (c != QLatin1Char('\n'))
            out += signs || c.unicode() <= 0x7F ? QString(c).toStdString() : "_";
    }
    return out;
}

/// The same value: to the letter, as the number that Excel shows with fewer digits, or as the day in one of its forms.
bool same(const std::string& ours, const std::string& excels)
{
    if (trimmed(ours) == trimmed(excels) || trimmed(asExported(ours, true)) == trimmed(excels)
        || trimmed(asExported(ours, false)) == trimmed(excels))
        return true;
    int decimals = 0;
    bool number = false;
    const double exact = QString::fromStdString(ours).toDouble(&number);
    const auto shown = shownNumber(QString::fromStdString(excels), decimals);
    if (number && shown && std::abs(exact - *shown) <= 0.5 * std::pow(10.0, -decimals) * (1 + 1e-9))
        return true;
    const auto day = Day::fromIso(ours.substr(0, 10));
    if (!day)
        return false;
    const auto ymd = day->ymd();
    const QString text = QString::fromStdString(excels);
    const auto has = [&](const QString& part) { return text.contains(part, Qt::CaseInsensitive); };
    static const char* const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QString y = QString::number(static_cast<int>(ymd.year()) % 100).rightJustified(2, QLatin1Char('0'));
    const QString m = QString::number(static_cast<unsigned>(ymd.month()));
    const QString d = QString::number(static_cast<unsigned>(ymd.day()));
    const bool month = has(QLatin1String(months[static_cast<unsigned>(ymd.month()) - 1])) || has(m);
    return has(y) && month && (has(d) || !text.contains(QRegularExpression(QStringLiteral("^\\d|\\d/\\d"))));
}

/// "54288.xlsx", sheet number and CSV of the exports under sheetjs-excel-csv/<year>.
struct Export
{
    std::filesystem::path workbook;
    std::size_t sheet = 0;
    std::filesystem::path csv;
};

std::vector<Export> exportsIn(const std::filesystem::path& samples)
{
    std::vector<Export> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(samples / "3-xlsx/sheetjs-excel-csv")) {
        std::string name = entry.path().filename().string();
        const auto mark = name.find(".xlsx.");
        if (mark == std::string::npos || entry.path().extension() != ".csv")
            continue;
        std::int64_t sheet = 0;
        if (!parseInteger(name.substr(mark + 6, name.size() - mark - 10), sheet))
            continue;
        const bool poi = name.rfind("apachepoi_", 0) == 0;
        const auto workbook = samples / "3-xlsx" / (poi ? "poi" : "sheetjs") / (name.substr(poi ? 10 : 0, mark + 5 - (poi ? 10 : 0)));
        out.push_back({workbook, static_cast<std::size_t>(sheet), entry.path()});
    }
    std::sort(out.begin(), out.end(), [](const Export& a, const Export& b) { return a.csv < b.csv; });
    return out;
}

} // namespace

class tst_xlsx_samples : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesAreThoseOfExcel();
    void countsAreThoseOfOpenpyxl();
    void smallFilesStaySmall();
    void hostileFilesEndCleanly();
};

void tst_xlsx_samples::valuesAreThoseOfExcel()
{
    NEED_SAMPLES(samples);
    std::size_t compared = 0;
    QStringList differences;
    const auto exports = exportsIn(*samples);
    QVERIFY(exports.size() >= 90);
    for (const auto& one : exports) {
        const std::string bytes = test::readFile(one.workbook);
        const auto file = XlsxFile::open(asBytes(bytes));
        VERIFY_OK(file);
        const auto& entries = file->book().sheets;
        QVERIFY2(one.sheet < entries.size(), one.csv.c_str());
        const auto sheet = file->read(entries[one.sheet]);
        VERIFY_OK(sheet);
        const std::string exported = test::readFile(one.csv);
        // One of the exports was made by Excel for Windows.
        const bool windows = one.workbook.filename() == "merge_cells.xlsx";
        const auto text = fromSingleByte(asBytes(exported), windows ? "windows-1252" : "macintosh");
        const Rows ours = rowsOf(sheet->text, kSheetDialect);
        const Rows theirs = rowsOf(*text, CsvDialect{});
        const auto cell = [](const Rows& rows, std::size_t r, std::size_t c) {
            return r < rows.size() && c < rows[r].size() ? rows[r][c] : std::string();
        };
        for (std::size_t r = 0; r < std::max(ours.size(), theirs.size()); ++r) {
            for (std::size_t c = 0; c < std::max(r < ours.size() ? ours[r].size() : 0, r < theirs.size() ? theirs[r].size() : 0); ++c) {
                // The last four rows of this workbook are younger than Excel's export of it.
                if (r >= 42 && one.workbook.filename() == "DateFormatTests.xlsx")
                    continue;
                ++compared;
                if (!same(cell(ours, r, c), cell(theirs, r, c)))
                    differences << QStringLiteral("%1 %2:%3 ours \"%4\" Excel's \"%5\"")
                                       .arg(QString::fromStdString(one.csv.filename().string()))
                                       .arg(r + 1)
                                       .arg(c + 1)
                                       .arg(QString::fromStdString(cell(ours, r, c)), QString::fromStdString(cell(theirs, r, c)));
            }
        }
    }
    qInfo("%zu cells of %zu sheets compared with Excel's own exports, %lld different", compared, exports.size(),
        static_cast<long long>(differences.size()));
    QVERIFY2(differences.isEmpty(), qPrintable(differences.mid(0, 40).join(QLatin1Char('\n'))));
    QVERIFY(compared >= 5763);
}

void tst_xlsx_samples::countsAreThoseOfOpenpyxl()
{
    NEED_SAMPLES(samples);
    const std::string table = test::readFile(*samples / "3-xlsx/EXPECTED_by_openpyxl.csv");
    CsvReader reader(table, CsvDialect{});
    std::vector<std::string_view> cells;
    QVERIFY(reader.next(cells)); // header
    int sheets = 0;
    while (reader.next(cells)) {
        const std::string file(cells[0]);
        const auto detail = QJsonDocument::fromJson(QByteArray(cells[15].data(), static_cast<qsizetype>(cells[15].size()))).array();
        if (detail.isEmpty() || cells[5] != "0")
            continue; // what openpyxl did not read, and two parts of one name, are for the hostile test
        const std::string bytes = test::readFile(*samples / file);
        const auto workbook = XlsxFile::open(asBytes(bytes));
        QVERIFY2(workbook.has_value(), file.c_str());
        for (const auto& value : detail) {
            const auto expected = value.toObject();
            const auto& entries = workbook->book().sheets;
            const auto entry = std::find_if(entries.begin(), entries.end(),
                [&](const auto& e) { return e.name == expected.value(QStringLiteral("name")).toString().toStdString(); });
            if (entry == entries.end())
                continue; // chart sheets
            const auto sheet = workbook->read(*entry);
            QVERIFY2(sheet.has_value(), file.c_str());
            QVERIFY2(static_cast<int>(sheet->cells) == expected.value(QStringLiteral("cells")).toInt(),
                qPrintable(QStringLiteral("%1 %2: %3 cells, openpyxl %4")
                               .arg(QString::fromStdString(file), QString::fromStdString(entry->name))
                               .arg(sheet->cells)
                               .arg(expected.value(QStringLiteral("cells")).toInt())));
            QCOMPARE(entry->hidden, expected.value(QStringLiteral("state")).toString() != QStringLiteral("visible"));
            ++sheets;
        }
    }
    qInfo("%d sheets have as many values as openpyxl counts", sheets);
    QVERIFY(sheets >= 80);
}

namespace {

/// An archive of deflated entries; `stated` bytes are what it says of each.
std::string deflatedArchive(int entries, const std::string& bytes, std::uint32_t stated)
{
    // zlib's stream without its two bytes of header and four of checksum, behind Qt's four bytes of length.
    const QByteArray zlib = qCompress(reinterpret_cast<const uchar*>(bytes.data()), static_cast<qsizetype>(bytes.size()), 9);
    const std::string packed(zlib.constData() + 6, static_cast<std::size_t>(zlib.size()) - 10);
    const auto put = [](std::string& header, std::size_t at, std::uint32_t value, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i)
            header[at + i] = static_cast<char>(value >> (8 * i));
    };
    std::string out, central;
    for (int i = 0; i < entries; ++i) {
        const zip::Entry entry{"f" + std::to_string(i) + ".csv", packed.size(), crc32(asBytes(bytes)), out.size()};
        std::string local = zip::localHeader(entry), record = zip::centralHeader(entry);
        put(local, 8, 8, 2); // deflated
        put(local, 22, stated, 4);
        put(record, 10, 8, 2);
        put(record, 24, stated, 4);
        out += local + packed;
        central += record;
    }
    const auto start = out.size();
    return out + central + zip::endRecords(static_cast<std::uint64_t>(entries), start, central.size());
}

} // namespace

/// Small files that would come to gigabytes.
void tst_xlsx_samples::smallFilesStaySmall()
{
    QElapsedTimer timer;
    timer.start();
    std::string rows;
    for (int i = 0; i < 300'000; ++i)
        rows += "<row><c r='XFD1' t='b'><v>1</v></c></row>";
    const auto lastColumn = readXlsx(asBytes(test::Workbook(rows).bytes()));
    QVERIFY(!lastColumn);
    COMPARE_STR(lastColumn.error().id(), "import.xlsx_sparse");
    rows.clear();
    for (int i = 0; i < 2'000; ++i)
        rows += "<row><c t='s'><v>0</v></c></row>";
    test::Workbook text(rows);
    text.part("xl/sharedStrings.xml", "<sst><si><t>" + std::string(1'000'000, 'A') + "</t></si></sst>");
    const auto longText = readXlsx(asBytes(text.bytes()));
    QVERIFY(!longText);
    COMPARE_STR(longText.error().id(), "import.xlsx_sparse");

    const std::string zeros(8'000'000, '\0');
    const std::string honest = deflatedArchive(30, zeros, 8'000'000);
    QVERIFY(honest.size() < 1'000'000);
    for (const auto& archive : {honest, deflatedArchive(30, zeros, 10)}) { // the other one understates itself
        const auto opened = openBundle(asBytes(archive));
        QVERIFY(!opened);
        QVERIFY2(opened.error().is(kBundleBomb) || opened.error().is(kZipPartsDamaged), opened.error().debugString().c_str());
    }
    QVERIFY(openBundle(asBytes(honest)).error().is(kBundleBomb));
    const auto few = openBundle(asBytes(deflatedArchive(3, zeros, 8'000'000)));
    VERIFY_OK(few);
    QCOMPARE(few->size(), std::size_t(3));
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    qInfo("small files that would be large refused in %lld ms; peak %ld MB", static_cast<long long>(timer.elapsed()), used.ru_maxrss / 1024);
#if !defined(OXSEAL_SANITIZED)
    QVERIFY(used.ru_maxrss < 256 * 1024);
#endif
}

void tst_xlsx_samples::hostileFilesEndCleanly()
{
    NEED_SAMPLES(samples);
    int refused = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*samples / "3-xlsx/poi-hostile")) {
        if (!entry.is_regular_file())
            continue;
        const std::string bytes = test::readFile(entry.path());
        QElapsedTimer timer;
        timer.start();
        const auto workbook = XlsxFile::open(asBytes(bytes));
        bool bad = !workbook;
        for (const auto& sheet : workbook ? workbook->book().sheets : std::vector<XlsxSheetEntry>())
            bad = !workbook->read(sheet) || bad;
        refused += bad ? 1 : 0;
        QVERIFY2(timer.elapsed() < 10'000, entry.path().c_str());
    }
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    qInfo("%d hostile workbooks refused; peak %ld MB", refused, used.ru_maxrss / 1024);
#if !defined(OXSEAL_SANITIZED) // what the sanitizers keep beside is not ours
    QVERIFY(used.ru_maxrss < 256 * 1024);
#endif
    QVERIFY(refused >= 6); // those openpyxl cannot open either, and the one with entities
    const std::string twice = test::readFile(*samples / "3-xlsx/poi/duplicate-filename.xlsx");
    QVERIFY(!XlsxFile::open(asBytes(twice)));
}

OXSEAL_TEST_CLASS(tst_xlsx_samples);
#include "tst_xlsx_samples.moc"
