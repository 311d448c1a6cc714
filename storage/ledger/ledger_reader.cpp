// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ledger/ledger_rows.h"
#include "storage/ledger/ledger_verifier.h"

namespace oxseal {
namespace {

constexpr const char* kEntries = "SELECT " OXSEAL_LEDGER_COLUMNS "ORDER BY e.seq";
constexpr const char* kNodes = R"sql(SELECT level, position, hash FROM ledger_node ORDER BY level, position)sql";
constexpr const char* kCommits = R"sql(
SELECT size, root, person, session_key, signature FROM ledger_commit ORDER BY size)sql";
constexpr const char* kCheckpoints = R"sql(
SELECT id, size, purpose, person, public_key, note FROM ledger_checkpoint ORDER BY id)sql";

} // namespace

Status DatabaseLedgerReader::entries(const std::function<bool(const ReadEntry&)>& entry)
{
    return db_.each(kEntries, {}, [&](const SqlRow& row) {
        ReadEntry read;
        read.canonical = ledger::entryOf(row, read.entry);
        return entry(read);
    });
}

Status DatabaseLedgerReader::nodes(const std::function<bool(const merkle::Node&)>& node)
{
    return db_.each(kNodes, {}, [&](const SqlRow& row) {
        return node({static_cast<unsigned>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1)), row.digest(2)});
    });
}

Result<std::vector<ReadCommit>> DatabaseLedgerReader::commits()
{
    std::vector<ReadCommit> all;
    OXSEAL_CHECK(db_.each(kCommits, {}, [&](const SqlRow& row) {
        all.push_back({{static_cast<std::uint64_t>(row.integer(0)), row.digest(1)}, PersonId(row.integer(2)),
            std::string(asText(row.blob(3))), std::string(asText(row.blob(4)))});
        return true;
    }));
    return all;
}

Result<std::vector<ReadCheckpoint>> DatabaseLedgerReader::checkpoints()
{
    std::vector<ReadCheckpoint> all;
    OXSEAL_CHECK(db_.each(kCheckpoints, {}, [&](const SqlRow& row) {
        all.push_back({row.integer(0), static_cast<std::uint64_t>(row.integer(1)), row.string(2),
            PersonId(row.integer(3)), std::string(asText(row.blob(4))), row.string(5)});
        return true;
    }));
    return all;
}

} // namespace oxseal
