// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/schedule.h"

#include "models/core/money.h"

#include <limits>
#include <map>

namespace oxseal::recon {
namespace {

constexpr ScheduleKind kKinds[] = {ScheduleKind::Accrual, ScheduleKind::Prepaid, ScheduleKind::DeferredRevenue, ScheduleKind::FixedAsset,
    ScheduleKind::Lease, ScheduleKind::Debt, ScheduleKind::Equity, ScheduleKind::Tax, ScheduleKind::Other};

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

bool add(std::int64_t& total, std::int64_t amount)
{
    const auto next = checkedAdd(total, amount);
    total = next.value_or(total);
    return next.has_value();
}

/// opening + added − released; nullopt when it leaves 64 bits.
std::optional<std::int64_t> rolled(const ScheduleLine& line)
{
    if (line.released == kLeast)
        return std::nullopt;
    const auto sum = checkedAdd(line.opening, line.added);
    return sum ? checkedAdd(*sum, -line.released) : std::nullopt;
}

bool addLine(ScheduleProof& proof, const ScheduleLine& line, Day asOf)
{
    auto& bucket = proof.byAge[static_cast<std::size_t>(ageBucket(line.day, asOf))];
    return add(proof.opening, line.opening) && add(proof.added, line.added) && add(proof.released, line.released)
        && add(proof.closing, line.closing) && add(bucket, line.closing);
}

} // namespace

const char* name(ScheduleKind kind) noexcept
{
    switch (kind) {
    case ScheduleKind::Accrual:
        return "accrual";
    case ScheduleKind::Prepaid:
        return "prepaid";
    case ScheduleKind::DeferredRevenue:
        return "deferred_revenue";
    case ScheduleKind::FixedAsset:
        return "fixed_asset";
    case ScheduleKind::Lease:
        return "lease";
    case ScheduleKind::Debt:
        return "debt";
    case ScheduleKind::Equity:
        return "equity";
    case ScheduleKind::Tax:
        return "tax";
    case ScheduleKind::Other:
        break;
    }
    return "other";
}

std::optional<ScheduleKind> scheduleKindFromName(std::string_view text) noexcept
{
    for (const ScheduleKind kind : kKinds) {
        if (text == name(kind))
            return kind;
    }
    return std::nullopt;
}

const char* name(ScheduleIssue issue) noexcept
{
    switch (issue) {
    case ScheduleIssue::Difference:
        return "difference";
    case ScheduleIssue::Footing:
        return "footing";
    case ScheduleIssue::Opening:
        return "opening";
    case ScheduleIssue::Dropped:
        return "dropped";
    case ScheduleIssue::Unsupported:
        return "unsupported";
    case ScheduleIssue::Carried:
        break;
    }
    return "carried";
}

bool copied(const ScheduleLine& line, const ScheduleLine& before) noexcept
{
    return line.closing != 0 && line.closing == before.closing && line.opening == before.closing && line.added == 0 && line.released == 0;
}

std::vector<ScheduleIssue> ScheduleProof::issues() const
{
    std::vector<ScheduleIssue> out;
    const auto note = [&out](ScheduleIssue issue, bool stands) {
        if (stands)
            out.push_back(issue);
    };
    note(ScheduleIssue::Difference, difference != 0);
    note(ScheduleIssue::Footing, !footing.empty());
    note(ScheduleIssue::Opening, !broken.empty());
    note(ScheduleIssue::Dropped, !dropped.empty());
    note(ScheduleIssue::Unsupported, !unsupported.empty());
    note(ScheduleIssue::Carried, !carried.empty());
    return out;
}

Result<ScheduleProof> proveSchedule(
    const std::optional<std::vector<ScheduleLine>>& before, std::span<const ScheduleLine> lines, std::int64_t balance, Day asOf)
{
    ScheduleProof proof;
    proof.balance = balance;
    std::map<std::string_view, const ScheduleLine*> prior;
    if (before) {
        for (const ScheduleLine& line : *before)
            prior.emplace(line.key, &line);
    }
    for (const ScheduleLine& line : lines) {
        const auto sum = rolled(line);
        if (!sum || !addLine(proof, line, asOf))
            return fail(kAmountOverflow, line.key);
        if (*sum != line.closing)
            proof.footing.push_back(line.key);
        const auto found = prior.find(line.key);
        const std::int64_t ended = found == prior.end() ? 0 : found->second->closing;
        if (before && line.opening != ended)
            proof.broken.push_back(line.key);
        if (found != prior.end() && copied(line, *found->second) && !line.examined)
            proof.carried.push_back(line.key);
        if (found != prior.end())
            prior.erase(found);
        if (line.closing != 0 && !line.supported())
            proof.unsupported.push_back(line.key);
        if (line.closing != 0 && line.reversal && *line.reversal < asOf)
            proof.overdue.push_back(line.key);
    }
    for (const auto& [key, line] : prior) {
        if (line->closing != 0)
            proof.dropped.emplace_back(key);
    }
    const auto difference = proof.closing == kLeast ? std::nullopt : checkedAdd(balance, -proof.closing);
    if (!difference)
        return fail(kAmountOverflow);
    proof.difference = *difference;
    proof.oppositeSign = proof.difference != 0 && balance != kLeast && proof.closing == -balance;
    return proof;
}

std::vector<ScheduleLine> carryForward(std::span<const ScheduleLine> before)
{
    std::vector<ScheduleLine> out;
    for (const ScheduleLine& line : before) {
        if (line.closing == 0)
            continue;
        ScheduleLine next = line;
        next.opening = line.closing;
        next.added = 0;
        next.released = 0;
        next.evidence = false;
        next.examined = false;
        out.push_back(std::move(next));
    }
    return out;
}

} // namespace oxseal::recon
