// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

/// data/report_versions.csv, conclusion.csv, open_matters.csv, icfr_changes.csv, certification.csv and their dictionary.
/// The signed PDFs stand outside the manifest: signedDocuments() names their objects.
[[nodiscard]] Result<std::vector<PacketFile>> certificationPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
