// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"

#include "models/core/digest.h"
#include "tests/support/test_main.h"

#include <bit>
#include <limits>

using namespace oxseal;

class TstJsonWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// RFC 8785 appendix B, by bit pattern.
    void numbersOfTheStandard()
    {
        const std::pair<std::uint64_t, const char*> samples[] = {
            {0x0000000000000000, "0"}, {0x8000000000000000, "0"}, {0x0000000000000001, "5e-324"},
            {0x8000000000000001, "-5e-324"}, {0x7fefffffffffffff, "1.7976931348623157e+308"},
            {0xffefffffffffffff, "-1.7976931348623157e+308"}, {0x4340000000000000, "9007199254740992"},
            {0xc340000000000000, "-9007199254740992"}, {0x4430000000000000, "295147905179352830000"},
            {0x44b52d02c7e14af5, "9.999999999999997e+22"}, {0x44b52d02c7e14af6, "1e+23"},
            {0x44b52d02c7e14af7, "1.0000000000000001e+23"}, {0x444b1ae4d6e2ef4e, "999999999999999700000"},
            {0x444b1ae4d6e2ef4f, "999999999999999900000"}, {0x444b1ae4d6e2ef50, "1e+21"},
            {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"}, {0x3eb0c6f7a0b5ed8d, "0.000001"},
            {0x41b3de4355555553, "333333333.3333332"}, {0x41b3de4355555554, "333333333.33333325"},
            {0x41b3de4355555555, "333333333.3333333"}, {0x41b3de4355555556, "333333333.3333334"},
            {0x41b3de4355555557, "333333333.33333343"}, {0xbecbf647612f3696, "-0.0000033333333333333333"},
            {0x43143ff3c1cb0959, "1424953923781206.2"}};
        for (const auto& [bits, text] : samples)
            COMPARE_STR(canonicalJson(Json(std::bit_cast<double>(bits))), text);
        COMPARE_STR(canonicalJson(Json(std::numeric_limits<double>::infinity())), "null");
    }

    void integers()
    {
        COMPARE_STR(canonicalJson(Json(std::int64_t{9007199254740991})), "9007199254740991");
        COMPARE_STR(canonicalJson(Json(-5)), "-5");
        COMPARE_STR(canonicalJson(Json(std::int64_t{9223372036854775807})), "9223372036854776000"); // as ECMAScript writes it
    }

    /// RFC 8785 section 3.2.3: order by UTF-16 code units.
    void orderOfKeys()
    {
        const auto json = parseJson("{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
                                    "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
                                    "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}");
        VERIFY_OK(json);
        const std::string text = canonicalJson(*json);
        std::size_t last = 0;
        for (const char* value : {"Carriage Return", "One", "Control", "Latin Small", "Euro Sign", "Grinning", "Hebrew"}) {
            const auto at = text.find(value);
            QVERIFY2(at != std::string::npos && at > last, value);
            last = at;
        }
    }

    void stringsAreEscapedAsLittleAsPossible()
    {
        COMPARE_STR(canonicalJson(Json("A/\x1f\b\f\n\r\t\"\\\xE2\x82\xAC\xF0\x9F\x98\x80\x7f")),
            "\"A/\\u001f\\b\\f\\n\\r\\t\\\"\\\\\xE2\x82\xAC\xF0\x9F\x98\x80\x7f\"");
    }

    /// The layout of ECMAScript's JSON.stringify(value, null, 2).
    void prettyIsIndentedByTwo()
    {
        const Json json = Json().set("b", Json(Json::Array{1, 2.5, nullptr})).set("a", Json(Json::Object())).set("c", "x");
        COMPARE_STR(canonicalJson(json), "{\"a\":{},\"b\":[1,2.5,null],\"c\":\"x\"}");
        COMPARE_STR(prettyJson(json),
            "{\n  \"a\": {},\n  \"b\": [\n    1,\n    2.5,\n    null\n  ],\n  \"c\": \"x\"\n}");
        const auto again = parseJson(prettyJson(json));
        VERIFY_OK(again);
        QVERIFY(*again == json);
    }

    void sampleVectors()
    {
        NEED_SAMPLES(samples);
        int count = 0;
        for (const auto& file : std::filesystem::directory_iterator(*samples / "6-crypto/jcs/input")) {
            const auto json = parseJson(test::readFile(file.path()));
            VERIFY_OK(json);
            const auto stem = file.path().stem().string();
            COMPARE_STR(canonicalJson(*json), test::readFile(*samples / "6-crypto/jcs/output" / file.path().filename()));
            std::string hex = test::readFile(*samples / "6-crypto/jcs/outhex" / (stem + ".txt"));
            std::erase_if(hex, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
            COMPARE_STR(canonicalJson(*json), *fromHex(hex));
            ++count;
        }
        QVERIFY(count >= 2);
    }
};

OXSEAL_TEST_CLASS(TstJsonWriter);
#include "tst_json_writer.moc"
