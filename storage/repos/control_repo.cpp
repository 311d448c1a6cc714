// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/control_repo.h"

#include "models/core/text.h"

namespace oxseal::control_repo {
namespace {

std::vector<std::string> words(std::string_view text)
{
    return text.empty() ? std::vector<std::string>() : split(text, ' ');
}

ControlRow controlOf(const SqlRow& row)
{
    ControlRow result;
    auto& control = result.control;
    result.id = row.integer(0);
    control.code = row.string(1);
    control.area = static_cast<int>(row.integer(2));
    control.areaName = row.string(3);
    control.objective = row.string(4);
    control.description = row.string(5);
    // The table's CHECKs admit only the letters known here.
    control.nature = controls::natureFromName(row.text(6)).value_or(controls::Nature::Preventive);
    control.means = controls::meansFromName(row.text(7)).value_or(controls::Means::Manual);
    control.frequency = controls::frequencyFromName(row.text(8)).value_or(controls::Frequency::Quarterly);
    for (const auto& word : words(row.text(9))) {
        std::int64_t number = 0;
        if (parseInteger(word, number))
            control.coso.push_back(static_cast<int>(number));
    }
    control.assertions = words(row.text(10));
    control.evidence = row.string(11);
    control.test = row.string(12);
    control.key = row.integer(13) == 1;
    result.owner = PersonId(row.integer(14));
    return result;
}

std::string cosoText(const controls::Control& control)
{
    std::vector<std::string> numbers;
    for (const int number : control.coso)
        numbers.push_back(std::to_string(number));
    return join(numbers, " ");
}

EvidenceRow evidenceOf(const SqlRow& row)
{
    EvidenceRow result;
    result.id = row.integer(0);
    result.object = ObjectId(row.integer(1));
    result.sha256 = row.digest(2);
    result.size = static_cast<std::uint64_t>(row.integer(3));
    result.name = row.string(4);
    result.subject = row.string(5);
    result.period = PeriodId(row.integer(6));
    result.entity = EntityId(row.integer(7));
    result.dates.effective = Day{static_cast<std::int32_t>(row.integer(8))};
    result.dates.received = Day{static_cast<std::int32_t>(row.integer(9))};
    if (!row.isNull(10))
        result.dates.attested = Day{static_cast<std::int32_t>(row.integer(10))};
    result.attachedBy = PersonId(row.integer(11));
    result.attachedAt = row.string(12);
    return result;
}

Status insertControl(Database& db, const controls::Control& control)
{
    const std::string coso = cosoText(control);
    const std::string assertions = join(control.assertions, " ");
    OXSEAL_CHECK(db.insert(R"sql(
        INSERT INTO control (code, area, area_name, objective, description, nature, means, frequency, coso, assertions,
                             evidence, test, is_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {std::string_view(control.code), std::int64_t{control.area}, std::string_view(control.areaName),
            std::string_view(control.objective), std::string_view(control.description),
            std::string_view(name(control.nature)), std::string_view(name(control.means)),
            std::string_view(name(control.frequency)), std::string_view(coso), std::string_view(assertions),
            std::string_view(control.evidence), std::string_view(control.test), std::int64_t{control.key ? 1 : 0}}));
    return {};
}

} // namespace

Result<std::optional<SetInfo>> setInfo(Database& db)
{
    std::optional<SetInfo> info;
    OXSEAL_CHECK(db.one(R"sql(SELECT version, late_after_days FROM control_set WHERE id = 1)sql", {},
        [&](const SqlRow& row) { info = SetInfo{row.string(0), static_cast<int>(row.integer(1))}; }));
    return info;
}

Status insertSet(Database& db, const controls::ControlSet& set)
{
    OXSEAL_CHECK(db.insert(R"sql(INSERT INTO control_set (id, version, late_after_days) VALUES (1, ?, ?))sql",
        {std::string_view(set.version), std::int64_t{set.lateAfterDays}}));
    for (const auto& control : set.controls)
        OXSEAL_CHECK(insertControl(db, control));
    std::int64_t position = 0;
    for (const auto& item : set.checklist) {
        const std::string codes = join(item.controls, " ");
        OXSEAL_CHECK(db.run(R"sql(
            INSERT INTO checklist_item (code, position, area, question, evidence, controls) VALUES (?, ?, ?, ?, ?, ?)
        )sql",
            {std::string_view(item.code), ++position, std::int64_t{item.area}, std::string_view(item.question),
                std::string_view(item.evidence), std::string_view(codes)}));
    }
    return {};
}

Result<std::vector<ControlRow>> all(Database& db)
{
    std::vector<ControlRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, code, area, area_name, objective, description, nature, means, frequency, coso, assertions, evidence,
               test, is_key, owner_id
        FROM control ORDER BY CASE area WHEN 0 THEN 8 ELSE area END, id
    )sql",
        {}, [&](const SqlRow& row) {
            rows.push_back(controlOf(row));
            return true;
        }));
    return rows;
}

