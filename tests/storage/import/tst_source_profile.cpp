// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/source_profile.h"

#include "storage/import/csv_table.h"
#include "tests/support/test_main.h"

#include <QObject>

#include <set>

using namespace oxseal;

namespace {

Json json(const std::string& text)
{
    const auto parsed = parseJson(text);
    return parsed ? *parsed : Json();
}

std::string evaluated(const std::string& expression, const std::map<std::string, std::string>& cells)
{
    const auto parsed = parseProfileExpr(json(expression), "test");
    if (!parsed)
        return "invalid: " + parsed.error().arguments().back();
    ProfileRow row;
    row.column = [&](std::string_view name) {
        const auto found = cells.find(std::string(name));
        return found == cells.end() ? std::string_view() : std::string_view(found->second);
    };
    row.lookup = [](const std::string& file, const std::string& by, const std::string& value, const std::string& take) {
        return file + "." + by + "=" + value + "." + take;
    };
    return evaluate(*parsed, row);
}

/// A small profile with a member replaced, so that each rule is broken by itself.
std::string small(const std::string& replace = {}, const std::string& with = {})
{
    std::string text = R"({"format":"oxseal-source-profile","format_version":1,"id":"x","version":"1.0.0","system":"X","report":"R",
"standing":"practice","source":"S","checked":"2026-01-01","complete":["All of it."],
"files":[{"key":"f","report":"F","layout":"table","required":true,"columns":[{"key":"a","required":true},{"key":"b"}]}],
"accounts":{"file":"f","id":"a","fields":{"name":"b"}},"grants":[{"file":"f","account":"a","fields":{"role":"b"}}]})";
    if (const auto at = text.find(replace); !replace.empty() && at != std::string::npos)
        text.replace(at, replace.size(), with);
    return text;
}

} // namespace

class tst_source_profile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtIn();
    void unknownProfile();
    void strict_data();
    void strict();
    void expressions_data();
    void expressions();
};

void tst_source_profile::builtIn()
{
    const auto& all = sourceProfiles();
    VERIFY_OK(all);
    std::set<std::string> ids;
    for (const auto& profile : *all) {
        QVERIFY2(ids.insert(profile.id).second, profile.id.c_str());
        for (const auto& file : profile.files) {
            std::set<std::string> keys;
            for (const auto& column : file.columns) {
                QVERIFY2(!headerKey(column.headers.front()).empty(), column.key.c_str());
                // A word of the map that is in no other column of the same name would never be seen.
                QVERIFY2(column.value != ProfileValue::Day || column.values.empty(), column.key.c_str());
                for (const auto& header : column.headers)
                    QVERIFY2(keys.insert(headerKey(header)).second || column.headers.size() > 1, (profile.id + " " + header).c_str());
            }
        }
    }
    // The systems of the domain's table, each with a profile of its own.
    for (const char* id : {"aws_iam", "entra_id", "okta", "google_workspace", "github_members", "github_enterprise", "netsuite", "quickbooks_online",
             "quickbooks_enterprise", "sage_100", "linux", "postgresql", "bank_portal", "generic"})
        QVERIFY2(ids.count(id) == 1, id);
    COMPARE_STR(all->back().id, "generic");
}

void tst_source_profile::unknownProfile()
{
    const auto none = sourceProfile("sap");
    QVERIFY(!none && none.error().is(kNoSuchProfile));
}

void tst_source_profile::strict_data()
{
    QTest::addColumn<QByteArray>("replace");
    QTest::addColumn<QByteArray>("with");
    QTest::addColumn<bool>("good");
    QTest::newRow("as it is") << QByteArray() << QByteArray() << true;
    QTest::newRow("a member nobody knows") << QByteArray("\"system\":\"X\"") << QByteArray("\"system\":\"X\",\"sistem\":1") << false;
    QTest::newRow("a column no file has") << QByteArray("\"role\":\"b\"") << QByteArray("\"role\":\"c\"") << false;
    QTest::newRow("a field no listing has") << QByteArray("\"role\":\"b\"") << QByteArray("\"rolle\":\"b\"") << false;
    QTest::newRow("a file that is not there") << QByteArray("\"grants\":[{\"file\":\"f\"") << QByteArray("\"grants\":[{\"file\":\"g\"") << false;
    QTest::newRow("nothing required") << QByteArray(",\"required\":true},{") << QByteArray("},{") << false;
    QTest::newRow("no citation") << QByteArray("\"source\":\"S\"") << QByteArray("\"source\":\"\"") << false;
    QTest::newRow("no way to run it completely") << QByteArray("[\"All of it.\"]") << QByteArray("[]") << false;
    QTest::newRow("a standing of its own") << QByteArray("\"practice\"") << QByteArray("\"certain\"") << false;
    QTest::newRow("a layout of its own") << QByteArray("\"table\"") << QByteArray("\"scroll\"") << false;
    QTest::newRow("a column twice") << QByteArray("{\"key\":\"b\"}") << QByteArray("{\"key\":\"a\"}") << false;
    QTest::newRow("a type of its own") << QByteArray("{\"key\":\"b\"}") << QByteArray("{\"key\":\"b\",\"value\":\"number\"}") << false;
    QTest::newRow("each account's thing once") << QByteArray("\"grants\":[{") << QByteArray("\"grants\":[{\"once\":true,") << true;
    QTest::newRow("each outside a list") << QByteArray("\"role\":\"b\"") << QByteArray("\"role\":\"each\"") << false;
}

