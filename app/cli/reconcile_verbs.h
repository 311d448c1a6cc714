// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "storage/reads/recon_reads.h"

namespace oxseal::cli {

/// The reconciliation of --entity, --account and --period, or of --id.
[[nodiscard]] Result<ReconRow> chosenReconciliation(const Call& call, Workspace& workspace);
/// A number that must be given, such as --pair 3.
[[nodiscard]] Result<std::int64_t> requiredNumber(const Call& call, const char* option);
/// What somebody signs --as: preparer or reviewer.
[[nodiscard]] Result<std::string> dutyOption(const Call& call);
[[nodiscard]] Result<int> checkSheetVerb(Call& call); ///< reconcile sheet-check
void addOpeningVerbs(Registry&); // reconcile opening, opening-sign
void addReconcileVerbs(Registry&); // reconcile, called by addMatchVerbs

} // namespace oxseal::cli
