// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/rule_edit.h"

#include "models/sod/rule_diff.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

namespace {

RuleSet base()
{
    RuleSet set;
    set.name = "Acme";
    set.version = "1";
    set.functions = {{"BI", "Bills", {}}, {"PY", "Pay", {}}, {"JE", "Journals", {}}};
    set.rules = {{"S05", {{0}, {1}}, Severity::High, "", "", "", {}, {}}, {"S40", {{2}}, Severity::Low, "", "", "", {}, {}}};
    return set;
}

RuleText text(const char* id, const char* legs)
{
    RuleText rule;
    rule.id = id;
    rule.legs = legsFromText(legs);
    return rule;
}

std::string all(const RuleSet& set)
{
    std::string out;
    for (const Rule& rule : set.rules)
        out += rule.id + "=" + legsText(set, rule) + ";";
    return out;
}

} // namespace

class TstRuleEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites()
    {
        const RuleSet set = *withRule(base(), text("S41", " BI | PY+JE "), {});
        COMPARE_STR(all(set), "S05=BI + PY;S40=JE;S41=BI|PY + JE;");
        for (const Rule& rule : set.rules)
            QCOMPARE(legsFromText(legsText(set, rule)), textOf(set, rule).legs);
    }
    void readsPermissions()
    {
        using access::Level;
        const auto is = [](const char* text, const char* system, const char* permission, Level level) {
            const auto ref = permissionFromText(text);
            return ref && *ref == PermissionRef{system, permission, level};
        };
        QVERIFY(is("ERP: BILL (edit)", "ERP", "BILL", Level::Edit));
        QVERIFY(is("  BILL ", "", "BILL", Level::Create));
        QVERIFY(is("ERP: A/P: Checks (printed)", "ERP", "A/P: Checks (printed)", Level::Create)); // "printed" is no level
        QVERIFY(!permissionFromText("ERP: "));
        QVERIFY(!permissionFromText("ERP: BILL (view)")); // view-only never conflicts
        QVERIFY(!permissionFromText(""));
        for (const PermissionRef& ref : {PermissionRef{"ERP", "X (y)", Level::Full}, PermissionRef{"", "Z", Level::Create}})
            QVERIFY(permissionFromText(permissionText(ref)) == ref);
    }
    void aRuleKeepsItsPlace()
    {
        COMPARE_STR(all(*withRule(base(), text("S05a", "PY + JE"), "S05")), "S05a=PY + JE;S40=JE;");
        COMPARE_STR(all(*withoutRule(base(), "S05")), "S40=JE;");
    }
    void refuses_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("legs");
        QTest::addColumn<QString>("replaces");
        QTest::addColumn<QString>("error");
        QTest::newRow("no id") << " " << "BI" << "" << "sod.rule_without_id";
        QTest::newRow("no side") << "S1" << "" << "" << "sod.rule_without_legs";
        QTest::newRow("empty side") << "S1" << "BI + " << "" << "sod.rule_without_legs";
        QTest::newRow("unknown duty") << "S1" << "BI + XX" << "" << "sod.unknown_function";
        QTest::newRow("the same duty on both sides") << "S1" << "BI|JE + JE" << "" << "sod.rule_legs_alike";
        QTest::newRow("taken") << "S40" << "BI" << "" << "sod.duplicate_rule";
        QTest::newRow("taken by another") << "S40" << "BI" << "S05" << "sod.duplicate_rule";
        QTest::newRow("nothing to replace") << "S1" << "BI" << "S9" << "sod.no_such_rule";
    }
    void refuses()
    {
        QFETCH(const QString, id);
        QFETCH(const QString, legs);
        QFETCH(const QString, replaces);
        QFETCH(const QString, error);
        const auto changed = withRule(base(), text(id.toUtf8().constData(), legs.toUtf8().constData()), replaces.toStdString());
        QVERIFY(!changed);
        QCOMPARE(QString::fromLatin1(changed.error().id()), error);
    }
    void aRuleEndsAfterItBegan()
    {
        RuleText rule = text("S1", "BI");
        rule.effective = Day::fromIso("2026-07-01");
        rule.retired = Day::fromIso("2026-06-30");
        COMPARE_STR(withRule(base(), rule, {}).error().id(), "sod.rule_days");
        rule.retired = rule.effective;
        VERIFY_OK(withRule(base(), rule, {}));
    }
    void theLastRuleStays()
    {
        RuleSet one = base();
        one.rules.pop_back();
        COMPARE_STR(withoutRule(one, "S05").error().id(), "sod.no_rules");
        COMPARE_STR(withoutRule(one, "S9").error().id(), "sod.no_such_rule");
    }
    void aFunctionInUseStays()
    {
        const auto used = withoutFunction(base(), "PY");
        QVERIFY(!used);
        COMPARE_STR(used.error().id(), "sod.function_in_use");
        const RuleSet without = *withoutRule(base(), "S05");
        // JE moves down one place; the rule still means it.
        COMPARE_STR(all(*withoutFunction(without, "PY")), "S40=JE;");
        QCOMPARE(withoutFunction(without, "PY")->functions.size(), std::size_t(2));
        COMPARE_STR(withoutFunction(base(), "XX").error().id(), "sod.unknown_function");
    }
    void aFunctionIsRenamedInItsPlace()
    {
        const RuleSet set = *withFunction(base(), {"BILL", "Bills", {{{"ERP", "B", access::Level::Create}}}}, "BI");
        COMPARE_STR(all(set), "S05=BILL + PY;S40=JE;");
        COMPARE_STR(withFunction(base(), {"PY", "", {}}, "BI").error().id(), "sod.duplicate_function");
        COMPARE_STR(withFunction(base(), {"A|B", "", {}}, {}).error().id(), "sod.function_without_code");
        COMPARE_STR(withFunction(base(), {"N", "", {}}, "XX").error().id(), "sod.unknown_function");
        QCOMPARE(withFunction(base(), {"N", "", {}}, {})->functions.size(), std::size_t(4));
    }
};

OXSEAL_TEST_CLASS(TstRuleEdit);
#include "tst_rule_edit.moc"
