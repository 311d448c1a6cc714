// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/held_access.h"
#include "models/access/population.h"
#include "models/core/text.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

Table table(const std::string& headers, const std::vector<std::string>& rows)
{
    std::vector<Column> columns;
    for (const std::string& header : split(headers, '|'))
        columns.push_back({header, TextColumn()});
    for (const std::string& row : rows) {
        const auto cells = split(row, '|');
        for (std::size_t at = 0; at < columns.size(); ++at)
            std::get<TextColumn>(columns[at].data).append(at < cells.size() ? cells[at] : "");
    }
    return Table(std::move(columns));
}

HeldAccess held(const std::string& headers, const std::vector<std::string>& rows) { return HeldAccess(populationOf(table(headers, rows))); }

std::string refusal(const Status& status) { return status ? "" : status.error().id(); }

constexpr const char* kHeaders = "system|account_id|status|role|permission|level";

} // namespace

class TestHeldAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSystemColumnIsNoPartOfTheKey()
    {
        const HeldAccess access = held(kHeaders, {"NetSuite|u1|active|Clerk|Bills|Edit", "NetSuite|u2|disabled|Clerk|Bills|Edit"});
        QVERIFY(access.holds("u1", "Clerk / Bills"));
        QVERIFY(!access.holds("u2", "Clerk / Bills") && !access.holds("u1", "Clerk / Payments"));
    }
    void aReductionIsProvenByTheHighestLevel()
    {
        const auto more = [](const std::vector<std::string>& levels, const char* target) -> std::string {
            std::vector<std::string> rows{"|other|active|Clerk|Bills|Full"};
            for (const std::string& level : levels)
                rows.push_back("|u1|active|Clerk|Bills|" + level);
            const auto found = held(kHeaders, rows).holdsMore("u1", "Clerk / Bills", "Clerk / Bills (Edit)", target);
            return found ? (*found ? "more" : "no more") : found.error().id();
        };
        COMPARE_STR(more({"View"}, "View"), "no more");
        COMPARE_STR(more({}, "View"), "no more");
        COMPARE_STR(more({}, "a smaller role"), "no more"); // the line is gone
        COMPARE_STR(more({"Full"}, "View"), "more"); // raised, not reduced
        COMPARE_STR(more({"View", "Create"}, "read only"), "more");
        COMPARE_STR(more({"Edit"}, "View"), "more");
        COMPARE_STR(more({"Edit"}, "a smaller role"), "more"); // as it was before
        COMPARE_STR(more({"View"}, "a smaller role"), "access.target_no_level");
        COMPARE_STR(more({"Tier 3"}, "View"), "access.held_level_unknown");
        COMPARE_STR(more({"Tier 3", "Full"}, "View"), "more");
    }
    void whatProvesNothing()
    {
        const Day today = *Day::fromIso("2026-12-01"), day = *Day::fromIso("2026-11-30");
        const Table reviewed = table("account_id|role|permission|level|scope", {"u1|Clerk|Bills|Edit|", "u2|Clerk|Bills|Edit|US"});
        const auto proves = [&](const Table& extract, Day asOf) { return refusal(canProve(extract, reviewed, "x.csv", asOf, today)); };
        COMPARE_STR(proves(reviewed, day), "");
        COMPARE_STR(proves(reviewed, today), "");
        COMPARE_STR(proves(reviewed, today.plus(1)), "access.extract_future");
        COMPARE_STR(proves(table("account_id|role|permission|level|scope", {}), day), "access.extract_empty");
        COMPARE_STR(proves(table("account_id|role|level|scope", {"u1|Clerk|Edit|US"}), day), "access.extract_column_lost");
        COMPARE_STR(proves(table("account_id|role|permission|level|scope", {"u1|Clerk||Edit|US"}), day), "access.extract_column_lost");
        // Only some lines had a scope, and they may be the ones that are gone.
        COMPARE_STR(proves(table("account_id|role|permission|level|scope", {"u1|Clerk|Bills|Edit|"}), day), "");
        COMPARE_STR(proves(table("account_id|role|permission|level", {"u1|Clerk|Bills|Edit"}), day), "access.extract_column_lost");
        const auto lost = canProve(table("account_id", {"u1"}), reviewed, "x.csv", day, today);
        COMPARE_STR(join(lost.error().arguments(), ";"), "x.csv;role, permission, level, scope");
        // Another name of the same column.
        COMPARE_STR(proves(table("account_id|role|entitlement|level|scope", {"u1|Clerk|Bills|Edit|US"}), day), "");
    }
};

OXSEAL_TEST_CLASS(TestHeldAccess);
#include "tst_held_access.moc"
