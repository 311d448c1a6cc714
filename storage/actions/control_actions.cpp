// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/control_actions.h"

#include "models/core/text.h"
#include "storage/reads/rule_packs.h"

#include <algorithm>
#include <array>

namespace oxseal {
namespace {

constexpr std::array<std::string_view, 9> kSubjectKinds{
    "control", "checklist", "matter", "review", "reconciliation", "sod", "import", "report", "company"};

Event eventOf(std::string verb, std::string object, Json after)
{
    Event event;
    event.verb = std::move(verb);
    event.object = std::move(object);
    event.module = "controls";
    event.after = std::move(after);
    return event;
}

/// A subject that can be looked up must exist; the others only have to be of a known kind.
Status checkSubject(Database& db, const std::string& subject)
{
    const auto colon = subject.find(':');
    const std::string_view kind = std::string_view(subject).substr(0, colon);
    if (colon == std::string::npos || colon + 1 == subject.size()
        || std::find(kSubjectKinds.begin(), kSubjectKinds.end(), kind) == kSubjectKinds.end())
        return fail(kEvidenceSubject, {}, {subject});
    const std::string code = subject.substr(colon + 1);
    if (kind == "control")
        OXSEAL_CHECK(controlByCode(db, code));
    if (kind == "checklist") {
        OXSEAL_TRY(const auto items, control_repo::checklist(db));
        if (std::none_of(items.begin(), items.end(), [&](const auto& item) { return item.code == code; }))
            return fail(kNoSuchItem, {}, {code});
    }
    return {};
}

Result<EvidenceRow> attach(Workspace& workspace, const PeriodRow& period, const EvidenceInput& input,
    const std::string& reason, const std::function<Result<ObjectInfo>(ObjectStore&)>& put)
{
    if (!controls::plausible(input.dates))
        return fail(kEvidenceDates, input.name);
    return workspace.write(Permission::AttachEvidence, reason, [&](UnitOfWork& unit) -> Result<EvidenceRow> {
        OXSEAL_CHECK(checkSubject(unit.db(), input.subject));
        OXSEAL_TRY(const ObjectInfo object, put(unit.objects()));
        EvidenceRow row;
        row.object = object.id;
        row.sha256 = object.sha256;
        row.size = object.size;
        row.name = input.name;
        row.subject = input.subject;
        row.period = period.id;
        row.entity = input.entity;
        row.dates = input.dates;
        row.attachedBy = unit.actor().person;
        row.attachedAt = unit.now().iso();
        OXSEAL_TRY(row.id, control_repo::insertEvidence(unit.db(), row));
        Json after;
        after.set("name", row.name).set("subject", row.subject).set("sha256", row.sha256.hex());
        after.set("effective", row.dates.effective.iso()).set("received", row.dates.received.iso());
        if (row.dates.attested)
            after.set("attested", row.dates.attested->iso());
        unit.record(eventOf("evidence.attach", "evidence:" + std::to_string(row.id), std::move(after)));
        return row;
    });
}

Result<std::vector<TestRow>> testsOf(Database& db, PeriodId period, std::int64_t control)
{
    OXSEAL_TRY(auto rows, control_repo::tests(db, period));
    rows.erase(std::remove_if(rows.begin(), rows.end(), [&](const TestRow& row) { return row.control != control; }),
        rows.end());
    return rows;
}

} // namespace

Result<int> loadDefaultControls(Workspace& workspace, const std::string& reason)
{
    OXSEAL_TRY(const Json pack, resourceJson(":/rules/controls.json"));
    OXSEAL_TRY(const auto set, controls::controlSetFromJson(pack));
    return workspace.write(Permission::RecordControl, reason, [&](UnitOfWork& unit) -> Result<int> {
        OXSEAL_TRY(const auto loaded, control_repo::setInfo(unit.db()));
        if (loaded)
            return fail(kControlSetLoaded, {}, {loaded->version});
        OXSEAL_CHECK(control_repo::insertSet(unit.db(), set));
        const int count = static_cast<int>(set.controls.size());
        unit.record(eventOf("control.load", "controls",
            Json().set("version", set.version).set("controls", count).set(
                "questions", static_cast<int>(set.checklist.size()))));
        return count;
    });
}

Status setControlOwner(Workspace& workspace, const std::string& code, PersonId owner, const std::string& reason)
{
    return workspace.write(Permission::RecordControl, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const auto row, controlByCode(unit.db(), code));
        OXSEAL_CHECK(control_repo::setOwner(unit.db(), row.id, owner));
        Event event = eventOf("control.owner", "control:" + code, Json().set("person", owner.value));
        event.before = Json().set("person", row.owner.value);
        unit.record(std::move(event));
        return {};
    });
}

Status setControlKey(Workspace& workspace, const std::string& code, bool key, const std::string& reason)
{
    return workspace.write(Permission::RecordControl, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const auto row, controlByCode(unit.db(), code));
        OXSEAL_CHECK(control_repo::setKey(unit.db(), row.id, key));
        Event event = eventOf("control.key", "control:" + code, Json().set("key", key));
        event.before = Json().set("key", row.control.key);
        unit.record(std::move(event));
        return {};
    });
}

