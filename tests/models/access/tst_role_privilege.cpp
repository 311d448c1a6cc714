// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/changed_flag.h"
#include "models/access/population.h"
#include "models/access/role_privilege.h"
#include "models/access/roster_compare.h"
#include "tests/support/test_main.h"

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

/// Account, role, permission, what the listing says of privileges.
Population listing(const std::vector<std::array<const char*, 4>>& rows)
{
    std::vector<const char*> columns[4];
    for (const auto& row : rows) {
        for (std::size_t at = 0; at < 4; ++at)
            columns[at].push_back(row[at]);
    }
    return populationOf(Table({words("account_id", columns[0]), words("role", columns[1]), words("permission", columns[2]), words("privileged", columns[3])}));
}

std::string privileges(const Population& population)
{
    std::string out;
    for (const Grant& grant : population.grants)
        out += grant.privileged == Flag::Yes ? 'y' : grant.privileged == Flag::No ? 'n' : '?';
    return out;
}

std::string settled(Population population, const std::vector<RolePrivilege>& stated = {})
{
    settlePrivileges(population, stated);
    return privileges(population);
}

std::string rows(const std::vector<std::size_t>& found)
{
    std::string out;
    for (const std::size_t row : found)
        out += std::to_string(row) + " ";
    return out;
}

} // namespace

class TestRolePrivilege : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceIsNotNo()
    {
        // A bare role: nobody knows. With permissions: by their names. An account alone gives nothing.
        COMPARE_STR(settled(listing({{"ann", "Clerk", "", ""}, {"bo", "Payer", "Pay bills", ""}, {"cy", "", "Manage users", ""}, {"di", "", "", ""},
                        {"ed", "Administrator", "", ""}, {"fy", "Clerk", "", "no"}, {"gus", "Clerk", "", "yes"}})),
            "?nynyny");
    }

    void theRolesOwnContentTells()
    {
        // Of Clerk the listing names what it can do, of Power a permission of administrators.
        COMPARE_STR(settled(listing({{"ann", "Clerk", "", ""}, {"bo", "Clerk", "Bills", ""}, {"cy", "Power", "", ""}, {"di", "Power", "Manage users", ""},
                        {"ed", "Power", "Bills", ""}, {"fy", "Other", "", ""}})),
            "nnyyn?");
    }

    void theOwnerStatesWhatNothingTells()
    {
        const Population one = listing({{"ann", "Clerk", "", ""}, {"bo", "Root", "", ""}, {"cy", "Payer", "Pay bills", ""}, {"di", "Clerk", "", "yes"}, {"ed", "Power", "Manage users", ""},
            {"fy", "Power", "", ""}});
        COMPARE_STR(settled(one, {{1, "", "Clerk", true}, {2, "", "Clerk", false}}), "nynyyy"); // the last one counts; a listing's word and an administrator's name stand
        COMPARE_STR(settled(one, {{1, "", "Clerk", true}, {2, "", "Root", false}, {3, "", "Payer", true}, {4, "", "Power", false}}), "yyyyyy");
        COMPARE_STR(settled(one, {{1, "OTHER", "Clerk", false}, {2, "", "clerk", false}}), "?ynyyy"); // of another system, another role
    }

    void whatOnlyAStatementSettles()
    {
        const Population one = listing({{"ann", "Clerk", "", ""}, {"bo", "Clerk", "", "no"}, {"cy", "Clerk", "", ""}, {"di", "Payer", "Bills", ""}, {"ed", "Root", "", ""}, {"fy", "Told", "", "yes"}});
        COMPARE_STR(rows(silentLines(one, "Clerk")), "0 2 ");
        COMPARE_STR(rows(silentLines(one, "Payer")), "");
        COMPARE_STR(rows(silentLines(one, "Root")), "");
        const auto silent = silentRoles(one);
        QCOMPARE(silent.size(), std::size_t(2)); // Root by its name, Told by the listing
        COMPARE_STR(silent[0] + " " + silent[1], "Clerk Payer");
    }

    void aStatementIsNoChange()
    {
        Population before = listing({{"ann", "Clerk", "", ""}}), now = before;
        const std::vector<RolePrivilege> stated{{1, "", "Clerk", true}};
        settlePrivileges(now, stated);
        applyPrivileges(before, stated);
        COMPARE_STR(privileges(before), "y");
        Comparison compared = compareRoster(now, Roster(std::vector<Worker>()), &before, nullptr, {*Day::fromIso("2026-09-30"), 90, 90}).value();
        markChanged(compared, now, before);
        QVERIFY(!compared.lines[0].flags.is(LineFlag::Changed));
    }
};

OXSEAL_TEST_CLASS(TestRolePrivilege);
#include "tst_role_privilege.moc"
