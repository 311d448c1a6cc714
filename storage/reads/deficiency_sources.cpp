// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/deficiency_sources.h"

#include "models/core/money.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/exception_reads.h"
#include "storage/reads/look_back_reads.h"
#include "storage/reads/sod_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

using controls::DeficiencySource;

std::string words(const char* id, const std::vector<std::string>& arguments) { return texts::sentence(id, arguments); }

tl::unexpected<Error> missing(const std::string& what) { return fail(kSourceMissing, {}, {what}); }

Result<DeficiencySourceFacts> fromException(Workspace& workspace, const DeficiencySourceName& named)
{
    OXSEAL_TRY(const ReconView view, reconciliationView(workspace, named.recon));
    const auto item = std::find_if(view.items.begin(), view.items.end(), [&](const ReconItem& each) { return each.handle == named.item; });
    if (item == view.items.end())
        return missing(named.item);
    DeficiencySourceFacts out;
    const recon::OpenItem& open = item->item;
    out.reference = exceptionReference(view.row.entity, view.row.account, {open.origin, open.key});
    out.amount = open.amount < 0 ? -open.amount : open.amount;
    out.currency = view.row.currency;
    out.entity = view.row.entity;
    out.account = view.row.account;
    out.about = words("deficiency.about.exception", {named.item, view.row.entity + "/" + view.row.account, formatAmount(open.amount, view.row.digits) + " " + view.row.currency,
                                                        open.date.iso(), open.description.empty() ? open.reference : open.description});
    OXSEAL_TRY(const ExceptionBook book, exceptionBook(workspace, view, false));
    for (const ExceptionRow& row : book.rows) {
        if (view.items[row.item].handle == named.item)
            out.control = row.standing.control;
    }
    return out;
}

Result<DeficiencySourceFacts> fromReview(Workspace& workspace, const DeficiencySourceName& named)
{
    OXSEAL_TRY(const CampaignRow campaign, campaignById(workspace.db(), named.campaign));
    const std::string number = std::to_string(campaign.id.value);
    DeficiencySourceFacts out;
    out.entity = campaign.entity;
    if (named.source == DeficiencySource::Review) {
        out.reference = number;
        out.about = words("deficiency.about.review", {number, campaign.system});
        return out;
    }
    if (named.source == DeficiencySource::LookBack) {
        OXSEAL_TRY(const LookBackSheet sheet, lookBackSheet(workspace, campaign.id));
        const auto line = std::find_if(sheet.lines.begin(), sheet.lines.end(), [&](const LookBackLine& each) { return each.account == named.code; });
        if (line == sheet.lines.end())
            return missing(named.code);
        out.reference = lookBackReference(campaign.id, named.code);
        const LookBackRow* said = line->concluded();
        out.about = words("deficiency.about.look_back", {named.code, campaign.system, line->worker.empty() ? line->subject : line->worker, std::to_string(line->standing.lagDays),
            texts::sentence(said == nullptr ? "access.look_back_none" : ("access.look_back." + std::string(access::name(said->conclusion))).c_str())});
        return out;
    }
    OXSEAL_TRY(const std::optional<LineRow> line, access_repo::line(workspace.db(), campaign.id, named.row));
    if (!line)
        return missing(std::to_string(named.row));
    out.reference = reviewLineReference(campaign.id, named.row);
    out.about = words(line->reviewer ? "deficiency.about.review_line" : "deficiency.about.no_reviewer", {std::to_string(named.row), campaign.system, number, line->account, line->entitlement});
    return out;
}

Result<DeficiencySourceFacts> fromRemoval(Database& db, const DeficiencySourceName& named)
{
    OXSEAL_TRY(const auto all, access_repo::removals(db));
    const auto removal = std::find_if(all.begin(), all.end(), [&](const RemovalRow& each) { return each.id == named.removal; });
    if (removal == all.end())
        return missing(std::to_string(named.removal));
    OXSEAL_TRY(const CampaignRow campaign, campaignById(db, removal->campaign));
    DeficiencySourceFacts out;
    out.entity = campaign.entity;
    out.reference = std::to_string(removal->id);
    out.about = words("deficiency.about.removal", {std::to_string(removal->id), removal->account, removal->system, removal->entitlement, removal->state});
    return out;
}

