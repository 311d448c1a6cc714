// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/deficiency.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::controls;

class TestDeficiency : public QObject
{
    Q_OBJECT

    static DeficiencyAct act(DeficiencyActKind kind, std::int64_t by, DeficiencyLevel level = DeficiencyLevel::Significant)
    {
        DeficiencyAct made;
        made.kind = kind;
        made.by = PersonId(by);
        made.level = made.proposed = level;
        made.day = *Day::fromIso("2026-10-20");
        return made;
    }
    static Day on(const char* iso) { return *Day::fromIso(iso); }

private Q_SLOTS:
    void eachActLeavesAState()
    {
        using Kind = DeficiencyActKind;
        std::vector<DeficiencyAct> acts;
        const auto state = [&acts] { return standingOf(acts).state; };
        QVERIFY(state() == DeficiencyState::Raised && standingOf(acts).waits());
        acts.push_back(act(Kind::Evaluate, 1));
        QVERIFY(state() == DeficiencyState::Evaluated && standingOf(acts).waits());
        acts.push_back(act(Kind::Conclude, 2));
        QVERIFY(state() == DeficiencyState::Concluded && !standingOf(acts).waits());
        QVERIFY(standingOf(acts).standsOn(on("2026-09-30")));
        acts.push_back(act(Kind::Tell, 2));
        QCOMPARE(standingOf(acts).toldAuditor.value(), on("2026-10-20"));
        QVERIFY(!standingOf(acts).toldCommittee);
        acts.push_back(act(Kind::Remediate, 3));
        QVERIFY(state() == DeficiencyState::Remediated);
        QVERIFY(standingOf(acts).standsOn(on("2026-10-19"))); // stood until then
        QVERIFY(!standingOf(acts).standsOn(on("2026-10-20")));
        acts.push_back(act(Kind::Reopen, 1));
        QVERIFY(state() == DeficiencyState::Raised && standingOf(acts).reopened);
        QVERIFY(!standingOf(acts).conclusion && !standingOf(acts).toldAuditor);
        acts.push_back(act(Kind::Evaluate, 1));
        acts.push_back(act(Kind::Conclude, 2, DeficiencyLevel::None));
        QVERIFY(state() == DeficiencyState::NotOne);
        QVERIFY(!standingOf(acts).standsOn(on("2026-12-31")));
    }

    void theConclusionIsASecondPersons()
    {
        std::vector<DeficiencyAct> acts{act(DeficiencyActKind::Evaluate, 2)};
        const DeficiencyPeople people{PersonId(1), PersonId(4), {PersonId(5)}};
        Proposal proposal;
        proposal.level = DeficiencyLevel::Significant;
        const auto conclude = [&](std::int64_t by, DeficiencyLevel level, const std::string& because = {}) {
            return checkConclusion(standingOf(acts), people, PersonId(by), proposal, level, because, "USD");
        };
        QVERIFY(conclude(1, DeficiencyLevel::Significant).error().is(kConcluderRaised));
        QVERIFY(conclude(2, DeficiencyLevel::Significant).error().is(kConcluderEvaluated));
        QVERIFY(conclude(4, DeficiencyLevel::Significant).error().is(kConcluderPerforms)); // owns the control
        QVERIFY(conclude(5, DeficiencyLevel::Significant).error().is(kConcluderPerforms));
        QVERIFY(conclude(3, DeficiencyLevel::Significant));
        QVERIFY(conclude(3, DeficiencyLevel::Material)); // more than proposed needs no words
        QVERIFY(conclude(3, DeficiencyLevel::Control).error().is(kLowerNeedsReason));
        QVERIFY(conclude(3, DeficiencyLevel::None).error().is(kLowerNeedsReason));
        QVERIFY(conclude(3, DeficiencyLevel::None, "caught by RC-02 the same day"));
        proposal.measured = false;
        QVERIFY(conclude(3, DeficiencyLevel::Material).error().is(kNotMeasured));
        proposal.measured = true;
        acts.clear();
        QVERIFY(conclude(3, DeficiencyLevel::Significant).error().is(kNotEvaluated));
        acts = {act(DeficiencyActKind::Evaluate, 2), act(DeficiencyActKind::Conclude, 3)};
        QVERIFY(conclude(6, DeficiencyLevel::Significant).error().is(kAlreadyConcluded));
    }

    void lowerThanProposedIsKnownAsSuch()
    {
        std::vector<DeficiencyAct> acts{act(DeficiencyActKind::Evaluate, 2), act(DeficiencyActKind::Conclude, 3, DeficiencyLevel::Control)};
        QVERIFY(!standingOf(acts).lower());
        acts.back().proposed = DeficiencyLevel::Material;
        QVERIFY(standingOf(acts).lower());
    }

    void remediedIsWhatAnotherRetested()
    {
        std::vector<DeficiencyAct> acts{act(DeficiencyActKind::Evaluate, 2)};
        const DeficiencyPeople people{PersonId(1), PersonId(4), {PersonId(5)}};
        QVERIFY(checkRemedy(standingOf(acts), people, PersonId(3)).error().is(kNotConcluded));
        acts.push_back(act(DeficiencyActKind::Conclude, 3));
        QVERIFY(checkRemedy(standingOf(acts), people, PersonId(4)).error().is(kRetesterPerforms));
        QVERIFY(checkRemedy(standingOf(acts), people, PersonId(5)).error().is(kRetesterPerforms));
        QVERIFY(checkRemedy(standingOf(acts), people, PersonId(1)));
        acts.back().level = DeficiencyLevel::None;
        QVERIFY(checkRemedy(standingOf(acts), people, PersonId(1)).error().is(kNotConcluded));
    }

    void namesAreDurable()
    {
        for (const char* text : {"exception", "review_line", "review", "removal", "look_back", "conflict", "test", "checklist", "hand"})
            COMPARE_STR(name(deficiencySourceFromName(text).value()), text);
        for (const char* text : {"evaluate", "conclude", "remediate", "reopen", "tell"})
            COMPARE_STR(name(deficiencyActFromName(text).value()), text);
        COMPARE_STR(name(toldFromName("audit_committee").value()), "audit_committee");
        COMPARE_STR(name(DeficiencyState::NotOne), "not_one");
    }
};

OXSEAL_TEST_CLASS(TestDeficiency);
#include "tst_deficiency.moc"
