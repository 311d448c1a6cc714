// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/profile_read.h"

#include "models/access/entitlement.h"
#include "models/access/population.h"
#include "models/core/text.h"
#include "storage/import/kinds.h"
#include "tests/storage/import/profile_fixtures.h"
#include "tests/support/workbook.h"

#include <QObject>

using namespace oxseal;
using namespace oxseal::test;

/// Each profile on a small export of its system; what must come out is worked out by hand from the fixture and from what the
/// system's own description says about its words.
class tst_profile_read : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void awsCredentialReport();
    void awsValues();
    void entra();
    void okta();
    void google();
    void github();
    void githubEnterprise();
    void netsuite();
    void quickBooksOnline();
    void quickBooksEnterprise();
    void sage();
    void sheetsOfAWorkbook();
    void postgres();
    void psqlCount();
    void bankPortal();
    void generic();
    void genericServiceAccounts();
    void accountTwice();
    void sharedAliasNamesNobody();
    void strangersAndLacking();
    void archiveIsTheSameAsFiles();
    void workbook();
    void asAListing();
};

void tst_profile_read::awsCredentialReport()
{
    const auto read = readThrough("aws_iam", profileFile("aws_iam.csv"));
    VERIFY_OK(read);
    QVERIFY(read->report.conserved());
    QCOMPARE(read->report.accepted, std::uint64_t(5));
    QCOMPARE(read->mapping["counted"].toInteger(), std::int64_t(5));
    COMPARE_STR(rowsOf(read->table, {"account_id", "status", "permission", "privileged", "mfa", "last_used"}),
        "<root_account>||root user|true|true|2026-08-14\n"
        "ann.keller|active|console password|unknown|true|2026-09-28\n"
        "ann.keller|active|access key 1|unknown|true|2026-09-29\n"
        "ci-deploy|active|access key 1|unknown|false|2026-09-30\n"
        "ci-deploy|active|access key 2|unknown|false|\n" // N/A: this key was never used, the account was
        "old.user|active|console password|unknown|false|\n" // no_information
        "parked|inactive||unknown|false|2021-07-01\n");
    // The age of credentials is that of the oldest active one: ann's inactive second key of 2024 does not count.
    COMPARE_STR(rowOf(read->table, 1, {"created", "last_login", "last_credential_change", "scope"}), "2023-02-01|2026-09-29|2026-01-10|111122223333");
    COMPARE_STR(rowOf(read->table, 3, {"last_credential_change"}), "2022-11-20");
    COMPARE_STR(rowOf(read->table, 6, {"last_credential_change"}), "");
    COMPARE_STR(rowOf(read->table, 0, {"type", "last_credential_change"}), "shared|");
}

void tst_profile_read::awsValues()
{
    const auto read = readThrough("aws_iam", profileFile("broken/aws_values.csv"));
    VERIFY_OK(read);
    QCOMPARE(read->report.accepted, std::uint64_t(5)); // no line of access is lost over a word
    QCOMPARE(warningsOf(read->report, "import.warn.profile_value"),
        (std::vector<std::string>{":3 password_enabled, maybe, 1", ":3 user_creation_time, soon, 1"}));
    // "maybe" is not "no": the state is active by the key, the day of creation unknown.
    COMPARE_STR(rowOf(read->table, 1, {"account_id", "status", "permission", "created"}), "ann.keller|active|access key 1|");
}

void tst_profile_read::entra()
{
    const auto read = readThrough("entra_id", importOf({"entra/users.csv", "entra/roles.csv", "entra/signins.csv"}));
    VERIFY_OK(read);
    QVERIFY(read->report.conserved());
    COMPARE_STR(rowsOf(read->table, {"account_id", "email", "type", "status", "role", "permission", "privileged", "mfa", "last_login"}),
        "ann@example.com|ann.keller@example.com||active|Global Administrator||true|true|2026-09-29\n"
        "ann@example.com|ann.keller@example.com||active|Reports Reader||unknown|true|2026-09-29\n"
        "bo@example.com|bo@example.com||inactive|Billing Administrator|eligible, to be activated|true|false|\n"
        "cy_partner.example#EXT#@example.onmicrosoft.com|cy@partner.example|vendor|active|||unknown|unknown|\n"
        "Helpdesk team||||Helpdesk Administrator||true|unknown|\n");
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_account"),
        (std::vector<std::string>{"roles.csv:5 Helpdesk team, Role assignments, 1"}));
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_fact"),
        (std::vector<std::string>{"signins.csv:4 left@example.com, Sign-in activity (Microsoft Graph), 1"}));
    QCOMPARE(read->mapping["counted"].toInteger(), std::int64_t(3));

    // Alone, the users say nothing about roles or use, and it is said.
    const auto alone = readThrough("entra_id", profileFile("entra/users.csv"));
    VERIFY_OK(alone);
    QCOMPARE(alone->table.rows(), std::size_t(3));
    QCOMPARE(warningsOf(alone->report, "import.warn.profile_report_needed"), (std::vector<std::string>{":0 Role assignments"}));
    COMPARE_STR(rowOf(alone->table, 0, {"last_login", "mfa", "privileged"}), "|unknown|unknown");
}

