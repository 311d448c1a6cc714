// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/population.h"
#include "tests/support/test_main.h"

#include <map>
#include <tuple>

using namespace oxseal;
using namespace oxseal::access;

class TestPopulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Numbers by a map of the words themselves, for every choice of columns a listing may have.
    void numbersWhatIsHeldInOrderOfFirstAppearance()
    {
        const std::array<const char*, 5> names{"system", "role", "permission", "level", "scope"};
        for (unsigned chosen = 0; chosen < 32; ++chosen) {
            std::vector<Column> columns;
            TextColumn accounts;
            std::array<TextColumn, 5> cells;
            std::vector<std::array<std::string, 5>> rows;
            std::vector<std::string> users;
            std::uint32_t state = chosen + 1;
            for (int row = 0; row < 400; ++row) {
                std::array<std::string, 5> words;
                for (std::size_t c = 0; c < 5; ++c) {
                    state = state * 1664525U + 1013904223U;
                    if ((chosen >> c & 1U) != 0)
                        words[c] = std::string(1, static_cast<char>('A' + (state >> 24) % 3)) + std::to_string(c);
                    cells[c].append(words[c]);
                }
                users.push_back("u" + std::to_string((state >> 16) % 25));
                accounts.append(users.back());
                rows.push_back(words);
            }
            columns.push_back({"account_id", accounts});
            for (std::size_t c = 0; c < 5; ++c) {
                if ((chosen >> c & 1U) != 0)
                    columns.push_back({names[c], cells[c]});
            }
            const Population population = populationOf(Table(columns));
            std::map<std::array<std::string, 5>, std::uint32_t> held;
            std::map<std::pair<std::string, std::string>, std::uint32_t> accountNumbers;
            for (std::size_t row = 0; row < rows.size(); ++row) {
                const Grant& grant = population.grants[row];
                QCOMPARE(grant.entitlement, held.try_emplace(rows[row], static_cast<std::uint32_t>(held.size())).first->second);
                QCOMPARE(grant.account,
                    accountNumbers.try_emplace({rows[row][0], users[row]}, static_cast<std::uint32_t>(accountNumbers.size())).first->second);
                const Entitlement& entitlement = population.entitlements[grant.entitlement];
                QVERIFY((std::array{entitlement.system, entitlement.role, entitlement.permission, entitlement.level, entitlement.scope}
                    == rows[row]));
                COMPARE_STR(population.accounts[grant.account].id, users[row]);
            }
            QCOMPARE(population.entitlements.size(), held.size());
            QCOMPARE(population.accounts.size(), accountNumbers.size());
        }
    }

    void takenApartTheListingGivesTheSame()
    {
        const auto listing = [] {
            std::vector<Column> columns;
            for (const char* name : {"account_id", "permission", "grant_id", "decision"}) {
                TextColumn cells;
                for (int row = 0; row < 5; ++row)
                    cells.append(name + std::to_string(row % 3));
                columns.push_back({name, cells});
            }
            return Table(columns);
        };
        const Table kept = listing();
        const Population copied = populationOf(kept);
        const Population moved = populationOf(listing());
        QCOMPARE(kept.rows(), std::size_t{5});
        QCOMPARE(moved.grants.size(), std::size_t{5});
        for (std::size_t row = 0; row < 5; ++row) {
            COMPARE_STR(moved.grantId(row), copied.grantId(row));
            COMPARE_STR(moved.grantId(row), "grant_id" + std::to_string(row % 3));
            COMPARE_STR(moved.decisions.at(row), "decision" + std::to_string(row % 3));
        }
    }

    void accountsAreKnownWithinTheirSystem()
    {
        AccountKeys within(true);
        QCOMPARE(within.add("ERP", "ann"), 0U);
        QCOMPARE(within.add("BANK", "ann"), 1U);
        QCOMPARE(within.add("ERP", "ann"), 0U);
        QCOMPARE(within.find("BANK", "ann"), 1U);
        QCOMPARE(within.find("", "ann"), Dictionary::kUnknown);
        AccountKeys byId(false);
        QCOMPARE(byId.add("ERP", "ann"), 0U);
        QCOMPARE(byId.find("BANK", "ann"), 0U);
        QCOMPARE(byId.find("BANK", "bob"), Dictionary::kUnknown);
    }
};

OXSEAL_TEST_CLASS(TestPopulation);
#include "tst_population.moc"
