// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/generator.h"
#include "tests/support/test_main.h"

#include <map>
#include <set>
#include <sstream>

using namespace oxseal;

// The reading and adding up here is the test's own and as plain as can be: it shares nothing with the product's parsers.
namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> fieldsOf(const std::string& line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char letter : line) {
        if (letter == '"')
            quoted = !quoted;
        else if (letter == ',' && !quoted)
            fields.emplace_back();
        else if (letter != '\r')
            fields.back() += letter;
    }
    return fields;
}

std::vector<Row> rowsOf(const std::string& csv)
{
    std::istringstream in(csv);
    std::string line;
    std::getline(in, line);
    const auto header = fieldsOf(line);
    std::vector<Row> rows;
    while (std::getline(in, line)) {
        const auto fields = fieldsOf(line);
        Row row;
        for (std::size_t n = 0; n < header.size(); ++n)
            row[header[n]] = n < fields.size() ? fields[n] : "<missing>";
        rows.push_back(row);
    }
    return rows;
}

/// "1234.50" or "1234,50" to cents.
long long cents(std::string text)
{
    if (text.empty())
        return 0;
    const bool minus = text[0] == '-';
    std::string digits;
    for (const char letter : text)
        if (letter >= '0' && letter <= '9')
            digits += letter;
    return (minus ? -1 : 1) * std::stoll(digits);
}

std::vector<std::string> valuesOf(const std::string& ofx, const std::string& tag)
{
    std::vector<std::string> values;
    for (auto at = ofx.find(tag); at != std::string::npos; at = ofx.find(tag, at + 1))
        values.push_back(ofx.substr(at + tag.size(), ofx.find_first_of("<\r\n", at + tag.size()) - at - tag.size()));
    return values;
}

std::string lineWith(const std::string& text, const std::string& find)
{
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (line.find(find) != std::string::npos)
            return line;
    return {};
}

const std::vector<std::pair<std::string, std::string>> kEntities = {{"US01", "USD"}, {"DE01", "EUR"}, {"GB01", "GBP"}};

} // namespace

class TestDemoGenerator : public QObject
{
    Q_OBJECT

    demo::Generated made_;

    const std::string& file(const std::string& path)
    {
        static const std::string none;
        const auto found = made_.files.find(path);
        return found == made_.files.end() ? none : found->second;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto made = demo::generate(7);
        VERIFY_OK(made);
        made_ = std::move(*made);
    }

    void sameSeedSameBytes()
    {
        const auto again = demo::generate(7);
        VERIFY_OK(again);
        QVERIFY(again->files == made_.files);
        COMPARE_STR(canonicalJson(again->answers), canonicalJson(made_.answers));
    }

    void otherSeedOtherBytes()
    {
        const auto other = demo::generate(8);
        VERIFY_OK(other);
        QCOMPARE(other->files.size(), made_.files.size());
        for (const char* path : {"inputs/2026-Q3/hr/DEMO_hr_roster_2026-09-30.csv", "inputs/2026-Q3/bank/DEMO_statement_US01_USD.ofx",
                 "inputs/2026-Q2/gl/DEMO_gl_lines_GB01.csv"}) {
            QVERIFY(made_.files.count(path) == 1);
            QVERIFY(other->files.at(path) != made_.files.at(path));
        }
    }

    void everythingIsMarked()
    {
        for (const auto& [path, bytes] : made_.files) {
            QVERIFY2(path.rfind("inputs/", 0) == 0 && path.find("DEMO") != std::string::npos, path.c_str());
            QVERIFY2(!bytes.empty(), path.c_str());
        }
        COMPARE_STR(made_.answers["mark"].toString(), "DEMO");
    }

    void peopleAndMovement()
    {
        const auto rows = rowsOf(file("inputs/2026-Q3/hr/DEMO_hr_roster_2026-09-30.csv"));
        QCOMPARE(rows.size(), std::size_t(180));
        std::set<std::string> ids;
        std::set<std::string> emails;
        std::map<std::string, int> names;
        int joined = 0, moved = 0, left = 0;
        for (const auto& row : rows) {
            ids.insert(row.at("employee_id"));
            emails.insert(row.at("email"));
            ++names[row.at("name")];
            joined += row.at("hire_date") >= "2026-07-01" ? 1 : 0;
            moved += !row.at("job_change_date").empty() ? 1 : 0;
            left += row.at("status") == "Terminated" ? 1 : 0;
            QCOMPARE(row.at("status") == "Terminated", !row.at("term_date").empty());
        }
        QCOMPARE(ids.size(), std::size_t(180));
        QCOMPARE(emails.size(), std::size_t(180));
        for (const auto& row : rows) // every manager exists
            QVERIFY(row.at("manager_id").empty() || ids.count(row.at("manager_id")) == 1);
        QCOMPARE(joined, 4);
        QCOMPARE(moved, 1);
        QCOMPARE(left, 4);
        for (const auto& [name, count] : names)
            QCOMPARE(count, name == "Beth Moran" ? 2 : 1);
    }

