// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/review_answers.h"

#include <filesystem>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kReplyUnknownPack{"access.reply_unknown_pack", ErrorClass::Input};
inline constexpr ErrorCode kReplyOldPack{"access.reply_old_pack", ErrorClass::Refused};
inline constexpr ErrorCode kReplyUnreadable{"access.reply_unreadable", ErrorClass::Input};
inline constexpr ErrorCode kPackFile{"access.pack_file", ErrorClass::Internal};
inline constexpr ErrorCode kMailNoAddress{"access.mail_no_address", ErrorClass::Refused};
inline constexpr ErrorCode kMailOtherSender{"access.mail_other_sender", ErrorClass::Input};
inline constexpr ErrorCode kMailOtherTime{"access.mail_other_time", ErrorClass::Input};
inline constexpr ErrorCode kMailWithoutReply{"access.mail_without_reply", ErrorClass::Input};
inline constexpr ErrorCode kRulingNone{"access.ruling_none", ErrorClass::Refused};
inline constexpr ErrorCode kRulingInvolved{"access.ruling_involved", ErrorClass::Denied};

struct PackMade
{
    std::int64_t id = 0;
    access::AnswerSheet sheet; ///< for the writers of workbooks and forms
    std::string bytes; ///< of a sealed pack; "" for the other forms
};
/// Gives one reviewer's open lines out as a file: "sealed" to the own key (A18), or as the content of an "xlsx" or "pdf" (A19).
/// It takes the place of earlier packs of the same person and campaign. Permission RunReview.
[[nodiscard]] Result<PackMade> makePack(
    Workspace& workspace, CampaignId campaign, const std::string& login, const std::string& form, const std::string& reason);

struct ReplyFile
{
    std::string name;
    std::string bytes;
    std::string mail{}; ///< the e-mail it came with (.eml), as evidence; "" none
    std::string scan{}; ///< a scan of the signed paper it was copied from, as evidence; "" none
};
/// Reads a reply and what came with it from files; "" for what there is not. kReplyUnreadable names the file.
[[nodiscard]] Result<ReplyFile> readReply(const std::filesystem::path& reply, const std::filesystem::path& mail, const std::filesystem::path& scan);

struct MergeOutcome
{
    std::int64_t reply = 0;
    std::string login;
    access::Grade grade = access::Grade::NotAttested;
    bool already = false; ///< merged before; nothing has changed
    bool counts = false; ///< false: below the policy's least grade; the answers wait
    std::int64_t taken = 0;
    std::int64_t same = 0;
    std::int64_t conflicts = 0;
    std::int64_t waiting = 0;
    std::int64_t unanswered = 0;
    std::string note{}; ///< why a signature on the reply does not count, in words; "" nothing to say
};
/// Writes what a pack's form is: the sealed bytes, the workbook, or the PDF (drawn by a child process).
[[nodiscard]] Status savePack(const PackMade& made, const std::string& form, const std::filesystem::path& file);

/// Takes a reply in: each answer becomes the reviewer's decision, confirms one that is there, or is a conflict that needs a
/// ruling; none is lost. Refused as a whole: another campaign's, another person's, a changed or replaced pack, a key that is not
/// the reviewer's present one, a review that is not open. The same reply with better proof raises its grade, and what waited
/// counts then. Permission RunReview.
[[nodiscard]] Result<MergeOutcome> mergeReply(Workspace& workspace, const ReplyFile& file, const std::string& reason);

struct Ruling
{
    std::int64_t reply = 0;
    std::vector<std::int64_t> rows; ///< with a conflict; empty: all of the reply's
    bool forAnswer = false; ///< the answer becomes the decision; else what stands there stays
};
/// By a controller or chief officer who is neither the reviewer nor has decided what stands. All rows or none.
[[nodiscard]] Status ruleAnswers(Workspace& workspace, const Ruling& ruling, const std::string& reason);

} // namespace oxseal
