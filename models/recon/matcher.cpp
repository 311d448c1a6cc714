// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/matcher.h"

#include "models/recon/day_count.h"
#include "models/recon/match_block.h"
#include "models/recon/reference_key.h"

#include <algorithm>
#include <array>
#include <limits>
#include <thread>
#include <tuple>

namespace oxseal::recon {
namespace {

using Lines = std::span<const MatchLine>;

/// What the passes compare, as numbers shared by both sides.
struct Keys
{
    std::vector<std::uint32_t> partition; // account and currency
    std::vector<std::uint32_t> reference; // 0 = none
    std::vector<std::int32_t> business;
    std::vector<bool> cheque;
    std::vector<bool> taken;
};

/// A line under a key; equal keys form a block.
struct Entry
{
    std::uint32_t partition;
    std::uint32_t text; // reference or description number, 0 when the pass does not ask for one
    std::int64_t amount;
    BlockLine line;

    [[nodiscard]] auto key() const { return std::tie(partition, text, amount); }
    friend bool operator<(const Entry& a, const Entry& b)
    {
        return std::tie(a.partition, a.text, a.amount, a.line.position, a.line.index)
            < std::tie(b.partition, b.text, b.amount, b.line.position, b.line.index);
    }
};


class Engine
{
public:
    Engine(Lines left, Lines right, const PassSet& rules, const MatchOptions& options)
        : lines_{left, right}, rules_(rules), options_(options), workers_(std::clamp(options.threads, 1, 64))
    {
    }

    Result<MatchResult> run()
    {
        enter(MatchStage::Block);
        prepare();
        enter(MatchStage::Assign);
        for (std::size_t i = 0; i < rules_.passes.size(); ++i) {
            if (options_.progress.cancelled())
                return fail(kMatchCancelled);
            const MatchPass& pass = rules_.passes[i];
            pass_ = static_cast<std::int16_t>(i);
            if (pass.kind == PassKind::Reversal) {
                reversals(pass, 0);
                reversals(pass, 1);
            } else {
                pairs(pass);
            }
            options_.progress.at(i + 1, rules_.passes.size());
        }
        enter(MatchStage::Explain);
        unmatched();
        enter(MatchStage::Done);
        return std::move(result_);
    }

private:
    void enter(MatchStage stage) const
    {
        if (options_.entered)
            options_.entered(stage);
    }

    void prepare()
    {
        TextNumbers& references = references_;
        references.reserve((lines_[0].size() + lines_[1].size()) / 2);
        TextNumbers partitions;
        std::vector<std::uint32_t> none;
        std::string key;
        for (const std::string& text : rules_.noReference) {
            key.clear();
            appendReferenceKey(key, text);
            none.push_back(references.of(key));
        }
        for (std::size_t side = 0; side < 2; ++side) {
            const Lines lines = lines_[side];
            Keys& keys = keys_[side];
            keys.partition.resize(lines.size());
            keys.reference.resize(lines.size());
            keys.business.resize(lines.size());
            keys.cheque.resize(lines.size());
            keys.taken.assign(lines.size(), false);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                const MatchLine& line = lines[i];
                key.assign(line.account);
                key.push_back('\0');
                key += line.currency.code();
                keys.partition[i] = partitions.of(key);
                partitionCount_ = std::max(partitionCount_, keys.partition[i] + 1);
                key.clear();
                appendReferenceKey(key, line.reference);
                const std::string_view plain = withoutChequePrefix(key, rules_.chequePrefixes);
                const std::uint32_t number = references.of(plain);
                if (std::find(none.begin(), none.end(), number) == none.end()) {
                    keys.reference[i] = number;
                    keys.cheque[i] = looksLikeCheque(plain);
                }
                keys.business[i] = businessNumber(line.date, rules_.holidays);
            }
        }
        referencesAgree_.assign(partitionCount_, false);
    }

    [[nodiscard]] std::int32_t position(std::size_t side, std::uint32_t index, DayUnit unit) const
    {
        return unit == DayUnit::Business ? keys_[side].business[index] : lines_[side][index].date.number;
    }

