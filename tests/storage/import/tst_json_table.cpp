// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/json_table.h"

#include "storage/import/kinds.h"
#include "storage/import/sniffer.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

/// Lists of records in JSON as tables; expectations written by hand.
class tst_json_table : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void text_data();
    void text();
    void lists();
    void pages_data();
    void pages();
    void besideTheList();
    void refused_data();
    void refused();
    void sniffed();
    void otherKinds();
    void sensitiveFields();
};

void tst_json_table::text_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* json, const char* text) { QTest::newRow(name) << QByteArray(json) << QByteArray(text); };
    row("values", R"([{"a":"x","b":true,"c":null,"d":12,"e":1.5}])", "a,b,c,d,e\nx,true,,12,1.5\n");
    row("nested", R"([{"u":{"id":1,"m":{"e":"a@b"}}}])", "u.id,u.m.e\n1,a@b\n");
    row("lists inside", R"([{"r":["x","y"],"o":[{"n":"p","i":1},{"n":"q"}],"z":[]}])", "o.i,o.n,r,z\n1,p|q,x|y,\n");
    row("fields that come later", R"([{"a":1},{"b":2},{"a":3,"b":4}])", "a,b\n1,\n,2\n3,4\n");
    row("separators and line ends", R"([{"a":"x,y","b":"one\ntwo","c":"say \"so\""}])", "a,b,c\n\"x,y\",one two,\"say \"\"so\"\"\"\n");
    row("two fields of one name", R"([{"u.e":"x","u":{"e":"y"}},{"u.e":"z","u":{"e":"z"}}])", "u.e\ny|x\nz\n");
    row("in an envelope", R"({"ok":true,"data":{"users":{"nodes":[{"a":1},{"a":2}]}}})", "a\n1\n2\n");
    row("one record", R"({"id":7,"user":{"login":"ann"}})", "id,user.login\n7,ann\n");
}

void tst_json_table::text()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, text);
    const auto table = readJsonTable(json.toStdString());
    VERIFY_OK(table);
    COMPARE_STR(table->text, text.toStdString());
    QVERIFY(table->warnings.empty() && table->beside.empty());
}

void tst_json_table::lists()
{
    const std::string json = R"({"data":[{"a":1}],"included":[{"b":1},{"b":2}],"meta":{"tags":["x"]}})";
    const auto names = jsonLists(json);
    VERIFY_OK(names);
    QCOMPARE(*names, (std::vector<std::string>{"data", "included"}));
    const auto longest = readJsonTable(json);
    VERIFY_OK(longest);
    COMPARE_STR(longest->name, "included");
    QCOMPARE(longest->rows, std::uint64_t(2));
    QCOMPARE(longest->beside, (std::vector<std::string>{"data"}));
    QCOMPARE(longest->warnings.size(), std::size_t(1));
    COMPARE_STR(longest->warnings[0].code, "import.warn.json_other_lists");
    const auto named = readJsonTable(json, "data");
    VERIFY_OK(named);
    COMPARE_STR(named->text, "a\n1\n");
    const auto none = readJsonTable(json, "users");
    QVERIFY(!none && none.error().is(kJsonNoSuchList));
}

