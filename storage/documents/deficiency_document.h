// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/deficiency_reads.h"

namespace oxseal {

/// What memo and summary are drawn from.
struct DeficiencyPaper
{
    DeficiencyBook book;
    DeficiencyTerms terms;
    Period period;
};
[[nodiscard]] Result<DeficiencyPaper> deficiencyPaper(Workspace& workspace, const PeriodRow& period);

/// The memo on one deficiency (D8, M4): what points at it, the evaluation with its arithmetic, the sums it is part of, the conclusion with
/// the definition and who gave it, the remedy. kNotIssuable names the blank fields: it is issued once a second person has concluded.
[[nodiscard]] Result<Document> deficiencyMemo(const DocumentFrame& frame, const DeficiencyPaper& paper, std::int64_t id);
/// All of them with state, amounts and conclusions, the sums, and the definitions. DRAFT while one has no conclusion; says so when there is none.
[[nodiscard]] Document deficiencySummary(const DocumentFrame& frame, const DeficiencyPaper& paper);

} // namespace oxseal
