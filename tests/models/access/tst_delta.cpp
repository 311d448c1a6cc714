// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/delta.h"
#include "models/access/population.h"
#include "tests/support/test_main.h"

#include <array>

using namespace oxseal;
using namespace oxseal::access;

namespace {

Table listing(const std::vector<std::array<const char*, 5>>& rows)
{
    const std::array<const char*, 5> names{"account_id", "role", "level", "privileged", "owner"};
    std::vector<Column> columns{{"system", TextColumn()}};
    for (const auto* name : names)
        columns.push_back({name, TextColumn()});
    for (const auto& row : rows) {
        std::get<TextColumn>(columns[0].data).append("ERP");
        for (std::size_t at = 0; at < 5; ++at)
            std::get<TextColumn>(columns[at + 1].data).append(row[at]);
    }
    return Table(columns);
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
        std::vector<std::string> found;
        for (const DeltaLine& line : delta(before, after, {grantKey("ERP", "fay", "Clerk")}))
            found.push_back(std::string(name(line.change)) + " " + line.account + " " + line.before + ">" + line.after);
        QCOMPARE(found,
            (std::vector<std::string>{"added eve >", "removed cat >", "level_raised ann view>full",
                "level_lowered bob full>edit", "admin_gained dan >", "owner_changed svc E1>E2", "regranted fay >"}));
        QVERIFY(delta(after, after).empty());
    }
};

OXSEAL_TEST_CLASS(TestDelta);
#include "tst_delta.moc"
