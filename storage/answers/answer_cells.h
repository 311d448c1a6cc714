// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/answer_sheet.h"

#include <array>

namespace oxseal {

/// What the workbook and the form of an answer sheet (A19) have in common: the line as it is shown, and the places of its answer.
inline constexpr std::size_t kLockedCells = 10; ///< before the answer
inline constexpr std::size_t kAnswerCells = kLockedCells + 4;

/// The words above the cells: line, account, account's name, person, permission, flags, last use, peers, last decision, conflicts;
/// decision, reason, what it is reduced to, comment.
[[nodiscard]] std::array<std::string, kAnswerCells> answerHeads();
/// The line's own cells, in the order of the heads.
[[nodiscard]] std::array<std::string, kLockedCells> lockedCells(const access::SheetLine& line);

/// Value and words of each decision, in their order.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> decisionChoices();
/// Value and words of each reason code.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> reasonChoices();

/// What stands in the four places of a line's answer.
struct AnswerWords
{
    std::string decision;
    std::string code;
    std::string target;
    std::string comment;

    [[nodiscard]] bool blank() const; ///< not answered
    /// The answer they are; nullopt when the decision is none. Some programs keep the words of a choice instead of its value: both are
    /// understood, in either case. A code that is none is left for checkAnswers to name.
    [[nodiscard]] std::optional<access::Answer> answer(std::int64_t row) const;
};

} // namespace oxseal
