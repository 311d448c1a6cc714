// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/profile_read.h"

#include "models/access/entitlement.h"
#include "models/access/population.h"
#include "storage/import/kinds.h"
#include "tests/storage/import/profile_fixtures.h"
#include "tests/storage/import/recordings.h"

#include <QObject>

using namespace oxseal;
using namespace oxseal::test;

/// Recorded answers of systems, saved as they came: the profile that is proposed, and what must come out by the tests beside the
/// recordings (the peer's *_test.go) and by counting in the recordings themselves.
class tst_profile_recordings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void counts_data();
    void counts();
    void rows_data();
    void rows();
    void asAnImport();
    void pagesThatAreMissing();
};

namespace {

std::filesystem::path recording(const std::filesystem::path& samples, const std::string& name)
{
    return samples / "4-access/saas-access-cassettes" / (name + ".yaml");
}

/// One answer as the file it is saved in; several as they are given together.
std::string savedAnswers(const std::filesystem::path& file, const std::vector<int>& which)
{
    const auto all = answersOf(file);
    std::vector<BundleEntry> entries;
    for (const int at : which)
        entries.push_back({"answer" + std::to_string(at) + ".json", all.at(static_cast<std::size_t>(at))});
    if (entries.size() == 1)
        return entries.front().bytes;
    const auto bundle = makeBundle(std::move(entries));
    return bundle ? *bundle : std::string();
}

using Answers = std::vector<int>;

} // namespace

Q_DECLARE_METATYPE(Answers)

void tst_profile_recordings::counts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("accounts");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("disabled"); // accounts that cannot sign in
    QTest::addColumn<int>("privileged"); // lines
    const auto row = [](const char* name, Answers answers, const char* profile, int accounts, int rows, int disabled, int privileged) {
        QTest::newRow(name) << QString::fromUtf8(name) << answers << QString::fromUtf8(profile) << accounts << rows << disabled << privileged;
    };
    row("anthropic", {0}, "anthropic_console", 3, 3, 0, 1);
    row("asana", {0}, "asana", 1, 1, 0, 1);
    row("bitbucket", {0}, "bitbucket", 1, 1, 0, 0);
    row("brex", {0}, "brex", 6, 6, 0, 2);
    row("calendly", {1, 2, 3, 4}, "calendly", 2, 2, 0, 1);
    row("cloudflare", {0}, "cloudflare", 1, 1, 0, 1);
    row("datadog", {0}, "datadog", 2, 2, 1, 1);
    row("github", {0, 2, 3}, "github_api", 1, 1, 0, 1);
    row("gitlab", {0}, "gitlab", 1, 1, 0, 1);
    row("google_workspace", {0}, "google_workspace_api", 7, 10, 1, 3); // three administrators have a line more
    row("hubspot", {0, 1, 2, 3}, "hubspot", 3, 4, 2, 1);
    row("linear", {0}, "linear", 4, 4, 0, 1);
    row("notion", {0}, "notion", 7, 7, 0, 0);
    row("okta", {0, 1}, "okta", 4, 4, 3, 0); // suspended, staged, deprovisioned
    row("sentry", {0}, "sentry", 2, 2, 0, 1);
    row("slack", {0}, "slack", 41, 44, 12, 6); // two owners who are administrators too, one of them the primary, and one administrator
}

void tst_profile_recordings::counts()
{
    NEED_SAMPLES(samples);
    QFETCH(QString, name);
    QFETCH(Answers, answers);
    QFETCH(QString, profile);
    QFETCH(int, accounts);
    QFETCH(int, rows);
    QFETCH(int, disabled);
    QFETCH(int, privileged);
    const std::string bytes = savedAnswers(recording(*samples, name.toStdString()), answers);
    COMPARE_STR(proposedFor(bytes), profile.toStdString());
    const auto read = readThrough(profile.toStdString(), bytes);
    VERIFY_OK(read);
    QVERIFY(read->report.conserved());
    QCOMPARE(static_cast<int>(read->report.rejectedRows), 0);
    QCOMPARE(static_cast<int>(read->mapping["accounts"].toInteger()), accounts);
    QCOMPARE(static_cast<int>(read->table.rows()), rows);
    const auto population = access::populationOf(read->table);
    const auto cannot = [](const access::Account& account) { return account.enabled == Flag::No; };
    QCOMPARE(static_cast<int>(std::count_if(population.accounts.begin(), population.accounts.end(), cannot)), disabled);
    const auto strong = [](const access::Grant& grant) { return grant.privileged == Flag::Yes; };
    QCOMPARE(static_cast<int>(std::count_if(population.grants.begin(), population.grants.end(), strong)), privileged);
    // Every word of the recordings has a meaning.
    QCOMPARE(warningsOf(read->report, "import.warn.profile_word"), std::vector<std::string>());
    QCOMPARE(warningsOf(read->report, "import.warn.profile_value"), std::vector<std::string>());
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_account"), std::vector<std::string>());
}

