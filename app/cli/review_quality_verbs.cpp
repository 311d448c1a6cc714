// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_quality_verbs.h"

#include "app/cli/review_options.h"
#include "app/cli/summary.h"
#include "models/core/text.h"
#include "storage/actions/quality_actions.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

std::string of(const std::string& entity) { return entity.empty() ? texts::sentence("access.quality_the_group") : entity; }
std::string seconds(std::int64_t millis) { return std::to_string((millis + 500) / 1000); }

/// The figures as JSON, and as lines of text with the remarks below.
Json figures(const std::string& who, const access::ReviewerQuality& one, const access::QualityLimits& limits, std::vector<std::string>& text)
{
    text.push_back(texts::sentence("access.quality_line",
        {who, std::to_string(one.cards), std::to_string(one.measured), std::to_string(one.fast), seconds(one.medianTime()), std::to_string(one.taken),
            std::to_string(one.lines)}));
    Json::Array notes;
    for (const access::QualityNote& note : access::notesOn(one, limits)) {
        std::string sentence = texts::sentence(note.code.c_str(), note.arguments);
        if (note.code != "access.quality.proves_nothing") // said once, at the end
            text.push_back((note.worse ? "  ! " : "  - ") + sentence);
        notes.emplace_back(Json::Object{{"code", note.code}, {"worse", note.worse}, {"what", std::move(sentence)}});
    }
    Json json;
    json.set("reviewers", one.reviewers).set("cards", one.cards).set("measured", one.measured).set("fast", one.fast);
    json.set("median_ms", one.medianTime()).set("with_context", one.withContext);
    json.set("lines", one.lines).set("taken", one.taken).set("bulk", one.bulk).set("notes", std::move(notes));
    return json;
}

Result<int> quality(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReviewQuality found, reviewQuality(*workspace, id));
    const access::QualityLimits& limits = found.policy.limits;
    std::vector<std::string> text;
    Json json;
    json.set("campaign", id.value).set("entity", found.campaign.entity).set("mode", name(found.now()));
    json.set("notice", found.mode ? found.mode->notice : "").set("policy_sha256", found.policy.sha256.hex());
    text.push_back(found.now() == access::QualityMode::Off
            ? texts::sentence("access.quality_off", {of(found.campaign.entity)})
            : texts::sentence("access.quality_mode_line", {of(found.campaign.entity), name(found.now()), found.mode->from.iso(), found.mode->notice}));
    bool worse = false;
    const auto add = [&](const std::string& who, const access::ReviewerQuality& one) {
        Json shown = figures(who, one, limits, text);
        for (const Json& note : shown["notes"].toArray())
            worse = worse || note["worse"].toBool();
        return shown;
    };
    json.set("own", found.own ? add(found.own->reviewer, found.own->quality) : Json());
    Json::Array named;
    for (const access::ReviewerPart& part : found.sheet.named) {
        if (found.own && part.reviewer == found.own->reviewer)
            continue;
        Json shown = add(part.reviewer, part.quality);
        named.push_back(std::move(shown.set("reviewer", part.reviewer)));
    }
    json.set("named", std::move(named));
    const bool any = found.own || !found.sheet.named.empty() || found.sheet.group;
    const auto& group = found.sheet.group;
    json.set("group", group ? add(texts::sentence("access.quality_group", {std::to_string(group->reviewers)}), *group) : Json());
    if (any)
        text.push_back(texts::sentence("access.quality.proves_nothing", {std::to_string(limits.idleSeconds)}));
    if (found.seesOthers) {
        json.set("unfinished", found.sheet.unfinished).set("hidden", found.sheet.hidden).set("off", found.sheet.off);
        text.push_back(texts::sentence("access.quality_rest",
            {std::to_string(found.sheet.unfinished), std::to_string(found.sheet.hidden), std::to_string(found.sheet.off)}));
    } else if (!found.own) {
        text.push_back(texts::sentence("access.quality_none"));
    }
    call.print(json, join(text, "\n"));
    return call.flag("--fail-on-findings") && worse ? kNegative : kDone;
}

