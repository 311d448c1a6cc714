// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/pass_set.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

class TestPassSet : public QObject
{
    Q_OBJECT

    static Result<PassSet> parse(const std::string& text)
    {
        OXSEAL_TRY(const Json json, parseJson(text));
        return parsePassSet(json);
    }
    static std::string withPass(const std::string& pass)
    {
        return R"({"id":"t","version":1,"passes":[)" + pass + "]}";
    }

private Q_SLOTS:
    void shippedPassesAreTheDocumentedOnes()
    {
        const auto set = parse(test::readFile(std::filesystem::path(OXSEAL_SOURCE_DIR) / "resources/rules/match_passes.json"));
        VERIFY_OK(set);
        COMPARE_STR(set->passes.at(0).id, "cheque");
        QCOMPARE(set->passes.at(0).before, 0); // domain: cheques 0..180 days
        QCOMPARE(set->passes.at(0).after, 180);
        QVERIFY(set->passes.at(0).unit == DayUnit::Calendar);
        bool window = false;
        for (const auto& pass : set->passes) {
            if (pass.kind == PassKind::AmountDate) {
                window = true; // domain: ±3 business days
                QCOMPARE(pass.before, 3);
                QCOMPARE(pass.after, 3);
                QVERIFY(pass.unit == DayUnit::Business);
            }
        }
        QVERIFY(window);
    }
    void refusesWhatItDoesNotKnow()
    {
        const std::string good = R"({"id":"a","kind":"amount_date","unit":"days","before":1,"after":2,"margin":0})";
        const auto set = parse(withPass(good));
        VERIFY_OK(set);
        QCOMPARE(set->passes[0].after, 2);
        for (const char* bad : {R"({"id":"a","kind":"magic","unit":"days"})", R"({"id":"","kind":"reference","unit":"days"})",
                 R"({"id":"a","kind":"reference","unit":"weeks"})", R"({"id":"a","kind":"reference","unit":"days","after":-1})",
                 R"({"id":"a","kind":"reference","unit":"days","afters":1})", R"({"id":"a","kind":"reference","unit":"days","confirms":1})",
                 R"({"id":"a","kind":"reference","unit":"days","confidence":1001})", R"({"id":"a","kind":"reversal","key":"memo","unit":"days"})"}) {
            const auto refused = parse(withPass(bad));
            QVERIFY2(!refused.has_value(), bad);
            QVERIFY(refused.error().is(kPassesInvalid));
            COMPARE_STR(refused.error().place(), "pass 1");
        }
        // A tolerance belongs to near amounts, whole, and never settles anything without a person.
        const std::string limits = R"("tolerance":{"below_minor":500,"above_minor":0,"below_per_million":30000,"above_per_million":0})";
        const auto near = parse(withPass(R"({"id":"n","kind":"near_amount","unit":"days","confirms":false,)" + limits + "}"));
        VERIFY_OK(near);
        QCOMPARE(near->passes[0].tolerance.below, std::int64_t(500));
        QCOMPARE(near->passes[0].tolerance.belowPerMillion, std::int64_t(30000));
        for (const std::string& bad : {R"({"id":"n","kind":"near_amount","unit":"days",)" + limits + "}",
                 std::string(R"({"id":"n","kind":"near_amount","unit":"days","confirms":false})"),
                 R"({"id":"n","kind":"amount_date","unit":"days",)" + limits + "}",
                 std::string(R"({"id":"n","kind":"near_amount","unit":"days","confirms":false,"tolerance":{"below_minor":-1,"above_minor":0,"below_per_million":0,"above_per_million":0}})"),
                 std::string(R"({"id":"n","kind":"near_amount","unit":"days","confirms":false,"tolerance":{"below_minor":1,"above_minor":0,"below_per_million":1000001,"above_per_million":0}})"),
                 std::string(R"({"id":"n","kind":"near_amount","unit":"days","confirms":false,"tolerance":{"below_minor":1}})")})
            QVERIFY2(!parse(withPass(bad)).has_value(), bad.c_str());
        QVERIFY(parse(withPass(R"({"id":"s","kind":"sum","key":"description","unit":"days"})")).has_value());
        QVERIFY(!parse(withPass(good + "," + good))); // the same id twice
        QVERIFY(!parse(withPass("")));
        QVERIFY(!parse(R"({"id":"t","version":0,"passes":[]})"));
        QVERIFY(!parse(R"([1])"));
    }
};

OXSEAL_TEST_CLASS(TestPassSet);
#include "tst_pass_set.moc"
