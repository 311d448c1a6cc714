// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/policy_fields.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestPolicyFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheKeyThatIsWrong()
    {
        const Json json = *parseJson(R"({"a": 3, "b": "x", "c": ["one", ""], "d": ["one", "two"]})");
        VERIFY_OK(onlyKeys(json, {"a", "b", "c", "d"}, ""));
        const auto unknown = onlyKeys(json, {"a", "b", "c"}, "top");
        QVERIFY(!unknown && unknown.error().is(kPolicyInvalid));
        COMPARE_STR(unknown.error().place(), "top.d");
        QVERIFY(!onlyKeys(json["a"], {}, "a"));
        QCOMPARE(numberField(json, "a", 3, "").value(), std::int64_t{3});
        COMPARE_STR(numberField(json, "a", 2, "in").error().place(), "in.a");
        COMPARE_STR(numberField(json, "b", 9, "").error().place(), "b");
        COMPARE_STR(numberField(json, "missing", 9, "").error().place(), "missing");
        QCOMPARE(wordsField(json, "d").value(), (std::vector<std::string>{"one", "two"}));
        COMPARE_STR(wordsField(json, "c", "in").error().place(), "in.c");
        COMPARE_STR(wordsField(json, "b").error().place(), "b");
    }
};

OXSEAL_TEST_CLASS(TestPolicyFields);
#include "tst_policy_fields.moc"
