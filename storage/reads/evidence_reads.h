// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/control_reads.h"

#include <string>
#include <vector>

namespace oxseal {

/// One time a piece of evidence was opened (D2, F2).
struct EvidenceOpening
{
    Instant time;
    std::string person; ///< name as recorded today
    std::string reason;
};
/// Latest first; openings made while the workspace was read-only included, once they have been merged.
[[nodiscard]] Result<std::vector<EvidenceOpening>> evidenceOpenings(Database& db, ObjectId object);

/// A piece of evidence as a list shows it.
struct EvidenceListing
{
    EvidenceStatus status;
    std::string attachedBy;
    std::string entity; ///< code; "" for the group
    std::int64_t opened = 0; ///< times, ever
};
[[nodiscard]] Result<std::vector<EvidenceListing>> evidenceListing(Database& db, const PeriodRow& period);

/// What evidence can be attached to in a period: subject and what it is, e.g. "checklist:1.2" and the question.
struct EvidenceSubject
{
    std::string subject;
    std::string words;
};
[[nodiscard]] Result<std::vector<EvidenceSubject>> evidenceSubjects(Database& db, const PeriodRow& period);

} // namespace oxseal
