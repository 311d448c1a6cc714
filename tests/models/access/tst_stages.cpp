// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/person_number.h"
#include "models/access/stages.h"
#include "tests/support/test_main.h"

#include <map>

using namespace oxseal;
using namespace oxseal::access;

namespace {

const Day kOpened = *Day::fromYmd(2026, 10, 5);

std::string refusal(const Status& status) { return status ? "" : status.error().id(); }

Stage stage(StageKind kind, StageLines lines = StageLines::All, Quorum quorum = Quorum::First)
{
    Stage made;
    made.kind = kind;
    made.lines = lines;
    made.quorum = quorum;
    return made;
}

Vote vote(std::size_t at, const char* holder, std::optional<Decision> decision = {}, const char* target = "")
{
    return {at, holder, "", decision, target};
}

LineFlags privileged(Flag value)
{
    LineFlags flags;
    flags.set(LineFlag::Privileged, value);
    return flags;
}

ReviewLine line(const char* subject)
{
    ReviewLine made;
    made.id = "7";
    made.system = "ERP";
    made.subject = subject;
    return made;
}

/// The rules once more, told as a story of the stages instead of by states: what is left to do, and who says the outcome.
struct Story
{
    int open = -1;
    bool disputed = false;
    std::optional<Decision> outcome;
};
Story tell(const std::vector<Stage>& stages, Flag privilege, const std::vector<Vote>& votes)
{
    Story story;
    std::multimap<std::size_t, std::optional<Decision>> said;
    for (const Vote& one : votes)
        said.emplace(one.stage, one.decision);
    bool quarrel = false;
    for (std::size_t at = 0; at < stages.size(); ++at) {
        if (stages[at].lines == StageLines::Privileged && privilege == Flag::No)
            continue;
        std::map<Decision, int> heads;
        int silent = 0;
        const auto [first, last] = said.equal_range(at);
        for (auto each = first; each != last; ++each) {
            if (each->second == Decision::Keep || each->second == Decision::Revoke)
                ++heads[*each->second];
            else
                ++silent;
        }
        if (heads.empty() || (stages[at].quorum == Quorum::All && silent > 0)) {
            story.open = static_cast<int>(at);
            return story;
        }
        quarrel = heads.size() > 1;
        story.outcome = quarrel ? std::nullopt : std::optional<Decision>(heads.begin()->first);
    }
    if (quarrel) {
        const auto owner = said.find(stages.size());
        if (owner != said.end())
            story.outcome = owner->second;
        story.disputed = !story.outcome;
    }
    return story;
}

} // namespace

