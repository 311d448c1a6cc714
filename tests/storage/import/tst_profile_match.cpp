// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/profile_match.h"

#include "models/core/text.h"
#include "storage/import/header_change.h"
#include "tests/storage/import/profile_fixtures.h"

#include <QObject>

using namespace oxseal;
using namespace oxseal::test;

namespace {

/// What one profile says about a file, whether or not it may be proposed.
Result<ProfileCandidate> against(const std::string& profile, const std::string& bytes)
{
    OXSEAL_TRY(const SourceProfile* found, sourceProfile(profile));
    return matchProfile(*found, {{}, {{"", asBytes(bytes), {}}}, {}}, {});
}

std::string keys(const std::vector<const ProfileColumn*>& columns)
{
    std::string out;
    for (const auto* column : columns)
        out += (out.empty() ? "" : ",") + column->key;
    return out;
}

} // namespace

class tst_profile_match : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void proposed_data();
    void proposed();
    void evidence();
    void missingColumn();
    void renamedColumn();
    void headerTwice();
    void columnsInAnyOrderAndCase();
    void preamble();
    void valuesTell();
    void togetherOnly();
    void passwordHashesAreRefused();
    void mappedByAPerson();
    void headerChanges();
};

void tst_profile_match::proposed_data()
{
    QTest::addColumn<QByteArray>("files");
    QTest::addColumn<QByteArray>("profile");
    const auto row = [](const char* profile, const char* files) { QTest::newRow(files) << QByteArray(files) << QByteArray(profile); };
    row("aws_iam", "aws_iam.csv");
    row("entra_id", "entra/users.csv");
    row("entra_id", "entra/users.csv entra/roles.csv entra/signins.csv");
    row("okta", "okta/users.csv okta/assignments.csv");
    row("google_workspace", "google.csv");
    row("github_members", "github.csv");
    row("github_enterprise", "github_enterprise.csv");
    row("netsuite", "netsuite/employees.csv netsuite/roles.csv");
    row("quickbooks_online", "quickbooks_online.txt");
    row("quickbooks_enterprise", "qbe/users.csv qbe/roles.csv");
    row("sage_100", "sage/users.csv sage/roles.csv");
    row("linux", "linux/passwd");
    row("linux", "linux/passwd linux/group linux/sudoers linux/passwd_status linux/lastlog");
    row("postgresql", "postgres/roles.csv postgres/members.csv postgres/grants.txt");
    row("bank_portal", "bank.csv");
    row("generic", "generic.csv");
    // Names that any list of people has are no evidence of a system.
    row("", "not_quickbooks.csv");
    // Reports that only add to accounts cannot be read alone.
    row("", "postgres/members.csv");
    row("", "linux/group");
    // Files of two systems belong to none.
    row("", "aws_iam.csv google.csv");
}

void tst_profile_match::proposed()
{
    QFETCH(QByteArray, files);
    QFETCH(QByteArray, profile);
    COMPARE_STR(proposedFor(importOf(split(files.toStdString(), ' '))), profile.toStdString());
}

void tst_profile_match::evidence()
{
    const auto aws = against("aws_iam", profileFile("aws_iam.csv"));
    VERIFY_OK(aws);
    QVERIFY(aws->proposable());
    QCOMPARE(aws->recognised, std::size_t(22)); // all columns the service writes
    QCOMPARE(aws->columns, std::size_t(23));
    QCOMPARE(aws->outside, std::size_t(0));
    QCOMPARE(aws->files.front().rows, std::size_t(5));
    COMPARE_STR(keys(aws->files.front().absent), "additional_credentials_info");

    const auto strange = against("aws_iam", profileFile("broken/aws_values.csv"));
    VERIFY_OK(strange);
    QVERIFY(strange->proposable());
    QCOMPARE(strange->outside, std::size_t(2));
    COMPARE_STR(strange->files.front().outside[0].value, "soon");
    COMPARE_STR(strange->files.front().outside[1].header, "password_enabled");
    QCOMPARE(strange->files.front().outside[1].line, std::uint64_t(3));
    QCOMPARE(strange->score(), aws->score() - 4); // two columns have such values
}

void tst_profile_match::missingColumn()
{
    const std::string bytes = profileFile("broken/aws_missing.csv");
    const auto aws = against("aws_iam", bytes);
    VERIFY_OK(aws);
    QVERIFY(!aws->readable());
    COMPARE_STR(keys(aws->files.front().missing), "access_key_1_active,access_key_2_active");
    const auto read = readThrough("aws_iam", bytes);
    QVERIFY(!read && read.error().is(kProfileMissing));
    COMPARE_STR(read.error().arguments()[1], "access_key_1_active, access_key_2_active");
}