Result<DeficiencySourceFacts> fromConflict(Workspace& workspace, const PeriodRow& period, const DeficiencySourceName& named)
{
    OXSEAL_TRY(const ConflictStatus conflict, conflictByFingerprint(workspace.db(), period, named.code, workspace.environment().clock.now().day()));
    DeficiencySourceFacts out;
    out.reference = conflict.row.fingerprint.hex();
    out.about = words("deficiency.about.conflict", {conflict.row.rule, conflict.row.risk, conflict.person().empty() ? conflict.row.subject : conflict.person()});
    if (conflict.mitigation)
        out.control = conflict.mitigation->control;
    return out;
}

Result<DeficiencySourceFacts> fromControls(Database& db, const PeriodRow& period, const DeficiencySourceName& named)
{
    DeficiencySourceFacts out;
    out.reference = period.period.name() + "/" + named.code;
    if (named.source == DeficiencySource::Test) {
        OXSEAL_TRY(const ControlRow control, controlByCode(db, named.code));
        OXSEAL_TRY(const auto all, controlOverview(db, period));
        const auto status = std::find_if(all.begin(), all.end(), [&](const ControlStatus& each) { return each.row.id == control.id; });
        if (status == all.end() || status->tests.empty())
            return missing(named.code);
        out.control = named.code;
        out.about = words("deficiency.about.test", {named.code, control.control.description, controls::name(status->state), period.period.name()});
        return out;
    }
    OXSEAL_TRY(const auto items, periodChecklist(db, period));
    const auto item = std::find_if(items.begin(), items.end(), [&](const ChecklistStatus& each) { return each.facts.item.code == named.code; });
    if (item == items.end())
        return fail(kNoSuchItem, {}, {named.code});
    out.about = words("deficiency.about.checklist", {named.code, item->facts.item.question, controls::name(item->facts.answer), period.period.name()});
    return out;
}

Result<DeficiencySourceFacts> factsOf(Workspace& workspace, const PeriodRow& period, const DeficiencySourceName& named)
{
    switch (named.source) {
    case DeficiencySource::Exception:
        return fromException(workspace, named);
    case DeficiencySource::ReviewLine:
    case DeficiencySource::Review:
    case DeficiencySource::LookBack:
        return fromReview(workspace, named);
    case DeficiencySource::Removal:
        return fromRemoval(workspace.db(), named);
    case DeficiencySource::Conflict:
        return fromConflict(workspace, period, named);
    case DeficiencySource::Test:
    case DeficiencySource::Checklist:
        return fromControls(workspace.db(), period, named);
    case DeficiencySource::Hand:
        break;
    }
    DeficiencySourceFacts typed;
    typed.about = texts::sentence("deficiency.about.hand");
    return typed;
}

} // namespace

Result<DeficiencySourceFacts> sourceFacts(Workspace& workspace, const PeriodRow& period, const DeficiencySourceName& named)
{
    OXSEAL_TRY(DeficiencySourceFacts out, factsOf(workspace, period, named));
    out.source = named.source;
    if (out.control.empty())
        return out;
    // A control that only a conflict's mitigation names may not be in the register.
    const auto known = controlByCode(workspace.db(), out.control);
    if (!known && !known.error().is(kNoSuchControl))
        return failWith(known);
    if (!known)
        out.control.clear();
    return out;
}

std::string exceptionReference(const std::string& entity, const std::string& account, const ItemName& item)
{
    return entity + "/" + account + "/" + recon::name(item.first) + "/" + item.second;
}

std::string lookBackReference(CampaignId campaign, const std::string& account) { return std::to_string(campaign.value) + "/" + account; }
std::string reviewLineReference(CampaignId campaign, std::int64_t row) { return std::to_string(campaign.value) + "/" + std::to_string(row); }

} // namespace oxseal
