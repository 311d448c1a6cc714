// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <string>
#include <vector>

namespace oxseal {

/// A document and where it stands in the packet, e.g. "documents/access-review-3-ERP.pdf".
struct NamedDocument
{
    std::string path;
    Document document;
};

/// The documents of a period that go into its packet: a binder of reconciliations for each entity that has one, the report of each review, the
/// hand-over statement, the scoping memo, the report and the memo on duties, the summary of deficiencies and a memo on each that is concluded. `created` is written into them. What has not been begun gives no document.
[[nodiscard]] Result<std::vector<NamedDocument>> periodDocuments(Workspace& workspace, const PeriodRow& period, Instant created);

} // namespace oxseal
