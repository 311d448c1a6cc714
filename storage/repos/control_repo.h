// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/checklist.h"
#include "models/controls/control.h"
#include "models/controls/evidence.h"
#include "models/controls/test_of_control.h"
#include "storage/db/database.h"
#include "storage/objects/object_store.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

struct ControlRow
{
    std::int64_t id = 0;
    controls::Control control;
    PersonId owner;
};

struct PerformanceRow
{
    std::int64_t id = 0;
    std::int64_t control = 0;
    EntityId entity;
    Day performedOn;
    PersonId performer;
    bool exception = false;
    std::string note;
};

struct TestRow
{
    std::int64_t id = 0;
    std::int64_t control = 0;
    EntityId entity;
    controls::TestResult result;
};

struct AnswerRow
{
    controls::Answer answer = controls::Answer::None;
    std::string because;
    PersonId person;
    std::string at;
};

struct EvidenceRow
{
    std::int64_t id = 0;
    ObjectId object;
    Digest sha256;
    std::uint64_t size = 0;
    std::string name;
    std::string subject;
    PeriodId period;
    EntityId entity;
    controls::EvidenceDates dates;
    PersonId attachedBy;
    std::string attachedAt;
};

/// All SQL over the tables of schema 0006.
namespace control_repo {

    struct SetInfo
    {
        std::string version;
        int lateAfterDays = 0;
    };
    Result<std::optional<SetInfo>> setInfo(Database& db);
    Status insertSet(Database& db, const controls::ControlSet& set);
    Result<std::vector<ControlRow>> all(Database& db); ///< by area, then order of loading
    Result<std::optional<ControlRow>> byCode(Database& db, const std::string& code);
    Status setOwner(Database& db, std::int64_t control, PersonId owner);
    Status setKey(Database& db, std::int64_t control, bool key);
    Status putScope(Database& db, std::int64_t control, const controls::Scope& scope);
    Result<std::map<std::int64_t, std::vector<controls::Scope>>> scopes(Database& db);

    Result<std::int64_t> insertPerformance(Database& db, PeriodId period, const PerformanceRow& row, const std::string& at);
    Result<std::vector<PerformanceRow>> performances(Database& db, PeriodId period);
    Result<std::int64_t> insertTest(Database& db, PeriodId period, const TestRow& row, const std::string& at);
    Result<std::vector<TestRow>> tests(Database& db, PeriodId period);

    Result<std::vector<controls::ChecklistItem>> checklist(Database& db);
    Result<std::int64_t> insertAnswer(Database& db, PeriodId period, const std::string& item, const AnswerRow& row);
    Result<std::map<std::string, AnswerRow>> answers(Database& db, PeriodId period); ///< the last per item

    Result<std::int64_t> insertEvidence(Database& db, const EvidenceRow& row);
    Result<std::vector<EvidenceRow>> evidence(Database& db, PeriodId period);
    Result<std::optional<EvidenceRow>> evidenceById(Database& db, std::int64_t id);

} // namespace control_repo
} // namespace oxseal
