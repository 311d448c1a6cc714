// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"
#include "models/access/revocation.h"
#include "storage/reads/review_sheet.h"
#include "ui/shell/theme.h"

#include <QString>

#include <utility>
#include <vector>

namespace oxseal::ui {

/// The words of access reviews on the screen.
[[nodiscard]] QString stateWord(access::CampaignState state);
[[nodiscard]] Mark stateMark(access::CampaignState state);
[[nodiscard]] QString shapeWord(access::Shape shape);
[[nodiscard]] QString shapeHint(access::Shape shape);
[[nodiscard]] QString flagWord(access::LineFlag flag);
[[nodiscard]] QString decisionWord(access::Decision decision); ///< "Keep", "Revoke" …
[[nodiscard]] Mark decisionMark(access::Decision decision);
[[nodiscard]] QString removalWord(const std::string& state);
[[nodiscard]] QString removalWord(const RemovalRow& removal); ///< how a re-grant came to an end, too
[[nodiscard]] Mark removalMark(const RemovalRow& removal, Day today);
[[nodiscard]] QString matchedWord(const std::string& matchedBy);
[[nodiscard]] QString doubtWord(access::Doubt doubt);
[[nodiscard]] QString changeWord(access::Change change); ///< "Level raised", "Account status changed" …
[[nodiscard]] QString codeWord(const std::string& code); ///< of a reason code; codes not known are shown as they are
/// Reason codes offered for a decision, as they are recorded, with their words; none for keep.
[[nodiscard]] std::vector<std::pair<std::string, QString>> reasonCodes(access::Decision decision);

/// Raised flags, the gravest first.
[[nodiscard]] std::vector<access::LineFlag> raisedFlags(const access::LineFlags& flags);
/// What a line's flags come to in the cell of a table: the gravest one's word, "+2" where there are two more, and its mark. A line of which
/// nobody has said whether it is privileged says so among them.
[[nodiscard]] std::pair<Mark, QString> flagsCell(const LineRow& line);
[[nodiscard]] QString privilegeUnknownWord();
/// The level of a permission in plain words: "may change it", "may only look".
[[nodiscard]] QString levelWords(std::string_view level);

} // namespace oxseal::ui
