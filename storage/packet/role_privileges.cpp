// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/role_privileges.h"

namespace oxseal {
namespace {

constexpr const char* kStatements = "data/access_role_privileges.csv";
constexpr const char* kLedger = "ledger/entries.ndjson";

} // namespace

Result<RolePrivileges> RolePrivileges::of(PacketWork& work, bool known)
{
    RolePrivileges out;
    if (!known)
        return out;
    OXSEAL_TRY(const auto table, work.table(kStatements));
    for (std::size_t row = 0; table && row < table->rows(); ++row) {
        out.said_.push_back({table->number(row, "statement"), table->cell(row, "system"), table->cell(row, "role"), table->cell(row, "privileged") == "yes"});
        out.at_.push_back(table->cell(row, "stated_at"));
        work.count("role_statements");
    }
    if (table)
        OXSEAL_CHECK(out.compareWithLedger(work, *table));
    return out;
}

Status RolePrivileges::compareWithLedger(PacketWork& work, const DataTable& table) const
{
    if (!work.has(kLedger) || said_.empty())
        return {};
    OXSEAL_TRY(const std::string bytes, work.bytes(kLedger));
    std::size_t row = 0;
    for (std::string_view rest = bytes; !rest.empty() && row < said_.size();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (line.find(R"("verb":"scope.role_privilege")") == std::string_view::npos)
            continue;
        OXSEAL_TRY(const Json entry, parseJson(line));
        work.compare(kStatements, rowPlace(row, "role"), "role:" + said_[row].system + "/" + said_[row].role, entry["object"].toString());
        work.compare(kStatements, rowPlace(row, "stated_at"), at_[row], entry["time"].toString());
        work.compare(kStatements, rowPlace(row, "statement"), table.cell(row, "statement"), std::to_string(row + 1));
        ++row;
    }
    for (; row < said_.size(); ++row) // nobody ever stated it
        work.compare(kStatements, rowPlace(row, "statement"), table.cell(row, "statement"), "");
    return {};
}

std::vector<access::RolePrivilege> RolePrivileges::through(std::int64_t last) const
{
    std::vector<access::RolePrivilege> out;
    for (const access::RolePrivilege& one : said_) {
        if (one.id <= last)
            out.push_back(one);
    }
    return out;
}

std::int64_t RolePrivileges::lastSince(std::int64_t from, const std::string& until, const access::Entitlement& held) const
{
    std::int64_t last = 0;
    for (std::size_t at = 0; at < said_.size(); ++at) {
        const access::RolePrivilege& one = said_[at];
        if (one.id > from && (until.empty() || at_[at] <= until) && one.system == held.system && one.role == held.role)
            last = one.id;
    }
    return last;
}

} // namespace oxseal
