// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/changed_flag.h"
#include "models/access/review_basis.h"
#include "models/core/text.h"
#include "models/sod/conflict_list.h"
#include "models/sod/linter.h"
#include "storage/crypto/hash.h"
#include "storage/import/row_sources.h"
#include "storage/import/sod_rules.h"
#include "storage/packet/account_words.h"
#include "storage/packet/role_privileges.h"

#include <set>

namespace oxseal {
namespace {

constexpr const char* kReviews = "data/access_reviews.csv";
constexpr const char* kLines = "data/access_lines.csv";
constexpr const char* kPrevious = "data/access_previous_decisions.csv";
constexpr const char* kRuns = "data/sod_runs.csv";
constexpr const char* kConflicts = "data/sod_conflicts.csv";
constexpr const char* kConflictGrants = "data/sod_conflict_grants.csv";
constexpr const char* kRules = "data/sod_rules.json";

/// Rows of a table that belong to one campaign, in their order.
std::vector<std::size_t> rowsOf(const std::optional<DataTable>& table, const std::string& campaign)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; table && row < table->rows(); ++row) {
        if (table->cell(row, "campaign") == campaign)
            rows.push_back(row);
    }
    return rows;
}

class Reviews
{
public:
    explicit Reviews(PacketWork& work) : work_(work) {}

    Status run()
    {
        OXSEAL_TRY(reviews_, work_.table(kReviews));
        OXSEAL_TRY(lines_, work_.table(kLines));
        if (reviews_ && reviews_->rows() > 0) {
            OXSEAL_TRY(previous_, work_.table(kPrevious));
            OXSEAL_TRY(words_, AccountWords::of(work_, reviews_->has("facts_through")));
            OXSEAL_TRY(privileges_, RolePrivileges::of(work_, reviews_->has("privileges_through")));
        }
        for (std::size_t row = 0; reviews_ && row < reviews_->rows(); ++row)
            OXSEAL_CHECK(review(row));
        return {};
    }

private:
    /// An import that a review names; nullptr and a note when the packet does not hold it, nullptr alone when none is named.
    const ReadAgain* input(std::size_t row, const char* column)
    {
        const std::int64_t id = reviews_->number(row, column);
        const ReadAgain* found = id == 0 ? nullptr : work_.import(id);
        if (id != 0 && found == nullptr)
            work_.leaveOut(kReviews, "no_input", {column, std::to_string(id)});
        return found;
    }

    Status review(std::size_t row)
    {
        const ReadAgain* listing = input(row, "listing_snapshot");
        const ReadAgain* roster = input(row, "roster_snapshot");
        const ReadAgain* before = input(row, "previous_snapshot");
        const ReadAgain* rosterBefore = input(row, "previous_roster_snapshot");
        const auto missing = [&](const char* column, const ReadAgain* found) { return reviews_->number(row, column) != 0 && found == nullptr; };
        const auto asOf = Day::fromIso(reviews_->cell(row, "as_of"));
        const auto shape = access::shapeFromName(reviews_->cell(row, "shape"));
        if (listing == nullptr || roster == nullptr || missing("previous_snapshot", before) || missing("previous_roster_snapshot", rosterBefore)
            || !asOf || !shape)
            return {};
        access::Population current = access::populationOfSystem(listing->table, listing->subject);
        std::optional<access::Population> previous;
        if (before != nullptr)
            previous = previousOf(*before, row);
        settle(row, current, previous);
        const access::Roster workers = words_.roster(roster->table, reviews_->number(row, "identities_through"));
        access::applyStated(current, words_.factsThrough(reviews_->number(row, "facts_through")), workers, *asOf);
        std::optional<access::Roster> workersBefore;
        if (rosterBefore != nullptr)
            workersBefore = access::Roster::of(rosterBefore->table);
        OXSEAL_TRY(access::Comparison compared,
            access::compareRoster(current, workers, previous ? &*previous : nullptr, workersBefore ? &*workersBefore : nullptr,
                {*asOf, static_cast<int>(reviews_->number(row, "dormant_days")), static_cast<int>(reviews_->number(row, "key_days"))}));
        if (previous) {
            access::markChanged(compared, current, *previous);
            access::markReassigned(compared, current, workers, words_.roster(roster->table, reviews_->number(row, "identities_before")));
        }
        const std::vector<access::ListedLine> again = access::listedLines(current, workers, compared, *shape, flagsKnown(row));
        compareLines(row, again, listing->table);
        comparePrivileges(row, again, current);
        return accounts(row, current, workers, *asOf);
    }

