// SPDX-License-Identifier: GPL-3.0-or-later
// A13: which accounts of leavers had to be looked back at follows from the flags of the lines and the times of their ends; their days from
// listing, extracts and roster. What people found out, and the acts in logs, are taken as they are.
#include "models/access/look_back_facts.h"
#include "models/access/review_basis.h"
#include "models/core/text.h"
#include "storage/packet/reperform_parts.h"

#include <set>

namespace oxseal {
namespace {

constexpr const char* kReviews = "data/access_reviews.csv";
constexpr const char* kLines = "data/access_lines.csv";
constexpr const char* kTimes = "data/access_leaver_times.csv";
constexpr const char* kLookBack = "data/access_look_back.csv";

std::string iso(const std::optional<Day>& day) { return day ? day->iso() : std::string(); }

access::LineFlags flagsOf(const DataTable& lines, std::size_t row)
{
    access::LineFlags flags;
    flags.unknown = 0;
    for (const auto& [column, value] : {std::pair("flags", Flag::Yes), std::pair("flags_unknown", Flag::Unknown)}) {
        for (const std::string& each : split(lines.cell(row, column), ';')) {
            if (const auto flag = access::lineFlagFromName(each))
                flags.set(*flag, value);
        }
    }
    return flags;
}

/// One account that had to be on the worksheet.
struct Expected
{
    access::LookBackKind kind = access::LookBackKind::Outlived;
    std::string subject;
    std::optional<Day> goneAsOf; ///< of those that ended late
    access::LookBackFacts seen;
};
using Accounts = std::map<std::string, Expected>;

class LookBackAgain
{
public:
    LookBackAgain(PacketWork& work, const DataTable& reviews, const DataTable& lines, const DataTable& times, const DataTable& stated)
        : work_(work), reviews_(reviews), lines_(lines), times_(times), stated_(stated)
    {
    }

    Status readDays()
    {
        OXSEAL_TRY(const auto imports, work_.table("data/imports.csv"));
        for (std::size_t row = 0; imports && row < imports->rows(); ++row) {
            if (const auto day = Day::fromIso(imports->cell(row, "as_of")))
                days_[imports->number(row, "import")] = *day;
        }
        return {};
    }

    void review(std::size_t row)
    {
        const std::string& campaign = reviews_.cell(row, "campaign");
        Accounts expected = accounts(row, campaign);
        const bool known = see(row, expected);
        const ReadAgain* roster = work_.import(reviews_.number(row, "roster_snapshot"));
        const access::Roster workers = roster == nullptr ? access::Roster(std::vector<access::Worker>()) : access::Roster::of(roster->table);
        std::set<std::string> found;
        for (std::size_t at = 0; at < stated_.rows(); ++at) {
            if (stated_.cell(at, "campaign") != campaign)
                continue;
            const auto account = expected.find(stated_.cell(at, "account"));
            if (account == expected.end()) {
                work_.compare(kLookBack, rowPlace(at, "account"), stated_.cell(at, "account"), "");
                continue;
            }
            found.insert(account->first);
            work_.compare(kLookBack, rowPlace(at, "look_back_kind"), stated_.cell(at, "look_back_kind"), access::name(account->second.kind));
            work_.compare(kLookBack, rowPlace(at, "employee_id"), stated_.cell(at, "employee_id"), account->second.subject);
            if (known && roster != nullptr)
                days(workers, at, account->second);
            work_.count("look_back");
        }
        for (const auto& [account, one] : expected) {
            if (!found.contains(account))
                work_.compare(kLookBack, "campaign " + campaign, "", account);
        }
    }

private:
    Accounts accounts(std::size_t row, const std::string& campaign) const
    {
        Accounts out;
        for (std::size_t line = 0; line < lines_.rows(); ++line) {
            if (lines_.cell(line, "campaign") == campaign && access::outlived(flagsOf(lines_, line)))
                out[lines_.cell(line, "account")].subject = lines_.cell(line, "employee_id");
        }
        for (std::size_t time = 0; reviews_.cell(row, "late_looked_back") == "true" && time < times_.rows(); ++time) {
            if (times_.cell(time, "campaign") != campaign || times_.cell(time, "late") != "true" || out.contains(times_.cell(time, "account")))
                continue;
            Expected& late = out[times_.cell(time, "account")];
            late.kind = access::LookBackKind::EndedLate;
            late.subject = times_.cell(time, "employee_id");
            late.goneAsOf = Day::fromIso(times_.cell(time, "ended_on"));
        }
        return out;
    }