class TestStages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plans()
    {
        const auto check = [](const std::vector<Stage>& stages) { return refusal(allowedStages(stages, kOpened)); };
        using K = StageKind;
        COMPARE_STR(check({}), "access.stage_count");
        COMPARE_STR(check({stage(K::Reviewer)}), "");
        COMPARE_STR(check({stage(K::Manager), stage(K::SystemOwner), stage(K::SecondReviewer, StageLines::Privileged)}), "");
        COMPARE_STR(check({stage(K::Manager), stage(K::SystemOwner), stage(K::SecondReviewer), stage(K::SecondReviewer)}), "access.stage_count");
        COMPARE_STR(check({stage(K::SystemOwner), stage(K::Manager)}), "access.stage_order");
        COMPARE_STR(check({stage(K::Manager), stage(K::Manager)}), "access.stage_order");
        COMPARE_STR(check({stage(K::Reviewer), stage(K::SystemOwner)}), "access.stage_order");
        // Lines that no stage takes would pass without a decision.
        COMPARE_STR(check({stage(K::Manager, StageLines::Privileged), stage(K::SystemOwner)}), "access.stage_first_lines");
        std::vector<Stage> dated{stage(K::Manager), stage(K::SystemOwner)};
        dated[0].due = kOpened;
        COMPARE_STR(check(dated), ""); // the day itself is in time
        dated[0].due = kOpened.plus(-1);
        COMPARE_STR(check(dated), "access.stage_due");
        dated[0].due = kOpened.plus(9);
        dated[1].due = kOpened.plus(8);
        COMPARE_STR(check(dated), "access.stage_due");
        dated[1].due = kOpened.plus(9);
        COMPARE_STR(check(dated), "");
        dated[1].escalation = Escalation::TakeOver;
        COMPARE_STR(check(dated), "access.take_over_by_nobody");
        dated[1].escalateTo = "E1";
        COMPARE_STR(check(dated), "");
        dated[1].due.reset();
        COMPARE_STR(check(dated), "access.escalation_without_due");
    }

    /// Every combination of two seats a stage over one to three stages, both quorums, all three values of Privileged.
    void standingAgainstTheStory()
    {
        const std::vector<std::optional<Decision>> words{std::nullopt, Decision::Keep, Decision::Revoke, Decision::Unsure};
        long compared = 0;
        for (std::size_t stages = 1; stages <= 3; ++stages) {
            for (std::size_t shape = 0; shape < 16; ++shape) {
                std::vector<Stage> plan;
                for (std::size_t at = 0; at < stages; ++at)
                    plan.push_back(stage(StageKind::Manager, at > 0 && (shape & 8U) != 0 ? StageLines::Privileged : StageLines::All,
                        (shape >> at & 1U) != 0 ? Quorum::All : Quorum::First));
                std::size_t combinations = 1;
                for (std::size_t seat = 0; seat < stages * 2; ++seat)
                    combinations *= words.size();
                for (std::size_t code = 0; code < combinations * 2; ++code) {
                    std::vector<Vote> votes;
                    std::size_t rest = code / 2;
                    for (std::size_t seat = 0; seat < stages * 2; ++seat, rest /= words.size())
                        votes.push_back(vote(seat / 2, seat % 2 == 0 ? "a" : "b", words[rest % words.size()]));
                    if (code % 2 == 1)
                        votes.push_back(vote(stages, "owner", Decision::Revoke));
                    for (const Flag flag : {Flag::No, Flag::Yes, Flag::Unknown}) {
                        const LineStanding standing = standingOf(plan, privileged(flag), votes);
                        const Story story = tell(plan, flag, votes);
                        QCOMPARE(standing.open ? static_cast<int>(*standing.open) : -1, story.open);
                        QCOMPARE(standing.disputed, story.disputed);
                        const auto outcome = standing.outcome ? votes[*standing.outcome].decision : std::nullopt;
                        QVERIFY(outcome == (story.open >= 0 ? std::nullopt : story.outcome));
                        // Nothing is through while something stands in the way, and the other way round.
                        const bool clear = stageObstacles(plan, privileged(flag), votes, "E9").empty();
                        const bool sameTwice = std::any_of(votes.begin(), votes.end(), [&](const Vote& one) {
                            return one.decision && std::any_of(votes.begin(), votes.end(),
                                [&](const Vote& two) { return two.decision && two.stage != one.stage && two.holder == one.holder; });
                        });
                        QCOMPARE(clear, standing.outcome.has_value() && !sameTwice);
                        ++compared;
                    }
                }
            }
        }
        QVERIFY(compared > 400000);
    }

    void reductionsMustAgreeOnWhatStays()
    {
        const std::vector<Stage> plan{stage(StageKind::Reviewer, StageLines::All, Quorum::All)};
        QVERIFY(!standingOf(plan, {}, std::vector{vote(0, "a", Decision::Reduce, "View"), vote(0, "b", Decision::Reduce, "View")}).disputed);
        QVERIFY(standingOf(plan, {}, std::vector{vote(0, "a", Decision::Reduce, "View"), vote(0, "b", Decision::Reduce, "Edit")}).disputed);
    }

    void nobodyFillsTwoStages()
    {
        const std::vector<Vote> votes{vote(0, "E2", Decision::Keep), vote(1, "E3")};
        COMPARE_STR(refusal(maySit({"E2", false, {}}, line("E9"), {}, votes, 1)), "access.two_stages");
        COMPARE_STR(refusal(maySit({"E2", false, {}}, line("E9"), {}, votes, 0)), "");
        COMPARE_STR(refusal(maySit({"E3", false, {}}, line("E9"), {}, votes, 2)), "access.two_stages"); // not even the campaign owner
        COMPARE_STR(refusal(maySit({"E4", false, {}}, line("E9"), {}, votes, 2)), "");
        // A stand-in has decided at the stage, too.
        std::vector<Vote> stoodIn = votes;
        stoodIn[0].decider = "E4";
        COMPARE_STR(refusal(maySit({"E4", false, {}}, line("E9"), {}, stoodIn, 1)), "access.two_stages");
        // A7 comes first, at every stage.
        for (std::size_t at = 0; at < 3; ++at) {
            COMPARE_STR(refusal(maySit({"E9", false, {}}, line("E9"), {}, {}, at)), "access.self_review");
            COMPARE_STR(refusal(maySit({"E5", false, {"ERP"}}, line("E9"), {}, {}, at)), "access.administered_review");
            COMPARE_STR(refusal(maySit({"E5", false, {}}, line("E9"), {reviewPair("E5", "E9")}, {}, at)), "access.reciprocal_review");
        }
    }

    void whoMayDecideWhen()
    {
        const std::vector<Stage> plan{stage(StageKind::Manager), stage(StageKind::SystemOwner, StageLines::All, Quorum::All),
            stage(StageKind::SecondReviewer, StageLines::Privileged)};
        const LineFlags plain = privileged(Flag::No);
        const auto may = [&](const std::vector<Vote>& votes, std::size_t at, const char* who, const LineFlags& flags) {
            return refusal(mayVote(plan, flags, votes, at, who, "7"));
        };
        std::vector<Vote> votes{vote(0, "m"), vote(0, "n"), vote(1, "o"), vote(1, "p"), vote(2, "s")};
        COMPARE_STR(may(votes, 0, "m", plain), "");
        COMPARE_STR(may(votes, 1, "o", plain), "access.stage_waits");
        COMPARE_STR(may(votes, 2, "s", plain), "access.stage_not_needed");
        COMPARE_STR(may(votes, 2, "s", privileged(Flag::Unknown)), "access.stage_waits");
        votes[0].decision = Decision::Unsure; // settles nothing
        COMPARE_STR(may(votes, 0, "n", plain), "");
        votes[0].decision = Decision::Keep;
        COMPARE_STR(may(votes, 0, "n", plain), "access.stage_decided");
        COMPARE_STR(may(votes, 0, "m", plain), ""); // may still think again
        COMPARE_STR(may(votes, 1, "o", plain), "");
        votes[2].decision = Decision::Keep;
        COMPARE_STR(may(votes, 1, "p", plain), ""); // all must decide
        COMPARE_STR(may(votes, 0, "m", plain), "access.stage_closed");
        // Whoever has to confirm a predecessor's decision comes late by nature.
        votes[0].decision.reset();
        COMPARE_STR(may(votes, 0, "m", plain), "");
    }

    void departuresAreExplained()
    {
        const std::vector<Stage> plan{stage(StageKind::Manager, StageLines::All, Quorum::All), stage(StageKind::SystemOwner)};
        const auto check = [&](const std::vector<Vote>& votes, std::size_t at, Decision decision, const char* comment) {
            return refusal(explained(standingOf(plan, {}, votes), votes, at, decision, "", comment, "7"));
        };
        const std::vector<Vote> agreed{vote(0, "a", Decision::Keep), vote(0, "b", Decision::Keep), vote(1, "c")};
        COMPARE_STR(check(agreed, 1, Decision::Keep, ""), "");
        COMPARE_STR(check(agreed, 1, Decision::Revoke, ""), "access.must_explain");
        COMPARE_STR(check(agreed, 1, Decision::Revoke, "left the team"), "");
        COMPARE_STR(check(agreed, 1, Decision::Unsure, ""), ""); // settles nothing
        const std::vector<Vote> quarrel{vote(0, "a", Decision::Keep), vote(0, "b", Decision::Revoke), vote(1, "c")};
        COMPARE_STR(check(quarrel, 1, Decision::Keep, " "), "access.must_explain");
        COMPARE_STR(check(quarrel, 0, Decision::Revoke, ""), ""); // the first stage departs from nothing
        COMPARE_STR(refusal(mayResolve(standingOf(plan, {}, quarrel), "7")), "access.nothing_to_resolve"); // the next stage decides
        const std::vector<Stage> sole{stage(StageKind::Reviewer, StageLines::All, Quorum::All)};
        COMPARE_STR(refusal(mayResolve(standingOf(sole, {}, std::vector{quarrel[0], quarrel[1]}), "7")), "");
    }

    void everyObstacleHasItsReason()
    {
        const std::vector<Stage> plan{stage(StageKind::Manager), stage(StageKind::SystemOwner), stage(StageKind::SecondReviewer, StageLines::Privileged)};
        const auto codes = [&](const std::vector<Vote>& votes, Flag flag, const char* subject) {
            std::string all;
            for (const StageObstacle& one : stageObstacles(plan, privileged(flag), votes, subject))
                all += std::to_string(one.stage + 1) + one.code + " ";
            return all;
        };
        COMPARE_STR(codes({}, Flag::No, "E9"), "1access.stage_no_reviewer 2access.stage_no_reviewer ");
        COMPARE_STR(codes({vote(0, "a", Decision::NotMine), vote(1, "b"), vote(2, "c")}, Flag::Yes, "E9"),
            "1access.stage_not_mine 2access.stage_pending 3access.stage_pending ");
        COMPARE_STR(codes({vote(0, "a", Decision::Keep), vote(1, "b", Decision::Unsure)}, Flag::No, "E9"), "2access.stage_unsure ");
        COMPARE_STR(codes({vote(0, "E9", Decision::Keep), vote(1, "b", Decision::Keep)}, Flag::No, "E9"), "1access.reviewer_not_allowed ");
        COMPARE_STR(codes({vote(0, "a", Decision::Keep), vote(1, "a", Decision::Keep)}, Flag::No, "E9"), "2access.decided_twice ");
        COMPARE_STR(codes({vote(0, "a", Decision::Keep), vote(1, "b", Decision::Keep)}, Flag::No, "E9"), "");
    }

    void lateness()
    {
        Stage made = stage(StageKind::Manager);
        QCOMPARE(overdueBy(made, kOpened), 0); // no day was set
        made.due = kOpened;
        QCOMPARE(overdueBy(made, kOpened), 0);
        QCOMPARE(overdueBy(made, *Day::fromYmd(2026, 11, 2)), 28); // 5 October + 28 = 2 November
    }
};

OXSEAL_TEST_CLASS(TestStages);
#include "tst_stages.moc"