Result<std::optional<ControlRow>> byCode(Database& db, const std::string& code)
{
    std::optional<ControlRow> found;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, code, area, area_name, objective, description, nature, means, frequency, coso, assertions, evidence,
               test, is_key, owner_id
        FROM control WHERE code = ?
    )sql",
        {std::string_view(code)}, [&](const SqlRow& row) { found = controlOf(row); }));
    return found;
}

Status setOwner(Database& db, std::int64_t control, PersonId owner)
{
    OXSEAL_CHECK(db.run(R"sql(UPDATE control SET owner_id = ? WHERE id = ?)sql", {owner.value, control}));
    return {};
}

Status setKey(Database& db, std::int64_t control, bool key)
{
    OXSEAL_CHECK(db.run(R"sql(UPDATE control SET is_key = ? WHERE id = ?)sql", {std::int64_t{key ? 1 : 0}, control}));
    return {};
}

Status putScope(Database& db, std::int64_t control, const controls::Scope& scope)
{
    OXSEAL_CHECK(db.run(R"sql(
        INSERT INTO control_scope (control_id, entity_id, applicable, because) VALUES (?, ?, ?, ?)
        ON CONFLICT (control_id, entity_id) DO UPDATE SET applicable = excluded.applicable, because = excluded.because
    )sql",
        {control, scope.entity.value, std::int64_t{scope.applicable ? 1 : 0}, std::string_view(scope.because)}));
    return {};
}

Result<std::map<std::int64_t, std::vector<controls::Scope>>> scopes(Database& db)
{
    std::map<std::int64_t, std::vector<controls::Scope>> rows;
    OXSEAL_CHECK(db.each(
        R"sql(SELECT control_id, entity_id, applicable, because FROM control_scope ORDER BY control_id, entity_id)sql", {},
        [&](const SqlRow& row) {
            rows[row.integer(0)].push_back({EntityId(row.integer(1)), row.integer(2) == 1, row.string(3)});
            return true;
        }));
    return rows;
}

Result<std::int64_t> insertPerformance(Database& db, PeriodId period, const PerformanceRow& row, const std::string& at)
{
    return db.insert(R"sql(
        INSERT INTO control_performance (control_id, period_id, entity_id, performed_on, performer_id, exception, note,
                                         recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.control, period.value, row.entity.value, std::int64_t{row.performedOn.number}, row.performer.value,
            std::int64_t{row.exception ? 1 : 0}, std::string_view(row.note), std::string_view(at)});
}

Result<std::vector<PerformanceRow>> performances(Database& db, PeriodId period)
{
    std::vector<PerformanceRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, control_id, entity_id, performed_on, performer_id, exception, note
        FROM control_performance WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&](const SqlRow& row) {
            rows.push_back({row.integer(0), row.integer(1), EntityId(row.integer(2)),
                Day{static_cast<std::int32_t>(row.integer(3))}, PersonId(row.integer(4)), row.integer(5) == 1,
                row.string(6)});
            return true;
        }));
    return rows;
}

Result<std::int64_t> insertTest(Database& db, PeriodId period, const TestRow& row, const std::string& at)
{
    return db.insert(R"sql(
        INSERT INTO control_test (control_id, period_id, entity_id, kind, outcome, tested_on, tester_id, sample, exceptions,
                                  note, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.control, period.value, row.entity.value, std::string_view(name(row.result.kind)),
            std::string_view(name(row.result.outcome)), std::int64_t{row.result.testedOn.number}, row.result.tester.value,
            std::int64_t{row.result.sample}, std::int64_t{row.result.exceptions}, std::string_view(row.result.note),
            std::string_view(at)});
}

