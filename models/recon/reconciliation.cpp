// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/reconciliation.h"

#include "models/core/money.h"

#include <array>
#include <limits>
#include <map>

namespace oxseal::recon {
namespace {

struct CategoryName
{
    ItemCategory category;
    const char* name;
};
constexpr std::array kCategories{
    CategoryName{ItemCategory::Unclassified, "unclassified"},
    CategoryName{ItemCategory::DepositInTransit, "deposit_in_transit"},
    CategoryName{ItemCategory::OutstandingCheque, "outstanding_cheque"},
    CategoryName{ItemCategory::AchInFlight, "ach_in_flight"},
    CategoryName{ItemCategory::CardSettlementLag, "card_settlement_lag"},
    CategoryName{ItemCategory::BankError, "bank_error"},
    CategoryName{ItemCategory::BookErrorTransposition, "book_error_transposition"},
    CategoryName{ItemCategory::BookErrorOmission, "book_error_omission"},
    CategoryName{ItemCategory::BookErrorDuplicate, "book_error_duplicate"},
    CategoryName{ItemCategory::UnbookedFee, "unbooked_fee"},
    CategoryName{ItemCategory::UnbookedInterest, "unbooked_interest"},
    CategoryName{ItemCategory::ReturnedItem, "returned_item"},
    CategoryName{ItemCategory::Lockbox, "lockbox"},
    CategoryName{ItemCategory::ExchangeDifference, "exchange_difference"},
    CategoryName{ItemCategory::Unidentified, "unidentified"},
};

/// Sums that remember an overflow instead of wrapping.
class Total
{
public:
    explicit Total(std::int64_t start = 0) : value_(start) { }
    void add(std::int64_t amount)
    {
        const auto next = checkedAdd(value_, amount);
        over_ = over_ || !next;
        value_ = next.value_or(value_);
    }
    void subtract(std::int64_t amount)
    {
        if (amount == std::numeric_limits<std::int64_t>::min())
            over_ = true;
        else
            add(-amount);
    }
    [[nodiscard]] bool over() const { return over_; }
    [[nodiscard]] std::int64_t value() const { return value_; }

private:
    std::int64_t value_;
    bool over_ = false;
};

bool isBookError(ItemCategory category)
{
    return category == ItemCategory::BookErrorTransposition || category == ItemCategory::BookErrorOmission
        || category == ItemCategory::BookErrorDuplicate;
}

/// Which column an item corrects, and with which sign its amount enters it.
struct Placement
{
    bool bankColumn;
    bool negative;
};
Placement placementOf(const OpenItem& item)
{
    switch (item.origin) {
    case ItemOrigin::Bank:
        return item.category == ItemCategory::BankError ? Placement{true, true} : Placement{false, false};
    case ItemOrigin::Books:
        return isBookError(item.category) ? Placement{false, true} : Placement{true, false};
    case ItemOrigin::Difference:
        break;
    }
    return item.category == ItemCategory::BankError ? Placement{true, true} : Placement{false, false};
}

Holds equal(const std::optional<std::int64_t>& a, const std::optional<std::int64_t>& b)
{
    return !a || !b ? Holds::NotStated : *a == *b ? Holds::Yes : Holds::No;
}

std::optional<std::int64_t> plus(const std::optional<std::int64_t>& a, const std::optional<std::int64_t>& b)
{
    return a && b ? checkedAdd(*a, *b) : std::nullopt;
}

} // namespace

const char* name(ItemOrigin origin) noexcept
{
    return origin == ItemOrigin::Bank ? "bank" : origin == ItemOrigin::Books ? "books" : "difference";
}

std::optional<ItemOrigin> originFromName(std::string_view text) noexcept
{
    for (const ItemOrigin origin : {ItemOrigin::Bank, ItemOrigin::Books, ItemOrigin::Difference}) {
        if (text == name(origin))
            return origin;
    }
    return std::nullopt;
}

const char* name(ItemCategory category) noexcept
{
    for (const auto& entry : kCategories) {
        if (entry.category == category)
            return entry.name;
    }
    return "unclassified";
}

std::optional<ItemCategory> categoryFromName(std::string_view text) noexcept
{
    for (const auto& entry : kCategories) {
        if (text == entry.name)
            return entry.category;
    }
    return std::nullopt;
}

bool isTiming(ItemCategory category) noexcept
{
    return category == ItemCategory::DepositInTransit || category == ItemCategory::OutstandingCheque
        || category == ItemCategory::AchInFlight || category == ItemCategory::CardSettlementLag;
}

bool fits(ItemCategory category, ItemOrigin origin) noexcept
{
    if (category == ItemCategory::Unclassified || category == ItemCategory::Unidentified)
        return true;
    switch (origin) {
    case ItemOrigin::Books:
        return isTiming(category) || (isBookError(category) && category != ItemCategory::BookErrorOmission);
    case ItemOrigin::Bank:
        return !isTiming(category) && (!isBookError(category) || category == ItemCategory::BookErrorOmission);
    case ItemOrigin::Difference:
        break;
    }
    return category == ItemCategory::BankError || category == ItemCategory::BookErrorTransposition
        || category == ItemCategory::UnbookedFee || category == ItemCategory::ExchangeDifference;
}

bool fits(ItemCategory category, ItemOrigin origin, std::int64_t amount) noexcept
{
    if ((category == ItemCategory::DepositInTransit && amount < 0) || (category == ItemCategory::OutstandingCheque && amount > 0))
        return false;
    return fits(category, origin);
}

Result<Proof> prove(std::int64_t bankEnd, std::int64_t booksEnd, std::span<const OpenItem> items)
{
    Proof proof;
    proof.bankEnd = bankEnd;
    proof.booksEnd = booksEnd;
    Total bank(bankEnd);
    Total books(booksEnd);
    Total openBank;
    Total openBooks;
    Total groups;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const OpenItem& item = items[i];
        if (item.amount == std::numeric_limits<std::int64_t>::min())
            return fail(kAmountOverflow, item.key);
        if (item.category == ItemCategory::Unclassified)
            ++proof.unclassified;
        (item.origin == ItemOrigin::Bank ? openBank : item.origin == ItemOrigin::Books ? openBooks : groups).add(item.amount);
        const Placement placement = placementOf(item);
        const std::int64_t amount = placement.negative ? -item.amount : item.amount;
        (placement.bankColumn ? proof.bank : proof.books).push_back({i, amount});
        (placement.bankColumn ? bank : books).add(amount);
    }
    Total difference(bank.value());
    difference.subtract(books.value());
    Total ends(bankEnd);
    ends.subtract(booksEnd);
    Total explained(openBank.value());
    explained.subtract(openBooks.value());
    explained.add(groups.value());
    for (const Total* total : {&bank, &books, &openBank, &openBooks, &groups, &difference, &ends, &explained}) {
        if (total->over())
            return fail(kAmountOverflow);
    }
    proof.bankAdjusted = bank.value();
    proof.booksAdjusted = books.value();
    proof.difference = difference.value();
    proof.openBank = openBank.value();
    proof.openBooks = openBooks.value();
    proof.leftInGroups = groups.value();
    proof.identityHolds = ends.value() == explained.value();
    return proof;
}

