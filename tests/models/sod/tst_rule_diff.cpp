// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/rule_diff.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

namespace {

constexpr access::Level kCreate = access::Level::Create;

/// Bills (BI) and payments (PY), one rule over both.
RuleSet base()
{
    RuleSet set;
    set.name = "Acme";
    set.version = "1";
    set.functions = {{"BI", "Enter bills", {{{"ERP", "BILL", kCreate}}}}, {"PY", "Pay", {{{"ERP", "PAY", kCreate}, {"BANK", "Wire", kCreate}}}}};
    set.rules = {{"S05", {{0}, {1}}, Severity::High, "Pays own bill", "Batch review", "Own", {}, {}}};
    return set;
}

std::string told(const std::vector<FieldChange>& fields)
{
    std::string out;
    for (const FieldChange& field : fields)
        out += field.field + "[" + field.before + ">" + field.after + "]";
    return out;
}

std::string told(const std::vector<ItemChange>& items)
{
    std::string out;
    for (const ItemChange& item : items)
        out += std::string(out.empty() ? "" : " ") + name(item.kind) + " " + item.id + " " + told(item.fields);
    return out;
}

} // namespace

class TstRuleDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingDiffers()
    {
        RuleSet renamed = base();
        renamed.version = "2";
        QVERIFY(diff(base(), base()).set.empty());
        const RuleSetDiff found = diff(base(), renamed);
        QVERIFY(found.onlyNamed());
        COMPARE_STR(told(found.set), "version[1>2]");
    }
    void aMovedRuleIsNoChange()
    {
        RuleSet before = base();
        before.rules.push_back({"S01", {{1}}, Severity::Low, "", "", "", {}, {}});
        RuleSet after = before;
        std::swap(after.rules[0], after.rules[1]);
        // Functions may stand elsewhere too: sides are compared by codes, not by places.
        std::swap(after.functions[0], after.functions[1]);
        for (Rule& rule : after.rules) {
            for (auto& leg : rule.legs) {
                for (auto& function : leg)
                    function = 1 - function;
            }
        }
        QVERIFY(diff(before, after).onlyNamed());
    }
    void tellsEveryProperty()
    {
        RuleSet after = base();
        Rule& rule = after.rules[0];
        rule.legs = {{0}, {1, 0}};
        rule.severity = Severity::Medium;
        rule.risk = "Other";
        rule.retired = *Day::fromIso("2026-12-31");
        after.rules.push_back({"S99", {{0}}, Severity::Low, "New", "", "", *Day::fromIso("2027-01-01"), {}});
        COMPARE_STR(told(diff(base(), after).rules),
            "changed S05 legs[BI + PY>BI + PY|BI]severity[high>medium]risk[Pays own bill>Other]retired[>2026-12-31] "
            "added S99 legs[>BI]severity[>low]risk[>New]effective[>2027-01-01]");
        COMPARE_STR(told(diff(after, base()).rules).substr(0, 11), "changed S05");
        QVERIFY(diff(after, base()).rules.back().kind == ChangeKind::Removed);
    }
    void tellsPermissionsOneByOne()
    {
        RuleSet after = base();
        after.functions[1].groups[0] = {{"ERP", "PAY", access::Level::Full}, {"BANK", "Wire", kCreate}};
        after.functions.push_back({"JE", "Journals", {{{"", "JE", kCreate}}, {{"ERP", "POST", kCreate}}}});
        after.everything = {{"ERP", "Administrator", kCreate}};
        const RuleSetDiff found = diff(base(), after);
        COMPARE_STR(told(found.functions),
            "changed PY permission[ERP: PAY (create)>]permission[>ERP: PAY (full)] "
            "added JE name[>Journals]permission[>1: JE (create)]permission[>2: ERP: POST (create)]");
        COMPARE_STR(told(found.set), "everything[>ERP: Administrator (create)]");
        QVERIFY(!found.onlyNamed());
        QVERIFY(found.rules.empty());
    }
};

OXSEAL_TEST_CLASS(TstRuleDiff);
#include "tst_rule_diff.moc"
