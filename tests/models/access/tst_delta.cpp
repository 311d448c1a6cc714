// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/delta.h"
#include "models/access/population.h"
#include "tests/support/test_main.h"

#include <array>

using namespace oxseal;
using namespace oxseal::access;

namespace {

template <std::size_t N>
Table tableOf(const std::array<const char*, N>& names, const std::vector<std::array<const char*, N>>& rows)
{
    std::vector<Column> columns{{"system", TextColumn()}};
    for (const auto* name : names)
        columns.push_back({name, TextColumn()});
    for (const auto& row : rows) {
        std::get<TextColumn>(columns[0].data).append("ERP");
        for (std::size_t at = 0; at < N; ++at)
            std::get<TextColumn>(columns[at + 1].data).append(row[at]);
    }
    return Table(columns);
}

Table listing(const std::vector<std::array<const char*, 5>>& rows) { return tableOf<5>({"account_id", "role", "level", "privileged", "owner"}, rows); }

/// Everybody is a clerk.
Table accounts(const std::vector<std::array<const char*, 6>>& rows)
{
    std::vector<std::array<const char*, 7>> clerks;
    for (const auto& row : rows)
        clerks.push_back({row[0], row[1], row[2], row[3], row[4], row[5], "Clerk"});
    return tableOf<7>({"account_id", "status", "mfa", "type", "person_id", "privileged", "role"}, clerks);
}

std::vector<std::string> found(const std::vector<DeltaLine>& lines)
{
    std::vector<std::string> out;
    for (const DeltaLine& line : lines)
        out.push_back(std::string(name(line.change)) + " " + line.account + " " + line.before + ">" + line.after);
    return out;
}

} // namespace

class TestDelta : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfChange()
    {
        const auto before = populationOf(listing({{"ann", "Clerk", "View", "no", ""}, {"bob", "Clerk", "Full", "no", ""},
            {"cat", "Clerk", "Edit", "no", ""}, {"svc", "Job", "", "no", "E1"}, {"dan", "Boss", "", "no", ""}}));
        const auto after = populationOf(listing({{"ann", "Clerk", "Full", "no", ""}, {"bob", "Clerk", "Edit", "no", ""},
            {"svc", "Job", "", "no", "E2"}, {"dan", "Boss", "", "yes", ""}, {"eve", "Clerk", "", "no", ""},
            {"fay", "Clerk", "", "no", ""}}));
        QCOMPARE(found(delta(before, after, {grantKey("ERP", "fay", "Clerk")})),
            (std::vector<std::string>{"added eve >", "removed cat >", "level_raised ann view>full",
                "level_lowered bob full>edit", "admin_gained dan >", "owner_changed svc E1>E2", "regranted fay >"}));
        QVERIFY(delta(after, after).empty());
    }

    void anAccountChangesAlone()
    {
        const auto before = populationOf(accounts({{"ann", "active", "yes", "human", "E1", "no"}, {"bob", "active", "no", "human", "E2", "no"},
            {"cat", "", "yes", "human", "E3", "no"}, {"dan", "active", "yes", "service", "", "yes"}, {"eve", "disabled", "yes", "human", "E5", "yes"}}));
        const auto after = populationOf(accounts({{"ann", "disabled", "yes", "human", "E1", "no"}, {"bob", "active", "yes", "shared", "E2", ""},
            {"cat", "active", "yes", "human", "E9", "no"}, {"dan", "active", "", "service", "", "no"}, {"eve", "suspended", "yes", "human", "", ""}}));
        // Suspended is disabled by another word, and a flag that is not stated any more is not lost.
        QCOMPARE(found(delta(before, after)),
            (std::vector<std::string>{"admin_lost dan >", "status_changed ann active>disabled", "status_changed cat unknown>active", "mfa_changed bob off>on",
                "mfa_changed dan on>unknown", "type_changed bob human>shared", "person_changed cat E3>E9", "person_changed eve E5>"}));
        QCOMPARE(delta(before, after).front().entitlement, std::string("Clerk"));
        QCOMPARE(delta(before, after).back().entitlement, std::string());
    }

    void aColumnMoreIsNoChangeOfAccounts()
    {
        const auto full = populationOf(accounts({{"ann", "active", "yes", "human", "E1", "no"}}));
        const auto without = populationOf(accounts({{"ann", "", "", "", "E1", "no"}}));
        QVERIFY(delta(full, without).empty());
        QVERIFY(delta(without, full).empty());
    }
};

OXSEAL_TEST_CLASS(TestDelta);
#include "tst_delta.moc"
