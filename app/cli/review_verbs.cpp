// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/review_verbs.h"

#include "app/cli/line_rarity.h"
#include "app/cli/review_account_verbs.h"
#include "app/cli/review_answer_verbs.h"
#include "app/cli/review_options.h"
#include "app/cli/review_people_verbs.h"
#include "app/cli/review_quality_verbs.h"
#include "app/cli/review_removal_verbs.h"
#include "app/cli/review_stage_verbs.h"
#include "app/cli/review_times_verb.h"
#include "app/cli/summary.h"
#include "models/access/people_compare.h"
#include "models/core/text.h"
#include "storage/actions/access_actions.h"
#include "storage/import/csv_table.h"
#include "storage/reads/amendment_reads.h"
#include "storage/reads/line_conflicts.h"
#include "storage/reads/line_meaning.h"
#include "storage/reads/people_across.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/review_sheet.h"

namespace oxseal::cli {
namespace {

using access::LineFlag;

Json flagsJson(const access::LineFlags& flags, Flag wanted = Flag::Yes)
{
    Json::Array named;
    for (std::size_t at = 0; at < access::kLineFlags; ++at) {
        if (flags.get(static_cast<LineFlag>(at)) == wanted)
            named.emplace_back(access::name(static_cast<LineFlag>(at)));
    }
    return named;
}

Json campaignJson(const CampaignStatus& status)
{
    const CampaignRow& row = status.row;
    Json json;
    json.set("campaign", row.id.value);
    json.set("system", row.system);
    json.set("shape", name(row.shape));
    json.set("state", name(row.state));
    json.set("as_of", row.asOf.iso());
    json.set("baseline", static_cast<bool>(row.previous));
    json.set("row_root", row.rowRoot.hex());
    json.set("lines", status.counts.lines);
    json.set("left_out", status.counts.leftOut);
    json.set("decided", status.counts.decided);
    json.set("pending", status.counts.pending);
    json.set("unassigned", status.counts.unassigned);
    Json decisions, flags;
    for (const auto& [decision, count] : status.counts.decisions)
        decisions.set(access::name(decision), count);
    for (const auto& [flag, count] : status.counts.flags)
        flags.set(access::name(flag), count);
    json.set("decisions", decisions);
    json.set("flags", flags);
    json.set("removals_open", status.removalsOpen);
    json.set("removals_proven", status.removalsProven);
    json.set("regranted", status.regranted);
    json.set("removals_kept", status.removalsKept);
    json.set("amends", row.amends ? Json(row.amends.value) : Json());
    json.set("performance_date", row.performanceDay ? Json(row.performanceDay->iso()) : Json());
    json.set("concluded_at", row.concludedAt ? Json(row.concludedAt->iso()) : Json());
    json.set("verified_at", row.verifiedAt ? Json(row.verifiedAt->iso()) : Json());
    return json;
}

std::string campaignText(const Json& json)
{
    return summary("access.campaign_line", json, {"campaign", "system", "state", "decided", "lines", "removals_open"});
}

Result<int> printCampaign(Call& call, Workspace& workspace, CampaignId id)
{
    OXSEAL_TRY(const CampaignStatus status, reviewStatus(workspace.db(), id));
    const Json json = campaignJson(status);
    call.print(json, campaignText(json));
    return kDone;
}

Result<int> open(Call& call)
{
    ReviewOpening opening;
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(opening.system, call.required("--system"));
    OXSEAL_TRY(opening.systemOwner, call.required("--system-owner"));
    OXSEAL_TRY(const std::string reason, call.reason());
    if (const auto shape = call.value("--shape")) {
        const auto known = access::shapeFromName(*shape);
        if (!known)
            return fail(kBadValue, {}, {"--shape", *shape, "full, changes, leavers, privileged, uncorrelated, non_human", call.noun()});
        opening.shape = *known;
    }
    for (const auto& [option, days] : {std::pair{"--dormant-days", &opening.dormantDays}, {"--key-days", &opening.keyDays}}) {
        if (call.has(option)) {
            OXSEAL_TRY(const std::int64_t value, reviewNumber(call, option));
            *days = static_cast<int>(std::min<std::int64_t>(value, 3650));
        }
    }
    OXSEAL_TRY(opening.stages, stagesOption(call));
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const CampaignId id, openReview(*workspace, period, opening, reason));
    OXSEAL_TRY(const int code, printCampaign(call, *workspace, id));
    OXSEAL_CHECK(workspace->close());
    return code;
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(const std::string periodName, call.required("--period"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const auto campaigns, reviewsOf(workspace->db(), period));
    Json::Array reviews;
    std::vector<std::string> lines;
    for (const CampaignStatus& status : campaigns) {
        reviews.push_back(campaignJson(status));
        lines.push_back(campaignText(reviews.back()));
    }
    call.print(Json::Object{{"period", periodName}, {"reviews", std::move(reviews)}}, join(lines, "\n"));
    return kDone;
}

Json lineJson(const LineRow& line, const std::map<PersonId, std::string>& logins)
{
    Json json;
    json.set("row", line.row);
    json.set("account", line.account);
    json.set("name", line.accountName);
    json.set("employee_id", line.subject);
    json.set("matched_by", line.matchedBy);
    json.set("entitlement", line.entitlement);
    json.set("flags", flagsJson(line.judged()));
    json.set("flags_unknown", flagsJson(line.judged(), Flag::Unknown));
    json.set("privilege_statement", line.privilegeStatement == 0 ? Json() : Json(line.privilegeStatement));
    json.set("officer", line.officer);
    const auto login = logins.find(line.reviewer);
    json.set("reviewer", login == logins.end() ? Json() : Json(login->second));
    json.set("decision", line.decision ? Json(name(*line.decision)) : Json());
    json.set("code", line.code);
    json.set("comment", line.comment);
    json.set("bulk", line.bulk);
    return json;
}

/// Adds where a line comes from and what it lets do; gives the latter for people, once for each permission.
std::string addMeaning(const LineRow& line, const access::Population& listing, const LineMeanings& meanings, std::set<std::uint32_t>& explained, Json& entry,
    std::string& text)
{
    const auto row = static_cast<std::size_t>(line.row);
    if (row >= listing.grants.size())
        return {};
    const RowSource source = meanings.source(row);
    const std::uint32_t entitlement = listing.grants[row].entitlement;
    entry.set("source_file", source.file);
    entry.set("source_line", source.line == 0 ? Json() : Json(source.line));
    entry.set("means", meanings.words(entitlement));
    entry.set("described", meanings.described(entitlement));
    text += "  [" + meanings.sourceWords(row) + "]";
    return explained.insert(entitlement).second ? meanings.words(entitlement) : std::string();
}

/// What an amendment changed, as JSON and as lines of `text`.
Json deltaJson(const std::vector<access::DeltaLine>& delta, std::string& text)
{
    Json::Array changes;
    for (const access::DeltaLine& line : delta) {
        changes.emplace_back(Json::Object{{"change", access::name(line.change)}, {"account", line.account}, {"entitlement", line.entitlement}, {"before", line.before}, {"after", line.after}});
        text += "\n  " + std::string(access::name(line.change)) + "  " + line.account + (line.entitlement.empty() ? "" : "  " + line.entitlement);
        if (!line.before.empty() || !line.after.empty())
            text += "  " + line.before + " → " + line.after;
    }
    return changes;
}

Result<int> show(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    Database& db = workspace->db();
    OXSEAL_TRY(const CampaignStatus status, reviewStatus(db, id));
    Json json = campaignJson(status);
    std::string text = campaignText(json);
    if (status.row.amends) {
        OXSEAL_TRY(const auto delta, amendmentDelta(*workspace, status.row));
        json.set("delta", deltaJson(delta, text));
    }
    Json::Array obstacles;
    OXSEAL_TRY(const auto found, reviewObstacles(db, id));
    for (const Finding& obstacle : found) {
        obstacles.emplace_back(Json::Object{{"code", obstacle.code}, {"subject", obstacle.subject}, {"what", texts::what(obstacle)}});
        if (call.flag("--obstacles"))
            text += "\n" + texts::what(obstacle) + " " + texts::remedy(obstacle);
    }
    json.set("obstacles", std::move(obstacles));
    OXSEAL_TRY(const std::vector<Person> people, persons(db));
    std::map<PersonId, std::string> logins;
    for (const Person& person : people)
        logins[person.id] = person.login;
    OXSEAL_TRY(auto rows, reviewLines(db, id));
    OXSEAL_TRY(const LineConflicts conflicts, LineConflicts::of(db, status.row, call.environment().clock.now().day()));
    for (LineRow& line : rows)
        conflicts.mark(line);
    OXSEAL_TRY(AccountFacts accounts, AccountFacts::of(*workspace, status.row));
    OXSEAL_TRY(const SnapshotInfo listed, snapshotInfo(db, status.row.listing));
    OXSEAL_TRY(const LineMeanings meanings, LineMeanings::of(*workspace, listed, accounts.listing()));
    OXSEAL_TRY(const LineRarity rarity, LineRarity::of(*workspace, status.row, rows));
    std::set<std::uint32_t> explained;
    Json::Array lines, leftOut;
    for (const LineRow& line : rows) {
        if (call.flag("--pending") && (!line.included || (line.decision && access::settles(*line.decision))))
            continue;
        if (call.flag("--flagged") && !line.flags.alarming() && !line.mayBePrivileged())
            continue;
        Json entry = lineJson(line, logins);
        text += "\n" + std::to_string(line.row) + "  " + line.account + "  " + line.entitlement;
        for (const Json& flag : entry["flags"].toArray())
            text += " !" + flag.toString();
        if (line.judged().get(LineFlag::Privileged) == Flag::Unknown)
            text += " ?privileged";
        if (line.decision)
            text += std::string("  ") + name(*line.decision);
        if (!line.included)
            text += "  (" + texts::sentence(status.row.amends ? "access.line_decided_before" : "access.line_left_out", {std::to_string(status.row.amends.value)}) + ")";
        if (const std::string meant = addMeaning(line, accounts.listing(), meanings, explained, entry, text); !meant.empty())
            text += "\n      " + meant;
        if (const std::string facts = accounts.add(line, entry); !facts.empty())
            text += "\n      " + facts;
        if (const std::string rare = rarity.add(line, entry); !rare.empty())
            text += "\n      " + rare;
        (line.included ? lines : leftOut).push_back(std::move(entry));
    }
    json.set("rows", std::move(lines));
    json.set("rows_left_out", std::move(leftOut));
    OXSEAL_TRY(const auto removals, removalsOf(db, id));
    Json::Array removalList;
    for (const RemovalRow& removal : removals) {
        removalList.push_back(removalJson(removal));
        text += "\n#" + std::to_string(removal.id) + "  " + removal.account + "  " + removal.entitlement + "  " + removal.state
            + (removal.closing.empty() ? "" : "  (" + removal.closing + ")");
    }
    json.set("removals", std::move(removalList));
    call.print(json, text);
    return kDone;
}

Result<int> assign(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    AssignWish wish;
    wish.managersFirst = call.flag("--managers");
    std::string reviewers;
    // Managers alone will do; somebody has to be named else.
    if (!wish.managersFirst || call.has("--reviewers")) {
        OXSEAL_TRY(reviewers, call.required("--reviewers"));
    }
    OXSEAL_TRY(wish.rows, rowsOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    for (const auto& login : split(reviewers, ',')) {
        if (!trimmed(login).empty())
            wish.candidates.emplace_back(trimmed(login));
    }
    if (call.has("--stage")) {
        OXSEAL_TRY(wish.stage, reviewNumber(call, "--stage"));
    }
    if (call.has("--per-line")) {
        OXSEAL_TRY(const std::int64_t seats, reviewNumber(call, "--per-line"));
        wish.perLine = static_cast<int>(std::min<std::int64_t>(seats, 100));
    }
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const AssignOutcome outcome, assignReviewers(*workspace, id, wish, reason));
    OXSEAL_CHECK(workspace->close());
    Json::Array exceptions;
    for (const std::int64_t row : outcome.exceptions)
        exceptions.emplace_back(row);
    const auto open = static_cast<std::int64_t>(outcome.exceptions.size());
    const Json json(Json::Object{{"assigned", outcome.assigned}, {"exceptions", std::move(exceptions)}, {"open", open}});
    call.print(json, summary("access.assigned", json, {"assigned", "open"}));
    return call.flag("--fail-on-findings") && open > 0 ? kNegative : kDone;
}

} // namespace

Result<std::vector<LineDecision>> decisionsFile(const Call& call, const std::string& file)
{
    const std::vector<ColumnSpec> columns{{"row", {}, ColumnType::Integer, true, true}, {"decision", {}, ColumnType::Text, true, true},
        {"code", {"reason"}}, {"target", {"to"}}, {"comment", {}}};
    OXSEAL_TRY(const TableRead read, readCsvFile(file, columns));
    if (read.report.rejectedRows > 0) {
        const Rejection& first = read.report.rejected.front();
        return fail(kBadValue, file + ":" + std::to_string(first.row), {"--file", file, first.reason, call.noun()});
    }
    std::vector<LineDecision> decisions;
    for (std::size_t row = 0; row < read.table.rows(); ++row) {
        LineDecision decision;
        decision.row = read.table.integers("row")->values[row];
        OXSEAL_TRY(decision.decision, decisionNamed(call, std::string(read.table.textAt("decision", row))));
        decision.code = read.table.textAt("code", row);
        decision.target = read.table.textAt("target", row);
        decision.comment = read.table.textAt("comment", row);
        decisions.push_back(std::move(decision));
    }
    return decisions;
}

namespace {

Result<int> decide(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    if (const auto file = call.value("--file")) {
        OXSEAL_TRY(const auto decisions, decisionsFile(call, *file));
        OXSEAL_TRY(const auto workspace, call.open());
        OXSEAL_CHECK(decideFile(*workspace, id, decisions, reason));
        OXSEAL_TRY(const int code, printCampaign(call, *workspace, id));
        OXSEAL_CHECK(workspace->close());
        return code;
    }
    LineDecision decision;
    OXSEAL_TRY(const std::string word, call.required("--decision"));
    OXSEAL_TRY(decision.decision, decisionNamed(call, word));
    OXSEAL_TRY([[maybe_unused]] const std::string given, call.required("--rows"));
    OXSEAL_TRY(const auto rows, rowsOption(call));
    decision.code = call.value("--code").value_or("");
    decision.target = call.value("--to").value_or("");
    decision.comment = call.value("--comment").value_or("");
    OXSEAL_TRY(const auto workspace, call.open());
    if (rows.size() == 1) {
        decision.row = rows.front();
        OXSEAL_CHECK(decideLines(*workspace, id, {decision}, reason));
    } else {
        OXSEAL_CHECK(decideBulk(*workspace, id, rows, decision, reason));
    }
    OXSEAL_TRY(const int code, printCampaign(call, *workspace, id));
    OXSEAL_CHECK(workspace->close());
    return code;
}

/// The verbs that only need the campaign and a reason.
Result<int> onCampaign(Call& call, const std::function<Status(Workspace&, CampaignId, const std::string&)>& act)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_CHECK(act(*workspace, id, reason));
    OXSEAL_TRY(const int code, printCampaign(call, *workspace, id));
    OXSEAL_CHECK(workspace->close());
    return code;
}

/// First what not all hold alike, a line a permission.
Json::Array comparedRows(const std::vector<std::vector<access::HeldPermission>>& held, std::string& text)
{
    Json::Array rows;
    for (const access::ComparedPermission& row : access::comparePeople(held)) {
        Json::Array cells;
        for (const std::string& cell : row.held)
            cells.emplace_back(cell);
        rows.emplace_back(Json::Object{{"permission", row.key}, {"held", std::move(cells)}, {"same", row.same}});
        text += std::string("\n") + (row.same ? "  = " : "  ! ") + row.key;
        for (const std::string& cell : row.held)
            text += "  " + (cell.empty() ? "–" : cell);
    }
    return rows;
}

/// Over every system of the period.
Result<int> compareAcross(Call& call, const std::string& periodName, const std::vector<std::string>& people)
{
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), periodName));
    OXSEAL_TRY(const PeopleAcross across, peopleAcross(*workspace, period, people, true));
    std::vector<std::vector<access::HeldPermission>> held;
    Json::Array persons, systems;
    std::string text = join(people, "  ");
    for (const PersonAcross& person : across.people) {
        held.push_back(person.held);
        Json::Array accounts;
        for (const std::string& account : person.accounts)
            accounts.emplace_back(account);
        text += "\n" + person.subject + (person.name.empty() ? "" : " " + person.name) + ": " + join(person.accounts, ", ");
        persons.emplace_back(Json::Object{{"subject", person.subject}, {"name", person.name}, {"accounts", std::move(accounts)}});
    }
    for (const std::string& system : across.systems)
        systems.emplace_back(system);
    Json::Array rows = comparedRows(held, text);
    call.print(Json::Object{{"period", periodName}, {"systems", std::move(systems)}, {"people", std::move(persons)}, {"permissions", std::move(rows)}}, text);
    return kDone;
}

