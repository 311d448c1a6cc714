// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

inline constexpr ErrorCode kAmountOverflow{"recon.amount_overflow", ErrorClass::Input};

/// Where an open line stands. `Difference` is what a matched group leaves (statement amount − book amount).
enum class ItemOrigin { Bank, Books, Difference };

/// Categories of reconciling items (domain: reconciling item categories).
enum class ItemCategory {
    Unclassified,
    DepositInTransit,
    OutstandingCheque,
    AchInFlight,
    CardSettlementLag,
    BankError,
    BookErrorTransposition,
    BookErrorOmission,
    BookErrorDuplicate,
    UnbookedFee,
    UnbookedInterest,
    ReturnedItem, ///< NSF
    Lockbox,
    ExchangeDifference,
    Unidentified, ///< goes to suspense
};
[[nodiscard]] const char* name(ItemOrigin origin) noexcept;
[[nodiscard]] const char* name(ItemCategory category) noexcept;
[[nodiscard]] std::optional<ItemOrigin> originFromName(std::string_view name) noexcept;
[[nodiscard]] std::optional<ItemCategory> categoryFromName(std::string_view name) noexcept;
/// A matter of time only: needs evidence of subsequent clearance and stops being one after about 30 days.
[[nodiscard]] bool isTiming(ItemCategory category) noexcept;
/// Whether a category makes sense for an item of that origin (a deposit in transit stands in the books, a bank error
/// never does).
[[nodiscard]] bool fits(ItemCategory category, ItemOrigin origin) noexcept;
/// The same for an item of that amount: a deposit in transit brings money, an outstanding cheque takes it.
[[nodiscard]] bool fits(ItemCategory category, ItemOrigin origin, std::int64_t amount) noexcept;

/// One open item with the sign of the account (money in is positive). `key` stays the same for as long as it is open.
struct OpenItem
{
    std::string key;
    ItemOrigin origin = ItemOrigin::Bank;
    ItemCategory category = ItemCategory::Unclassified;
    std::int64_t amount = 0; ///< minor units of the account's currency
    Day date; ///< the original date, kept through every roll-forward
    std::string reference;
    std::string description;
    bool cheque = false;
    bool evidence = false; ///< subsequent clearance or support is attached
};

/// The two columns. Each adjustment names its item and the amount it adds to the column.
struct ProofLine
{
    std::size_t item = 0; ///< index into the items given
    std::int64_t amount = 0;
};
struct Proof
{
    std::int64_t bankEnd = 0;
    std::vector<ProofLine> bank;
    std::int64_t bankAdjusted = 0;
    std::int64_t booksEnd = 0;
    std::vector<ProofLine> books;
    std::int64_t booksAdjusted = 0;
    std::int64_t difference = 0; ///< bankAdjusted − booksAdjusted; must be exactly zero
    // The identity that must hold however items are classified:
    std::int64_t openBank = 0;
    std::int64_t openBooks = 0;
    std::int64_t leftInGroups = 0;
    /// bankEnd − booksEnd = openBank − openBooks + leftInGroups
    bool identityHolds = false;
    std::size_t unclassified = 0;
};

/// Bank end + items of the books still to reach the bank − bank errors = books end + bank items still to be booked +
/// corrections of book errors. Unclassified and unidentified bank lines count as to be booked, unclassified book lines as
/// to reach the bank, so that the difference is right from the first minute. Error: kAmountOverflow.
[[nodiscard]] Result<Proof> prove(std::int64_t bankEnd, std::int64_t booksEnd, std::span<const OpenItem> items);

/// 0–30, 31–60, 61–90, over 90 days; an item dated after `asOf` is in the first.
enum class AgeBucket { UpTo30, UpTo60, UpTo90, Over90 };
[[nodiscard]] AgeBucket ageBucket(Day original, Day asOf) noexcept;
[[nodiscard]] const char* name(AgeBucket bucket) noexcept;
/// A cheque outstanding for more than 180 days (UCC 4-404: a bank need not honour it after six months).
[[nodiscard]] bool staleCheque(const OpenItem& item, Day asOf) noexcept;
/// Classified as timing but older than so many days at `asOf`.
[[nodiscard]] bool overdueTiming(const OpenItem& item, Day asOf, int days = 30) noexcept;
/// A difference divisible by nine (and not zero): the mark of two transposed digits.
[[nodiscard]] bool looksTransposed(std::int64_t difference) noexcept;

/// Prior open items + new − cleared = current open items.
struct RollForward
{
    std::int64_t prior = 0;
    std::int64_t added = 0;
    std::int64_t cleared = 0;
    std::int64_t current = 0;
    std::size_t priorCount = 0;
    std::size_t addedCount = 0;
    std::size_t clearedCount = 0;
    std::size_t currentCount = 0;
    std::vector<std::string> redated; ///< keys carried with another date: not allowed
    std::vector<std::string> changed; ///< keys carried with another amount: not allowed
    bool holds = false;
};
/// Amounts are summed as bank − books + difference, the way they enter the identity.
[[nodiscard]] Result<RollForward> rollForward(std::span<const OpenItem> prior, std::span<const OpenItem> current);

/// The eight invariants (domain §5). Unknown is not false: what the files do not state is NotStated.
enum class Holds { Yes, No, NotStated };
[[nodiscard]] const char* name(Holds holds) noexcept;
struct Invariant
{
    int number = 0;
    Holds holds = Holds::NotStated;
    std::optional<std::int64_t> left;
    std::optional<std::int64_t> right;
};

/// What the invariants are computed from; amounts in the account's currency.
struct Footings
{
    std::optional<std::int64_t> statementOpening, statementLines, statementClosing;
    std::optional<std::int64_t> priorStatementClosing;
    std::optional<std::int64_t> booksOpening, booksLines, booksClosing, trialBalance;
    std::optional<bool> everyLineOnce;
    std::optional<bool> groupsNet;
    std::optional<std::int64_t> fileTotal, importedTotal;
};
[[nodiscard]] std::vector<Invariant> invariants(
    const Footings& footings, const Proof& proof, const std::optional<RollForward>& roll);

} // namespace oxseal::recon
