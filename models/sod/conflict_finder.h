// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/progress.h"
#include "models/sod/access_graph.h"
#include "models/sod/rule.h"

#include <functional>
#include <span>
#include <utility>

namespace oxseal::sod {

inline constexpr ErrorCode kCheckCancelled{"sod.check_cancelled", ErrorClass::Cancelled};

struct Conflict
{
    std::uint32_t person = 0; ///< index into AccessGraph::persons
    std::uint32_t rule = 0; ///< index into RuleSet::rules
    friend auto operator<=>(const Conflict&, const Conflict&) = default;
};

/// One way by which a person came to (a group of) a function.
struct Witness
{
    std::uint32_t function = 0;
    std::uint32_t group = 0;
    std::uint32_t account = 0;
    std::uint32_t role = 0;
    std::uint32_t permission = 0; ///< one that meets the group; a role may hold several
    access::Level level = access::Level::Unstated;
};

struct FindResult
{
    std::vector<Conflict> conflicts; ///< by person, then rule, in the order of graph and set
    std::uint64_t userFunctions = 0; ///< pairs (person, function held)
    std::uint64_t personsInConflict = 0;
    std::uint64_t witnesses = 0; ///< over all conflicts: grants × groups of the conflicting functions
};

/// Finds every person who can do what one person must not, across all systems and accounts. Permissions become bits, a
/// person's bits are the OR over the grants, functions and rules are ANDs over columns of 64 persons: the cost is grants +
/// (groups + rules) × persons/64 words + output. Holds references: graph and rules must outlive it.
class ConflictFinder
{
public:
    ConflictFinder(const AccessGraph& graph, const RuleSet& rules);

    /// `active`: indices of rules to apply (see rulesOn); empty = all. The result does not depend on the number of threads.
    [[nodiscard]] Result<FindResult> run(
        const std::vector<std::uint32_t>& active = {}, const Progress& progress = {}, unsigned threads = 2);

    /// After run(): every witness of a conflict, leg by leg.
    void witnesses(const Conflict& conflict, const std::function<void(std::size_t leg, const Witness&)>& each) const;
    /// Every way by which a person meets a group of any function, held or not, grant by grant: `each(group, grant, way)`, where
    /// `way`, below ways(), is how the grant's role meets that group.
    template <class F>
    void eachWay(std::uint32_t person, const F& each) const
    {
        for (const GraphGrant& grant : heldBy(person))
            eachWayOf(grant.role, [&](std::uint32_t group, std::uint32_t way) { each(group, grant, way); });
    }
    /// The ways of one role: `each(group, way)`.
    template <class F>
    void eachWayOf(std::uint32_t role, const F& each) const
    {
        for (std::uint32_t way = roleStart_[role]; way < roleStart_[role + 1]; ++way)
            each(bits_[way], way);
    }
    [[nodiscard]] std::size_t ways() const noexcept { return bits_.size(); }
    /// How a grant meets a group, by a way of its role.
    [[nodiscard]] Witness witness(const GraphGrant& grant, std::uint32_t way) const
    {
        const std::uint32_t function = functionOfBit_[bits_[way]];
        return {function, bits_[way] - firstBit_[function], grant.account, grant.role, by_[way].permission, by_[way].level};
    }
    /// After run(): for each leg the first witness of each group of the first function held: enough to answer "why".
    [[nodiscard]] std::vector<std::vector<Witness>> paths(const Conflict& conflict) const;
    /// After run(): the first witness of each group of one function; empty when it is not held.
    [[nodiscard]] std::vector<Witness> path(std::uint32_t person, std::uint32_t function) const;
    /// After run(): the first function held of a leg of a conflict.
    [[nodiscard]] std::uint32_t functionHeld(const Conflict& conflict, std::size_t leg) const;
    [[nodiscard]] bool holds(std::uint32_t person, std::uint32_t function) const
    {
        return (held_[person * functionWords_ + function / 64] >> (function % 64) & 1U) != 0;
    }

    /// The groups of all functions, numbered through: what roles carry and persons hold.
    [[nodiscard]] std::size_t groups() const noexcept { return functionOfBit_.size(); }
    [[nodiscard]] std::uint32_t functionOfGroup(std::uint32_t group) const { return functionOfBit_[group]; }
    /// Numbers of a function's groups: from the first to one past the last.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> groupsOf(std::uint32_t function) const
    {
        return {firstBit_[function], firstBit_[function + 1]};
    }
    /// Every group that a role meets, once each.
    template <class F>
    void eachGroup(std::uint32_t role, const F& each) const
    {
        for (std::uint32_t c = roleStart_[role]; c < roleStart_[role + 1]; ++c)
            each(bits_[c]);
    }
    /// Indices of AccessGraph::grants, in their order.
    [[nodiscard]] std::span<const std::uint32_t> grantsOf(std::uint32_t person) const
    {
        return std::span(personGrants_).subspan(personStart_[person], personStart_[person + 1] - personStart_[person]);
    }

    [[nodiscard]] const AccessGraph& graph() const noexcept { return graph_; }
    [[nodiscard]] const RuleSet& rules() const noexcept { return rules_; }

private:
    /// The grants of a person, in their order.
    [[nodiscard]] std::span<const GraphGrant> heldBy(std::uint32_t person) const
    {
        return std::span(grantOf_).subspan(personStart_[person], personStart_[person + 1] - personStart_[person]);
    }
    void compile();
    void groupGrants();
    class Stretch;

    const AccessGraph& graph_;
    const RuleSet& rules_;
    std::vector<std::uint32_t> firstBit_; ///< per function (and one past the end): its groups are bits of their own
    std::vector<std::uint32_t> functionOfBit_;
    std::vector<std::uint32_t> roleStart_; ///< roles → bits_ and by_
    std::vector<std::uint32_t> bits_; ///< the groups a role meets
    std::vector<HeldPermission> by_; ///< and by what
    std::size_t groupWords_ = 0; ///< of 64 groups each
    std::vector<std::uint64_t> met_; ///< roles × groupWords_: the groups a role meets, as bits
    std::vector<std::uint32_t> personStart_; ///< persons → personGrants_ (indices of grants) and grantOf_ (the grants themselves)
    std::vector<std::uint32_t> personGrants_;
    std::vector<GraphGrant> grantOf_;
    std::size_t functionWords_ = 0; ///< of 64 functions each
    std::vector<std::uint64_t> held_; ///< persons × functionWords_
};

/// "ERP:ann > AP Clerk > BILL (edit) > BI", the groups of a function joined by " & ".
[[nodiscard]] std::string pathText(const ConflictFinder& finder, std::uint32_t person, std::uint32_t function);
/// What of a path follows the account: " > AP Clerk > BILL (edit)".
void appendRoute(std::string& text, const AccessGraph& graph, std::uint32_t role, const HeldPermission& permission);

} // namespace oxseal::sod
