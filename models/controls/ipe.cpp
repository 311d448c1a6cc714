// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/ipe.h"

#include <algorithm>

namespace oxseal::controls {
namespace {

bool totalsDiffer(const IpeCard& card)
{
    return card.sourceTotal && card.sourceTotal != card.importedTotal;
}

/// Every row of the difference has its explanation. A differing total with equal counts needs at least one.
bool explained(const IpeFacts& facts)
{
    std::int64_t rows = 0;
    for (const auto& explanation : facts.explanations)
        rows += explanation.rows;
    return !facts.explanations.empty() && rows == rowDifference(*facts.card);
}

/// Somebody who neither imported the file nor wrote an explanation, and who saw the last one.
bool confirmed(const IpeFacts& facts)
{
    if (!facts.conclusion || !facts.conclusion->relied || facts.conclusion->explanations != facts.explanations.size())
        return false;
    const auto by = facts.conclusion->by;
    return by != facts.importedBy
        && std::none_of(facts.explanations.begin(), facts.explanations.end(), [by](const auto& e) { return e.by == by; });
}

} // namespace

const char* name(ReportType type) noexcept
{
    return type == ReportType::Standard ? "standard" : type == ReportType::Custom ? "custom" : "ad_hoc";
}

std::optional<ReportType> reportTypeNamed(std::string_view text) noexcept
{
    for (const auto type : {ReportType::Standard, ReportType::Custom, ReportType::AdHoc}) {
        if (text == name(type))
            return type;
    }
    return std::nullopt;
}

const char* name(IpeState state) noexcept
{
    switch (state) {
    case IpeState::NoCard: return "no_card";
    case IpeState::NotCounted: return "not_counted";
    case IpeState::Matches: return "matches";
    case IpeState::Mismatch: return "mismatch";
    case IpeState::Explained: return "explained";
    case IpeState::Confirmed: return "confirmed";
    case IpeState::Rejected: return "rejected";
    }
    return "no_card";
}

std::int64_t rowDifference(const IpeCard& card) noexcept
{
    return card.sourceRows ? *card.sourceRows - card.importedRows : 0;
}

IpeState stateOf(const IpeFacts& facts)
{
    if (facts.conclusion && !facts.conclusion->relied)
        return IpeState::Rejected;
    if (!facts.card)
        return IpeState::NoCard;
    if (rowDifference(*facts.card) != 0 || totalsDiffer(*facts.card)) {
        if (!explained(facts))
            return IpeState::Mismatch;
        return confirmed(facts) ? IpeState::Confirmed : IpeState::Explained;
    }
    return facts.card->sourceRows || facts.card->sourceTotal ? IpeState::Matches : IpeState::NotCounted;
}

bool canBeReliedOn(IpeState state) noexcept { return state == IpeState::Matches || state == IpeState::Confirmed; }

std::vector<Finding> ipeFindings(Hasher& hasher, const IpeFacts& facts)
{
    std::vector<Finding> out;
    const auto add = [&](const char* code, Severity severity, std::vector<std::string> arguments) {
        out.push_back({code, severity, facts.subject, std::move(arguments), "", fingerprintOf(hasher, code, facts.subject, {})});
    };
    switch (stateOf(facts)) {
    case IpeState::NoCard: add("import.no_ipe_card", Severity::Medium, {facts.label}); break;
    case IpeState::NotCounted: add("import.ipe_not_counted", Severity::Medium, {facts.label}); break;
    case IpeState::Mismatch:
        add("import.ipe_mismatch", Severity::Critical,
            {facts.label, facts.card->sourceRows ? std::to_string(*facts.card->sourceRows) : "?", std::to_string(facts.card->importedRows)});
        break;
    case IpeState::Explained: add("import.ipe_unconfirmed", Severity::High, {facts.label}); break;
    case IpeState::Rejected: add("import.ipe_rejected", Severity::Critical, {facts.label}); break;
    case IpeState::Matches:
    case IpeState::Confirmed: break;
    }
    if (facts.card && facts.card->type != ReportType::Standard) {
        const auto& card = *facts.card;
        if (!card.baselineTested || (card.logicChanged && *card.logicChanged > *card.baselineTested))
            add("import.ipe_baseline", Severity::Medium, {facts.label});
    }
    if (facts.rejectedRows > 0)
        add("import.rejected_rows", Severity::High, {facts.label, std::to_string(facts.rejectedRows)});
    return out;
}

} // namespace oxseal::controls
