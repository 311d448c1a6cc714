// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "storage/reads/access_reads.h"

namespace oxseal::cli {

/// review claim, order-again, regrant-ask, regrant-accept, contest, contest-approve, verify.
void addReviewRemovalVerbs(Registry& verbs);
[[nodiscard]] Json removalJson(const RemovalRow& row);

} // namespace oxseal::cli
