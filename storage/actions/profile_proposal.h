// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/csv_table.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// What one file of an import shows of a report.
struct ProposalFile
{
    std::string file; ///< its name; "" when there is only one
    std::string report;
    std::size_t found = 0; ///< columns recognised
    std::size_t columns = 0; ///< that the report can have
    std::vector<std::string> missing; ///< needed and not there
    std::vector<std::string> twice; ///< headers that stand twice
    std::vector<std::string> unlike; ///< there, but with other values than this report has
    std::vector<std::string> absent; ///< not there, not needed
    std::vector<std::string> extra; ///< of the file, unknown to the report
    std::vector<std::string> outside; ///< values without a meaning among the first rows, "value (header, line 3)"
    std::size_t rows = 0; ///< looked at for values
};

/// The source profile that files fit, or nearly fit, with the evidence for it. Plain values: pages and command line show them.
struct ProfileProposal
{
    std::string id;
    std::string version;
    std::string system;
    std::string report;
    std::string standing; ///< "documented", "observed" or "practice"
    std::string source; ///< citation of the column names
    std::string checked;
    bool fits = false; ///< every file is a report of the system with all columns it needs; else what lacks is named
    std::size_t recognised = 0;
    std::size_t columns = 0;
    std::vector<ProposalFile> files;
    std::vector<std::string> strangers; ///< files that are no report of the system
    std::vector<std::string> lacking; ///< reports that are needed and were not given
    std::vector<std::string> complete; ///< how to run the reports so that nothing is left out
    std::vector<std::string> quirks;
};

/// The best profile for the bytes of an import: the first that fits; else the one whose needed columns are mostly there, with
/// what it lacks; the generic one only when neither is. nullopt when nothing fits. Looks at the beginning of large files.
/// Errors: kSensitiveRefused for a file of password hashes, those of the readers.
[[nodiscard]] Result<std::optional<ProfileProposal>> proposeProfile(ByteView bytes, const TableOptions& options = {});

/// The profile of one system that several files fit together, each as a report of it; nullopt when there is none, or only the generic one.
/// Errors: those of ImportSource.
[[nodiscard]] Result<std::optional<ProfileProposal>> proposeTogether(const std::vector<std::filesystem::path>& files);

/// What becomes of the bytes under one profile. kNoSuchProfile.
[[nodiscard]] Result<ProfileProposal> proposalFor(const std::string& profile, ByteView bytes, const TableOptions& options = {});

/// No table: an archive of several reports, or a file of Unix. Without a profile nothing can be made of it.
[[nodiscard]] bool onlyThroughProfile(ByteView bytes);

/// A profile by itself, before there is a file: `files` are its reports with the number of their columns. kNoSuchProfile.
[[nodiscard]] Result<ProfileProposal> describeProfile(const std::string& profile);

/// Id and name of every profile there is, for choosing.
struct ProfileName
{
    std::string id;
    std::string system;
    std::string report;
};
[[nodiscard]] std::vector<ProfileName> profileNames();

} // namespace oxseal
