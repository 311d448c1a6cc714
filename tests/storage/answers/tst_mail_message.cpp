// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/mail_message.h"

#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

/// Lines with CRLF, as mail programs save them.
std::string mail(const std::string& lines)
{
    std::string out;
    for (const char c : lines)
        out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

const std::string kHead = "From: \"Nov\\\"ak, Rita\" <Rita@Acme.example>\nDate: Fri, 2 Oct 2026 10:30:00 +0200 (CEST)\nSubject: =?utf-8?q?Re=3A?=\n\tfolded\n";
const std::string kMixed = kHead + R"(MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_b;1"

preamble
--=_b;1
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain

Here it is.
--inner--
--=_b;1
Content-Type: application/octet-stream; name="ignored.bin"
Content-Disposition: attachment; filename="answers.xlsx"
Content-Transfer-Encoding: base64

UEsDBAAB
Ag==
--=_b;1
Content-Type: text/csv; name=notes.csv
Content-Transfer-Encoding: quoted-printable

a=3Db=
c
--=_b;1--
epilogue
)";

std::string refusal(const std::string& text)
{
    const auto read = readMail(asBytes(text));
    return read ? "" : read.error().arguments().front();
}

std::string replaced(std::string text, const std::string& before, const std::string& after)
{
    text.replace(text.find(before), before.size(), after);
    return text;
}

} // namespace

class TestMailMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void senderDateAndFilesAreRead()
    {
        const auto read = readMail(asBytes(mail(kMixed)));
        VERIFY_OK(read);
        COMPARE_STR(read->from, "rita@acme.example");
        COMPARE_STR(read->date, "Fri, 2 Oct 2026 10:30:00 +0200 (CEST)");
        QVERIFY(read->sentAt == *Instant::fromIso("2026-10-02T08:30:00Z"));
        QCOMPARE(read->attachments.size(), std::size_t(2));
        COMPARE_STR(read->attachments[0].name, "answers.xlsx");
        COMPARE_STR(read->attachments[0].bytes, std::string("PK\x03\x04\0\x01\x02", 7));
        COMPARE_STR(read->attachments[1].bytes, "a=bc");
        QCOMPARE(readMail(asBytes(kMixed))->attachments.size(), std::size_t(2)); // saved with LF
    }

    void whatIsNotClearIsRefused()
    {
        COMPARE_STR(refusal(""), "from");
        COMPARE_STR(refusal(mail("From: rita@acme.example\n\nno date")), "date");
        COMPARE_STR(refusal(mail("From: rita@acme.example\n" + kMixed)), "from"); // two of them
        COMPARE_STR(refusal(mail(replaced(kMixed, "<Rita@Acme.example>", "<rita@acme.example>, rob@acme.example"))), "from");
        COMPARE_STR(refusal(mail(replaced(kMixed, "<Rita@Acme.example>", "<rita@acme.example> <rob@acme.example>"))), "from");
        COMPARE_STR(refusal(mail(replaced(kMixed, "<Rita@Acme.example>", "undisclosed"))), "from");
        COMPARE_STR(refusal(mail(replaced(kMixed, "2 Oct 2026", "the 2nd of October"))), "date");
        COMPARE_STR(refusal(mail(replaced(kMixed, "2 Oct 2026", "31 Feb 2026"))), "date");
        COMPARE_STR(refusal(mail(replaced(kMixed, "UEsDBAAB", "UEsDB*AB"))), "base64");
        COMPARE_STR(refusal(mail(replaced(kMixed, "--=_b;1--", "--=_b;2--"))), "boundary"); // cut
        COMPARE_STR(refusal("this is no mail\n"), "headers");
        COMPARE_STR(refusal(" folded: first\n"), "headers");
        COMPARE_STR(refusal("From: a@b\nX: " + std::string(300'000, 'x') + "\n\n"), "headers");
    }

    void depthAndNumberAreBounded()
    {
        std::string deep = "x";
        for (int level = 0; level < 12; ++level) {
            const std::string mark = "m" + std::to_string(level);
            deep = "Content-Type: multipart/mixed; boundary=" + mark + "\n\n--" + mark + "\n" + deep + "\n--" + mark + "--\n";
        }
        COMPARE_STR(refusal(kHead + deep), "parts");
        std::string many = "Content-Type: multipart/mixed; boundary=m\n\n";
        for (int part = 0; part < 300; ++part)
            many += "--m\nA: b\n\nx\n";
        COMPARE_STR(refusal(kHead + many + "--m--\n"), "parts");
    }
};

OXSEAL_TEST_CLASS(TestMailMessage);
#include "tst_mail_message.moc"
