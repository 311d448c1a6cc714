// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/identity_reads.h"

namespace oxseal {

/// Whoever may be the person concerned does not decide whose account it is. {0} login
inline constexpr ErrorCode kIdentityOwn{"access.identity_own", ErrorClass::Denied};
/// The listing leaves no doubt, or the account is nobody's by nature. {0} account
inline constexpr ErrorCode kIdentityCertain{"access.identity_certain", ErrorClass::Refused};
/// It is decided so already. {0} account, {1} worker
inline constexpr ErrorCode kIdentityDecided{"access.identity_decided", ErrorClass::Refused};

struct IdentityVerdict
{
    std::string account;
    std::string employeeId; ///< a worker of the review's roster
    bool same = true; ///< the account is that worker's; false: it is not
};

/// Decides whose account of the queue it is (A13), by somebody who is none of the workers it may be; a later decision about the same
/// worker, or that it is another's, takes the place of an earlier one. It counts in the reviews, amendments and checks of duties that
/// begin from now on, for as long as the listing states the account as it does; what is frozen stays as it is. Permission RunReview.
/// Errors: kIdentityOwn, kIdentityCertain, kIdentityDecided, access::kNoSuchWorker, kNotInListing, a cancelled review.
[[nodiscard]] Status decideIdentity(Workspace& workspace, CampaignId campaign, const IdentityVerdict& verdict, const std::string& reason);

} // namespace oxseal