void tst_profile_read::okta()
{
    const auto read = readThrough("okta", importOf({"okta/users.csv", "okta/assignments.csv"}));
    VERIFY_OK(read);
    QVERIFY(read->report.conserved());
    COMPARE_STR(rowsOf(read->table, {"account_id", "person_id", "status", "permission", "last_used"}),
        "ann@example.com|E1001|active|NetSuite Production|2026-09-19\n"
        "ann@example.com|E1001|active|Slack|\n" // never used by what the report says; the case of the login means nothing
        "bo@example.com|E1002|locked_out||2026-06-02\n" // the assignment was taken back
        "cy@example.com|E1003|deprovisioned||\n"
        "di@example.com||staged||\n"
        "ex@example.com|||Slack|2024-06-01\n");
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_account"),
        (std::vector<std::string>{"assignments.csv:5 ex@example.com, Current Assignments, 1"}));
    // The words of the status mean to the engine what they mean to Okta.
    const auto population = access::populationOf(read->table);
    QCOMPARE(population.accounts[1].enabled, Flag::Yes);
    QCOMPARE(population.accounts[2].enabled, Flag::No);
    QCOMPARE(population.accounts[3].enabled, Flag::No);
    QCOMPARE(population.accounts[4].enabled, Flag::Unknown);
}

void tst_profile_read::google()
{
    const auto read = readThrough("google_workspace", profileFile("google.csv"));
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "person_id", "name", "status", "scope", "mfa", "last_login"}),
        "ann@example.com|E1001|Ann Keller|active|/Finance|true|2026-09-29\n"
        "bo@example.com|E1002|Bo Lund|suspended|/Finance|false|\n"); // "Never logged in" is no day
    QCOMPARE(read->redaction.columns.size(), std::size_t(1));
    COMPARE_STR(read->redaction.columns[0].rule, "profile");
    QVERIFY(read->redaction.bytes.find("****") == std::string::npos);
    // Hashes are dropped, never masked; refusing is the user's choice.
    const auto refused = readThrough("google_workspace", profileFile("google.csv"), {SensitiveAction::Refuse});
    QVERIFY(!refused && refused.error().is(kSensitiveRefused));
}

void tst_profile_read::github()
{
    const auto read = readThrough("github_members", profileFile("github.csv"));
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "email", "role", "privileged", "mfa", "last_login"}),
        "annk|ann@example.com|owner|true|true|2026-09-29\n"
        "bolund|bo@example.com|member|false|false|\n"
        "botty||CONTRIBUTOR|unknown|true|2026-09-30\n");
    QCOMPARE(warningsOf(read->report, "import.warn.profile_word"), (std::vector<std::string>{":4 role, CONTRIBUTOR, 1"}));
}

void tst_profile_read::githubEnterprise()
{
    const auto read = readThrough("github_enterprise", profileFile("github_enterprise.csv"));
    VERIFY_OK(read);
    QVERIFY(read->report.conserved());
    COMPARE_STR(rowsOf(read->table, {"account_id", "name", "email", "status", "role", "scope", "privileged"}),
        "annk|Ann Kramer|ann@acme.example|active|Enterprise Owner||true\n"
        "annk|Ann Kramer|ann@acme.example|active|Owner|acme|true\n"
        "annk|Ann Kramer|ann@acme.example|active|Member|acme-labs|false\n"
        "bolund|Bo Lund|bo@acme.example|active|Enterprise Member||false\n"
        "bolund|Bo Lund|bo@acme.example|active|Member|acme|false\n"
        "server:21||cy@acme.example|active|||unknown\n"
        "dee@acme.example||dee@acme.example|inactive|||unknown\n");
}

