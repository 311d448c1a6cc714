// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/evidence_reads.h"

#include "models/core/text.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/recon_reads.h"

#include <map>

namespace oxseal {
namespace {

/// "object:12" or, from a read-only session, "object:12/person:3/spool:…".
std::int64_t numberAfter(std::string_view text, std::string_view key)
{
    const auto at = text.find(key);
    if (at == std::string_view::npos)
        return 0;
    const std::string_view rest = text.substr(at + key.size());
    std::int64_t number = 0;
    return parseInteger(rest.substr(0, rest.find('/')), number) ? number : 0;
}

Result<std::map<std::int64_t, std::string>> names(Database& db)
{
    OXSEAL_TRY(const auto everybody, persons(db));
    std::map<std::int64_t, std::string> all;
    for (const Person& person : everybody)
        all.emplace(person.id.value, person.name);
    return all;
}

} // namespace

Result<std::vector<EvidenceOpening>> evidenceOpenings(Database& db, ObjectId object)
{
    OXSEAL_TRY(const auto people, names(db));
    std::vector<EvidenceOpening> openings;
    const std::string exact = "object:" + std::to_string(object.value);
    const std::string spooled = exact + "/%";
    OXSEAL_CHECK(db.each(R"sql(
        SELECT coalesce(json_extract(b.body, '$.after.time'), e.time), e.person, e.object,
               coalesce(json_extract(b.body, '$.after.reason'), json_extract(b.body, '$.reason'), '')
        FROM ledger_entry e LEFT JOIN ledger_body b ON b.seq = e.seq
        WHERE e.verb = 'evidence.open' AND (e.object = ? OR e.object LIKE ?)
        ORDER BY e.seq DESC)sql",
        {std::string_view(exact), std::string_view(spooled)}, [&](const SqlRow& row) {
            // A spooled reading was merged by somebody else: its own person stands in the object.
            const std::int64_t spooledBy = numberAfter(row.text(2), "/person:");
            const auto person = people.find(spooledBy != 0 ? spooledBy : row.integer(1));
            openings.push_back({Instant::fromIso(row.text(0)).value_or(Instant{}), person == people.end() ? std::string() : person->second, row.string(3)});
            return true;
        }));
    return openings;
}

Result<std::vector<EvidenceListing>> evidenceListing(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto people, names(db));
    OXSEAL_TRY(const auto rows, evidenceOf(db, period));
    OXSEAL_TRY(const auto all, entities(db));
    std::map<std::int64_t, std::int64_t> opened;
    OXSEAL_CHECK(db.each(R"sql(SELECT object FROM ledger_entry WHERE verb = 'evidence.open')sql", {}, [&](const SqlRow& row) {
        ++opened[numberAfter(row.text(0), "object:")];
        return true;
    }));
    std::vector<EvidenceListing> list;
    for (const EvidenceStatus& status : rows) {
        EvidenceListing one;
        one.status = status;
        if (const auto person = people.find(status.row.attachedBy.value); person != people.end())
            one.attachedBy = person->second;
        for (const Entity& entity : all) {
            if (entity.id == status.row.entity)
                one.entity = entity.code;
        }
        if (const auto times = opened.find(status.row.object.value); times != opened.end())
            one.opened = times->second;
        list.push_back(std::move(one));
    }
    return list;
}

Result<std::vector<EvidenceSubject>> evidenceSubjects(Database& db, const PeriodRow& period)
{
    std::vector<EvidenceSubject> subjects;
    OXSEAL_TRY(const auto items, periodChecklist(db, period));
    for (const ChecklistStatus& item : items)
        subjects.push_back({"checklist:" + item.facts.item.code, item.facts.item.question});
    OXSEAL_TRY(const auto overview, controlOverview(db, period));
    for (const ControlStatus& status : overview)
        subjects.push_back({"control:" + status.row.control.code, status.row.control.description});
    OXSEAL_TRY(const auto reviews, reviewsOf(db, period));
    for (const CampaignStatus& review : reviews)
        subjects.push_back({"review:" + std::to_string(review.row.id.value), review.row.system});
    OXSEAL_TRY(const auto recons, reconciliations(db, period.id));
    for (const ReconRow& row : recons)
        subjects.push_back({"reconciliation:" + std::to_string(row.id.value), row.entity + " " + row.account + " " + row.accountName});
    return subjects;
}

} // namespace oxseal
