// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/limit_reads.h"

namespace oxseal {

inline constexpr ErrorCode kLimitSame{"recon.limit_same", ErrorClass::Refused};

/// Sets what is asked of one account otherwise than the policy asks of all; without any limit it is given back to the policy. All of them
/// are stated each time. What may be written off or closed by rule can only be tighter than the policy. An account that a rule
/// closed is opened again. Permission ReviewReconciliation: who prepares an account does not set its limits. Gives the version. Errors: those
/// of recon::checkLimits, kNoSuchAccount, kLimitSame.
[[nodiscard]] Result<int> setAccountLimits(
    Workspace& workspace, const std::string& entity, const std::string& account, const recon::AccountLimits& limits, const std::string& reason);

} // namespace oxseal
