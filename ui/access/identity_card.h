// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/identity_actions.h"
#include "storage/reads/review_sheet.h"
#include "ui/common/table_data.h"

#include <memory>
#include <optional>

class QWidget;

namespace oxseal::ui {

class ContextCard;

/// The queue of doubtful identities (A13) as a table; handles: the account's first row of the listing.
[[nodiscard]] std::shared_ptr<ListData> identityTable(const ReviewBasis& basis, const IdentityQueue& queue);
/// The account of the queue at a handle; null: none.
[[nodiscard]] const IdentityLine* identityAt(const ReviewBasis& basis, const IdentityQueue& queue, const QString& handle);
/// The account of the queue that a line is of; null: there is no doubt about it.
[[nodiscard]] const IdentityLine* identityOf(const ReviewBasis& basis, const IdentityQueue& queue, const LineRow& line);
/// "It is Mary Moran (E3). Decided by … on … because …", and since when it counts.
[[nodiscard]] QString decisionWords(const ReviewSheet& sheet, const IdentityDecisionRow& decision);
/// What the listing states, who it may be, and what was decided, by whom, when and why.
[[nodiscard]] ContextCard* identityCard(const ReviewBasis& basis, const ReviewSheet& sheet, const IdentityLine& line);
/// Why the viewer may not decide about it, whatever his duties; "" when he may. `self`: his employee id.
[[nodiscard]] QString whyNotIdentify(const ReviewBasis& basis, const ReviewSheet& sheet, const IdentityLine* line, bool same, const std::string& self);

struct IdentifiedHere
{
    IdentityVerdict verdict;
    std::string reason;
};
/// Asks which worker it is, or is not; nullopt when the person went back.
[[nodiscard]] std::optional<IdentifiedHere> askToIdentify(QWidget* parent, const ReviewBasis& basis, const IdentityLine& line, bool same);

} // namespace oxseal::ui
