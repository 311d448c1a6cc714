// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/role_content.h"
#include "tests/support/test_main.h"

#include <map>
#include <random>

using namespace oxseal;
using namespace oxseal::access;

namespace {

Population listing(const std::vector<std::array<const char*, 5>>& rows) // account, role, permission, level, scope
{
    Population made;
    std::map<std::string, std::uint32_t> accounts;
    for (const auto& row : rows) {
        const auto [found, fresh] = accounts.try_emplace(row[0], static_cast<std::uint32_t>(made.accounts.size()));
        if (fresh)
            made.accounts.push_back({"ERP", row[0]});
        made.entitlements.push_back({"ERP", row[1], row[2], row[3], row[4]});
        Grant grant;
        grant.account = found->second;
        grant.entitlement = static_cast<std::uint32_t>(made.entitlements.size() - 1);
        made.grants.push_back(grant);
    }
    return made;
}

std::string told(const std::vector<RoleDiffLine>& lines)
{
    std::string all;
    for (const RoleDiffLine& line : lines)
        all += std::string(name(line.change)) + ":" + line.permission + "@" + line.scope + ":" + line.before + ">" + line.after + " ";
    return all;
}

Day on(int year, unsigned month, unsigned day) { return *Day::fromYmd(year, month, day); }

} // namespace

class TestRoleContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatARoleCanDo()
    {
        std::vector<RoleContent> bare;
        const auto roles = roleContents(listing({{"ann", "Clerk", "Bills", "Edit", "US"}, {"bo", "Clerk", "Bills", "Edit", "US"}, {"bo", "Clerk", "Checks", "View", ""},
                                            {"cy", "Viewer", "", "", ""}, {"di", "", "Bills", "Full", ""}}),
            &bare);
        QCOMPARE(roles.size(), std::size_t(1));
        COMPARE_STR(roles[0].role, "Clerk");
        QCOMPARE(roles[0].accounts, std::int64_t(2));
        COMPARE_STR(roles[0].body(), "Bills\tUS\tEdit\nChecks\t\tView\n");
        QVERIFY(RoleContent::itemsOf(roles[0].body()) == roles[0].items);
        QCOMPARE(bare.size(), std::size_t(1));
        QVERIFY(bare[0].role == "Viewer" && bare[0].accounts == 1 && bare[0].items.empty());
        // What would break the canonical text is a blank in it.
        COMPARE_STR(roleContents(listing({{"ann", "X", "a\tb\nc", "", ""}}))[0].body(), "a b c\t\t\n");
    }

    void whatChanged()
    {
        const std::vector<RoleItem> approved{{"Bills", "US", "View"}, {"Checks", "", "Full"}, {"Old", "", "View"}, {"Same", "", "Edit"}, {"Word", "", "Modify"}};
        const std::vector<RoleItem> now{{"Bills", "US", "Edit"}, {"Checks", "", "View"}, {"New", "", ""}, {"Same", "", "Edit"}, {"Word", "", "Edit"}};
        COMPARE_STR(told(roleDiff(approved, now)), "raised:Bills@US:View>Edit lowered:Checks@:Full>View added:New@:> reworded:Word@:Modify>Edit removed:Old@:View> ");
        COMPARE_STR(told(roleDiff(approved, approved)), "");
        // Held at two levels, the highest counts; a scope apart is another thing.
        COMPARE_STR(told(roleDiff({{"Bills", "", "Full"}, {"Bills", "", "View"}}, {{"Bills", "", "View"}, {"Bills", "", "Full"}})), "");
        COMPARE_STR(told(roleDiff({{"Bills", "US", "View"}}, {{"Bills", "DE", "View"}})), "added:Bills@DE:>View removed:Bills@US:View> ");
        // No stated level can do everything: more than Full.
        COMPARE_STR(told(roleDiff({{"Bills", "", "Full"}}, {{"Bills", "", ""}})), "raised:Bills@:Full> ");
    }

    /// Applying the changes to what was approved gives what is: on random roles.
    void changesLeadFromOneToTheOther()
    {
        std::mt19937 random(7);
        const std::vector<std::string> levels{"View", "Create", "Edit", "Full"};
        for (int round = 0; round < 300; ++round) {
            std::map<std::string, std::string> before, after;
            for (int at = 0; at < 8; ++at) {
                const std::string permission(1, static_cast<char>('a' + at));
                if (random() % 3 != 0)
                    before[permission] = levels[random() % 4];
                if (random() % 3 != 0)
                    after[permission] = levels[random() % 4];
            }
            std::vector<RoleItem> approved, now;
            for (const auto& [permission, level] : before)
                approved.push_back({permission, "", level});
            for (const auto& [permission, level] : after)
                now.push_back({permission, "", level});
            auto made = before;
            for (const RoleDiffLine& line : roleDiff(approved, now)) {
                QVERIFY((line.change == RoleChange::Added) == !before.contains(line.permission));
                if (line.change == RoleChange::Removed)
                    made.erase(line.permission);
                else
                    made[line.permission] = line.after;
                const auto rank = [&](const std::string& level) { return std::find(levels.begin(), levels.end(), level) - levels.begin(); };
                if (line.change == RoleChange::Raised)
                    QVERIFY(rank(line.before) < rank(line.after));
                if (line.change == RoleChange::Lowered)
                    QVERIFY(rank(line.before) > rank(line.after));
            }
            QVERIFY(made == after);
        }
    }

    void aYear()
    {
        QVERIFY(roleValidUntil(on(2026, 3, 31)) == on(2027, 3, 31));
        QVERIFY(roleValidUntil(on(2028, 2, 29)) == on(2029, 2, 28));
        QVERIFY(roleState({}, false, true, on(2026, 4, 1)) == RoleState::NeverApproved);
        QVERIFY(roleState(on(2026, 3, 31), true, true, on(2027, 3, 31)) == RoleState::Approved);
        QVERIFY(roleState(on(2026, 3, 31), true, true, on(2027, 4, 1)) == RoleState::Expired);
        QVERIFY(roleState(on(2026, 3, 31), false, true, on(2026, 4, 1)) == RoleState::Drifted);
        QVERIFY(roleState(on(2026, 3, 31), true, false, on(2026, 4, 1)) == RoleState::Gone);
    }
};

OXSEAL_TEST_CLASS(TestRoleContent);
#include "tst_role_content.moc"
