// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/exception_reads.h"

#include <optional>
#include <string>

namespace oxseal {

inline constexpr ErrorCode kUnknownDisposition{"recon.unknown_disposition", ErrorClass::Usage};
inline constexpr ErrorCode kDispositionDoesNotFit{"recon.disposition_does_not_fit", ErrorClass::Refused};
inline constexpr ErrorCode kWriteOffTooLarge{"recon.write_off_too_large", ErrorClass::Refused};
inline constexpr ErrorCode kEntryNeedsAccount{"recon.entry_needs_account", ErrorClass::Usage};
inline constexpr ErrorCode kDueInThePast{"recon.due_in_the_past", ErrorClass::Usage};

/// What is decided about an open item. It states all of it: what is left empty here is empty from now on.
struct ExceptionDecision
{
    std::string handle; ///< "L12" or "G5"
    recon::Disposition disposition = recon::Disposition::None;
    std::string owner; ///< login; "" = whoever the account belongs to
    std::optional<Day> due; ///< empty: by the rules
    std::string control; ///< code of the control that should have caught it; "" none
    std::string otherAccount; ///< of the proposed entry; for propose_entry and write_off, and for no other
};

/// Records who deals with an open item, by when, and what becomes of it (C15). The figures of the proof stay as they are, and so do
/// signatures; nothing is posted. Permission PrepareReconciliation; for a write-off ReviewReconciliation. Errors: kNoSuchReconItem,
/// kDispositionDoesNotFit, kWriteOffTooLarge, kEntryNeedsAccount, kNoSuchAccount, kDueInThePast, kNoSuchPerson, kNoSuchControl,
/// kReconPeriodClosed.
[[nodiscard]] Status decideException(
    Workspace& workspace, ReconciliationId id, const ExceptionDecision& decision, const std::string& reason);

} // namespace oxseal
