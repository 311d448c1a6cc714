// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/quality.h"

#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

constexpr std::int64_t kSecond = 1'000'000;

Showing shown(std::int64_t from, std::int64_t until, bool context = true)
{
    return {Instant{from * kSecond}, Instant{until * kSecond}, context};
}

JudgedLine line(const char* card, std::vector<Showing> when, Decision decision = Decision::Keep, bool privileged = false, std::int64_t together = 1)
{
    JudgedLine out;
    out.card = card;
    out.flags.unknown = 0;
    out.flags.set(LineFlag::Privileged, privileged ? Flag::Yes : Flag::No);
    out.decision = decision;
    out.together = together;
    out.shown = std::move(when);
    return out;
}

/// Three seconds a card, one a line, five a risky one; a stretch counts 60 s at most; two cards say something; groups of three.
const QualityLimits kLimits{3, 1, 5, 60, 2, 25, 3};

ReviewerPart part(const char* who, QualityMode mode, bool finished)
{
    ReviewerPart out;
    out.reviewer = who;
    out.mode = mode;
    out.finished = finished;
    out.quality.lines = 10;
    return out;
}

std::string codes(const std::vector<QualityNote>& notes)
{
    std::string out;
    for (const QualityNote& note : notes)
        out += note.code.substr(std::string("access.quality.").size()) + (note.worse ? "! " : " ");
    return out;
}

} // namespace

