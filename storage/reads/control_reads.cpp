// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/control_reads.h"

#include "storage/crypto/hash.h"

#include <algorithm>

namespace oxseal {
namespace {

controls::ControlFacts factsOf(const ControlStatus& status)
{
    controls::ControlFacts facts;
    facts.code = status.row.control.code;
    facts.key = status.row.control.key;
    facts.applicable = status.applicable();
    facts.frequency = status.row.control.frequency;
    facts.performances = static_cast<int>(status.performances.size());
    facts.exceptions = static_cast<int>(std::count_if(status.performances.begin(), status.performances.end(),
        [](const PerformanceRow& row) { return row.exception; }));
    for (const auto& test : status.tests)
        facts.tests.push_back(test.result);
    return facts;
}

} // namespace

bool ControlStatus::applicable() const
{
    return scopes.empty()
        || std::any_of(scopes.begin(), scopes.end(), [](const controls::Scope& scope) { return scope.applicable; });
}

Result<std::vector<EvidenceStatus>> evidenceOf(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto info, control_repo::setInfo(db));
    OXSEAL_TRY(const auto rows, control_repo::evidence(db, period.id));
    // Without a loaded control set there is no policy: 15 days is the one of the default set.
    const int lateAfter = info ? info->lateAfterDays : 15;
    std::vector<EvidenceStatus> result;
    for (const auto& row : rows)
        result.push_back({row, controls::fitOf(row.dates, period.period, lateAfter)});
    return result;
}

Result<std::vector<ControlStatus>> controlOverview(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto rows, control_repo::all(db));
    OXSEAL_TRY(auto scopes, control_repo::scopes(db));
    OXSEAL_TRY(const auto performances, control_repo::performances(db, period.id));
    OXSEAL_TRY(const auto tests, control_repo::tests(db, period.id));
    OXSEAL_TRY(const auto evidence, control_repo::evidence(db, period.id));
    std::vector<ControlStatus> result;
    std::map<std::int64_t, std::size_t> byId;
    for (const auto& row : rows) {
        byId[row.id] = result.size();
        ControlStatus status;
        status.row = row;
        status.scopes = std::move(scopes[row.id]);
        status.evidence = static_cast<int>(std::count_if(evidence.begin(), evidence.end(),
            [&](const EvidenceRow& piece) { return piece.subject == "control:" + row.control.code; }));
        result.push_back(std::move(status));
    }
    for (const auto& row : performances)
        result[byId[row.control]].performances.push_back(row);
    for (const auto& row : tests)
        result[byId[row.control]].tests.push_back(row);
    for (auto& status : result)
        status.state = controls::stateOf(factsOf(status).tests);
    return result;
}

Result<std::vector<ChecklistStatus>> periodChecklist(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto items, control_repo::checklist(db));
    OXSEAL_TRY(auto answers, control_repo::answers(db, period.id));
    OXSEAL_TRY(const auto evidence, evidenceOf(db, period));
    std::vector<ChecklistStatus> result;
    for (const auto& item : items) {
        ChecklistStatus status;
        status.facts.item = item;
        if (const auto answer = answers.find(item.code); answer != answers.end()) {
            status.facts.answer = answer->second.answer;
            status.facts.because = answer->second.because;
        }
        for (const auto& piece : evidence) {
            if (piece.row.subject == "checklist:" + item.code) {
                status.facts.evidence.push_back(piece.fit);
                status.evidence.push_back(piece);
            }
        }
        status.state = controls::stateOf(status.facts);
        result.push_back(std::move(status));
    }
    return result;
}

Result<ControlRow> controlByCode(Database& db, const std::string& code)
{
    OXSEAL_TRY(auto row, control_repo::byCode(db, code));
    if (!row)
        return fail(kNoSuchControl, {}, {code});
    return *row;
}

Result<EvidenceRow> evidenceById(Database& db, std::int64_t id)
{
    OXSEAL_TRY(auto row, control_repo::evidenceById(db, id));
    if (!row)
        return fail(kNoSuchEvidence, {}, {std::to_string(id)});
    return *row;
}

Result<controls::ControlCounts> controlCounts(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto overview, controlOverview(db, period));
    std::vector<controls::ControlFacts> facts;
    for (const auto& status : overview)
        facts.push_back(factsOf(status));
    return controls::countOf(facts);
}

Result<std::optional<std::string>> controlSetVersion(Database& db)
{
    OXSEAL_TRY(const auto info, control_repo::setInfo(db));
    return info ? std::optional(info->version) : std::nullopt;
}

Result<std::vector<Finding>> controlMatters(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const auto overview, controlOverview(db, period));
    OXSEAL_TRY(const auto checklist, periodChecklist(db, period));
    OXSEAL_TRY(const auto evidence, evidenceOf(db, period));
    std::vector<controls::ControlFacts> facts;
    for (const auto& status : overview)
        facts.push_back(factsOf(status));
    std::vector<controls::ItemFacts> items;
    for (const auto& status : checklist)
        items.push_back(status.facts);
    std::vector<controls::MisfitEvidence> misfits;
    for (const auto& piece : evidence) {
        if (!controls::counts(piece.fit))
            misfits.push_back({piece.row.name, piece.row.subject, piece.row.sha256, piece.fit});
    }
    Sha256 hasher;
    return controls::findMatters(hasher, items, facts, misfits);
}

} // namespace oxseal
