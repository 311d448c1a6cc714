// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/words.h"

#include "storage/db/errors.h"
#include "storage/workspace/workspace.h"
#include "storage/texts/texts.h"
#include "tests/support/test_main.h"
#include "ui/common/remedies.h"

#include <QSettings>

using namespace oxseal;
using namespace oxseal::ui;

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenCharactersAreShown()
    {
        QCOMPARE(plain("Müller & Söhne"), QStringLiteral("Müller & Söhne"));
        // Right-to-left override, zero-width space, byte order mark, a control character: none may act or vanish.
        QCOMPARE(plain("a\xE2\x80\xAE" "b"), QStringLiteral("a⟨U+202E⟩b"));
        QCOMPARE(plain("a\xE2\x80\x8B" "b"), QStringLiteral("a⟨U+200B⟩b"));
        QCOMPARE(plain("\xEF\xBB\xBF" "x"), QStringLiteral("⟨U+FEFF⟩x"));
        QCOMPARE(plain(std::string_view("a\x07" "b", 3)), QStringLiteral("a⟨U+0007⟩b"));
        // A tag character outside the basic plane, and an emoji that stays.
        QCOMPARE(plain("\xF3\xA0\x81\x81"), QStringLiteral("⟨U+E0041⟩"));
        QCOMPARE(plain("\xF0\x9F\x93\x84"), QStringLiteral("📄"));
    }
    void lineFeedsOnlyWhereAsked()
    {
        QCOMPARE(plain("a\nb"), QStringLiteral("a⟨U+000A⟩b"));
        QCOMPARE(plain("a\nb", true), QStringLiteral("a\nb"));
    }
    void amounts()
    {
        QCOMPARE(amount(123450, 2), QStringLiteral("1,234.50"));
        QCOMPARE(amount(-123450, 2), QStringLiteral("(1,234.50)"));
        QCOMPARE(amount(0, 2), QStringLiteral("–"));
        QCOMPARE(amount(1234, 0), QStringLiteral("1,234"));
        rememberNegativeStyle(NegativeStyle::Minus);
        QCOMPARE(QSettings().value(QStringLiteral("numbers/negative")).toString(), QStringLiteral("minus"));
        QCOMPARE(amount(-123450, 2), QStringLiteral("−1,234.50"));
        rememberNegativeStyle(NegativeStyle::Parentheses);
        QCOMPARE(amount(-123450, 2), QStringLiteral("(1,234.50)"));
    }
    void errorsSayWhereUnlessItIsInside()
    {
        QCOMPARE(errorLine(Error(kWorkspaceMissing, "/home/ada/Acme.oxseal")),
            QStringLiteral("There is no workspace in this folder. (/home/ada/Acme.oxseal) Check the path, or create a workspace."));
        const QString damaged = errorLine(Error(kDbCorrupt, "SELECT id FROM control_set", {"database disk image is malformed"}));
        QVERIFY(damaged.startsWith(QStringLiteral("The database is damaged: database disk image is malformed.")));
        QVERIFY(!damaged.contains(QStringLiteral("SELECT")));
    }
    void countsCarryTheirNoun()
    {
        QCOMPARE(counted(1, QStringLiteral("line"), QStringLiteral("lines")), QStringLiteral("1 line"));
        QCOMPARE(counted(0, QStringLiteral("line"), QStringLiteral("lines")), QStringLiteral("0 lines"));
        QCOMPARE(counted(1234567, QStringLiteral("line"), QStringLiteral("lines")), QStringLiteral("1,234,567 lines"));
    }
    void noRemedySpeaksOfTheCommandLine()
    {
        int seen = 0;
        for (const auto table : {texts::coreTexts(), texts::cryptoTexts(), texts::workspaceTexts(), texts::peopleTexts(), texts::importTexts(),
                 texts::accessTexts(), texts::sodTexts(), texts::reconTexts(), texts::controlTexts(), texts::calendarTexts(),
                 texts::certificationTexts(), texts::signingTexts(), texts::packetTexts()}) {
            for (const texts::Entry& entry : table) {
                const std::string words = windowRemedy(entry.id, entry.remedy);
                QVERIFY2(words.find("--") == std::string::npos, entry.id);
                QVERIFY2(words.find("oxseal help") == std::string::npos && words.find("oxseal import") == std::string::npos, entry.id);
                seen += words != entry.remedy ? 1 : 0;
            }
        }
        QVERIFY(seen > 60); // so many do in the words of the command line
        // What the window has no place for is left out rather than said in words of another place.
        const Error error({"people.no_such_person", ErrorClass::Usage}, {}, {"ben"});
        QCOMPARE(errorLine(error), QStringLiteral("There is no person ben here."));
        const Error columns({"import.missing_columns", ErrorClass::Input}, {}, {"permission", "a, b"});
        QVERIFY(errorLine(columns).startsWith(QStringLiteral("The file has no column for: permission. Its widest line reads: a, b Drag the columns")));
    }
    void datesAndTimes()
    {
        QCOMPARE(day(Day::fromIso("2026-09-30")), QStringLiteral("2026-09-30"));
        QCOMPARE(day(std::nullopt), QString());
        QCOMPARE(when(*Instant::fromIso("2026-09-30T21:15:42Z")), QStringLiteral("2026-09-30 21:15 UTC"));
        QCOMPARE(longDay(*Day::fromIso("2026-09-30")), QStringLiteral("30 September 2026"));
    }
};

OXSEAL_TEST_CLASS(TestWords);
#include "tst_words.moc"
