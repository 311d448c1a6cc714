// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/audit_reads.h"

namespace oxseal {

Result<std::vector<AuditRow>> auditTrail(Database& db, std::int64_t limit)
{
    std::vector<AuditRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT e.seq, e.time, coalesce(p.name, 'person:' || e.person), e.verb, e.object, e.module,
               coalesce(json_extract(b.body, '$.reason'), '')
        FROM ledger_entry e
        LEFT JOIN person p ON p.id = e.person
        LEFT JOIN ledger_body b ON b.seq = e.seq
        ORDER BY e.seq DESC
        LIMIT ?)sql",
        {limit}, [&rows](const SqlRow& row) {
            AuditRow out;
            out.sequence = static_cast<std::uint64_t>(row.integer(0));
            out.time = Instant::fromIso(row.text(1)).value_or(Instant{});
            out.person = row.string(2);
            out.verb = row.string(3);
            out.object = row.string(4);
            out.module = row.string(5);
            out.reason = row.string(6);
            rows.push_back(std::move(out));
            return true;
        }));
    return rows;
}

} // namespace oxseal
