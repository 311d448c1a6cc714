// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/deficiency_actions.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/reads/control_reads.h"

#include <algorithm>
#include <array>
#include <functional>

namespace oxseal {
namespace {

using namespace controls;

constexpr std::array<std::string_view, 7> kAssertions{"", "EO", "C", "AV", "CO", "RO", "PD"};

Event deficiencyEvent(const char* verb, std::int64_t id, Json before, Json after)
{
    return {verb, "deficiency:" + std::to_string(id), "deficiency", std::move(before), std::move(after), {}};
}

Status stillOpen(const PeriodRow& period)
{
    if (period.state == "filed" || period.state == "closed")
        return fail(kDeficiencyPeriodClosed, period.period.name(), {period.period.name(), period.state});
    return {};
}

/// The period as it is now, not as the caller read it.
Result<PeriodRow> openPeriod(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(PeriodRow now, periodById(db, period.id));
    OXSEAL_CHECK(stillOpen(now));
    return now;
}

Status notLinkedElsewhere(Database& db, const DeficiencySourceFacts& source)
{
    if (source.source == DeficiencySource::Hand)
        return {};
    OXSEAL_TRY(const auto marks, linkedDeficiencies(db, source.source));
    const auto mark = marks.find(source.reference);
    const bool settled = mark == marks.end() || mark->second.state == DeficiencyState::Remediated || mark->second.state == DeficiencyState::NotOne;
    if (!settled)
        return fail(kAlreadyLinked, {}, {source.about, std::to_string(mark->second.id)});
    return {};
}

Result<std::int64_t> insertLink(UnitOfWork& unit, const PeriodRow& period, std::int64_t id, const DeficiencySourceFacts& source)
{
    DeficiencyLinkRow link;
    link.deficiency = id;
    link.period = period.id;
    link.source = source.source;
    link.reference = source.reference;
    link.about = source.about;
    link.amount = source.amount;
    link.currency = source.currency;
    link.reason = unit.reason();
    link.linkedAt = unit.now();
    link.linkedBy = unit.actor().person;
    return deficiency_repo::insertLink(unit.db(), link);
}

Json linkJson(const DeficiencySourceFacts& source)
{
    return Json().set("source", name(source.source)).set("reference", source.reference).set("about", source.about);
}

Result<DeficiencyRow> rowOf(UnitOfWork& unit, const PeriodRow& period, const DeficiencyWish& wish, const DeficiencySourceFacts& source)
{
    DeficiencyRow row;
    row.period = period.id;
    row.title = std::string(trimmed(wish.title));
    row.entity = wish.entity.empty() ? source.entity : wish.entity;
    row.account = wish.account.empty() ? source.account : wish.account;
    row.control = wish.control.empty() ? source.control : wish.control;
    row.assertion = wish.assertion;
    row.reason = unit.reason();
    row.raisedAt = unit.now();
    row.raisedBy = unit.actor().person;
    if (row.title.empty())
        return fail(kDeficiencyNoTitle);
    if (std::find(kAssertions.begin(), kAssertions.end(), row.assertion) == kAssertions.end())
        return fail(kDeficiencyAssertion, {}, {row.assertion});
    if (!row.account.empty() && row.entity.empty())
        return fail(kAccountNeedsEntity, {}, {row.account});
    if (!row.entity.empty())
        OXSEAL_CHECK(entityByCode(unit.db(), row.entity));
    if (!row.control.empty())
        OXSEAL_CHECK(controlByCode(unit.db(), row.control));
    return row;
}

/// What the register of the period says about a control.
Result<TestState> testStateOf(Database& db, const PeriodRow& period, const std::string& code)
{
    OXSEAL_TRY(const auto all, controlOverview(db, period));
    const auto found = std::find_if(all.begin(), all.end(), [&](const ControlStatus& each) { return each.row.control.code == code; });
    return found == all.end() ? TestState::Untested : found->state;
}

Result<DeficiencyPeople> peopleOf(Database& db, const DeficiencyRow& row)
{
    DeficiencyPeople people;
    people.raisedBy = row.raisedBy;
    if (row.control.empty())
        return people;
    OXSEAL_TRY(const ControlRow control, controlByCode(db, row.control));
    people.controlOwner = control.owner;
    OXSEAL_TRY(people.performers, deficiency_repo::performersOf(db, row.control));
    return people;
}

Json evaluationJson(const Evaluation& said)
{
    const int digits = Currency::fromCode(said.currency)->digits();
    Json json;
    json.set("likelihood", name(said.likelihood)).set("currency", said.currency).set("known", formatMinor(said.known, digits));
    json.set("could_be", formatMinor(said.couldBe, digits)).set("prudent", said.prudent).set("indicators", join(said.indicators, ";"));
    if (said.compensation)
        json.set("compensating", said.compensation->control).set("tested", name(said.compensation->tested)).set("leaves", formatMinor(said.compensation->leaves, digits));
    return json;
}

/// Adds an act to a deficiency that can be seen in the open period: `check` looks at it and fills in the act.
Status act(Workspace& workspace, Permission permission, const PeriodRow& named, std::int64_t id, const std::string& reason,
    const std::function<Status(UnitOfWork&, const PeriodRow&, const DeficiencyView&, DeficiencyActRow&, Json&)>& check)
{
    return workspace.writeStatus(permission, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const PeriodRow period, openPeriod(unit.db(), named));
        OXSEAL_TRY(const DeficiencyView view, deficiencyView(unit.db(), period, id));
        DeficiencyActRow row;
        row.deficiency = id;
        row.period = period.id;
        row.reason = reason;
        row.madeAt = unit.now();
        row.act.by = unit.actor().person;
        Json after;
        OXSEAL_CHECK(check(unit, period, view, row, after));
        OXSEAL_TRY(const std::int64_t made, deficiency_repo::insertAct(unit.db(), row));
        after.set("act", made).set("period", period.period.name());
        const std::string verb = std::string("deficiency.") + name(row.act.kind);
        unit.record(deficiencyEvent(verb.c_str(), id, Json().set("state", name(view.standing.state)), std::move(after)));
        return {};
    });
}