    /// A program that did not state through which statement privileges were known took a listing's silence for "no".
    void settle(std::size_t row, access::Population& current, std::optional<access::Population>& previous) const
    {
        if (reviews_->cell(row, "privileges_through").empty()) {
            access::nameAdministrators(current);
            return;
        }
        const auto stated = privileges_.through(reviews_->number(row, "privileges_through"));
        access::settlePrivileges(current, stated);
        if (previous)
            access::applyPrivileges(*previous, stated);
    }

    /// Lines that were unknown when the review was opened, and what owners of roles stated while it was open.
    void comparePrivileges(std::size_t review, const std::vector<access::ListedLine>& again, const access::Population& current)
    {
        if (!lines_ || !lines_->has("privilege_statement") || reviews_->cell(review, "state") == access::name(access::CampaignState::Cancelled))
            return;
        const bool known = !reviews_->cell(review, "privileges_through").empty();
        for (const std::size_t row : rowsOf(lines_, reviews_->cell(review, "campaign"))) {
            const auto at = static_cast<std::size_t>(lines_->number(row, "row"));
            if (at >= again.size())
                continue;
            std::int64_t statement = 0;
            if (known && again[at].flags.get(access::LineFlag::Privileged) == Flag::Unknown)
                statement = privileges_.lastSince(reviews_->number(review, "privileges_through"), reviews_->cell(review, "concluded_at"),
                    current.entitlements[current.grants[at].entitlement]);
            work_.compare(kLines, rowPlace(row, "privilege_statement"), lines_->cell(row, "privilege_statement"), statement == 0 ? "" : std::to_string(statement));
        }
    }

    /// The accounts that are no person's, with what is known of them now.
    Status accounts(std::size_t row, const access::Population& current, const access::Roster& workers, Day asOf)
    {
        if (!reviews_->has("facts_through"))
            return {};
        const auto known = words_.factsKnown(reviews_->number(row, "facts_through"), reviews_->number(row, "campaign"));
        return compareAccounts(work_, reviews_->cell(row, "campaign"), current, access::nonHumanAccounts(current, known, workers, asOf));
    }

    /// The listing before, with what its review decided when there was one.
    [[nodiscard]] access::Population previousOf(const ReadAgain& listing, std::size_t row) const
    {
        access::Population population = access::populationOfSystem(listing.table, listing.subject);
        if (reviews_->cell(row, "previous_review").empty())
            return population;
        std::vector<std::string_view> decisions(population.grants.size());
        for (const std::size_t each : rowsOf(previous_, reviews_->cell(row, "campaign"))) {
            const auto at = static_cast<std::size_t>(previous_->number(each, "previous_row"));
            if (at < decisions.size())
                decisions[at] = previous_->cell(each, "previous_decision");
        }
        population.decisions = TextColumn();
        population.decisions.append(decisions);
        return population;
    }

    static constexpr std::int64_t kFewestFlags = 15;
    /// Of flags that the program did not know which opened the review, its lines say nothing. Packets that do not state their number
    /// are of programs that knew the first 15, or, with amendments, 17.
    [[nodiscard]] std::size_t flagsKnown(std::size_t row) const
    {
        if (reviews_->has("flags_known"))
            return static_cast<std::size_t>(std::max<std::int64_t>(kFewestFlags, reviews_->number(row, "flags_known")));
        return reviews_->has("amends") ? 17 : kFewestFlags;
    }

    void compareLines(std::size_t review, const std::vector<access::ListedLine>& again, const Table& listing)
    {
        const std::string& campaign = reviews_->cell(review, "campaign");
        std::set<std::size_t> seen;
        for (const std::size_t row : rowsOf(lines_, campaign)) {
            const auto at = static_cast<std::size_t>(lines_->number(row, "row"));
            if (at >= again.size()) {
                work_.compare(kLines, rowPlace(row, "row"), lines_->cell(row, "row"), "");
                continue;
            }
            seen.insert(at);
            const access::ListedLine& line = again[at];
            const auto same = [&](const char* column, const std::string& found) {
                work_.compare(kLines, rowPlace(row, column), lines_->cell(row, column), found);
            };
            same("included", line.included ? "true" : "false");
            same("account", line.account);
            same("account_name", line.accountName);
            same("employee_id", line.subject);
            same("matched_by", line.matchedBy);
            same("entitlement", line.entitlement);
            same("flags", access::flagNames(line.flags, Flag::Yes));
            same("flags_unknown", access::flagNames(line.flags, Flag::Unknown));
            if (lines_->has("source_line")) {
                const RowSource source = sourceOf(listing, at);
                same("source_file", source.file);
                same("source_line", source.line == 0 ? "" : std::to_string(source.line));
            }
            work_.count("review_lines");
        }
        for (std::size_t at = 0; at < again.size(); ++at) {
            if (!seen.contains(at))
                work_.compare(kLines, "campaign " + campaign, "", again[at].account + ", " + again[at].entitlement);
        }
    }