Result<int> qualityMode(Call& call)
{
    QualityModeWish wish;
    wish.entity = call.value("--entity").value_or("");
    OXSEAL_TRY(const std::string mode, call.required("--mode"));
    const auto known = access::qualityModeFromName(mode);
    if (!known)
        return fail(kBadValue, {}, {"--mode", mode, "off, aggregated, by_name", call.noun()});
    wish.mode = *known;
    wish.notice = call.value("--notice").value_or("");
    OXSEAL_TRY(wish.from, call.requiredDay("--from"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(setQualityMode(*workspace, wish, reason));
    OXSEAL_CHECK(workspace->close());
    const Json json(Json::Object{{"entity", wish.entity}, {"from", wish.from.iso()}, {"mode", name(wish.mode)}});
    call.print(json, texts::sentence("access.quality_set", {of(wish.entity), wish.from.iso(), name(wish.mode)}));
    return kDone;
}

Result<int> showPolicy(Call& call)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReviewPolicyInForce now, reviewPolicyOn(workspace->db(), call.environment().clock.now().day()));
    OXSEAL_TRY(const auto versions, quality_repo::policies(workspace->db()));
    std::vector<std::string> text;
    Json::Array list;
    for (const ReviewPolicyRow& row : versions) {
        list.emplace_back(Json::Object{{"version", row.id}, {"effective", row.effective.iso()}, {"approved", row.approvedAt.has_value()}, {"sha256", row.sha256.hex()}});
        text.push_back(texts::sentence("access.policy_line",
            {std::to_string(row.id), row.effective.iso(), texts::sentence(row.approvedAt ? "access.policy_approved" : "access.policy_proposed"), row.sha256.hex()}));
    }
    if (now.id == 0)
        text.insert(text.begin(), texts::sentence("access.policy_line", {"0", now.effective.iso(), texts::sentence("access.policy_shipped"), now.sha256.hex()}));
    text.push_back(prettyJson(now.json));
    call.print(Json::Object{{"in_force", now.id}, {"sha256", now.sha256.hex()}, {"policy", now.json}, {"versions", std::move(list)}}, join(text, "\n"));
    return kDone;
}

Result<int> policy(Call& call)
{
    const auto file = call.value("--file");
    if (!file && !call.has("--approve"))
        return showPolicy(call);
    OXSEAL_TRY(const std::string reason, call.reason());
    std::int64_t id = 0;
    if (file) {
        OXSEAL_TRY(const Day effective, call.requiredDay("--from"));
        OXSEAL_TRY(const std::string bytes, readFile(*file));
        OXSEAL_TRY(const Json body, parseJson(bytes));
        OXSEAL_TRY(const auto workspace, call.open());
        OXSEAL_TRY(id, proposeReviewPolicy(*workspace, body, effective, reason));
        OXSEAL_CHECK(workspace->close());
    } else {
        OXSEAL_TRY(id, reviewNumber(call, "--approve"));
        OXSEAL_TRY(const auto workspace, call.open());
        OXSEAL_CHECK(approveReviewPolicy(*workspace, id, reason));
        OXSEAL_CHECK(workspace->close());
    }
    const Json json(Json::Object{{"version", id}});
    call.print(json, summary(file ? "access.policy_proposed_done" : "access.policy_approved_done", json, {"version"}));
    return kDone;
}

} // namespace

void addReviewQualityVerbs(Registry& verbs)
{
    verbs.push_back({"review", "quality", "review quality WORKSPACE --campaign N", {"--campaign="}, quality});
    verbs.push_back({"review", "quality-mode", "review quality-mode WORKSPACE --mode off|aggregated|by_name --from D",
        {"--entity=", "--mode=", "--notice=", "--from="}, qualityMode});
    verbs.push_back({"review", "policy", "review policy WORKSPACE (or --file F --from D, or --approve N)", {"--file=", "--from=", "--approve="}, policy});
}

} // namespace oxseal::cli
