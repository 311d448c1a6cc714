// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/quality.h"

#include <algorithm>
#include <map>

namespace oxseal::access {
namespace {

constexpr std::int64_t kMicrosPerMilli = 1000;
constexpr std::int64_t kDayMicros = std::int64_t{86'400} * 1'000'000;

/// What is not known not to be privileged takes the time of what is.
bool risky(const LineFlags& flags) { return flags.get(LineFlag::Privileged) != Flag::No || flags.alarming(); }
bool alone(const JudgedLine& line) { return line.together == 1; }

/// When a card was on show: lines that were decided at once were on show at once, and their time counts once.
std::vector<Showing> stretchesOf(std::span<const JudgedLine> card)
{
    std::vector<Showing> all, out;
    for (const JudgedLine& line : card) {
        if (alone(line))
            all.insert(all.end(), line.shown.begin(), line.shown.end());
    }
    std::sort(all.begin(), all.end(), [](const Showing& a, const Showing& b) { return std::pair(a.from, a.until) < std::pair(b.from, b.until); });
    for (const Showing& one : all) {
        if (out.empty() || one.from >= out.back().until) {
            out.push_back(one);
            continue;
        }
        out.back().until = std::max(out.back().until, one.until);
        out.back().context = out.back().context || one.context;
    }
    return out;
}

std::string number(std::int64_t value) { return std::to_string(value); }

} // namespace

const char* name(QualityMode mode) noexcept
{
    return mode == QualityMode::Off ? "off" : mode == QualityMode::Aggregated ? "aggregated" : "by_name";
}

std::optional<QualityMode> qualityModeFromName(std::string_view text) noexcept
{
    for (const QualityMode mode : {QualityMode::Off, QualityMode::Aggregated, QualityMode::ByName}) {
        if (text == name(mode))
            return mode;
    }
    return std::nullopt;
}

Status allowedMode(QualityMode mode, std::string_view notice)
{
    if (mode != QualityMode::Off && notice.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return fail(kQualityWithoutNotice, {}, {name(mode)});
    return {};
}

Result<QualityLimits> qualityLimits(const Json& policy)
{
    QualityLimits limits;
    const Json& quality = policy["quality"];
    const std::pair<const char*, std::int64_t*> members[] = {{"card_seconds", &limits.cardSeconds}, {"line_seconds", &limits.lineSeconds},
        {"risky_line_seconds", &limits.riskyLineSeconds}, {"idle_seconds", &limits.idleSeconds}, {"fewest_cards", &limits.fewestCards},
        {"fast_percent", &limits.fastPercent}, {"smallest_group", &limits.smallestGroup}};
    for (const auto& [member, value] : members) {
        const Json& given = quality[member];
        *value = given.toInteger(-1);
        // A group of one is a name.
        const std::int64_t least = value == &limits.smallestGroup ? 2 : 0;
        if (!given.isInteger() || *value < least || *value > 86'400)
            return fail(kReviewPolicyInvalid, {}, {std::string("quality.") + member, number(least) + " … 86400"});
    }
    if (limits.fastPercent > 100)
        return fail(kReviewPolicyInvalid, {}, {"quality.fast_percent", "0 … 100"});
    return limits;
}

bool plausible(const Showing& showing, Instant now) noexcept
{
    return showing.from < showing.until && showing.until <= now && showing.until.micros - showing.from.micros <= kDayMicros;
}

std::int64_t ReviewerQuality::medianTime() const noexcept { return cardTimes.empty() ? 0 : cardTimes[(cardTimes.size() - 1) / 2]; }

std::int64_t leastTime(std::span<const JudgedLine> card, const QualityLimits& limits) noexcept
{
    std::int64_t seconds = limits.cardSeconds;
    for (const JudgedLine& line : card) {
        if (alone(line))
            seconds += risky(line.flags) ? limits.riskyLineSeconds : limits.lineSeconds;
    }
    return seconds * 1000;
}

ReviewerQuality qualityOf(std::span<const JudgedLine> lines, const QualityLimits& limits)
{
    ReviewerQuality quality;
    std::map<std::string, std::vector<JudgedLine>> cards;
    for (const JudgedLine& line : lines) {
        ++quality.lines;
        quality.taken += line.decision == Decision::Revoke || line.decision == Decision::Reduce ? 1 : 0;
        quality.bulk += alone(line) ? 0 : 1;
        cards[line.card].push_back(line);
    }
    for (const auto& [who, card] : cards) {
        ++quality.cards;
        const bool any = std::any_of(card.begin(), card.end(), alone);
        const bool seen = std::all_of(card.begin(), card.end(), [](const JudgedLine& line) { return !alone(line) || !line.shown.empty(); });
        if (!any || !seen)
            continue;
        std::int64_t time = 0;
        bool context = false;
        for (const Showing& showing : stretchesOf(card)) {
            time += std::min((showing.until.micros - showing.from.micros) / kMicrosPerMilli, limits.idleSeconds * 1000);
            context = context || showing.context;
        }
        ++quality.measured;
        quality.fast += time < leastTime(card, limits) ? 1 : 0;
        quality.withContext += context ? 1 : 0;
        quality.cardTimes.push_back(time);
    }
    std::sort(quality.cardTimes.begin(), quality.cardTimes.end());
    return quality;
}

ReviewerQuality together(std::span<const ReviewerQuality> all)
{
    ReviewerQuality sum;
    sum.reviewers = 0;
    for (const ReviewerQuality& one : all) {
        sum.reviewers += one.reviewers;
        sum.lines += one.lines;
        sum.taken += one.taken;
        sum.bulk += one.bulk;
        sum.cards += one.cards;
        sum.measured += one.measured;
        sum.fast += one.fast;
        sum.withContext += one.withContext;
        sum.cardTimes.insert(sum.cardTimes.end(), one.cardTimes.begin(), one.cardTimes.end());
    }
    std::sort(sum.cardTimes.begin(), sum.cardTimes.end());
    return sum;
}

std::vector<QualityNote> notesOn(const ReviewerQuality& quality, const QualityLimits& limits)
{
    std::vector<QualityNote> notes;
    const auto add = [&notes](const char* code, std::vector<std::string> arguments, bool worse = false) {
        notes.push_back({std::string("access.quality.") + code, std::move(arguments), worse});
    };
    if (quality.measured < limits.fewestCards || quality.measured == 0) {
        add("few", {number(quality.measured), number(limits.fewestCards)});
    } else {
        const bool fast = quality.fast * 100 > limits.fastPercent * quality.measured;
        add(fast ? "fast" : "calm", {number(quality.fast), number(quality.measured), number(limits.fastPercent)}, fast);
        if (quality.withContext < quality.measured)
            add("context", {number(quality.measured - quality.withContext), number(quality.measured)});
    }
    if (quality.bulk > 0)
        add("bulk", {number(quality.bulk), number(quality.lines)});
    if (quality.taken > 0)
        add("taken", {number(quality.taken), number(quality.lines)});
    else if (quality.cards >= limits.fewestCards && quality.cards > 0)
        add("all_kept", {number(quality.lines)}, true);
    if (quality.measured < quality.cards)
        add("unmeasured", {number(quality.cards - quality.measured), number(quality.cards)});
    add("proves_nothing", {number(limits.idleSeconds)});
    return notes;
}

QualitySheet qualitySheet(std::span<const ReviewerPart> parts, const QualityLimits& limits)
{
    QualitySheet sheet;
    std::vector<ReviewerQuality> group;
    for (const ReviewerPart& part : parts) {
        if (part.mode == QualityMode::Off)
            ++sheet.off;
        else if (!part.finished)
            ++sheet.unfinished;
        else if (part.mode == QualityMode::ByName)
            sheet.named.push_back(part);
        else
            group.push_back(part.quality);
    }
    // Where some are shown later than others, two looks at the group must not tell what one person did: the group is shown when
    // all of it is there.
    const bool whole = std::none_of(parts.begin(), parts.end(), [](const ReviewerPart& part) { return part.mode == QualityMode::Aggregated && !part.finished; });
    if (whole && std::ssize(group) >= limits.smallestGroup)
        sheet.group = together(group);
    else
        sheet.hidden = std::ssize(group);
    return sheet;
}

} // namespace oxseal::access