void tst_json_table::pages_data()
{
    QTest::addColumn<QByteArray>("envelope");
    QTest::addColumn<QByteArray>("more"); // the place that says so; "" for the last page
    const auto row = [](const char* envelope, const char* more) { QTest::newRow(envelope) << QByteArray(envelope) << QByteArray(more); };
    row(R"("has_more":true)", "has_more");
    row(R"("has_more":false)", "");
    row(R"("next_page":{"offset":"x"})", "next_page");
    row(R"("next_page":null)", "");
    row(R"("@odata.nextLink":"https://graph")", "@odata.nextLink");
    row(R"("response_metadata":{"next_cursor":""})", "");
    row(R"("response_metadata":{"next_cursor":"dXNlcg"})", "response_metadata.next_cursor");
    row(R"("pageInfo":{"hasNextPage":true,"endCursor":"x"})", "pageInfo.hasNextPage");
    row(R"("paging":{"next":{"after":"5"}})", "paging.next");
    row(R"("page":1,"size":2)", "");
}

void tst_json_table::pages()
{
    QFETCH(QByteArray, envelope);
    QFETCH(QByteArray, more);
    const auto table = readJsonTable(R"({"items":[{"a":1}],)" + envelope.toStdString() + "}");
    VERIFY_OK(table);
    QCOMPARE(table->warnings.size(), std::size_t(more.isEmpty() ? 0 : 1));
    if (!more.isEmpty())
        QCOMPARE(table->warnings[0], (ImportWarning{"import.warn.json_more", {more.toStdString()}, 0, {}}));
}

/// Single values around the list are looked at too, because the document would be kept with them.
void tst_json_table::besideTheList()
{
    const auto table = readJsonTable(R"({"items":[{"a":1}],"owner":{"name":"Ann","ssn":"123-45-6789"},"note":"all well"})");
    VERIFY_OK(table);
    QCOMPARE(table->beside, (std::vector<std::string>{"owner.ssn"}));
}

void tst_json_table::refused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, QByteArray json, const char* code) { QTest::newRow(name) << json << QByteArray(code); };
    row("cut", R"([{"a":1},{"a":)", "import.json_damaged");
    row("a key twice", R"([{"a":1,"a":2}])", "import.json_damaged");
    row("too deep", QByteArray(100, '[') + QByteArray(100, ']'), "import.json_damaged");
    row("an empty list", "[]", "import.json_no_list");
    row("a list of words", R"(["a","b"])", "import.json_no_list");
    row("mixed", R"([{"a":1},"b"])", "import.json_no_list");
    row("an empty object", "{}", "import.json_no_list");
    QByteArray wide = "[{";
    for (int at = 0; at < 2001; ++at)
        wide += (at > 0 ? ",\"f" : "\"f") + QByteArray::number(at) + "\":1";
    row("too many fields", wide + "}]", "import.json_wide");
}

void tst_json_table::refused()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, code);
    const auto table = readJsonTable(json.toStdString());
    QVERIFY(!table);
    COMPARE_STR(table.error().id(), code.toStdString());
}

void tst_json_table::sniffed()
{
    for (const char* json : {"[{\"a\":1}]", " {\n \"a\": 1}", "[]", "{}", "\xEF\xBB\xBF[ {\"a\":1}]"})
        QCOMPARE(sniffFormat(asBytes(std::string(json))), FileFormat::Json);
    QCOMPARE(sniffFormat(asBytes(std::string("{1:F01BANK}{2:O940}{4:\n:20:X\n:25:1\n:28C:1\n:60F:C260101EUR1,\n-}"))), FileFormat::Mt940);
    QCOMPARE(sniffFormat(asBytes(std::string("[section]\na=b\n"))), FileFormat::Unknown);
    QCOMPARE(sniffFormat(asBytes(std::string("[x],y\n1,2\n"))), FileFormat::Csv);
}

/// Any table may come as JSON: here who did what in a system, by header names alone.
void tst_json_table::otherKinds()
{
    const std::string json = R"({"events":[{"date":"2026-09-02","user":"ann","action":"Bills","reference":"B-1"},)"
                             R"({"date":"2026-09-03","user":"bo","action":"Bills","reference":"B-2"}]})";
    const auto read = readKind(ImportKind::Activity, asBytes(json), {});
    VERIFY_OK(read);
    QCOMPARE(read->table.rows(), std::size_t(2));
    COMPARE_STR(read->format, "json");
    COMPARE_STR(read->parserVersion, kJsonTableVersion);
    COMPARE_STR(read->mapping["sheet"].toString(), "events");
}

/// What must not be kept goes, and the list is kept as text.
void tst_json_table::sensitiveFields()
{
    const std::string json = R"([{"user":"ann","role":"Clerk","profile":{"ssn":"123-45-6789","birthDate":"1980-02-03"}},{"user":"bo","role":"Lead"}])";
    const auto read = readKind(ImportKind::Listing, asBytes(json), {});
    VERIFY_OK(read);
    QCOMPARE(read->table.rows(), std::size_t(2));
    QVERIFY(read->redaction.any());
    QCOMPARE(read->redaction.columns.size(), std::size_t(2));
    QVERIFY(read->redaction.bytes.find("6789") == std::string::npos && read->redaction.bytes.find("1980") == std::string::npos);
    const auto again = readKind(ImportKind::Listing, asBytes(read->redaction.bytes), {});
    VERIFY_OK(again);
    QCOMPARE(again->table.rows(), std::size_t(2));
}

OXSEAL_TEST_CLASS(tst_json_table);
#include "tst_json_table.moc"
