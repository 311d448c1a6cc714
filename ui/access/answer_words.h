// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/review_answers.h"
#include "storage/reads/review_sheet.h"
#include "ui/common/table_data.h"

#include <memory>
#include <optional>

namespace oxseal::ui {

class ContextCard;

/// Answers from outside (A18, A19) on the screen.
[[nodiscard]] QString gradeWord(access::Grade grade);
[[nodiscard]] QString answerStateWord(access::AnswerState state);

/// One answer of a reply, found by its handle "reply/row".
struct ChosenAnswer
{
    const ReplyView* reply = nullptr;
    const ReplyAnswerRow* answer = nullptr;
};
[[nodiscard]] ChosenAnswer answerAt(const CampaignAnswers& answers, const QString& handle);

/// What went out and has not come back, and how sure an answer must be: one paragraph above the table.
[[nodiscard]] QString answersNotice(const CampaignAnswers& answers, const ReviewSheet& sheet);
/// A row for each answer, those that need somebody first.
[[nodiscard]] std::shared_ptr<ListData> answersTable(const CampaignAnswers& answers, const ReviewSheet& sheet);
/// Both values of an answer, its reply and how it was settled.
[[nodiscard]] ContextCard* answerCard(const CampaignAnswers& answers, const ReviewSheet& sheet, const ChosenAnswer& chosen);

/// Whose lines go out and how; nullopt: not now. `reviewers` have something to decide.
struct PackAnswer
{
    Person reviewer;
    std::string form; ///< "sealed", "pdf", "xlsx"
    std::string reason;
};
[[nodiscard]] std::optional<PackAnswer> askPack(QWidget* parent, const std::vector<Person>& reviewers);
/// The file that came back and the proof with it; nullopt: not now.
struct ReplyAnswer
{
    QString file;
    QString mail; ///< "" none
    QString scan; ///< "" none
    std::string reason;
};
[[nodiscard]] std::optional<ReplyAnswer> askReply(QWidget* parent);
struct RulingAnswer
{
    bool forAnswer = false;
    std::string reason;
};
[[nodiscard]] std::optional<RulingAnswer> askRuling(QWidget* parent, const ReviewSheet& sheet, const ChosenAnswer& chosen);

} // namespace oxseal::ui