    PacketWork& work_;
    std::optional<DataTable> reviews_;
    std::optional<DataTable> lines_;
    std::optional<DataTable> previous_;
    AccountWords words_;
    RolePrivileges privileges_;
};

/// Who holds what, of the imports that a run names; nullopt when one of them is not in the packet.
std::optional<sod::AccessGraph> heldOf(PacketWork& work, const AccountWords& words, const DataTable& runs, std::size_t row, std::int64_t& withoutPerson)
{
    access::Roster workers;
    const std::int64_t roster = runs.number(row, "roster_snapshot");
    if (const ReadAgain* import = work.import(roster))
        workers = words.roster(import->table, runs.number(row, "identities_through"));
    bool whole = roster == 0 || work.import(roster) != nullptr;
    sod::GraphBuilder builder;
    for (const std::string& text : split(runs.cell(row, "listing_snapshots"), ';')) {
        std::int64_t id = 0;
        const ReadAgain* import = parseInteger(text, id) ? work.import(id) : nullptr;
        whole = whole && import != nullptr;
        if (import != nullptr)
            withoutPerson += sod::addHeld(builder, access::populationOfSystem(import->table, import->subject), workers);
    }
    if (!whole) {
        work.leaveOut(kRuns, "no_input", {"listing_snapshots", runs.cell(row, "listing_snapshots")});
        return std::nullopt;
    }
    return builder.take();
}

void compareConflicts(PacketWork& work, const DataTable& stated, const std::vector<sod::ConflictLine>& again)
{
    std::map<std::string, const sod::ConflictLine*> byFingerprint;
    for (const sod::ConflictLine& line : again)
        byFingerprint.emplace(line.fingerprint.hex(), &line);
    for (std::size_t row = 0; row < stated.rows(); ++row) {
        const auto found = byFingerprint.find(stated.cell(row, "fingerprint"));
        if (found == byFingerprint.end()) {
            work.compare(kConflicts, rowPlace(row, "fingerprint"), stated.cell(row, "subject") + ", " + stated.cell(row, "rule"), "");
            continue;
        }
        const sod::ConflictLine& line = *found->second;
        const auto same = [&](const char* column, const std::string& value) {
            work.compare(kConflicts, rowPlace(row, column), stated.cell(row, column), value);
        };
        same("subject", line.subject);
        same("rule", line.rule);
        same("risk", line.risk);
        same("severity", name(line.severity));
        same("left_path", line.leftPath);
        same("right_path", line.rightPath);
        work.count("conflicts");
        byFingerprint.erase(found);
    }
    for (const auto& [fingerprint, line] : byFingerprint)
        work.compare(kConflicts, fingerprint, "", line->subject + ", " + line->rule);
}