    [[nodiscard]] std::vector<Entry> openEntries(std::size_t side, const MatchPass& pass) const
    {
        const Keys& keys = keys_[side];
        const bool byReference = pass.kind != PassKind::AmountDate;
        std::vector<Entry> entries;
        for (std::uint32_t i = 0; i < lines_[side].size(); ++i) {
            if (keys.taken[i] || (byReference && keys.reference[i] == 0) || (pass.chequesOnly && !keys.cheque[i]))
                continue;
            entries.push_back({keys.partition[i], byReference ? keys.reference[i] : 0, lines_[side][i].amount,
                {position(side, i, pass.unit), i}});
        }
        return entries;
    }

    /// Open left lines whose description holds exactly one word that is the reference of an open right line of the same
    /// account and amount. Two such words name two lines: that is left to later passes.
    [[nodiscard]] std::vector<Entry> namedInText(const MatchPass& pass, std::vector<Entry>& right) const
    {
        std::sort(right.begin(), right.end());
        const auto before = [](const Entry& a, const Entry& b) { return a.key() < b.key(); };
        std::vector<Entry> entries;
        std::string key;
        for (std::uint32_t i = 0; i < lines_[0].size(); ++i) {
            if (keys_[0].taken[i])
                continue;
            Entry entry{keys_[0].partition[i], 0, lines_[0][i].amount, {position(0, i, pass.unit), i}};
            std::uint32_t found = 0;
            bool several = false;
            forEachWord(lines_[0][i].description, [&](std::string_view word) {
                key.clear();
                appendReferenceKey(key, word);
                entry.text = references_.find(key);
                if (entry.text != 0 && entry.text != found && std::binary_search(right.begin(), right.end(), entry, before)) {
                    several = several || found != 0;
                    found = entry.text;
                }
            });
            entry.text = found;
            if (found != 0 && !several)
                entries.push_back(entry);
        }
        return entries;
    }

    /// Words that could be a reference: at least four characters, one of them a digit.
    template <class F>
    static void forEachWord(std::string_view text, const F& word)
    {
        std::size_t start = 0;
        bool digit = false;
        for (std::size_t i = 0; i <= text.size(); ++i) {
            const char c = i < text.size() ? text[i] : ' ';
            if (c == ' ' || c == ',' || c == ';' || c == '/' || c == ':' || c == '+' || c == '?') {
                if (digit && i - start >= 4)
                    word(text.substr(start, i - start));
                start = i + 1;
                digit = false;
            } else {
                digit = digit || (c >= '0' && c <= '9');
            }
        }
    }

    void pairs(const MatchPass& pass)
    {
        std::vector<Entry> right = openEntries(1, pass);
        std::vector<Entry> left = pass.kind == PassKind::ReferenceInText ? namedInText(pass, right) : openEntries(0, pass);
        for (const BlockPair& pair : decide(left, right, {pass.before, pass.after, pass.margin}))
            addPair(pass, pair);
        for (const BlockCluster& cluster : clusters_)
            addCluster(pass, cluster.left, cluster.right, cluster.nearest);
    }

    void reversals(const MatchPass& pass, std::size_t side)
    {
        std::vector<Entry> plus;
        std::vector<Entry> minus;
        TextNumbers descriptions;
        std::string key;
        const Keys& keys = keys_[side];
        for (std::uint32_t i = 0; i < lines_[side].size(); ++i) {
            const MatchLine& line = lines_[side][i];
            if (keys.taken[i] || line.amount == 0 || line.amount == std::numeric_limits<std::int64_t>::min())
                continue;
            std::uint32_t text = keys.reference[i];
            if (pass.key == ReversalKey::Description) {
                key.clear();
                appendDescriptionKey(key, line.description);
                text = descriptions.of(key);
            }
            if (text == 0)
                continue;
            (line.amount > 0 ? plus : minus)
                .push_back({keys.partition[i], text, std::abs(line.amount), {position(side, i, pass.unit), i}});
        }
        for (const BlockPair& pair : decide(plus, minus, {pass.after, pass.after, pass.margin}))
            addReversal(pass, pair, side);
        for (const BlockCluster& cluster : clusters_) {
            std::vector<std::uint32_t> all = cluster.left;
            all.insert(all.end(), cluster.right.begin(), cluster.right.end());
            if (side == 0)
                addCluster(pass, all, {}, cluster.nearest);
            else
                addCluster(pass, {}, all, cluster.nearest);
        }
    }