void tst_source_profile::strict()
{
    QFETCH(QByteArray, replace);
    QFETCH(QByteArray, with);
    QFETCH(bool, good);
    const auto parsed = parseSourceProfile(json(small(replace.toStdString(), with.toStdString())));
    QCOMPARE(parsed.has_value(), good);
    QVERIFY(good || parsed.error().is(kProfileInvalid));
}

void tst_source_profile::expressions_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* expression, const char* value) { QTest::newRow(expression) << QByteArray(expression) << QByteArray(value); };
    // yes = true, no = false, open = unknown; old < new are days.
    row("\"yes\"", "true");
    row("{\"text\":\"constant\"}", "constant");
    row("{\"first\":[\"open\",\"old\",\"new\"]}", "2026-01-02");
    row("{\"join\":[\"word\",\"open\",\"path\"],\"with\":\"/\"}", "Word/a:b:c");
    // Three-valued, as Kleene's tables have it.
    row("{\"any\":[\"yes\",\"open\"]}", "true");
    row("{\"any\":[\"no\",\"open\"]}", "");
    row("{\"any\":[\"no\",\"no\"]}", "false");
    row("{\"all\":[\"yes\",\"open\"]}", "");
    row("{\"all\":[\"no\",\"open\"]}", "false");
    row("{\"all\":[\"yes\",\"yes\"]}", "true");
    row("{\"latest\":[\"old\",\"open\",\"new\"]}", "2026-03-04");
    row("{\"earliest\":[\"new\",\"open\",\"old\"]}", "2026-01-02");
    row("{\"earliest\":[\"open\"]}", "");
    row("{\"part\":\"path\",\"split\":\":\",\"at\":1}", "b");
    row("{\"part\":\"path\",\"split\":\":\",\"at\":-1}", "c");
    row("{\"part\":\"path\",\"split\":\":\",\"at\":3}", "");
    row("{\"map\":\"word\",\"values\":{\"WORD\":\"found\"}}", "found");
    row("{\"map\":\"path\",\"values\":{\"word\":\"found\"}}", "a:b:c");
    row("{\"map\":\"path\",\"values\":{\"word\":\"found\"},\"otherwise\":\"\"}", "");
    row("{\"when\":\"yes\",\"then\":\"word\",\"else\":\"path\"}", "Word");
    row("{\"when\":\"open\",\"then\":\"word\",\"else\":\"path\"}", "a:b:c");
    row("{\"when\":\"no\",\"then\":\"word\"}", "");
    row("{\"below\":\"number\",\"than\":1000}", "true");
    row("{\"below\":\"number\",\"than\":999}", "false");
    row("{\"below\":\"word\",\"than\":999}", "");
    row("{\"lookup\":{\"file\":\"f\",\"by\":\"k\",\"value\":\"word\",\"take\":\"t\"}}", "f.k=Word.t");
    row("{\"lookup\":{\"file\":\"f\",\"by\":\"k\",\"value\":\"open\",\"take\":\"t\"}}", "");
    row("{\"first\":[]}", "invalid: first");
    row("{\"fist\":[\"a\"]}", "invalid: expression");
    row("{\"map\":\"word\",\"valeus\":{}}", "invalid: valeus");
}

void tst_source_profile::expressions()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, value);
    COMPARE_STR(evaluated(expression.toStdString(),
                    {{"yes", "true"}, {"no", "false"}, {"old", "2026-01-02"}, {"new", "2026-03-04"}, {"word", "Word"}, {"path", "a:b:c"}, {"number", "999"}}),
        value.toStdString());
}

OXSEAL_TEST_CLASS(tst_source_profile);
#include "tst_source_profile.moc"
