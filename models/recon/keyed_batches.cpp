// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/keyed_batches.h"

#include "models/recon/fixed_bits.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace oxseal::recon {
namespace {

constexpr std::size_t kMostMembers = 1000;
constexpr std::uint32_t kFewestLabelled = 20;

/// A line of the books under a key.
struct Tagged
{
    std::uint32_t partition = 0;
    std::uint32_t word = 0;
    std::int32_t day = 0; ///< 0 for numbers, which hold over days
    std::uint32_t line = 0;

    [[nodiscard]] auto key() const { return std::tie(partition, word, day); }
};

/// All lines of one key.
struct KeyGroup
{
    std::uint32_t partition = 0;
    std::uint32_t word = 0;
    std::int32_t lastDay = 0;
    std::int64_t sum = 0;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

std::vector<KeyGroup> groupsOf(std::vector<Tagged>& tagged, std::span<const KeyedLine> right)
{
    std::sort(tagged.begin(), tagged.end(),
        [](const Tagged& a, const Tagged& b) { return std::tuple_cat(a.key(), std::tie(a.line)) < std::tuple_cat(b.key(), std::tie(b.line)); });
    tagged.erase(std::unique(tagged.begin(), tagged.end(),
                     [](const Tagged& a, const Tagged& b) { return a.key() == b.key() && a.line == b.line; }),
        tagged.end());
    std::vector<KeyGroup> groups;
    for (std::size_t i = 0; i < tagged.size();) {
        KeyGroup group{tagged[i].partition, tagged[i].word, right[tagged[i].line].day, 0, static_cast<std::uint32_t>(i), 0};
        bool fits = true;
        for (; i < tagged.size() && tagged[i].key() == tagged[group.first].key(); ++i) {
            fits = fits && !__builtin_add_overflow(group.sum, right[tagged[i].line].amount, &group.sum);
            group.lastDay = std::max(group.lastDay, right[tagged[i].line].day);
            ++group.count;
        }
        if (fits && group.count >= 2 && group.count <= kMostMembers)
            groups.push_back(group);
    }
    std::sort(groups.begin(), groups.end(), [](const KeyGroup& a, const KeyGroup& b) {
        return std::tie(a.partition, a.sum, a.word, a.lastDay) < std::tie(b.partition, b.sum, b.word, b.lastDay);
    });
    return groups;
}

struct Hit
{
    std::uint32_t left = 0;
    std::uint32_t group = 0;
};

class Finder
{
public:
    Finder(BatchLines& lines, const DayWindow& window, BatchKey key) : lines_(lines), window_(window), key_(key) {}

    void run(std::vector<Tagged> tagged, std::vector<Batch>& out)
    {
        const std::vector<KeyGroup> groups = groupsOf(tagged, lines_.keyed[1]);
        const std::vector<Hit> hits = find(groups);
        std::vector<std::uint32_t> perGroup(groups.size());
        std::unordered_map<std::uint32_t, std::uint32_t> perLeft;
        for (const Hit& hit : hits) {
            ++perGroup[hit.group];
            ++perLeft[hit.left];
        }
        // Of n sums found, as many are chance as the decoys found.
        const std::uint64_t n = hits.size();
        const std::uint64_t chance = std::min<std::uint64_t>(n, decoys_);
        const std::uint64_t probability = kCertain * (2 * (n - chance) + 1) / (2 * n + 2);
        for (const Hit& hit : hits) {
            if (perGroup[hit.group] != 1 || perLeft[hit.left] != 1 || !lines_.open[0][hit.left])
                continue;
            const KeyGroup& group = groups[hit.group];
            Batch batch{hit.left, {}, key_, group.word, std::min(probability, kCertain - 1)};
            for (std::uint32_t i = 0; i < group.count; ++i)
                batch.right.push_back(tagged[group.first + i].line);
            if (!std::all_of(batch.right.begin(), batch.right.end(), [&](std::uint32_t line) { return lines_.open[1][line]; }))
                continue;
            lines_.open[0][hit.left] = false;
            for (const std::uint32_t line : batch.right)
                lines_.open[1][line] = false;
            out.push_back(std::move(batch));
        }
    }

private:
    [[nodiscard]] bool carries(std::uint32_t left, std::uint32_t word) const
    {
        const TextShapes::Side& side = lines_.shapes.sides[0];
        const auto words = key_ == BatchKey::Number ? side.numbersOf(left) : side.wordsOf(side.shape[left]);
        return std::find(words.begin(), words.end(), word) != words.end();
    }

