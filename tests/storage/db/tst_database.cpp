// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/db/database.h"

#include "storage/db/errors.h"
#include "storage/db/transaction.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <QProcess>

#include <fstream>

using namespace oxseal;

namespace {

Secret keyOf(std::uint8_t byte)
{
    return Secret(Botan::secure_vector<std::uint8_t>(32, byte));
}

void flip(const std::filesystem::path& file, std::streamoff offset)
{
    std::fstream f(file, std::ios::in | std::ios::out | std::ios::binary);
    f.seekg(offset);
    const int byte = f.get();
    f.seekp(offset);
    f.put(static_cast<char>(byte ^ 1));
}

} // namespace

class TstDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encryptsAndRefusesOtherKeys()
    {
        test::TempWorld world;
        const auto file = world.path("a.db");
        {
            auto db = Database::open(file, keyOf(1), Database::Mode::Create);
            VERIFY_OK(db);
            VERIFY_OK((*db)->run(R"sql(CREATE TABLE t (a TEXT) STRICT)sql"));
            VERIFY_OK((*db)->run(R"sql(INSERT INTO t VALUES (?))sql", {std::string_view("needle in the page")}));
        }
        const std::string bytes = test::readFile(file);
        QVERIFY(bytes.find("needle") == std::string::npos);
        QVERIFY(bytes.substr(0, 15) != "SQLite format 3");
        const auto wrong = Database::open(file, keyOf(2), Database::Mode::ReadWrite);
        QVERIFY(!wrong && wrong.error().is(kDbWrongKey));
        QVERIFY(test::readFile(file) == bytes);
        auto again = Database::open(file, keyOf(1), Database::Mode::ReadOnly);
        VERIFY_OK(again);
        std::string text;
        VERIFY_OK((*again)->one(R"sql(SELECT a FROM t)sql", {}, [&](const SqlRow& row) { text = row.string(0); }));
        COMPARE_STR(text, "needle in the page");
        const auto written = (*again)->run(R"sql(DELETE FROM t)sql");
        QVERIFY(!written);
    }

    void readableByTheCipherShell()
    {
        // The stock shell, where it is installed, is the independent reader of file format and raw key.
        test::TempWorld world;
        {
            auto db = Database::open(world.path("a.db"), keyOf(0xAB), Database::Mode::Create);
            VERIFY_OK(db);
            VERIFY_OK((*db)->run(R"sql(CREATE TABLE t (a INTEGER) STRICT)sql"));
            VERIFY_OK((*db)->run(R"sql(INSERT INTO t VALUES (4711))sql"));
        }
        QProcess shell;
        shell.start(QStringLiteral("sqlcipher"), {QString::fromStdString(world.path("a.db").string())});
        if (!shell.waitForStarted(2000))
            QSKIP("no sqlcipher shell");
        shell.write("PRAGMA key=\"x'" + QByteArray(32, '\xAB').toHex() + "'\";\nSELECT a FROM t;\n");
        shell.closeWriteChannel();
        QVERIFY(shell.waitForFinished(10000));
        const QByteArray out = shell.readAllStandardOutput();
        QVERIFY2(out.contains("4711"), out.constData());
    }

    void plaintextIsRefused()
    {
        test::TempWorld world;
        std::ofstream(world.path("plain.db"), std::ios::binary) << std::string("SQLite format 3\0", 16) << std::string(4080, '\0');
        const auto db = Database::open(world.path("plain.db"), keyOf(1), Database::Mode::ReadWrite);
        QVERIFY(!db && db.error().is(kDbPlaintext));
    }

    void settingsThatProtect()
    {
        test::TempWorld world;
        auto db = Database::open(world.path("a.db"), keyOf(1), Database::Mode::Create);
        VERIFY_OK(db);
        const auto pragma = [&](const char* sql) { return (*db)->integer(sql).value_or(std::nullopt).value_or(-1); };
        QCOMPARE(pragma("PRAGMA foreign_keys"), 1);
        QCOMPARE(pragma("PRAGMA recursive_triggers"), 1);
        QCOMPARE(pragma("PRAGMA secure_delete"), 1);
        QCOMPARE(pragma("PRAGMA trusted_schema"), 0);
        QCOMPARE(pragma("PRAGMA synchronous"), 2);
        QCOMPARE(pragma("PRAGMA cache_size"), -32768);
        QVERIFY(!(*db)->run(R"sql(CREATE TABLE q (a TEXT CHECK (a <> "nosuch")))sql")); // no string in double quotes
    }

    void bindsEveryKindAndChecksTheCount()
    {
        test::TempWorld world;
        auto opened = Database::open(world.path("a.db"), keyOf(1), Database::Mode::Create);
        VERIFY_OK(opened);
        Database& db = **opened;
        VERIFY_OK(db.run(R"sql(CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BLOB, c INTEGER) STRICT)sql"));
        const std::uint8_t raw[] = {0, 1, 255};
        static constexpr const char* insert = R"sql(INSERT INTO t (a, b, c) VALUES (?, ?, ?))sql";
        QCOMPARE(db.insert(insert, {std::string_view("", 0), ByteView(raw), nullptr}).value_or(0), 1);
        QCOMPARE(db.insert(insert, {nullptr, ByteView(), std::int64_t{-9}}).value_or(0), 2);
        QVERIFY(!db.insert(insert, {nullptr}));
        VERIFY_OK(db.one(R"sql(SELECT a, b, c FROM t WHERE id = 1)sql", {}, [&](const SqlRow& row) {
            QVERIFY(!row.isNull(0) && row.text(0).empty());
            QCOMPARE(row.blob(1).size(), std::size_t{3});
            QVERIFY(row.isNull(2));
        }));
        VERIFY_OK(db.one(R"sql(SELECT a, b, c FROM t WHERE id = 2)sql", {}, [&](const SqlRow& row) {
            QVERIFY(row.isNull(0) && !row.isNull(1) && row.blob(1).empty());
            QCOMPARE(row.integer(2), -9);
        }));
    }

    void aStatementInsideItsOwnCallback()
    {
        test::TempWorld world;
        auto opened = Database::open(world.path("a.db"), keyOf(1), Database::Mode::Create);
        VERIFY_OK(opened);
        Database& db = **opened;
        VERIFY_OK(db.script("CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1), (2), (3);"));
        static constexpr const char* all = R"sql(SELECT a FROM t ORDER BY a)sql";
        int outer = 0;
        int inner = 0;
        VERIFY_OK(db.each(all, {}, [&](const SqlRow&) {
            ++outer;
            return db.each(all, {}, [&](const SqlRow&) { ++inner; return true; }).has_value();
        }));
        QCOMPARE(outer, 3);
        QCOMPARE(inner, 9);
    }

    void transactionRollsBackUnlessCommitted()
    {
        test::TempWorld world;
        auto opened = Database::open(world.path("a.db"), keyOf(1), Database::Mode::Create);
        VERIFY_OK(opened);
        Database& db = **opened;
        VERIFY_OK(db.script("CREATE TABLE t (a INTEGER) STRICT"));
        {
            auto transaction = Transaction::begin(db);
            VERIFY_OK(transaction);
            VERIFY_OK(db.script("INSERT INTO t VALUES (1)"));
        }
        QCOMPARE(db.integer(R"sql(SELECT count(*) FROM t)sql").value_or(std::nullopt).value_or(-1), 0);
        {
            auto transaction = Transaction::begin(db);
            VERIFY_OK(db.script("INSERT INTO t VALUES (1)"));
            VERIFY_OK(transaction->commit());
        }
        QCOMPARE(db.integer(R"sql(SELECT count(*) FROM t)sql").value_or(std::nullopt).value_or(-1), 1);
    }

    void rekeyLeavesOnlyTheNewKey()
    {
        test::TempWorld world;
        const auto file = world.path("a.db");
        {
            auto db = Database::open(file, keyOf(1), Database::Mode::Create);
            VERIFY_OK(db);
            VERIFY_OK((*db)->script("CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (7);"));
            VERIFY_OK((*db)->rekey(keyOf(9)));
            VERIFY_OK((*db)->script("INSERT INTO t VALUES (8)"));
        }
        QVERIFY(!Database::open(file, keyOf(1), Database::Mode::ReadWrite));
        auto db = Database::open(file, keyOf(9), Database::Mode::ReadWrite);
        VERIFY_OK(db);
        QCOMPARE((*db)->integer(R"sql(SELECT sum(a) FROM t)sql").value_or(std::nullopt).value_or(-1), 15);
    }

    void everyFlippedPageIsNoticed()
    {
        test::TempWorld world;
        const auto file = world.path("a.db");
        {
            auto db = Database::open(file, keyOf(1), Database::Mode::Create);
            VERIFY_OK(db);
            VERIFY_OK((*db)->script("CREATE TABLE t (a TEXT) STRICT"));
            const std::string text(3000, 'x');
            for (int i = 0; i < 20; ++i)
                VERIFY_OK((*db)->run(R"sql(INSERT INTO t VALUES (?))sql", {std::string_view(text)}));
        }
        const auto size = static_cast<std::streamoff>(std::filesystem::file_size(file));
        QVERIFY(size > 40000);
        for (std::streamoff offset = 20; offset < size; offset += 4096 + 13) {
            flip(file, offset);
            auto db = Database::open(file, keyOf(1), Database::Mode::ReadOnly);
            bool noticed = !db;
            if (db)
                noticed = !(*db)->each(R"sql(SELECT a FROM t)sql", {}, [](const SqlRow&) { return true; });
            QVERIFY2(noticed, std::to_string(offset).c_str());
            flip(file, offset);
        }
        VERIFY_OK(Database::open(file, keyOf(1), Database::Mode::ReadOnly));
    }
};

OXSEAL_TEST_CLASS(TstDatabase);
#include "tst_database.moc"
