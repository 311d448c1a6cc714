// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/control.h"
#include "tests/support/test_main.h"

#include <map>
#include <set>

using namespace oxseal;
using namespace oxseal::controls;

class TestControl : public QObject
{
    Q_OBJECT

    static Json pack()
    {
        return parseJson(test::readFile(std::filesystem::path(OXSEAL_SOURCE_DIR) / "resources/rules/controls.json")).value();
    }
    static Json withFirstControl(const char* key, Json value)
    {
        Json all = pack();
        Json::Array rows = all["controls"].toArray();
        rows[0].set(key, std::move(value));
        all.set("controls", rows);
        return all;
    }

private Q_SLOTS:
    void defaultSet()
    {
        const auto set = controlSetFromJson(pack());
        VERIFY_OK(set);
        QCOMPARE(set->controls.size(), std::size_t(88));
        std::map<std::string, int> byPrefix;
        std::set<int> principles;
        for (const auto& control : set->controls) {
            ++byPrefix[control.code.substr(0, 2)];
            principles.insert(control.coso.begin(), control.coso.end());
        }
        const std::map<std::string, int> expected{{"AM", 13}, {"CM", 8}, {"DI", 7}, {"AT", 6}, {"VM", 6}, {"IR", 5},
            {"AI", 7}, {"EL", 6}, {"FC", 24}, {"CL", 5}, {"PD", 1}};
        QCOMPARE(byPrefix, expected);
        QCOMPARE(principles.size(), std::size_t(17)); // every principle of COSO 2013 is addressed
    }

    void oneRowWhole()
    {
        const auto set = controlSetFromJson(pack()).value();
        const auto at = std::find_if(set.controls.begin(), set.controls.end(), [](const Control& c) { return c.code == "EL-04"; });
        QVERIFY(at != set.controls.end());
        COMPARE_STR(at->objective, "Risk");
        COMPARE_STR(at->description, "Annual scoping and fraud risk assessment");
        QVERIFY(at->nature == Nature::Preventive && at->means == Means::Manual && at->frequency == Frequency::Annual);
        QCOMPARE(at->coso, (std::vector<int>{6, 7, 8, 9}));
        QVERIFY(at->assertions.empty());
        const auto sod = std::find_if(set.controls.begin(), set.controls.end(), [](const Control& c) { return c.code == "AM-07"; });
        QVERIFY(sod->nature == Nature::Both && sod->means == Means::ItDependent);
    }

    void sevenAreasEachWithQuestions()
    {
        const auto set = controlSetFromJson(pack()).value();
        QCOMPARE(set.areaNames.size(), std::size_t(7));
        std::map<int, int> questions;
        std::set<std::string> asked;
        for (const auto& item : set.checklist) {
            ++questions[item.area];
            asked.insert(item.controls.begin(), item.controls.end());
        }
        QCOMPARE(questions.size(), std::size_t(7));
        for (const auto& [area, count] : questions)
            QVERIFY2(count >= 3 || area == 4, std::to_string(area).c_str());
        for (const auto& control : set.controls)
            QVERIFY2(control.area == 0 || asked.count(control.code) == 1, control.code.c_str());
    }

    void refusesWrongRows()
    {
        QVERIFY(!controlSetFromJson(Json()));
        QVERIFY(!controlSetFromJson(withFirstControl("nature", "Q")));
        QVERIFY(!controlSetFromJson(withFirstControl("frequency", "")));
        QVERIFY(!controlSetFromJson(withFirstControl("coso", Json(Json::Array{Json(18)}))));
        QVERIFY(!controlSetFromJson(withFirstControl("assertions", Json(Json::Array{Json("XX")}))));
        const auto doubled = controlSetFromJson(withFirstControl("code", "AM-02"));
        QVERIFY(!doubled);
        COMPARE_STR(doubled.error().place(), "AM-02");
        COMPARE_STR(doubled.error().id(), "control.set_invalid");
    }

    void scopeNeedsAReason()
    {
        QVERIFY(checkScope({EntityId(1), true, ""}));
        QVERIFY(!checkScope({EntityId(1), false, "  "}));
        QVERIFY(checkScope({EntityId(1), false, "No inventory in this entity"}));
    }

    void quarterlyDuties()
    {
        for (const char* letter : {"Q", "M", "W", "D", "X"})
            QVERIFY2(dueEachQuarter(*frequencyFromName(letter)), letter);
        for (const char* letter : {"A", "S", "E"})
            QVERIFY2(!dueEachQuarter(*frequencyFromName(letter)), letter);
    }
};

OXSEAL_TEST_CLASS(TestControl);
#include "tst_control.moc"
