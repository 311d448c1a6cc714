// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/account_sections.h"

#include <set>

namespace oxseal {
namespace {

using doc::Align;

/// A fact of an account with where it is known from.
std::string fact(const DocumentFrame& frame, const ReviewPaper& paper, const std::string& value, access::FactSource from, std::int64_t statement)
{
    if (from == access::FactSource::Unknown)
        return words("access.fact_not_known");
    const AccountFactRow* row = from == access::FactSource::Stated ? paper.nonHuman.statement(statement) : nullptr;
    if (row == nullptr)
        return value;
    return words(row->fact.id > paper.status.row.factsThrough ? "document.fact_later" : "document.fact_stated", {value, nameOf(frame, row->by), row->at.day().iso(), row->why});
}

} // namespace

void addNonHumanAccounts(Document& document, const DocumentFrame& frame, const ReviewPaper& paper)
{
    std::set<std::uint32_t> reviewed;
    for (const LineRow& line : paper.lines) {
        if (line.included)
            reviewed.insert(paper.identities.listing.grants[static_cast<std::size_t>(line.row)].account);
    }
    doc::Table table;
    table.columns = {{words("document.account"), Align::Left, 24}, {words("document.account_type"), Align::Left, 12}, {words("document.owner"), Align::Left, 28},
        {words("document.purpose"), Align::Left, 36}, {words("document.key_age"), Align::Right, 14}};
    for (const access::NonHumanAccount& one : paper.nonHuman.accounts) {
        const access::Account& account = paper.identities.listing.accounts[one.account];
        if (reviewed.contains(one.account))
            table.rows.push_back({account.name.empty() ? account.id : account.id + "\n" + account.name, access::name(account.type),
                fact(frame, paper, ownerName(one, paper.identities.roster), one.ownerFrom, one.ownerStated), fact(frame, paper, one.purpose, one.purposeFrom, one.purposeStated),
                one.keyAge ? words("access.key_age", {std::to_string(*one.keyAge)}) : words("access.fact_not_known")});
    }
    if (table.rows.empty())
        return;
    addHeading(document, "document.non_human");
    addTable(document, std::move(table), "data/access_accounts.csv", "document.no_lines");
    document.blocks.emplace_back(doc::Paragraph{words("document.non_human_note", {paper.status.row.asOf.iso()}), doc::Style::Small});
}

void addIdentities(Document& document, const DocumentFrame& frame, const ReviewPaper& paper)
{
    doc::Table table;
    table.columns = {{words("document.account"), Align::Left, 22}, {words("document.decision"), Align::Left, 24}, {words("document.by"), Align::Left, 20},
        {words("document.comment"), Align::Left, 28}, {words("document.standing"), Align::Left, 20}};
    for (const IdentityLine& line : paper.identities.queue.lines) {
        for (const IdentityDecisionRow& row : line.standing) {
            const std::string worker = row.worker + " (" + row.decision.employeeId + ")";
            table.rows.push_back({row.decision.account, words(row.decision.same ? "document.identity_is" : "document.identity_is_not", {worker}),
                nameOf(frame, row.by) + ", " + row.at.day().iso(), row.why,
                words(row.decision.id <= paper.status.row.identitiesThrough ? "document.identity_counts" : "document.identity_later")});
        }
    }
    if (table.rows.empty())
        return;
    addHeading(document, "document.identities");
    addTable(document, std::move(table), "data/access_identities.csv", "document.no_lines");
}

} // namespace oxseal
