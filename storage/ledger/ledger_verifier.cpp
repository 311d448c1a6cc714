// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ledger/ledger_verifier.h"

#include "models/core/text.h"
#include "storage/crypto/signature.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal {
namespace {

constexpr std::string_view kKeyringVerb = "keyring.change";
constexpr std::string_view kDisposalVerb = "ledger.dispose";

class Verifier
{
public:
    Verifier(LedgerReader& reader, const LedgerExpectation& expected, const Progress& progress)
        : reader_(reader), expected_(expected), progress_(progress)
    {
    }

    Result<LedgerVerification> run()
    {
        OXSEAL_TRY(commits_, reader_.commits());
        OXSEAL_TRY(checkpoints_, reader_.checkpoints());
        for (const auto& commit : commits_)
            wanted_.insert(commit.head.size);
        for (const auto& checkpoint : checkpoints_)
            wanted_.insert(checkpoint.size);
        for (const auto& head : expected_.seen)
            wanted_.insert(head.size);
        OXSEAL_CHECK(walkEntries());
        OXSEAL_CHECK(compareNodes());
        checkCommits();
        checkCheckpoints();
        checkKeyring();
        checkSeen();
        out_.head = {frontier_.size(), frontier_.root(hasher_)};
        return std::move(out_);
    }

private:
    void problem(const char* code, std::string subject, std::vector<std::string> arguments = {},
        Severity severity = Severity::Critical)
    {
        Finding finding{code, severity, std::move(subject), std::move(arguments), {}, {}};
        finding.fingerprint = fingerprintOf(hasher_, finding.code, finding.subject, finding.arguments);
        out_.problems.push_back(std::move(finding));
    }
    static std::string at(const char* what, std::uint64_t number) { return std::string(what) + " " + std::to_string(number); }

    Status walkEntries()
    {
        Instant last{};
        bool stopped = false;
        OXSEAL_CHECK(reader_.entries([&](const ReadEntry& read) {
            const StoredEntry& entry = read.entry;
            const EntryHeader& header = entry.header;
            const std::string where = at("entry", header.sequence);
            if (header.sequence != out_.entries)
                problem("ledger.gap", where, {std::to_string(out_.entries)});
            if (!read.canonical)
                problem("ledger.entry_altered", where);
            if (out_.entries > 0 && header.time < last)
                problem("ledger.clock_back", where, {header.time.iso(), last.iso()}, Severity::Low);
            last = header.time;
            checkBody(entry, where);
            if (header.verb == kKeyringVerb)
                keyringEvents_.emplace_back(header.sequence, header.object);
            if (header.verb == kDisposalVerb)
                disposals_[header.sequence] = header.object;
            authors_.emplace_back(header.person, header.auth == "recovery");
            ++out_.entries;
            frontier_.append(hasher_, leafOf(hasher_, header), [&](const merkle::Node& node) {
                if (levels_.size() <= node.level)
                    levels_.resize(node.level + 1);
                levels_[node.level].push_back(node.hash);
            });
            if (wanted_.find(frontier_.size()) != wanted_.end())
                roots_[frontier_.size()] = frontier_.root(hasher_);
            if (out_.entries % 4096 == 0) {
                progress_.at(out_.entries, 0);
                stopped = progress_.cancelled();
            }
            return !stopped;
        }));
        for (const auto& [entry, order] : tombstones_) {
            const auto found = disposals_.find(order);
            if (found == disposals_.end() || found->second != at("entry", entry))
                problem("ledger.tombstone_unordered", at("entry", entry), {std::to_string(order)});
        }
        if (stopped)
            return fail(kLedgerCancelled);
        return {};
    }

    void checkBody(const StoredEntry& entry, const std::string& where)
    {
        if (entry.body) {
            ++out_.bodies;
            if (bodyDigestOf(hasher_, asBytes(entry.salt), *entry.body) != entry.header.bodyDigest)
                problem("ledger.body_altered", where);
            if (entry.disposedBy)
                problem("ledger.body_returned", where);
        } else if (entry.disposedBy) {
            ++out_.disposed;
            tombstones_.emplace_back(entry.header.sequence, *entry.disposedBy);
        } else {
            problem("ledger.body_missing", where);
        }
    }

    /// Both sides in the same order; a leaf that differs names its entry, a node above it only when no leaf below differs.
    Status compareNodes()
    {
        std::vector<std::size_t> seen(levels_.size(), 0);
        std::set<std::pair<unsigned, std::uint64_t>> differing;
        OXSEAL_CHECK(reader_.nodes([&](const merkle::Node& node) {
            const std::string where = "node " + std::to_string(node.level) + "/" + std::to_string(node.position);
            if (node.level >= levels_.size() || node.position >= levels_[node.level].size()) {
                problem("ledger.node_extra", where);
                return true;
            }
            ++seen[node.level];
            if (levels_[node.level][node.position] == node.hash)
                return true;
            differing.insert({node.level, node.position});
            if (node.level == 0)
                problem("ledger.entry_altered", at("entry", node.position));
            else if (!differsBelow(differing, node.level, node.position))
                problem("ledger.node_altered", where);
            return true;
        }));
        for (std::size_t level = 0; level < levels_.size(); ++level) {
            if (seen[level] != levels_[level].size())
                problem("ledger.node_missing", at("level", level));
        }
        return {};
    }

    static bool differsBelow(
        const std::set<std::pair<unsigned, std::uint64_t>>& differing, unsigned level, std::uint64_t position)
    {
        return differing.count({level - 1, position * 2}) != 0 || differing.count({level - 1, position * 2 + 1}) != 0;
    }

