// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/account_words.h"

namespace oxseal {
namespace {

constexpr const char* kAccounts = "data/access_accounts.csv";
constexpr const char* kFacts = "data/access_account_facts.csv";
constexpr const char* kIdentities = "data/access_identities.csv";

std::string number(std::int64_t id) { return id == 0 ? std::string() : std::to_string(id); }

} // namespace

Result<AccountWords> AccountWords::of(PacketWork& work, bool known)
{
    AccountWords out;
    if (!known)
        return out;
    OXSEAL_TRY(const auto facts, work.table(kFacts));
    for (std::size_t row = 0; facts && row < facts->rows(); ++row) {
        const auto what = access::accountFactFromName(facts->cell(row, "fact"));
        if (!what)
            continue;
        out.facts_.push_back({facts->number(row, "statement"), facts->cell(row, "system"), facts->cell(row, "account"), *what, facts->cell(row, "value")});
        out.campaigns_.push_back(facts->number(row, "campaign"));
    }
    OXSEAL_TRY(const auto decided, work.table(kIdentities));
    for (std::size_t row = 0; decided && row < decided->rows(); ++row) {
        out.decisions_.push_back({decided->number(row, "identity_decision"), decided->cell(row, "system"), decided->cell(row, "account"), decided->cell(row, "stated_id"),
            decided->cell(row, "stated_email"), decided->cell(row, "stated_name"), decided->cell(row, "employee_id"), decided->cell(row, "same") == "yes"});
    }
    return out;
}

std::vector<access::StatedFact> AccountWords::factsThrough(std::int64_t last) const { return factsKnown(last, 0); }

std::vector<access::StatedFact> AccountWords::factsKnown(std::int64_t last, std::int64_t campaign) const
{
    std::vector<access::StatedFact> out;
    for (std::size_t at = 0; at < facts_.size(); ++at) {
        if (facts_[at].id <= last || campaigns_[at] == campaign)
            out.push_back(facts_[at]);
    }
    return out;
}

access::Roster AccountWords::roster(const Table& table, std::int64_t last) const
{
    access::Roster roster = access::Roster::of(table);
    std::vector<access::IdentityDecision> decisions = decisions_;
    std::erase_if(decisions, [last](const access::IdentityDecision& one) { return one.id > last; });
    roster.follow(std::move(decisions));
    return roster;
}

Status compareAccounts(PacketWork& work, const std::string& campaign, const access::Population& population, const std::vector<access::NonHumanAccount>& again)
{
    OXSEAL_TRY(const auto table, work.table(kAccounts));
    std::size_t at = 0;
    for (std::size_t row = 0; table && row < table->rows(); ++row) {
        if (table->cell(row, "campaign") != campaign)
            continue;
        const auto same = [&](const char* column, const std::string& found) { work.compare(kAccounts, rowPlace(row, column), table->cell(row, column), found); };
        if (at == again.size()) {
            same("account", "");
            continue;
        }
        const access::NonHumanAccount& one = again[at++];
        const access::Account& account = population.accounts[one.account];
        same("row", std::to_string(one.row));
        same("account", account.id);
        same("account_name", account.name);
        same("type", access::name(account.type));
        same("account_owner", one.owner);
        same("owner_from", access::name(one.ownerFrom));
        same("owner_statement", number(one.ownerStated));
        same("purpose", one.purpose);
        same("purpose_from", access::name(one.purposeFrom));
        same("purpose_statement", number(one.purposeStated));
        same("key_age", one.keyAge ? std::to_string(*one.keyAge) : "");
        work.count("accounts");
    }
    for (; table && at < again.size(); ++at)
        work.compare(kAccounts, "campaign " + campaign, "", population.accounts[again[at].account].id);
    return {};
}

} // namespace oxseal
