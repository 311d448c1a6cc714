// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/removal_exceptions.h"

#include "models/access/person_number.h"
#include "storage/actions/review_support.h"
#include "storage/reads/people_reads.h"

namespace oxseal {
namespace {

using access::RevocationState;

bool isRegranted(const RemovalRow& row) { return row.state == name(RevocationState::Regranted); }

Result<RemovalRow> unsettled(Database& db, std::int64_t id)
{
    OXSEAL_TRY(RemovalRow row, removalById(db, id));
    if (closed(row))
        return fail(kRegrantClosed, {}, {std::to_string(id), row.closing});
    return row;
}

Result<RemovalRow> regranted(Database& db, std::int64_t id)
{
    OXSEAL_TRY(RemovalRow row, unsettled(db, id));
    if (!isRegranted(row))
        return fail(kNotRegranted, {}, {std::to_string(id), row.state});
    return row;
}

/// Granted again, or ordered by a concluded review and not proven.
Result<RemovalRow> mayBeKept(Database& db, std::int64_t id)
{
    OXSEAL_TRY(RemovalRow row, unsettled(db, id));
    if (isRegranted(row))
        return row;
    if (row.state == "withdrawn" || row.state == name(RevocationState::Removed))
        return fail(kNothingToContest, {}, {std::to_string(id), row.state});
    OXSEAL_TRY(const CampaignRow campaign, campaignById(db, row.campaign));
    if (!campaign.concludedAt)
        return fail(kContestTooEarly, {}, {std::to_string(id), std::to_string(row.campaign.value)});
    return row;
}

std::string objectOf(const RemovalRow& row) { return campaignObject(row.campaign) + "/removal:" + std::to_string(row.id); }

} // namespace

Result<std::int64_t> orderAgain(Workspace& workspace, std::int64_t removal, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        Database& db = unit.db();
        OXSEAL_TRY(const RemovalRow old, regranted(db, removal));
        OXSEAL_TRY(const std::optional<LineRow> line, access_repo::line(db, old.campaign, old.row));
        RemovalRow fresh = old;
        fresh.state = name(access::RevocationState::Requested);
        fresh.requestedAt = unit.now();
        fresh.requestedBy = unit.actor().person;
        fresh.due = access::removalDue(unit.now().day(), line && line->mayBePrivileged(), line && line->flags.is(access::LineFlag::Terminated));
        OXSEAL_TRY(const std::int64_t id, access_repo::insertRemoval(db, fresh));
        OXSEAL_CHECK(access_repo::putRegrant(db, {removal, "ordered", id, reason, unit.now(), unit.actor().person, {}, {}, {}, {}, {}}));
        unit.record({"review.order_again", objectOf(old), "access", Json::Object{{"state", old.state}}, Json::Object{{"removal", id}, {"due", fresh.due.iso()}}, {}});
        return id;
    });
}

Status askToKeep(Workspace& workspace, std::int64_t removal, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const RemovalRow row, mayBeKept(unit.db(), removal));
        if (row.closing == "asked")
            return fail(kRegrantAsked, {}, {std::to_string(removal)});
        OXSEAL_CHECK(access_repo::putRegrant(unit.db(), {removal, "accepted", 0, reason, unit.now(), unit.actor().person, {}, {}, {}, {}, {}}));
        unit.record({isRegranted(row) ? "review.regrant_ask" : "review.contest", objectOf(row), "access", Json::Object{{"state", row.state}}, Json::Object{{"why", reason}}, {}});
        return {};
    });
}

Status approveKeeping(Workspace& workspace, std::int64_t removal, const std::string& reason)
{
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        Database& db = unit.db();
        OXSEAL_TRY(const RemovalRow row, mayBeKept(db, removal));
        OXSEAL_TRY(std::optional<RegrantRow> asked, access_repo::regrant(db, removal));
        if (!asked || row.closing != "asked")
            return fail(kRegrantNotAsked, {}, {std::to_string(removal)});
        OXSEAL_TRY(const Person person, personById(db, unit.actor().person));
        const bool own = access::sameNumber(row.subject, person.employeeId);
        if (asked->askedBy == unit.actor().person || own)
            return fail(kRegrantOwn, {}, {unit.actor().login});
        asked->approvedAt = unit.now();
        asked->approvedBy = unit.actor().person;
        asked->answerWhy = reason;
        OXSEAL_CHECK(access_repo::putRegrant(db, *asked));
        unit.record({isRegranted(row) ? "review.regrant_accept" : "review.contest_approve", objectOf(row), "access", Json::Object{{"why", asked->why}}, Json::Object{{"accepted", true}}, {}});
        return {};
    });
}

Status declineKeeping(Workspace& workspace, std::int64_t removal, const std::string& reason)
{
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        Database& db = unit.db();
        OXSEAL_TRY(const RemovalRow row, unsettled(db, removal));
        OXSEAL_TRY(std::optional<RegrantRow> asked, access_repo::regrant(db, removal));
        if (!asked || row.closing != "asked")
            return fail(kRegrantNotAsked, {}, {std::to_string(removal)});
        asked->declinedAt = unit.now();
        asked->declinedBy = unit.actor().person;
        asked->answerWhy = reason;
        OXSEAL_CHECK(access_repo::putRegrant(db, *asked));
        unit.record({"review.contest_decline", objectOf(row), "access", Json::Object{{"why", asked->why}}, Json::Object{{"accepted", false}}, {}});
        return {};
    });
}

} // namespace oxseal
