// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/repeated_accounts.h"

#include "models/access/line_numbers.h"
#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace oxseal {
namespace {

constexpr std::size_t kMostAccounts = 100; ///< listed one by one
constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

/// What describes an account, whatever it holds.
constexpr std::array<const char*, 7> kOfTheAccount{"person_id", "email", "name", "type", "status", "mfa", "owner"};

std::string placeOf(std::size_t row, const std::vector<std::uint64_t>& lines)
{
    return std::to_string(row < lines.size() ? lines[row] : row + 1);
}

} // namespace

void noteContradictingAccounts(const Table& listing, const std::vector<std::uint64_t>& lines, ImportReport& report)
{
    const TextColumn* ids = listing.text("account_id");
    if (ids == nullptr)
        return;
    const access::Cells system = access::systemsOf(listing);
    const access::Codes systems(system, listing.rows());
    access::PairNumbers accounts(systems.kinds(), ids->dictionary().size());
    std::vector<std::uint32_t> accountOf(listing.rows());
    std::uint32_t known = 0;
    for (std::size_t row = 0; row < accountOf.size(); ++row) {
        accountOf[row] = accounts.number(systems.at(row), ids->code(row));
        known = std::max(known, accountOf[row] + 1);
    }
    std::size_t told = 0;
    std::size_t more = 0;
    for (const char* name : kOfTheAccount) {
        const TextColumn* column = listing.text(name);
        if (column == nullptr)
            continue;
        std::vector<std::size_t> first(known, kNoRow); // by account: the first row that says something
        std::vector<char> noted(known);
        for (std::size_t row = 0; row < accountOf.size(); ++row) {
            const std::uint32_t account = accountOf[row];
            if (column->at(row).empty() || noted[account] != 0)
                continue;
            if (first[account] == kNoRow) {
                first[account] = row;
                continue;
            }
            const std::size_t before = first[account];
            if (column->code(before) == column->code(row) || equalsIgnoringCase(trimmed(column->at(before)), trimmed(column->at(row))))
                continue;
            noted[account] = 1;
            if (++told > kMostAccounts) {
                ++more;
                continue;
            }
            report.warn("import.warn.account_differs",
                {std::string(ids->at(row)), name, std::string(column->at(before)), placeOf(before, lines), std::string(column->at(row)), placeOf(row, lines)},
                row < lines.size() ? lines[row] : row + 1);
        }
    }
    if (more > 0)
        report.warn("import.warn.accounts_more", {std::to_string(more)});
}

} // namespace oxseal
