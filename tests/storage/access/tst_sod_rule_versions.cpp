// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/sod_rule_actions.h"

#include "models/sod/rule_edit.h"
#include "storage/actions/rule_source.h"
#include "storage/actions/sod_actions.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/access_packet.h"
#include "storage/reads/rule_csv.h"
#include "storage/reads/sod_picture.h"
#include "tests/storage/access/access_world.h"
#include "tests/support/ledger_problems.h"

#include <fstream>

using namespace oxseal;

namespace {

constexpr access::Level kCreate = access::Level::Create;

/// Bills × payments (S05); journals (JE) are a duty that no rule names.
sod::RuleSet company(const char* version)
{
    sod::RuleSet set;
    set.name = "Acme";
    set.version = version;
    set.functions = {{"BI", "Bills", {{{"ERP", "Bills", kCreate}}}}, {"PY", "Pay", {{{"BANK", "PY", kCreate}}}}, {"JE", "Journals", {{{"ERP", "Journals", kCreate}}}}};
    set.rules = {{"S05", {{0}, {1}}, Severity::High, "Pays own bill", "", "", {}, {}}};
    return set;
}

Status listings(Workspace& workspace)
{
    OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|status", {"E20|Rita|active", "E2|Ann|active"}));
    OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", "account_id|person_id|status|role|permission|level",
        {"rita|E20|active||Bills|Full", "ann|E2|active||Bills|Full", "ann|E2|active||Journals|Full"}));
    OXSEAL_CHECK(test::AccessWorld::keep(workspace, {"listing", "BANK", "", "2026-Q3"}, "2026-09-30", "account_id|person_id|status|role|permission|level", {"r.ita|E20|active||PY|approve"}));
    return {};
}

std::string standings(Workspace& workspace)
{
    std::string out;
    const std::vector<RuleVersion> versions = ruleVersions(workspace.db()).value();
    for (const RuleVersion& version : versions)
        out += version.row.version + "=" + name(version.standing) + " ";
    return out;
}

bool has(const std::vector<Finding>& findings, const char* code)
{
    return std::any_of(findings.begin(), findings.end(), [code](const Finding& finding) { return finding.code == std::string(code); });
}

} // namespace

class TstSodRuleVersions : public QObject
{
    Q_OBJECT

    test::AccessWorld world_;

    std::unique_ptr<Workspace> as(const char* login)
    {
        auto opened = world_.as(login);
        return opened ? std::move(*opened) : nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(world_.found());
        auto ada = as("ada");
        QVERIFY(ada);
        auto code = invitePerson(*ada, {"cleo", "cleo", "E11", {Role::Controller}}, "A second controller");
        VERIFY_OK(code);
        VERIFY_OK(ada->close());
        world_.words["cleo"] = std::string(test::TempWorld::kPassphrase) + " cleo";
        auto opened = openWorkspace({world_.world.path("acme.oxseal"), "cleo"}, *code, world_.world.environment());
        VERIFY_OK(opened);
        VERIFY_OK(firstLogin(**opened, test::TempWorld::secret(world_.words["cleo"]), "First login"));
        VERIFY_OK((*opened)->close());
    }