/// A day that has come, and on which it had been seen.
Status checkDay(UnitOfWork& unit, const DeficiencyView& view, Day day)
{
    OXSEAL_TRY(const PeriodRow seen, periodById(unit.db(), view.row.period));
    if (day > unit.now().day() || day < seen.period.first)
        return fail(kDeficiencyDay, {}, {day.iso(), seen.period.first.iso()});
    return {};
}

} // namespace

Result<std::int64_t> raiseDeficiency(Workspace& workspace, const PeriodRow& named, const DeficiencyWish& wish, const std::string& reason)
{
    return workspace.write(Permission::RecordDeficiency, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const PeriodRow period, openPeriod(unit.db(), named));
        OXSEAL_TRY(const DeficiencySourceFacts source, sourceFacts(workspace, period, wish.source));
        OXSEAL_CHECK(notLinkedElsewhere(unit.db(), source));
        OXSEAL_TRY(const DeficiencyRow row, rowOf(unit, period, wish, source));
        OXSEAL_TRY(const std::int64_t id, deficiency_repo::insert(unit.db(), row));
        OXSEAL_CHECK(insertLink(unit, period, id, source));
        Json after = linkJson(source);
        after.set("title", row.title).set("entity", row.entity).set("account", row.account).set("control", row.control);
        after.set("assertion", row.assertion).set("period", period.period.name());
        unit.record(deficiencyEvent("deficiency.raise", id, {}, std::move(after)));
        return id;
    });
}

Status linkDeficiency(Workspace& workspace, const PeriodRow& named, std::int64_t id, const DeficiencySourceName& source, const std::string& reason)
{
    return workspace.writeStatus(Permission::RecordDeficiency, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const PeriodRow period, openPeriod(unit.db(), named));
        OXSEAL_CHECK(deficiencyView(unit.db(), period, id));
        OXSEAL_TRY(const DeficiencySourceFacts facts, sourceFacts(workspace, period, source));
        if (facts.source == DeficiencySource::Hand)
            return fail(kSourceMissing, {}, {name(facts.source)});
        OXSEAL_CHECK(notLinkedElsewhere(unit.db(), facts));
        OXSEAL_CHECK(insertLink(unit, period, id, facts));
        unit.record(deficiencyEvent("deficiency.link", id, {}, linkJson(facts).set("period", period.period.name())));
        return {};
    });
}

