// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/ids.h"
#include "models/core/result.h"
#include "storage/db/database.h"

#include <string>
#include <vector>

namespace oxseal {

struct PacketRow
{
    std::int64_t id = 0;
    PeriodId period;
    std::string profile = "officers";
    ObjectId manifest;
    Digest manifestDigest;
    std::uint64_t ledgerSize = 0;
    Digest ledgerRoot;
    PersonId sealedBy;
    std::string sealedAt;
};

struct PacketFileRow
{
    std::string path;
    ObjectId object;
    std::uint64_t size = 0;
};

struct PacketSignatureRow
{
    std::string role; ///< "pfo", "peo", "peo+pfo"
    PersonId person;
    std::string certificate; ///< DER
    std::string cms;
    std::string signedAt;
};

/// SQL of the packets. Writes are called inside a unit of work only.
namespace packet_repo {

    [[nodiscard]] Result<std::int64_t> insert(Database& db, const PacketRow& row);
    [[nodiscard]] Status insertFile(Database& db, std::int64_t packet, const PacketFileRow& file);
    [[nodiscard]] Status insertSignature(Database& db, std::int64_t packet, const PacketSignatureRow& signature);
    [[nodiscard]] Result<std::vector<PacketRow>> all(Database& db); ///< oldest first
    [[nodiscard]] Result<std::vector<PacketFileRow>> files(Database& db, std::int64_t packet); ///< by path
    [[nodiscard]] Result<std::vector<PacketSignatureRow>> signatures(Database& db, std::int64_t packet);

} // namespace packet_repo
} // namespace oxseal
