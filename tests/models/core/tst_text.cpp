// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"

#include "models/core/table.h"
#include "tests/support/test_main.h"

using namespace oxseal;

class TstText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trimAndCase()
    {
        COMPARE_STR(trimmed(" \t a b \r\n"), "a b");
        COMPARE_STR(trimmed("  "), "");
        COMPARE_STR(lowerAscii("ÄBC-Z"), "Äbc-z"); // only ASCII moves
        QVERIFY(equalsIgnoringCase("AbC", "aBc") && !equalsIgnoringCase("a", "ab"));
    }

    void splitAndJoin()
    {
        QCOMPARE(split("a,b,,", ','), (std::vector<std::string>{"a", "b", "", ""}));
        QCOMPARE(split("", ','), (std::vector<std::string>{""}));
        COMPARE_STR(join({"a", "", "b"}, "; "), "a; ; b");
        COMPARE_STR(join({}, ";"), "");
    }

    void integers()
    {
        std::int64_t value = 0;
        QVERIFY(parseInteger("-9223372036854775808", value) && value == std::numeric_limits<std::int64_t>::min());
        QVERIFY(parseInteger("007", value) && value == 7);
        for (const char* bad : {"", " 1", "1 ", "1.0", "9223372036854775808", "0x1", "--1", "+-1"})
            QVERIFY2(!parseInteger(bad, value), bad);
    }

    void utf8()
    {
        for (const char* good : {"", "abc", "é", "€", "😀", "\xF4\x8F\xBF\xBF", "\xEF\xBF\xBF"})
            QVERIFY2(isValidUtf8(good), good);
        for (const char* bad : {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                 "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE2\x82", "a\xE2\x28\xA1"})
            QVERIFY2(!isValidUtf8(bad), bad);
    }

    /// RFC 4180 section 2.
    void beginnings()
    {
        COMPARE_STR(beginning("short"), "short");
        COMPARE_STR(beginning("abcdef", 6), "abcdef");
        COMPARE_STR(beginning("abcdefg", 6), "abcdef…");
        COMPARE_STR(beginning("ab\xC3\xA9z", 3), "ab…"); // U+00E9 takes bytes 2 and 3: it is not halved
        COMPARE_STR(beginning("ab\xC3\xA9z", 4), "ab\xC3\xA9…");
        COMPARE_STR(beginning("\x80\x80\x80", 2), "…"); // no character at all
    }
    void csvFieldsAreQuotedWhereverTheirMarkStands()
    {
        // Every byte at every place of texts of all lengths around eight, against the rule read character by character.
        for (std::size_t size = 1; size < 20; ++size) {
            for (std::size_t at = 0; at < size; ++at) {
                for (int byte = 1; byte < 256; ++byte) {
                    std::string text(size, 'x');
                    text[at] = static_cast<char>(byte);
                    const bool mark = byte == ',' || byte == '"' || byte == '\n' || byte == '\r';
                    const bool blank = byte == ' ' && (at == 0 || at + 1 == size);
                    QCOMPARE(csvNeedsQuotes(text), mark || blank);
                }
            }
        }
        QVERIFY(!csvNeedsQuotes(""));
    }
    void csvFields()
    {
        COMPARE_STR(csvField("plain"), "plain");
        COMPARE_STR(csvField("a,b"), "\"a,b\"");
        COMPARE_STR(csvField("say \"hi\""), "\"say \"\"hi\"\"\"");
        COMPARE_STR(csvField("a\r\nb"), "\"a\r\nb\"");
        COMPARE_STR(csvField(" a"), "\" a\"");
        COMPARE_STR(csvField("=1+1"), "=1+1"); // nothing neutralised
        COMPARE_STR(csvField(""), "");
    }
};

OXSEAL_TEST_CLASS(TstText);
#include "tst_text.moc"