    void listingIsEmployeesTimesRoles()
    {
        // The joined listing must be exactly employees × role contents of the two raw exports.
        const std::string folder = "inputs/2026-Q3/erp/DEMO_netsuite_";
        std::multiset<std::string> expected;
        for (const auto& employee : rowsOf(file(folder + "employees_2026-09-30.csv")))
            for (const auto& role : rowsOf(file(folder + "roles_2026-09-30.csv")))
                if (role.at("Name") == employee.at("Role"))
                    expected.insert(employee.at("Internal ID") + "|" + role.at("Name") + "|" + role.at("Permission") + "|" + role.at("Level"));
        std::multiset<std::string> actual;
        for (const auto& row : rowsOf(file(folder + "user_permissions_2026-09-30.csv")))
            actual.insert(row.at("Internal ID") + "|" + row.at("Role") + "|" + row.at("Permission") + "|" + row.at("Level"));
        QVERIFY(!expected.empty());
        QVERIFY(actual == expected);
    }

    void booksBalance()
    {
        for (const auto& [code, currency] : kEntities) {
            std::map<std::string, long long> before, after, moved, documents;
            for (const auto& row : rowsOf(file("inputs/2026-Q2/tb/DEMO_trial_balance_" + code + ".csv")))
                before[row.at("Account")] = cents(row.at("Debit")) - cents(row.at("Credit"));
            for (const auto& row : rowsOf(file("inputs/2026-Q3/tb/DEMO_trial_balance_" + code + ".csv")))
                after[row.at("Account")] = cents(row.at("Debit")) - cents(row.at("Credit"));
            const auto lines = rowsOf(file("inputs/2026-Q3/gl/DEMO_gl_lines_" + code + ".csv"));
            QVERIFY(lines.size() > 300);
            for (const auto& row : lines) {
                const long long minor = cents(row.at("Debit")) - cents(row.at("Credit"));
                moved[row.at("Account")] += minor;
                documents[row.at("Document")] += minor;
                QVERIFY2(row.at("Date") >= "2026-07-01" && row.at("Date") <= "2026-09-30", row.at("Date").c_str());
                COMPARE_STR(row.at("Currency"), currency);
            }
            for (const auto& [document, sum] : documents)
                QVERIFY2(sum == 0, document.c_str());
            long long total = 0;
            for (const auto& [account, balance] : after) {
                QVERIFY2(before[account] + moved[account] == balance, (code + account).c_str());
                total += balance;
            }
            QCOMPARE(total, 0LL);
        }
    }

