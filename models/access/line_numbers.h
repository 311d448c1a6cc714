// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/flat_index.h"
#include "models/access/table_cells.h"

#include <unordered_map>
#include <utility>

namespace oxseal::access {

[[nodiscard]] inline Cells systemsOf(const Table& accounts) { return {accounts, {"system", "app", "application"}}; }

/// Codes of a column's values as they come: a dictionary column gives its own, others are interned. 0 where there is no column.
class Codes
{
public:
    Codes(const Cells& cells, std::size_t rows)
        : cells_(cells)
    {
        if (cells.words != nullptr) {
            kinds_ = cells.words->dictionary().size();
        } else if (cells.column != nullptr) {
            own_.reserve(rows);
            for (std::size_t row = 0; row < rows; ++row)
                own_.push_back(seen_.try_emplace(cells.text(row), static_cast<std::uint32_t>(seen_.size())).first->second);
            kinds_ = seen_.size();
        }
    }
    [[nodiscard]] std::uint32_t at(std::size_t row) const
    {
        if (cells_.words != nullptr)
            return cells_.words->code(row);
        return own_.empty() ? 0 : own_[row];
    }
    [[nodiscard]] std::size_t kinds() const { return kinds_; } ///< every code is smaller, or 0

private:
    const Cells& cells_;
    std::unordered_map<std::string, std::uint32_t> seen_;
    std::vector<std::uint32_t> own_;
    std::size_t kinds_ = 0;
};

/// Numbers pairs of codes in order of first appearance. Where the first code is always 0, a column that is not there, the
/// second finds its number by itself.
class PairNumbers
{
public:
    PairNumbers(std::size_t firstKinds, std::size_t secondKinds)
    {
        if (firstKinds == 0)
            bySecond_.assign(secondKinds + 1, Dictionary::kUnknown);
    }
    /// The number of the pair; a new one has the next number.
    std::uint32_t number(std::uint32_t first, std::uint32_t second)
    {
        if (bySecond_.empty())
            return index_.insert(FlatIndex::pair(first, second), static_cast<std::uint32_t>(index_.size())).first;
        std::uint32_t& known = bySecond_[second];
        if (known == Dictionary::kUnknown)
            known = next_++;
        return known;
    }

private:
    std::uint32_t next_ = 0;
    FlatIndex index_;
    std::vector<std::uint32_t> bySecond_;
};

/// Numbers the accounts and the entitlements of a listing in order of first appearance, row by row: what readers of listings share,
/// whatever they make of an account. The table must outlive it.
class LineNumbers
{
public:
    explicit LineNumbers(const Table& listing)
        : rows_(listing.rows())
        , system_(systemsOf(listing))
        , id_(listing, {"account_id", "user", "login"})
        , role_(listing, {"role"})
        , permission_(listing, {"permission", "entitlement"})
        , level_(listing, {"level"})
        , scope_(listing, {"scope"})
        , systems_(system_, rows_)
        , ids_(id_, rows_)
        , roles_(role_, rows_)
        , permissions_(permission_, rows_)
        , levels_(level_, rows_)
        , scopes_(scope_, rows_)
    {
    }
    LineNumbers(const LineNumbers&) = delete; // the codes look into this one's cells
    LineNumbers& operator=(const LineNumbers&) = delete;

    /// How many accounts there will be: exactly, unless several systems use the same ids.
    [[nodiscard]] std::size_t likelyAccounts() const { return ids_.kinds(); }
    /// `account(row)` when an account is seen for the first time, `entitlement(Entitlement&&)` likewise, and then
    /// `line(row, account, entitlement)` for every row.
    template <class OnAccount, class OnEntitlement, class OnLine>
    void each(const OnAccount& onAccount, const OnEntitlement& onEntitlement, const OnLine& onLine) const
    {
        PairNumbers accounts(systems_.kinds(), ids_.kinds());
        // What is held has five columns. Numbering pairs makes one number of them; a column that is not there adds nothing.
        std::vector<std::pair<const Codes*, PairNumbers>> steps;
        std::size_t kinds = 0;
        for (const Codes* codes : {&systems_, &roles_, &permissions_, &levels_, &scopes_}) {
            if (codes->kinds() == 0)
                continue;
            steps.emplace_back(codes, PairNumbers(kinds, codes->kinds()));
            kinds = codes->kinds();
        }
        std::uint32_t knownAccounts = 0;
        std::uint32_t knownEntitlements = 0;
        for (std::size_t row = 0; row < rows_; ++row) {
            const std::uint32_t account = accounts.number(systems_.at(row), ids_.at(row));
            if (account == knownAccounts) {
                ++knownAccounts;
                onAccount(row);
            }
            std::uint32_t entitlement = 0;
            for (auto& [codes, numbers] : steps)
                entitlement = numbers.number(entitlement, codes->at(row));
            if (entitlement == knownEntitlements) {
                ++knownEntitlements;
                onEntitlement(Entitlement{system_.text(row), role_.text(row), permission_.text(row), level_.text(row), scope_.text(row)});
            }
            onLine(row, account, entitlement);
        }
    }

private:
    std::size_t rows_;
    Cells system_, id_, role_, permission_, level_, scope_;
    Codes systems_, ids_, roles_, permissions_, levels_, scopes_;
};

} // namespace oxseal::access
