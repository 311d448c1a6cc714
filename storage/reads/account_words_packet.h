// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/packet_csv.h"
#include "storage/reads/person_names.h"
#include "storage/reads/non_human_reads.h"

namespace oxseal {

/// What a packet says about accounts: those that are no person's (A14), and what people stated and decided about accounts and roles, which
/// the flags and matches of the reviews rest on (A13).
struct AccountWordsFiles
{
    DescribedCsv accounts{"access_accounts.csv",
        {"campaign", "row", "account", "account_name", "type", "account_owner", "owner_from", "owner_statement", "purpose", "purpose_from", "purpose_statement", "key_age"}};
    DescribedCsv facts{"access_account_facts.csv", {"statement", "campaign", "system", "account", "fact", "value", "why", "stated_by", "stated_at"}};
    DescribedCsv identities{"access_identities.csv",
        {"identity_decision", "campaign", "system", "account", "stated_id", "stated_email", "stated_name", "employee_id", "worker", "same", "why", "decided_by", "decided_at"}};

    DescribedCsv privileges{"access_role_privileges.csv", {"statement", "system", "role", "privileged", "listing_snapshot", "why", "stated_by", "stated_at"}};

    [[nodiscard]] Status addAccounts(Workspace& workspace, const CampaignRow& campaign);
    /// Everything that counted in the period's reviews and checks of duties, or was said in its reviews.
    [[nodiscard]] Status addWords(Database& db, const PeriodRow& period, const NamesById& names);
};

} // namespace oxseal