Result<std::vector<TestRow>> tests(Database& db, PeriodId period)
{
    std::vector<TestRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, control_id, entity_id, kind, outcome, tested_on, tester_id, sample, exceptions, note
        FROM control_test WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&](const SqlRow& row) {
            TestRow test;
            test.id = row.integer(0);
            test.control = row.integer(1);
            test.entity = EntityId(row.integer(2));
            test.result.kind = controls::testKindFromName(row.text(3)).value_or(controls::TestKind::Operating);
            test.result.outcome = controls::testOutcomeFromName(row.text(4)).value_or(controls::TestOutcome::Fail);
            test.result.testedOn = Day{static_cast<std::int32_t>(row.integer(5))};
            test.result.tester = PersonId(row.integer(6));
            test.result.sample = static_cast<int>(row.integer(7));
            test.result.exceptions = static_cast<int>(row.integer(8));
            test.result.note = row.string(9);
            rows.push_back(std::move(test));
            return true;
        }));
    return rows;
}

Result<std::vector<controls::ChecklistItem>> checklist(Database& db)
{
    std::vector<controls::ChecklistItem> items;
    OXSEAL_CHECK(db.each(
        R"sql(SELECT code, area, question, evidence, controls FROM checklist_item ORDER BY position)sql", {},
        [&](const SqlRow& row) {
            items.push_back({row.string(0), static_cast<int>(row.integer(1)), row.string(2), row.string(3),
                words(row.text(4))});
            return true;
        }));
    return items;
}

Result<std::int64_t> insertAnswer(Database& db, PeriodId period, const std::string& item, const AnswerRow& row)
{
    return db.insert(R"sql(
        INSERT INTO checklist_answer (period_id, item_code, answer, because, person_id, at) VALUES (?, ?, ?, ?, ?, ?)
    )sql",
        {period.value, std::string_view(item), std::string_view(name(row.answer)), std::string_view(row.because),
            row.person.value, std::string_view(row.at)});
}

Result<std::map<std::string, AnswerRow>> answers(Database& db, PeriodId period)
{
    std::map<std::string, AnswerRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT item_code, answer, because, person_id, at FROM checklist_answer WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&](const SqlRow& row) {
            rows[row.string(0)] = {controls::answerFromName(row.text(1)).value_or(controls::Answer::None), row.string(2),
                PersonId(row.integer(3)), row.string(4)};
            return true;
        }));
    return rows;
}

Result<std::int64_t> insertEvidence(Database& db, const EvidenceRow& row)
{
    const SqlValue attested
        = row.dates.attested ? SqlValue(std::int64_t{row.dates.attested->number}) : SqlValue(nullptr);
    return db.insert(R"sql(
        INSERT INTO evidence (object_id, sha256, size, name, subject, period_id, entity_id, effective_day, received_day,
                              attested_day, attached_by, attached_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    )sql",
        {row.object.value, ByteView(row.sha256.bytes), static_cast<std::int64_t>(row.size), std::string_view(row.name),
            std::string_view(row.subject), row.period.value, row.entity.value, std::int64_t{row.dates.effective.number},
            std::int64_t{row.dates.received.number}, attested, row.attachedBy.value, std::string_view(row.attachedAt)});
}

Result<std::vector<EvidenceRow>> evidence(Database& db, PeriodId period)
{
    std::vector<EvidenceRow> rows;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, object_id, sha256, size, name, subject, period_id, entity_id, effective_day, received_day, attested_day,
               attached_by, attached_at
        FROM evidence WHERE period_id = ? ORDER BY id
    )sql",
        {period.value}, [&](const SqlRow& row) {
            rows.push_back(evidenceOf(row));
            return true;
        }));
    return rows;
}

Result<std::optional<EvidenceRow>> evidenceById(Database& db, std::int64_t id)
{
    std::optional<EvidenceRow> found;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, object_id, sha256, size, name, subject, period_id, entity_id, effective_day, received_day, attested_day,
               attached_by, attached_at
        FROM evidence WHERE id = ?
    )sql",
        {id}, [&](const SqlRow& row) { found = evidenceOf(row); }));
    return found;
}

} // namespace oxseal::control_repo
