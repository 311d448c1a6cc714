// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/person_duties.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::sod;

namespace {

/// Duty "Pay" needs two permissions, "Enter" one of two; E1 holds half of "Pay" and all of "Enter".
struct World
{
    AccessGraph graph;
    RuleSet rules;
    enum Role : std::uint32_t { Prepare, Release, Bills, Credits, Looks };

    World()
    {
        using access::Level;
        graph.persons = {"E1", "E2"};
        graph.accounts = {{"ERP", "a", 0}, {"BANK", "a2", 0}, {"ERP", "b", 1}};
        graph.permissions = {{"BANK", "PREPARE"}, {"BANK", "RELEASE"}, {"ERP", "BILL"}, {"ERP", "CREDIT"}};
        graph.roles = {{"BANK", "Prepare", {{0, Level::Full}}}, {"BANK", "Release", {{1, Level::Full}}}, {"ERP", "Bills", {{2, Level::Edit}}},
            {"ERP", "Credits", {{3, Level::Edit}}}, {"BANK", "Looks", {{1, Level::View}}}};
        graph.grants = {{1, Prepare}, {0, Bills}, {0, Credits}, {2, Release}};
        rules.functions = {{"PAY", "Pay", {{{"", "PREPARE", Level::Create}}, {{"", "RELEASE", Level::Create}}}},
            {"ENTER", "Enter", {{{"", "BILL", Level::Create}, {"", "CREDIT", Level::Create}}}}, {"NONE", "Nothing", {}}};
        rules.rules = {{"S1", {{0}, {1}}, Severity::High, "", "", "", {}, {}}, {"S2", {{0}}, Severity::High, "", "", "", {}, {}},
            {"S3", {{2}}, Severity::High, "", "", "", {}, {}}};
    }
};

} // namespace

class TestPersonDuties : public QObject
{
    Q_OBJECT

    using Rules = std::vector<std::uint32_t>;

private Q_SLOTS:
    void aRequestIsJudgedBeforeItIsGranted()
    {
        const World world;
        const ConflictFinder finder(world.graph, world.rules);
        PersonDuties duties(finder);
        duties.load(0);
        const Rules before = duties.conflicts();
        QVERIFY(before.empty());
        duties.give(World::Looks); // view-only never conflicts
        QVERIFY(compared(before, duties).gained.empty());
        duties.give(World::Release);
        const WhatIf what = compared(before, duties);
        QCOMPARE(what.gained, (Rules{0, 1}));
        QVERIFY(what.cleared.empty());
    }
    void oneOfTwoWaysIsNotEnough()
    {
        const World world;
        const ConflictFinder finder(world.graph, world.rules);
        PersonDuties duties(finder);
        duties.load(0);
        duties.give(World::Release);
        const Rules before = duties.conflicts();
        duties.take(World::Bills); // the credits still enter
        QCOMPARE(compared(before, duties).kept, (Rules{0, 1}));
        duties.take(World::Credits);
        const WhatIf what = compared(before, duties);
        QCOMPARE(what.kept, Rules{1}); // of one leg
        QCOMPARE(what.cleared, Rules{0});
        QVERIFY(!duties.holds(1));
    }
    void loadingForgetsTheOneBefore()
    {
        const World world;
        const ConflictFinder finder(world.graph, world.rules);
        PersonDuties duties(finder);
        duties.load(0);
        duties.give(World::Release);
        duties.load(1);
        QVERIFY(!duties.holds(0));
        QVERIFY(!duties.holds(1));
        duties.give(World::Prepare);
        QVERIFY(duties.holds(0));
        duties.load(kNoPerson);
        QVERIFY(!duties.holds(0));
    }
    void onlyTheActiveRulesAnswer()
    {
        const World world;
        const ConflictFinder finder(world.graph, world.rules);
        PersonDuties duties(finder, {1});
        duties.load(0);
        duties.give(World::Release);
        QCOMPARE(duties.conflicts(), Rules{1});
    }
};

OXSEAL_TEST_CLASS(TestPersonDuties);
#include "tst_person_duties.moc"
