// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"
#include "models/access/revocation.h"
#include "models/core/ids.h"
#include "storage/db/database.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace oxseal {

struct CampaignRow
{
    CampaignId id;
    PeriodId period;
    std::string system;
    access::Shape shape = access::Shape::Full;
    access::CampaignState state = access::CampaignState::Open;
    SnapshotId listing;
    SnapshotId roster;
    SnapshotId previous; ///< 0: no baseline
    Digest rowRoot; ///< Merkle root of the listing's rows, frozen at opening
    Day asOf;
    int dormantDays = 90;
    int keyDays = 90;
    PersonId systemOwner;
    Instant openedAt;
    PersonId openedBy;
    std::optional<Instant> concludedAt;
    PersonId concludedBy;
    std::optional<Day> performanceDay; ///< the control's performance date
    std::optional<Instant> verifiedAt;
    std::string cancelReason;
    CampaignId amends; ///< the review whose listing this one's replaces (A1); 0: none
    std::string amendReason;
    int flagsKnown = 0; ///< the first so many flags were computed; of later ones nothing is stored
    // The last entry of identity_repo that counted when it was opened; 0: none did.
    std::int64_t factsThrough = 0; ///< what people had stated about accounts
    std::int64_t identitiesThrough = 0; ///< what people had decided about whose accounts they are
    std::int64_t identitiesBefore = 0; ///< likewise in the review it was compared with
    /// The last statement of role_privilege_repo that counted when it was opened, 0: none did; nullopt: opened by a program that took a
    /// listing's silence about privileges for "no".
    std::optional<std::int64_t> privilegesThrough;
    std::string entity; ///< of the listing (P2), joined; "" is the group
};

struct LineRow
{
    std::int64_t row = 0; ///< of the listing snapshot
    bool included = true; ///< false: left out by the shape's filter
    std::string account;
    std::string accountName;
    std::string subject; ///< employee id; "" = nobody
    std::string matchedBy;
    std::string entitlement;
    std::string entitlementKey;
    access::LineFlags flags; ///< those that the program did not know which opened the review are unknown
    bool officer = false;
    PersonId reviewer; ///< whose turn it is, or whose decision stands; see stage_repo for all seats
    std::int64_t decisionId = 0;
    std::optional<access::Decision> decision; ///< what stands; unsure and not mine as the last word of the open stage
    std::string code;
    std::string target;
    std::string comment;
    PersonId decidedBy;
    std::optional<Instant> decidedAt;
    std::int64_t bulk = 0;
    std::int64_t privilegeStatement = 0; ///< the last that came while the review was open; 0: none
    Flag statedPrivileged = Flag::Unknown; ///< by it

    /// The flags for whoever judges the line: those it was opened with, and what was stated since. Stages follow `flags` alone.
    [[nodiscard]] access::LineFlags judged() const noexcept
    {
        access::LineFlags out = flags;
        if (privilegeStatement != 0)
            out.set(access::LineFlag::Privileged, statedPrivileged);
        return out;
    }
    /// Privileged, or not known not to be: treated with the same care.
    [[nodiscard]] bool mayBePrivileged() const noexcept { return judged().get(access::LineFlag::Privileged) != Flag::No; }
};

struct RemovalRow
{
    std::int64_t id = 0;
    CampaignId campaign;
    std::int64_t row = 0;
    std::string kind; ///< "revoke", "reduce"
    std::string target;
    std::string state; ///< of access::RevocationState, or "withdrawn"
    Instant requestedAt;
    PersonId requestedBy;
    Day due;
    std::optional<Instant> claimedAt;
    PersonId claimedBy;
    std::string ticket;
    std::optional<Instant> removedAsOf;
    SnapshotId checked;
    /// How a re-grant or a contested removal came to an end: "" not yet or declined, "asked" to be accepted, "accepted", "ordered"
    /// away again.
    std::string closing;
    // Joined from campaign and line:
    std::string system;
    std::string account;
    std::string subject;
    std::string entitlement;
    std::string entitlementKey;
};

/// How a removal that was granted again or contested came to an end.
struct RegrantRow
{
    std::int64_t removal = 0;
    std::string kind; ///< "ordered", "accepted"
    std::int64_t successor = 0; ///< the new order
    std::string why;
    Instant askedAt;
    PersonId askedBy;
    std::optional<Instant> approvedAt;
    PersonId approvedBy;
    std::string answerWhy; ///< of who approved or declined; "" of years in which it stood in the ledger alone
    std::optional<Instant> declinedAt;
    PersonId declinedBy;
};

