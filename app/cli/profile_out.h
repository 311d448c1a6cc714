// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "storage/actions/profile_proposal.h"

#include <iosfwd>

namespace oxseal::cli {

/// The profile that fits, or nearly fits, with its evidence and how to run the report completely.
void printProposal(std::ostream& out, const ProfileProposal& proposal);
/// A profile before there is a file: its reports, the columns they need, how to run them.
void printProfile(std::ostream& out, const ProfileProposal& profile);
/// {id, version, system, report, fits, recognised, columns, standing, source, checked, files[…], strangers, lacking, complete, quirks}
[[nodiscard]] Json proposalJson(const ProfileProposal& proposal);

} // namespace oxseal::cli
