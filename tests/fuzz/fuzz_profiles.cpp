// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/profile_proposal.h"
#include "storage/import/profile_read.h"
#include "storage/import/unix_files.h"

#include <cstdlib>

/// Every layout and every profile on any bytes, also as an archive: each record ends in exactly one bucket, each account that
/// was taken fills a row.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const ByteView bytes(data, size);
    for (const auto layout : {ProfileLayout::Passwd, ProfileLayout::Group, ProfileLayout::Sudoers, ProfileLayout::Lastlog, ProfileLayout::PasswordStatus}) {
        const auto rows = readUnixFile(layout, asText(bytes));
        if (!rows.report.conserved() || rows.rows.size() != rows.lines.size())
            std::abort();
        (void)looksLikeUnixFile(layout, asText(bytes));
    }
    (void)proposeProfile(bytes);
    const auto& all = sourceProfiles();
    if (!all)
        std::abort();
    for (const auto& profile : *all) {
        const auto read = readWithProfile(profile, bytes, {}, {});
        if (!read)
            continue;
        if (!read->report.conserved() || read->table.rows() < static_cast<std::size_t>(read->mapping["accounts"].toInteger()))
            std::abort();
    }
    return 0;
}
