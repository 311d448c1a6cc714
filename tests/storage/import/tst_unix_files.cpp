// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/unix_files.h"

#include "tests/storage/import/profile_fixtures.h"

#include <QObject>

using namespace oxseal;
using namespace oxseal::test;

namespace {

std::string listed(const UnixRows& rows)
{
    std::string out;
    for (const auto& row : rows.rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            out += (i == 0 ? "" : "|") + row[i];
        out += '\n';
    }
    return out;
}

std::string sudo(const std::string& text) { return listed(readSudoers(text)); }

std::vector<std::string> reasons(const ImportReport& report)
{
    std::vector<std::string> out;
    for (const auto& row : report.rejected)
        out.push_back(row.file + ":" + std::to_string(row.row) + " " + row.reason);
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace

class tst_unix_files : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shapes_data();
    void shapes();
    void documentsOnOneLine();
    void sudoers_data();
    void sudoers();
    void sudoersBuckets();
    void aliasesInCircles();
    void lastlog();
    void passwordStatus();
    void directoryEntries();
    void hashInPasswd();
    void machine();
};

void tst_unix_files::shapes_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("layout");
    QTest::newRow("passwd") << QByteArray("linux/passwd") << int(ProfileLayout::Passwd);
    QTest::newRow("group") << QByteArray("linux/group") << int(ProfileLayout::Group);
    QTest::newRow("sudoers") << QByteArray("linux/sudoers") << int(ProfileLayout::Sudoers);
    QTest::newRow("passwd -S") << QByteArray("linux/passwd_status") << int(ProfileLayout::PasswordStatus);
    QTest::newRow("lastlog") << QByteArray("linux/lastlog") << int(ProfileLayout::Lastlog);
    QTest::newRow("shadow") << QByteArray("linux/shadow") << int(ProfileLayout::Shadow);
    for (const char* table : {"aws_iam.csv", "entra/users.csv", "okta/users.csv", "google.csv", "quickbooks_online.txt", "bank.csv",
             "postgres/grants.txt", "generic.csv"})
        QTest::newRow(table) << QByteArray(table) << int(ProfileLayout::Table);
}

void tst_unix_files::shapes()
{
    QFETCH(QByteArray, file);
    QFETCH(int, layout);
    const std::string text = profileFile(file.toStdString());
    for (const auto one : {ProfileLayout::Passwd, ProfileLayout::Group, ProfileLayout::Shadow, ProfileLayout::Sudoers,
             ProfileLayout::Lastlog, ProfileLayout::PasswordStatus})
        QCOMPARE(looksLikeUnixFile(one, text), int(one) == layout);
}

/// A bank's XML comes without line ends; it has words, equals signs and slashes, and is nobody's list of accounts.
void tst_unix_files::documentsOnOneLine()
{
    for (const std::string text : {"<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt/></BkToCstmrStmt></Document>",
             "\n <BizMsgEnvlp xmlns=\"urn:x\" a=\"b\"><AppHdr/></BizMsgEnvlp>", "{\"user name\": \"ALL=/bin/sh ALL\"}"}) {
        for (const auto one : {ProfileLayout::Passwd, ProfileLayout::Group, ProfileLayout::Shadow, ProfileLayout::Sudoers, ProfileLayout::Lastlog, ProfileLayout::PasswordStatus})
            QVERIFY(!looksLikeUnixFile(one, text));
    }
}

