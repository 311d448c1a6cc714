// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/review_agenda.h"

#include "models/calendar/icalendar.h"
#include "storage/reads/people_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <tuple>

namespace oxseal {
namespace {

using access::StageState;

/// The agenda of one campaign.
class CampaignAgenda
{
public:
    CampaignAgenda(Database& db, const CampaignRow& campaign, std::string period, Day today)
        : db_(db), campaign_(campaign), period_(std::move(period)), today_(today)
    {
    }

    Result<std::vector<AgendaItem>> run()
    {
        OXSEAL_TRY(const RuleIds ids, ruleIds(db_));
        OXSEAL_TRY(plan_, stagePlan(db_, campaign_.id, ids));
        OXSEAL_TRY(const bool shared, stage_repo::sharesLines(db_, campaign_.id));
        if (plan_.plain() && !shared) {
            OXSEAL_TRY(const auto shares, stage_repo::openShares(db_, campaign_.id));
            for (const auto& share : shares) {
                AgendaItem& item = at(0, share.reviewer);
                item.open = share.lines;
                item.reconfirm = share.reconfirm;
            }
        } else {
            OXSEAL_CHECK(seats(ids));
        }
        OXSEAL_CHECK(signOff());
        std::vector<AgendaItem> items;
        for (auto& [key, item] : items_)
            items.push_back(std::move(item));
        return items;
    }

private:
    AgendaItem& at(std::size_t stage, PersonId person, AgendaTask task = AgendaTask::Decide)
    {
        const auto [found, fresh] = items_.try_emplace({task, stage, person});
        AgendaItem& item = found->second;
        if (!fresh)
            return item;
        item.task = task;
        item.person = person;
        item.campaign = campaign_.id;
        item.system = campaign_.system;
        item.period = period_;
        if (task == AgendaTask::Decide) {
            item.stage = plan_.rows[stage].stage;
            item.kind = plan_.rows[stage].kind;
        }
        const std::size_t dated = std::min(stage, plan_.rules.size() - 1);
        item.due = plan_.rules[dated].due;
        item.overdue = access::overdueBy(plan_.rules[dated], today_);
        return item;
    }

    Status seats(const RuleIds& ids)
    {
        OXSEAL_TRY(const std::vector<LineRow> lines, access_repo::lines(db_, campaign_.id));
        OXSEAL_TRY(const std::vector<SeatRow> all, stage_repo::seats(db_, campaign_.id));
        for (const LineRow& line : lines) {
            if (!line.included)
                continue;
            const std::span<const SeatRow> own = seatsAt(all, line.row);
            const access::LineStanding standing = access::standingOf(plan_.rules, line.flags, votesOf(own, plan_, ids));
            if (standing.disputed)
                ++at(plan_.rules.size(), campaign_.openedBy, AgendaTask::Resolve).open;
            for (std::size_t stage = 0; stage < plan_.rules.size(); ++stage)
                countStage(standing.stages[stage], stage, own);
        }
        return {};
    }

    void countStage(const access::StageView& view, std::size_t stage, std::span<const SeatRow> seats)
    {
        if (view.state != StageState::Open && view.state != StageState::Waiting)
            return;
        const bool now = view.state == StageState::Open;
        if (view.seats == 0) {
            AgendaItem& item = at(stage, PersonId());
            ++(now ? item.open : item.later);
        }
        for (const SeatRow& seat : seats) {
            if (plan_.indexOf(seat.stage) != stage || seat.stage == 0 || (seat.decision && access::settles(*seat.decision)))
                continue;
            AgendaItem& item = at(stage, seat.person);
            ++(now ? item.open : item.later);
            item.reconfirm += seat.reconfirms != 0 && !seat.decision ? 1 : 0;
        }
    }

    Status signOff()
    {
        OXSEAL_TRY(const auto signoffs, access_repo::signoffs(db_, campaign_.id));
        const bool given = std::any_of(signoffs.begin(), signoffs.end(), [](const auto& one) { return one.capacity == "system_owner"; });
        if (!given)
            at(plan_.rules.size(), campaign_.systemOwner, AgendaTask::SignOff);
        return {};
    }