/// The SQL of access reviews. Writers are called inside a unit of work only.
namespace access_repo {

[[nodiscard]] Result<CampaignId> insertCampaign(Database& db, const CampaignRow& row);
[[nodiscard]] Status insertLine(Database& db, CampaignId campaign, const LineRow& line);
[[nodiscard]] Result<std::vector<CampaignRow>> campaigns(Database& db); ///< by id
[[nodiscard]] Result<std::optional<CampaignRow>> campaign(Database& db, CampaignId id);
[[nodiscard]] Result<std::vector<LineRow>> lines(Database& db, CampaignId campaign); ///< by row, left-out ones included
/// Only those that may be an open matter: used after leaving, an officer's, or without a reviewer. By row.
[[nodiscard]] Result<std::vector<LineRow>> matterLines(Database& db, CampaignId campaign);
[[nodiscard]] Result<std::optional<LineRow>> line(Database& db, CampaignId campaign, std::int64_t row);
/// Lines that are alike in everything a campaign is counted by.
struct LineGroup
{
    bool included = true;
    std::optional<access::Decision> decision;
    bool assigned = false;
    std::uint32_t flagsYes = 0;
    std::int64_t lines = 0;
};
/// Counted where they lie: far cheaper than reading every line of a long listing.
[[nodiscard]] Result<std::vector<LineGroup>> lineGroups(Database& db, CampaignId campaign);
/// True when a line that is reviewed gives this worker privileged access.
[[nodiscard]] Result<bool> holdsPrivileged(Database& db, CampaignId campaign, const std::string& subject);
/// True when the listing gives the scope (an entity's code) for a line that is reviewed.
[[nodiscard]] Result<bool> holdsScope(Database& db, CampaignId campaign, const std::string& scope);
/// Who reviews whom in all campaigns of a period that were not cancelled: (subject, reviewer by employee id or login), at any
/// stage, stand-ins who decided included.
/// `subject` narrows to one person's access; "" = all.
[[nodiscard]] Result<std::set<std::pair<std::string, std::string>>> reviewPairs(
    Database& db, PeriodId period, const std::string& subject = {});
/// `stage` 0: a resolution; `forPerson` 0: by the holder of the seat. Gives the id.
[[nodiscard]] Result<std::int64_t> insertDecision(
    Database& db, CampaignId campaign, const LineRow& decided, std::int64_t stage, PersonId forPerson);
[[nodiscard]] Status setConcluded(Database& db, CampaignId id, const char* state, Instant at, PersonId by, Day performance);
[[nodiscard]] Status setState(Database& db, CampaignId id, const char* state);
[[nodiscard]] Status setVerified(Database& db, CampaignId id, Instant at);
[[nodiscard]] Status setCancelled(Database& db, CampaignId id, Instant at, const std::string& why);
[[nodiscard]] Status insertSignoff(Database& db, CampaignId id, const char* capacity, PersonId person, Instant at);
/// Capacities that have signed, with the person.
struct Signoff
{
    std::string capacity;
    PersonId person;
    Instant at;
};
[[nodiscard]] Result<std::vector<Signoff>> signoffs(Database& db, CampaignId id);

[[nodiscard]] Result<std::int64_t> insertRemoval(Database& db, const RemovalRow& row);
[[nodiscard]] Status updateRemoval(Database& db, const RemovalRow& row);
[[nodiscard]] Result<std::vector<RemovalRow>> removals(Database& db); ///< of all campaigns, by id
[[nodiscard]] Result<std::vector<RemovalRow>> removals(Database& db, CampaignId campaign);
[[nodiscard]] Result<std::vector<RemovalRow>> removals(Database& db, CampaignId campaign, std::int64_t row); ///< of one line
[[nodiscard]] Status putRegrant(Database& db, const RegrantRow& row); ///< new, or in place of the one that was asked for
[[nodiscard]] Result<std::optional<RegrantRow>> regrant(Database& db, std::int64_t removal);
[[nodiscard]] Result<std::vector<RegrantRow>> regrants(Database& db, CampaignId campaign); ///< of the campaign's removals, by their number

} // namespace access_repo
} // namespace oxseal