Result<int> compare(Call& call)
{
    OXSEAL_TRY(const std::string named, call.required("--people"));
    const std::vector<std::string> people = split(named, ',');
    if (people.size() < access::kFewestCompared || people.size() > access::kMostCompared)
        return fail(kBadValue, {}, {"--people", named, "two to five employee numbers or accounts", call.noun()});
    if (std::set<std::string>(people.begin(), people.end()).size() != people.size())
        return fail(kBadValue, {}, {"--people", named, "each person once", call.noun()});
    if (const auto period = call.value("--period"); period && !call.has("--campaign"))
        return compareAcross(call, *period, people);
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReviewBasis basis, reviewBasis(*workspace, id));
    OXSEAL_TRY(const std::vector<LineRow> lines, reviewLines(workspace->db(), id));
    std::vector<std::vector<access::HeldPermission>> held(people.size());
    for (const LineRow& line : lines) {
        for (std::size_t at = 0; at < people.size(); ++at) {
            if (people[at] == line.subject || people[at] == line.account)
                held[at].push_back({line.entitlementKey, basis.listing.entitlements[basis.lines[static_cast<std::size_t>(line.row)].entitlement].level});
        }
    }
    for (std::size_t at = 0; at < people.size(); ++at) {
        if (held[at].empty())
            return fail(kBadValue, {}, {"--people", people[at], "different employee numbers or accounts of the review, without blanks between", call.noun()});
    }
    std::string text = join(people, "  ");
    Json::Array rows = comparedRows(held, text);
    call.print(Json::Object{{"campaign", id.value}, {"permissions", std::move(rows)}}, text);
    return kDone;
}

