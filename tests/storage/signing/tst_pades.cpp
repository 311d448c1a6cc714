// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/signing/signing_fixture.h"

#include "storage/pdf/pdf_form.h"
#include "storage/signing/pades.h"
#include "storage/signing/pdf_update.h"

#include <filesystem>

using namespace oxseal;
using namespace oxseal::test;

class TestPades : public QObject
{
    Q_OBJECT

    static std::string report() { return readFile(dataFile("signing/report.pdf")); }
    static std::string fixture(const std::string& name) { return readFile(dataFile(name + ".pdf")); }
    static int countIn(const std::string& text, const std::string& words)
    {
        int n = 0;
        for (auto i = text.find(words); i != std::string::npos; i = text.find(words, i + 1))
            ++n;
        return n;
    }
    /// Every field as "name|type|value", a line each.
    static std::string fieldsOf(const std::string& bytes)
    {
        auto document = pdf::Document::open(bytes);
        const auto form = document ? pdf::readForm(*document) : Result<pdf::Form>(tl::unexpected(document.error()));
        std::string out;
        for (const pdf::FormField& field : form ? form->fields : std::vector<pdf::FormField>())
            out += field.name + "|" + field.type + "|" + field.value + "\n";
        return out;
    }
    static Instant now() { return at("2026-11-01T00:00:00Z"); }
    static std::string signedBy(const std::string& pdf, const std::string& who, const std::string& field)
    {
        const auto out = signPdf(pdf, key(who), pem(who), {field, "Dana Weiß", "Exhibit 31 (302)", at("2026-10-30T12:00:00Z")});
        return out ? *out : std::string();
    }
    static PdfReport verify(const std::string& pdf, const Anchors& anchors = {})
    {
        auto result = verifyPdf(pdf, "x.pdf", anchors, {}, now());
        return result ? *result : PdfReport{};
    }
    static bool clean(const PdfReport& report, std::size_t count)
    {
        if (!report.problems.empty() || report.signatures.size() != count)
            return false;
        for (const auto& signature : report.signatures)
            if (!signature.intact || !signature.problems.empty())
                return false;
        return true;
    }

private Q_SLOTS:
    void signsTwiceAndKeepsTheFirst()
    {
        const auto one = signedBy(report(), "pfo", "PFO");
        QVERIFY(clean(verify(one), 1));
        QVERIFY(one.rfind(report(), 0) == 0); // an update appends only
        const auto two = signedBy(one, "peo", "PEO");
        QVERIFY(two.rfind(one, 0) == 0);
        const auto three = signedBy(two, "pfo", "PFO2");
        const auto result = verify(three);
        for (const auto& signature : result.signatures)
            for (const auto& problem : signature.problems)
                qWarning("%s %s", problem.path.c_str(), problem.what.c_str());
        QVERIFY(clean(result, 3));
        COMPARE_STR(result.signatures[0].path, "x.pdf#1");
        QVERIFY(result.signatures[0].fingerprint == keyFingerprint(asBytes(key("pfo").publicKey())));
        QVERIFY(result.signatures[1].fingerprint == keyFingerprint(asBytes(key("peo").publicKey())));
        QVERIFY(result.signatures[0].time == TimeProof::Claimed);
        COMPARE_STR(result.signatures[0].signedAt->iso(), "2026-10-30T12:00:00.000000Z");
        QVERIFY(signedBy(report(), "pfo", "PFO") == one);
    }
    void pdfsigAccepts()
    {
        if (!hasTool("pdfsig"))
            QSKIP("pdfsig is not installed");
        QTemporaryDir folder;
        const std::string dir = folder.path().toStdString();
        write(dir + "/two.pdf", signedBy(signedBy(report(), "pfo", "PFO"), "peo", "PEO"));
        const auto run = runTool("pdfsig", {"-nocert", "two.pdf"}, dir);
        const auto count = [&](const std::string& words) { return countIn(run.out, words); };
        QVERIFY2(count("Signature is Valid.") == 2, run.out.c_str());
        QCOMPARE(count("ETSI.CAdES.detached"), 2);
        QCOMPARE(count("Total document signed"), 1);
        if (hasTool("pdftotext")) {
            const auto text = runTool("pdftotext", {"-layout", "two.pdf", "-"}, dir);
            QVERIFY2(text.out.find("Readiness record") != std::string::npos && text.out.find("Error") == std::string::npos,
                text.out.c_str());
        }
    }
    void opensslAcceptsTheCms_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"report", "report_objects", "hybrid"})
            QTest::newRow(file) << QString::fromUtf8(file);
    }
    void opensslAcceptsTheCms()
    {
        if (!hasTool("openssl"))
            QSKIP("openssl is not installed");
        QFETCH(QString, file);
        const auto pdf = signedBy(fixture("signing/" + file.toStdString()), "pfo", "PFO");
        const auto open = pdf.find("/Contents <") + 10;
        const auto close = pdf.find('>', open) + 1;
        auto cms = *fromHex(pdf.substr(open + 1, close - open - 2));
        QTemporaryDir folder;
        const std::string dir = folder.path().toStdString();
        write(dir + "/c", pdf.substr(0, open) + pdf.substr(close));
        write(dir + "/s", cms);
        write(dir + "/ca.pem", certificateToPem(pem("ca")));
        const auto run = runTool("openssl",
            {"cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", "s", "-content", "c", "-CAfile", "ca.pem", "-out", "o"}, dir);
        QVERIFY2(run.code == 0, run.out.c_str());
    }
    /// What other programs have saved: objects packed in streams, cross-references in a stream, both at once, updates.
    void savedByOthers_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("streamed");
        QTest::newRow("packed") << "signing/report_objects" << true;
        QTest::newRow("hybrid") << "signing/hybrid" << false;
        QTest::newRow("qpdf") << "forms/qpdf_objects" << true;
        QTest::newRow("linearized") << "forms/qpdf_linearized" << false;
        QTest::newRow("pikepdf") << "forms/parents" << true;
        QTest::newRow("pdftk") << "forms/pdftk" << false;
        QTest::newRow("mupdf") << "forms/mupdf_update" << false;
        QTest::newRow("PyPDF2") << "forms/pypdf2" << false;
    }
    void savedByOthers()
    {
        QFETCH(QString, file);
        QFETCH(bool, streamed);
        const std::string before = fixture(file.toStdString());
        QCOMPARE(pdf::File::open(before)->streamed(), streamed);
        const auto one = signedBy(before, "pfo", "PFO");
        QVERIFY(one.rfind(before, 0) == 0);
        const auto two = signedBy(one, "peo", "PEO");
        const auto result = verify(two);
        for (const auto& signature : result.signatures) {
            for (const auto& problem : signature.problems)
                qWarning("%s %s", problem.path.c_str(), problem.what.c_str());
        }
        QVERIFY(clean(result, 2));
        const auto after = pdf::File::open(two);
        QVERIFY(after);
        QCOMPARE(after->streamed(), streamed); // the update's cross-references are of the same kind
        QVERIFY(fieldsOf(two) == fieldsOf(before) + "PFO|Sig|\nPEO|Sig|\n");
        if (hasTool("qpdf")) {
            QTemporaryDir folder;
            write(folder.path().toStdString() + "/two.pdf", two);
            const auto run = runTool("qpdf", {"--check", "two.pdf"}, folder.path().toStdString());
            QVERIFY2(run.code == 0, run.out.c_str());
        }
        if (!hasTool("pdfsig"))
            QSKIP("pdfsig is not installed");
        QTemporaryDir folder;
        write(folder.path().toStdString() + "/two.pdf", two);
        const auto run = runTool("pdfsig", {"-nocert", "two.pdf"}, folder.path().toStdString());
        QVERIFY2(countIn(run.out, "Signature is Valid.") == 2 && countIn(run.out, "Total document signed") == 1, run.out.c_str());
        QVERIFY2(run.out.find("rror") == std::string::npos, run.out.c_str());
    }
    /// What an update says counts, not that it is there.
    void aChangeBehindAStreamIsFound()
    {
        const std::string signedOnce = signedBy(fixture("signing/report_objects"), "pfo", "PFO");
        const auto file = pdf::File::open(signedOnce);
        QVERIFY(file);
        int page = 0;
        for (const auto& [number, place] : file->places()) {
            const auto body = file->object(number);
            if (body && pdf::value(*body, "/Type") == "/Page")
                page = number;
        }
        QVERIFY(page > 0);
        for (const char* rotate : {"", "90"}) {
            pdf::Update update(signedOnce, *file);
            update.put(page, pdf::withValue(*file->object(page), "/Rotate", rotate));
            const auto result = verify(update.finish("[<00> <00>]"));
            QCOMPARE(result.signatures.size(), std::size_t(1));
            QCOMPARE(result.signatures[0].intact, *rotate == '\0');
            QVERIFY(result.signatures[0].intact || result.signatures[0].problems.at(0).what == "pdf_changed");
        }
    }
    void everyByteIsCovered()
    {
        const std::string good = signedBy(signedBy(report(), "pfo", "PFO"), "peo", "PEO");
        std::string bad = good;
        for (std::size_t i = 0; i < good.size(); i += 3) {
            bad[i] = static_cast<char>(good[i] ^ (1 << (i / 3 % 8)));
            const auto result = verifyPdf(bad, "x.pdf", {}, {}, now());
            QVERIFY2(!result || !clean(*result, 2), std::to_string(i).c_str());
            bad[i] = good[i];
        }
    }
    void findsWhatWasAdded()
    {
        const auto pdf = signedBy(report(), "pfo", "PFO");
        auto appended = verify(pdf + "\n% more\n");
        QVERIFY(!clean(appended, 1));
        COMPARE_STR(appended.problems.at(0).what, "pdf_uncovered");
        // A later update that changes what the page says, signed by somebody else: the first signature is not what it was.
        const auto file = pdf::File::open(pdf);
        QVERIFY(file);
        int page = 0;
        for (const auto& [number, place] : file->places())
            if (pdf::value(*file->object(number), "/Type") == "/Page")
                page = number;
        QVERIFY(page > 0);
        const auto start = pdf.size();
        std::string changed = pdf + std::to_string(page) + " 0 obj\n"
            + pdf::withValue(*file->object(page), "/Rotate", "90") + "\nendobj\n";
        const auto xref = changed.size();
        char entry[32];
        std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", start);
        changed += "xref\n" + std::to_string(page) + " 1\n" + entry + "trailer\n"
            + pdf::withValue(file->trailer(), "/Prev", std::to_string(file->startXref())) + "\nstartxref\n" + std::to_string(xref)
            + "\n%%EOF\n";
        const auto forged = signedBy(changed, "stranger", "Other");
        QVERIFY(!forged.empty());
        const auto result = verify(forged);
        QCOMPARE(result.signatures.size(), std::size_t(2));
        QVERIFY(!result.signatures[0].intact);
        COMPARE_STR(result.signatures[0].problems.at(0).what, "pdf_changed");
        QVERIFY(result.signatures[1].intact);
        Anchors anchors;
        anchors.authorities = {pem("ca")};
        QVERIFY(verify(forged, anchors).signatures[1].trust == Trust::Untrusted);
    }
    void refusesOthers()
    {
        QVERIFY(!signPdf("no pdf", key("pfo"), pem("pfo"), {}));
        QVERIFY(!verifyPdf("PK", "x", {}, {}, now()));
        QVERIFY(signPdf("%PDF-1.4\nstartxref\n9\n%%EOF", key("pfo"), pem("pfo"), {}).error().is(kPdfUnsupported));
    }
    /// Files by other makers: never a crash or a hang; where pdfsig calls a whole-file CAdES signature broken, so do we.
    void foreignCorpus()
    {
        NEED_SAMPLES(samples);
        int seen = 0;
        for (const char* part : {"6-crypto/dss-pades", "6-crypto/pyhanko-pdf"}) {
            for (const auto& entry : std::filesystem::recursive_directory_iterator(*samples / part)) {
                if (!entry.is_regular_file() || entry.path().extension() != ".pdf")
                    continue;
                ++seen;
                const auto bytes = readFile(entry.path());
                const auto result = verifyPdf(bytes, "x", {}, {}, now());
                QVERIFY2(result || result.error().is(kNotPdf), entry.path().c_str());
                (void)signPdf(bytes, key("pfo"), pem("pfo"), {"F", "n", "r", now()});
            }
        }
        QVERIFY(seen > 40);
        const auto folder = *samples / "6-crypto/dss-pades/dss-pades/src/test/resources/validation";
        const auto broken = verify(readFile(folder / "pdf-byterange-overlap.pdf"));
        QVERIFY(!clean(broken, broken.signatures.size()));
        const auto uncovered = verify(readFile(*samples / "6-crypto/pyhanko-pdf/coverage-anomalies/tail-uncovered.pdf"));
        QVERIFY(!clean(uncovered, 1));
    }
};

OXSEAL_TEST_CLASS(TestPades);
#include "tst_pades.moc"
