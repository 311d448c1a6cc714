// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/line_difference.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;
using controls::DifferingLine;

namespace {

Table tableOf(const std::vector<std::string>& names, const std::vector<std::vector<std::string>>& rows)
{
    std::vector<Column> columns;
    for (std::size_t at = 0; at < names.size(); ++at) {
        TextColumn cells;
        for (const auto& row : rows)
            cells.append(row[at]);
        columns.push_back({names[at], std::move(cells)});
    }
    return Table(std::move(columns));
}

} // namespace

/// Two listings side by side; expectations by hand.
class tst_line_difference : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesOfEach()
    {
        const Table imported = tableOf({"user", "right"}, {{"ann", "pay"}, {"bo", "view"}, {"bo", "view"}});
        const Table second = tableOf({"user", "right"}, {{"bo", "view"}, {"ann", "pay"}, {"cy", "pay"}, {"di", "pay"}});
        const auto found = controls::differingLines(imported, second, {});
        QCOMPARE(found.same, std::uint64_t(2));
        QCOMPARE(found.lines, (std::vector<DifferingLine>{{false, 3, 1, "cy | pay"}, {false, 4, 1, "di | pay"}, {true, 3, -1, "bo | view"}}));
        QCOMPARE(found.rows, std::int64_t(1)); // four at the source, three imported
        QCOMPARE(found.columns, (std::vector<std::string>{"user", "right"}));
    }
    /// What changed beside the keys makes no line another; columns that only one has are not compared.
    void byKeys()
    {
        const Table imported = tableOf({"user", "last_login", "only_here"}, {{"ann", "2026-09-01", "x"}});
        const Table second = tableOf({"last_login", "user"}, {{"2026-09-30", "ann"}});
        QVERIFY(controls::differingLines(imported, second, {"user"}).lines.empty());
        QCOMPARE(controls::differingLines(imported, second, {}).lines.size(), std::size_t(2));
        QCOMPARE(controls::differingLines(imported, second, {"missing"}).lines.size(), std::size_t(2));
    }
    /// The source counted accounts: a second line of a missing account counts nothing, and another right of a known one neither.
    void whatWasCounted()
    {
        const Table imported = tableOf({"account_id", "role"}, {{"ann", "a"}});
        const Table second = tableOf({"account_id", "role"}, {{"ann", "a"}, {"ann", "b"}, {"bo", "a"}, {"bo", "b"}});
        const auto found = controls::differingLines(imported, second, {}, "account_id");
        QCOMPARE(found.lines, (std::vector<DifferingLine>{{false, 2, 0, "ann | b"}, {false, 3, 1, "bo | a"}, {false, 4, 0, "bo | b"}}));
        QCOMPARE(found.rows, std::int64_t(1));
    }
    void nothing()
    {
        const Table none = tableOf({"user"}, {});
        QVERIFY(controls::differingLines(none, none, {"user"}).lines.empty());
    }
};

OXSEAL_TEST_CLASS(tst_line_difference);
#include "tst_line_difference.moc"