void tst_profile_read::netsuite()
{
    const auto read = readThrough("netsuite", importOf({"netsuite/employees.csv", "netsuite/roles.csv"}));
    VERIFY_OK(read);
    QVERIFY(read->report.conserved());
    COMPARE_STR(rowsOf(read->table, {"account_id", "status", "role", "permission", "level"}),
        "101|active|Controller|Bills|View\n"
        "101|active|Controller|Make Journal Entry|Full\n"
        "102|active|AP Clerk|Bills|Edit\n"
        "102|active|AP Clerk|Vendors|Create\n"
        "102|active|Reports|Financial Statements|View\n"
        "103|inactive|AP Clerk|Bills|Edit\n" // inactive beats Give Access
        "103|inactive|AP Clerk|Vendors|Create\n"
        "104|inactive|||\n"
        "105|active|Legacy Admin||\n");
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_role"), (std::vector<std::string>{"employees.csv:7 Legacy Admin, Role search, 1"}));
    QCOMPARE(warningsOf(read->report, "import.warn.roles_unheld"), (std::vector<std::string>{":0 1, Role search, Warehouse"}));
    QCOMPARE(read->mapping["counted"].toInteger(), std::int64_t(6)); // rows of the search, as NetSuite counts them
    QCOMPARE(read->mapping["accounts"].toInteger(), std::int64_t(5));

    // One search may carry permissions itself.
    const auto joined = readThrough("netsuite", "Internal ID,Name,Email,Give Access,Role,Permission,Level\n17,Ann,a@x.example,Yes,AP,Pay Bills,Edit\n");
    VERIFY_OK(joined);
    COMPARE_STR(rowsOf(joined->table, {"account_id", "role", "permission", "level", "status"}), "17|AP|Pay Bills|Edit|active\n");
}

void tst_profile_read::quickBooksOnline()
{
    const auto read = readThrough("quickbooks_online", profileFile("quickbooks_online.txt"));
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "type", "status", "role", "level", "privileged"}),
        "ann@example.com||active|Primary administrator||true\n"
        "bo@example.com||active|Accounts payable manager||unknown\n"
        "cy@example.com||invited|Reports only|View|false\n"
        "di@firm.example|vendor|active|Accountant firm user||unknown\n"
        "ed@example.com||active|Purchasing plus||unknown\n");
    QCOMPARE(warningsOf(read->report, "import.warn.profile_word"), (std::vector<std::string>{":6 Role, Purchasing plus, 1"}));
}

void tst_profile_read::quickBooksEnterprise()
{
    const auto read = readThrough("quickbooks_enterprise", importOf({"qbe/users.csv", "qbe/roles.csv"}));
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "role", "permission", "level", "privileged"}),
        "Admin|Admin|Everything|Full|true\n"
        "ann|Accountant|Journal entries|Full|unknown\n"
        "ann|Banking|Checks|Create|unknown\n"
        "ann|Banking|Deposits|View|unknown\n" // partial: of the activities only view and print
        "bo|Accounts Payable|Bills|Edit|unknown\n");
    QVERIFY(read->report.conserved());
    QVERIFY(warningsOf(read->report, "import.warn.dangling_role").empty());
}

