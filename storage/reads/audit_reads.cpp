// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/audit_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr const char* kTrail = R"sql(
SELECT e.seq, e.time, coalesce(p.name, 'person:' || e.person), e.verb, e.object, e.module,
       coalesce(json_extract(b.body, '$.reason'), ''), b.seq IS NULL
FROM ledger_entry e
LEFT JOIN person p ON p.id = e.person
LEFT JOIN ledger_body b ON b.seq = e.seq
WHERE (?1 = '' OR e.module = ?1) AND (?2 = 0 OR e.person = ?2)
ORDER BY e.seq DESC
LIMIT ?3)sql";

constexpr const char* kCounts = R"sql(
SELECT e.module, e.person, coalesce(p.name, 'person:' || e.person), count(*)
FROM ledger_entry e
LEFT JOIN person p ON p.id = e.person
GROUP BY e.module, e.person)sql";

void add(std::vector<AuditScope::Count>& counts, std::string name, std::int64_t person, std::int64_t events)
{
    const auto found = std::find_if(counts.begin(), counts.end(),
        [&](const AuditScope::Count& count) { return count.name == name && count.person == person; });
    if (found == counts.end())
        counts.push_back({std::move(name), person, events});
    else
        found->events += events;
}

void sortByName(std::vector<AuditScope::Count>& counts)
{
    std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

} // namespace

Result<std::vector<AuditRow>> auditTrail(Database& db, std::int64_t limit)
{
    AuditFilter filter;
    filter.limit = limit;
    return auditTrail(db, filter);
}

Result<std::vector<AuditRow>> auditTrail(Database& db, const AuditFilter& filter)
{
    std::vector<AuditRow> rows;
    OXSEAL_CHECK(
        db.each(kTrail, {std::string_view(filter.module), filter.person, filter.limit}, [&rows](const SqlRow& row) {
            AuditRow out;
            out.sequence = static_cast<std::uint64_t>(row.integer(0));
            out.time = Instant::fromIso(row.text(1)).value_or(Instant{});
            out.person = row.string(2);
            out.verb = row.string(3);
            out.object = row.string(4);
            out.module = row.string(5);
            out.reason = row.string(6);
            out.disposed = row.integer(7) != 0;
            rows.push_back(std::move(out));
            return true;
        }));
    return rows;
}

Result<AuditScope> auditScope(Database& db)
{
    AuditScope scope;
    OXSEAL_CHECK(db.each(kCounts, {}, [&scope](const SqlRow& row) {
        const std::int64_t events = row.integer(3);
        scope.events += events;
        add(scope.modules, row.string(0), 0, events);
        add(scope.people, row.string(2), row.integer(1), events);
        return true;
    }));
    sortByName(scope.modules);
    sortByName(scope.people);
    return scope;
}

} // namespace oxseal
