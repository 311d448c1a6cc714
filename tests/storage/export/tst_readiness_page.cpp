// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/render_client.h"
#include "storage/documents/certification_documents.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <fstream>

using namespace oxseal;
using namespace oxseal::certification;

namespace {

const char* const kTitles[] = {"1. What I sign", "2. Open matters", "3. Conclusions", "4. What changed", "5. Money", "6. Controls",
    "7. Who stands behind it", "8. Signatures"};

OpenMatter matter(int number, bool disposed, const std::string& extra = {})
{
    OpenMatter out;
    out.finding.code = "recon.matter.no_clearance";
    out.finding.severity = Severity::Low;
    out.finding.arguments = {"1010", "US01", "-3250.00 USD", "2026-09-25", "CHQ" + std::to_string(number) + extra};
    out.finding.owner = "preparer";
    out.finding.amount = "USD (3,250.00)";
    out.finding.since = Day::fromYmd(2026, 9, 25);
    if (disposed) {
        out.disposition = Disposition{};
        out.disposition->kind = DispositionKind::NotMaterial;
        out.disposition->because = "cleared on 2 October, seen on the bank statement" + extra;
    }
    return out;
}

/// A quarter of ordinary size: `undisposed` matters first, as joinMatters orders them.
ReadinessView view(int undisposed, int disposed, const std::string& extra = {})
{
    ReadinessView out;
    ReadinessFacts& facts = out.facts;
    facts.company = "DEMO Norwold Instruments, Inc.";
    facts.form = "10-Q";
    facts.period = "2026-Q3";
    facts.periodEnd = *Day::fromYmd(2026, 9, 30);
    facts.plannedFiling = Day::fromYmd(2026, 11, 13);
    facts.due = Day::fromYmd(2026, 11, 16);
    facts.report.state = ReportState::FinalBound;
    facts.report.digest.bytes[0] = 0xab;
    facts.reportVersion = 2;
    facts.offices = {{"pfo", "David Rennick", "Chief Financial Officer", true},
        {"peo", "Margaret Olsen", "Chief Executive Officer", true}};
    facts.dcp = DcpConclusion{true, facts.periodEnd, facts.periodEnd.plus(35),
        "the evaluation covered the seven-area checklist, the access reviews, the duties check and the reconciliations" + extra, "",
        0, PersonId(1), ""};
    facts.asOfAge = 44;
    for (int i = 0; i < undisposed + disposed; ++i)
        facts.matters.open.push_back(matter(i, i >= undisposed, extra));
    facts.changes = {{"bank portal of the GmbH opened to the shared-service centre", false, "dual control stays in force", "cfo"}};
    facts.eventsSinceLast = {{"import.row_root", 2}, {"keyring.change", 1}, {"review.decide", 6}, {"review.open", 2}, {"sod.load_rules", 2}};
    facts.money = "EUR 0.00; GBP 0.00; USD 0.00";
    facts.moneyUnreconciled = "EUR 0.00; GBP 0.00; USD 0.00";
    facts.keyControls = std::array<int, 3>{5, 0, 83};
    facts.reviews = std::pair(2, 2);
    facts.highConflicts = 1;
    facts.leaversLateAndUsed = 1;
    facts.signatures = {{"pfo", "David Rennick", ""}, {"peo", "Margaret Olsen", ""}};
    out.record = buildReadiness(facts);
    return out;
}

Document drawn(const ReadinessView& record) { return readinessDocument(record, *Instant::fromIso("2026-11-13T12:00:00Z"), true); }

const doc::Table& tableAfter(const Document& document, std::string_view heading)
{
    bool found = false;
    for (const auto& block : document.blocks) {
        if (const auto* title = std::get_if<doc::Heading>(&block))
            found = title->text == heading;
        else if (const auto* table = std::get_if<doc::Table>(&block); table && found)
            return *table;
    }
    qFatal("no table under %s", std::string(heading).c_str());
}

/// The text of every page, as pdftotext reads it.
QStringList pagesOf(const std::string& pdf)
{
    QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("a.pdf"));
    std::ofstream(file.toStdString(), std::ios::binary) << pdf;
    QProcess tool;
    tool.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file, QStringLiteral("-")});
    tool.waitForFinished();
    QStringList pages = QString::fromUtf8(tool.readAllStandardOutput()).split(QLatin1Char('\f'));
    pages.removeLast(); // every page ends in a form feed
    return pages;
}

} // namespace

class TestReadinessPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eightSectionsOnTheFirstPage_data()
    {
        QTest::addColumn<int>("undisposed");
        QTest::addColumn<int>("disposed");
        QTest::addColumn<int>("extra");
        QTest::addColumn<bool>("annex");
        QTest::newRow("nothing open") << 0 << 0 << 0 << false;
        QTest::newRow("a few, short") << 1 << 4 << 0 << false;
        QTest::newRow("as in the demo") << 2 << 16 << 0 << true;
        QTest::newRow("hundreds, with long texts") << 200 << 200 << 900 << true;
    }
    void eightSectionsOnTheFirstPage()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed");
        QFETCH(int, undisposed);
        QFETCH(int, disposed);
        QFETCH(int, extra);
        QFETCH(bool, annex);
        std::string words;
        while (words.size() < static_cast<std::size_t>(extra))
            words += " more words";
        const auto pdf = renderPdf(drawn(view(undisposed, disposed, words)), OXSEAL_PROGRAM);
        VERIFY_OK(pdf);
        const QStringList pages = pagesOf(*pdf);
        qsizetype place = 0;
        for (const char* title : kTitles) {
            const auto at = pages.first().indexOf(QString::fromLatin1(title));
            QVERIFY2(at >= place, title); // in this order
            place = at;
        }
        QVERIFY(pages.first().contains(
            QStringLiteral("%1 open matters, %2 undisposed, 0 hard stops").arg(undisposed + disposed).arg(undisposed)));
        QVERIFY(pages.first().contains(QStringLiteral("Margaret Olsen")));
        QCOMPARE(pages.size() > 1, annex);
        if (annex)
            QVERIFY(pages.at(1).contains(QStringLiteral("Annex: all open matters")));
        for (int i = 0; i < undisposed + disposed; ++i) {
            const QRegularExpression reference(QStringLiteral("CHQ%1\\b").arg(i));
            QVERIFY2(pages.mid(annex ? 1 : 0).join(QString()).contains(reference), qPrintable(QString::number(i)));
        }
    }

    void undisposedMattersComeFirst()
    {
        const Document document = drawn(view(3, 20));
        const auto& page = tableAfter(document, "2. Open matters");
        QCOMPARE(page.rows.size(), std::size_t(9));
        for (std::size_t i = 0; i < page.rows.size(); ++i)
            QCOMPARE(page.rows[i].back() == "undisposed", i < 3);
        COMPARE_STR(page.rows[0][2], "preparer");
        COMPARE_STR(page.rows[0][3], "USD (3,250.00)");
        COMPARE_STR(page.rows[0][4], "49"); // 25 September to 13 November
        const auto& annex = tableAfter(document, "Annex: all open matters");
        QCOMPARE(annex.rows.size(), std::size_t(23));
        COMPARE_STR(annex.rows[22].back(), "not material, because cleared on 2 October, seen on the bank statement");
    }

    void longTextsStandWholeInTheAnnex()
    {
        std::string extra;
        for (int i = 0; i < 60; ++i)
            extra += " größer";
        const Document document = drawn(view(0, 1, extra));
        const auto& page = tableAfter(document, "2. Open matters");
        QVERIFY(page.rows[0].back().size() <= 96 && page.rows[0].back().ends_with("…"));
        COMPARE_STR(tableAfter(document, "Annex: all open matters").rows[0].back(),
            "not material, because cleared on 2 October, seen on the bank statement" + extra);
        const std::string json = canonicalJson(toJson(document));
        QVERIFY(json.find("and the reconciliations" + extra) != std::string::npos); // the basis, whole
        QVERIFY(QString::fromUtf8(json.c_str()).toStdString() == json); // no character was cut in two
    }

    void changesAreCountedInWords()
    {
        const std::string json = canonicalJson(toJson(drawn(view(0, 0))));
        // Set-up by name, the quarter's work in one count: 2 + 1 + 6 + 2.
        QVERIFY(json.find("Recorded since the last filing: rule sets loaded 2 · other entries 11") != std::string::npos);
        const std::string terminal = readinessText(view(0, 0));
        for (const char* line : {"review decisions: 6\n", "access reviews opened: 2\n", "rule sets loaded: 2\n", "other entries: 3"})
            QVERIFY2(terminal.find(line) != std::string::npos, line);
        for (const char* verb : {"review.decide", "review.open", "sod.load_rules", "import.row_root", "keyring.change", "readiness.event"})
            QVERIFY2(json.find(verb) == std::string::npos, verb);
    }

    /// The file is signed after it is drawn: it must say the same whoever has signed.
    void signaturePlacesNotStates()
    {
        ReadinessView record = view(0, 0);
        const Document before = drawn(record);
        const auto& places = tableAfter(before, "8. Signatures");
        QCOMPARE(places.rows.size(), std::size_t(2));
        COMPARE_STR(places.rows[0][0], "Principal financial officer");
        COMPARE_STR(places.rows[0][1], "David Rennick, Chief Financial Officer");
        QVERIFY(places.rows[0][2].find("signature panel") != std::string::npos);
        record.facts.signatures[0].at = "2026-11-13T12:00:00.000000Z";
        record.record = buildReadiness(record.facts);
        QVERIFY(drawn(record) == before);
        QVERIFY(canonicalJson(toJson(before)).find("none yet") == std::string::npos);
    }

    void theChiefExecutiveReadsFourSections()
    {
        ReadinessView record = view(1, 0);
        const std::string unsignedText = readinessText(record, Audience::Peo);
        for (std::size_t i = 0; i < 8; ++i) {
            const bool shown = i == 0 || i == 1 || i == 2 || i == 6;
            QCOMPARE(unsignedText.find(kTitles[i]) != std::string::npos, shown);
            QVERIFY(readinessText(record).find(kTitles[i]) != std::string::npos);
        }
        QVERIFY(unsignedText.find("has not signed this record yet") != std::string::npos);
        record.facts.signatures[0].at = "2026-11-13T12:00:00.000000Z";
        QVERIFY(readinessText(record, Audience::Peo).find("David Rennick, signed this record at 2026-11-13T12") != std::string::npos);
    }
};

OXSEAL_TEST_CLASS(TestReadinessPage);
#include "tst_readiness_page.moc"
