// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"
#include "models/core/digest.h"
#include "models/core/json.h"

#include <span>

namespace oxseal::access {

inline constexpr ErrorCode kSheetInvalid{"access.sheet_invalid", ErrorClass::Input};
inline constexpr ErrorCode kAnswersInvalid{"access.answers_invalid", ErrorClass::Input};
inline constexpr ErrorCode kAnswerUnknownLine{"access.answer_unknown_line", ErrorClass::Input};
inline constexpr ErrorCode kAnswerTwice{"access.answer_twice", ErrorClass::Input};
inline constexpr ErrorCode kAnswerNone{"access.answer_none", ErrorClass::Input};
inline constexpr ErrorCode kReplyOtherCampaign{"access.reply_other_campaign", ErrorClass::Input};
inline constexpr ErrorCode kReplyOtherPack{"access.reply_other_pack", ErrorClass::Input};
inline constexpr ErrorCode kReplyOtherReviewer{"access.reply_other_reviewer", ErrorClass::Input};

/// A line as it goes out to its reviewer: what is to be decided, and what is looked at before (A10), in words and codes.
struct SheetLine
{
    std::int64_t row = 0; ///< the line's id within the campaign
    std::int64_t stage = 1;
    std::int64_t said = 0; ///< decision that stood in the reviewer's seat when it went out (unsure, not mine); 0: none
    std::string account;
    std::string name; ///< of the account
    std::string subject; ///< employee id; "" nobody
    std::string person; ///< the worker's name, title and department in one line, or owner, purpose and key age of an account that is no person's; "" nobody
    std::string entitlement;
    std::vector<std::string> flags; ///< raised, by name
    std::vector<std::string> unknown; ///< not decidable, by name
    std::string lastUsed; ///< ISO day; "" not known
    std::string peers; ///< "3 of 12"; "" no peers
    std::string earlier; ///< the last review's decision and its day; "" none
    std::vector<std::string> conflicts; ///< of duties, by rule
    // Packs of earlier programs have neither, and what was sent stays as it was:
    std::string means; ///< what the permission lets its holder do, in plain words
    std::string source; ///< line and file of the listing
    friend bool operator==(const SheetLine&, const SheetLine&) = default;
};

/// The content of a pack (A18) and of its XLSX and PDF twins (A19): one reviewer's own undecided lines.
struct AnswerSheet
{
    std::string workspace;
    std::string company;
    std::int64_t campaign = 0;
    std::string system;
    std::string period;
    std::string entity;
    Day asOf; ///< of the listing
    std::string campaignDigest; ///< hexadecimal
    std::string login;
    std::string reviewer; ///< name
    Instant madeAt;
    std::string nonce; ///< 32 hexadecimal digits: no two packs are alike
    std::string replyKey; ///< 32 bytes, with which the reply is closed
    std::vector<SheetLine> lines; ///< by row

    [[nodiscard]] const SheetLine* line(std::int64_t row) const;
    friend bool operator==(const AnswerSheet&, const AnswerSheet&) = default;
};
[[nodiscard]] Json sheetJson(const AnswerSheet& sheet);
/// Strict: exactly the members that sheetJson writes, rows rising. kSheetInvalid names the member.
[[nodiscard]] Result<AnswerSheet> sheetFromJson(const Json& json);

struct Answer
{
    std::int64_t row = 0;
    Decision decision = Decision::Unsure;
    std::string code;
    std::string target;
    std::string comment;
    friend bool operator==(const Answer&, const Answer&) = default;
};

/// What comes back.
struct AnswerSet
{
    std::string pack; ///< SHA-256 of the sheet's canonical JSON, hexadecimal
    std::string campaignDigest;
    std::string login; ///< who says that it is his answer
    Instant answeredAt;
    std::vector<Answer> answers; ///< lines without an answer stay undecided
    friend bool operator==(const AnswerSet&, const AnswerSet&) = default;
};
[[nodiscard]] Json answersJson(const AnswerSet& set);
[[nodiscard]] Result<AnswerSet> answersFromJson(const Json& json); ///< strict; kAnswersInvalid names the member

/// Do the answers fit the sheet: of its campaign and reviewer, at least one, each of one of its lines, no line twice, each with
/// the reason code and target its decision needs (allowedDecision).
[[nodiscard]] Status checkAnswers(const AnswerSheet& sheet, const AnswerSet& set);

/// How sure it is that an answer is the reviewer's (A19), rising.
enum class Grade : std::uint8_t { NotAttested, PaperScan, EmailAttested, SignedPdf, KeySigned };
[[nodiscard]] const char* name(Grade grade) noexcept; ///< "not_attested", "paper_scan", "email_attested", "signed_pdf", "key_signed"
[[nodiscard]] std::optional<Grade> gradeFromName(std::string_view name) noexcept;
/// The least grade that counts for a task by the review policy (member "answers"). kSheetInvalid when it does not say.
[[nodiscard]] Result<Grade> leastGrade(const Json& policy, std::string_view task);

/// What becomes of an answer.
enum class AnswerState : std::uint8_t { Taken, Same, Conflict, Waiting, RuledFor, RuledAgainst };
[[nodiscard]] const char* name(AnswerState state) noexcept; ///< "taken", "same", "conflict", "waiting", "ruled_for", "ruled_against"
[[nodiscard]] std::optional<AnswerState> answerStateFromName(std::string_view name) noexcept;

/// The reviewer's seat as it is found when the answer comes.
struct SeatNow
{
    bool there = false; ///< false: handed over or taken away meanwhile
    std::int64_t decisionId = 0;
    std::optional<Decision> decision;
    std::string target;
};
/// Taken when the seat is as it was when the sheet went out, Same when it says the same already, else Conflict.
[[nodiscard]] AnswerState fateOf(const Answer& answer, const SheetLine& line, const SeatNow& seat) noexcept;

} // namespace oxseal::access
