// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/profile_proposal.h"

#include "storage/actions/import_source.h"
#include "storage/import/encoding.h"
#include "storage/import/profile_read.h"
#include "storage/import/unix_files.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr std::size_t kLookedAt = 256 * 1024;
constexpr std::uint64_t kRowsOfSheet = 400;
constexpr std::size_t kMostOutside = 10;
constexpr ProfileLayout kUnixLayouts[] = {
    ProfileLayout::Passwd, ProfileLayout::Group, ProfileLayout::Sudoers, ProfileLayout::Lastlog, ProfileLayout::PasswordStatus};

std::vector<std::string> headersOf(const std::vector<const ProfileColumn*>& columns)
{
    std::vector<std::string> out;
    for (const auto* column : columns)
        out.push_back(column->headers.front());
    return out;
}

ProposalFile fileOf(const FileEvidence& evidence)
{
    ProposalFile out;
    out.file = evidence.part;
    out.report = evidence.file->report;
    out.found = evidence.found.size();
    out.columns = evidence.file->columns.size();
    out.missing = headersOf(evidence.missing);
    out.twice = evidence.twice;
    out.unlike = headersOf(evidence.unlike);
    out.absent = headersOf(evidence.absent);
    std::copy_if(evidence.extra.begin(), evidence.extra.end(), std::back_inserter(out.extra), [](const auto& h) { return !h.empty(); });
    for (std::size_t i = 0; i < std::min(kMostOutside, evidence.outside.size()); ++i) {
        const auto& one = evidence.outside[i];
        out.outside.push_back(one.value + " (" + one.header + ", line " + std::to_string(one.line) + ")");
    }
    out.rows = evidence.rows;
    return out;
}

ProfileProposal aboutOf(const SourceProfile& profile)
{
    ProfileProposal out;
    out.id = profile.id;
    out.version = profile.version;
    out.system = profile.system;
    out.report = profile.report;
    out.standing = profile.standing;
    out.source = profile.source;
    out.checked = profile.checked;
    out.complete = profile.complete;
    out.quirks = profile.quirks;
    return out;
}

ProfileProposal proposalOf(const ProfileCandidate& candidate)
{
    ProfileProposal out = aboutOf(*candidate.profile);
    out.fits = candidate.proposable();
    out.recognised = candidate.recognised;
    out.columns = candidate.columns;
    for (const auto& file : candidate.files)
        out.files.push_back(fileOf(file));
    out.strangers = candidate.strangers;
    for (const auto* file : candidate.lacking)
        out.lacking.push_back(file->report);
    return out;
}

/// Most needed columns are there, so that what lacks is worth saying.
bool nearly(const ProfileCandidate& candidate)
{
    std::size_t needed = 0;
    std::size_t missing = 0;
    for (const auto& file : candidate.files) {
        missing += file.missing.size() + file.unlike.size();
        needed += static_cast<std::size_t>(
            std::count_if(file.file->columns.begin(), file.file->columns.end(), [](const ProfileColumn& c) { return c.required; }));
    }
    return !candidate.profile->fallback && candidate.strangers.empty() && candidate.recognised >= 3 && missing * 3 <= needed;
}

/// Large texts are looked at from their beginning; an archive's directory stands at its end.
ByteView head(ByteView bytes)
{
    const bool archive = asText(bytes).substr(0, 2) == "PK";
    return archive || bytes.size() <= kLookedAt ? bytes : bytes.first(kLookedAt);
}

} // namespace

Result<std::optional<ProfileProposal>> proposeProfile(ByteView bytes, const TableOptions& options)
{
    const auto& profiles = sourceProfiles();
    if (!profiles)
        return failWith(profiles);
    OXSEAL_TRY(const SourceParts source, sourceParts(head(bytes), options));
    OXSEAL_TRY(const auto candidates, matchProfiles(*profiles, source, options, kRowsOfSheet));
    const ProfileCandidate* best = nullptr;
    for (const auto& candidate : candidates) {
        if (best == nullptr && candidate.proposable() && !candidate.profile->fallback)
            best = &candidate;
    }
    for (const auto& candidate : candidates) {
        const bool more = best == nullptr || (!best->proposable() && candidate.recognised > best->recognised);
        if (more && nearly(candidate))
            best = &candidate;
    }
    for (const auto& candidate : candidates) {
        if (best == nullptr && candidate.proposable())
            best = &candidate;
    }
    return best == nullptr ? std::optional<ProfileProposal>() : std::optional(proposalOf(*best));
}

Result<std::optional<ProfileProposal>> proposeTogether(const std::vector<std::filesystem::path>& files)
{
    if (files.size() < 2)
        return std::optional<ProfileProposal>();
    OXSEAL_TRY(const ImportSource source, ImportSource::open(files.front(), {files.begin() + 1, files.end()}));
    OXSEAL_TRY(std::optional<ProfileProposal> proposal, proposeProfile(source.bytes()));
    if (proposal && (!proposal->fits || proposal->id == "generic"))
        proposal.reset();
    return proposal;
}

Result<ProfileProposal> proposalFor(const std::string& profile, ByteView bytes, const TableOptions& options)
{
    OXSEAL_TRY(const SourceProfile* found, sourceProfile(profile));
    OXSEAL_TRY(const SourceParts source, sourceParts(head(bytes), options));
    OXSEAL_TRY(const ProfileCandidate candidate, matchProfile(*found, source, options, kRowsOfSheet));
    return proposalOf(candidate);
}

bool onlyThroughProfile(ByteView bytes)
{
    if (looksLikeBundle(bytes))
        return true;
    const auto text = decodeText(head(bytes));
    return text
        && std::any_of(std::begin(kUnixLayouts), std::end(kUnixLayouts), [&](ProfileLayout layout) { return looksLikeUnixFile(layout, text->view); });
}

Result<ProfileProposal> describeProfile(const std::string& profile)
{
    OXSEAL_TRY(const SourceProfile* found, sourceProfile(profile));
    ProfileProposal out = aboutOf(*found);
    for (const auto& file : found->files) {
        ProposalFile one;
        one.report = file.report;
        one.columns = file.columns.size();
        for (const auto& column : file.columns) {
            if (column.required)
                one.missing.push_back(column.headers.front());
        }
        out.files.push_back(std::move(one));
        if (file.required)
            out.lacking.push_back(file.report);
    }
    return out;
}

std::vector<ProfileName> profileNames()
{
    std::vector<ProfileName> out;
    const auto& all = sourceProfiles();
    for (const auto& profile : all ? *all : std::vector<SourceProfile>())
        out.push_back({profile.id, profile.system, profile.report});
    return out;
}

} // namespace oxseal
