// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/card_exports.h"

#include "models/core/text.h"
#include <algorithm>

namespace oxseal {
namespace {

struct CardExport
{
    const char* company;
    std::vector<const char*> headers; ///< all of them, as headerKey() has them
    std::size_t columns = 0; ///< so many and no others; 0 any number
};

const std::vector<CardExport>& cardExports()
{
    static const std::vector<CardExport> exports = {
        {"American Express", {"cardmember", "account"}, 0},
        {"American Express", {"appearsonyourstatementas"}, 0},
        {"Apple Card", {"clearingdate", "merchant", "amountusd"}, 0},
        {"Discover", {"transdate", "postdate", "description", "amount", "category"}, 5},
    };
    return exports;
}

} // namespace

std::string chargesPositiveIn(const std::vector<std::string>& header)
{
    std::vector<std::string> keys;
    for (const std::string& each : header)
        keys.push_back(headerKey(each));
    const auto has = [&keys](const char* key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
    for (const CardExport& one : cardExports()) {
        if ((one.columns == 0 || one.columns == keys.size()) && std::all_of(one.headers.begin(), one.headers.end(), has))
            return one.company;
    }
    return {};
}

void turnCharges(TableRead& read, std::vector<std::int64_t>& minor)
{
    const std::string company = chargesPositiveIn(read.header);
    if (company.empty() || read.table.money("balance") != nullptr)
        return;
    for (std::int64_t& amount : minor) {
        if (amount != MoneyColumn::kNone)
            amount = -amount;
    }
    read.report.warn("import.warn.charges_positive", {company});
}

} // namespace oxseal