void tst_unix_files::sudoers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rows");
    const auto row = [](const char* text, const char* rows) { QTest::newRow(text) << QByteArray(text) << QByteArray(rows); };
    // Examples of the EXAMPLES section of sudoers(5), or made of its grammar. kind|who|host|runas|nopasswd|command
    row("root ALL = (ALL) ALL", "user|root|ALL|ALL|false|ALL\n");
    row("%wheel ALL = (ALL) ALL", "group|wheel|ALL|ALL|false|ALL\n");
    row("bob SPARC = (OP) ALL : SGI = (OP) ALL", "user|bob|SPARC|OP|false|ALL\nuser|bob|SGI|OP|false|ALL\n");
    row("fred ALL = (DB) NOPASSWD: ALL", "user|fred|ALL|DB|true|ALL\n");
    row("john ALPHA = /usr/bin/su [!-]*, !/usr/bin/su *root*", "user|john|ALPHA|root|false|/usr/bin/su [!-]*\nuser|john|ALPHA|root|false|!/usr/bin/su *root*\n");
    row("dgb boulder = (operator) /bin/ls, (root) /bin/kill, /usr/bin/lprm",
        "user|dgb|boulder|operator|false|/bin/ls\nuser|dgb|boulder|root|false|/bin/kill\nuser|dgb|boulder|root|false|/usr/bin/lprm\n");
    row("ray rushmore = NOPASSWD: /bin/kill, PASSWD: /bin/ls, /usr/bin/lprm",
        "user|ray|rushmore|root|true|/bin/kill\nuser|ray|rushmore|root|false|/bin/ls\nuser|ray|rushmore|root|false|/usr/bin/lprm\n");
    row("+secretaries ALL = /usr/bin/lpc", "netgroup|secretaries|ALL|root|false|/usr/bin/lpc\n");
    row("#1000 ALL = ALL", "uid|1000|ALL|root|false|ALL\n");
    row("%#27 ALL = ALL", "netgroup|#27|ALL|root|false|ALL\n");
    row("ann, bo ALL=(root:adm) NOEXEC: /bin/vi # editors", "user|ann|ALL|root:adm|false|/bin/vi\nuser|bo|ALL|root:adm|false|/bin/vi\n");
    row("ann ALL = /bin/a --with\\=x\\, y, /bin/b", "user|ann|ALL|root|false|/bin/a --with\\=x, y\nuser|ann|ALL|root|false|/bin/b\n");
    row("\"ann lee\" ALL = ALL", "user|ann lee|ALL|root|false|ALL\n");
    row("ALL ALL = NOPASSWD: ALL", "all|ALL|ALL|root|true|ALL\n");
    row("User_Alias A = ann, %ops\nCmnd_Alias C = /bin/x, D : D = /bin/y\nA ALL = C",
        "user|ann|ALL|root|false|/bin/x\ngroup|ops|ALL|root|false|/bin/x\nuser|ann|ALL|root|false|/bin/y\ngroup|ops|ALL|root|false|/bin/y\n");
    row("ann ALL = \\\n  /bin/x, \\\n  /bin/y", "user|ann|ALL|root|false|/bin/x\nuser|ann|ALL|root|false|/bin/y\n");
    row("!ann ALL = ALL\nbo ALL = ALL", "user|bo|ALL|root|false|ALL\n");
    row("ann = ALL", "");
    row("nonsense", "");
}

void tst_unix_files::sudoers()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, rows);
    const auto read = readSudoers(text.toStdString());
    COMPARE_STR(listed(read), rows.toStdString());
    QVERIFY(read.report.conserved());
}

void tst_unix_files::sudoersBuckets()
{
    const auto read = readSudoers(profileFile("linux/sudoers"));
    QVERIFY(read.report.conserved());
    QCOMPARE(read.report.records, std::uint64_t(16)); // wc -l
    QCOMPARE(read.report.accepted, std::uint64_t(6)); // root, %sudo, OPERATORS, #1000, ALL, bo
    QCOMPARE(read.report.rejectedRows, std::uint64_t(1));
    QCOMPARE(read.report.rejected[0].row, std::uint64_t(15));
    QCOMPARE(warningsOf(read.report, "import.warn.sudoers_include"), (std::vector<std::string>{":16 /etc/sudoers.d"}));
    QCOMPARE(warningsOf(read.report, "import.warn.sudoers_negation"), (std::vector<std::string>{":14 !/bin/su"}));
}

void tst_unix_files::aliasesInCircles()
{
    COMPARE_STR(sudo("User_Alias A = B\nUser_Alias B = A, ann\nA ALL = ALL"), "user|A|ALL|root|false|ALL\nuser|ann|ALL|root|false|ALL\n");
}

void tst_unix_files::lastlog()
{
    const auto read = readUnixFile(ProfileLayout::Lastlog, profileFile("linux/lastlog"));
    COMPARE_STR(listed(read),
        "root|false|2026-09-07\ndaemon|true|\nann|false|2026-09-29\nbo|false|2026-01-02\ntoor|true|\nbatch|true|\n");
    QCOMPARE(read.report.rejectedRows, std::uint64_t(1));
    QVERIFY(read.report.conserved());
}

void tst_unix_files::passwordStatus()
{
    const auto read = readUnixFile(ProfileLayout::PasswordStatus, profileFile("linux/passwd_status"));
    COMPARE_STR(listed(read),
        "root|P|2026-01-05\ndaemon|L|2026-01-05\nann|P|2026-08-01\nbo|L|2026-02-01\ntoor|NP|2026-01-05\nbatch|L|2026-01-05\n"
        "lost|PS|2026-01-05\ngone|P|2026-01-05\n");
    QCOMPARE(read.report.rejectedRows, std::uint64_t(1));
}

