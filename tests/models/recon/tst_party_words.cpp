// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/party_words.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestPartyWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreRunsOfLetters()
    {
        QVERIFY((partyWords("Zahlung RE-26-4711 Elmwood Tooling, Kg") == std::vector<std::string>{"ZAHLUNG", "ELMWOOD", "TOOLING"}));
        QVERIFY((partyWords("Müller & Söhne") == std::vector<std::string>{"M\xC3\xBCLLER", "S\xC3\xB6HNE"}));
        QVERIFY(partyWords("12345 AB 99").empty());
    }
    void aNewPartyHasNoWordOfEarlierLines()
    {
        // 40 lines: "Zahlung" on all of them, each of 40 names once, ELMWOOD among them.
        std::vector<std::string> texts;
        for (int i = 0; i < 39; ++i)
            texts.push_back("Zahlung Name" + std::string(1, static_cast<char>('a' + i % 26)) + std::string(1, static_cast<char>('a' + i / 26)));
        texts.emplace_back("Zahlung Elmwood Tooling");
        const std::vector<std::string_view> earlier(texts.begin(), texts.end());
        const KnownParties known(earlier);
        QVERIFY(!known.isNew("Zahlung Elmwood"));
        QVERIFY(!known.isNew("ELMWOOD GMBH 17")); // GMBH is new, ELMWOOD is known
        QVERIFY(known.isNew("Zahlung Hollow Bearings")); // the common word makes nobody known
        QVERIFY(!known.isNew("Zahlung 4711")); // names nobody
        QVERIFY(!known.isNew(""));
    }
    void phrasesAreWholeWords()
    {
        QVERIFY(mentions("NORWOLD CONTROLS GBP 10000,00", "Norwold Controls"));
        QVERIFY(mentions("transfer to norwold-controls", "Norwold Controls"));
        QVERIFY(!mentions("DEPOSIT NORWALD MARINE", "Norwold"));
        QVERIFY(!mentions("NORWOLDS", "Norwold"));
        QVERIFY(!mentions("anything", ""));
    }
};

OXSEAL_TEST_CLASS(TestPartyWords);
#include "tst_party_words.moc"