AgeBucket ageBucket(Day original, Day asOf) noexcept
{
    const int age = asOf - original;
    return age <= 30 ? AgeBucket::UpTo30 : age <= 60 ? AgeBucket::UpTo60 : age <= 90 ? AgeBucket::UpTo90 : AgeBucket::Over90;
}

const char* name(AgeBucket bucket) noexcept
{
    switch (bucket) {
    case AgeBucket::UpTo30:
        return "0-30";
    case AgeBucket::UpTo60:
        return "31-60";
    case AgeBucket::UpTo90:
        return "61-90";
    case AgeBucket::Over90:
        break;
    }
    return ">90";
}

bool staleCheque(const OpenItem& item, Day asOf) noexcept
{
    const bool cheque = item.cheque || item.category == ItemCategory::OutstandingCheque;
    return cheque && item.origin == ItemOrigin::Books && asOf - item.date > 180;
}

bool overdueTiming(const OpenItem& item, Day asOf, int days) noexcept { return isTiming(item.category) && asOf - item.date > days; }

bool looksTransposed(std::int64_t difference) noexcept { return difference != 0 && difference % 9 == 0; }

Result<RollForward> rollForward(std::span<const OpenItem> prior, std::span<const OpenItem> current)
{
    RollForward roll;
    Total priorSum;
    Total addedSum;
    Total clearedSum;
    Total currentSum;
    const auto enter = [](Total& total, const OpenItem& item) {
        if (item.origin == ItemOrigin::Books)
            total.subtract(item.amount);
        else
            total.add(item.amount);
    };
    std::map<std::string_view, const OpenItem*> before;
    for (const OpenItem& item : prior) {
        before.emplace(item.key, &item);
        enter(priorSum, item);
    }
    roll.priorCount = prior.size();
    for (const OpenItem& item : current) {
        enter(currentSum, item);
        const auto found = before.find(item.key);
        if (found == before.end()) {
            ++roll.addedCount;
            enter(addedSum, item);
            continue;
        }
        if (found->second->date != item.date)
            roll.redated.push_back(item.key);
        if (found->second->amount != item.amount || found->second->origin != item.origin)
            roll.changed.push_back(item.key);
        before.erase(found);
    }
    roll.currentCount = current.size();
    roll.clearedCount = before.size();
    for (const auto& [key, item] : before)
        enter(clearedSum, *item);
    Total computed(priorSum.value());
    computed.add(addedSum.value());
    computed.subtract(clearedSum.value());
    for (const Total* total : {&priorSum, &addedSum, &clearedSum, &currentSum, &computed}) {
        if (total->over())
            return fail(kAmountOverflow);
    }
    roll.prior = priorSum.value();
    roll.added = addedSum.value();
    roll.cleared = clearedSum.value();
    roll.current = currentSum.value();
    roll.holds = computed.value() == roll.current && roll.priorCount + roll.addedCount == roll.clearedCount + roll.currentCount
        && roll.redated.empty() && roll.changed.empty();
    return roll;
}