Status setControlScope(
    Workspace& workspace, const std::string& code, const controls::Scope& scope, const std::string& reason)
{
    OXSEAL_CHECK(controls::checkScope(scope));
    return workspace.write(Permission::RecordControl, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_TRY(const auto row, controlByCode(unit.db(), code));
        OXSEAL_CHECK(control_repo::putScope(unit.db(), row.id, scope));
        unit.record(eventOf("control.scope", "control:" + code + "/entity:" + std::to_string(scope.entity.value),
            Json().set("applicable", scope.applicable).set("because", scope.because)));
        return {};
    });
}

Result<std::int64_t> recordPerformance(
    Workspace& workspace, const PeriodRow& period, const PerformanceInput& input, const std::string& reason)
{
    return workspace.write(Permission::RecordControl, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const auto control, controlByCode(unit.db(), input.control));
        // Period-end controls run after the period's last day; nothing was performed in the future.
        if (input.performedOn < period.period.first || input.performedOn > unit.now().day())
            return fail(kPerformedOutside, {}, {input.performedOn.iso(), period.period.name()});
        PerformanceRow row;
        row.control = control.id;
        row.entity = input.entity;
        row.performedOn = input.performedOn;
        row.performer = unit.actor().person;
        row.exception = input.exception;
        row.note = input.note;
        OXSEAL_TRY(const auto id, control_repo::insertPerformance(unit.db(), period.id, row, unit.now().iso()));
        unit.record(eventOf("control.perform", "control:" + input.control + "/performance:" + std::to_string(id),
            Json().set("on", input.performedOn.iso()).set("exception", input.exception).set("note", input.note)));
        return id;
    });
}

Result<std::int64_t> recordTest(
    Workspace& workspace, const PeriodRow& period, const TestInput& input, const std::string& reason)
{
    return workspace.write(Permission::TestControl, reason, [&](UnitOfWork& unit) -> Result<std::int64_t> {
        OXSEAL_TRY(const auto control, controlByCode(unit.db(), input.control));
        TestRow row;
        row.control = control.id;
        row.entity = input.entity;
        row.result = {input.kind, input.outcome, input.testedOn, unit.actor().person, input.sample, input.exceptions,
            input.note};
        std::vector<PersonId> performers;
        OXSEAL_TRY(const auto performances, control_repo::performances(unit.db(), period.id));
        for (const auto& performance : performances) {
            if (performance.control == control.id)
                performers.push_back(performance.performer);
        }
        std::vector<controls::TestResult> earlier;
        OXSEAL_TRY(const auto tests, testsOf(unit.db(), period.id, control.id));
        for (const auto& test : tests)
            earlier.push_back(test.result);
        OXSEAL_CHECK(controls::checkTest(row.result, control.owner, performers, earlier));
        OXSEAL_TRY(const auto id, control_repo::insertTest(unit.db(), period.id, row, unit.now().iso()));
        unit.record(eventOf("control.test", "control:" + input.control + "/test:" + std::to_string(id),
            Json()
                .set("kind", name(input.kind))
                .set("outcome", name(input.outcome))
                .set("sample", input.sample)
                .set("exceptions", input.exceptions)
                .set("note", input.note)));
        return id;
    });
}

Status answerChecklist(Workspace& workspace, const PeriodRow& period, const std::string& item, controls::Answer answer,
    const std::string& because, const std::string& reason)
{
    if (answer == controls::Answer::None || (answer != controls::Answer::Yes && trimmed(because).empty()))
        return fail(kAnswerWithoutReason, {}, {item});
    return workspace.write(Permission::RecordControl, reason, [&](UnitOfWork& unit) -> Status {
        OXSEAL_CHECK(checkSubject(unit.db(), "checklist:" + item));
        const AnswerRow row{answer, because, unit.actor().person, unit.now().iso()};
        OXSEAL_CHECK(control_repo::insertAnswer(unit.db(), period.id, item, row));
        unit.record(eventOf("checklist.answer", "checklist:" + item + "/period:" + period.period.name(),
            Json().set("answer", name(answer)).set("because", because)));
        return {};
    });
}

Result<EvidenceRow> attachEvidence(Workspace& workspace, const PeriodRow& period, const EvidenceInput& input,
    ByteView bytes, const std::string& reason)
{
    return attach(
        workspace, period, input, reason, [&](ObjectStore& objects) { return objects.put(bytes, "evidence"); });
}

Result<EvidenceRow> attachEvidenceFile(Workspace& workspace, const PeriodRow& period, const EvidenceInput& input,
    const std::filesystem::path& file, const std::string& reason)
{
    return attach(
        workspace, period, input, reason, [&](ObjectStore& objects) { return objects.putFile(file, "evidence"); });
}

Result<std::string> openEvidence(Workspace& workspace, std::int64_t evidence, const std::string& reason)
{
    OXSEAL_TRY(const auto row, evidenceById(workspace.db(), evidence));
    return workspace.openEvidence(row.object, reason);
}

} // namespace oxseal
