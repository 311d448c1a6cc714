// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/control_packet.h"

#include "models/core/text.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/people_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using namespace oxseal::controls;

/// Names instead of row ids.
struct Names
{
    std::map<PersonId, std::string> people;
    std::map<EntityId, std::string> entities;

    static Result<Names> of(Database& db)
    {
        Names names;
        OXSEAL_TRY(const auto people, persons(db));
        for (const auto& person : people)
            names.people[person.id] = person.name;
        OXSEAL_TRY(const auto all, oxseal::entities(db));
        for (const auto& entity : all)
            names.entities[entity.id] = entity.code;
        return names;
    }
    [[nodiscard]] std::string person(PersonId id) const
    {
        const auto found = people.find(id);
        return found == people.end() ? std::string() : found->second;
    }
    [[nodiscard]] std::string entity(EntityId id) const
    {
        const auto found = entities.find(id);
        return found == entities.end() ? "group" : found->second;
    }
};

std::string scopeText(const std::vector<Scope>& scopes, const Names& names)
{
    std::vector<std::string> parts;
    for (const auto& scope : scopes) {
        parts.push_back(names.entity(scope.entity)
            + (scope.applicable ? ": applies" : ": not applicable, because " + scope.because));
    }
    return join(parts, "; ");
}

std::string numbers(const std::vector<int>& values)
{
    std::vector<std::string> parts;
    for (const int value : values)
        parts.push_back(std::to_string(value));
    return join(parts, " ");
}

PacketFile controlsFile(const std::vector<ControlStatus>& overview, const Names& names)
{
    PacketCsv csv({"code", "area", "objective", "control", "nature", "means", "frequency", "key", "coso", "assertions",
        "evidence_required", "test", "owner", "scope", "performances", "evidence", "state"});
    for (const auto& status : overview) {
        const auto& control = status.row.control;
        csv.row({control.code, control.areaName, control.objective, control.description, name(control.nature),
            name(control.means), name(control.frequency), control.key ? "yes" : "no", numbers(control.coso),
            join(control.assertions, " "), control.evidence, control.test, names.person(status.row.owner),
            scopeText(status.scopes, names), std::to_string(status.performances.size()), std::to_string(status.evidence),
            status.applicable() ? name(status.state) : "not_applicable"});
    }
    return std::move(csv).file("data/controls.csv");
}

PacketFile performanceFile(const std::vector<ControlStatus>& overview, const Names& names)
{
    PacketCsv csv({"control", "entity", "performed_on", "performer", "exception", "note"});
    for (const auto& status : overview) {
        for (const auto& row : status.performances) {
            csv.row({status.row.control.code, names.entity(row.entity), row.performedOn.iso(), names.person(row.performer),
                row.exception ? "yes" : "no", row.note});
        }
    }
    return std::move(csv).file("data/control_performance.csv");
}

PacketFile testsFile(const std::vector<ControlStatus>& overview, const Names& names)
{
    PacketCsv csv({"control", "entity", "kind", "result", "tested_on", "tester", "sample", "exceptions", "note"});
    for (const auto& status : overview) {
        for (const auto& row : status.tests) {
            csv.row({status.row.control.code, names.entity(row.entity), name(row.result.kind), name(row.result.outcome),
                row.result.testedOn.iso(), names.person(row.result.tester), std::to_string(row.result.sample),
                std::to_string(row.result.exceptions), row.result.note});
        }
    }
    return std::move(csv).file("data/control_tests.csv");
}

PacketFile checklistFile(const std::vector<ChecklistStatus>& items)
{
    PacketCsv csv({"code", "area", "question", "evidence_required", "controls", "answer", "because", "evidence", "state"});
    for (const auto& status : items) {
        const auto& item = status.facts.item;
        csv.row({item.code, std::to_string(item.area), item.question, item.evidence, join(item.controls, " "),
            name(status.facts.answer), status.facts.because, std::to_string(status.evidence.size()), name(status.state)});
    }
    return std::move(csv).file("data/checklist.csv");
}

PacketFile evidenceFile(const std::vector<EvidenceStatus>& rows, const Names& names)
{
    PacketCsv csv({"id", "sha256", "bytes", "name", "subject", "entity", "effective", "received", "attested", "fit",
        "attached_by", "attached_at"});
    for (const auto& status : rows) {
        const auto& row = status.row;
        csv.row({std::to_string(row.id), row.sha256.hex(), std::to_string(row.size), row.name, row.subject,
            names.entity(row.entity), row.dates.effective.iso(), row.dates.received.iso(),
            row.dates.attested ? row.dates.attested->iso() : std::string(), name(status.fit), names.person(row.attachedBy),
            row.attachedAt});
    }
    return std::move(csv).file("data/evidence_index.csv");
}

} // namespace

Result<std::vector<PacketFile>> controlPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const auto names, Names::of(db));
    OXSEAL_TRY(const auto overview, controlOverview(db, period));
    OXSEAL_TRY(const auto checklist, periodChecklist(db, period));
    OXSEAL_TRY(const auto evidence, evidenceOf(db, period));
    std::vector<PacketFile> files;
    files.push_back(controlsFile(overview, names));
    files.push_back(performanceFile(overview, names));
    files.push_back(testsFile(overview, names));
    files.push_back(checklistFile(checklist));
    files.push_back(evidenceFile(evidence, names));
    PacketCsv dictionary({"file", "about"});
    for (const char* file : {"controls", "control_performance", "control_tests", "checklist", "evidence_index"}) {
        dictionary.row({std::string("data/") + file + ".csv",
            texts::sentence((std::string("control.dictionary.") + file).c_str())});
    }
    files.push_back(std::move(dictionary).file("data/dictionary_controls.csv", "dictionary"));
    return files;
}

} // namespace oxseal
