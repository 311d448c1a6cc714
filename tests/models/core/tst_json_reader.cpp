// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"

#include "tests/support/test_main.h"

#include <limits>

using namespace oxseal;

class TstJsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsOfNumbers()
    {
        const auto big = parseJson("9223372036854775807");
        VERIFY_OK(big);
        QVERIFY(big->isInteger() && big->toInteger() == std::numeric_limits<std::int64_t>::max());
        QVERIFY(parseJson("1")->isInteger() && !parseJson("1.0")->isInteger() && !parseJson("-0")->isInteger());
        const auto larger = parseJson("9223372036854775808"); // 2^63 does not fit and is read as a double
        VERIFY_OK(larger);
        QVERIFY(!larger->isInteger() && larger->toDouble() == 9223372036854775808.0);
        QCOMPARE(parseJson("-12.5e-1")->toDouble(), -1.25);
    }

    void escapesBecomeUtf8()
    {
        const auto json = parseJson("\"\\u0041\\/\\u001f\\b\\f\\n\\r\\t\\\"\\\\\\u20ac\\ud83d\\ude00\\u007f\"");
        VERIFY_OK(json);
        COMPARE_STR(json->toString(), "A/\x1f\b\f\n\r\t\"\\\xE2\x82\xAC\xF0\x9F\x98\x80\x7f");
    }

    void blanksBetweenTokensMeanNothing()
    {
        const auto json = parseJson(" {\t\"b\" : [ 1 ,\r\n2.5 , null ] , \"a\" : { } , \"c\" : true } ");
        VERIFY_OK(json);
        QCOMPARE(json->toObject().size(), std::size_t{3});
        QCOMPARE((*json)["b"].toArray().size(), std::size_t{3});
        QVERIFY((*json)["a"].isObject() && (*json)["c"].toBool());
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& text, const char* code = "json.invalid") {
            QTest::newRow(name) << text << QString::fromLatin1(code);
        };
        row("nothing", "");
        row("blank", " ");
        row("two values", "1 2");
        row("trailing comma", "[1,]");
        row("leading comma", "[,1]");
        row("comma in object", "{\"a\":1,}");
        row("no colon", "{\"a\" 1}");
        row("key without quotes", "{a:1}");
        row("single quotes", "['a']");
        row("unclosed array", "[1");
        row("unclosed object", "{\"a\":1");
        row("unclosed string", "\"a");
        row("line feed in string", "\"a\nb\"");
        row("bad escape", "\"\\x41\"");
        row("short escape", "\"\\u12\"");
        row("lone high surrogate", "\"\\ud800\"");
        row("lone low surrogate", "\"\\udc00\"");
        row("bad pair", "\"\\ud800\\u0041\"");
        row("leading zero", "01");
        row("plus sign", "+1");
        row("bare minus", "-");
        row("no digits after point", "1.");
        row("no digits before point", ".5");
        row("no exponent", "1e");
        row("too large a number", "1e999");
        row("hexadecimal", "0x1");
        row("not a number", "NaN");
        row("infinity", "Infinity");
        row("capital literal", "True");
        row("comment", "/* */ 1");
        row("byte order mark", "\xEF\xBB\xBF" "1");
        row("broken UTF-8", "\"\xC3\x28\"");
        row("overlong UTF-8", "\"\xC0\xAF\"");
        row("surrogate in UTF-8", "\"\xED\xA0\x80\"");
        row("nul", QByteArray("1\0", 2));
        row("duplicate key", "{\"a\":1,\"b\":2,\"a\":3}", "json.duplicate_key");
        row("duplicate key by escape", "{\"a\":1,\"\\u0061\":3}", "json.duplicate_key");
        row("too deep", QByteArray(100, '[') + QByteArray(100, ']'), "json.too_deep");
        row("very deep", QByteArray(1000000, '['), "json.too_deep");
    }

    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        const auto json = parseJson(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QVERIFY(!json);
        COMPARE_STR(json.error().id(), code.toStdString());
        QVERIFY(json.error().place().find("offset ") == 0);
    }

    void depthIsLimitedTo64()
    {
        VERIFY_OK(parseJson(std::string(64, '[') + std::string(64, ']')));
        COMPARE_STR(parseJson(std::string(66, '[') + std::string(66, ']')).error().id(), "json.too_deep");
    }
};

OXSEAL_TEST_CLASS(TstJsonReader);
#include "tst_json_reader.moc"
