// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/non_human_reads.h"

namespace oxseal {

/// Neither an owner nor a purpose was given.
inline constexpr ErrorCode kNothingStated{"access.nothing_stated", ErrorClass::Usage};
/// {0} account, {1} review
inline constexpr ErrorCode kNotInListing{"access.not_in_listing", ErrorClass::Usage};

/// What a person says of an account where the listing is silent.
struct AccountStatement
{
    std::string account;
    std::optional<std::string> owner; ///< employee id or e-mail address of a worker who has not left; "" takes back what was stated
    std::optional<std::string> purpose; ///< "" takes back what was stated
};

/// States owner or purpose of an account in an open review (A14). It stands in the reviews of the system that are opened from now on, until
/// somebody states it anew; the flags of this one were frozen when it was opened. Permission DecideAccess. Errors: kNothingStated,
/// kNotInListing, those of access::mayState; a review that is not open.
[[nodiscard]] Status stateAccount(Workspace& workspace, CampaignId campaign, const AccountStatement& statement, const std::string& reason);

} // namespace oxseal
