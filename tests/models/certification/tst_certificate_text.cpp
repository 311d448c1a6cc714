// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/certificate_text.h"
#include "models/core/text.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::certification;

namespace {

CertificateTemplate form(const char* file)
{
    const auto json = parseJson(
        test::readFile(std::filesystem::path(OXSEAL_SOURCE_DIR) / "resources/certificates" / file)).value();
    return CertificateTemplate::fromJson(json).value();
}

const Fields kAnnual{{"name", "Jane Q. Doe"}, {"report", "annual report on Form 10-K"},
    {"registrant", "Acme Group, Inc."}, {"title", "Chief Financial Officer"}, {"date", "March 2, 2026"},
    {"signature", "/s/ Jane Q. Doe"}};
const Fields kQuarter{{"kind", "Quarterly"}, {"registrant", "Acme Group, Inc."}, {"form", "10-Q"},
    {"period_end", "September 30, 2026"}, {"name", "Jane Q. Doe"}, {"title", "Chief Financial Officer"},
    {"date", "November 12, 2026"}, {"signature", "/s/ Jane Q. Doe"}};

std::string fixture(const char* name)
{
    return std::string(trimmed(test::readFile(test::dataFile(std::string("certification/") + name))));
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    if (at == std::string::npos)
        std::abort();
    return text.replace(at, from.size(), to);
}

} // namespace

class TestCertificateText : public QObject
{
    Q_OBJECT

    static std::string lint(const CertificateTemplate& text, const Fields& fields, const std::set<std::string>& keep,
        const std::string& given)
    {
        test::QtHasher hasher;
        std::vector<std::string> codes;
        for (const auto& finding : lintCertificate(hasher, text, fields, keep, given))
            codes.push_back(finding.code + "@" + finding.arguments.at(0));
        return join(codes, " ");
    }

private Q_SLOTS:
    /// The fixtures are the form's text of Item 601(b)(31)(i) with only the bracketed fields replaced.
    void verbatim()
    {
        COMPARE_STR(composeCertificate(form("exhibit_31.json"), kAnnual, {"icfr"}).value().body(),
            fixture("exhibit31_with.txt"));
        COMPARE_STR(composeCertificate(form("exhibit_31.json"), kAnnual, {}).value().body(),
            fixture("exhibit31_without.txt"));
        COMPARE_STR(composeCertificate(form("exhibit_32.json"), kQuarter, {"knowledge", "retained"}).value().body(),
            fixture("exhibit32.txt"));
    }

    void signatureBlock()
    {
        const auto text = composeCertificate(form("exhibit_31.json"), kAnnual, {"icfr"}).value();
        QCOMPARE(text.signature,
            (std::vector<std::string>{"Date: March 2, 2026", "/s/ Jane Q. Doe", "Chief Financial Officer"}));
        COMPARE_STR(text.templateId, "exhibit-31");
        QVERIFY(text.body().find('*') == std::string::npos); // the form's instruction is never printed
    }

    void emptyFields()
    {
        Fields fields = kAnnual;
        fields["name"] = " ";
        COMPARE_STR(composeCertificate(form("exhibit_31.json"), fields, {}).error().id(), "certificate.field_missing");
        fields.erase("name");
        COMPARE_STR(composeCertificate(form("exhibit_31.json"), fields, {}).error().id(), "certificate.field_missing");
        fields["name"] = "Jane\nDoe";
        QVERIFY(!composeCertificate(form("exhibit_31.json"), fields, {}));
    }

    void fieldsAreNotScannedAgain()
    {
        Fields fields = kAnnual;
        fields["registrant"] = "<name> Holdings";
        const auto text = composeCertificate(form("exhibit_31.json"), fields, {"icfr"}).value();
        QVERIFY(text.paragraphs[1].text.find("of <name> Holdings;") != std::string::npos);
    }

    void cleanTextsPass()
    {
        const auto form31 = form("exhibit_31.json");
        const auto form32 = form("exhibit_32.json");
        COMPARE_STR(lint(form31, kAnnual, {"icfr"}, fixture("exhibit31_with.txt")), "");
        COMPARE_STR(lint(form31, kAnnual, {}, fixture("exhibit31_without.txt")), "");
        COMPARE_STR(lint(form32, kQuarter, {"knowledge", "retained"}, fixture("exhibit32.txt")), "");
        // As filed: wrapped lines, typographic apostrophes, the signature block below, the singular as title.
        std::string filed = replaced(fixture("exhibit31_with.txt"), "CERTIFICATIONS", "CERTIFICATION");
        filed = replaced(filed, "registrant's auditors", "registrant\u2019s\n    auditors");
        filed += "\nDate: March 2, 2026\n/s/ Jane Q. Doe\nJane Q. Doe\nChief Financial Officer\n";
        COMPARE_STR(lint(form31, kAnnual, {"icfr"}, filed), "");
    }

