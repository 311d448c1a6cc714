// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/passphrase.h"

#include "tests/support/test_main.h"

#include <set>
#include <string>

using namespace oxseal;

class TestPassphrase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strength_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("ok");
        const auto row = [](const char* text, bool ok) { QTest::newRow(text) << QString::fromUtf8(text) << ok; };
        row("correct horse battery staple", false);
        row("orbit candle tiger mango pencil violin", true);
        row("orbit-candle-tiger-mango-pencil-violin", true);
        row("tiger tiger tiger tiger tiger tiger", false);
        row("a b c d e f", false);
        row("Tiger tiger orbit candle mango pencil", false); // five different words
        row("12345678901234567890123456", false);
        row("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false);
        row("abcdefghijklmnopqrstuvwxyz", false);
        row("kT9$mQ2!xW7#", false); // 12 × 6 = 72
        row("kT9$mQ2!xW7#v", true); // 13 × 6 = 78
        row("", false);
    }
    void strength()
    {
        QFETCH(QString, text);
        QFETCH(bool, ok);
        QCOMPARE(checkSignerPassphrase(text.toStdString()).has_value(), ok);
    }

    void estimate()
    {
        QCOMPARE(estimatedBits(""), 0);
        QCOMPARE(estimatedBits("kT9$mQ2!xW7#"), 72);
        QCOMPARE(estimatedBits("aaaa"), 4 + 3);
    }

    void codeWordsAreDistinct()
    {
        std::set<std::string> words;
        for (std::uint32_t i = 0; i < kCodeWords; ++i) {
            const auto word = codeWord(i);
            words.emplace(word.data(), word.size());
        }
        QCOMPARE(words.size(), std::size_t{102400});
        QVERIFY(words.contains("babab"));
        QVERIFY(words.contains("zuzuz"));
    }
};

OXSEAL_TEST_CLASS(TestPassphrase);
#include "tst_passphrase.moc"