    void dollarStatementFoots()
    {
        const std::string& ofx = file("inputs/2026-Q3/bank/DEMO_statement_US01_USD.ofx");
        long long sum = 0;
        for (const auto& amount : valuesOf(ofx, "<TRNAMT>"))
            sum += cents(amount);
        const long long closing = cents(valuesOf(ofx, "<BALAMT>").at(0));
        const long long openingBooks
            = cents(rowsOf(file("inputs/2026-Q2/tb/DEMO_trial_balance_US01.csv")).at(0).at("Debit"));
        QCOMPARE(closing, 12'845'000LL);
        QCOMPARE(closing - sum, openingBooks); // the quarter opened without open items
        const auto tb = rowsOf(file("inputs/2026-Q3/tb/DEMO_trial_balance_US01.csv"));
        COMPARE_STR(tb.at(0).at("Account"), "1010");
        COMPARE_STR(tb.at(0).at("Debit"), "124620.00");
        // Hand arithmetic of the worked example: both sides of the proof end on 124,274.50.
        QCOMPARE(closing + 620'000 - 987'550 - 50'000, 12'427'450LL);
        QCOMPARE(12'462'000 + 1'250 - 4'500 - 29'500 - 1'800, 12'427'450);
    }

    void monthlyStatementsFootAndFollow()
    {
        for (const auto& [code, currency] : {kEntities[1], kEntities[2]}) {
            std::istringstream in(file("inputs/2026-Q3/bank/DEMO_statement_" + code + "_" + currency + ".sta"));
            long long balance = 0;
            int statements = 0, lines = 0;
            for (std::string line; std::getline(in, line);) {
                if (line.rfind(":60F:", 0) == 0) {
                    const long long opening = (line[5] == 'D' ? -1 : 1) * cents(line.substr(15));
                    if (statements > 0)
                        QCOMPARE(opening, balance);
                    balance = opening;
                } else if (line.rfind(":61:", 0) == 0) {
                    const auto type = line.find("NTRF");
                    balance += (line[14] == 'D' ? -1 : 1) * cents(line.substr(15, type - 15));
                    ++lines;
                } else if (line.rfind(":62F:", 0) == 0) {
                    QCOMPARE((line[5] == 'D' ? -1 : 1) * cents(line.substr(15)), balance);
                    ++statements;
                }
            }
            QCOMPARE(statements, 3);
            QVERIFY(lines > 100);
            // The GmbH's bank is 11.60 below the books (exchange difference), the Ltd's agrees.
            const auto tb = rowsOf(file("inputs/2026-Q3/tb/DEMO_trial_balance_" + code + ".csv"));
            QCOMPARE(cents(tb.at(0).at("Debit")) - balance, code == "DE01" ? 1'160LL : 0LL);
        }
    }

    /// What the card processor owes, added up from its own reports and the bank's statements, beside the clearing account.
    void cardSalesFootToTheClearingAccount()
    {
        long long left = 0, held = 0, onTheWay = 0;
        std::map<std::string, long long> travelling;
        for (const std::string quarter : {"2026-Q2", "2026-Q3"}) {
            const std::string folder = "inputs/" + quarter + "/";
            std::map<std::string, long long> fees; // by the name of the sale, or of the row
            long long rows = 0;
            for (const auto& row : rowsOf(file(folder + "cards/DEMO_tillway_balance_" + quarter + ".csv"))) {
                QCOMPARE(cents(row.at("Amount")) - cents(row.at("Fee")), cents(row.at("Net")));
                left += cents(row.at("Net"));
                held -= row.at("Type").rfind("reserve", 0) == 0 ? cents(row.at("Amount")) : 0;
                if (cents(row.at("Fee")) != 0)
                    fees["Card fee " + (row.at("Order number").empty() ? row.at("id") : row.at("Order number"))] = cents(row.at("Fee"));
                ++rows;
                if (row.at("Type") != "payout")
                    continue;
                QCOMPARE(left, 0LL); // a payout pays all that is left
                travelling[row.at("Transfer")] = -cents(row.at("Amount"));
                onTheWay -= cents(row.at("Amount"));
            }
            QVERIFY(rows > 40);
            std::istringstream statement(file(folder + "bank/DEMO_statement_US01_USD.ofx"));
            for (std::string line; std::getline(statement, line);) {
                if (line.find("TILLWAY PAYMENTS") == std::string::npos)
                    continue;
                const std::string payout = valuesOf(line, "<REFNUM>").at(0);
                QCOMPARE(cents(valuesOf(line, "<TRNAMT>").at(0)), travelling[payout]);
                onTheWay -= travelling[payout];
                travelling.erase(payout);
            }
            // In the third quarter the fee of one order is booked as 12.18 and was 21.18.
            std::map<std::string, long long> differ;
            for (const auto& row : rowsOf(file(folder + "gl/DEMO_gl_lines_US01.csv")))
                if (row.at("Account") == "6910" && fees.at(row.at("Description")) != cents(row.at("Debit")))
                    differ[row.at("Description")] = cents(row.at("Debit"));
            long long clearing = 0;
            for (const auto& row : rowsOf(file(folder + "tb/DEMO_trial_balance_US01.csv")))
                clearing += row.at("Account") == "1250" ? cents(row.at("Debit")) - cents(row.at("Credit")) : 0;
            const bool third = quarter == "2026-Q3";
            QCOMPARE(differ.size(), third ? std::size_t(1) : std::size_t(0));
            QVERIFY(!third || (differ.begin()->second == 1'218 && fees[differ.begin()->first] == 2'118));
            QCOMPARE(held, third ? 15'000LL : 40'000LL);
            QCOMPARE(clearing - (left + held + onTheWay), third ? 900LL : 0LL);
            QVERIFY(third ? travelling.count("TWP260914") == 1 && travelling.count("TWP260928") == 1 && travelling.size() == 2
                          : travelling.count("TWP260629") == 1 && travelling.size() == 1);
        }
    }

    void everyFaultAndTwinIsThere()
    {
        std::set<std::string> ids;
        for (const auto& fault : made_.answers["faults"].toArray()) {
            const std::string id = fault["id"].toString();
            QVERIFY2(ids.insert(id).second, id.c_str());
            for (const auto* places : {&fault["where"], &fault["twin"]["where"]}) {
                QVERIFY2(!places->toArray().empty(), id.c_str());
                for (const auto& place : places->toArray()) {
                    const std::string& bytes = file(place["file"].toString());
                    const std::string said = id + ": " + place["file"].toString() + " lacks " + place["find"].toString();
                    QVERIFY2(!bytes.empty() && !lineWith(bytes, place["find"].toString()).empty(), said.c_str());
                }
            }
        }
        for (const char* id : {"ACC-01", "ACC-02", "ACC-03", "ACC-04", "ACC-05", "ACC-06", "ACC-07", "ACC-08", "ACC-09", "ACC-10", "ACC-11", "IPE-01", "SOD-01",
                 "SOD-02", "SOD-03", "REC-01", "REC-02", "REC-03", "REC-04", "REC-05", "REC-06", "REC-07", "REC-08", "REC-09", "REC-10", "REC-11", "JRN-01", "JRN-02", "JRN-03", "CHK-01", "CHK-02"})
            QVERIFY2(ids.count(id) == 1, id);
    }

    void faultsAreFaultsAndTwinsAreNot()
    {
        const std::string folder = "inputs/2026-Q3/";
        // Leavers: account state and last login against the roster's last day.
        std::map<std::string, std::string> lastDay;
        for (const auto& row : rowsOf(file(folder + "hr/DEMO_hr_roster_2026-09-30.csv")))
            if (!row.at("term_date").empty())
                lastDay[row.at("employee_id")] = row.at("term_date");
        std::set<std::string> openUnused, openUsed, closed;
        for (const auto& row : rowsOf(file(folder + "erp/DEMO_netsuite_user_permissions_2026-09-30.csv"))) {
            const auto left = lastDay.find(row.at("Employee ID"));
            if (left == lastDay.end())
                continue;
            if (row.at("Give Access") == "No")
                closed.insert(left->first);
            else
                (row.at("Last Login") > left->second ? openUsed : openUnused).insert(left->first);
        }
        QCOMPARE(openUnused.size(), std::size_t(1));
        QCOMPARE(openUsed.size(), std::size_t(1));
        QCOMPARE(closed.size(), std::size_t(2));
        // The directory's count against the card; the bank portal's agrees.
        for (const auto& card : rowsOf(file(folder + "ipe/DEMO_export_cards.csv"))) {
            const auto rows = rowsOf(file(folder + card.at("file"))).size();
            QCOMPARE(std::to_string(rows) == card.at("rows_at_source"), card.at("system") == "BANK");
        }
        // A recycled identifier: twice, with different amounts.
        const std::string& ofx = file(folder + "bank/DEMO_statement_US01_USD.ofx");
        std::map<std::string, std::set<std::string>> amounts;
        const auto fitids = valuesOf(ofx, "<FITID>");
        const auto values = valuesOf(ofx, "<TRNAMT>");
        QCOMPARE(fitids.size(), values.size());
        for (std::size_t n = 0; n < fitids.size(); ++n)
            amounts[fitids[n]].insert(values[n]);
        QCOMPARE(amounts.at("US3777001").size(), std::size_t(2));
        QCOMPARE(amounts.size() + 1, fitids.size());
        // Re-granted: absent in October, back in November; the twin stays away.
        const auto holders = [&](const std::string& when) {
            std::set<std::string> names;
            for (const auto& row : rowsOf(file(folder + "erp/DEMO_netsuite_user_permissions_" + when + ".csv")))
                if (row.at("Role") == "Vendor Administrator")
                    names.insert(row.at("Employee ID"));
            return names.size();
        };
        QCOMPARE(holders("2026-09-30"), std::size_t(2));
        QCOMPARE(holders("2026-10-20"), std::size_t(0));
        QCOMPARE(holders("2026-11-06"), std::size_t(1));
        // Never used: two accounts without a login, one of them older than the ninety days before 30 September.
        std::set<std::string> unused;
        for (const auto& row : rowsOf(file(folder + "erp/DEMO_netsuite_user_permissions_2026-09-30.csv")))
            if (row.at("Last Login").empty())
                unused.insert(row.at("Created"));
        QVERIFY(unused == (std::set<std::string>{"2026-05-11", "2026-08-31"}));
        // The bank's two exports of the same day differ in one status.
        const auto first = rowsOf(file(folder + "bank/DEMO_bank_portal_users_2026-09-30.csv"));
        const auto corrected = rowsOf(file(folder + "bank/DEMO_bank_portal_users_2026-09-30_corrected.csv"));
        QCOMPARE(corrected.size(), first.size());
        int otherwise = 0;
        for (std::size_t n = 0; n < first.size(); ++n) {
            if (first[n] == corrected[n])
                continue;
            ++otherwise;
            COMPARE_STR(first[n].at("Status") + corrected[n].at("Status"), "DisabledActive");
        }
        QCOMPARE(otherwise, 1);
    }
};

OXSEAL_TEST_CLASS(TestDemoGenerator);
#include "tst_demo_generator.moc"
