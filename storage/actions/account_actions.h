// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/account_reads.h"

#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kRulesNotApproved{"recon.rules_not_approved", ErrorClass::Refused};
inline constexpr ErrorCode kNothingUnsampled{"recon.nothing_unsampled", ErrorClass::Refused};
inline constexpr ErrorCode kSeedMissing{"recon.seed_missing", ErrorClass::Usage};
inline constexpr ErrorCode kNotSampled{"recon.not_sampled", ErrorClass::Usage};
inline constexpr ErrorCode kLookedAlready{"recon.looked_already", ErrorClass::Refused};
inline constexpr ErrorCode kLooksAtOwn{"recon.looks_at_own", ErrorClass::Denied};
inline constexpr ErrorCode kNoSuchAccount{"recon.no_such_account", ErrorClass::Usage};

/// Says what kind of balance an account holds and whether it is a key account; opens again what a rule closed on the old
/// word. Permission PrepareReconciliation.
[[nodiscard]] Status setAccountTrait(Workspace& workspace, const std::string& entity, const std::string& account, recon::AccountClass kind,
    bool key, const std::string& reason);

struct CloseOutcome
{
    std::int64_t run = 0;
    std::vector<std::string> closed; ///< accounts
    std::vector<CloseCandidate> refused;
};
/// Closes the accounts of an entity that the approved rule lets pass, and keeps what it refused with every condition that
/// failed (C9). The accounts are listed, sampled and opened again by any change. Permission PrepareReconciliation. Errors:
/// kRulesNotApproved while nobody of the company approved the rules, kNoTrialBalance, kReconPeriodClosed.
[[nodiscard]] Result<CloseOutcome> autoClose(
    Workspace& workspace, const std::string& entity, const PeriodRow& period, const std::string& reason);

/// Draws from what was closed since the sample before, by a seed that somebody else or a published value supplies. The digest
/// of the population is fixed by what was closed, so that no seed can be shopped for. Permission ReviewReconciliation. Gives
/// the sample's number.
[[nodiscard]] Result<std::int64_t> drawSampleOfCloses(
    Workspace& workspace, const PeriodRow& period, const std::string& seed, const std::string& reason);

/// What a person who did not ask the rule says of a sampled account; `wrong` opens it again. `reason` says what was looked at.
/// Permission ReviewReconciliation.
[[nodiscard]] Status lookAtClose(Workspace& workspace, std::int64_t close, bool agrees, const std::string& reason);

} // namespace oxseal