void tst_unix_files::directoryEntries()
{
    const auto read = readUnixFile(ProfileLayout::Passwd, "root:x:0:0:root:/root:/bin/sh\n+::::::\n+@admins::::::\n");
    QCOMPARE(read.rows.size(), std::size_t(1));
    QVERIFY(read.report.conserved());
    QCOMPARE(read.report.ignoredRows(), std::uint64_t(2));
    QCOMPARE(warningsOf(read.report, "import.warn.directory_entry").size(), std::size_t(1));
}

void tst_unix_files::hashInPasswd()
{
    // Before shadow files, hashes stood here. The bytes kept have none.
    const std::string passwd = "root:$1$abcdefgh$0123456789012345678901:0:0:\"Root\":/root:/bin/sh\nann:x:1000:0::/home/ann:/bin/sh\n";
    const auto read = readThrough("linux", passwd);
    VERIFY_OK(read);
    COMPARE_STR(read->redaction.bytes, "root::0:0:\"Root\":/root:/bin/sh\nann::1000:0::/home/ann:/bin/sh\n");
    QCOMPARE(read->table.rows(), std::size_t(3));
}

void tst_unix_files::machine()
{
    const auto read = readThrough("linux", importOf({"linux/passwd", "linux/group", "linux/sudoers", "linux/passwd_status", "linux/lastlog"}));
    VERIFY_OK(read);
    QVERIFY(read->report.conserved());
    COMPARE_STR(rowsOf(read->table, {"account_id", "type", "status", "role", "permission", "scope", "privileged", "last_login", "last_credential_change"}),
        "root|shared|active||user id 0||true|2026-09-07|2026-01-05\n"
        "root|shared|active|root|||true|2026-09-07|2026-01-05\n"
        "root|shared|active||sudo ALL as ALL:ALL||true|2026-09-07|2026-01-05\n"
        "daemon|service|inactive|daemon|||unknown||2026-01-05\n"
        "ann||active|ann|||unknown|2026-09-29|2026-08-01\n"
        "ann||active|sudo|sudo ALL as ALL:ALL||true|2026-09-29|2026-08-01\n"
        "ann||active|docker|||true|2026-09-29|2026-08-01\n"
        "ann||active||sudo /usr/bin/id as root||true|2026-09-29|2026-08-01\n" // by user id
        "bo|||bo|||unknown|2026-01-02|2026-02-01\n" // locked, but keys may open it: unknown
        "bo||||sudo /usr/bin/rsync as backup without password|web1, web2|true|2026-01-02|2026-02-01\n"
        "bo||||sudo /bin/tar as backup without password|web1, web2|true|2026-01-02|2026-02-01\n"
        "bo||||sudo /usr/bin/systemctl restart app as backup|web1, web2|true|2026-01-02|2026-02-01\n"
        "bo||||sudo !/bin/su as root||true|2026-01-02|2026-02-01\n"
        "toor|shared|active||user id 0||true||2026-01-05\n"
        "toor|shared|active|root|||true||2026-01-05\n"
        "batch|service|inactive|batch|||unknown||2026-01-05\n"
        "lost||active||||unknown||2026-01-05\n"
        "nobody|service|inactive|nogroup|||unknown||\n"
        "ghost|||docker|||true||\n"
        "ALL||||sudo /usr/bin/uptime as root without password||true||\n");
    QCOMPARE(reasons(read->report),
        (std::vector<std::string>{"lastlog:8 import.lastlog_line", "passwd:10 import.short_row", "passwd_status:9 import.short_row", "sudoers:15 import.sudoers_line"}));
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_account"),
        (std::vector<std::string>{"group:4 ghost, /etc/group, 1", "sudoers:13 ALL, /etc/sudoers, 1"}));
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_fact"), (std::vector<std::string>{"passwd_status:8 gone, passwd -S -a, 1"}));
    QCOMPARE(warningsOf(read->report, "import.warn.dangling_reference"), (std::vector<std::string>{"passwd:8 4711, /etc/group, 1"}));
    QCOMPARE(warningsOf(read->report, "import.warn.roles_unheld"), (std::vector<std::string>{":0 1, /etc/sudoers, admin"}));
    QVERIFY(!read->redaction.any());
}

OXSEAL_TEST_CLASS(tst_unix_files);
#include "tst_unix_files.moc"
