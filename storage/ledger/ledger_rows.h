// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/ledger/ledger_store.h"

namespace oxseal::ledger {

/// Columns of an entry with its body and tombstone, in the order entryOf() reads them.
#define OXSEAL_LEDGER_COLUMNS                                                                                          \
    "e.seq, e.time, e.zone, e.clock, e.person, e.role, e.auth, e.host, e.os_user, e.verb, e.object, e.module, "        \
    "e.version, e.body_digest, b.salt, b.body, t.disposal_seq FROM ledger_entry e "                                    \
    "LEFT JOIN ledger_body b ON b.seq = e.seq LEFT JOIN ledger_tombstone t ON t.seq = e.seq "

/// False when time or clock are not in their canonical spelling: such a row was not written by a ledger writer.
[[nodiscard]] inline bool entryOf(const SqlRow& row, StoredEntry& out)
{
    out.header.sequence = static_cast<std::uint64_t>(row.integer(0));
    const auto time = Instant::fromIso(row.text(1));
    const auto clock = clockSourceFromName(row.text(3));
    out.header.time = time.value_or(Instant{});
    out.header.zone = row.string(2);
    out.header.clock = clock.value_or(ClockSource::System);
    out.header.person = PersonId(row.integer(4));
    out.header.role = row.string(5);
    out.header.auth = row.string(6);
    out.header.host = row.string(7);
    out.header.osUser = row.string(8);
    out.header.verb = row.string(9);
    out.header.object = row.string(10);
    out.header.module = row.string(11);
    out.header.version = row.string(12);
    out.header.bodyDigest = row.digest(13);
    out.salt = std::string(asText(row.blob(14)));
    out.body = row.isNull(15) ? std::nullopt : std::optional(row.string(15));
    out.disposedBy = row.isNull(16) ? std::nullopt : std::optional(static_cast<std::uint64_t>(row.integer(16)));
    return time && clock && time->iso() == row.text(1);
}

} // namespace oxseal::ledger