    Database& db_;
    const CampaignRow& campaign_;
    std::string period_;
    Day today_;
    StagePlan plan_;
    std::map<std::tuple<AgendaTask, std::size_t, PersonId>, AgendaItem> items_;
};

std::string loginOf(const std::vector<Person>& people, PersonId id)
{
    const auto found = std::find_if(people.begin(), people.end(), [id](const Person& person) { return person.id == id; });
    return found == people.end() ? std::string("nobody") : found->login;
}

} // namespace

const char* name(AgendaTask task) noexcept
{
    switch (task) {
    case AgendaTask::Decide: return "decide";
    case AgendaTask::Resolve: return "resolve";
    case AgendaTask::SignOff: break;
    }
    return "sign_off";
}

Result<std::vector<AgendaItem>> reviewAgenda(Database& db, const PeriodRow* period, Day today)
{
    OXSEAL_TRY(const std::vector<CampaignRow> campaigns, access_repo::campaigns(db));
    OXSEAL_TRY(const std::vector<PeriodRow> all, periods(db));
    OXSEAL_TRY(const std::vector<DelegationRow> delegations, handover_repo::delegations(db));
    std::vector<AgendaItem> agenda;
    for (const CampaignRow& campaign : campaigns) {
        if (campaign.state != access::CampaignState::Open || (period != nullptr && campaign.period != period->id))
            continue;
        const auto of = std::find_if(all.begin(), all.end(), [&](const PeriodRow& row) { return row.id == campaign.period; });
        OXSEAL_TRY(std::vector<AgendaItem> items, CampaignAgenda(db, campaign, of == all.end() ? std::string() : of->period.name(), today).run());
        for (AgendaItem& item : items) {
            for (const DelegationRow& row : delegations) {
                if (item.task == AgendaTask::Decide && row.from == item.person && std::string_view(stateOf(row, today)) == "valid")
                    item.standIn = row.to;
            }
            agenda.push_back(std::move(item));
        }
    }
    std::stable_sort(agenda.begin(), agenda.end(), [](const AgendaItem& a, const AgendaItem& b) {
        const auto key = [](const AgendaItem& item) {
            return std::make_tuple(item.due ? item.due->number : INT32_MAX, item.campaign, item.task, item.stage, item.person);
        };
        return key(a) < key(b);
    });
    return agenda;
}

Result<AgendaFile> agendaFile(Workspace& workspace, const std::vector<AgendaItem>& items)
{
    OXSEAL_TRY(const std::vector<Person> people, persons(workspace.db()));
    AgendaFile out;
    std::vector<calendar::CalendarEntry> entries;
    for (const AgendaItem& item : items) {
        if (item.task == AgendaTask::Decide && item.open + item.later == 0)
            continue;
        if (!item.due) {
            ++out.undated;
            continue;
        }
        const std::string login = loginOf(people, item.person);
        const std::string number = std::to_string(item.campaign.value);
        calendar::CalendarEntry entry;
        entry.uid = "review-" + number + "-" + name(item.task) + "-" + std::to_string(item.stage) + "-" + login + "@" + workspace.id();
        entry.day = *item.due;
        if (item.task == AgendaTask::Decide) {
            entry.summary = texts::sentence("access.agenda_ics", {item.system, item.period, std::to_string(item.open + item.later)});
            entry.description = texts::sentence("access.agenda_ics_more",
                {login, std::to_string(item.open), std::to_string(item.later), std::to_string(item.stage), access::name(item.kind), item.due->iso()});
        } else {
            entry.summary = texts::sentence(item.task == AgendaTask::Resolve ? "access.agenda_resolve" : "access.agenda_signoff",
                {login, item.system, item.period, std::to_string(item.open)});
        }
        entries.push_back(std::move(entry));
    }
    out.file.entries = entries.size();
    out.file.bytes = calendar::icalendar(entries, "-//Oxseal//EN", workspace.environment().clock.now());
    return out;
}

} // namespace oxseal
