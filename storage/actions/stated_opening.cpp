// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/stated_opening.h"

#include "models/core/money.h"
#include "storage/actions/line_keys.h"

namespace oxseal {
namespace {

/// An amount with `digits` decimals in those of the account.
Result<std::int64_t> inAccount(std::int64_t amount, int digits, const ReconRow& row)
{
    for (; digits > row.digits; --digits) {
        if (amount % 10 != 0)
            return fail(kOpeningDecimals, row.account, {row.currency, std::to_string(row.digits)});
        amount /= 10;
    }
    for (; digits < row.digits; ++digits) {
        if (__builtin_mul_overflow(amount, 10, &amount))
            return fail(recon::kAmountOverflow, row.account);
    }
    return amount;
}

} // namespace

Status stateBalances(const OpenReconciliation& request, ReconRow& row)
{
    if (request.bankOpening) {
        OXSEAL_TRY(row.bankOpening, inAccount(*request.bankOpening, request.openingDigits, row));
    }
    if (request.booksOpening) {
        OXSEAL_TRY(row.booksOpening, inAccount(*request.booksOpening, request.openingDigits, row));
    }
    return {};
}

Result<std::vector<ReconLineRow>> statedItems(const OpenReconciliation& request, const ReconRow& row, const std::vector<ReconLineRow>& before)
{
    std::vector<ReconLineRow> stated;
    for (const OpeningItem& item : request.openingItems) {
        ReconLineRow line;
        line.origin = item.origin == recon::ItemOrigin::Bank ? recon::ItemOrigin::Bank : recon::ItemOrigin::Books;
        line.day = item.day;
        OXSEAL_TRY(line.amount, inAccount(item.amount, request.itemDigits, row));
        line.reference = item.reference;
        line.description = item.description;
        line.carried = true;
        stated.push_back(std::move(line));
    }
    keyStatedItems(before, stated);
    return stated;
}

} // namespace oxseal