const char* name(Holds holds) noexcept
{
    return holds == Holds::Yes ? "proved" : holds == Holds::No ? "failed" : "not_stated";
}

std::vector<Invariant> invariants(const Footings& f, const Proof& proof, const std::optional<RollForward>& roll)
{
    const auto invariant = [](int number, const std::optional<std::int64_t>& left, const std::optional<std::int64_t>& right) {
        return Invariant{number, equal(left, right), left, right};
    };
    const auto stated = [](int number, const std::optional<bool>& answer) {
        return Invariant{number, !answer ? Holds::NotStated : *answer ? Holds::Yes : Holds::No, {}, {}};
    };
    std::vector<Invariant> all;
    all.push_back(invariant(1, plus(f.statementOpening, f.statementLines), f.statementClosing));
    all.push_back(invariant(2, f.statementOpening, f.priorStatementClosing));
    Invariant books = invariant(3, plus(f.booksOpening, f.booksLines), f.booksClosing);
    if (books.holds != Holds::No && f.trialBalance && f.booksClosing)
        books = invariant(3, f.booksClosing, f.trialBalance);
    all.push_back(books);
    all.push_back({4, proof.identityHolds ? Holds::Yes : Holds::No, proof.bankEnd - proof.booksEnd,
        proof.openBank - proof.openBooks + proof.leftInGroups});
    all.push_back(roll ? stated(5, roll->holds) : Invariant{5, Holds::NotStated, {}, {}});
    all.push_back(stated(6, f.everyLineOnce));
    all.push_back(stated(7, f.groupsNet));
    all.push_back(invariant(8, f.fileTotal, f.importedTotal));
    return all;
}

} // namespace oxseal::recon
