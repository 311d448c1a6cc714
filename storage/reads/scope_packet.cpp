// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/scope_packet.h"

#include "models/core/text.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/person_names.h"

namespace oxseal {
namespace {

void addSystems(DescribedCsv& csv, const ScopeView& view, const NamesById& names)
{
    for (const ScopeLine& line : view.systems) {
        csv.row({line.row.system, access::name(line.row.risk), access::name(line.row.frequency), access::name(line.state),
            line.listing ? std::to_string(line.listing->id.value) : "", line.campaign ? std::to_string(line.campaign.value) : "",
            line.skip ? line.skip->why : "", line.skip ? named(names, line.skip->askedBy) : "",
            line.skip && line.skip->approvedBy ? named(names, line.skip->approvedBy) : "", join(line.row.aliases, ";"), line.row.note});
    }
}

void addKnown(DescribedCsv& csv, const ScopeView& view)
{
    for (std::size_t at = 0; at < access::kKnownSources; ++at) {
        const auto& list = view.lists[at];
        csv.row({access::name(static_cast<access::KnownSource>(at)), list ? "true" : "false", list ? list->fileName : "", list ? list->sha256.hex() : "", "", "", ""});
    }
    for (const KnownLine& line : view.known)
        csv.row({access::name(line.source), "true", "", "", line.name, line.system, line.why});
}

void addRoles(DescribedCsv& csv, const std::vector<RoleLine>& roles, const NamesById& names)
{
    for (const RoleLine& role : roles) {
        std::vector<std::string> changes;
        for (const access::RoleDiffLine& line : role.diff) {
            changes.push_back(std::string(access::name(line.change)) + " " + line.permission + (line.scope.empty() ? "" : " @ " + line.scope) + " "
                + line.before + " > " + line.after);
        }
        csv.row({role.system, role.content.role, access::name(role.state), named(names, role.owner), std::to_string(role.content.items.size()),
            std::to_string(role.content.accounts), role.listing ? std::to_string(role.listing.value) : "",
            role.approval ? named(names, role.approval->approvedBy) : "", role.approval ? role.approval->approvedAt.iso() : "",
            role.validUntil ? role.validUntil->iso() : "", role.approval ? role.approval->digest.hex() : "", join(changes, ";")});
    }
}

} // namespace

Result<std::vector<PacketFile>> scopePacketFiles(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const ScopeView view, scopeView(db, period));
    OXSEAL_TRY(const std::vector<RoleLine> roles, roleReviews(workspace, period, true));
    std::vector<PacketFile> files;
    if (!view.begun && roles.empty())
        return files;
    OXSEAL_TRY(const NamesById names, namesById(db));
    DescribedCsv systems("scope_systems.csv",
        {"system", "risk", "frequency", "scope_state", "listing_snapshot", "campaign", "skip_reason", "skip_asked_by", "skip_approved_by", "aliases", "note"});
    DescribedCsv known("scope_known.csv", {"source", "given", "file", "sha256", "name", "matched_system", "said_why"});
    DescribedCsv contents("scope_roles.csv",
        {"system", "role", "role_state", "owner", "items", "accounts", "listing_snapshot", "approved_by", "approved_at", "valid_until", "sha256", "changes"});
    addSystems(systems, view, names);
    addKnown(known, view);
    addRoles(contents, roles, names);
    DescribedCsv dictionary("dictionary_scope.csv", {"file", "column", "meaning"});
    for (DescribedCsv* csv : {&systems, &known, &contents}) {
        csv->describe(dictionary, "access.column.");
        files.push_back(csv->file());
    }
    files.push_back(dictionary.file("dictionary"));
    return files;
}

} // namespace oxseal
