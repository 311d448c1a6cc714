// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/entitlement.h"
#include "models/access/flat_index.h"
#include "models/access/population.h"
#include "tests/support/test_main.h"

#include <unordered_map>

using namespace oxseal;
using namespace oxseal::access;

class TestEntitlement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words()
    {
        QCOMPARE(levelFromText(" View "), Level::View);
        QCOMPARE(levelFromText("READ ONLY"), Level::View);
        QCOMPARE(levelFromText("Full"), Level::Full);
        QCOMPARE(levelFromText("gibberish"), Level::Unstated);
        QVERIFY(!canAct(Level::View) && !canAct(Level::None));
        QVERIFY(canAct(Level::Unstated) && canAct(Level::Create)); // unknown is not view-only
        QCOMPARE(flagFromText("Y"), Flag::Yes);
        QCOMPARE(flagFromText("N/A"), Flag::Unknown);
        QCOMPARE(accountTypeFromText("Service"), AccountType::Service);
    }
    void namesOneLine()
    {
        const Entitlement full{"ERP", "AP Clerk", "Bills", "Edit", "US"};
        COMPARE_STR(full.text(), "AP Clerk / Bills (Edit) @ US");
        COMPARE_STR(full.key(), "AP Clerk / Bills @ US");
        COMPARE_STR((Entitlement{"", "", "P1", "", ""}).text(), "P1");
    }
    void threeTables()
    {
        const auto column = [](const char* name, const std::vector<const char*>& values) {
            TextColumn cells;
            for (const auto* value : values)
                cells.append(value);
            return Column{name, cells};
        };
        Table grants({column("grant_id", {"7", "8", "9"}), column("account_id", {"A1", "A2", "A9"}),
            column("entitlement", {"R1", "R2", "R1"}), column("last_used", {"2026-01-02", "", ""})});
        const Table accounts({column("account_id", {"A1", "A2"}), column("app", {"ERP", "BANK"}),
            column("employee_id", {"E1", "E2"}), column("enabled", {"1", "0"})});
        const Table entitlements({column("entitlement", {"R1"}), column("privileged", {"1"})});
        const Population population = populationOf(std::move(grants), accounts, entitlements);
        QCOMPARE(population.accounts.size(), std::size_t(3));
        COMPARE_STR(population.accounts[1].system, "BANK");
        QCOMPARE(population.accounts[1].enabled, Flag::No);
        QCOMPARE(population.grants[0].privileged, Flag::Yes);
        QCOMPARE(population.grants[1].privileged, Flag::Unknown);
        COMPARE_STR(Day{population.grants[0].lastUsed}.iso(), "2026-01-02");
        QCOMPARE(population.grants[1].lastUsed, DayColumn::kNone);
        QCOMPARE(population.rowsWithoutAccount, std::uint64_t(1));
        COMPARE_STR(population.grantId(2), "9");
    }
    void flatIndexIsAMap()
    {
        FlatIndex index;
        std::unordered_map<std::uint64_t, std::uint32_t> map;
        std::uint64_t key = 1;
        for (std::uint32_t at = 0; at < 50000; ++at) {
            key = key * 6364136223846793005ULL + 1;
            const std::uint64_t small = key >> 49; // collides often
            const auto [value, isNew] = index.insert(small, at);
            const auto [place, fresh] = map.try_emplace(small, at);
            QCOMPARE(isNew, fresh);
            QCOMPARE(value, place->second);
        }
        QCOMPARE(index.size(), map.size());
        QVERIFY(index.find(1ULL << 60) == nullptr);
    }
};

OXSEAL_TEST_CLASS(TestEntitlement);
#include "tst_entitlement.moc"