    [[nodiscard]] bool fits(const KeyedLine& line, const KeyGroup& group) const
    {
        return group.partition == line.partition && window_.holds(line.day - group.lastDay) && carries(line.index, group.word);
    }

    std::vector<Hit> find(const std::vector<KeyGroup>& groups)
    {
        const std::vector<KeyedLine> left = lines_.openLeft();
        std::vector<Hit> hits;
        std::size_t g = 0;
        for (std::size_t i = 0; i < left.size(); ++i) {
            const auto key = std::tie(left[i].partition, left[i].amount);
            while (g < groups.size() && std::tie(groups[g].partition, groups[g].sum) < key)
                ++g;
            for (std::size_t at = g; at < groups.size() && std::tie(groups[at].partition, groups[at].sum) == key; ++at) {
                if (fits(left[i], groups[at]))
                    hits.push_back({left[i].index, static_cast<std::uint32_t>(at)});
                // The decoy: the neighbour in the order of amounts, as if it had this amount.
                if (i + 1 < left.size() && left[i + 1].amount != left[i].amount && fits(left[i + 1], groups[at]))
                    ++decoys_;
            }
        }
        return hits;
    }

    BatchLines& lines_;
    const DayWindow& window_;
    BatchKey key_;
    std::uint64_t decoys_ = 0;
};

} // namespace

std::vector<KeyedLine> BatchLines::openLeft() const
{
    std::vector<KeyedLine> left;
    const std::span<const KeyedLine> from = ordered.empty() ? keyed[0] : ordered;
    std::copy_if(from.begin(), from.end(), std::back_inserter(left), [this](const KeyedLine& line) { return open[0][line.index]; });
    if (ordered.empty())
        std::sort(left.begin(), left.end(), [this](const KeyedLine& a, const KeyedLine& b) { return before(0, a, b); });
    return left;
}

std::vector<bool> labelWords(const TextShapes& shapes, std::span<const LinePair> anchors)
{
    const TextShapes::Side& books = shapes.sides[1];
    std::vector<std::uint32_t> anchored(books.lines.size());
    for (const LinePair& pair : anchors)
        ++anchored[books.shape[pair.right]];
    std::vector<std::uint64_t> all(shapes.words.size());
    std::vector<std::uint64_t> paired(shapes.words.size());
    for (std::uint32_t shape = 0; shape < books.lines.size(); ++shape) {
        for (const std::uint32_t word : books.wordsOf(shape)) {
            all[word] += books.lines[shape];
            paired[word] += anchored[shape];
        }
    }
    std::vector<bool> printed(shapes.words.size());
    for (const std::uint32_t word : shapes.sides[0].words)
        printed[word] = true;
    std::vector<bool> labels(shapes.words.size());
    for (std::size_t word = TextShapes::kNumber + 1; word < labels.size(); ++word)
        labels[word] = printed[word] && all[word] >= kFewestLabelled && paired[word] * books.shape.size() * 4 < all[word] * anchors.size();
    return labels;
}

std::vector<Batch> keyedBatches(BatchLines& lines, const std::vector<bool>& labels, const DayWindow& window)
{
    std::vector<Tagged> numbered;
    std::vector<Tagged> labelled;
    const TextShapes::Side& books = lines.shapes.sides[1];
    for (const KeyedLine& line : lines.keyed[1]) {
        if (!lines.open[1][line.index])
            continue;
        for (const std::uint32_t number : books.numbersOf(line.index))
            numbered.push_back({line.partition, number, 0, line.index});
        for (const std::uint32_t word : books.wordsOf(books.shape[line.index])) {
            if (labels[word])
                labelled.push_back({line.partition, word, line.day, line.index});
        }
    }
    std::vector<Batch> out;
    Finder(lines, window, BatchKey::Number).run(std::move(numbered), out);
    std::erase_if(labelled, [&](const Tagged& tag) { return !lines.open[1][tag.line]; });
    Finder(lines, window, BatchKey::Label).run(std::move(labelled), out);
    return out;
}

} // namespace oxseal::recon
