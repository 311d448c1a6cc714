// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/limit_reads.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/reads/exception_reads.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/people_reads.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

/// 250 is "2.5".
std::string percent(int share)
{
    std::string text = formatMinor(share, 2);
    while (text.ends_with('0'))
        text.pop_back();
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

template <class Number>
std::string cell(const std::optional<Number>& value)
{
    return value ? std::to_string(*value) : std::string();
}

} // namespace

Result<std::vector<AccountLimitRow>> limitHistory(Database& db, const std::string& entity, const std::string& account)
{
    OXSEAL_TRY(auto all, limit_repo::all(db));
    std::erase_if(all, [&](const AccountLimitRow& row) { return (!entity.empty() && row.entity != entity) || (!account.empty() && row.account != account); });
    return all;
}

Result<std::optional<AccountLimitRow>> limitsOf(Database& db, const std::string& entity, const std::string& account)
{
    OXSEAL_TRY(const auto all, limitHistory(db, entity, account));
    return all.empty() ? std::nullopt : std::optional<AccountLimitRow>(all.back());
}

Result<bool> isLargeFor(Database& db, const std::string& entity, const std::string& account, const recon::LimitedAccount& as, std::int64_t amount)
{
    OXSEAL_TRY(const ExceptionRulesInForce rules, exceptionRulesInForce(db));
    OXSEAL_TRY(const auto row, limitsOf(db, entity, account));
    return recon::isLarge(rules.rules, row ? row->limits : recon::AccountLimits(), as, amount);
}

std::string limitWords(const recon::AccountLimits& limits, const std::string& currency)
{
    std::vector<std::string> parts;
    const auto units = [&](std::int64_t amount) { return formatAmount(amount, 0) + (currency.empty() ? "" : " " + currency); };
    if (limits.investigateFrom)
        parts.push_back(texts::sentence("recon.limit.from", {units(*limits.investigateFrom)}));
    if (limits.investigateShare)
        parts.push_back(texts::sentence("recon.limit.share", {percent(*limits.investigateShare)}));
    if (limits.timingDays)
        parts.push_back(texts::sentence("recon.limit.timing", {std::to_string(*limits.timingDays)}));
    if (limits.writeOffMost)
        parts.push_back(texts::sentence("recon.limit.write_off", {units(*limits.writeOffMost)}));
    if (limits.closeMost)
        parts.push_back(texts::sentence("recon.limit.close", {units(*limits.closeMost)}));
    return join(parts, "; ");
}

Result<std::vector<PacketFile>> limitPacketFiles(Workspace& workspace)
{
    std::vector<PacketFile> out;
    OXSEAL_TRY(const auto all, limit_repo::all(workspace.db()));
    if (all.empty())
        return out;
    DescribedCsv csv("account_limits.csv",
        {"entity", "account", "version", "investigate_from", "investigate_share", "timing_days", "write_off_most", "close_most", "reason", "set_by", "set_at"});
    for (const AccountLimitRow& row : all) {
        OXSEAL_TRY(const Person person, personById(workspace.db(), row.setBy));
        csv.row({row.entity, row.account, std::to_string(row.version), cell(row.limits.investigateFrom), row.limits.investigateShare ? percent(*row.limits.investigateShare) : "",
            cell(row.limits.timingDays), cell(row.limits.writeOffMost), cell(row.limits.closeMost), row.reason, person.name, row.setAt.iso()});
    }
    DescribedCsv dictionary("dictionary_account_limits.csv", {"file", "column", "meaning"});
    csv.describe(dictionary, "limit.column.");
    out.push_back(csv.file());
    out.push_back(dictionary.file("dictionary"));
    return out;
}

} // namespace oxseal
