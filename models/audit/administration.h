// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/ids.h"
#include "models/people/permissions.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace oxseal {

/// One entry of the ledger that somebody could make only by the duty of an administrator (P3: such acts are looked through every
/// quarter by somebody else).
struct AdministratorAct
{
    std::uint64_t sequence = 0; ///< of the ledger
    Instant time;
    PersonId person;
    std::string verb;
    std::string object;
    Digest leaf; ///< of the entry, as the tree has it

    friend bool operator==(const AdministratorAct&, const AdministratorAct&) = default;
};

/// How far acts are looked through at the end of a period. Counts of acts, all in order of the ledger.
struct ActsDue
{
    std::span<const AdministratorAct> reviewed; ///< by a review that was signed
    std::span<const AdministratorAct> due; ///< not yet reviewed, and dated no later than the period's last day
    std::span<const AdministratorAct> later; ///< not yet reviewed, of a later period
};
/// `acts` in order of the ledger; `reviewedTo`: entries below this number were before somebody already, 0: nobody ever looked. What
/// stands before the last act of the period counts as due even when its clock was ahead: nothing falls between two quarters.
[[nodiscard]] ActsDue actsDue(std::span<const AdministratorAct> acts, std::uint64_t reviewedTo, Day periodEnd);

/// Those of `acts` numbered `first` to `last`, both included: what one review covers.
[[nodiscard]] std::span<const AdministratorAct> actsBetween(std::span<const AdministratorAct> acts, std::uint64_t first, std::uint64_t last);

enum class ActsHindrance {
    None,
    NothingDue,
    Administrator, ///< whoever holds the duty now does not look through what the duty did
    OwnActs, ///< one of the acts is the reader's own, though the duty is gone
};
[[nodiscard]] ActsHindrance whyNotReviewActs(std::span<const AdministratorAct> due, PersonId person, const std::set<Role>& roles);

/// SHA-256 over the leaves of the acts one after the other: what a review was signed on. Anybody with the ledger's headers can compute it.
[[nodiscard]] Digest actsDigest(Hasher& hasher, std::span<const AdministratorAct> acts);

} // namespace oxseal
