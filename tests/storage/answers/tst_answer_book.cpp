// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/answer_book.h"

#include "storage/answers/review_pack.h"
#include "tests/support/answered_book.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>

using namespace oxseal;
using namespace oxseal::access;
using namespace oxseal::test;

namespace {

AnswerSheet sheet()
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
    out.nonce = std::string(32, '0');
    out.replyKey = std::string(32, '\x07');
    SheetLine line;
    line.flags = {"privileged", "stale"};
    line.peers = "3/12";
    line.lastUsed = "2026-09-20";
    for (const std::int64_t row : {2, 5, 11}) {
        line.row = row;
        line.account = row == 5 ? "=1+1" : "user " + std::to_string(row); // what looks like a formula is a text
        line.entitlement = row == 11 ? "A & B <Full> \"x\"" : "Clerk / Bills (Full)";
        out.lines.push_back(line);
    }
    return out;
}

std::string written()
{
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath(QStringLiteral("a.xlsx")).toStdString();
    if (!writeAnswerBook(sheet(), file))
        return {};
    return bytesOf(file);
}

std::string refusal(const std::string& book)
{
    const auto read = readAnswerBook(asBytes(book), sheet());
    return read ? "" : read.error().id() + std::string(" ") + (read.error().arguments().empty() ? "" : read.error().arguments().front());
}

std::pair<std::string, std::string> answerIn(const std::string& book, const std::string& cell, const std::string& xml) { return cellChange(book, cell, xml); }
std::string words(const std::string& text) { return "<is><t>" + text + "</t></is>"; }

} // namespace

class TestAnswerBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyAnswersAreOpen()
    {
        const std::string book = written();
        const std::string text = sheetXml(book);
        QVERIFY(text.find("<sheetProtection sheet=\"1\"") != std::string::npos);
        QVERIFY(text.find("type=\"list\"") != std::string::npos);
        QVERIFY(text.find("<f>") == std::string::npos);
        QVERIFY(answerBookPack(asBytes(book)).value() == sheetDigest(sheet()));
        const auto read = readAnswerBook(asBytes(book), sheet());
        VERIFY_OK(read);
        QVERIFY(read->answers.empty()); // nothing answered yet
        COMPARE_STR(read->campaignDigest, std::string(64, 'a'));
    }

    void answersAreRead()
    {
        const std::string book = written();
        // Lines 2, 5 and 11 stand in rows 9 to 11; K is the decision, L the reason, M what may stay, N the comment.
        const std::string answered = edited(book,
            {answerIn(book, "K9", words("keep")), answerIn(book, "K10", words("Revoke ")), answerIn(book, "L10", words("leaver")), answerIn(book, "N10", words("left &amp; gone")),
                answerIn(book, "K11", words("reduce")), answerIn(book, "L11", words("excessive")), answerIn(book, "M11", words("View"))});
        const auto read = readAnswerBook(asBytes(answered), sheet());
        VERIFY_OK(read);
        const std::vector<Answer> expected{{2, Decision::Keep, "", "", ""}, {5, Decision::Revoke, "leaver", "", "left & gone"}, {11, Decision::Reduce, "excessive", "View", ""}};
        QVERIFY(read->answers == expected);
        VERIFY_OK(checkAnswers(sheet(), *read));
    }

    void whatWasChangedIsNamed()
    {
        const std::string book = written();
        const auto shared = [&](const std::string& from, const std::string& to) { return edited(book, {{from, to}}); };
        const std::string row = sheetXml(book);
        const std::size_t begin = row.find("<row r=\"10\"");
        const std::string ten = row.substr(begin, row.find("</row>", begin) + 6 - begin);
        COMPARE_STR(refusal(shared(ten, "")), "access.book_missing 5");
        std::string twice = ten;
        for (std::size_t at = 0; (at = twice.find("10\"", at)) != std::string::npos; ++at)
            twice.replace(at, 2, "12");
        COMPARE_STR(refusal(shared("</sheetData>", twice + "</sheetData>")), "access.answer_twice 5");
        COMPARE_STR(refusal(edited(book, {answerIn(book, "K9", "<f>A1</f><v>keep</v>")})), "access.book_formula K9");
        COMPARE_STR(refusal(edited(book, {answerIn(book, "K9", words("perhaps"))})), "access.book_decision K9");
        COMPARE_STR(refusal(edited(book, {answerIn(book, "N9", words("I am not sure"))})), "access.book_decision K9"); // a comment alone
        // The permission of line 2, in column E.
        const std::size_t cell = row.find("<c r=\"E9\"");
        const std::string locked = row.substr(cell, row.find("</c>", cell) + 4 - cell);
        COMPARE_STR(refusal(shared(locked, "<c r=\"E9\" t=\"inlineStr\"><is><t>Clerk / Bills (View)</t></is></c>")), "access.book_locked E9");
        COMPARE_STR(refusal(shared("</sheetData>", "<row r=\"12\"><c r=\"A12\" t=\"inlineStr\"><is><t>77</t></is></c></row></sheetData>")), "access.answer_unknown_line 77");
        AnswerSheet other = sheet();
        other.nonce = std::string(32, '1');
        COMPARE_STR(readAnswerBook(asBytes(book), other).error().id(), "access.reply_other_pack");
    }

    void otherFilesAreNone()
    {
        COMPARE_STR(answerBookPack(asBytes(std::string_view("PK"))).error().id(), "access.book_not_one");
        COMPARE_STR(answerBookPack(asBytes(std::string_view("no workbook"))).error().id(), "access.book_not_one");
        const std::string book = written();
        COMPARE_STR(answerBookPack(asBytes(std::string_view(book).substr(0, book.size() / 2))).error().id(), "access.book_not_one");
        QVERIFY(!writeAnswerBook(sheet(), "/nonexistent/a.xlsx"));
    }
};

OXSEAL_TEST_CLASS(TestAnswerBook);
#include "tst_answer_book.moc"
