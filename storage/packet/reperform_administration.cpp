// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/administration.h"
#include "models/audit/entry.h"
#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/packet/manifest.h"
#include "storage/packet/reperform_parts.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr const char* kActs = "data/administrator_acts.csv";
constexpr const char* kReviews = "data/administrator_reviews.csv";
constexpr const char* kLedger = "ledger/entries.ndjson";

/// The acts of administrators as the ledger of the packet has them; its leaves are hashed anew.
Result<std::vector<AdministratorAct>> actsOf(const std::string& lines)
{
    Sha256 hasher;
    std::vector<AdministratorAct> acts;
    for (const std::string& line : split(lines, '\n')) {
        if (line.empty())
            continue;
        OXSEAL_TRY(const Json json, parseJson(line));
        OXSEAL_TRY(const EntryHeader header, headerFromJson(json));
        if (header.role == name(Role::Administrator))
            acts.push_back({header.sequence, header.time, header.person, header.verb, header.object, leafOf(hasher, header)});
    }
    return acts;
}

class ActsAgain
{
public:
    ActsAgain(PacketWork& work, std::vector<AdministratorAct> acts) : work_(work), acts_(std::move(acts)) {}

    /// Every review covers what lies between the one before it and its own last act, and its digest is theirs.
    void reviews(const DataTable& table, const std::string& period)
    {
        Sha256 hasher;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const auto covered = actsBetween(acts_, next_, static_cast<std::uint64_t>(table.number(row, "last")));
            const auto same = [&](const char* column, const std::string& found) { work_.compare(kReviews, rowPlace(row, column), table.cell(row, column), found); };
            same("first", covered.empty() ? std::string() : std::to_string(covered.front().sequence));
            same("acts", std::to_string(covered.size()));
            same("acts_sha256", actsDigest(hasher, covered).hex());
            if (table.cell(row, "period") == period)
                expect(covered, table.cell(row, "review"));
            next_ = static_cast<std::uint64_t>(table.number(row, "last")) + 1;
            work_.count("administrator_reviews");
        }
    }
    void due(Day periodEnd) { expect(actsDue(acts_, next_, periodEnd).due, ""); }

    void acts(const DataTable& table)
    {
        work_.compare(kActs, "rows", std::to_string(table.rows()), std::to_string(expected_.size()));
        for (std::size_t row = 0; row < std::min(table.rows(), expected_.size()); ++row) {
            const auto& [act, review] = expected_[row];
            const auto same = [&](const char* column, const std::string& found) { work_.compare(kActs, rowPlace(row, column), table.cell(row, column), found); };
            same("sequence", std::to_string(act.sequence));
            same("time", act.time.iso());
            same("verb", act.verb);
            same("object", act.object);
            same("leaf_sha256", act.leaf.hex());
            same("review", review);
            work_.count("administrator_acts");
        }
    }

private:
    void expect(std::span<const AdministratorAct> acts, const std::string& review)
    {
        for (const AdministratorAct& act : acts)
            expected_.emplace_back(act, review);
    }

    PacketWork& work_;
    std::vector<AdministratorAct> acts_;
    std::vector<std::pair<AdministratorAct, std::string>> expected_; ///< act, number of its review
    std::uint64_t next_ = 0; ///< first number that no review covers
};

} // namespace

/// What administrators did is counted again from the ledger. Packets of programs that kept no such reviews have nothing to compare.
Status reperformAdministration(PacketWork& work)
{
    if (!work.has(kActs) && !work.has(kReviews))
        return {};
    OXSEAL_TRY(const auto acts, work.table(kActs));
    OXSEAL_TRY(const auto reviews, work.table(kReviews));
    if (!acts || !reviews)
        return {};
    OXSEAL_TRY(const std::string manifestText, work.bytes("manifest.json"));
    OXSEAL_TRY(const Manifest manifest, parseManifest(manifestText));
    OXSEAL_TRY(const std::string ledger, work.bytes(kLedger));
    OXSEAL_TRY(auto made, actsOf(ledger));
    ActsAgain again(work, std::move(made));
    again.reviews(*reviews, manifest.period);
    again.due(manifest.lastDay);
    again.acts(*acts);
    return {};
}

} // namespace oxseal
