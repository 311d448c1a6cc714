// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/answer_form.h"

#include "storage/answers/review_pack.h"
#include "storage/packet/render_client.h"
#include "tests/storage/signing/signing_fixture.h"
#include "tests/support/filled_form.h"

using namespace oxseal;
using namespace oxseal::access;
using namespace oxseal::test;

namespace {

/// What the fixtures in tests/data/forms answer.
AnswerSheet sheet(int lines = 3)
{
    AnswerSheet out;
    out.workspace = "000102030405060708090a0b0c0d0e0f";
    out.company = "Acme Corp";
    out.campaign = 3;
    out.system = "ERP";
    out.period = "2026-Q3";
    out.asOf = *Day::fromIso("2026-09-30");
    out.campaignDigest = std::string(64, 'a');
    out.login = "rita";
    out.reviewer = "Rita Nov\u00e1k";
    out.madeAt = *Instant::fromIso("2026-10-01T08:00:00Z");
    out.nonce = std::string(32, '0');
    out.replyKey = std::string(32, '\x07');
    for (int at = 0; at < lines; ++at) {
        SheetLine line;
        line.row = at == 0 ? 2 : 3 * at + 2;
        line.account = at == 1 ? "m\u00fcller (old)" : "user" + std::to_string(line.row);
        line.name = "Account " + std::to_string(line.row);
        line.person = "Jo Doe, Clerk, Finance";
        line.entitlement = at == 2 ? "A & B <Full> \\x (y" : "Clerk / Bills (Full)";
        line.flags = {"privileged", "stale"};
        line.peers = "3/12";
        line.lastUsed = "2026-09-20";
        out.lines.push_back(line);
    }
    return out;
}

std::string drawn(const AnswerSheet& what = sheet())
{
    const auto pdf = renderPdf(answerForm(what));
    return pdf ? *pdf : std::string();
}

/// The answers of every fixture: lines 2, 5 and 8.
const std::vector<Answer>& expected()
{
    static const std::vector<Answer> answers{{2, Decision::Keep, "", "", ""}, {5, Decision::Revoke, "leaver", "", "gone (since May) \u2013 \u00fcber"},
        {8, Decision::Reduce, "excessive", "View", "first\nsecond"}};
    return answers;
}

std::string refusal(const std::string& form, const AnswerSheet& what = sheet())
{
    const auto read = readAnswerForm(form, what);
    return read ? "" : read.error().id() + std::string(" ") + (read.error().arguments().empty() ? "" : read.error().arguments().front());
}

} // namespace

class TestAnswerForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFormIsDrawnAndEmpty()
    {
        const std::string form = drawn();
        QVERIFY(!form.empty());
        QVERIFY(drawn() == form); // the same sheet gives the same bytes
        QVERIFY(answerFormPack(form).value() == sheetDigest(sheet()));
        const auto read = readAnswerForm(form, sheet());
        VERIFY_OK(read);
        QVERIFY(read->answers.empty());
        COMPARE_STR(read->campaignDigest, std::string(64, 'a'));
        QVERIFY(form.find("/Metadata") < form.rfind("/Catalog") && form.substr(form.rfind("/Catalog")).find("/Metadata") == std::string::npos);
        QTemporaryDir folder;
        write(folder.path().toStdString() + "/a.pdf", form);
        const auto text = runTool("pdftotext", {"-layout", "a.pdf", "-"}, folder.path().toStdString());
        QCOMPARE(text.code, 0);
        for (const char* words : {"Rita Nov\u00e1k", "Line 5: m\u00fcller (old), Clerk / Bills (Full)", "Line 8: user8, A & B <Full> \\x (y", "Page 1 of", "SIGNED.pdf",
                 "Jo Doe, Clerk, Finance"})
            QVERIFY2(text.out.find(words) != std::string::npos, (words + std::string("\n") + text.out).c_str());
    }

    void threeHundredLines()
    {
        const AnswerSheet many = sheet(300);
        const std::string form = drawn(many);
        const auto read = readAnswerForm(filledForm(form, {{"line-899-decision", "keep"}}), many);
        VERIFY_OK(read);
        const std::vector<Answer> last{{899, Decision::Keep, "", "", ""}};
        QVERIFY(read->answers == last);
        QTemporaryDir folder;
        write(folder.path().toStdString() + "/a.pdf", form);
        const auto info = runTool("pdfinfo", {"a.pdf"}, folder.path().toStdString());
        QVERIFY2(info.out.find("AcroForm") != std::string::npos, info.out.c_str());
        const int pages = std::stoi(info.out.substr(info.out.find("Pages:") + 6));
        QVERIFY2(pages > 30 && pages < 80, info.out.c_str());
    }

    /// A title and facts longer than a page are there to the last word.
    void nothingIsCut()
    {
        AnswerSheet long1 = sheet(1);
        for (int at = 0; at < 900; ++at)
            long1.lines.front().conflicts.push_back("RULE-" + std::to_string(1000 + at));
        long1.lines.front().entitlement += " " + std::string(300, 'w');
        QTemporaryDir folder;
        write(folder.path().toStdString() + "/a.pdf", drawn(long1));
        const auto text = runTool("pdftotext", {"a.pdf", "-"}, folder.path().toStdString());
        for (int at = 0; at < 900; ++at)
            QVERIFY(text.out.find(std::to_string(1000 + at)) != std::string::npos);
        QCOMPARE(std::count(text.out.begin(), text.out.end(), 'w') >= 300, true);
    }

    void filledInPlace()
    {
        const std::string form = drawn();
        const std::string filled = filledForm(form,
            {{"line-2-decision", "keep"}, {"line-5-decision", "Revoke"}, {"line-5-reason", "Has left the company"}, {"line-5-comment", "gone (since May) \u2013 \u00fcber"},
                {"line-8-decision", "reduce"}, {"line-8-reason", "excessive"}, {"line-8-target", " View "}, {"line-8-comment", "first\r\nsecond"}});
        const auto read = readAnswerForm(filled, sheet());
        VERIFY_OK(read);
        QVERIFY(read->answers == expected());
        VERIFY_OK(checkAnswers(sheet(), *read));
        // A name, a hexadecimal string and an indirect one are values as well.
        for (const char* value : {"/ke#65p", "<6B656570>", "(k\\145ep)"}) {
            const auto other = readAnswerForm(changedForm(form, {{"line-2-decision", "/V", value}}), sheet());
            VERIFY_OK(other);
            QVERIFY(other->answers.size() == 1 && other->answers.front() == expected().front());
        }
    }

    /// Saved by programs that share nothing with this one; tests/data/forms/README.md says how.
    void filledByOtherPrograms()
    {
        for (const char* name : {"qpdf_objects", "qpdf_linearized", "pdftk", "mupdf_update", "pypdf2", "parents"}) {
            const auto read = readAnswerForm(readFile(dataFile(std::string("forms/") + name + ".pdf")), sheet());
            QVERIFY2(read, (std::string(name) + ": " + (read ? "" : read.error().id())).c_str());
            QVERIFY2(read->answers == expected(), name);
        }
    }

    void whatWasChangedIsNamed()
    {
        const std::string form = drawn();
        COMPARE_STR(refusal(filledForm(form, {{"line-2-decision", "perhaps"}})), "access.form_decision 2");
        COMPARE_STR(refusal(filledForm(form, {{"line-2-comment", "I am not sure"}})), "access.form_decision 2"); // a comment alone
        COMPARE_STR(refusal(changedForm(form, {{"line-2-decision", "/T", "(line-3-decision)"}})), "access.answer_unknown_line 3");
        COMPARE_STR(refusal(changedForm(form, {{"line-2-decision", "/T", "(line-02-decision)"}})), "access.answer_unknown_line 02");
        COMPARE_STR(refusal(changedForm(form, {{"line-2-decision", "/T", "(line-2-verdict)"}})), "access.form_changed line-2-verdict");
        COMPARE_STR(refusal(changedForm(form, {{"line-2-decision", "/T", "(other)"}})), "access.form_missing 2");
        COMPARE_STR(refusal(changedForm(form, {{"line-2-decision", "/T", "(line-5-decision)"}})), "access.form_changed line-5-decision"); // twice
        // Two lines changed places: each field still says what it was drawn for.
        COMPARE_STR(refusal(changedForm(form, {{"line-2-decision", "/T", "(line-5-decision)"}, {"line-5-decision", "/T", "(line-2-decision)"}})),
            "access.form_changed line-2-decision");
        COMPARE_STR(refusal(changedForm(form, {{"oxseal-pack", "/V", "(00)"}})), "access.form_changed oxseal-pack");
        COMPARE_STR(refusal(changedForm(form, {{"oxseal-pack", "/T", "(x)"}})), "access.form_not_one ");
        AnswerSheet other = sheet();
        other.nonce = std::string(32, '1');
        COMPARE_STR(refusal(form, other), "access.reply_other_pack ");
        // The campaign's digest is held against the sheet's like that of every reply.
        const auto elsewhere = readAnswerForm(changedForm(filledForm(form, {{"line-2-decision", "keep"}}), {{"oxseal-review", "/V", "(" + std::string(64, 'b') + ")"}}), sheet());
        VERIFY_OK(elsewhere);
        COMPARE_STR(checkAnswers(sheet(), *elsewhere).error().id(), "access.reply_other_campaign");
        COMPARE_STR(checkAnswers(sheet(), *readAnswerForm(filledForm(form, {{"line-2-decision", "revoke"}, {"line-2-reason", "because"}}), sheet())).error().id(), "access.reason_unknown");
    }

    void otherFilesAreNone()
    {
        COMPARE_STR(answerFormPack("%PDF-1.4\n").error().id(), "pdf.damaged");
        const std::string form = drawn();
        for (std::size_t part = 1; part < 8; ++part)
            QVERIFY(!readAnswerForm(std::string_view(form).substr(0, form.size() * part / 8), sheet()));
        COMPARE_STR(answerFormPack(readFile(dataFile("signing/report.pdf"))).error().id(), "access.form_not_one");
        COMPARE_STR(answerFormPack(readFile(dataFile("forms/encrypted.pdf"))).error().id(), "pdf.encrypted");
        COMPARE_STR(answerFormPack(readFile(dataFile("forms/xfa.pdf"))).error().id(), "access.form_xfa");
    }
};

OXSEAL_TEST_CLASS(TestAnswerForm);
#include "tst_answer_form.moc"
