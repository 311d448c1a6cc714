// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/schedule_reads.h"

namespace oxseal {

/// Not signed by two people as it stands.
[[nodiscard]] bool isDraft(const ScheduleView& view);

/// The blocks of one schedule, as they stand alone or in the binder: the balance beside the lines, the roll-forward, the balance by age,
/// every line with its support and its standing (what was carried and not re-examined is marked), what stands against it, its files
/// and who signed.
void addSchedule(Document& document, const DocumentFrame& frame, const ScheduleView& view);

/// One schedule as a report; DRAFT until preparer and reviewer have signed it.
[[nodiscard]] Document scheduleDocument(const DocumentFrame& frame, const ScheduleView& view);

} // namespace oxseal
