// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"
#include "models/core/json.h"

#include <span>

namespace oxseal::access {

inline constexpr ErrorCode kReviewPolicyInvalid{"access.review_policy_invalid", ErrorClass::Input};
inline constexpr ErrorCode kQualityWithoutNotice{"access.quality_without_notice", ErrorClass::Usage};

/// A17: may the work of reviewers be measured? Off measures nothing at all; Aggregated tells only of groups.
enum class QualityMode : std::uint8_t { Off, Aggregated, ByName };
[[nodiscard]] const char* name(QualityMode mode) noexcept; ///< "off", "aggregated", "by_name"
[[nodiscard]] std::optional<QualityMode> qualityModeFromName(std::string_view name) noexcept;
/// What was recorded under one mode and is looked at under another is shown as the stricter of both says.
[[nodiscard]] inline QualityMode stricter(QualityMode a, QualityMode b) noexcept { return a < b ? a : b; }
/// People who are measured are told so beforehand: anything but Off needs the words of the notice.
[[nodiscard]] Status allowedMode(QualityMode mode, std::string_view notice);

/// The limits by which quick decisions are told; policy values, not rules of law (member "quality" of a review policy).
struct QualityLimits
{
    std::int64_t cardSeconds = 0; ///< to see whose card it is
    std::int64_t lineSeconds = 0; ///< for each entitlement
    std::int64_t riskyLineSeconds = 0; ///< for each privileged or alarming one
    std::int64_t idleSeconds = 0; ///< what counts at most of one uninterrupted showing
    std::int64_t fewestCards = 0; ///< fewer measured cards than this say nothing
    std::int64_t fastPercent = 0; ///< a greater share of quick cards is pointed out
    std::int64_t smallestGroup = 0; ///< reviewers; a smaller group is not shown in aggregate
};
/// kReviewPolicyInvalid names the member; all are whole, not negative and at most 86,400, the last at least 2.
[[nodiscard]] Result<QualityLimits> qualityLimits(const Json& policy);

/// One uninterrupted time for which a line and its card stood selected in an active window.
struct Showing
{
    Instant from;
    Instant until;
    bool context = false; ///< the context card was open beside it
};
/// Not backwards and not longer than a day. Others are left out: their line counts as not measured.
[[nodiscard]] bool plausible(const Showing& showing, Instant now) noexcept;

/// The latest decision of one reviewer on one line, with every time it was on show to that reviewer.
struct JudgedLine
{
    std::string card; ///< the person; the account where it is nobody's
    LineFlags flags;
    Decision decision = Decision::Keep;
    std::int64_t together = 1; ///< lines decided in the same act
    std::vector<Showing> shown;
};

/// What there is to say about one reviewer's (or a group's) work in a campaign. Times in milliseconds.
struct ReviewerQuality
{
    std::int64_t reviewers = 1;
    std::int64_t lines = 0; ///< decided
    std::int64_t taken = 0; ///< of them revoked or reduced
    std::int64_t bulk = 0; ///< of them decided with others in one act
    std::int64_t cards = 0;
    /// Cards on which every line that was decided by itself was on show, at least one; lines decided in bulk count for neither
    /// side.
    std::int64_t measured = 0;
    std::int64_t fast = 0; ///< of the measured ones: less time than their limit
    std::int64_t withContext = 0; ///< of the measured ones: with the context card open at least once
    std::vector<std::int64_t> cardTimes; ///< of the measured ones, rising

    [[nodiscard]] std::int64_t medianTime() const noexcept; ///< the lower one of two; 0 without any
};
[[nodiscard]] ReviewerQuality qualityOf(std::span<const JudgedLine> lines, const QualityLimits& limits);
/// Time a card should take at least, in milliseconds: its base and its lines by their risk.
[[nodiscard]] std::int64_t leastTime(std::span<const JudgedLine> card, const QualityLimits& limits) noexcept;
[[nodiscard]] ReviewerQuality together(std::span<const ReviewerQuality> all);

/// A remark in words: a code of storage/texts with its arguments.
struct QualityNote
{
    std::string code;
    std::vector<std::string> arguments;
    bool worse = false; ///< outside what the policy expects; else a fact
};
/// access.quality.few, .fast, .calm, .context, .bulk, .all_kept, .taken, .unmeasured; the last is always .proves_nothing.
[[nodiscard]] std::vector<QualityNote> notesOn(const ReviewerQuality& quality, const QualityLimits& limits);

/// One reviewer's part of a campaign.
struct ReviewerPart
{
    std::string reviewer;
    QualityMode mode = QualityMode::Off;
    bool finished = false; ///< nothing is left to decide: a reviewer sees the own figures before others do
    ReviewerQuality quality;
};
/// What others may see.
struct QualitySheet
{
    std::vector<ReviewerPart> named; ///< by name
    std::optional<ReviewerQuality> group; ///< those in aggregate
    std::int64_t unfinished = 0; ///< reviewers still at work, not shown yet
    std::int64_t hidden = 0; ///< reviewers of a group too small to be shown
    std::int64_t off = 0; ///< reviewers who are not measured
};
[[nodiscard]] QualitySheet qualitySheet(std::span<const ReviewerPart> parts, const QualityLimits& limits);

} // namespace oxseal::access
