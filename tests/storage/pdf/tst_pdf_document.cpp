// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pdf/pdf_form.h"
#include "storage/pdf/pdf_revision.h"

#include "tests/support/test_main.h"

#include <QByteArray>

#include <filesystem>

using namespace oxseal;
using namespace oxseal::pdf;
using namespace oxseal::test;

namespace {

std::optional<Value> parsed(std::string_view text)
{
    Budget budget;
    return Parser(text, 0, budget).value();
}

/// A file of these objects, numbered from 1, with a classic table; the first is the catalog.
std::string fileOf(const std::vector<std::string>& objects, const std::string& trailer = {})
{
    std::string out = "%PDF-1.7\n";
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < objects.size(); ++at) {
        places.push_back(out.size());
        out += std::to_string(at + 1) + " 0 obj\n" + objects[at] + "\nendobj\n";
    }
    const std::size_t start = out.size();
    out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t place : places) {
        const std::string digits = std::to_string(place);
        out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return out + "trailer\n<< /Root 1 0 R /Size " + std::to_string(objects.size() + 1) + " " + trailer + " >>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
}

std::string deflated(const QByteArray& bytes) { return qCompress(bytes).mid(4).toStdString(); } // Qt puts the length in front

std::string streamOf(const std::string& dictionary, const std::string& bytes)
{
    return "<< " + dictionary + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
}

std::string formError(const std::string& file)
{
    auto document = Document::open(file);
    if (!document)
        return document.error().id();
    const auto form = readForm(*document);
    return form ? "" : form.error().id();
}

std::string fieldsOf(const std::string& file)
{
    auto document = Document::open(file);
    const auto form = document ? readForm(*document) : Result<Form>(fail(kDamaged));
    std::string out;
    for (const FormField& field : form ? form->fields : std::vector<FormField>())
        out += field.name + "|" + field.type + "|" + field.value + ";";
    return form ? out : form.error().id();
}

} // namespace

class TestPdfDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values()
    {
        // ISO 32000-1, 7.3.4.2 and 7.3.5, with their own examples.
        COMPARE_STR(parsed("(Strings may contain balanced parentheses ( ) and special characters (*!&}^% and so on).)")->text,
            "Strings may contain balanced parentheses ( ) and special characters (*!&}^% and so on).");
        COMPARE_STR(parsed("(These \\\ntwo strings \\\nare the same.)")->text, "These two strings are the same.");
        COMPARE_STR(parsed("(So does this one.\\n)")->text, parsed("(So does this one.\r\n)")->text);
        COMPARE_STR(parsed("(\\0053)")->text, std::string("\5" "3"));
        COMPARE_STR(parsed("(\\53)")->text, "+");
        COMPARE_STR(parsed("<901FA>")->text, "\x90\x1F\xA0");
        COMPARE_STR(parsed("/A#42")->text, "AB");
        COMPARE_STR(parsed("/lime#20Green")->text, "lime Green");
        const auto all = parsed("<< /A [1 0 R 2 -3 4.5 true null] % comment )\n /B << >> >>");
        QVERIFY(all && all->at("A").items.size() == 6 && all->at("A").items[0].is(Value::Kind::Reference) && all->at("A").items[2].number == -3);
        QVERIFY(all->at("B").is(Value::Kind::Dictionary) && all->at("C").is(Value::Kind::Null));
        for (const char* broken : {"(", "<4", "<4x>", "[1 2", "<< /A", "<< /A 1 /A 2 >>", "<< 1 2 >>", "endobj", ""})
            QVERIFY2(!parsed(broken), broken);
        QVERIFY(!parsed(std::string(70, '[') + std::string(70, ']')) && parsed(std::string(60, '[') + std::string(60, ']')));
    }

    void texts()
    {
        COMPARE_STR(textOf(std::string("\xFE\xFF\x00\x41\x20\xAC\xD8\x3D\xDE\x00", 10)), "A\u20ac\U0001F600");
        COMPARE_STR(textOf("\xEF\xBB\xBF\xC3\xA9"), "\u00e9");
        COMPARE_STR(textOf("\x92\xA0\xE9\x84"), "\u2122\u20ac\u00e9\u2014"); // table D.2
    }

    void predictors()
    {
        // PNG (RFC 2083, 6) by hand: rows of three; left, mean and Paeth of 1 2 3.
        const auto row = [](int kind) { return QByteArray::fromRawData("\0\1\2\3", 4) + QByteArray(1, static_cast<char>(kind)) + QByteArray("\1\1\1", 3); };
        Value parameters = *parsed("<< /Predictor 15 /Columns 3 >>");
        const std::vector<std::pair<int, std::string>> known{{0, "\1\1\1"}, {1, "\1\2\3"}, {2, "\2\3\4"}, {3, "\1\2\3"}, {4, "\2\3\4"}};
        for (const auto& [kind, bytes] : known)
            COMPARE_STR(*inflated(deflated(row(kind)), parameters, 100), "\1\2\3" + bytes);
        QVERIFY(inflated(deflated(row(5)), parameters, 100).error().is(kDamaged));
        QVERIFY(inflated("no flate", parameters, 100).error().is(kDamaged));
        QVERIFY(inflated(deflated(QByteArray(1000, 'x')), Value(), 999).error().is(kTooLarge));
        COMPARE_STR(*inflated(deflated(QByteArray(1000, 'x')), Value(), 1000), std::string(1000, 'x'));
    }

    void fieldsAndTheirParents()
    {
        const std::string form = fileOf({"<< /AcroForm << /Fields [2 0 R 5 0 R 6 0 R] >> >>", "<< /T (a) /FT /Tx /V (above) /Kids [3 0 R 4 0 R] >>",
            "<< /T (b) >>", "<< /T (c) /V 7 0 R >>", "<< /T (d) /FT /Ch /V [(x) /y] /Kids [<< /Subtype /Widget /V (ignored) >>] >>",
            "<< /T (e) /FT /Tx /Kids [<< /Subtype /Widget /V <FEFF0041> >>] >>", streamOf("", "long text")});
        COMPARE_STR(fieldsOf(form), "a.b|Tx|above;a.c|Tx|long text;d|Ch|x, y;e|Tx|A;");
    }

    void objectStreamsAndCrossReferenceStreams()
    {
        // Object 3 is a field in object stream 2; the stream of references (4) is written by hand.
        const std::string packed = deflated("3 0 << /T (f) /FT /Tx /V (packed) >>");
        std::string file = "%PDF-1.7\n";
        const std::size_t one = file.size();
        file += "1 0 obj\n<< /AcroForm << /Fields [3 0 R] >> >>\nendobj\n";
        const std::size_t two = file.size();
        file += "2 0 obj\n" + streamOf("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", packed) + "\nendobj\n";
        const std::size_t four = file.size();
        const auto entry = [](int kind, std::size_t at, int index) {
            return std::string{static_cast<char>(kind), static_cast<char>(at >> 8), static_cast<char>(at & 255), static_cast<char>(index)};
        };
        const std::string rows = entry(0, 0, 0) + entry(1, one, 0) + entry(1, two, 0) + entry(2, 2, 0) + entry(1, four, 0);
        file += "4 0 obj\n" + streamOf("/Type /XRef /W [1 2 1] /Size 5 /Root 1 0 R", rows) + "\nendobj\nstartxref\n" + std::to_string(four) + "\n%%EOF\n";
        COMPARE_STR(fieldsOf(file), "f|Tx|packed;");
        // The same stream said to hold another object.
        std::string other = file;
        other.replace(other.find("/Size 5"), 7, "/Size 9");
        COMPARE_STR(fieldsOf(other), "pdf.damaged");
    }

    void hostileFilesEnd()
    {
        const std::string catalog = "<< /AcroForm << /Fields [2 0 R] >> >>";
        COMPARE_STR(formError(fileOf({catalog, "<< /T (a) /Kids [2 0 R] >>"})), "pdf.damaged"); // its own child
        COMPARE_STR(formError(fileOf({catalog, "<< /T (a) /Kids [3 0 R] >>", "<< /T (b) /Kids [2 0 R] >>"})), "pdf.damaged");
        COMPARE_STR(formError(fileOf({catalog, "3 0 R", "2 0 R"})), "pdf.damaged"); // a loop of references
        COMPARE_STR(formError(fileOf({catalog, streamOf("/X 1", "x")}, "/Prev 9")), "pdf.damaged"); // no section there
        std::string loop = fileOf({catalog, "<< >>"});
        const std::string start = std::to_string(loop.find("xref\n"));
        COMPARE_STR(formError(fileOf({catalog, "<< >>"}, "/Prev " + start)), "pdf.damaged"); // before itself
        COMPARE_STR(formError(fileOf({catalog}, "/Encrypt << >>")), "pdf.encrypted");
        std::string deep;
        for (int at = 0; at < 40; ++at)
            deep += "<< /T (k) /Kids [";
        deep += "<< /T (z) >>";
        for (int at = 0; at < 40; ++at)
            deep += "] >>";
        COMPARE_STR(formError(fileOf({catalog, deep})), "pdf.damaged");
        // A stream of 300 MiB of text in 300 KiB.
        COMPARE_STR(formError(fileOf({catalog, "<< /T (a) /V 3 0 R >>", streamOf("/Filter /FlateDecode", deflated(QByteArray(300 << 20, 'x')))})), "pdf.too_large");
        COMPARE_STR(formError(fileOf({catalog, "<< /T (a) /V 3 0 R >>", streamOf("/Filter /LZWDecode", "x")})), "pdf.damaged");
        std::string fields = "<< /AcroForm << /Fields [";
        for (int at = 0; at < 200'001; ++at)
            fields += "<</T(a)>>";
        COMPARE_STR(formError(fileOf({fields + "] >> >>"})), "pdf.too_large");
        COMPARE_STR(formError("%PDF-1.7\nxref\n0 999999999\ntrailer\nstartxref\n9\n%%EOF"), "pdf.too_large");
    }

    void onlyProofOfSignatures()
    {
        const std::string before = fileOf({"<< /AcroForm 2 0 R /Pages 4 0 R >>", "<< /Fields [3 0 R] >>", "<< /T (a) /V (x) >>", "<< /Type /Pages >>"});
        const auto update = [&](const std::vector<std::pair<int, std::string>>& objects) {
            std::string out = before;
            std::string table;
            for (const auto& [number, body] : objects) {
                const std::string digits = std::to_string(out.size());
                table += std::to_string(number) + " 1\n" + std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
                out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
            }
            const std::size_t start = out.size();
            return out + "xref\n" + table + "trailer\n<< /Root 1 0 R /Size 9 /Prev " + std::to_string(before.find("xref\n")) + " >>\nstartxref\n" + std::to_string(start)
                + "\n%%EOF\n";
        };
        const std::string store = "<< /AcroForm 2 0 R /Pages 4 0 R /DSS 5 0 R >>";
        QVERIFY(onlyProofAdded(update({{1, store}, {5, "<< /Certs [] >>"}}), before.size()));
        const std::string stamp = "<< /FT /Sig /T (stamp) /Rect [0 0 0 0] >>";
        QVERIFY(onlyProofAdded(update({{2, "<< /Fields [3 0 R 6 0 R] /SigFlags 3 >>"}, {6, stamp}}), before.size()));
        const std::vector<std::vector<std::pair<int, std::string>>> changes{{{3, "<< /T (a) /V (y) >>"}}, {{2, "<< /Fields [6 0 R] >>"}, {6, stamp}},
            {{2, "<< /Fields [3 0 R 6 0 R] >>"}, {6, "<< /FT /Tx /T (b) >>"}}, {{2, "<< /Fields [3 0 R 6 0 R] >>"}, {6, "<< /FT /Sig /Rect [0 0 9 9] >>"}},
            {{2, "<< /Fields [3 0 R] /NeedAppearances true >>"}}, {{1, "<< /AcroForm 2 0 R /Pages 4 0 R /OpenAction 5 0 R >>"}}, {{4, "<< /Type /Pages /Count 1 >>"}}};
        for (const auto& change : changes)
            QVERIFY2(!onlyProofAdded(update(change), before.size()), change.front().second.c_str());
    }

    /// Files by many makers: never a crash or a hang, and most of them open.
    void foreignCorpus()
    {
        NEED_SAMPLES(samples);
        int seen = 0, opened = 0;
        for (const char* part : {"6-crypto/dss-pades", "6-crypto/pyhanko-pdf"}) {
            for (const auto& entry : std::filesystem::recursive_directory_iterator(*samples / part)) {
                if (!entry.is_regular_file() || entry.path().extension() != ".pdf")
                    continue;
                ++seen;
                const std::string bytes = readFile(entry.path());
                auto document = Document::open(bytes);
                opened += document && readForm(*document) ? 1 : 0;
                if (!document)
                    qInfo("%s: %s", entry.path().filename().c_str(), document.error().id());
            }
        }
        qInfo("%d of %d", opened, seen);
        QVERIFY(seen > 40 && opened * 10 > seen * 8);
    }
};

OXSEAL_TEST_CLASS(TestPdfDocument);
#include "tst_pdf_document.moc"
