// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/packet_reads.h"

#include "storage/reads/people_reads.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <thread>

namespace oxseal {

std::vector<RequiredSigner> PacketOverview::missing() const
{
    std::vector<RequiredSigner> open;
    for (const RequiredSigner& signer : manifest.requiredSigners) {
        if (std::none_of(signatures.begin(), signatures.end(), [&](const auto& one) { return one.role == signer.role; }))
            open.push_back(signer);
    }
    return open;
}

Result<std::vector<PacketOverview>> packetsOf(Workspace& workspace, const PeriodRow& period)
{
    std::vector<PacketOverview> packets;
    OXSEAL_TRY(const auto rows, packet_repo::all(workspace.db()));
    OXSEAL_TRY(const auto people, persons(workspace.db()));
    for (const PacketRow& row : rows) {
        if (row.period != period.id)
            continue;
        PacketOverview packet;
        packet.row = row;
        const auto by = std::find_if(people.begin(), people.end(), [&](const Person& person) { return person.id == row.sealedBy; });
        if (by != people.end())
            packet.sealedByName = by->name;
        OXSEAL_TRY(packet.files, packet_repo::files(workspace.db(), row.id));
        OXSEAL_TRY(packet.signatures, packet_repo::signatures(workspace.db(), row.id));
        OXSEAL_TRY(const std::string bytes, workspace.objects().get(row.manifest));
        OXSEAL_TRY(packet.manifest, parseManifest(bytes));
        packets.insert(packets.begin(), std::move(packet));
    }
    return packets;
}

Result<Verification> verifyRequested(const VerifyRequest& request, Instant now, const Progress& progress)
{
    VerifyOptions options;
    OXSEAL_TRY(options.anchors, readAnchors(request.trustFiles, request.fingerprints));
    options.now = now;
    options.progress = progress;
    options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return verifyFile(request.file, request.content, options);
}

std::string problemText(const Problem& problem)
{
    return texts::sentence(("verify." + problem.what).c_str(), problem.arguments);
}

} // namespace oxseal
