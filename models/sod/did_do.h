// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sod/access_graph.h"
#include "models/sod/rule.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace oxseal::sod {

/// A kind of act that a system logs: the name of a permission, a task or a duty, as the rule set names it.
struct LoggedAction
{
    std::string system;
    std::string name;
};

/// One line of an activity log.
struct Activity
{
    static constexpr std::uint32_t kNotGiven = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t person = kNoPerson; ///< index into whatever list of subjects the caller keeps
    std::uint32_t action = 0; ///< index into ActivityLog::actions
    std::uint32_t document = kNotGiven; ///< what was acted on, e.g. a bill; numbered by the caller
    std::uint32_t party = kNotGiven; ///< vendor, customer, employee; likewise
    std::uint32_t related = kNotGiven; ///< the document it was applied to, e.g. the bill that a payment settles; numbered as documents
};

/// What people did, over all systems.
struct ActivityLog
{
    std::vector<LoggedAction> actions;
    std::vector<Activity> lines;
};

/// How the sides of a rule hang together in what one person did, the strongest first.
enum class UseLink : std::uint8_t {
    Document, ///< all sides on one document, or applied to it: the conflict was used on that very transaction
    Party, ///< all sides for one vendor, customer or employee
    Apart, ///< all sides, on things that nothing connects
};
[[nodiscard]] const char* name(UseLink link) noexcept; ///< "document", "party", "apart"

/// Lines that together cover every side of a rule.
struct UsedTogether
{
    UseLink link = UseLink::Apart;
    std::uint32_t key = Activity::kNotGiven; ///< the document or party
    std::vector<std::uint32_t> lines; ///< indices into ActivityLog::lines, ascending
};

/// A rule whose every side one person exercised (B7).
struct Exercised
{
    std::uint32_t person = 0;
    std::uint32_t rule = 0; ///< index into RuleSet::rules
    std::vector<std::vector<std::uint32_t>> legs; ///< per side the lines that exercise it, ascending
    /// By document, then by party what no document connects, in the order of their first lines; when nothing connects the sides,
    /// one entry `Apart` with all lines. Of a rule of one side: every line is a use by itself, one entry `Apart`.
    std::vector<UsedTogether> together;

    [[nodiscard]] UseLink strongest() const noexcept { return together.front().link; }
};

struct DidDo
{
    std::vector<Exercised> exercised; ///< by person, then rule in the order asked for
    std::vector<std::uint32_t> unmapped; ///< actions that no function names: what they did is not judged
    std::uint64_t linesUnmapped = 0;
    std::uint64_t linesOfNobody = 0;
};

/// Can-do against did-do: every person and rule of which all sides were exercised. An action exercises a function when it is
/// named by any of its groups (system and name, exactly; a reference without a system counts in every one; a code of a duty is
/// its own name): a log shows the act, not the other rights it took. `active`: indices of rules. Cost: lines × functions an
/// action stands for × rules that name them.
[[nodiscard]] DidDo didDo(const RuleSet& rules, const std::vector<std::uint32_t>& active, const ActivityLog& log);

} // namespace oxseal::sod