    /// Sorts both sides, walks the equal keys and decides each block; blocks are dealt to the workers by ranges.
    std::vector<BlockPair> decide(std::vector<Entry>& left, std::vector<Entry>& right, const BlockWindow& window)
    {
        sortBoth(left, right);
        const std::size_t workers = left.size() < 4096 ? 1 : static_cast<std::size_t>(workers_);
        std::vector<std::size_t> cuts{0};
        for (std::size_t w = 1; w < workers; ++w) {
            std::size_t cut = std::max(left.size() * w / workers, cuts.back());
            while (cut > 0 && cut < left.size() && left[cut].key() == left[cut - 1].key())
                ++cut;
            cuts.push_back(cut);
        }
        cuts.push_back(left.size());
        std::vector<BlockDecision> parts(workers);
        std::vector<std::jthread> threads;
        for (std::size_t w = 1; w < workers; ++w)
            threads.emplace_back([&, w] { walk(left, cuts[w], cuts[w + 1], right, window, parts[w]); });
        walk(left, cuts[0], cuts[1], right, window, parts[0]);
        threads.clear();
        clusters_.clear();
        std::vector<BlockPair> all = std::move(parts[0].pairs);
        for (std::size_t w = 0; w < workers; ++w) {
            if (w > 0)
                all.insert(all.end(), parts[w].pairs.begin(), parts[w].pairs.end());
            std::move(parts[w].clusters.begin(), parts[w].clusters.end(), std::back_inserter(clusters_));
        }
        return all;
    }

    void sortBoth(std::vector<Entry>& left, std::vector<Entry>& right) const
    {
        if (workers_ > 1 && left.size() > 4096) {
            std::jthread other([&] { std::sort(right.begin(), right.end()); });
            std::sort(left.begin(), left.end());
            return;
        }
        std::sort(left.begin(), left.end());
        std::sort(right.begin(), right.end());
    }

    static void walk(const std::vector<Entry>& left, std::size_t from, std::size_t to, const std::vector<Entry>& right,
        const BlockWindow& window, BlockDecision& out)
    {
        if (from == to)
            return;
        auto other = std::lower_bound(right.begin(), right.end(), left[from],
            [](const Entry& a, const Entry& b) { return a.key() < b.key(); });
        std::vector<BlockLine> blockLeft;
        std::vector<BlockLine> blockRight;
        while (from < to && other != right.end()) {
            const auto key = left[from].key();
            while (other != right.end() && other->key() < key)
                ++other;
            blockLeft.clear();
            blockRight.clear();
            for (; other != right.end() && other->key() == key; ++other)
                blockRight.push_back(other->line);
            const std::size_t start = from;
            for (; from < to && left[from].key() == left[start].key(); ++from) {
                if (!blockRight.empty())
                    blockLeft.push_back(left[from].line);
            }
            decideBlock(blockLeft, blockRight, window, out);
        }
    }

    MatchGroup& add(MatchType type, MatchState state, std::span<const std::uint32_t> left, std::span<const std::uint32_t> right)
    {
        MatchGroup group;
        group.type = type;
        group.state = state;
        group.first = static_cast<std::uint32_t>(result_.members.size());
        group.leftCount = static_cast<std::uint32_t>(left.size());
        group.rightCount = static_cast<std::uint32_t>(right.size());
        for (const std::uint32_t line : left) {
            keys_[0].taken[line] = true;
            result_.members.push_back(line);
        }
        for (const std::uint32_t line : right) {
            keys_[1].taken[line] = true;
            result_.members.push_back(line);
        }
        result_.groups.push_back(group);
        return result_.groups.back();
    }

