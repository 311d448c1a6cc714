// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/profile_read.h"

#include "models/access/entitlement.h"
#include "models/access/population.h"
#include "models/core/text.h"
#include "tests/storage/import/profile_fixtures.h"
#include "tests/storage/import/recordings.h"

#include <QObject>

#include <map>

using namespace oxseal;
using namespace oxseal::test;

/// Recorded answers of the systems' interfaces, put into a table as the usual tools do it (one column a field, nested names
/// joined by a point), and what a peer's own tests say must come out of them.
class tst_profile_samples : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void okta();
    void google();
    void entra();
};

namespace {

using Record = std::map<std::string, std::string>;

void flatten(const Json& json, const std::string& prefix, Record& out)
{
    for (const auto& [name, value] : json.toObject()) {
        if (value.isObject())
            flatten(value, prefix + name + ".", out);
        else if (value.isBool())
            out[prefix + name] = value.toBool() ? "true" : "false";
        else if (value.isString())
            out[prefix + name] = value.toString();
        else if (value.isNull())
            out[prefix + name] = "";
    }
}

std::string tableOf(const Json::Array& objects)
{
    std::vector<Record> records;
    std::map<std::string, int> columns;
    for (const auto& object : objects) {
        records.emplace_back();
        flatten(object, "", records.back());
        for (const auto& [name, value] : records.back())
            columns[name] = 1;
    }
    std::string out;
    for (const auto& [name, one] : columns)
        out += (out.empty() ? "" : ",") + csvField(name);
    for (const auto& record : records) {
        std::string line;
        for (const auto& [name, one] : columns) {
            const auto cell = record.find(name);
            line += (line.empty() && name == columns.begin()->first ? "" : ",") + (cell == record.end() ? std::string() : csvField(cell->second));
        }
        out += '\n' + line;
    }
    return out + '\n';
}

std::map<std::string, access::Account> byEmail(const Table& table)
{
    std::map<std::string, access::Account> out;
    for (const auto& account : access::populationOf(table).accounts)
        out.emplace(account.email, account);
    return out;
}

} // namespace

void tst_profile_samples::okta()
{
    NEED_SAMPLES(samples);
    Json::Array users;
    for (const auto& body : bodiesOf(*samples / "4-access/saas-access-cassettes/okta.yaml"))
        users.insert(users.end(), body.toArray().begin(), body.toArray().end());
    const std::string table = tableOf(users);
    COMPARE_STR(proposedFor(table), "okta");
    const auto read = readThrough("okta", table);
    VERIFY_OK(read);
    // okta_test.go: three accounts with an address; one staged without, which the peer drops and a review must show.
    QCOMPARE(read->table.rows(), std::size_t(4));
    const auto accounts = byEmail(read->table);
    COMPARE_STR(accounts.at("alice@example.com").name, "Alice Active");
    QCOMPARE(accounts.at("alice@example.com").enabled, Flag::Yes);
    QVERIFY(accounts.at("alice@example.com").lastLogin && accounts.at("alice@example.com").created);
    COMPARE_STR(accounts.at("bob@example.com").name, "Bob Suspended");
    QCOMPARE(accounts.at("bob@example.com").enabled, Flag::No);
    QVERIFY(!accounts.at("bob@example.com").lastLogin && accounts.at("bob@example.com").created);
    COMPARE_STR(accounts.at("carol@example.com").name, "Carol Gone");
    QCOMPARE(accounts.at("carol@example.com").enabled, Flag::No);
    COMPARE_STR(accounts.at("").id, "00u3ccccccccccccc2h7");
}

void tst_profile_samples::google()
{
    NEED_SAMPLES(samples);
    const auto bodies = bodiesOf(*samples / "4-access/saas-access-cassettes/google_workspace.yaml");
    QCOMPARE(bodies.size(), std::size_t(1));
    const std::string table = tableOf(bodies[0]["users"].toArray());
    COMPARE_STR(proposedFor(table), "google_workspace_api");
    const auto read = readThrough("google_workspace_api", table);
    VERIFY_OK(read);
    // Counted in the recording: seven users, three administrators, none suspended, one archived.
    QCOMPARE(read->mapping["accounts"].toInteger(), std::int64_t(7));
    std::size_t admins = 0;
    const auto population = access::populationOf(read->table);
    for (const auto& grant : population.grants)
        admins += population.entitlements[grant.entitlement].role == "Super Admin" && grant.privileged == Flag::Yes ? 1U : 0U;
    QCOMPARE(admins, std::size_t(3));
    const auto enabled = [](Flag flag) { return [flag](const access::Account& account) { return account.enabled == flag; }; };
    QCOMPARE(std::count_if(population.accounts.begin(), population.accounts.end(), enabled(Flag::Yes)), std::ptrdiff_t(6));
    QCOMPARE(std::count_if(population.accounts.begin(), population.accounts.end(), enabled(Flag::No)), std::ptrdiff_t(1));
    COMPARE_STR(byEmail(read->table).at("jane@example.com").name, "Jane Doe");
}

void tst_profile_samples::entra()
{
    NEED_SAMPLES(samples);
    const auto bodies = bodiesOf(*samples / "4-access/saas-access-cassettes/microsoft_365.yaml");
    QCOMPARE(bodies.size(), std::size_t(5)); // roles, members of the two roles, users, registration details
    std::string roles = "roleName,principalId\n";
    for (std::size_t r = 0; r < 2; ++r) {
        for (const auto& member : bodies[r + 1]["value"].toArray())
            roles += bodies[0]["value"].toArray()[r]["displayName"].toString() + "," + member["id"].toString() + "\n";
    }
    const auto bundle = makeBundle({{"users.csv", tableOf(bodies[3]["value"].toArray())}, {"roles.csv", roles},
        {"registration.csv", tableOf(bodies[4]["value"].toArray())}});
    VERIFY_OK(bundle);
    COMPARE_STR(proposedFor(*bundle), "entra_id");
    const auto read = readThrough("entra_id", *bundle);
    VERIFY_OK(read);
    // microsoft_365_test.go.
    QCOMPARE(read->table.rows(), std::size_t(4));
    COMPARE_STR(rowsOf(read->table, {"email", "name", "status", "role", "privileged", "mfa"}),
        "alice@example.com|Alice Admin|active|Global Administrator|true|true\n"
        "bob@example.com|Bob Member|active|User Administrator|true|false\n"
        "carol@example.com|Carol Fallback|active||unknown|true\n" // the report writes the address in capitals
        "dana@example.com|Dana Missing|inactive||unknown|unknown\n");
    QVERIFY(warningsOf(read->report, "import.warn.dangling_account").empty());
}

OXSEAL_TEST_CLASS(tst_profile_samples);
#include "tst_profile_samples.moc"
