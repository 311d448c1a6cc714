// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/roster_compare.h"
#include "models/access/population.h"
#include "tests/support/test_main.h"

#include <functional>

using namespace oxseal;
using namespace oxseal::access;

namespace {

Column words(const char* name, const std::vector<const char*>& values)
{
    TextColumn column;
    for (const auto* value : values)
        column.append(value);
    return {name, column};
}

/// Five people, worked out by hand. E2 left on 30 June, E4 and E5 share a name.
Roster roster()
{
    return Roster::of(Table({
        words("employee_id", {"E1", "E2", "E3", "E4", "E5"}),
        words("name", {"Ann Low", "Bo Gone", "Cy Later", "Jo Twin", "Jo Twin"}),
        words("email", {"ann@x.example", "bo@x.example", "cy@x.example", "jo.a@x.example", "jo.b@x.example"}),
        words("status", {"A", "T", "T", "A", "A"}),
        words("term_date", {"", "2026-06-30", "2026-12-31", "", ""}),
        words("department", {"AP", "AR", "IT", "HR", "HR"}),
    }));
}

const Day kAsOf = *Day::fromIso("2026-09-30");

/// A deterministic generator that owes nothing to the product.
struct Lcg
{
    std::uint64_t state = 42;
    std::uint32_t below(std::uint32_t n)
    {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>((state >> 33) % n);
    }
};

} // namespace

class TestRosterCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handCases()
    {
        const Population listing = populationOf(Table({
            words("system", {"ERP", "ERP", "ERP", "ERP", "ERP", "ERP", "ERP"}),
            words("account_id", {"ann", "bo", "cy", "x9", "svc", "twin", "mail"}),
            words("person_id", {"E1", "E2", "E3", "E9", "", "", ""}),
            words("name", {"", "", "", "", "", "Jo Twin", "Jo Twin"}),
            words("email", {"", "", "", "", "", "", "JO.B@x.example "}),
            words("type", {"human", "human", "human", "human", "service", "human", ""}),
            words("status", {"active", "active", "disabled", "active", "active", "", ""}),
            words("permission", {"P1", "P1", "P1", "P1", "P1", "P1", "P1"}),
            words("last_login", {"2026-07-02", "2026-07-01", "2026-07-01", "", "2026-07-03", "", "2026-09-29T08:00:00Z"}),
            words("privileged", {"no", "yes", "", "no", "no", "no", "no"}),
            words("mfa", {"true", "false", "", "", "", "", ""}),
        }));
        const auto result = compareRoster(listing, roster(), nullptr, nullptr, {kAsOf, 90, 90});
        VERIFY_OK(result);
        const auto flag = [&](std::size_t row, LineFlag which) { return result->lines[row].flags.get(which); };
        // 90 days before 30 September is 2 July; only what lies before is stale.
        QCOMPARE(flag(0, LineFlag::Stale), Flag::No);
        QCOMPARE(flag(1, LineFlag::Stale), Flag::Yes);
        QCOMPARE(flag(3, LineFlag::Stale), Flag::Unknown);
        QCOMPARE(flag(0, LineFlag::Terminated), Flag::No);
        QCOMPARE(flag(1, LineFlag::Terminated), Flag::Yes);
        QCOMPARE(flag(2, LineFlag::Terminated), Flag::No); // leaves in December
        QCOMPARE(flag(3, LineFlag::Terminated), Flag::Unknown); // nobody
        QCOMPARE(flag(1, LineFlag::LeaverActive), Flag::Yes);
        QCOMPARE(flag(1, LineFlag::UsedAfterLeaving), Flag::Yes); // login the day after
        QCOMPARE(flag(2, LineFlag::UsedAfterLeaving), Flag::No);
        QCOMPARE(flag(3, LineFlag::Orphan), Flag::Yes);
        QCOMPARE(flag(4, LineFlag::Orphan), Flag::No);
        QCOMPARE(flag(4, LineFlag::ServiceWithoutOwner), Flag::Yes);
        QCOMPARE(flag(6, LineFlag::ServiceWithoutOwner), Flag::Unknown);
        // A name alone never joins; an address does, in any case.
        QCOMPARE(flag(5, LineFlag::Orphan), Flag::Yes);
        QCOMPARE(result->identities[5].by, MatchedBy::None);
        QCOMPARE(result->identities[6].by, MatchedBy::Email);
        QCOMPARE(result->lines[6].worker, 4);
        QCOMPARE(flag(0, LineFlag::Privileged), Flag::No);
        QCOMPARE(flag(1, LineFlag::Privileged), Flag::Yes);
        QCOMPARE(flag(2, LineFlag::Privileged), Flag::Unknown);
        QCOMPARE(flag(1, LineFlag::MfaOff), Flag::Yes);
        QCOMPARE(flag(2, LineFlag::MfaOff), Flag::Unknown);
        // No baseline: nothing is said about new, revoked or raised.
        for (std::size_t row = 0; row < 7; ++row) {
            QCOMPARE(flag(row, LineFlag::New), Flag::Unknown);
            QCOMPARE(flag(row, LineFlag::RevokedStillPresent), Flag::Unknown);
            QCOMPARE(flag(row, LineFlag::LevelRaised), Flag::Unknown);
            QCOMPARE(flag(row, LineFlag::Mover), Flag::Unknown);
        }
        QVERIFY(!result->baseline);
        QCOMPARE(roster().sameName("jo twin").size(), std::size_t(2));
        QCOMPARE(flag(0, LineFlag::NeverUsed), Flag::No);
        QCOMPARE(flag(3, LineFlag::NeverUsed), Flag::Yes);
    }

    void neverUsedNeedsAListingThatStatesUses()
    {
        const auto make = [](const std::vector<const char*>& logins) {
            return populationOf(Table({
                words("account_id", {"a", "b", "young", "old", "svc"}),
                words("type", {"human", "human", "human", "human", "service"}),
                words("permission", {"P", "P", "P", "P", "P"}),
                words("last_login", logins),
                words("created", {"2026-01-05", "", "2026-09-01", "2026-07-01", ""}),
            }));
        };
        const auto flagsOf = [&](const std::vector<const char*>& logins) {
            const auto result = compareRoster(make(logins), roster(), nullptr, nullptr, {kAsOf, 90, 90});
            std::vector<Flag> out;
            for (const ComparedLine& line : result->lines)
                out.push_back(line.flags.get(LineFlag::NeverUsed));
            return out;
        };
        QVERIFY(flagsOf({"", "", "", "", ""}) == std::vector<Flag>(5, Flag::Unknown));
        // 90 days before 30 September is 2 July: what was created on the day before is old enough, what came in September is not.
        QVERIFY((flagsOf({"2026-09-01", "", "", "", ""}) == std::vector<Flag>{Flag::No, Flag::Yes, Flag::No, Flag::Yes, Flag::Unknown}));
    }

    void againstPreviousReview()
    {
        const auto make = [](const std::vector<const char*>& accounts, const std::vector<const char*>& permissions,
                              const std::vector<const char*>& levels, const std::vector<const char*>& decisions) {
            std::vector<Column> columns{words("system", std::vector<const char*>(accounts.size(), "ERP")),
                words("account_id", accounts), words("permission", permissions), words("level", levels)};
            if (!decisions.empty())
                columns.push_back(words("decision", decisions));
            return populationOf(Table(columns));
        };
        const auto before = make({"a", "a", "b", "c"}, {"P1", "P2", "P1", "P1"}, {"View", "Full", "Edit", ""},
            {"keep", "Revoke", "keep", "keep"});
        const auto now = make({"a", "a", "b", "c", "d"}, {"P1", "P2", "P1", "P1", "P1"}, {"Edit", "Full", "View", "Full", "View"}, {});
        const auto result = compareRoster(now, Roster(), &before, nullptr, {kAsOf, 90, 90});
        VERIFY_OK(result);
        const auto flag = [&](std::size_t row, LineFlag which) { return result->lines[row].flags.get(which); };
        QCOMPARE(flag(0, LineFlag::LevelRaised), Flag::Yes); // View → Edit under the same name
        QCOMPARE(flag(0, LineFlag::New), Flag::No);
        QCOMPARE(flag(1, LineFlag::RevokedStillPresent), Flag::Yes);
        QCOMPARE(flag(2, LineFlag::LevelRaised), Flag::No);
        QCOMPARE(flag(3, LineFlag::LevelRaised), Flag::Unknown);
        QCOMPARE(flag(4, LineFlag::New), Flag::Yes);
        QCOMPARE(flag(4, LineFlag::RevokedStillPresent), Flag::No);
    }

    /// 20,000 random grants against a row-by-row search written without any index.
    void agreesWithPlainSearch()
    {
        Lcg random;
        struct Person
        {
            std::string id;
            bool left;
            int day;
        };
        std::vector<Person> people;
        TextColumn ids, statuses, dates;
        for (int at = 0; at < 300; ++at) {
            const bool left = random.below(5) == 0;
            const int day = 20450 + static_cast<int>(random.below(200));
            people.push_back({"E" + std::to_string(at), left, day});
            ids.append(people.back().id);
            statuses.append(left ? "T" : "A");
            dates.append(left ? Day{day}.iso() : "");
        }
        const int asOf = 20550;
        struct Line
        {
            std::string account, person, entitlement;
            int used;
        };
        std::vector<Line> lines;
        TextColumn accounts, persons, entitlements, used;
        for (int at = 0; at < 40000; ++at) {
            const std::uint32_t account = random.below(900);
            // Every account belongs to one id; one in ten ids does not exist.
            Line line{"A" + std::to_string(account), "E" + std::to_string(account * 330 / 900),
                "R" + std::to_string(random.below(40)), asOf - static_cast<int>(random.below(200))};
            accounts.append(line.account);
            persons.append(line.person);
            entitlements.append(line.entitlement);
            used.append(Day{line.used}.iso());
            lines.push_back(line);
        }
        std::vector<std::pair<std::string, std::string>> reviewed, revoked;
        TextColumn oldAccounts, oldEntitlements, decisions;
        for (int at = 0; at < 3000; ++at) {
            const std::string account = "A" + std::to_string(random.below(1000));
            const std::string entitlement = "R" + std::to_string(random.below(45));
            const bool revoke = random.below(10) == 0;
            oldAccounts.append(account);
            oldEntitlements.append(entitlement);
            decisions.append(revoke ? "REVOKE" : "CERTIFY");
            reviewed.emplace_back(account, entitlement);
            if (revoke)
                revoked.emplace_back(account, entitlement);
        }
        const Population current = populationOf(Table({{"account_id", accounts}, {"employee_id", persons},
            {"entitlement", entitlements}, {"last_used", used}}));
        const Population previous = populationOf(
            Table({{"account_id", oldAccounts}, {"entitlement", oldEntitlements}, {"decision", decisions}}));
        const Roster hr = Roster::of(Table({{"employee_id", ids}, {"status", statuses}, {"term_date", dates}}));
        const auto result = compareRoster(current, hr, &previous, nullptr, {Day{asOf}, 90, 90});
        VERIFY_OK(result);
        std::size_t terminated = 0, orphan = 0, stale = 0, fresh = 0, still = 0;
        for (const Line& line : lines) {
            const Person* person = nullptr;
            for (const Person& candidate : people) {
                if (candidate.id == line.person)
                    person = &candidate;
            }
            orphan += person == nullptr;
            terminated += person != nullptr && person->left && person->day <= asOf;
            stale += line.used < asOf - 90;
            const std::pair<std::string, std::string> key(line.account, line.entitlement);
            fresh += std::find(reviewed.begin(), reviewed.end(), key) == reviewed.end();
            still += std::find(revoked.begin(), revoked.end(), key) != revoked.end();
        }
        const auto count = [&](LineFlag flag) { return std::size_t(result->counts[static_cast<std::size_t>(flag)]); };
        QCOMPARE(count(LineFlag::Terminated), terminated);
        QCOMPARE(count(LineFlag::Orphan), orphan);
        QCOMPARE(count(LineFlag::Stale), stale);
        QCOMPARE(count(LineFlag::New), fresh);
        QCOMPARE(count(LineFlag::RevokedStillPresent), still);
        QVERIFY(terminated > 100 && orphan > 100 && stale > 100 && fresh > 100 && still > 10);
        // The lines of several pieces, and none of them depends on who worked them out.
        for (const unsigned threads : {1U, 3U}) {
            const auto again = compareRoster(current, hr, &previous, nullptr, {Day{asOf}, 90, 90, threads});
            VERIFY_OK(again);
            QVERIFY(again->counts == result->counts && again->unknown == result->unknown);
            QVERIFY(std::equal(again->lines.begin(), again->lines.end(), result->lines.begin(), result->lines.end(),
                [](const ComparedLine& a, const ComparedLine& b) { return a.worker == b.worker && a.flags.yes == b.flags.yes && a.flags.unknown == b.flags.unknown; }));
        }
    }

    void moversAndCancel()
    {
        const auto people = [](const char* department) {
            return Roster::of(Table({words("employee_id", {"E1"}), words("department", {department}), words("status", {"A"})}));
        };
        const Population listing
            = populationOf(Table({words("account_id", {"a"}), words("person_id", {"E1"}), words("role", {"Clerk"})}));
        const Roster before = people("AP"), after = people("AR");
        const auto moved = compareRoster(listing, after, nullptr, &before, {kAsOf, 90, 90});
        VERIFY_OK(moved);
        QCOMPARE(moved->lines[0].flags.get(LineFlag::Mover), Flag::Yes);
        std::atomic<bool> stop = true;
        Progress progress;
        progress.stop = &stop;
        const auto stopped = compareRoster(listing, after, nullptr, nullptr, {kAsOf, 90, 90}, progress);
        QVERIFY(!stopped && stopped.error().is(kCompareCancelled));
    }
};

OXSEAL_TEST_CLASS(TestRosterCompare);
#include "tst_roster_compare.moc"