    void aSecondPersonApproves()
    {
        std::int64_t first = 0;
        {
            auto con = as("con");
            QVERIFY(con);
            VERIFY_OK(listings(*con));
            first = loadRuleSet(*con, company("1"), "First").value();
            COMPARE_STR(standings(*con), "1=in_use "); // nobody approved any yet: the newest is used, and it is an open matter
            const auto period = periodByName(con->db(), "2026-Q3").value();
            VERIFY_OK(runSod(*con, period, "Q3"));
            QVERIFY(has(sodMatters(*con, period).value(), "sod.rules_unapproved"));
            COMPARE_STR(judgeRuleSet(*con, first, true, "Mine").error().id(), "sod.own_rules");
            COMPARE_STR(judgeRuleSet(*con, 99, true, "None").error().id(), "sod.no_such_rule_set");
            VERIFY_OK(con->close());
        }
        auto paula = as("paula");
        QVERIFY(paula);
        const auto period = periodByName(paula->db(), "2026-Q3").value();
        VERIFY_OK(judgeRuleSet(*paula, first, true, "Covers our payments"));
        COMPARE_STR(judgeRuleSet(*paula, first, false, "Twice").error().id(), "sod.rules_decided");
        QVERIFY(!has(sodMatters(*paula, period).value(), "sod.rules_unapproved"));
        VERIFY_OK(paula->close());
    }
    void checksUseTheApprovedVersion()
    {
        auto con = as("con");
        QVERIFY(con);
        const auto period = periodByName(con->db(), "2026-Q3").value();
        VERIFY_OK(loadRuleSet(*con, company("1b"), "Waits"));
        COMPARE_STR(standings(*con), "1=in_use 1b=waiting ");
        std::int64_t used = 0;
        VERIFY_OK(currentRuleSet(con->db(), &used));
        QCOMPARE(used, ruleVersionNamed(con->db(), "1").value().row.id);
        QVERIFY(ruleVersionNamed(con->db(), "Acme 1b").has_value());
        COMPARE_STR(ruleVersionNamed(con->db(), "9").error().id(), "sod.no_such_rule_set");
        VERIFY_OK(con->close());
        auto paula = as("paula");
        VERIFY_OK(judgeRuleSet(*paula, ruleVersionNamed(paula->db(), "1b").value().row.id, false, "No reason given for it"));
        COMPARE_STR(standings(*paula), "1=in_use 1b=rejected ");
        QVERIFY(!has(sodMatters(*paula, period).value(), "sod.rules_changed"));
        VERIFY_OK(paula->close());
    }
    void aDraftBecomesAVersion()
    {
        std::int64_t second = 0;
        {
            auto con = as("con");
            QVERIFY(con);
            COMPARE_STR(discardRuleDraft(*con, "x").error().id(), "sod.no_draft");
            COMPARE_STR(proposeRuleDraft(*con, "2", "x").error().id(), "sod.no_draft");
            const RuleVersion base = ruleVersionInUse(con->db()).value();
            sod::RuleSet set = ruleSetFromJson(base.row.body).value();
            VERIFY_OK(saveRuleDraft(*con, set, base.row.id, false, "Begin"));
            COMPARE_STR(proposeRuleDraft(*con, "2", "x").error().id(), "sod.nothing_drafted");
            sod::RuleText rule;
            rule.id = "S90";
            rule.legs = sod::legsFromText("BI + JE");
            rule.risk = "Books own bill away";
            set = sod::withRule(set, rule, {}).value();
            VERIFY_OK(saveRuleDraft(*con, set, base.row.id, false, "Rule S90 added"));
            const auto draft = ruleDraft(con->db()).value();
            QVERIFY(draft && draft->base);
            COMPARE_STR(draft->base->version, "1");
            QCOMPARE(draft->rules.rules.size(), std::size_t(2));
            COMPARE_STR(proposeRuleDraft(*con, "1b", "x").error().id(), "sod.rule_set_exists");
            const auto period = periodByName(con->db(), "2026-Q3").value();
            // Ann books and enters bills; Rita's conflict is found by both.
            const RuleEffect effect = ruleEffect(periodAccess(*con, period).value(), period.period.last, company("1"), draft->rules).value();
            QCOMPARE(effect.gained.size(), std::size_t(1));
            COMPARE_STR(effect.gained[0].subject + " " + effect.gained[0].name + " " + effect.gained[0].rule, "person:E2 Ann S90");
            QCOMPARE(effect.lost.size(), std::size_t(0));
            QCOMPARE(effect.kept, std::uint64_t(1));
            second = proposeRuleDraft(*con, "2", "Bills and journals").value();
            QVERIFY(!ruleDraft(con->db()).value());
            COMPARE_STR(standings(*con), "1=in_use 1b=rejected 2=waiting ");
            VERIFY_OK(con->close());
        }
        auto paula = as("paula");
        QVERIFY(paula);
        const auto period = periodByName(paula->db(), "2026-Q3").value();
        VERIFY_OK(judgeRuleSet(*paula, second, true, "Seen the one conflict it adds"));
        COMPARE_STR(standings(*paula), "1=approved 1b=rejected 2=in_use ");
        QVERIFY(has(sodMatters(*paula, period).value(), "sod.rules_changed")); // the check stands on version 1
        COMPARE_STR(saveRuleDraft(*paula, company("3"), {}, false, "x").error().id(), "workspace.not_permitted");
        const auto files = sodPacketFiles(*paula, period).value();
        const auto versions = std::find_if(files.begin(), files.end(), [](const PacketFile& file) { return file.path == "data/sod_rule_versions.csv"; });
        QVERIFY(versions != files.end());
        QVERIFY(versions->bytes.find("Seen the one conflict it adds") != std::string::npos);
        VERIFY_OK(paula->close());
    }
    void anotherPersonsDraftIsTakenOverKnowingly()
    {
        {
            auto con = as("con");
            VERIFY_OK(saveRuleDraft(*con, company("x"), {}, false, "Mine"));
            VERIFY_OK(con->close());
        }
        auto cleo = as("cleo");
        QVERIFY(cleo);
        COMPARE_STR(saveRuleDraft(*cleo, company("y"), {}, false, "Mine now").error().id(), "sod.somebodys_draft");
        VERIFY_OK(saveRuleDraft(*cleo, company("y"), {}, true, "Taken over"));
        VERIFY_OK(discardRuleDraft(*cleo, "Not needed"));
        QVERIFY(!ruleDraft(cleo->db()).value());
        COMPARE_STR(test::ledgerProblems(*cleo), "");
        VERIFY_OK(cleo->close());
    }
    void aNumberIsNoVersion()
    {
        // A set whose version looks like another's number is not taken for it.
        auto con = as("con");
        QVERIFY(con);
        sod::RuleSet other = company("1");
        other.name = "Other";
        const std::int64_t last = loadRuleSet(*con, other, "Same words").value();
        COMPARE_STR(ruleVersionNamed(con->db(), "1").value().row.name, "Other"); // as somebody names it: the newest
        COMPARE_STR(ruleVersionById(con->db(), 1).value().row.name, "Acme");
        COMPARE_STR(ruleVersionById(con->db(), last).value().row.name, "Other");
        COMPARE_STR(ruleVersionById(con->db(), 99).error().id(), "sod.no_such_rule_set");
        VERIFY_OK(con->close());
    }
    void tablesGoOutAndComeBack()
    {
        sod::RuleSet set = company("1");
        set.rules.push_back({"S91", {{0}, {1, 2}, {2}}, Severity::Low, "Three, \"quoted\"", "Review", "Own", *Day::fromIso("2026-01-01"), *Day::fromIso("2027-01-01")});
        set.functions[0].groups.push_back({{"", "Second", access::Level::Full}});
        const RuleCsv csv = ruleCsv(set);
        QCOMPARE(csv.left, std::size_t(0));
        const auto rules = world_.world.path("rules.csv");
        const auto functions = world_.world.path("functions.csv");
        std::ofstream(rules, std::ios::binary) << csv.rules;
        std::ofstream(functions, std::ios::binary) << csv.functions;
        RuleSource source;
        source.file = rules;
        source.functions = functions;
        source.name = set.name;
        source.version = set.version;
        const auto back = readRuleSet(source);
        VERIFY_OK(back);
        const sod::RuleSetDiff diff = sod::diff(set, *back);
        QVERIFY(diff.set.empty() && diff.rules.empty());
        for (const sod::ItemChange& change : diff.functions) { // a table has codes, no names
            for (const sod::FieldChange& field : change.fields)
                COMPARE_STR(field.field, "name");
        }
        set.everything = {{"ERP", "Administrator", kCreate}};
        QCOMPARE(ruleCsv(set).left, std::size_t(1));
    }
};

OXSEAL_TEST_CLASS(TstSodRuleVersions);
#include "tst_sod_rule_versions.moc"
