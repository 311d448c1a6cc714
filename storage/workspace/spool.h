// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/core/result.h"
#include "storage/ledger/ledger_verifier.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace oxseal {

/// That somebody who does not hold the pen opened an evidence object.
struct SpooledRead
{
    PersonId person;
    ObjectId object;
    Instant time;
    ClockSource clock = ClockSource::System;
    std::string host;
    std::string osUser;
    std::string reason;
};

/// A line of the spool as found in the folder.
struct SpoolFile
{
    std::filesystem::path path;
    Digest sha256; ///< of the file's bytes: its identity in the ledger
    bool authentic = false; ///< signed by a known session key of the person it names
    SpooledRead read;
};

/// `spool/` in the workspace folder: one signed file per evidence read of read-only openers (FORMATS.md §2).
class Spool
{
public:
    using Sign = std::function<Result<std::string>(ByteView)>;

    Spool(std::filesystem::path workspaceFolder, std::string workspaceId)
        : folder_(std::move(workspaceFolder) / "spool"), workspaceId_(std::move(workspaceId))
    {
    }
    /// Writes and fsyncs before it returns; kWorkspaceNoSpool when it cannot.
    [[nodiscard]] Status add(const SpooledRead& read, ByteView sessionKey, const Sign& sign, Random& random) const;
    [[nodiscard]] std::vector<SpoolFile> files(const std::vector<KnownKey>& sessionKeys) const;

private:
    [[nodiscard]] std::string signedText(const Json& read) const;
    std::filesystem::path folder_;
    std::string workspaceId_;
};

} // namespace oxseal
