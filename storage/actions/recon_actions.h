// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/progress.h"
#include "storage/reads/recon_reads.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kPlanNeedsReason{"recon.plan_needs_reason", ErrorClass::Refused};
/// Periods are quarters: an account is prepared and reviewed once in each, and a plan must not promise more.
inline constexpr ErrorCode kMonthlyPlan{"recon.monthly_plan", ErrorClass::Refused};
inline constexpr ErrorCode kNoStatement{"recon.no_statement", ErrorClass::Refused};
inline constexpr ErrorCode kStatementUnclear{"recon.statement_unclear", ErrorClass::Usage};
inline constexpr ErrorCode kNoGl{"recon.no_gl", ErrorClass::Refused};
inline constexpr ErrorCode kNoClosingBalance{"recon.no_closing_balance", ErrorClass::Refused};
inline constexpr ErrorCode kNoBooksBalance{"recon.no_books_balance", ErrorClass::Refused};
/// {0} has {1} decimals, and a stated amount has more.
inline constexpr ErrorCode kOpeningDecimals{"recon.opening_decimals", ErrorClass::Usage};
/// A lower risk, fewer marks or no reconciliation at all is a reviewer's word, not that of whoever prepares the account {0}.
inline constexpr ErrorCode kLoosenNeedsReviewer{"recon.loosen_needs_reviewer", ErrorClass::Denied};
inline constexpr ErrorCode kMixedCurrencies{"recon.mixed_currencies", ErrorClass::Refused};
inline constexpr ErrorCode kNoSuchReconLine{"recon.no_such_line", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchGroup{"recon.no_such_group", ErrorClass::Usage};
inline constexpr ErrorCode kNoSuchReconItem{"recon.no_such_item", ErrorClass::Usage};
inline constexpr ErrorCode kLineTaken{"recon.line_taken", ErrorClass::Refused};
inline constexpr ErrorCode kUnknownReasonCode{"recon.unknown_reason_code", ErrorClass::Usage};
inline constexpr ErrorCode kCategoryDoesNotFit{"recon.category_does_not_fit", ErrorClass::Refused};
inline constexpr ErrorCode kProofNotZero{"recon.proof_not_zero", ErrorClass::Refused};
inline constexpr ErrorCode kItemsUnclassified{"recon.items_unclassified", ErrorClass::Refused};
inline constexpr ErrorCode kDecisionsPending{"recon.decisions_pending", ErrorClass::Refused};
inline constexpr ErrorCode kInvariantFails{"recon.invariant_fails", ErrorClass::Refused};
inline constexpr ErrorCode kInputsChanged{"recon.inputs_changed", ErrorClass::Refused};
inline constexpr ErrorCode kNotPrepared{"recon.not_prepared", ErrorClass::Refused};
/// {0} matches are the reviewer's own.
inline constexpr ErrorCode kReviewerDecided{"recon.reviewer_decided", ErrorClass::Denied};
inline constexpr ErrorCode kReviewerPrepared{"recon.reviewer_prepared", ErrorClass::Denied};
inline constexpr ErrorCode kGroupsNotAlike{"recon.groups_not_alike", ErrorClass::Refused};
inline constexpr ErrorCode kReconPeriodClosed{"recon.period_closed", ErrorClass::Refused};

/// Gives an account of the inventory its method, risk, owner and due day (C18); opens again what a rule closed by the old plan.
/// A monthly plan is refused (kMonthlyPlan). Permission PrepareReconciliation.
[[nodiscard]] Status planAccount(
    Workspace& workspace, const std::string& entity, const recon::AccountPlan& plan, const std::string& reason);

/// An item open before the first period that Oxseal reconciles, with its own original date.
struct OpeningItem
{
    recon::ItemOrigin origin = recon::ItemOrigin::Books; ///< Bank or Books
    Day day;
    std::int64_t amount = 0;
    std::string reference;
    std::string description;
};

struct OpenReconciliation
{
    std::string entity; ///< code
    std::string account; ///< of the books
    PeriodId period;
    /// Subject of the statement snapshots when it is not the account itself; "" = the account, else the only one there is.
    std::string statementAccount;
    /// First period only; later ones begin where the one before ended.
    std::optional<std::int64_t> bankOpening;
    std::optional<std::int64_t> booksOpening;
    std::vector<OpeningItem> openingItems;
    /// Decimals in which these amounts are stated. Those of the account's currency are known only from its statements: what they cannot
    /// hold is refused (kOpeningDecimals).
    int openingDigits = 2;
    int itemDigits = 2;
};

struct OpenedReconciliation
{
    ReconciliationId id;
    std::int64_t decisionsKept = 0; ///< groups by hand and line decisions that stand after a refresh
    std::int64_t decisionsLost = 0; ///< those whose lines are gone or changed; the ledger names them
};

/// Opens the reconciliation, or refreshes one that exists from the newest imports. On a refresh lines are laid out anew: a line
/// of the same content keeps its key, also when the ledger was exported again, and with it its category, note, evidence and
/// what was decided about it as an exception; groups made or confirmed by hand stand while all their lines do; what the
/// engine matched is dissolved (run the match again), sign-offs are voided. Lines of overlapping files are kept and marked;
/// recycled bank ids are kept and flagged; open items of the period before come along with their original dates. Amounts of
/// two currencies are refused (kMixedCurrencies).
[[nodiscard]] Result<OpenedReconciliation> layOutReconciliation(
    Workspace& workspace, const OpenReconciliation& request, const std::string& reason);
/// The same, for whom only the id matters.
[[nodiscard]] Result<ReconciliationId> openReconciliation(
    Workspace& workspace, const OpenReconciliation& request, const std::string& reason);

struct MatchCounts
{
    std::size_t matched = 0; ///< groups
    std::size_t suggested = 0;
    std::size_t ambiguous = 0;
    std::size_t openBank = 0; ///< lines
    std::size_t openBooks = 0;
    bool policyAdopted = true; ///< false: nobody of the company has approved the policy, so it only suggested
};
/// Runs the policy in force (passes, then the learnt stage) over the open lines; decisions made by hand stay. Until a person of the
/// company has approved a version of the policy it only suggests. The run is kept
/// as a record that can be performed again, and named in the ledger by its digests. A run that loses a line is refused
/// (kConservationBroken). Stopped through `progress`, nothing is kept.
[[nodiscard]] Result<MatchCounts> runMatch(
    Workspace& workspace, ReconciliationId id, const std::string& reason, const Progress& progress = {});

/// Reason codes of C7: reference_differs, confirmed_by_bank, split_payment, amount_differs, reversal, engine_wrong, other.
[[nodiscard]] const std::vector<std::string>& matchReasonCodes();
/// Matches open lines by hand (one-sided allowed). What does not net to zero becomes the group's difference, an item of
/// the proof. `reason` is the rationale. Gives the group.
[[nodiscard]] Result<std::int64_t> matchByHand(Workspace& workspace, ReconciliationId id,
    const std::vector<std::int64_t>& lines, const std::string& reasonCode, const std::string& reason);
/// Accepts a suggested group as it stands.
[[nodiscard]] Status confirmGroup(Workspace& workspace, ReconciliationId id, std::int64_t group, const std::string& reason);
/// Accepts several suggestions in one decision. They must be alike: made by one rule and held for the same reasons
/// (kGroupsNotAlike); each is noted as decided in bulk.
[[nodiscard]] Status confirmGroups(
    Workspace& workspace, ReconciliationId id, const std::vector<std::int64_t>& groups, const std::string& reason);
/// Dissolves a group, whatever made it; its lines are open again.
[[nodiscard]] Status unmatch(Workspace& workspace, ReconciliationId id, std::int64_t group, const std::string& reasonCode,
    const std::string& reason);

struct ItemDecision
{
    std::string handle; ///< "L12" or "G5"
    recon::ItemCategory category = recon::ItemCategory::Unclassified;
    std::string note;
    std::string evidence; ///< bytes of the supporting file; "" = none (what is attached stays)
    std::filesystem::path evidenceFile{}; ///< or the file itself
};
[[nodiscard]] Status classifyItem(Workspace& workspace, ReconciliationId id, const ItemDecision& item, const std::string& reason);

/// What both sign-offs demand of the figures; the first thing that stands against it.
[[nodiscard]] Status reconciliationProved(const ReconView& view);
/// The preparer's sign-off: difference 0, every item classified, no suggested or ambiguous group pending, no invariant
/// failed, inputs unchanged. Permission PrepareReconciliation.
[[nodiscard]] Status prepareReconciliation(Workspace& workspace, ReconciliationId id, const std::string& note);
/// Both sides of an invariant and what lies between them, "1,000.00 / 900.00, 100.00 USD"; "-" for one without amounts.
[[nodiscard]] std::string differenceWords(const recon::Invariant& invariant, const ReconRow& row);
/// The reviewer's sign-off: prepared, by another person, and still true. Permission ReviewReconciliation.
/// `note` says what was checked.
[[nodiscard]] Status reviewReconciliation(Workspace& workspace, ReconciliationId id, const std::string& note);

} // namespace oxseal