/// What the conflicts run through. Packets before it have no such file, and a run of a program that kept the words of the paths alone
/// states no grant for any conflict; one that states some states all.
Status compareGrants(PacketWork& work, const DataTable& conflicts, const std::vector<sod::ConflictLine>& again)
{
    if (!conflicts.has("path_grants"))
        return {};
    OXSEAL_TRY(const auto grants, work.table(kConflictGrants));
    std::map<std::string, std::vector<std::size_t>> rows;
    for (std::size_t row = 0; grants && row < grants->rows(); ++row)
        rows[grants->cell(row, "fingerprint")].push_back(row);
    bool kept = !rows.empty();
    for (std::size_t row = 0; row < conflicts.rows(); ++row)
        kept = kept || conflicts.number(row, "path_grants") > 0;
    if (!kept)
        return {};
    std::map<std::string, std::size_t> rowOf;
    for (std::size_t row = 0; row < conflicts.rows(); ++row)
        rowOf.emplace(conflicts.cell(row, "fingerprint"), row);
    for (const sod::ConflictLine& line : again) {
        const std::string fingerprint = line.fingerprint.hex();
        if (const auto stated = rowOf.find(fingerprint); stated != rowOf.end())
            work.compare(kConflicts, rowPlace(stated->second, "path_grants"), conflicts.cell(stated->second, "path_grants"), std::to_string(line.grants.size()));
        const auto& stated = rows[fingerprint];
        for (std::size_t at = 0; at < std::max(stated.size(), line.grants.size()); ++at) {
            if (at >= stated.size() || at >= line.grants.size()) {
                work.compare(kConflictGrants, fingerprint + ", " + std::to_string(at + 1), at < stated.size() ? grants->cell(stated[at], "held_permission") : "",
                    at < line.grants.size() ? line.grants[at].permission : "");
                continue;
            }
            const sod::ConflictGrant& grant = line.grants[at];
            const auto same = [&](const char* column, const std::string& value) {
                work.compare(kConflictGrants, rowPlace(stated[at], column), grants->cell(stated[at], column), value);
            };
            same("path_position", std::to_string(at + 1));
            same("held_system", grant.system);
            same("held_account", grant.account);
            same("held_role", grant.role);
            same("held_permission", grant.permission);
        }
        rows.erase(fingerprint);
    }
    for (const auto& [fingerprint, left] : rows) {
        for (const std::size_t row : left)
            work.compare(kConflictGrants, rowPlace(row, "fingerprint"), fingerprint, "");
    }
    return {};
}

Status compareRun(PacketWork& work, const DataTable& runs, std::size_t row, const DataTable& conflicts)
{
    std::int64_t withoutPerson = 0;
    OXSEAL_TRY(const AccountWords words, AccountWords::of(work, runs.has("identities_through")));
    const std::optional<sod::AccessGraph> graph = heldOf(work, words, runs, row, withoutPerson);
    const auto asOf = Day::fromIso(runs.cell(row, "as_of"));
    if (!graph || !asOf)
        return {};
    OXSEAL_TRY(std::string body, work.bytes(kRules));
    if (!body.empty() && body.back() == '\n')
        body.pop_back(); // the file ends its one line
    work.compare(kRuns, rowPlace(row, "rule_set_digest"), runs.cell(row, "rule_set_digest"), sha256(body).hex());
    const auto rules = ruleSetFromJson(body);
    if (!rules) {
        work.compare(kRules, rules.error().place(), "", rules.error().debugString());
        return {};
    }
    sod::ConflictFinder finder(*graph, *rules);
    const std::vector<std::uint32_t> active = sod::rulesOn(*rules, *asOf);
    sod::FindResult found;
    if (!active.empty()) { // an empty list would mean all
        OXSEAL_TRY(found, finder.run(active));
    }
    Sha256 hasher;
    const std::vector<sod::ConflictLine> lines = active.empty() ? std::vector<sod::ConflictLine>() : sod::conflictLines(hasher, finder, found);
    const sod::LintReport lint = sod::lint(*rules, *graph);
    const auto same = [&](const char* column, std::int64_t value) {
        work.compare(kRuns, rowPlace(row, column), runs.cell(row, column), std::to_string(value));
    };
    same("persons", static_cast<std::int64_t>(graph->usersWithGrants()));
    same("grants", static_cast<std::int64_t>(graph->grants.size()));
    same("conflicts", static_cast<std::int64_t>(lines.size()));
    same("accounts_without_person", withoutPerson);
    same("unmapped", static_cast<std::int64_t>(lint.unmappedPermissions.size()));
    same("coverage_percent", lint.coveragePercent());
    compareConflicts(work, conflicts, lines);
    return compareGrants(work, conflicts, lines);
}

} // namespace

Status reperformReviews(PacketWork& work) { return Reviews(work).run(); }

Status reperformDuties(PacketWork& work)
{
    OXSEAL_TRY(const auto runs, work.table(kRuns));
    OXSEAL_TRY(const auto conflicts, work.table(kConflicts));
    if (runs && conflicts && runs->rows() == 0)
        compareConflicts(work, *conflicts, {}); // nothing was run, so nothing can have been found
    for (std::size_t row = 0; runs && conflicts && row < runs->rows(); ++row) {
        if (!work.has(kRules))
            work.leaveOut(kRules, "not_in_packet");
        else
            OXSEAL_CHECK(compareRun(work, *runs, row, *conflicts));
    }
    return {};
}

} // namespace oxseal