Result<int> amend(Call& call)
{
    OXSEAL_TRY(const CampaignId id, campaignOption(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY(const CampaignId amendment, amendReview(*workspace, id, reason));
    OXSEAL_TRY(const CampaignStatus status, reviewStatus(workspace->db(), amendment));
    OXSEAL_TRY(const auto delta, amendmentDelta(*workspace, status.row));
    OXSEAL_CHECK(workspace->close());
    Json json = campaignJson(status);
    std::string text = campaignText(json);
    json.set("amends", id.value).set("delta", deltaJson(delta, text));
    call.print(json, text);
    return kDone;
}

Result<int> conclude(Call& call)
{
    OXSEAL_TRY(const Day performed, call.requiredDay("--performed"));
    return onCampaign(call, [performed](Workspace& workspace, CampaignId id, const std::string& reason) {
        return concludeReview(workspace, id, performed, reason);
    });
}

} // namespace

void addReviewVerbs(Registry& verbs)
{
    const auto add = [&verbs](const char* verb, const char* synopsis, std::vector<std::string> options, auto run) {
        verbs.push_back({"review", verb, synopsis, std::move(options), run});
    };
    add("open", "review open WORKSPACE --period P --system S --system-owner LOGIN",
        {"--period=", "--system=", "--system-owner=", "--shape=", "--dormant-days=", "--key-days=", "--stage="}, open);
    add("list", "review list WORKSPACE --period P", {"--period="}, list);
    add("show", "review show WORKSPACE --campaign N", {"--campaign=", "--obstacles", "--pending", "--flagged"}, show);
    add("assign", "review assign WORKSPACE --campaign N --reviewers LOGIN,LOGIN", {"--campaign=", "--reviewers=", "--rows=", "--stage=", "--per-line=", "--managers"}, assign);
    add("decide", "review decide WORKSPACE --campaign N --rows 3,7 --decision D (or --file DECISIONS.csv)",
        {"--campaign=", "--rows=", "--decision=", "--code=", "--to=", "--comment=", "--file="}, decide);
    add("compare", "review compare WORKSPACE (--campaign N | --period P) --people E1,E2", {"--campaign=", "--period=", "--people="}, compare);
    add("amend", "review amend WORKSPACE --campaign N", {"--campaign="}, amend);
    add("signoff", "review signoff WORKSPACE --campaign N", {"--campaign="}, [](Call& call) { return onCampaign(call, signOffSystem); });
    add("conclude", "review conclude WORKSPACE --campaign N --performed D", {"--campaign=", "--performed="}, conclude);
    add("cancel", "review cancel WORKSPACE --campaign N", {"--campaign="}, [](Call& call) { return onCampaign(call, cancelReview); });
    addReviewRemovalVerbs(verbs);
    addReviewStageVerbs(verbs);
    addReviewPeopleVerbs(verbs);
    addReviewAccountVerbs(verbs);
    addReviewQualityVerbs(verbs);
    addReviewAnswerVerbs(verbs);
    addReviewTimesVerb(verbs);
}

} // namespace oxseal::cli