/// The same reports as two sheets of one workbook give the same rows as two files; a third sheet is named and left out. Once a
/// column is redacted the sheets are kept as texts, which read the same again.
void tst_profile_read::sheetsOfAWorkbook()
{
    const auto cells = [](const std::string& file, const std::string& extra) {
        SheetCells out;
        for (const std::string& line : split(profileFile(file), '\n')) {
            if (trimmed(line).empty())
                continue;
            std::vector<std::string> row = split(std::string(trimmed(line)), ',');
            if (!extra.empty())
                row.push_back(out.empty() ? extra : "078-05-1120");
            out.push_back(std::move(row));
        }
        return out;
    };
    const SheetCells notes{{"Prepared by", "Role"}, {"Ann", "Controller"}};
    const std::vector<std::string> columns{"account", "role", "permission", "level", "status"};
    const auto files = readThrough("sage_100", importOf({"sage/users.csv", "sage/roles.csv"}));
    VERIFY_OK(files);

    const std::string plain = workbookOf({{"Notes", notes}, {"Users", cells("sage/users.csv", {})}, {"Roles", cells("sage/roles.csv", {})}});
    COMPARE_STR(proposedFor(plain), "sage_100");
    const auto book = readThrough("sage_100", plain);
    VERIFY_OK(book);
    QVERIFY(files->table.rows() > 3);
    COMPARE_STR(rowsOf(book->table, columns), rowsOf(files->table, columns));
    QCOMPARE(warningsOf(book->report, "import.warn.profile_sheets"), (std::vector<std::string>{":0 Notes"}));
    QVERIFY(warningsOf(book->report, "import.warn.xlsx_other_sheets").empty());
    COMPARE_STR(book->format, "xlsx");
    // Nobody read the third sheet, so it is not kept either.
    QVERIFY(book->redaction.columns.empty());
    QCOMPARE(book->redaction.beside, (std::vector<std::string>{"Notes"}));
    const auto kept = readThrough("sage_100", book->redaction.bytes);
    VERIFY_OK(kept);
    COMPARE_STR(rowsOf(kept->table, columns), rowsOf(files->table, columns));
    const auto all = readThrough("sage_100", workbookOf({{"Users", cells("sage/users.csv", {})}, {"Roles", cells("sage/roles.csv", {})}}));
    VERIFY_OK(all);
    QVERIFY(!all->redaction.any());

    const auto secret = readThrough("sage_100", workbookOf({{"Notes", notes}, {"Users", cells("sage/users.csv", "SSN")}, {"Roles", cells("sage/roles.csv", {})}}));
    VERIFY_OK(secret);
    QCOMPARE(secret->redaction.columns.size(), std::size_t(1));
    QVERIFY(secret->redaction.bytes.find("078-05-1120") == std::string::npos);
    const auto again = readThrough("sage_100", secret->redaction.bytes);
    VERIFY_OK(again);
    COMPARE_STR(rowsOf(again->table, columns), rowsOf(files->table, columns));

    // One sheet asked for by name is read alone; the users without their roles' report are still a listing.
    const SourceProfile* profile = sourceProfile("sage_100").value();
    TableOptions one;
    one.sheet = "Users";
    const auto alone = readWithProfile(*profile, asBytes(plain), one, {});
    VERIFY_OK(alone);
    QVERIFY(!warningsOf(alone->report, "import.warn.profile_report_needed").empty());
    one.sheet = "Roles";
    const auto roles = readWithProfile(*profile, asBytes(plain), one, {});
    QVERIFY(!roles);
    COMPARE_STR(roles.error().id(), kProfileLacking.id);
}

void tst_profile_read::sage()
{
    const auto read = readThrough("sage_100", importOf({"sage/users.csv", "sage/roles.csv"}));
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "status", "role", "permission", "level", "scope"}),
        "akeller|active|CONTROLLER|G/L / Journal Entry|Full|ABC\n"
        "akeller|active|CONTROLLER|G/L / Journal Register|Full|ABC\n" // update posts
        "blund|active|AP ENTRY|A/P / Invoice Data Entry|Edit|ABC\n" // without remove
        "blund|active|INQUIRY|G/L / Account Inquiry|View|ABC\n"
        "cmarsh|inactive|INQUIRY|G/L / Account Inquiry|View|ABC\n");
}

void tst_profile_read::postgres()
{
    const auto read = readThrough("postgresql", importOf({"postgres/roles.csv", "postgres/members.csv", "postgres/grants.txt"}));
    VERIFY_OK(read);
    QVERIFY(read->report.conserved());
    COMPARE_STR(rowsOf(read->table, {"account_id", "status", "role", "permission", "level", "scope", "privileged"}),
        "postgres|active||SUPERUSER|||true\n"
        "postgres|active||CREATEROLE|||true\n"
        "postgres|active||CREATEDB|||true\n"
        "postgres|active||REPLICATION|||true\n"
        "postgres|active||BYPASSRLS|||true\n"
        "ann|active|writers|UPDATE|Edit|public.invoice|unknown\n"
        "ann|active|writers|SELECT|View|public.invoice|unknown\n" // writers are readers
        "ann|active|writers|may grant the role|||true\n"
        "app|active|99999||||unknown\n"
        "app|active||INSERT with grant option|Create|public.payment|unknown\n"
        "readers|inactive||SELECT|View|public.invoice|unknown\n"
        "writers|inactive|readers|SELECT|View|public.invoice|unknown\n"
        "writers|inactive||UPDATE|Edit|public.invoice|unknown\n"
        "PUBLIC|||SELECT|View|public.country|unknown\n");
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_reference"), (std::vector<std::string>{"members.csv:4 99999, pg_roles, 1"}));
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_account"), (std::vector<std::string>{"grants.txt:6 PUBLIC, role_table_grants, 1"}));
    // The archive kept has no password column any more; the others are byte for byte the same.
    QVERIFY(read->redaction.any());
    QVERIFY(read->redaction.bytes.find("********") == std::string::npos);
    QVERIFY(read->redaction.bytes.find(profileFile("postgres/grants.txt")) != std::string::npos);
}