    /// The recovery code's own key belongs to nobody; it may sign only what says that it was done by recovery.
    static bool known(const std::vector<KnownKey>& keys, PersonId person, const std::string& key, bool recovery)
    {
        return std::any_of(keys.begin(), keys.end(), [&](const KnownKey& candidate) {
            return candidate.publicKey == key && (candidate.person == person || (recovery && !candidate.person));
        });
    }

    void checkCommits()
    {
        std::uint64_t from = 0;
        for (const auto& commit : commits_) {
            ++out_.commits;
            const std::string where = at("commit", commit.head.size);
            const auto root = roots_.find(commit.head.size);
            if (root == roots_.end())
                problem("ledger.commit_beyond", where);
            else if (root->second != commit.head.root)
                problem("ledger.commit_root", where);
            const std::string text = checkpointText(
                {"oxseal/" + expected_.workspaceId + "/commit", commit.head.size, commit.head.root, {}});
            if (!verifySession(asBytes(commit.sessionKey), asBytes(text), asBytes(commit.signature)))
                problem("ledger.commit_signature", where);
            bool recovery = true;
            for (; from < commit.head.size && from < authors_.size(); ++from) {
                recovery = recovery && authors_[from].second;
                if (authors_[from].first != commit.person)
                    problem("ledger.author", at("entry", from), {std::to_string(commit.person.value)});
            }
            if (!known(expected_.sessionKeys, commit.person, commit.sessionKey, recovery))
                problem("ledger.commit_key", where, {std::to_string(commit.person.value)});
        }
        if (from < out_.entries)
            problem("ledger.unsigned", at("entry", from));
    }

    void checkCheckpoints()
    {
        for (const auto& checkpoint : checkpoints_) {
            ++out_.checkpoints;
            const std::string where = at("checkpoint", static_cast<std::uint64_t>(checkpoint.id));
            const auto note = parseNote(checkpoint.note);
            if (!note || note->signatures.size() != 1 || note->checkpoint.origin != "oxseal/" + expected_.workspaceId
                || note->checkpoint.size != checkpoint.size
                || note->checkpoint.extensions != std::vector<std::string>{"purpose " + checkpoint.purpose}) {
                problem("ledger.checkpoint_note", where);
                continue;
            }
            const auto root = roots_.find(checkpoint.size);
            if (root == roots_.end() || root->second != note->checkpoint.root)
                problem("ledger.checkpoint_root", where);
            const std::string text = checkpointText(note->checkpoint);
            const NoteSignature& line = note->signatures.front();
            const ByteView key = asBytes(checkpoint.publicKey);
            const bool session = checkpoint.publicKey.size() == 32;
            const auto id = session ? ed25519KeyId(hasher_, line.name, key) : ecdsaKeyId(hasher_, key);
            const bool good = session ? verifySession(key, asBytes(text), asBytes(line.signature))
                                      : verifySigning(key, asBytes(text), asBytes(line.signature));
            if (!good || id != line.keyId || line.name != "person-" + std::to_string(checkpoint.person.value))
                problem("ledger.checkpoint_signature", where);
            if (!known(session ? expected_.sessionKeys : expected_.signingKeys, checkpoint.person, checkpoint.publicKey, false))
                problem("ledger.checkpoint_key", where, {std::to_string(checkpoint.person.value)});
        }
    }

    /// "keyring:<old>:<new>" each: old must be the new of the one before, or its old when the rename never happened.
    void checkKeyring()
    {
        std::string previousOld;
        std::string previousNew;
        for (const auto& [sequence, object] : keyringEvents_) {
            const auto parts = split(object, ':');
            if (parts.size() != 3 || !Digest::fromHex(parts[1]) || !Digest::fromHex(parts[2])) {
                problem("ledger.keyring_event", at("entry", sequence));
                continue;
            }
            if (!previousNew.empty() && parts[1] != previousNew && parts[1] != previousOld)
                problem("ledger.keyring_chain", at("entry", sequence));
            previousOld = parts[1];
            previousNew = parts[2];
        }
        if (!expected_.keyring)
            return;
        const std::string actual = expected_.keyring->hex();
        if (actual != previousNew && actual != previousOld)
            problem("ledger.keyring_unexpected", "keyring.json");
    }

    void checkSeen()
    {
        for (const auto& head : expected_.seen) {
            if (head.size == 0)
                continue;
            const auto root = roots_.find(head.size);
            if (root == roots_.end())
                problem("ledger.shorter", at("size", head.size), {std::to_string(out_.entries)});
            else if (root->second != head.root)
                problem("ledger.rewritten", at("size", head.size));
        }
    }

    LedgerReader& reader_;
    const LedgerExpectation& expected_;
    const Progress& progress_;
    Sha256 hasher_;
    LedgerVerification out_;
    std::vector<ReadCommit> commits_;
    std::vector<ReadCheckpoint> checkpoints_;
    merkle::Frontier frontier_;
    std::vector<std::vector<Digest>> levels_;
    std::set<std::uint64_t> wanted_;
    std::map<std::uint64_t, Digest> roots_;
    std::vector<std::pair<PersonId, bool>> authors_; ///< who, and whether by the recovery code
    std::vector<std::pair<std::uint64_t, std::string>> keyringEvents_;
    std::map<std::uint64_t, std::string> disposals_;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> tombstones_;
};

} // namespace

bool LedgerVerification::intact() const
{
    return std::none_of(
        problems.begin(), problems.end(), [](const Finding& finding) { return finding.severity != Severity::Low; });
}

Result<LedgerVerification> verifyLedger(
    LedgerReader& reader, const LedgerExpectation& expectation, const Progress& progress)
{
    return Verifier(reader, expectation, progress).run();
}

} // namespace oxseal