    /// What the review's listing says of those that outlived their worker, and the extracts of the others; false when the packet lacks one.
    bool see(std::size_t row, Accounts& expected)
    {
        std::map<std::string, access::LookBackFacts> outlived, late;
        for (const auto& [account, one] : expected)
            (one.kind == access::LookBackKind::Outlived ? outlived : late).emplace(account, access::LookBackFacts{});
        const ReadAgain* listing = work_.import(reviews_.number(row, "listing_snapshot"));
        const auto asOf = Day::fromIso(reviews_.cell(row, "as_of"));
        if (listing == nullptr || !asOf)
            return false;
        access::addSightings(outlived, access::populationOfSystem(listing->table, listing->subject), *asOf);
        for (const std::string& text : split(reviews_.cell(row, "extracts"), ';')) {
            std::int64_t id = 0;
            const ReadAgain* extract = parseInteger(text, id) ? work_.import(id) : nullptr;
            if (late.empty())
                break;
            if (extract == nullptr || !days_.contains(id))
                return false;
            access::addSightings(late, access::populationOfSystem(extract->table, extract->subject), days_.at(id));
        }
        for (auto* part : {&outlived, &late}) {
            for (auto& [account, seen] : *part)
                expected.at(account).seen = std::move(seen);
        }
        return true;
    }

    void days(const access::Roster& workers, std::size_t at, const Expected& one)
    {
        const std::int32_t worker = workers.byId(one.subject);
        access::LeaverFacts facts;
        facts.lastDay = worker < 0 ? std::nullopt : workers.workers()[static_cast<std::size_t>(worker)].termination;
        facts.lastUse = one.seen.lastUse;
        facts.listed = one.seen.listed.value_or(Day());
        const bool late = one.kind == access::LookBackKind::EndedLate;
        if (late)
            facts.useKnownUntil = facts.listed;
        facts.goneAsOf = late ? one.goneAsOf : Day::fromIso(stated_.cell(at, "gone_as_of")); // a proof of removal is told in access_removals.csv
        facts.usesAfter = stated_.number(at, "acts_after");
        const auto same = [&](const char* column, const std::string& found) { work_.compare(kLookBack, rowPlace(at, column), stated_.cell(at, column), found); };
        same("worker", worker < 0 ? std::string() : workers.workers()[static_cast<std::size_t>(worker)].name);
        same("last_day", iso(facts.lastDay));
        same("last_use", iso(facts.lastUse));
        same("listed", facts.listed.iso());
        same("gone_as_of", iso(facts.goneAsOf));
        const access::LeaverStanding standing = standingOf(facts);
        same("lag_days", std::to_string(standing.lagDays));
        // Where the days tell nothing, a log may still have shown that nothing was done.
        if (standing.usedAfter != Flag::Unknown || stated_.cell(at, "used_after") != name(Flag::No))
            same("used_after", name(standing.usedAfter));
    }

    PacketWork& work_;
    const DataTable& reviews_;
    const DataTable& lines_;
    const DataTable& times_;
    const DataTable& stated_;
    std::map<std::int64_t, Day> days_; ///< of imports
};

} // namespace

Status reperformLookBack(PacketWork& work)
{
    if (!work.has(kReviews))
        return {}; // said with the reviews
    OXSEAL_TRY(const auto reviews, work.table(kReviews));
    if (!reviews || !reviews->has("late_looked_back") || reviews->rows() == 0)
        return {}; // of a program that did not say why an account stands on the worksheet
    OXSEAL_TRY(const auto lines, work.table(kLines));
    OXSEAL_TRY(const auto times, work.table(kTimes));
    OXSEAL_TRY(const auto stated, work.table(kLookBack));
    if (!lines || !times || !stated)
        return {};
    LookBackAgain again(work, *reviews, *lines, *times, *stated);
    OXSEAL_CHECK(again.readDays());
    for (std::size_t row = 0; row < reviews->rows(); ++row)
        again.review(row);
    return {};
}

} // namespace oxseal