void tst_profile_recordings::rows_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, Answers answers, const char* profile, const char* columns, const char* expected) {
        QTest::newRow(name) << QString::fromUtf8(name) << answers << QString::fromUtf8(profile) << QString::fromUtf8(columns) << QString::fromUtf8(expected);
    };
    row("anthropic", {0}, "anthropic_console", "email,name,role,privileged,created",
        "jane@example.com|Jane Doe|user|false|2024-10-30\nalex@example.com|Alex Martin|developer|false|2025-02-14\n"
        "john@example.com|John Smith|admin|true|2026-01-05\n");
    row("asana", {0}, "asana", "account_id,email,name,role,privileged,status,created",
        "1000000000000001|admin@example.com|Ada Admin|Admin|true|active|2026-05-15\n");
    row("bitbucket", {0}, "bitbucket", "account_id,name,role,scope,privileged",
        "{00000000-0000-0000-0000-000000000001}|Jane Doe|member, permission not stated|acme|unknown\n");
    row("brex", {0}, "brex", "email,role,privileged,status",
        "alice@example.com|EMPLOYEE|false|active\nbob@example.com|EMPLOYEE|false|active\ncharlie@example.com|EMPLOYEE|false|active\n"
        "dana@contractor.example.com|BOOKKEEPER|false|active\njohn@example.com|ACCOUNT_ADMIN|true|active\njane@example.com|ACCOUNT_ADMIN|true|active\n");
    row("calendly", {1, 2, 3, 4}, "calendly", "account_id,email,name,role,privileged,created",
        "https://api.calendly.com/users/U1|owner@example.com|Owner User|owner|true|2026-01-02\n"
        "https://api.calendly.com/users/U2|member@example.com|Member User|user|false|2026-02-04\n");
    row("cloudflare", {0}, "cloudflare", "account_id,role,privileged,status,mfa",
        "john@example.com|Super Administrator - All Privileges|true|active|true\n");
    row("datadog", {0}, "datadog", "account_id,email,name,role,privileged,status,type,mfa,created",
        "abc-111|alice@example.com|Alice Example|Datadog Admin Role|true|active|user|true|2025-01-02\n"
        "abc-222|bob@example.com|Bob Example|Datadog Standard Role|false|disabled|service|false|2025-02-02\n");
    row("github", {0, 2, 3}, "github_api", "account_id,name,role,scope,privileged,status,created",
        "jdoe|Jane Doe|owner|acme-corp|true|active|2009-05-06\n");
    row("gitlab", {0}, "gitlab", "account_id,name,role,privileged,status,created", "jane.doe|Jane Doe|Owner|true|active|2024-01-15\n");
    row("hubspot", {0, 1, 2, 3}, "hubspot", "account_id,email,name,role,privileged,status,last_login",
        "10000001|john.smith@example.com|John Smith|Sales Admin|unknown|active|2025-02-07\n"
        "10000001|john.smith@example.com|John Smith|Super Admin|true|active|2025-02-07\n"
        "10000002|jane.doe@example.com|Jane Doe||unknown|inactive|2025-01-15\n"
        "10000003|gone@example.com|gone@example.com||unknown|inactive|\n");
    row("linear", {0}, "linear", "email,type,role,privileged,last_login",
        "bot-integration@linear.linear.app|service|Member|false|2026-03-24\nbot-cursor@oauthapp.linear.app|service|Member|false|2026-03-17\n"
        "jane@example.com|user|Member|false|2026-03-09\njohn@example.com|user|Admin|true|2026-03-26\n");
    row("notion", {0}, "notion", "name,email,type",
        "Alice Martin|alice@example.com|user\nCarol Davis|carol@example.com|user\nJohn Smith|john@example.com|user\nJane Doe|jane@example.com|user\n"
        "Acme-integration||service\nn8n||service\nNotion MCP||service\n");
    row("sentry", {0}, "sentry", "email,name,role,privileged,status,mfa,last_login",
        "john@example.com|john@example.com|owner|true|active|false|2026-03-26\njane@example.com|Jane Doe|member|false|active|false|2025-11-28\n");
}

void tst_profile_recordings::rows()
{
    NEED_SAMPLES(samples);
    QFETCH(QString, name);
    QFETCH(Answers, answers);
    QFETCH(QString, profile);
    QFETCH(QString, columns);
    QFETCH(QString, expected);
    const auto read = readThrough(profile.toStdString(), savedAnswers(recording(*samples, name.toStdString()), answers));
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, split(columns.toStdString(), ',')), expected.toStdString());
}

/// As `import listing` takes it: kept as it came when nothing in it must go, and read again from what was kept.
void tst_profile_recordings::asAnImport()
{
    NEED_SAMPLES(samples);
    for (const char* name : {"anthropic", "brex", "gitlab", "linear"}) {
        const std::string bytes = savedAnswers(recording(*samples, name), {0});
        KindOptions options;
        options.profile = proposedFor(bytes);
        const auto read = readKind(ImportKind::Listing, asBytes(bytes), options);
        VERIFY_OK(read);
        COMPARE_STR(read->format, "json");
        QVERIFY2(!read->redaction.any(), name);
    }
    // One document with two lists is a report of two parts; a page that is not the last one says so.
    const std::string users = savedAnswers(recording(*samples, "datadog"), {0});
    KindOptions options;
    options.profile = "datadog";
    const auto read = readKind(ImportKind::Listing, asBytes(users), options);
    VERIFY_OK(read);
    QCOMPARE(read->mapping["profile"]["files"].toArray().size(), std::size_t(2));
    QVERIFY(warningsOf(read->report, "import.warn.json_other_lists").empty());
}

void tst_profile_recordings::pagesThatAreMissing()
{
    NEED_SAMPLES(samples);
    const auto first = readThrough("calendly", savedAnswers(recording(*samples, "calendly"), {1}));
    VERIFY_OK(first);
    QCOMPARE(warningsOf(first->report, "import.warn.json_more"), (std::vector<std::string>{":0 pagination.next_page_token"}));
    const auto last = readThrough("calendly", savedAnswers(recording(*samples, "calendly"), {3}));
    VERIFY_OK(last);
    QVERIFY(warningsOf(last->report, "import.warn.json_more").empty());
}

OXSEAL_TEST_CLASS(tst_profile_recordings);
#include "tst_profile_recordings.moc"
