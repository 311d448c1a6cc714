// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/recon/policy_match.h"

#include <deque>
#include <string>
#include <vector>

namespace oxseal::recon {

inline constexpr ErrorCode kRecordInvalid{"recon.record_invalid", ErrorClass::Input};

/// The lines of a run as a record holds them; the lines borrow their texts from `texts`.
struct RecordedRun
{
    std::deque<std::string> texts;
    std::vector<MatchLine> left; ///< ids are the lines' keys
    std::vector<MatchLine> right;
    Json policyJson;
    MatchPolicy policy;
    MatchContext context;

    RecordedRun() = default;
    RecordedRun(RecordedRun&&) = default;
    RecordedRun& operator=(RecordedRun&&) = default;
};

/// Everything that went into a run and everything that came out of it, as JSON whose canonical bytes are the proof
/// (storage/FORMATS.md, "Matching run"): engine, policy, context, lines; then the model, the groups with their numbers and the
/// disagreements. Amounts are decimal strings of minor units, weights 1/65,536 bit, probabilities 32 fraction bits. Words are
/// left out: they can change without the decision.
[[nodiscard]] Json matchRecord(std::span<const MatchLine> left, std::span<const MatchLine> right, const Json& policyJson,
    const MatchPolicy& policy, const MatchContext& context, const PolicyRun& run);

/// The inputs of a record. kRecordInvalid names the member.
[[nodiscard]] Result<RecordedRun> readMatchRecord(const Json& record);

/// The numbers behind group `number` (C6): what it is, the weights of its fields, the runner-up with its weights, the triggers
/// and what would have let it stand without a person or match at all. Lines are named by their ids.
[[nodiscard]] Json groupRecord(std::span<const MatchLine> left, std::span<const MatchLine> right, const MatchPolicy& policy,
    const MatchContext& context, const PolicyRun& run, std::size_t number);

/// A place such as "groups.12" with what the record says there and what comes out now, both canonical JSON.
struct RecordDifference
{
    std::string place;
    std::string was;
    std::string now;
};
struct Reperformance
{
    bool same = false;
    std::size_t groups = 0; ///< in the record
    std::vector<std::string> differences; ///< the places alone
    std::vector<RecordDifference> details; ///< at most 20
    std::string engine; ///< that made the record; another than kMatchEngine may decide otherwise
};
/// Runs the record's inputs again and compares every number with what the record says came out.
[[nodiscard]] Result<Reperformance> reperform(const Json& record, int threads = 1);

/// Of a learnt pair below a limit: by how much its weight falls short, rivals being as they are, and what would make it good.
struct Counterfactual
{
    enum class Field { Date, Reference, Description };
    Field field = Field::Date;
    std::int32_t most = 0; ///< Date: days apart, at most
};
struct Shortfall
{
    std::int64_t bits = 0; ///< positive: so much is missing
    std::vector<Counterfactual> remedies; ///< single changes that suffice
};
[[nodiscard]] Shortfall shortfallOf(const MatchModel& model, const MatchEvidence& evidence, std::uint32_t limit);
[[nodiscard]] const char* name(Counterfactual::Field field) noexcept;

} // namespace oxseal::recon
