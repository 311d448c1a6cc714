// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/recon/exception_hints.h"
#include "models/recon/proposed_entry.h"
#include "storage/reads/deficiency_reads.h"
#include "storage/reads/limit_reads.h"
#include "storage/reads/recon_reads.h"
#include "storage/repos/exception_repo.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace oxseal {

/// The rules in force: the newest approved version, else the one that came with Oxseal.
struct ExceptionRulesInForce
{
    recon::ExceptionRules rules;
    Digest sha256; ///< of the canonical JSON
    bool adopted = false; ///< a person of the company approved it
};
[[nodiscard]] Result<ExceptionRulesInForce> exceptionRulesInForce(Database& db);
/// The same as it holds for the account of a reconciliation.
[[nodiscard]] Result<ExceptionRulesInForce> exceptionRulesFor(Database& db, const ReconRow& row);

/// An act with the period and the name of the person who made it.
struct ExceptionAct
{
    ExceptionActRow row;
    std::string period;
    std::string person;
};

/// An open item, and what is known and decided about it.
struct ExceptionRow
{
    std::size_t item = 0; ///< index into ReconView::items
    recon::ExceptionStanding standing;
    std::vector<recon::Hint> hints; ///< the surest first; `with` are indexes into ReconView::lines
    std::vector<std::string> hintTexts; ///< a sentence for each
    std::uint64_t urgency = 0;
    bool large = false; ///< by the account's limits or the policy
    std::vector<ExceptionAct> history; ///< oldest first, of earlier periods too
    int carried = 0; ///< periods it has been carried through; 0: new in this one
    std::string since; ///< the period in which it first stood open here
    std::string clearedIn; ///< the later period in which it was matched; ""
    std::optional<DeficiencyMark> deficiency; ///< it is linked to; comes along from period to period
};

/// The open items of one reconciliation: what still waits first, the large ones before the others, by urgency.
struct ExceptionBook
{
    ExceptionRulesInForce rules; ///< the policy, with what the account's own limits make of it
    std::optional<AccountLimitRow> limits; ///< of the account; none: the policy alone
    std::vector<ExceptionRow> rows;
    std::size_t overdue = 0;
};
/// Items that a suggested or ambiguous group holds wait for that decision and are not in it. `withHints` costs a look at every line.
[[nodiscard]] Result<ExceptionBook> exceptionBook(Workspace& workspace, const ReconView& view, bool withHints);

/// What the books would have to take up because of the decisions made (C12), in the order of the proof. Oxseal posts nothing.
[[nodiscard]] std::vector<recon::ProposedEntry> proposedEntries(const ReconView& view, const ExceptionBook& book);

} // namespace oxseal
