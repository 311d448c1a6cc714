// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/progress.h"
#include "models/core/result.h"
#include "models/recon/match_evidence.h"
#include "models/recon/match_line.h"
#include "models/recon/pass_set.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace oxseal::recon {

inline constexpr ErrorCode kMatchCancelled{"recon.match_cancelled", ErrorClass::Cancelled};
inline constexpr ErrorCode kTooManyLines{"recon.too_many_lines", ErrorClass::Input};

enum class MatchState : std::uint8_t { Auto, Suggested, Ambiguous, Unmatched };
/// Shapes of a group. `Candidates` is a set of lines that could pair in more than one way (state Ambiguous).
enum class MatchType : std::uint8_t { OneToOne, OneToMany, ManyToOne, ManyToMany, ReversalLeft, ReversalRight, Candidates, Left, Right };
[[nodiscard]] const char* name(MatchState state) noexcept;
[[nodiscard]] const char* name(MatchType type) noexcept;

inline constexpr std::uint32_t kNoLine = 0xFFFFFFFFU;

/// One decision with the numbers that explain it; words come from storage/texts. Every line of either side is a member of
/// exactly one group.
struct MatchGroup
{
    MatchType type = MatchType::Left;
    MatchState state = MatchState::Unmatched;
    bool afterClearer = false; ///< became unique only when clearer pairs of the same amount had been taken
    bool referenceConflict = false; ///< both lines carry a reference and the two differ
    bool rivalIsLeft = false;
    bool boundReached = false; ///< a sum of a pass: its lines were too many to try every sum
    std::int16_t pass = -1; ///< index into PassSet::passes; −1 for unmatched
    std::int16_t confidence = 0; ///< thousandths
    std::int32_t distance = 0; ///< days apart in the pass's unit
    std::uint32_t rival = kNoLine; ///< the runner-up, a line index of side `rivalIsLeft`
    std::int32_t rivalDistance = 0;
    /// Unmatched only, the counterfactual: the nearest open line of the other side with the same amount, and how many
    /// days the window of the pass `neededPass` would have to reach; −1 after the learnt engine, which counts calendar days.
    /// Where there is none, the line of the nearest other amount that the pass of near amounts `neededPass` would have suggested
    /// with a wider tolerance.
    std::uint32_t nearAmount = kNoLine;
    std::int32_t neededDays = 0;
    std::int16_t neededPass = -1;
    /// Unmatched only: an open line of the other side with the same reference but another amount.
    std::uint32_t nearReference = kNoLine;
    std::uint32_t tried = 0; ///< a sum of a pass: so many sums of its lines were compared, and it is the only one
    /// What a group's left lines are more than its right ones, where that is explained (a fee); otherwise a group nets to 0.
    std::int64_t difference = 0;
    std::uint32_t evidence = kNoLine; ///< into MatchResult::evidence: decisions of the learnt engine only
    std::uint32_t first = 0; ///< into MatchResult::members: left lines, then right lines
    std::uint32_t leftCount = 0;
    std::uint32_t rightCount = 0;
};

struct MatchResult
{
    std::vector<MatchGroup> groups;
    std::vector<std::uint32_t> members;
    std::vector<MatchEvidence> evidence;
    /// Weights of the runner-up pair of each evidence; all zero where there is none. Empty unless MatchOptions::rivals.
    std::vector<PairEvidence> rivals;

    [[nodiscard]] std::span<const std::uint32_t> left(const MatchGroup& group) const
    {
        return std::span(members).subspan(group.first, group.leftCount);
    }
    [[nodiscard]] std::span<const std::uint32_t> right(const MatchGroup& group) const
    {
        return std::span(members).subspan(group.first + group.leftCount, group.rightCount);
    }
};

enum class MatchStage { Block, Learn, Score, Assign, Sums, Explain, Done };

struct MatchOptions
{
    int threads = 1;
    bool rivals = false; ///< keep the weights of runners-up, to explain why they lost
    Progress progress;
    std::function<void(MatchStage)> entered; ///< called from the calling thread when a stage begins
};

/// Runs the passes in order. Within a pass, lines of equal key (account, currency, amount and, where asked for, reference)
/// form a block; a pair is decided when each is the other's nearest in time and no rival of either lies within the
/// margin. Lines that could pair in several ways become one `Candidates` group and take no further part: ambiguity goes
/// to a person, it is never settled by order. O(n log n) in the number of lines whatever the size of the blocks; the
/// result does not depend on `threads`.
[[nodiscard]] Result<MatchResult> matchLines(
    std::span<const MatchLine> left, std::span<const MatchLine> right, const PassSet& rules, const MatchOptions& options = {});

} // namespace oxseal::recon
