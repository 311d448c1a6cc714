// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/packet_repo.h"

namespace oxseal::packet_repo {

Result<std::int64_t> insert(Database& db, const PacketRow& row)
{
    return db.insert(R"sql(
        INSERT INTO packet (period_id, profile, manifest_object, manifest_sha256, ledger_size, ledger_root, sealed_by, sealed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.period.value, std::string_view(row.profile), row.manifest.value, ByteView(row.manifestDigest.bytes),
            static_cast<std::int64_t>(row.ledgerSize), ByteView(row.ledgerRoot.bytes), row.sealedBy.value,
            std::string_view(row.sealedAt)});
}

Status insertFile(Database& db, std::int64_t packet, const PacketFileRow& file)
{
    OXSEAL_CHECK(db.run("INSERT INTO packet_file (packet_id, path, object_id, size) VALUES (?, ?, ?, ?)",
        {packet, std::string_view(file.path), file.object.value, static_cast<std::int64_t>(file.size)}));
    return {};
}

Status insertSignature(Database& db, std::int64_t packet, const PacketSignatureRow& signature)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO packet_signature (packet_id, role, person_id, certificate, cms, signed_at) VALUES (?, ?, ?, ?, ?, ?)
    )sql",
        {packet, std::string_view(signature.role), signature.person.value, asBytes(signature.certificate),
            asBytes(signature.cms), std::string_view(signature.signedAt)}));
    return {};
}

Result<std::vector<PacketRow>> all(Database& db)
{
    std::vector<PacketRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, period_id, profile, manifest_object, manifest_sha256, ledger_size, ledger_root, sealed_by, sealed_at
        FROM packet ORDER BY id
    )sql",
        {}, [&](const SqlRow& row) {
            rows.push_back({row.integer(0), PeriodId(row.integer(1)), row.string(2), ObjectId(row.integer(3)), row.digest(4),
                static_cast<std::uint64_t>(row.integer(5)), row.digest(6), PersonId(row.integer(7)), row.string(8)});
            return true;
        }));
    return rows;
}

Result<std::vector<PacketFileRow>> files(Database& db, std::int64_t packet)
{
    std::vector<PacketFileRow> rows;
    OXSEAL_CHECK(db.each("SELECT path, object_id, size FROM packet_file WHERE packet_id = ? ORDER BY path", {packet},
        [&](const SqlRow& row) {
            rows.push_back({row.string(0), ObjectId(row.integer(1)), static_cast<std::uint64_t>(row.integer(2))});
            return true;
        }));
    return rows;
}

Result<std::vector<PacketSignatureRow>> signatures(Database& db, std::int64_t packet)
{
    std::vector<PacketSignatureRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT role, person_id, certificate, cms, signed_at FROM packet_signature WHERE packet_id = ? ORDER BY id
    )sql",
        {packet}, [&](const SqlRow& row) {
            rows.push_back({row.string(0), PersonId(row.integer(1)), std::string(asText(row.blob(2))),
                std::string(asText(row.blob(3))), row.string(4)});
            return true;
        }));
    return rows;
}

} // namespace oxseal::packet_repo
