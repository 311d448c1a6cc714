// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/changed_flag.h"

#include "models/access/population.h"
#include "models/access/review_basis.h"
#include "tests/support/test_main.h"

#include <array>

using namespace oxseal;
using namespace oxseal::access;

namespace {

constexpr std::array<const char*, 9> kColumns{"account_id", "status", "mfa", "person_id", "email", "owner", "type", "privileged", "role"};
using Row = std::array<const char*, kColumns.size()>;

Population listing(const std::vector<Row>& rows)
{
    std::vector<Column> columns;
    for (const auto* column : kColumns)
        columns.push_back({column, TextColumn()});
    for (const Row& row : rows) {
        for (std::size_t at = 0; at < row.size(); ++at)
            std::get<TextColumn>(columns[at].data).append(row[at]);
    }
    return populationOfSystem(Table(columns), "ERP");
}

/// Nobody moved.
Roster people()
{
    std::vector<Worker> workers;
    for (const auto* id : {"E1", "E2", "E3", "E9"})
        workers.push_back({id, id, "", "", "", "", "", Flag::No, {}, {}});
    return Roster(workers);
}

Comparison compared(const Population& current, const Population& before)
{
    const Roster roster = people();
    Comparison found = compareRoster(current, roster, &before, &roster, {*Day::fromIso("2026-09-30")}).value();
    markChanged(found, current, before);
    return found;
}

/// One word per line: yes, no or unknown.
std::string flags(const Comparison& found)
{
    std::string out;
    for (const ComparedLine& line : found.lines) {
        const Flag flag = line.flags.get(LineFlag::Changed);
        out += std::string(out.empty() ? "" : " ") + (flag == Flag::Yes ? "yes" : flag == Flag::No ? "no" : "unknown");
    }
    return out;
}

std::string changed(const std::vector<Row>& before, const std::vector<Row>& after) { return flags(compared(listing(after), listing(before))); }

/// Ann, and one who states every fact, so that the listing does.
std::vector<Row> ann(const Row& row) { return {row, {"zoe", "active", "yes", "E9", "z@x.example", "own", "human", "no", "Clerk"}}; }

constexpr Row kAnn{"ann", "active", "yes", "E1", "a@x.example", "", "human", "no", "Clerk"};

Row with(std::size_t column, const char* value)
{
    Row row = kAnn;
    row[column] = value;
    return row;
}

} // namespace

