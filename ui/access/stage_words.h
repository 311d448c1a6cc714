// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/review_sheet.h"
#include "ui/common/table_data.h"

#include <QString>

#include <map>
#include <memory>

namespace oxseal::ui {

class ContextCard;

/// The words of stages on the screen.
[[nodiscard]] QString stageKindWord(access::StageKind kind); ///< "Manager", "System owner" …
[[nodiscard]] QString quorumWord(access::Quorum quorum);
[[nodiscard]] QString stageLinesWord(access::StageLines lines);
/// What happens when the stage is late: "Ben is told", "Ben takes over", "the campaign owner sees it".
[[nodiscard]] QString lateWord(const StageRow& stage, const std::map<PersonId, std::string>& names);

/// Where a line stands: "Stage 2 of 3, System owner", "Disagreement", "Through".
[[nodiscard]] QString standingWord(const ReviewSheet& sheet, const LineRow& line);
/// The stages of a campaign, a row each; handles are their numbers.
[[nodiscard]] std::shared_ptr<ListData> stageTable(const ReviewSheet& sheet);
[[nodiscard]] ContextCard* stageCard(const ReviewSheet& sheet, const StageStatus& stage);
/// Every seat of the line with its decision, stage by stage.
void addStages(ContextCard& card, const ReviewSheet& sheet, const LineRow& line);

} // namespace oxseal::ui
