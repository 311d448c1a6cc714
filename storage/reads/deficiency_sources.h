// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/deficiency_reads.h"
#include "storage/repos/exception_repo.h"

#include <string>

namespace oxseal {

inline constexpr ErrorCode kSourceMissing{"deficiency.source_missing", ErrorClass::Usage}; ///< {0} what was named

/// Names what points at a deficiency; which members are read depends on the source.
struct DeficiencySourceName
{
    controls::DeficiencySource source = controls::DeficiencySource::Hand;
    ReconciliationId recon; ///< Exception
    std::string item; ///< Exception: "L12" or "G5"
    CampaignId campaign; ///< ReviewLine, Review, LookBack
    std::int64_t row = 0; ///< ReviewLine
    std::int64_t removal = 0; ///< Removal
    std::string code; ///< LookBack: account; Conflict: fingerprint; Test: control; Checklist: question
};

/// The same as it stands: what a link keeps, and what a new deficiency begins with.
struct DeficiencySourceFacts
{
    controls::DeficiencySource source = controls::DeficiencySource::Hand;
    std::string reference;
    std::string about;
    std::optional<std::int64_t> amount; ///< without sign
    std::string currency;
    std::string entity;
    std::string account;
    std::string control; ///< that should have caught it, where the source names one
};
/// kSourceMissing, or the error of its module, when it does not exist in the period.
[[nodiscard]] Result<DeficiencySourceFacts> sourceFacts(Workspace& workspace, const PeriodRow& period, const DeficiencySourceName& named);

/// References by which links find their way back; the same from period to period.
[[nodiscard]] std::string exceptionReference(const std::string& entity, const std::string& account, const ItemName& item);
[[nodiscard]] std::string lookBackReference(CampaignId campaign, const std::string& account);
[[nodiscard]] std::string reviewLineReference(CampaignId campaign, std::int64_t row);

} // namespace oxseal
