// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/access_reads.h"
#include "storage/repos/answer_repo.h"

namespace oxseal {

inline constexpr ErrorCode kNoSuchReply{"access.no_such_reply", ErrorClass::Usage};
inline constexpr ErrorCode kNothingToAnswer{"access.nothing_to_answer", ErrorClass::Refused};

/// Binds pack and reply to one campaign: SHA-256 over workspace, campaign, period, system, entity, shape, day and Merkle root.
[[nodiscard]] Digest campaignDigest(const std::string& workspace, const CampaignRow& campaign, const std::string& period);

/// The lines that are the person's to decide now, with what is looked at before; nonce and reply key are drawn. kNothingToAnswer
/// when there are none.
[[nodiscard]] Result<access::AnswerSheet> answerSheetFor(Workspace& workspace, CampaignId campaign, const std::string& login);
/// What was sent.
[[nodiscard]] Result<access::AnswerSheet> sentSheet(Workspace& workspace, const PackRow& pack);

struct ReplyView
{
    ReplyRow row;
    PackRow pack;
    std::vector<ReplyAnswerRow> answers;
    [[nodiscard]] std::int64_t count(access::AnswerState state) const;
};
/// Packs and replies of a campaign.
struct CampaignAnswers
{
    std::vector<PackRow> packs;
    std::vector<ReplyView> replies;
    access::Grade least = access::Grade::KeySigned; ///< that counts by today's policy
    std::map<PersonId, std::string> logins;
    std::map<PersonId, std::string> names;

    /// The newest of its person: the one that may be answered.
    [[nodiscard]] bool newest(const PackRow& pack) const;
};
[[nodiscard]] Result<CampaignAnswers> campaignAnswers(Workspace& workspace, CampaignId campaign);

} // namespace oxseal