    void decided(MatchGroup& group, const MatchPass& pass, const BlockPair& pair) const
    {
        group.pass = pass_;
        group.distance = pair.distance;
        group.rival = pair.rival;
        group.rivalDistance = pair.rivalDistance;
        group.afterClearer = pair.afterClearer;
        group.confidence = static_cast<std::int16_t>(
            std::max<std::int64_t>(0, pass.confidence - std::int64_t{pass.perDay} * pair.distance));
    }

    void addPair(const MatchPass& pass, const BlockPair& pair)
    {
        const std::uint32_t leftReference = keys_[0].reference[pair.left];
        const std::uint32_t rightReference = keys_[1].reference[pair.right];
        const std::uint32_t partition = keys_[0].partition[pair.left];
        const bool conflict = leftReference != 0 && rightReference != 0 && leftReference != rightReference;
        if (pass.kind == PassKind::Reference)
            referencesAgree_[partition] = true;
        const bool doubtful = conflict && pass.kind == PassKind::AmountDate && pass.suggestOnConflict && referencesAgree_[partition];
        const bool sure = pass.confirms && !pair.afterClearer && !doubtful;
        MatchGroup& group = add(MatchType::OneToOne, sure ? MatchState::Auto : MatchState::Suggested,
            std::array{pair.left}, std::array{pair.right});
        decided(group, pass, pair);
        group.rivalIsLeft = pair.rivalIsLeft;
        group.referenceConflict = conflict;
    }

    void addReversal(const MatchPass& pass, const BlockPair& pair, std::size_t side)
    {
        std::array both{pair.left, pair.right};
        std::sort(both.begin(), both.end());
        const MatchState state = pass.confirms && !pair.afterClearer ? MatchState::Auto : MatchState::Suggested;
        MatchGroup& group = side == 0 ? add(MatchType::ReversalLeft, state, both, {})
                                      : add(MatchType::ReversalRight, state, {}, both);
        decided(group, pass, pair);
        group.rivalIsLeft = side == 0;
    }

    void addCluster(const MatchPass&, const std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right,
        std::int32_t nearest)
    {
        MatchGroup& group = add(MatchType::Candidates, MatchState::Ambiguous, left, right);
        group.pass = pass_;
        group.distance = nearest;
    }

    /// What is left, with the nearest thing that would have matched.
    void unmatched()
    {
        const std::size_t first = result_.groups.size();
        std::array<std::vector<std::uint32_t>, 2> groupOf;
        for (std::size_t side = 0; side < 2; ++side) {
            groupOf[side].assign(lines_[side].size(), kNoLine);
            for (std::uint32_t i = 0; i < lines_[side].size(); ++i) {
                if (keys_[side].taken[i])
                    continue;
                groupOf[side][i] = static_cast<std::uint32_t>(result_.groups.size());
                add(side == 0 ? MatchType::Left : MatchType::Right, MatchState::Unmatched,
                    side == 0 ? std::span<const std::uint32_t>(&i, 1) : std::span<const std::uint32_t>(),
                    side == 1 ? std::span<const std::uint32_t>(&i, 1) : std::span<const std::uint32_t>());
            }
        }
        if (first == result_.groups.size())
            return;
        nearAmounts(groupOf);
        nearReferences(groupOf);
    }

    [[nodiscard]] std::vector<Entry> leftOver(
        std::size_t side, const std::vector<std::uint32_t>& groupOf, bool byReference, DayUnit unit) const
    {
        std::vector<Entry> entries;
        for (std::uint32_t i = 0; i < lines_[side].size(); ++i) {
            const bool wanted = groupOf[i] != kNoLine && (!byReference || keys_[side].reference[i] != 0);
            if (wanted) {
                entries.push_back({keys_[side].partition[i], byReference ? keys_[side].reference[i] : 0,
                    byReference ? 0 : lines_[side][i].amount, {position(side, i, unit), i}});
            }
        }
        std::sort(entries.begin(), entries.end());
        return entries;
    }

