// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/opening_repo.h"

namespace oxseal::opening_repo {

Status insertSignoff(Database& db, ReconciliationId id, const OpeningSignoff& signoff)
{
    const bool supported = !signoff.supportName.empty();
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO recon_opening_signoff (recon_id, duty, digest, note, signed_at, signed_by, support_name, support_object, support_sha256)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {id.value, std::string_view(signoff.duty), ByteView(signoff.digest.bytes), std::string_view(signoff.note), signoff.at.micros, signoff.by.value,
            std::string_view(signoff.supportName), supported ? SqlValue(signoff.support.value) : SqlValue(nullptr),
            supported ? SqlValue(ByteView(signoff.supportSha256.bytes)) : SqlValue(nullptr)}));
    return {};
}

Result<std::vector<OpeningSignoff>> signoffs(Database& db, ReconciliationId id)
{
    std::vector<OpeningSignoff> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT duty, digest, note, signed_at, signed_by, support_name, support_object, support_sha256 FROM recon_opening_signoff
        WHERE recon_id = ? ORDER BY id)sql",
        {id.value}, [&out](const SqlRow& row) {
            OpeningSignoff& one = out.emplace_back();
            one.duty = row.string(0);
            one.digest = row.digest(1);
            one.note = row.string(2);
            one.at = Instant{row.integer(3)};
            one.by = PersonId(row.integer(4));
            one.supportName = row.string(5);
            if (!one.supportName.empty()) {
                one.support = ObjectId(row.integer(6));
                one.supportSha256 = row.digest(7);
            }
            return true;
        }));
    return out;
}

} // namespace oxseal::opening_repo
