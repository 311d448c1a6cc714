// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/processor_reads.h"

namespace oxseal {

inline constexpr ErrorCode kProcessorInvalid{"recon.processor_invalid", ErrorClass::Usage};
inline constexpr ErrorCode kProcessorNotPrepared{"recon.processor_not_prepared", ErrorClass::Refused};
inline constexpr ErrorCode kProcessorSigned{"recon.processor_signed", ErrorClass::Refused};
inline constexpr ErrorCode kProcessorOwnReview{"recon.processor_own_review", ErrorClass::Denied};
inline constexpr ErrorCode kProcessorOwnLimits{"recon.processor_own_limits", ErrorClass::Denied};
inline constexpr ErrorCode kProcessorCause{"recon.processor_cause", ErrorClass::Usage};
inline constexpr ErrorCode kProcessorRetired{"recon.processor_retired", ErrorClass::Refused};

inline constexpr int kMostPayoutTransitDays = 31;
inline constexpr int kMostPayoutWindowDays = 92;

struct NamedProcessor
{
    std::int64_t id = 0;
    bool changed = false; ///< one stood on this account: its words and limits are other ones now
};
/// Says through which clearing account and into which bank account a processor pays, or changes that. Permission PrepareReconciliation.
[[nodiscard]] Result<NamedProcessor> nameProcessor(Workspace& workspace, const ProcessorAccount& processor, const std::string& reason);

/// It is proved no more; what was signed stays. Naming it again takes it back. kProcessorRetired when it is already.
[[nodiscard]] Status retireProcessor(Workspace& workspace, std::int64_t processor, const std::string& reason);

/// Signs the figures as they stand, as "preparer" or "reviewer" (another person, who did not set the limits); the preparer first. When
/// they are not clean, the preparer states a cause (models/recon/unexplained.h), and it stays an open matter.
/// Permission PrepareReconciliation or ReviewReconciliation.
[[nodiscard]] Status signProcessor(
    Workspace& workspace, std::int64_t processor, const PeriodRow& period, const std::string& duty, const std::string& cause, const std::string& note);

} // namespace oxseal