void tst_profile_read::psqlCount()
{
    // psql's own count proves that the file is whole, or that it is not.
    const std::vector<std::string> rest = {"postgres/roles.csv", "postgres/members.csv"};
    auto whole = readThrough("postgresql", importOf({rest[0], rest[1], "postgres/grants.txt"}));
    VERIFY_OK(whole);
    QVERIFY(warningsOf(whole->report, "import.warn.psql_count").empty());
    QCOMPARE(whole->report.ignoredRows(), std::uint64_t(2)); // ruler and count
    const auto cut = readThrough("postgresql", importOf({rest[0], rest[1], "broken/psql_count.txt"}));
    VERIFY_OK(cut);
    QCOMPARE(warningsOf(cut->report, "import.warn.psql_count"), (std::vector<std::string>{"psql_count.txt:0 5, 4"}));
    // Unaligned output (psql -A) has the count and no ruler; a value with the separator in it is rejected, never cut.
    const auto plain = readThrough("postgresql", "rolname|rolsuper|rolcanlogin\npostgres|t|t\nann|f|t\nbo|f|t\nodd|name|f|t\n(4 rows)\n");
    VERIFY_OK(plain);
    QCOMPARE(plain->report.rejectedRows, std::uint64_t(1));
    QCOMPARE(plain->report.ignoredRows(), std::uint64_t(1));
    QVERIFY(plain->report.conserved() && warningsOf(plain->report, "import.warn.psql_count").empty());
}

void tst_profile_read::bankPortal()
{
    const auto read = readThrough("bank_portal", profileFile("bank.csv"));
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "status", "permission", "level", "scope", "privileged", "mfa", "last_login"}),
        "u1|active|Wire / Initiate|Initiate|****1010, limit per day 50000|unknown|true|2026-09-29\n"
        "u1|active|Wire / Approve|Approve|****1010, limit per day 50000|unknown|true|2026-09-29\n"
        "u1|active|ACH / Approve|Approve|****1010, limit per day 50000|unknown|true|2026-09-29\n"
        "u2|locked|Wire / Initiate|Initiate|****1010, limit per day 50000|true|unknown|2026-01-13\n"
        "u2|locked|User Administration / Admin|Admin||true|unknown|2026-01-13\n"
        "u3|active|Reporting / View|View|****2020|unknown|unknown|\n");
}

void tst_profile_read::generic()
{
    const auto read = readThrough("generic", profileFile("generic.csv"));
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "name", "status", "role", "level", "last_login"}),
        "ann|Ann Keller|active|Editors|Edit|2026-09-29\n"
        "bo|Bo Lund|parked|Readers|View|\n");
    QCOMPARE(warningsOf(read->report, "import.warn.profile_word"), (std::vector<std::string>{":3 State, parked, 1"}));
}

/// Owner, purpose and the age of the key, by the headers usual for them.
void tst_profile_read::genericServiceAccounts()
{
    const auto read = readThrough("generic", "Login,Account type,Role,Password last changed,Key last rotated,Service account owner,Description\n"
                                             "svc,service,Export,2026-05-01,2026-03-02,Ann Keller,Writes the tax export\nbot,service,Export,,,,\n");
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "last_credential_change", "owner", "purpose"}), "svc|2026-03-02|Ann Keller|Writes the tax export\nbot|||\n");
}

void tst_profile_read::accountTwice()
{
    const std::string header = "login,tfa_enabled,role\n";
    const auto read = readThrough("github_members", header + "ann,true,OWNER\nANN,false,MEMBER\n");
    VERIFY_OK(read);
    QVERIFY(read->report.conserved());
    QCOMPARE(read->report.rejectedRows, std::uint64_t(1));
    COMPARE_STR(read->report.rejected[0].reason, "import.profile_account_twice");
    QCOMPARE(read->report.rejected[0].row, std::uint64_t(3));
    COMPARE_STR(rowsOf(read->table, {"account_id", "role"}), "ann|owner\n");
}

