// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/answer_packet.h"

#include "storage/reads/packet_csv.h"
#include "storage/reads/review_answers.h"

namespace oxseal {
namespace {

std::string named(const CampaignAnswers& all, PersonId person)
{
    const auto found = all.names.find(person);
    return found == all.names.end() ? std::string() : found->second;
}

void add(DescribedCsv& csv, const CampaignAnswers& all, const ReplyView& reply)
{
    for (const ReplyAnswerRow& row : reply.answers) {
        csv.row({std::to_string(reply.pack.campaign.value), std::to_string(reply.pack.id), reply.pack.sha256.hex(), named(all, reply.pack.person), reply.pack.form,
            std::to_string(reply.row.id), reply.row.sha256.hex(), name(reply.row.grade), reply.row.counts ? "true" : "false", reply.row.receivedAt.iso(),
            named(all, reply.row.receivedBy), reply.row.mailFrom, reply.row.mailDate, std::to_string(row.answer.row), name(row.answer.decision), row.answer.code,
            row.answer.target, row.answer.comment, name(row.state), row.stood, row.ruledAt ? named(all, row.ruledBy) : "", row.ruledAt ? row.ruledAt->iso() : "",
            row.ruledWhy});
    }
}

} // namespace

Result<std::vector<PacketFile>> answerPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const std::vector<CampaignStatus> reviews, reviewsOf(workspace.db(), period));
    DescribedCsv csv("access_answers.csv",
        {"campaign", "pack", "pack_sha256", "reviewer", "form", "reply", "reply_sha256", "grade", "counts", "received_at", "received_by", "mail_from", "mail_date", "row",
            "decision", "code", "target", "comment", "answer_state", "stood", "ruled_by", "ruled_at", "ruled_why"});
    bool given = false;
    for (const CampaignStatus& review : reviews) {
        OXSEAL_TRY(const CampaignAnswers all, campaignAnswers(workspace, review.row.id));
        given = given || !all.packs.empty();
        for (const ReplyView& reply : all.replies)
            add(csv, all, reply);
    }
    if (!given)
        return std::vector<PacketFile>();
    DescribedCsv dictionary("dictionary_access_answers.csv", {"file", "column", "meaning"});
    csv.describe(dictionary, "access.column.");
    return std::vector<PacketFile>{csv.file(), dictionary.file("dictionary")};
}

} // namespace oxseal
