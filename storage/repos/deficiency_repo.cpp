// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repos/deficiency_repo.h"

#include "models/core/text.h"
#include "storage/db/sql_values.h"

namespace oxseal::deficiency_repo {
namespace {

using namespace controls;

DeficiencyRow rowOf(const SqlRow& row)
{
    DeficiencyRow out;
    out.id = row.integer(0);
    out.period = PeriodId(row.integer(1));
    out.entity = row.string(2);
    out.control = row.string(3);
    out.account = row.string(4);
    out.assertion = row.string(5);
    out.title = row.string(6);
    out.reason = row.string(7);
    out.raisedAt = Instant{row.integer(8)};
    out.raisedBy = PersonId(row.integer(9));
    return out;
}

/// Columns 4 to 12 of an act.
Evaluation evaluationOf(const SqlRow& row)
{
    Evaluation out;
    out.likelihood = likelihoodFromName(row.text(4)).value_or(Likelihood::Probable);
    out.currency = row.string(5);
    out.known = row.integer(6);
    out.couldBe = row.integer(7);
    if (!row.text(8).empty())
        out.compensation = Compensation{row.string(8), testedFromName(row.text(9)).value_or(Tested::NotYet), row.integer(10)};
    out.prudent = row.integer(11) != 0;
    if (!row.text(12).empty())
        out.indicators = split(row.text(12), ';');
    return out;
}

DeficiencyActRow actOf(const SqlRow& row)
{
    DeficiencyActRow out;
    out.id = row.integer(0);
    out.deficiency = row.integer(1);
    out.period = PeriodId(row.integer(2));
    out.act.kind = deficiencyActFromName(row.text(3)).value_or(DeficiencyActKind::Reopen);
    if (out.act.kind == DeficiencyActKind::Evaluate)
        out.act.evaluation = evaluationOf(row);
    out.rulesVersion = row.isNull(13) ? 0 : row.integer(13);
    out.act.level = deficiencyLevelFromName(row.text(14)).value_or(DeficiencyLevel::Control);
    out.act.proposed = deficiencyLevelFromName(row.text(15)).value_or(DeficiencyLevel::Control);
    out.act.because = row.string(16);
    if (!row.isNull(17))
        out.act.day = dayAt(row, 17);
    out.act.told = toldFromName(row.text(18)).value_or(Told::Auditor);
    out.reason = row.string(19);
    out.madeAt = Instant{row.integer(20)};
    out.act.by = PersonId(row.integer(21));
    return out;
}

} // namespace

Result<std::int64_t> insert(Database& db, const DeficiencyRow& row)
{
    return db.insert(R"sql(
        INSERT INTO deficiency (period_id, entity, control, account, assertion, title, reason, raised_at, raised_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {row.period.value, row.entity, row.control, row.account, row.assertion, row.title, row.reason, row.raisedAt.micros, row.raisedBy.value});
}

Result<std::int64_t> insertLink(Database& db, const DeficiencyLinkRow& row)
{
    return db.insert(R"sql(
        INSERT INTO deficiency_link (deficiency_id, period_id, source, reference, about, amount, currency, reason, linked_at, linked_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {row.deficiency, row.period.value, std::string_view(name(row.source)), row.reference, row.about, orNull(row.amount), row.currency, row.reason,
            row.linkedAt.micros, row.linkedBy.value});
}

Result<std::int64_t> insertAct(Database& db, const DeficiencyActRow& row)
{
    const DeficiencyAct& act = row.act;
    const bool evaluates = act.kind == DeficiencyActKind::Evaluate;
    const bool concludes = act.kind == DeficiencyActKind::Conclude;
    const bool dated = act.kind == DeficiencyActKind::Remediate || act.kind == DeficiencyActKind::Tell;
    const Evaluation& said = act.evaluation;
    const std::string compensating = said.compensation ? said.compensation->control : std::string();
    const std::string indicators = join(said.indicators, ";");
    const auto text = [](bool stated, std::string_view value) { return stated ? SqlValue(value) : SqlValue(nullptr); };
    const auto number = [](bool stated, std::int64_t value) { return stated ? SqlValue(value) : SqlValue(nullptr); };
    return db.insert(R"sql(
        INSERT INTO deficiency_act (deficiency_id, period_id, kind, likelihood, currency, known, could_be, compensating, tested, leaves, prudent,
            indicators, rules_version, level, proposed, because, day, told, reason, made_at, made_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        {row.deficiency, row.period.value, std::string_view(name(act.kind)), text(evaluates, name(said.likelihood)), text(evaluates, said.currency),
            number(evaluates, said.known), number(evaluates, said.couldBe), text(evaluates, compensating),
            text(evaluates, name(said.compensation ? said.compensation->tested : Tested::NotYet)), number(evaluates, said.compensation ? said.compensation->leaves : 0),
            number(evaluates, said.prudent ? 1 : 0), text(evaluates, indicators), number(evaluates || concludes, row.rulesVersion), text(concludes, name(act.level)),
            text(concludes, name(act.proposed)), act.because, number(dated, act.day.number), text(act.kind == DeficiencyActKind::Tell, name(act.told)), row.reason,
            row.madeAt.micros, act.by.value});
}

Result<std::vector<DeficiencyRow>> all(Database& db)
{
    std::vector<DeficiencyRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, period_id, entity, control, account, assertion, title, reason, raised_at, raised_by FROM deficiency ORDER BY id)sql",
        {}, [&out](const SqlRow& row) {
            out.push_back(rowOf(row));
            return true;
        }));
    return out;
}

Result<std::optional<DeficiencyRow>> byId(Database& db, std::int64_t id)
{
    std::optional<DeficiencyRow> out;
    OXSEAL_CHECK(db.one(R"sql(
        SELECT id, period_id, entity, control, account, assertion, title, reason, raised_at, raised_by FROM deficiency WHERE id = ?)sql",
        {id}, [&out](const SqlRow& row) { out = rowOf(row); }));
    return out;
}

