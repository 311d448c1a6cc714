// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/answer_sheet.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

struct PackRow
{
    std::int64_t id = 0;
    CampaignId campaign;
    PersonId person;
    std::string form; ///< "sealed", "xlsx", "pdf"
    Digest sha256; ///< of the content's canonical JSON
    Digest campaignDigest;
    ObjectId object; ///< the content
    std::int64_t lines = 0;
    Instant madeAt;
    PersonId madeBy;
};

struct ReplyRow
{
    std::int64_t id = 0;
    std::int64_t pack = 0;
    Digest sha256; ///< of the reply's bytes
    ObjectId object;
    std::string fileName;
    access::Grade grade = access::Grade::NotAttested;
    bool counts = false; ///< the grade was enough
    ObjectId evidence; ///< the e-mail or scan; 0: none
    std::string mailFrom;
    std::string mailDate; ///< as its header has it
    Instant receivedAt;
    PersonId receivedBy;
};

struct ReplyAnswerRow
{
    std::int64_t reply = 0;
    std::int64_t stage = 1;
    access::Answer answer;
    access::AnswerState state = access::AnswerState::Taken;
    std::string stood; ///< of a conflict: what stood there, in words
    std::int64_t decisionId = 0; ///< what was made of it; 0: nothing
    std::optional<Instant> ruledAt;
    PersonId ruledBy;
    std::string ruledWhy;
};

/// SQL of packs, replies and answers. Writers are called inside a unit of work only.
namespace answer_repo {

[[nodiscard]] Result<std::int64_t> insertPack(Database& db, const PackRow& row);
[[nodiscard]] Result<std::vector<PackRow>> packs(Database& db, CampaignId campaign); ///< by id
[[nodiscard]] Result<std::optional<PackRow>> packByDigest(Database& db, const Digest& sha256);
[[nodiscard]] Result<std::optional<PackRow>> packById(Database& db, std::int64_t id);

[[nodiscard]] Result<std::int64_t> insertReply(Database& db, const ReplyRow& row);
/// Another grade with other evidence; whether it counts now.
[[nodiscard]] Status raiseReply(Database& db, const ReplyRow& row);
[[nodiscard]] Result<std::vector<ReplyRow>> replies(Database& db, CampaignId campaign); ///< by id
[[nodiscard]] Result<std::optional<ReplyRow>> replyById(Database& db, std::int64_t id);

[[nodiscard]] Status insertAnswer(Database& db, const ReplyAnswerRow& row);
[[nodiscard]] Status updateAnswer(Database& db, const ReplyAnswerRow& row); ///< state, what stood, decision and ruling
[[nodiscard]] Result<std::vector<ReplyAnswerRow>> answers(Database& db, std::int64_t reply); ///< by row
/// Rows of the campaign with a conflict that nobody has ruled on.
[[nodiscard]] Result<std::vector<std::int64_t>> openConflicts(Database& db, CampaignId campaign);

/// A part of a unit of work that may fail by itself.
[[nodiscard]] Status beginPart(Database& db);
[[nodiscard]] Status keepPart(Database& db);
[[nodiscard]] Status undoPart(Database& db);

} // namespace answer_repo
} // namespace oxseal
