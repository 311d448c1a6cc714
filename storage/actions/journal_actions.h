// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/journal_reads.h"

#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoJournals{"recon.no_journals", ErrorClass::Refused};
inline constexpr ErrorCode kNoSuchHit{"recon.no_such_hit", ErrorClass::Usage};
inline constexpr ErrorCode kUnknownOutcome{"recon.unknown_outcome", ErrorClass::Usage};
inline constexpr ErrorCode kDecidesOwnEntry{"recon.decides_own_entry", ErrorClass::Denied};

/// explained, corrected, escalated
[[nodiscard]] const std::vector<std::string>& journalOutcomes();

/// What a person says of entries that a test picked out; the reason is kept. Several entries only for one test. Nobody decides
/// about an entry that was created or approved under the own login, name, employee id or e-mail
/// address (as the roster has it). Permission ReviewReconciliation. The decision holds for the
/// entries as they are: when a later listing has another content, they wait again.
[[nodiscard]] Status decideJournals(Workspace& workspace, const std::string& entity, const PeriodRow& period, recon::JournalTest test,
    const std::vector<std::string>& entries, const std::string& outcome, const std::string& reason);

/// States how the books of an entity begin a fiscal year (recon::YearOpening); both texts empty take the statement back. The last one counts, in
/// every first quarter. Permission ReviewReconciliation. kYearOpeningInvalid.
[[nodiscard]] Status stateJournalYear(Workspace& workspace, const std::string& entity, const std::string& resultAccounts, const std::string& into, const std::string& reason);

} // namespace oxseal
