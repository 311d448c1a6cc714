// SPDX-License-Identifier: GPL-3.0-or-later
// A13: when access of leavers and movers ended follows from the extracts, the roster and the limits of the policy.
#include "models/access/leaver_times.h"
#include "models/access/review_basis.h"
#include "models/core/text.h"
#include "storage/packet/account_words.h"
#include "storage/packet/time_cells.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr const char* kReviews = "data/access_reviews.csv";
constexpr const char* kLeavers = "data/access_leaver_times.csv";
constexpr const char* kMovers = "data/access_mover_times.csv";

class TimesAgain
{
public:
    TimesAgain(PacketWork& work, const DataTable& reviews, const AccountWords& words) : work_(work), reviews_(reviews), words_(words) { }

    /// The days that the listings speak of stand beside their imports.
    Status readDays()
    {
        OXSEAL_TRY(const auto imports, work_.table("data/imports.csv"));
        for (std::size_t row = 0; imports && row < imports->rows(); ++row) {
            if (const auto day = Day::fromIso(imports->cell(row, "as_of")))
                days_[imports->number(row, "import")] = *day;
        }
        return {};
    }

    void review(std::size_t row, const std::optional<DataTable>& leavers, const std::optional<DataTable>& movers)
    {
        const auto times = again(row);
        if (!times)
            return;
        const std::string& campaign = reviews_.cell(row, "campaign");
        compare(kLeavers, leavers, campaign, times->leavers, leaverTimeColumns());
        compare(kMovers, movers, campaign, times->movers, moverTimeColumns());
    }

private:
    std::optional<access::AccessTimes> again(std::size_t row)
    {
        const ReadAgain* roster = work_.import(reviews_.number(row, "roster_snapshot"));
        const std::int64_t before = reviews_.number(row, "previous_roster_snapshot");
        const ReadAgain* rosterBefore = before == 0 ? nullptr : work_.import(before);
        const auto asOf = Day::fromIso(reviews_.cell(row, "as_of"));
        const auto since = Day::fromIso(reviews_.cell(row, "times_since"));
        bool whole = roster != nullptr && (before == 0 || rosterBefore != nullptr) && asOf && since;
        std::vector<const ReadAgain*> extracts;
        for (const std::string& text : split(reviews_.cell(row, "extracts"), ';')) {
            std::int64_t id = 0;
            if (!text.empty())
                extracts.push_back(parseInteger(text, id) ? work_.import(id) : nullptr);
        }
        whole = whole && std::find(extracts.begin(), extracts.end(), nullptr) == extracts.end();
        if (!whole) {
            work_.leaveOut(kLeavers, "no_input", {"extracts", reviews_.cell(row, "extracts")});
            return std::nullopt;
        }
        work_.compare(kReviews, rowPlace(row, "extracts"), reviews_.cell(row, "extracts"), extractsIn(row));
        return timesOf(row, *roster, rosterBefore, extracts, *asOf, *since);
    }

    /// Every listing of the system that the packet holds, by day; of several of one day the one imported last.
    std::string extractsIn(std::size_t row)
    {
        const ReadAgain* listing = work_.import(reviews_.number(row, "listing_snapshot"));
        std::map<Day, std::int64_t> byDay;
        for (const auto& [id, one] : work_.imports) {
            if (listing != nullptr && one.kind == listing->kind && one.subject == listing->subject && one.entity == listing->entity && days_.contains(id))
                byDay[days_.at(id)] = id;
        }
        std::vector<std::string> ids;
        for (const auto& [day, id] : byDay)
            ids.push_back(std::to_string(id));
        return join(ids, ";");
    }

    [[nodiscard]] Day dayOf(std::int64_t import) const
    {
        const auto found = days_.find(import);
        return found == days_.end() ? Day() : found->second;
    }

    access::AccessTimes timesOf(std::size_t row, const ReadAgain& roster, const ReadAgain* rosterBefore, const std::vector<const ReadAgain*>& extracts, Day asOf, Day since)
    {
        const access::Roster workers = words_.roster(roster.table, reviews_.number(row, "identities_through"));
        std::optional<access::Roster> then;
        if (rosterBefore != nullptr)
            then = access::Roster::of(rosterBefore->table);
        std::vector<access::Population> listings;
        for (const ReadAgain* one : extracts)
            listings.push_back(access::populationOfSystem(one->table, one->subject));
        access::TimesBasis basis;
        for (std::size_t at = 0; at < extracts.size(); ++at)
            basis.extracts.push_back({dayOf(extracts[at]->id), &listings[at], access::daysIn(extracts[at]->table, access::kDisabledOn)});
        basis.roster = &workers;
        basis.jobChanged = access::daysIn(roster.table, access::kJobChanged);
        basis.rosterBefore = then ? &*then : nullptr;
        basis.since = since;
        basis.asOf = asOf;
        basis.limits.leaver = static_cast<int>(reviews_.number(row, "leaver_business_days"));
        basis.limits.mover = static_cast<int>(reviews_.number(row, "mover_business_days"));
        return access::accessTimes(basis);
    }

    template <class Line>
    void compare(const char* path, const std::optional<DataTable>& stated, const std::string& campaign, const std::vector<Line>& again, const std::vector<std::string>& columns)
    {
        std::size_t at = 0;
        for (std::size_t row = 0; stated && row < stated->rows(); ++row) {
            if (stated->cell(row, "campaign") != campaign)
                continue;
            const std::vector<std::string> cells = at < again.size() ? timeCells(again[at]) : std::vector<std::string>(columns.size());
            for (std::size_t column = 0; column < columns.size(); ++column)
                work_.compare(path, rowPlace(row, columns[column]), stated->cell(row, columns[column]), cells[column]);
            ++at;
            work_.count("access_times");
        }
        for (; stated && at < again.size(); ++at)
            work_.compare(path, "campaign " + campaign, "", join(timeCells(again[at]), ", "));
    }

    PacketWork& work_;
    const DataTable& reviews_;
    const AccountWords& words_;
    std::map<std::int64_t, Day> days_; ///< of imports
};

} // namespace

Status reperformTimes(PacketWork& work)
{
    if (!work.has(kReviews))
        return {}; // said with the reviews
    OXSEAL_TRY(const auto reviews, work.table(kReviews));
    if (!reviews || !reviews->has("extracts") || reviews->rows() == 0)
        return {}; // of a program that did not follow when access ended
    OXSEAL_TRY(const AccountWords words, AccountWords::of(work, reviews->has("facts_through")));
    OXSEAL_TRY(const auto leavers, work.table(kLeavers));
    OXSEAL_TRY(const auto movers, work.table(kMovers));
    TimesAgain times(work, *reviews, words);
    OXSEAL_CHECK(times.readDays());
    for (std::size_t row = 0; row < reviews->rows(); ++row)
        times.review(row, leavers, movers);
    return {};
}

} // namespace oxseal