void tst_profile_match::renamedColumn()
{
    // mfa_state stands where mfa_active stood. It is not taken for it.
    const std::string bytes = profileFile("broken/aws_renamed.csv");
    const auto aws = against("aws_iam", bytes);
    VERIFY_OK(aws);
    QVERIFY(!aws->proposable());
    COMPARE_STR(keys(aws->files.front().missing), "mfa_active");
    COMPARE_STR(aws->files.front().extra.front(), "mfa_state");
    const auto read = readThrough("aws_iam", bytes);
    QVERIFY(!read && read.error().is(kProfileMissing));
    COMPARE_STR(read.error().arguments()[2], "mfa_state");
}

void tst_profile_match::headerTwice()
{
    const std::string bytes = profileFile("broken/aws_twice.csv");
    const auto aws = against("aws_iam", bytes);
    VERIFY_OK(aws);
    QVERIFY(!aws->readable());
    COMPARE_STR(aws->files.front().twice.front(), "password_last_used");
    const auto read = readThrough("aws_iam", bytes);
    QVERIFY(!read && read.error().is(kProfileTwice));
    // A column that the profile does not know may stand twice.
    COMPARE_STR(proposedFor("login,tfa_enabled,role,note,note\nann,true,MEMBER,a,b\n"), "github_members");
}

void tst_profile_match::columnsInAnyOrderAndCase()
{
    const auto read = readThrough("github_members", "Role;TFA_Enabled;LOGIN\nOwner;True;ann\n");
    VERIFY_OK(read);
    COMPARE_STR(rowsOf(read->table, {"account_id", "role", "mfa", "privileged"}), "ann|owner|true|true\n");
}

void tst_profile_match::preamble()
{
    const auto read = readThrough("github_members", "Export of acme\n\nlogin,tfa_enabled,role\nann,false,member\n");
    VERIFY_OK(read);
    QCOMPARE(read->table.rows(), std::size_t(1));
    QVERIFY(read->report.conserved());
    QCOMPARE(read->report.ignoredRows(), std::uint64_t(2));
}

void tst_profile_match::valuesTell()
{
    const auto school = against("quickbooks_online", profileFile("not_quickbooks.csv"));
    VERIFY_OK(school);
    QVERIFY(school->files.front().missing.empty());
    COMPARE_STR(keys(school->files.front().unlike), "role");
    QVERIFY(!school->readable());
}

void tst_profile_match::togetherOnly()
{
    // "User, Roles" alone could be any system.
    const auto users = against("quickbooks_enterprise", profileFile("qbe/users.csv"));
    VERIFY_OK(users);
    QVERIFY(users->readable());
    QVERIFY(!users->proposable());
    COMPARE_STR(users->lacking.front()->key, "roles");
}

void tst_profile_match::passwordHashesAreRefused()
{
    const auto& all = sourceProfiles();
    VERIFY_OK(all);
    const std::string shadow = profileFile("linux/shadow");
    const auto alone = matchProfiles(*all, {{}, {{"", asBytes(shadow), {}}}, {}}, {});
    QVERIFY(!alone && alone.error().is(kSensitiveRefused));
    const auto among = readThrough("linux", importOf({"linux/passwd", "linux/group", "linux/shadow"}));
    QVERIFY(!among && among.error().is(kSensitiveRefused));
}

void tst_profile_match::mappedByAPerson()
{
    // What a person says about a renamed column counts.
    const auto profile = sourceProfile("aws_iam");
    VERIFY_OK(profile);
    TableOptions options;
    options.map["mfa_active"] = "mfa_state";
    const auto read = readWithProfile(**profile, asBytes(profileFile("broken/aws_renamed.csv")), options, {});
    VERIFY_OK(read);
    COMPARE_STR(rowOf(read->table, 1, {"account_id", "mfa"}), "ann.keller|true");
    options.map["no_such_column"] = "mfa_state";
    const auto refused = readWithProfile(**profile, asBytes(profileFile("broken/aws_renamed.csv")), options, {});
    QVERIFY(!refused && refused.error().is(kImportBadMap));
}

void tst_profile_match::headerChanges()
{
    const auto change = headerChange({"login", "tfa_enabled", "role"}, {"login", "two_factor", "role", "team"});
    QCOMPARE(change.added, (std::vector<std::string>{"two_factor", "team"}));
    QCOMPARE(change.removed, (std::vector<std::string>{"tfa_enabled"}));
    QCOMPARE(change.moved.size(), std::size_t(1));
    COMPARE_STR(change.moved[0].second, "two_factor");
    QVERIFY(!headerChange({"A b", "c"}, {"C", "a_B"}).any()); // order, case and punctuation mean nothing
    QVERIFY(headerChange({}, {"a"}).any());

    const auto mapping = [](const std::vector<std::string>& names) {
        const auto read = readThrough("okta", importOf(names));
        Json out;
        out.set("profile", read ? read->mapping : Json());
        return out;
    };
    ImportReport report;
    noteHeaderChanges(mapping({"okta/users.csv", "okta/assignments.csv"}), mapping({"okta/users.csv"}), report);
    QCOMPARE(warningsOf(report, "import.warn.header_fewer"), (std::vector<std::string>{":0 Current Assignments"}));
}

OXSEAL_TEST_CLASS(tst_profile_match);
#include "tst_profile_match.moc"
