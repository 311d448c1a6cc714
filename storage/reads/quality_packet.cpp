// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/quality_packet.h"

#include "storage/reads/packet_csv.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/review_quality.h"
#include "storage/repos/packet_repo.h"

namespace oxseal {
namespace {

using access::ReviewerQuality;

/// Ranges wide enough that the number of cards, which the decisions of the packet tell by name, names nobody.
std::string rangeOf(std::int64_t cards)
{
    return cards == 0 ? "0" : cards < 10 ? "1-9" : cards < 50 ? "10-49" : cards < 200 ? "50-199" : "200+";
}

std::string tens(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? std::string() : std::to_string((part * 100 + whole * 5) / (whole * 10) * 10);
}

class QualityTable
{
public:
    QualityTable(const ReviewPolicyInForce& policy, std::int64_t packet) : policy_(policy), packet_(packet) { }

    Status add(Workspace& workspace, const CampaignRow& campaign, const std::map<std::string, PersonId>& ids, Day today)
    {
        OXSEAL_TRY(const auto mode, quality_repo::modeOn(workspace.db(), campaign.entity, today));
        OXSEAL_TRY(const auto parts, reviewerParts(workspace, campaign, policy_.limits));
        const access::QualitySheet sheet = access::qualitySheet(parts, policy_.limits);
        const char* word = name(mode ? mode->mode : access::QualityMode::Off);
        const std::int64_t rest = sheet.off + sheet.unfinished + sheet.hidden;
        if (sheet.named.empty() && !sheet.group)
            row(campaign, word, "", {}, rest);
        for (const access::ReviewerPart& part : sheet.named) {
            OXSEAL_TRY(const std::string who, reviewerPseudonym(*mode, packet_, ids.at(part.reviewer)));
            row(campaign, word, who, part.quality, rest);
        }
        if (sheet.group)
            row(campaign, word, "group", *sheet.group, rest);
        return {};
    }
    [[nodiscard]] const DescribedCsv& csv() const { return csv_; }

private:
    void row(const CampaignRow& campaign, const char* mode, const std::string& who, const std::optional<ReviewerQuality>& quality, std::int64_t rest)
    {
        const ReviewerQuality none;
        const ReviewerQuality& one = quality ? *quality : none;
        csv_.row({std::to_string(campaign.id.value), mode, who, quality ? std::to_string(one.reviewers) : "0", rangeOf(one.measured),
            tens(one.fast, one.measured), one.measured == 0 ? "" : std::to_string((one.medianTime() + 2500) / 5000 * 5), tens(one.withContext, one.measured),
            policy_.sha256.hex(), std::to_string(rest)});
    }

    const ReviewPolicyInForce& policy_;
    std::int64_t packet_;
    DescribedCsv csv_{"access_reviewer_quality.csv",
        {"campaign", "quality_mode", "who", "reviewers", "measured_cards", "fast_percent", "median_seconds", "context_percent", "limits_sha256", "not_shown"}};
};

} // namespace

Result<std::vector<PacketFile>> qualityPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const std::vector<CampaignStatus> reviews, reviewsOf(db, period));
    if (reviews.empty())
        return std::vector<PacketFile>();
    const Day today = workspace.environment().clock.now().day();
    OXSEAL_TRY(const ReviewPolicyInForce policy, reviewPolicyOn(db, today));
    OXSEAL_TRY(const std::vector<PacketRow> packets, packet_repo::all(db));
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    std::map<std::string, PersonId> ids;
    for (const Person& person : people)
        ids[person.login] = person.id;
    QualityTable table(policy, std::ssize(packets) + 1);
    for (const CampaignStatus& review : reviews)
        OXSEAL_CHECK(table.add(workspace, review.row, ids, today));
    DescribedCsv dictionary("dictionary_access_quality.csv", {"file", "column", "meaning"});
    table.csv().describe(dictionary, "access.column.");
    return std::vector<PacketFile>{table.csv().file(), dictionary.file("dictionary")};
}

} // namespace oxseal
