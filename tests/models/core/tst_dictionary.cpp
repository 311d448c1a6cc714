// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/dictionary.h"

#include "tests/support/test_main.h"

#include <map>
#include <random>

using namespace oxseal;

class TstDictionary : public QObject
{
    Q_OBJECT

    /// Texts of all lengths around the hash's words; many occur again.
    static std::vector<std::string> words()
    {
        std::mt19937 random(7);
        std::vector<std::string> out;
        for (int i = 0; i < 20'000; ++i) {
            std::string word(random() % 40, 'a');
            for (auto& c : word)
                c = static_cast<char>('a' + random() % (i % 2 == 0 ? 2 : 26));
            out.push_back(word);
        }
        return out;
    }

private Q_SLOTS:
    void numbersInOrderOfFirstAppearance()
    {
        // A map with counted numbers is the independent answer.
        const auto texts = words();
        std::map<std::string, std::uint32_t> known;
        std::vector<std::uint32_t> expected;
        for (const auto& text : texts)
            expected.push_back(known.try_emplace(text, static_cast<std::uint32_t>(known.size())).first->second);

        Dictionary single;
        for (std::size_t i = 0; i < texts.size(); ++i)
            QCOMPARE(single.intern(texts[i]), expected[i]);
        QCOMPARE(single.size(), known.size());

        const std::vector<std::string_view> views(texts.begin(), texts.end());
        Dictionary many;
        std::vector<std::uint32_t> codes;
        many.intern(std::span(views).first(33), codes);
        many.intern(std::span(views).subspan(33), codes);
        QVERIFY(codes == expected);
        QVERIFY(many == single);
        for (const auto& [text, code] : known)
            COMPARE_STR(many[code], text);
    }

    void theIndexComesBack()
    {
        Dictionary words{"x", "", "yy"};
        QCOMPARE(words.intern("yy"), 2U);
        words.dropIndex();
        QCOMPARE(words.intern(""), 1U);
        QCOMPARE(words.intern("z"), 3U);
        QCOMPARE(words.find("z"), 3U);
        QCOMPARE(words.find("zz"), Dictionary::kUnknown);
        words.append("after");
        QCOMPARE(words.find("after"), 4U); // without an index
        QCOMPARE(words.find("zz"), Dictionary::kUnknown);
        QCOMPARE(words.intern("after"), 4U);
        QCOMPARE(words.intern("x"), 0U);
        QCOMPARE(words.size(), std::size_t{5});
    }

    void itIsARange()
    {
        const Dictionary words{"one", "two", ""};
        const std::vector<std::string> out{words.begin(), words.end()};
        QVERIFY(out == (std::vector<std::string>{"one", "two", ""}));
        COMPARE_STR(words.front(), "one");
        QVERIFY(!words.empty() && Dictionary().empty());
        // Equal characters cut differently are not equal dictionaries.
        QVERIFY(!(Dictionary{"ab", "c"} == Dictionary{"a", "bc"}));
    }
};

OXSEAL_TEST_CLASS(TstDictionary);
#include "tst_dictionary.moc"
