// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/administration_repo.h"

#include <algorithm>

namespace oxseal::administration_repo {

Result<std::vector<AdministratorAct>> acts(Database& db)
{
    std::vector<AdministratorAct> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT e.seq, e.time, e.person, e.verb, e.object, n.hash
        FROM ledger_entry e
        JOIN ledger_node n ON n.level = 0 AND n.position = e.seq
        WHERE e.role = 'administrator' ORDER BY e.seq
    )sql",
        {}, [&out](const SqlRow& row) {
            AdministratorAct& act = out.emplace_back();
            act.sequence = static_cast<std::uint64_t>(row.integer(0));
            act.time = Instant::fromIso(row.text(1)).value_or(Instant{});
            act.person = PersonId(row.integer(2));
            act.verb = row.string(3);
            act.object = row.string(4);
            act.leaf = row.digest(5);
            return true;
        }));
    return out;
}

Result<std::vector<ActsReviewRow>> reviews(Database& db)
{
    std::vector<ActsReviewRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, period_id, first_seq, last_seq, acts, digest, note, signed_at, signed_by FROM administrator_review ORDER BY id
    )sql",
        {}, [&out](const SqlRow& row) {
            ActsReviewRow& review = out.emplace_back();
            review.id = row.integer(0);
            review.period = PeriodId(row.integer(1));
            review.first = static_cast<std::uint64_t>(row.integer(2));
            review.last = static_cast<std::uint64_t>(row.integer(3));
            review.acts = row.integer(4);
            review.digest = row.digest(5);
            review.note = row.string(6);
            review.signedAt = Instant{row.integer(7)};
            review.signedBy = PersonId(row.integer(8));
            return true;
        }));
    OXSEAL_CHECK(db.each("SELECT review_id, seq, what FROM administrator_review_question ORDER BY review_id, seq", {}, [&out](const SqlRow& row) {
        const auto review = std::find_if(out.begin(), out.end(), [&](const ActsReviewRow& one) { return one.id == row.integer(0); });
        if (review != out.end())
            review->questions.push_back({static_cast<std::uint64_t>(row.integer(1)), row.string(2)});
        return true;
    }));
    return out;
}

Result<std::int64_t> insert(Database& db, const ActsReviewRow& row)
{
    OXSEAL_TRY(const std::int64_t id, db.insert(R"sql(
        INSERT INTO administrator_review (period_id, first_seq, last_seq, acts, digest, note, signed_at, signed_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.period.value, static_cast<std::int64_t>(row.first), static_cast<std::int64_t>(row.last), row.acts, ByteView(row.digest.bytes),
            std::string_view(row.note), row.signedAt.micros, row.signedBy.value}));
    for (const ActQuestion& question : row.questions)
        OXSEAL_CHECK(db.run("INSERT INTO administrator_review_question (review_id, seq, what) VALUES (?, ?, ?)",
            {id, static_cast<std::int64_t>(question.sequence), std::string_view(question.what)}));
    return id;
}

} // namespace oxseal::administration_repo
