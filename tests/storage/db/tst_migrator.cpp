// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/db/migrator.h"

#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

SchemaStep step(int number, int compatible, const std::string& statement)
{
    char prefix[8];
    std::snprintf(prefix, sizeof prefix, "%04d", number);
    return *parseSchemaStep(std::string(prefix) + "_step.sql",
        "-- description: a step\n-- min-compatible: " + std::to_string(compatible) + "\n" + statement);
}

const SchemaStep kFirst = step(1, 1, "CREATE TABLE a (x INTEGER) STRICT;");
const SchemaStep kSecond = step(2, 1, "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO b VALUES (5);");
const SchemaStep kBreaking = step(3, 3, "CREATE TABLE c (x INTEGER) STRICT;");

} // namespace

class TstMigrator : public QObject
{
    Q_OBJECT

    struct World : test::TempWorld
    {
        std::unique_ptr<Database> db
            = std::move(*Database::open(path("m.db"), Secret(Botan::secure_vector<std::uint8_t>(32, 3)), Database::Mode::Create));
        MigrationReport run(const std::vector<SchemaStep>& steps, bool mayWrite = true)
        {
            const auto report = migrate(*db, steps, mayWrite, now);
            return report ? *report : MigrationReport{MigrationOutcome::Failed, -1, -1, {}, "error"};
        }
        std::int64_t count(const char* sql) { return db->integer(sql).value_or(std::nullopt).value_or(-1); }
    };

private Q_SLOTS:
    void created()
    {
        World world;
        const auto report = world.run({kFirst, kSecond});
        QCOMPARE(report.outcome, MigrationOutcome::Created);
        QCOMPARE(report.from, 0);
        QCOMPARE(report.to, 2);
        QCOMPARE(report.applied, (std::vector<int>{1, 2}));
        QCOMPARE(world.count("SELECT x FROM b"), 5);
        VERIFY_OK(requireUsable(report));
    }

    void upToDate()
    {
        World world;
        world.run({kFirst});
        const auto report = world.run({kFirst});
        QCOMPARE(report.outcome, MigrationOutcome::UpToDate);
        QVERIFY(report.applied.empty());
        VERIFY_OK(requireUsable(report));
    }

    void migrated()
    {
        World world;
        world.run({kFirst});
        VERIFY_OK(world.db->script("INSERT INTO a VALUES (42)"));
        const auto report = world.run({kFirst, kSecond});
        QCOMPARE(report.outcome, MigrationOutcome::Migrated);
        QCOMPARE(report.from, 1);
        QCOMPARE(report.to, 2);
        QCOMPARE(world.count("SELECT x FROM a"), 42);
    }

    void pending()
    {
        World world;
        world.run({kFirst});
        const auto report = world.run({kFirst, kSecond}, false);
        QCOMPARE(report.outcome, MigrationOutcome::Pending);
        QCOMPARE(world.count("SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
        QVERIFY(!requireUsable(report));
    }

    void readOnlyOfNewer()
    {
        World world;
        world.run({kFirst, kSecond});
        const auto report = world.run({kFirst}); // step 2 states that programs of schema 1 may read
        QCOMPARE(report.outcome, MigrationOutcome::ReadOnly);
        VERIFY_OK(requireUsable(report));
    }

    void tooNew()
    {
        World world;
        world.run({kFirst, kSecond, kBreaking});
        const auto report = world.run({kFirst, kSecond});
        QCOMPARE(report.outcome, MigrationOutcome::TooNew);
        QVERIFY(requireUsable(report).error().is(kSchemaTooNew));
    }

    void diverged()
    {
        World world;
        world.run({kFirst});
        const auto report = world.run({step(1, 1, "CREATE TABLE a (x INTEGER, y INTEGER) STRICT;")});
        QCOMPARE(report.outcome, MigrationOutcome::Diverged);
        QVERIFY(requireUsable(report).error().is(kSchemaDiverged));
    }

    void foreign()
    {
        World world;
        VERIFY_OK(world.db->script("CREATE TABLE stranger (x INTEGER)"));
        const auto report = world.run({kFirst});
        QCOMPARE(report.outcome, MigrationOutcome::Foreign);
        QVERIFY(requireUsable(report).error().is(kSchemaForeign));
        QCOMPARE(world.count("SELECT count(*) FROM sqlite_schema"), 1);
    }

    void failedRollsEverythingBack()
    {
        World world;
        world.run({kFirst});
        const auto report = world.run({kFirst, kSecond, step(3, 3, "CREATE TABLE d (x INTEGER); NONSENSE;")});
        QCOMPARE(report.outcome, MigrationOutcome::Failed);
        QVERIFY(report.detail.find("NONSENSE") != std::string::npos);
        QCOMPARE(world.count("SELECT count(*) FROM sqlite_schema WHERE name IN ('b', 'd')"), 0);
        QCOMPARE(world.run({kFirst}).outcome, MigrationOutcome::UpToDate);
    }

    void headerLinesAreRequired()
    {
        QVERIFY(!parseSchemaStep("0001_a.sql", "CREATE TABLE a (x);"));
        QVERIFY(!parseSchemaStep("0001_a.sql", "-- description: x\n"));
        QVERIFY(!parseSchemaStep("1_a.sql", "-- description: x\n-- min-compatible: 1\n"));
        QVERIFY(!parseSchemaStep("0001_a.sql", "-- description: x\n-- min-compatible: 2\n"));
        QVERIFY(!parseSchemaStep("0001_a.sql", "SELECT 1;\n-- description: x\n-- min-compatible: 1\n"));
    }

    void theCompiledStepsApply()
    {
        World world;
        const auto steps = compiledSchema();
        VERIFY_OK(steps);
        QVERIFY(!steps->empty());
        QCOMPARE(steps->front().number, 1);
        const auto report = world.run(*steps);
        QVERIFY2(report.outcome == MigrationOutcome::Created, report.detail.c_str());
        // Every table is STRICT: SQLite lists that in the sixth column of table_list.
        QCOMPARE(world.count("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0"
                             " AND name NOT LIKE 'sqlite_%'"), 0);
    }
};

OXSEAL_TEST_CLASS(TstMigrator);
#include "tst_migrator.moc"