class TestQuality : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeIsHeldAgainstNumberAndRisk()
    {
        // Ann: two plain lines and a privileged one need 3 + 1 + 1 + 5 = 10 s; shown 4 + 3 + 2 = 9 s: quick.
        // Bo: one plain line needs 4 s, shown exactly 4 s: not quick.
        const std::vector<JudgedLine> work{line("ann", {shown(0, 4)}), line("ann", {shown(4, 7, false)}), line("ann", {shown(7, 9)}, Decision::Revoke, true),
            line("bo", {shown(20, 24, false)})};
        const ReviewerQuality found = qualityOf(work, kLimits);
        QCOMPARE(found.cards, std::int64_t(2));
        QCOMPARE(found.measured, std::int64_t(2));
        QCOMPARE(found.fast, std::int64_t(1));
        QCOMPARE(found.lines, std::int64_t(4));
        QCOMPARE(found.taken, std::int64_t(1));
        QCOMPARE(found.withContext, std::int64_t(1));
        QVERIFY((found.cardTimes == std::vector<std::int64_t>{4000, 9000}));
        QCOMPARE(found.medianTime(), std::int64_t(4000)); // the lower of two
        QCOMPARE(leastTime(std::span(work).first(3), kLimits), std::int64_t(10'000));
    }

    void idleTimeIsCapped()
    {
        // Half an hour away counts 60 s; looking twice counts twice.
        const std::vector<JudgedLine> work{line("ann", {shown(0, 1800), shown(1800, 1810)})};
        QVERIFY((qualityOf(work, kLimits).cardTimes == std::vector<std::int64_t>{70'000}));
    }

    void linesDecidedAtOnceShareTheirTime()
    {
        // Three lines of one card on show together for 6 s, one of them looked at again until 9 s, then for 2 s more: 9 + 2.
        const std::vector<JudgedLine> work{line("ann", {shown(0, 6)}), line("ann", {shown(0, 6)}), line("ann", {shown(0, 6), shown(5, 9), shown(20, 22)})};
        QVERIFY((qualityOf(work, kLimits).cardTimes == std::vector<std::int64_t>{11'000}));
    }

    void whatWasNotSeenIsNotMeasured()
    {
        // Ann: one of two lines has no time. Bo: decided with others. Cy: one in bulk, one by itself and shown.
        const std::vector<JudgedLine> work{line("ann", {shown(0, 1)}), line("ann", {}), line("bo", {shown(1, 2)}, Decision::Keep, false, 2),
            line("cy", {shown(1, 2)}, Decision::Keep, false, 2), line("cy", {shown(3, 8)})};
        const ReviewerQuality found = qualityOf(work, kLimits);
        QCOMPARE(found.cards, std::int64_t(3));
        QCOMPARE(found.measured, std::int64_t(1));
        QCOMPARE(found.fast, std::int64_t(0)); // 5 s for 3 + 1: the line in bulk asks for none and brings none
        QCOMPARE(found.bulk, std::int64_t(2));
        COMPARE_STR(codes(notesOn(found, kLimits)), "few bulk all_kept! unmeasured proves_nothing ");
        QCOMPARE(qualityOf({}, kLimits).cards, std::int64_t(0));
    }

    void theShareIsWhatIsPointedOut()
    {
        ReviewerQuality work;
        work.cards = work.measured = work.withContext = 8;
        work.lines = 20;
        work.taken = 1;
        work.fast = 2; // a quarter is still as expected
        COMPARE_STR(codes(notesOn(work, kLimits)), "calm taken proves_nothing ");
        work.fast = 3;
        COMPARE_STR(codes(notesOn(work, kLimits)), "fast! taken proves_nothing ");
        work.withContext = 7;
        COMPARE_STR(codes(notesOn(work, kLimits)), "fast! context taken proves_nothing ");
    }

    void nobodyIsNamedWithoutLeave()
    {
        using enum QualityMode;
        // Named: finished and by name. The group of two is too small; a third makes it.
        std::vector<ReviewerPart> parts{part("a", ByName, true), part("b", ByName, false), part("c", Off, true), part("d", Aggregated, true),
            part("e", Aggregated, true)};
        QualitySheet sheet = qualitySheet(parts, kLimits);
        QCOMPARE(sheet.named.size(), std::size_t(1));
        COMPARE_STR(sheet.named.front().reviewer, "a");
        QVERIFY(!sheet.group);
        QCOMPARE(sheet.hidden, std::int64_t(2));
        QCOMPARE(sheet.unfinished, std::int64_t(1));
        QCOMPARE(sheet.off, std::int64_t(1));
        parts.push_back(part("f", Aggregated, true));
        sheet = qualitySheet(parts, kLimits);
        QVERIFY(sheet.group && sheet.group->reviewers == 3 && sheet.group->lines == 30);
        // A fourth still at work: the group is not shown before and after, or the difference would be one person.
        parts.push_back(part("g", Aggregated, false));
        QVERIFY(!qualitySheet(parts, kLimits).group);
        QVERIFY(stricter(ByName, Aggregated) == Aggregated && stricter(Off, ByName) == Off);
    }

    void aSwitchNeedsANotice()
    {
        VERIFY_OK(allowedMode(QualityMode::Off, ""));
        COMPARE_STR(allowedMode(QualityMode::ByName, " \n").error().id(), "access.quality_without_notice");
        VERIFY_OK(allowedMode(QualityMode::Aggregated, "Agreed with the works council on 1 September 2026."));
        for (const QualityMode mode : {QualityMode::Off, QualityMode::Aggregated, QualityMode::ByName})
            QVERIFY(qualityModeFromName(name(mode)) == mode);
        QVERIFY(!qualityModeFromName("named"));
    }

    void limitsAreRead()
    {
        const char* const good = R"({"quality":{"card_seconds":3,"line_seconds":1,"risky_line_seconds":5,"idle_seconds":60,"fewest_cards":2,"fast_percent":25,"smallest_group":3}})";
        const auto limits = qualityLimits(*parseJson(good));
        VERIFY_OK(limits);
        QCOMPARE(limits->riskyLineSeconds, std::int64_t(5));
        QCOMPARE(limits->smallestGroup, std::int64_t(3));
        for (const auto& [before, after] : {std::pair{"\"smallest_group\":3", "\"smallest_group\":1"}, {"\"fast_percent\":25", "\"fast_percent\":101"},
                 {"\"card_seconds\":3", "\"card_seconds\":\"3\""}, {"\"idle_seconds\":60,", ""}, {"\"line_seconds\":1", "\"line_seconds\":-1"},
                 {"\"line_seconds\":1", "\"line_seconds\":86401"}}) {
            std::string bad = good;
            bad.replace(bad.find(before), std::string(before).size(), after);
            COMPARE_STR(qualityLimits(*parseJson(bad)).error().id(), "access.review_policy_invalid");
        }
    }

    void impossibleTimesAreLeftOut()
    {
        const Instant now{100 * kSecond};
        QVERIFY(plausible(shown(10, 20), now));
        QVERIFY(!plausible(shown(20, 10), now));
        QVERIFY(!plausible(shown(20, 20), now));
        QVERIFY(!plausible(shown(90, 101), now)); // not over yet
        QVERIFY(!plausible(shown(99 - 86'401, 99), now));
    }
};

OXSEAL_TEST_CLASS(TestQuality);
#include "tst_quality.moc"