    /// The errors SEC staff comment on, one by one.
    void staffComments_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("codes");
        const auto row = [](const char* title, const char* from, const char* to, const char* codes) {
            QTest::newRow(title) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(codes);
        };
        row("title in the first line", "I, Jane Q. Doe, certify", "I, Jane Q. Doe, Chief Financial Officer of Acme, certify",
            "certificate.title_in_first_line@intro");
        row("another name", "I, Jane Q. Doe", "I, John Roe", "certificate.wrong_name@intro");
        row("wrong report", "annual report on Form 10-K", "quarterly report on Form 10-Q", "certificate.wrong_period@1");
        row("other(s) dropped", "other certifying officer(s) and I are", "other certifying officers and I are",
            "certificate.text_altered@4");
        row("annual report for report", "the periods presented in this report;", "the periods presented in this annual report;",
            "certificate.text_altered@3");
        row("no ICFR in the introduction of 4",
            " and internal control over financial reporting (as defined in Exchange Act Rules 13a-15(f) and 15d-15(f))", "",
            "certificate.icfr_language_missing@4");
        row("parenthesis of 4(d) dropped", " (the registrant's fourth fiscal quarter in the case of an annual report)", "",
            "certificate.text_altered@4d");
        row("instruction printed", "CERTIFICATIONS\n", "CERTIFICATIONS\n*Provide a separate certification for each officer\n",
            "certificate.instruction_printed@instruction");
        row("a paragraph of one's own", "\n5. The", "\n6. I have relied on others;\n5. The", "certificate.extra_text@6");
        row("softened", "does not contain any untrue", "does not, in my view, contain any untrue",
            "certificate.text_altered@2");
    }
    void staffComments()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, codes);
        const auto text = replaced(fixture("exhibit31_with.txt"), from.toStdString(), to.toStdString());
        COMPARE_STR(lint(form("exhibit_31.json"), kAnnual, {"icfr"}, text), codes.toStdString());
    }

    void omittedParagraphs()
    {
        const auto form31 = form("exhibit_31.json");
        auto lines = split(fixture("exhibit31_with.txt"), '\n');
        lines.erase(lines.begin() + 12); // 5(b)
        COMPARE_STR(lint(form31, kAnnual, {"icfr"}, join(lines, "\n")), "certificate.paragraph_omitted@5b");
        COMPARE_STR(lint(form31, kAnnual, {"icfr"}, fixture("exhibit31_without.txt")),
            "certificate.icfr_language_missing@4 certificate.icfr_language_missing@4b");
        COMPARE_STR(lint(form31, kAnnual, {}, fixture("exhibit31_with.txt")),
            "certificate.icfr_language_unexpected@4 certificate.icfr_language_unexpected@4b");
        QVERIFY(!lint(form31, kAnnual, {"icfr"}, "").empty());
    }

    void wrongPeriodIn906()
    {
        const auto text = replaced(fixture("exhibit32.txt"), "September 30, 2026", "June 30, 2026");
        COMPARE_STR(lint(form("exhibit_32.json"), kQuarter, {"knowledge", "retained"}, text), "certificate.wrong_period@intro");
    }

    void newlyPublic()
    {
        QVERIFY(mayOmitIcfr(0, false)); // 10-Q before the first 10-K
        QVERIFY(mayOmitIcfr(0, true)); // the first 10-K carries the transition statement
        QVERIFY(mayOmitIcfr(1, false)); // 10-Q after it
        QVERIFY(!mayOmitIcfr(1, true)); // the second 10-K carries management's report
        QVERIFY(!mayOmitIcfr(2, false));
    }

    void dates()
    {
        COMPARE_STR(longDate(*Day::fromYmd(2026, 9, 30)), "September 30, 2026");
        COMPARE_STR(longDate(*Day::fromYmd(2027, 1, 1)), "January 1, 2027");
    }
};

OXSEAL_TEST_CLASS(TestCertificateText);
#include "tst_certificate_text.moc"
