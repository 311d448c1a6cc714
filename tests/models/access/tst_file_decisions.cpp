// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/file_decisions.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

class TestFileDecisions : public QObject
{
    Q_OBJECT

    static FileDecision line(const char* id, Decision decision, const char* comment, std::optional<LineFlag> flag = {})
    {
        FileDecision one;
        one.line.id = id;
        one.line.flags.set(LineFlag::Privileged, Flag::No);
        if (flag)
            one.line.flags.set(*flag, Flag::Yes);
        one.decision = decision;
        one.comment = comment;
        return one;
    }

private Q_SLOTS:
    void graveLinesAreKeptWithTheirOwnComment()
    {
        const auto ordinary = line("1", Decision::Keep, "");
        QVERIFY(allowedInFile(std::vector{ordinary, line("2", Decision::Keep, "")}));
        const auto refused = allowedInFile(std::vector{ordinary, line("2", Decision::Keep, " ", LineFlag::Privileged),
            line("3", Decision::Keep, "", LineFlag::Terminated), line("4", Decision::Keep, "his successor starts in May", LineFlag::Terminated)});
        QVERIFY(!refused && refused.error().is(kFileUncommented));
        QCOMPARE(refused.error().arguments(), (std::vector<std::string>{"2", "2, 3"}));
        // What is taken away needs a reason code instead.
        QVERIFY(allowedInFile(std::vector{ordinary, line("2", Decision::Revoke, "", LineFlag::Privileged)}));
        // One line alone was decided by itself.
        QVERIFY(allowedInFile(std::vector{line("2", Decision::Keep, "", LineFlag::Privileged)}));
        FileDecision unknown = ordinary;
        unknown.line.flags.set(LineFlag::Privileged, Flag::Unknown);
        QVERIFY(!allowedInFile(std::vector{ordinary, unknown}));
    }

    void longListsAreCountedAndNotSpelledOut()
    {
        std::vector<FileDecision> many;
        for (int n = 1; n <= 40; ++n)
            many.push_back(line(std::to_string(n).c_str(), Decision::Keep, "", LineFlag::Privileged));
        const auto refused = allowedInFile(many);
        QVERIFY(!refused);
        QCOMPARE(refused.error().arguments(), (std::vector<std::string>{"40", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 …"}));
    }
};

OXSEAL_TEST_CLASS(TestFileDecisions);
#include "tst_file_decisions.moc"