Result<std::vector<DeficiencyLinkRow>> links(Database& db)
{
    std::vector<DeficiencyLinkRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, deficiency_id, period_id, source, reference, about, amount, currency, reason, linked_at, linked_by FROM deficiency_link ORDER BY id)sql",
        {}, [&out](const SqlRow& row) {
            DeficiencyLinkRow& link = out.emplace_back();
            link.id = row.integer(0);
            link.deficiency = row.integer(1);
            link.period = PeriodId(row.integer(2));
            link.source = deficiencySourceFromName(row.text(3)).value_or(DeficiencySource::Hand);
            link.reference = row.string(4);
            link.about = row.string(5);
            if (!row.isNull(6))
                link.amount = row.integer(6);
            link.currency = row.string(7);
            link.reason = row.string(8);
            link.linkedAt = Instant{row.integer(9)};
            link.linkedBy = PersonId(row.integer(10));
            return true;
        }));
    return out;
}

Result<std::vector<DeficiencyActRow>> acts(Database& db)
{
    std::vector<DeficiencyActRow> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT id, deficiency_id, period_id, kind, likelihood, currency, known, could_be, compensating, tested, leaves, prudent, indicators,
            rules_version, level, proposed, because, day, told, reason, made_at, made_by
        FROM deficiency_act ORDER BY id)sql",
        {}, [&out](const SqlRow& row) {
            out.push_back(actOf(row));
            return true;
        }));
    return out;
}

Result<std::vector<PersonId>> performersOf(Database& db, const std::string& control)
{
    std::vector<PersonId> out;
    OXSEAL_CHECK(db.each(R"sql(
        SELECT DISTINCT p.performer_id FROM control_performance p JOIN control c ON c.id = p.control_id WHERE c.code = ? ORDER BY p.performer_id)sql",
        {control}, [&out](const SqlRow& row) {
            out.emplace_back(row.integer(0));
            return true;
        }));
    return out;
}

} // namespace oxseal::deficiency_repo
