// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/packet/collect.h"
#include "storage/packet/reperform_parts.h"
#include "storage/packet/zip_reader.h"
#include "storage/packet/zip_writer.h"
#include "storage/reads/access_packet.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace oxseal::test {

/// The files of a packet about a period's access reviews, with the ledger.
inline std::map<std::string, std::string> decisionFiles(Workspace& workspace, const PeriodRow& period)
{
    std::map<std::string, std::string> files;
    auto data = accessPacketFiles(workspace, period);
    for (PacketFile& file : *data)
        files[file.path] = std::move(file.bytes);
    LedgerStore ledger(workspace.db(), *workspace.environment().random);
    SignedNote note;
    note.checkpoint.size = ledger.head().value().size;
    auto trail = collectLedger(workspace, note);
    for (CollectedFile& file : *trail)
        files[file.entry.path] = std::move(file.bytes);
    return files;
}

/// What working out decisions again finds in such files: a difference a line; "left out" for what could not be worked out.
inline std::string decisionsAgain(const std::filesystem::path& packet, const std::map<std::string, std::string>& files)
{
    auto writer = ZipWriter::create(packet);
    for (const auto& [path, bytes] : files) {
        if (!(*writer)->add(path, bytes))
            return "cannot write";
    }
    if (!(*writer)->finish())
        return "cannot finish";
    const auto source = openFileSource(packet);
    const auto listing = listZip(**source);
    PacketWork work(**source, listing->entries, 1);
    if (const Status done = reperformDecisions(work); !done)
        return done.error().debugString();
    const PacketReperformance again = work.take();
    std::string out;
    for (const Difference& difference : again.differences)
        out += difference.path + " " + difference.place + ": " + difference.expected + "|" + difference.found + "\n";
    for (const Problem& problem : again.leftOut)
        out += "left out " + problem.path + "\n";
    return out;
}

} // namespace oxseal::test