    /// For each entry of `mine` the nearest in time of equal key in `others`.
    template <class F>
    static void forNearest(const std::vector<Entry>& mine, const std::vector<Entry>& others, const F& found)
    {
        for (const Entry& entry : mine) {
            const auto at = std::lower_bound(others.begin(), others.end(), entry);
            const Entry* best = nullptr;
            if (at != others.end() && at->key() == entry.key())
                best = &*at;
            if (at != others.begin()) {
                const Entry& earlier = *std::prev(at);
                if (earlier.key() == entry.key()
                    && (best == nullptr
                        || entry.line.position - earlier.line.position <= best->line.position - entry.line.position))
                    best = &earlier;
            }
            if (best != nullptr)
                found(entry, *best);
        }
    }

    void nearAmounts(const std::array<std::vector<std::uint32_t>, 2>& groupOf)
    {
        std::int16_t widest = -1;
        for (std::size_t i = 0; i < rules_.passes.size(); ++i) {
            if (rules_.passes[i].kind == PassKind::AmountDate)
                widest = static_cast<std::int16_t>(i);
        }
        if (widest < 0)
            return;
        const DayUnit unit = rules_.passes[static_cast<std::size_t>(widest)].unit;
        const auto left = leftOver(0, groupOf[0], false, unit);
        const auto right = leftOver(1, groupOf[1], false, unit);
        const auto note = [&](std::size_t side) {
            return [&, side, widest](const Entry& mine, const Entry& other) {
                MatchGroup& group = result_.groups[groupOf[side][mine.line.index]];
                group.nearAmount = other.line.index;
                group.neededDays = std::abs(mine.line.position - other.line.position);
                group.neededPass = widest;
            };
        };
        forNearest(left, right, note(0));
        forNearest(right, left, note(1));
    }

    void nearReferences(const std::array<std::vector<std::uint32_t>, 2>& groupOf)
    {
        const auto left = leftOver(0, groupOf[0], true, DayUnit::Calendar);
        const auto right = leftOver(1, groupOf[1], true, DayUnit::Calendar);
        const auto note = [&](std::size_t side) {
            return [&, side](const Entry& mine, const Entry& other) {
                result_.groups[groupOf[side][mine.line.index]].nearReference = other.line.index;
            };
        };
        forNearest(left, right, note(0));
        forNearest(right, left, note(1));
    }

    std::array<Lines, 2> lines_;
    const PassSet& rules_;
    const MatchOptions& options_;
    int workers_;
    std::int16_t pass_ = -1;
    std::uint32_t partitionCount_ = 0;
    std::array<Keys, 2> keys_;
    TextNumbers references_;
    std::vector<bool> referencesAgree_; // by partition
    std::vector<BlockCluster> clusters_; // of the last decide()
    MatchResult result_;
};

} // namespace

const char* name(MatchState state) noexcept
{
    switch (state) {
    case MatchState::Auto:
        return "auto";
    case MatchState::Suggested:
        return "suggested";
    case MatchState::Ambiguous:
        return "ambiguous";
    case MatchState::Unmatched:
        break;
    }
    return "unmatched";
}

const char* name(MatchType type) noexcept
{
    switch (type) {
    case MatchType::OneToOne:
        return "one_to_one";
    case MatchType::OneToMany:
        return "one_to_many";
    case MatchType::ManyToOne:
        return "many_to_one";
    case MatchType::ManyToMany:
        return "many_to_many";
    case MatchType::ReversalLeft:
        return "reversal_left";
    case MatchType::ReversalRight:
        return "reversal_right";
    case MatchType::Candidates:
        return "candidates";
    case MatchType::Left:
        return "left_only";
    case MatchType::Right:
        break;
    }
    return "right_only";
}

Result<MatchResult> matchLines(
    std::span<const MatchLine> left, std::span<const MatchLine> right, const PassSet& rules, const MatchOptions& options)
{
    constexpr std::size_t kMost = 1U << 31U;
    if (left.size() + right.size() >= kMost)
        return fail(kTooManyLines);
    return Engine(left, right, rules, options).run();
}

} // namespace oxseal::recon
