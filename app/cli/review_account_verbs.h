// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "storage/reads/non_human_reads.h"

#include <set>

namespace oxseal::cli {

/// What `review show` says of accounts that are no person's (A14).
class AccountFacts
{
public:
    [[nodiscard]] static Result<AccountFacts> of(Workspace& workspace, const CampaignRow& campaign);
    /// Adds "account_facts" to the line's JSON, null for a person's account; gives the words for people, once for each account.
    [[nodiscard]] std::string add(const LineRow& line, Json& entry);
    [[nodiscard]] const access::Population& listing() const noexcept { return listing_; }

private:
    [[nodiscard]] std::string worded(const std::string& value, access::FactSource from, std::int64_t statement) const;

    access::Population listing_;
    access::Roster roster_;
    NonHumanSheet sheet_;
    std::map<PersonId, std::string> logins_;
    std::set<std::uint32_t> said_;
};

/// Owner and purpose of accounts, and whose accounts they are.
void addReviewAccountVerbs(Registry& verbs);

} // namespace oxseal::cli
