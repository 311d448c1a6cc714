// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_reads.h"

#include <filesystem>
#include <string>

namespace oxseal {

inline constexpr ErrorCode kOpeningNotFirst{"recon.opening_not_first", ErrorClass::Refused};
/// {0} which balance nobody has stated: bank or books.
inline constexpr ErrorCode kOpeningIncomplete{"recon.opening_incomplete", ErrorClass::Refused};
/// The items come to {0}, the balances differ by {1}.
inline constexpr ErrorCode kOpeningUneven{"recon.opening_uneven", ErrorClass::Refused};
inline constexpr ErrorCode kOpeningSigned{"recon.opening_signed", ErrorClass::Refused};
inline constexpr ErrorCode kOpeningNotPrepared{"recon.opening_not_prepared", ErrorClass::Refused};
inline constexpr ErrorCode kOpeningOwnReview{"recon.opening_own_review", ErrorClass::Denied};

/// What the preparer shows for the balances and items: a file, kept with the signature.
struct OpeningSupport
{
    std::string name; ///< "" none
    std::string bytes; ///< or
    std::filesystem::path file{};
};

/// Signs the opening statement of an account's first period (P4), as "preparer" or "reviewer": balances and items as they stand, which must come to
/// each other exactly. The reviewer is another person, and signs the same figures. A later change of a balance or an item makes the signatures void by
/// itself. Permission PrepareReconciliation, for the reviewer ReviewReconciliation. `note` says what was compared.
[[nodiscard]] Status signOpening(
    Workspace& workspace, ReconciliationId id, const std::string& duty, const OpeningSupport& support, const std::string& note);

} // namespace oxseal
