// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/finding.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/deficiency_repo.h"
#include "storage/workspace/workspace.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoSuchDeficiency{"deficiency.no_such", ErrorClass::Usage};

/// Definitions and indicators as dated data (resources/rules/deficiency_terms.json), each with its citation.
struct DeficiencyTerms
{
    struct Term
    {
        std::string code; ///< name of a level, or of an indicator
        std::string text; ///< verbatim
        std::string citation;
    };
    std::int64_t version = 0;
    std::vector<Term> definitions; ///< from the mildest level on
    std::vector<Term> indicators;
    Term prudentOfficial;

    [[nodiscard]] const Term* indicator(std::string_view code) const; ///< nullptr when there is none of that code
    [[nodiscard]] const Term* definition(controls::DeficiencyLevel level) const; ///< nullptr for no deficiency
};
[[nodiscard]] Result<DeficiencyTerms> deficiencyTerms();

/// What management measures by now: the newest approved version, else the one that came with Oxseal, which states no materiality.
struct SeverityRulesInForce
{
    controls::SeverityRules rules;
    Digest sha256; ///< of the canonical JSON
    bool adopted = false; ///< a person of the company approved it
};
[[nodiscard]] Result<SeverityRulesInForce> severityRulesInForce(Database& db);

/// One deficiency as it stands in a period.
struct DeficiencyView
{
    DeficiencyRow row;
    std::string since; ///< name of the period in which it was first seen
    std::vector<DeficiencyLinkRow> links; ///< oldest first
    std::vector<DeficiencyActRow> history; ///< oldest first
    controls::DeficiencyStanding standing;
    std::optional<controls::Proposal> proposal; ///< of the evaluation that counts
    std::int64_t rulesVersion = 0; ///< the proposal is measured by: once concluded that of the conclusion, before that the one in force

    [[nodiscard]] std::optional<controls::DeficiencyLevel> level() const; ///< concluded, else proposed
    [[nodiscard]] const DeficiencyActRow* last(controls::DeficiencyActKind kind) const; ///< that still counts; nullptr when none
    [[nodiscard]] int digits() const; ///< of the evaluation's currency
};

/// The register as it stood in a period: what was seen later, and acts that count from a later period on, are not in it.
struct DeficiencyBook
{
    SeverityRulesInForce rules;
    std::vector<DeficiencyView> rows; ///< by number
    std::vector<controls::Combination> sums; ///< of those that are open and evaluated, by the rules in force
};
[[nodiscard]] Result<DeficiencyBook> deficiencyBook(Database& db, const PeriodRow& period);
/// kNoSuchDeficiency.
[[nodiscard]] Result<DeficiencyView> deficiencyView(Database& db, const PeriodRow& period, std::int64_t id);

/// The deficiency that something is linked to.
struct DeficiencyMark
{
    std::int64_t id = 0;
    std::string title;
    controls::DeficiencyState state = controls::DeficiencyState::Raised;
    std::optional<controls::DeficiencyLevel> level; ///< concluded
};
/// By reference; the newest where there are several. Without a period, as all stand today.
[[nodiscard]] Result<std::map<std::string, DeficiencyMark>> linkedDeficiencies(
    Database& db, controls::DeficiencySource source, const std::optional<PeriodRow>& period = {});

/// Candidates that nobody has concluded on; significant deficiencies and material weaknesses that stand at the period's end; what was
/// concluded to be less than proposed; sums that come to more than any of their members; a materiality that is not stated or not approved;
/// a conclusion on disclosure controls that counts other material weaknesses.
[[nodiscard]] Result<std::vector<Finding>> deficiencyMatters(Workspace& workspace, const PeriodRow& period);
/// For the readiness record: how many significant deficiencies and material weaknesses stand at the period's end, and each with whom it
/// was told. nullopt while nothing was ever raised.
[[nodiscard]] Result<std::optional<std::string>> standingDeficiencies(Database& db, const PeriodRow& period);

/// "material weakness" and the like, as texts say it.
[[nodiscard]] std::string levelWords(controls::DeficiencyLevel level);
/// State and level in words: "concluded: material weakness".
[[nodiscard]] std::string markWords(controls::DeficiencyState state, const std::optional<controls::DeficiencyLevel>& level);
/// One line of the arithmetic in words; amounts in the evaluation's currency.
[[nodiscard]] std::string stepWords(const controls::ProposalStep& step, const std::string& currency, const DeficiencyTerms& terms);

} // namespace oxseal
