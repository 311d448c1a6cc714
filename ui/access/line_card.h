// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/identity_reads.h"
#include "storage/reads/review_sheet.h"

namespace oxseal::ui {

class ContextCard;

/// What a reviewer looks at before deciding a line (A10): the person, the permission in plain words, use, peers, the last
/// decision, what changed, each flag with its limit and evidence, conflicts of duties, and the row it all comes from. Of an account that
/// is no person's also its owner, purpose and key age (A14); of one that was in doubt, what was decided (A13).
[[nodiscard]] ContextCard* lineCard(
    const ReviewBasis& basis, const ReviewSheet& sheet, const NonHumanSheet& nonHuman, const IdentityQueue& identities, const LineRow& line);
/// A removal: what was asked for, who says it is done, what proves it.
[[nodiscard]] ContextCard* removalCard(const std::map<PersonId, std::string>& names, const RemovalRow& removal, Day today, const RegrantRow* word = nullptr);
/// A campaign: what was frozen, who signs, how it stands.
[[nodiscard]] ContextCard* campaignCard(const CampaignStatus& status, const std::map<PersonId, std::string>& names);

} // namespace oxseal::ui