class TestChangedFlag : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDecidedAnew_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("enabled again") << 1 << QByteArray("disabled") << QByteArray("active") << QByteArray("yes");
        QTest::newRow("disabled") << 1 << QByteArray("active") << QByteArray("disabled") << QByteArray("no");
        QTest::newRow("may be enabled again") << 1 << QByteArray("disabled") << QByteArray("") << QByteArray("unknown");
        QTest::newRow("may have been disabled") << 1 << QByteArray("") << QByteArray("active") << QByteArray("unknown");
        QTest::newRow("cannot be enabled") << 1 << QByteArray("") << QByteArray("disabled") << QByteArray("no");
        QTest::newRow("factor lost") << 2 << QByteArray("yes") << QByteArray("no") << QByteArray("yes");
        QTest::newRow("factor gained") << 2 << QByteArray("no") << QByteArray("yes") << QByteArray("no");
        QTest::newRow("another person") << 3 << QByteArray("E1") << QByteArray("E2") << QByteArray("yes");
        QTest::newRow("nobody any more") << 3 << QByteArray("E1") << QByteArray("") << QByteArray("yes");
        QTest::newRow("another address of the same person") << 4 << QByteArray("a@x.example") << QByteArray("ann@x.example") << QByteArray("no");
        QTest::newRow("another owner") << 5 << QByteArray("bo") << QByteArray("cy") << QByteArray("yes");
        QTest::newRow("another kind") << 6 << QByteArray("human") << QByteArray("shared") << QByteArray("yes");
        QTest::newRow("kind not stated") << 6 << QByteArray("human") << QByteArray("") << QByteArray("unknown");
        QTest::newRow("administrator") << 7 << QByteArray("no") << QByteArray("yes") << QByteArray("yes");
        QTest::newRow("administrator no more") << 7 << QByteArray("yes") << QByteArray("no") << QByteArray("yes");
        QTest::newRow("administrator not stated, and none by name") << 7 << QByteArray("no") << QByteArray("") << QByteArray("no");
        QTest::newRow("the same") << 1 << QByteArray("active") << QByteArray("active") << QByteArray("no");
    }
    void whatIsDecidedAnew()
    {
        QFETCH(int, column);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, expected);
        const auto at = static_cast<std::size_t>(column);
        // Zoe is the same in both.
        COMPARE_STR(changed(ann(with(at, before.constData())), ann(with(at, after.constData()))), expected.toStdString() + " no");
    }

    void aFactThatOneListingNeverStatesIsNotCompared()
    {
        const Row silent{"ann", "", "", "", "a@x.example", "", "", "", "Clerk"};
        COMPARE_STR(changed({kAnn}, {silent}), "no");
        COMPARE_STR(changed({silent}, {kAnn}), "no");
        // Without employee ids the address tells the person.
        const Row other{"ann", "", "", "", "b@x.example", "", "", "", "Clerk"};
        COMPARE_STR(changed({silent}, {other}), "yes");
    }

    void allLinesOfTheAccountAndNoNewOnes()
    {
        const std::vector<Row> before{{"bo", "disabled", "", "E1", "", "", "", "no", "Clerk"}, {"bo", "disabled", "", "E1", "", "", "", "no", "Payer"},
            {"cy", "active", "", "E2", "", "", "", "yes", "Boss"}, {"cy", "active", "", "E2", "", "", "", "no", "Clerk"}};
        const std::vector<Row> after{{"cy", "active", "", "E2", "", "", "", "no", "Clerk"}, {"cy", "active", "", "E2", "", "", "", "no", "Boss"},
            {"bo", "active", "", "E1", "", "", "", "no", "Clerk"}, {"bo", "active", "", "E1", "", "", "", "no", "Reader"},
            {"bo", "active", "", "E1", "", "", "", "no", "Payer"}, {"dee", "active", "", "E3", "", "", "", "yes", "Boss"}};
        const Population current = listing(after);
        const Comparison found = compared(current, listing(before));
        // Cy's line as a boss lost its rights, his other one is as it was; Bo as a reader, and Dee, are new.
        COMPARE_STR(flags(found), "no yes yes no yes no");
        QCOMPARE(found.counts[static_cast<std::size_t>(LineFlag::Changed)], std::uint64_t(3));
        QCOMPARE(found.unknown[static_cast<std::size_t>(LineFlag::Changed)], std::uint64_t(0));
        std::string included, then;
        for (const ListedLine& line : listedLines(current, people(), found, Shape::ChangesOnly))
            included += line.included ? '1' : '0';
        for (const ListedLine& line : listedLines(current, people(), found, Shape::ChangesOnly, static_cast<std::size_t>(LineFlag::Changed)))
            then += line.included ? '1' : '0';
        COMPARE_STR(included, "011111");
        COMPARE_STR(then, "000101"); // of a program that did not know the flag
    }

    void anAdministratorsNameCountsInBoth()
    {
        // "Administrator" by name in both; the later listing has a column for it.
        COMPARE_STR(changed({{"ann", "", "", "", "", "", "", "", "Administrator"}}, {{"ann", "", "", "", "", "", "", "yes", "Administrator"}}), "no");
        COMPARE_STR(changed({{"ann", "", "", "", "", "", "", "", "Clerk"}}, {{"ann", "", "", "", "", "", "", "yes", "Clerk"}}), "yes");
    }
};

OXSEAL_TEST_CLASS(TestChangedFlag);
#include "tst_changed_flag.moc"