void tst_profile_read::sharedAliasNamesNobody()
{
    // Two accounts with one mailbox: an assignment that names the mailbox is nobody's, and is said.
    const auto bundle = makeBundle({{"users.csv", "id,status,created,profile.login,profile.email\n1,ACTIVE,,ann,team@x.example\n2,ACTIVE,,bo,team@x.example\n"},
        {"apps.csv", "Login,Application name\nteam@x.example,Slack\nbo,Slack\n1,Slack\n"}});
    VERIFY_OK(bundle);
    const auto read = readThrough("okta", *bundle);
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "permission"}), "ann|Slack\nbo|Slack\nteam@x.example|Slack\n");
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_account"), (std::vector<std::string>{"apps.csv:2 team@x.example, Current Assignments, 1"}));
}

void tst_profile_read::strangersAndLacking()
{
    const auto stranger = readThrough("okta", importOf({"okta/users.csv", "linux/lastlog"}));
    QVERIFY(!stranger && stranger.error().is(kProfileStranger));
    COMPARE_STR(stranger.error().place(), "lastlog");
    const auto lacking = readThrough("linux", profileFile("linux/group"));
    QVERIFY(!lacking && lacking.error().is(kProfileLacking));
}

void tst_profile_read::archiveIsTheSameAsFiles()
{
    // The order in which files are named means nothing, and the archive is the same to the byte.
    const std::vector<std::string> one = {"okta/users.csv", "okta/assignments.csv"};
    COMPARE_STR(importOf(one), importOf({one[1], one[0]}));
    const auto entries = openBundle(asBytes(importOf(one)));
    VERIFY_OK(entries);
    QCOMPARE(entries->size(), std::size_t(2));
    COMPARE_STR((*entries)[0].bytes, profileFile("okta/assignments.csv"));
    QVERIFY(!makeBundle({{"a", "1"}, {"A", "2"}}));
    QVERIFY(!looksLikeBundle(asBytes(profileFile("okta/users.csv"))));
    QVERIFY(looksLikeBundle(asBytes(importOf(one))));
}

void tst_profile_read::workbook()
{
    const auto cell = [](const std::string& text) { return "<c t='str'><v>" + text + "</v></c>"; };
    const auto bytes = Workbook("<row>" + cell("Access review") + "</row><row>" + cell("role") + cell("login") + cell("tfa_enabled") + cell("last_active")
        + "</row><row>" + cell("OWNER") + cell("ann") + "<c t='b'><v>1</v></c><c s='1'><v>46294</v></c></row>").bytes();
    QVERIFY(!looksLikeBundle(asBytes(bytes)));
    const auto read = readThrough("github_members", bytes);
    VERIFY_OK(read);
    COMPARE_STR(read->format, "xlsx");
    QVERIFY(read->report.conserved());
    COMPARE_STR(rowsOf(read->table, {"account_id", "role", "mfa", "last_login"}), "ann|owner|true|2026-09-29\n"); // day 46294 of the sheet
}

void tst_profile_read::asAListing()
{
    KindOptions options;
    options.profile = "aws_iam";
    const std::string bytes = profileFile("aws_iam.csv");
    const auto read = readKind(ImportKind::Listing, asBytes(bytes), options);
    VERIFY_OK(read);
    COMPARE_STR(read->parser, "profile");
    COMPARE_STR(read->mapping["profile"]["id"].toString(), "aws_iam");
    QCOMPARE(read->mapping["profile"]["files"].toArray()[0]["header"].toArray().size(), std::size_t(22));
    const auto population = access::populationOf(read->table);
    QCOMPARE(population.accounts.size(), std::size_t(5));
    QCOMPARE(population.accounts[0].type, access::AccountType::Shared);
    QCOMPARE(population.accounts[0].enabled, Flag::Unknown); // not_supported is not false
    QCOMPARE(population.accounts[3].mfa, Flag::No);
    const auto other = readKind(ImportKind::Roster, asBytes(bytes), options);
    QVERIFY(!other && other.error().is(kProfileKind));
    options.profile = "nothing";
    const auto unknown = readKind(ImportKind::Listing, asBytes(bytes), options);
    QVERIFY(!unknown && unknown.error().is(kNoSuchProfile));
}

OXSEAL_TEST_CLASS(tst_profile_read);
#include "tst_profile_read.moc"