Status evaluateDeficiency(Workspace& workspace, const PeriodRow& named, std::int64_t id, Evaluation evaluation, const std::string& reason)
{
    return act(workspace, Permission::RecordDeficiency, named, id, reason,
        [&](UnitOfWork& unit, const PeriodRow& period, const DeficiencyView& view, DeficiencyActRow& row, Json& after) -> Status {
            if (!view.standing.waits())
                return fail(kAlreadyConcluded);
            OXSEAL_CHECK(checkEvaluation(evaluation));
            OXSEAL_TRY(const DeficiencyTerms terms, deficiencyTerms());
            for (const std::string& indicator : evaluation.indicators) {
                if (terms.indicator(indicator) == nullptr)
                    return fail(kNoSuchIndicator, {}, {indicator});
            }
            if (auto& control = evaluation.compensation) {
                OXSEAL_CHECK(controlByCode(unit.db(), control->control));
                if (control->control == view.row.control)
                    return fail(kCompensatesItself, {}, {control->control});
                OXSEAL_TRY(const TestState state, testStateOf(unit.db(), period, control->control));
                control->tested = state == TestState::Tested ? Tested::Yes : state == TestState::Failed ? Tested::No : Tested::NotYet;
            }
            OXSEAL_TRY(const SeverityRulesInForce rules, severityRulesInForce(unit.db()));
            row.act.kind = DeficiencyActKind::Evaluate;
            row.act.evaluation = evaluation;
            row.rulesVersion = rules.rules.version;
            after = evaluationJson(evaluation).set("rules_version", row.rulesVersion).set("proposed", name(propose(rules.rules, evaluation).level));
            return {};
        });
}

Status concludeDeficiency(
    Workspace& workspace, const PeriodRow& named, std::int64_t id, DeficiencyLevel level, const std::string& because, const std::string& reason)
{
    return act(workspace, Permission::ConcludeDeficiency, named, id, reason,
        [&](UnitOfWork& unit, const PeriodRow&, const DeficiencyView& view, DeficiencyActRow& row, Json& after) -> Status {
            OXSEAL_TRY(const DeficiencyPeople people, peopleOf(unit.db(), view.row));
            const std::string why(trimmed(because));
            const std::string currency = view.standing.evaluation ? view.standing.said().currency : std::string();
            OXSEAL_CHECK(checkConclusion(view.standing, people, unit.actor().person, view.proposal.value_or(Proposal()), level, why, currency));
            row.act.kind = DeficiencyActKind::Conclude;
            row.act.level = level;
            row.act.proposed = view.proposal->level;
            row.act.because = why;
            row.rulesVersion = view.rulesVersion;
            after.set("level", name(level)).set("proposed", name(row.act.proposed)).set("because", why).set("rules_version", row.rulesVersion);
            return {};
        });
}

Status remediateDeficiency(Workspace& workspace, const PeriodRow& named, std::int64_t id, Day day, const std::string& retest, const std::string& reason)
{
    return act(workspace, Permission::RecordDeficiency, named, id, reason,
        [&](UnitOfWork& unit, const PeriodRow& period, const DeficiencyView& view, DeficiencyActRow& row, Json& after) -> Status {
            OXSEAL_TRY(const DeficiencyPeople people, peopleOf(unit.db(), view.row));
            OXSEAL_CHECK(checkRemedy(view.standing, people, unit.actor().person));
            OXSEAL_CHECK(checkDay(unit, view, day));
            row.act.kind = DeficiencyActKind::Remediate;
            row.act.day = day;
            row.act.because = std::string(trimmed(retest));
            if (row.act.because.empty())
                return fail(kRetestNoteMissing);
            if (!view.row.control.empty()) {
                OXSEAL_TRY(const TestState state, testStateOf(unit.db(), period, view.row.control));
                if (state == TestState::Failed)
                    return fail(kControlStillFails, {}, {view.row.control, period.period.name()});
            }
            after.set("since", day.iso()).set("retest", row.act.because);
            return {};
        });
}

Status tellDeficiency(Workspace& workspace, const PeriodRow& named, std::int64_t id, Told told, Day day, const std::string& reason)
{
    return act(workspace, Permission::RecordDeficiency, named, id, reason,
        [&](UnitOfWork& unit, const PeriodRow&, const DeficiencyView& view, DeficiencyActRow& row, Json& after) -> Status {
            if (!view.standing.conclusion || view.standing.conclusion->level < DeficiencyLevel::Significant)
                return fail(kNothingToTell);
            OXSEAL_CHECK(checkDay(unit, view, day));
            row.act.kind = DeficiencyActKind::Tell;
            row.act.day = day;
            row.act.told = told;
            after.set("told", name(told)).set("on", day.iso());
            return {};
        });
}

Status reopenDeficiency(Workspace& workspace, const PeriodRow& named, std::int64_t id, const std::string& reason)
{
    return act(workspace, Permission::RecordDeficiency, named, id, reason,
        [&](UnitOfWork&, const PeriodRow&, const DeficiencyView& view, DeficiencyActRow& row, Json& after) -> Status {
            if (view.standing.waits())
                return fail(kNothingToReopen);
            row.act.kind = DeficiencyActKind::Reopen;
            after.set("state", name(DeficiencyState::Raised));
            return {};
        });
}

} // namespace oxseal
