// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/regrant_actions.h"

#include "storage/actions/review_support.h"
#include "storage/reads/people_reads.h"

namespace oxseal {
namespace {

Result<RemovalRow> regranted(Database& db, std::int64_t id)
{
    OXSEAL_TRY(RemovalRow row, removalById(db, id));
    if (row.state != name(access::RevocationState::Regranted))
        return fail(kNotRegranted, {}, {std::to_string(id), row.state});
    if (row.closing == "accepted" || row.closing == "ordered")
        return fail(kRegrantClosed, {}, {std::to_string(id), row.closing});
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
        fresh.due = access::removalDue(unit.now().day(), line && line->flags.is(access::LineFlag::Privileged), line && line->flags.is(access::LineFlag::Terminated));
        OXSEAL_TRY(const std::int64_t id, access_repo::insertRemoval(db, fresh));
        OXSEAL_CHECK(access_repo::putRegrant(db, {removal, "ordered", id, reason, unit.now(), unit.actor().person, {}, {}}));
        unit.record({"review.order_again", objectOf(old), "access", Json::Object{{"state", old.state}}, Json::Object{{"removal", id}, {"due", fresh.due.iso()}}, {}});
        return id;
    });
}

Status askToAcceptRegrant(Workspace& workspace, std::int64_t removal, const std::string& reason)
{
    return workspace.write(Permission::RunReview, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const RemovalRow row, regranted(unit.db(), removal));
        if (row.closing == "asked")
            return fail(kRegrantAsked, {}, {std::to_string(removal)});
        OXSEAL_CHECK(access_repo::putRegrant(unit.db(), {removal, "accepted", 0, reason, unit.now(), unit.actor().person, {}, {}}));
        unit.record({"review.regrant_ask", objectOf(row), "access", Json::Object{{"state", row.state}}, Json::Object{{"why", reason}}, {}});
        return {};
    });
}

Status acceptRegrant(Workspace& workspace, std::int64_t removal, const std::string& reason)
{
    return workspace.write(Permission::DisposeMatter, reason, [&](UnitOfWork& unit) -> Status {
        Database& db = unit.db();
        OXSEAL_TRY(const RemovalRow row, regranted(db, removal));
        OXSEAL_TRY(std::optional<RegrantRow> asked, access_repo::regrant(db, removal));
        if (!asked)
            return fail(kRegrantNotAsked, {}, {std::to_string(removal)});
        OXSEAL_TRY(const Person person, personById(db, unit.actor().person));
        const bool own = !row.subject.empty() && row.subject == person.employeeId;
        if (asked->askedBy == unit.actor().person || own)
            return fail(kRegrantOwn, {}, {unit.actor().login});
        asked->approvedAt = unit.now();
        asked->approvedBy = unit.actor().person;
        OXSEAL_CHECK(access_repo::putRegrant(db, *asked));
        unit.record({"review.regrant_accept", objectOf(row), "access", Json::Object{{"why", asked->why}}, Json::Object{{"accepted", true}}, {}});
        return {};
    });
}

} // namespace oxseal
