// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/review_quality.h"

#include "storage/crypto/hash.h"
#include "storage/crypto/kdf.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/rule_packs.h"

#include <algorithm>
#include <tuple>

namespace oxseal {
namespace {

using access::QualityMode;

/// Decisions and showings of one person in a campaign.
struct Work
{
    std::vector<access::JudgedLine> lines;
    QualityMode recorded = QualityMode::ByName; ///< the strictest mode under which something was recorded
};

Result<std::map<PersonId, Work>> workOf(Database& db, CampaignId campaign)
{
    OXSEAL_TRY(const std::vector<JudgedRow> judged, quality_repo::judged(db, campaign));
    OXSEAL_TRY(const std::vector<ShowingRow> showings, quality_repo::showings(db, campaign));
    std::map<std::tuple<PersonId, std::int64_t, std::int64_t>, std::vector<access::Showing>> shown;
    std::map<PersonId, Work> out;
    for (const ShowingRow& one : showings) {
        shown[{one.reviewer, one.row, one.stage}].push_back(one.showing);
        Work& work = out[one.reviewer];
        work.recorded = access::stricter(work.recorded, one.mode);
    }
    for (const JudgedRow& row : judged) {
        access::JudgedLine line;
        line.card = row.subject.empty() ? "account:" + row.account : "person:" + row.subject;
        line.flags = row.flags;
        line.decision = row.decision;
        line.together = row.bulk;
        const auto found = shown.find({row.reviewer, row.row, row.stage});
        if (found != shown.end())
            line.shown = found->second;
        out[row.reviewer].lines.push_back(std::move(line));
    }
    return out;
}

Result<Json> policyJson(const ReviewPolicyRow* row)
{
    return row == nullptr ? resourceJson(":/rules/review_policy.json") : parseJson(row->body);
}

} // namespace

Result<ReviewPolicyInForce> reviewPolicyOn(Database& db, Day day)
{
    OXSEAL_TRY(const std::vector<ReviewPolicyRow> versions, quality_repo::policies(db));
    const ReviewPolicyRow* chosen = nullptr;
    for (const ReviewPolicyRow& one : versions) {
        const bool counts = one.approvedAt && one.effective <= day;
        if (counts && (chosen == nullptr || one.effective >= chosen->effective))
            chosen = &one;
    }
    ReviewPolicyInForce out;
    OXSEAL_TRY(out.json, policyJson(chosen));
    out.id = chosen == nullptr ? 0 : chosen->id;
    out.effective = chosen != nullptr ? chosen->effective : Day::fromIso(out.json["effective"].toString()).value_or(Day());
    out.sha256 = sha256(canonicalJson(out.json));
    OXSEAL_TRY(out.limits, access::qualityLimits(out.json));
    OXSEAL_TRY(out.duties, sod::dutyLimits(out.json));
    return out;
}

Result<std::vector<access::ReviewerPart>> reviewerParts(
    Workspace& workspace, const CampaignRow& campaign, const access::QualityLimits& limits)
{
    Database& db = workspace.db();
    const Day today = workspace.environment().clock.now().day();
    OXSEAL_TRY(const std::optional<QualityModeRow> mode, quality_repo::modeOn(db, campaign.entity, today));
    OXSEAL_TRY(const auto work, workOf(db, campaign.id));
    OXSEAL_TRY(const auto undecided, quality_repo::undecided(db, campaign.id));
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    std::vector<access::ReviewerPart> out;
    for (const Person& person : people) {
        const auto own = work.find(person.id);
        if (own == work.end() || own->second.lines.empty())
            continue;
        access::ReviewerPart& part = out.emplace_back();
        part.reviewer = person.login;
        part.mode = mode ? access::stricter(mode->mode, own->second.recorded) : QualityMode::Off;
        part.finished = std::none_of(undecided.begin(), undecided.end(), [&](const auto& one) { return one.first == person.id; });
        if (part.mode != QualityMode::Off)
            part.quality = access::qualityOf(own->second.lines, limits);
    }
    return out;
}

Result<ReviewQuality> reviewQuality(Workspace& workspace, CampaignId campaign)
{
    Database& db = workspace.db();
    ReviewQuality out;
    const Day today = workspace.environment().clock.now().day();
    OXSEAL_TRY(out.campaign, campaignById(db, campaign));
    OXSEAL_TRY(out.policy, reviewPolicyOn(db, today));
    OXSEAL_TRY(out.mode, quality_repo::modeOn(db, out.campaign.entity, today));
    OXSEAL_TRY(const std::vector<access::ReviewerPart> parts, reviewerParts(workspace, out.campaign, out.policy.limits));
    for (const access::ReviewerPart& part : parts) {
        if (part.reviewer == workspace.actor().login && part.mode != QualityMode::Off)
            out.own = part;
    }
    out.seesOthers = allowed(workspace.actor().roles, Permission::DisposeMatter);
    if (out.seesOthers)
        out.sheet = access::qualitySheet(parts, out.policy.limits);
    return out;
}

Result<std::string> reviewerPseudonym(const QualityModeRow& mode, std::int64_t packet, PersonId person)
{
    const std::string about = "oxseal reviewer 1/" + std::to_string(packet) + "/" + std::to_string(person.value);
    OXSEAL_TRY(const Secret bytes, hkdfSha256(asBytes(mode.pseudonymKey), {}, about, 8));
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out = "reviewer-";
    for (const std::uint8_t byte : bytes.view()) {
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return out;
}

} // namespace oxseal
