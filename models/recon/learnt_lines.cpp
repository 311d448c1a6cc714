// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/learnt_lines.h"

#include "models/core/parallel.h"
#include "models/recon/reference_key.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace oxseal::recon {
namespace {

constexpr std::size_t kWordAnchors = 8000; ///< anchors that teach words

/// Calls f(line, how many lines share its key) for lines sorted by key.
template <class Key, class F>
void forEachCount(const std::vector<KeyedLine>& sorted, const Key& key, const F& f)
{
    for (std::size_t i = 0; i < sorted.size();) {
        std::size_t end = i;
        while (end < sorted.size() && key(sorted[end]) == key(sorted[i]))
            ++end;
        for (std::size_t at = i; at < end; ++at)
            f(sorted[at], static_cast<std::uint32_t>(end - i));
        i = end;
    }
}

/// log2 (of / count) where most counts are small: the logarithms are taken once.
class RarityOf
{
public:
    RarityOf(std::uint64_t of, std::uint64_t times, std::uint64_t less) : of_(of), times_(times), less_(less) {}
    Bits operator()(std::uint32_t count)
    {
        if (count >= known_.size())
            return take(count);
        Bits& bits = known_[count];
        return bits != kUnknown ? bits : bits = take(count);
    }

private:
    static constexpr Bits kUnknown = std::numeric_limits<Bits>::max();
    [[nodiscard]] Bits take(std::uint32_t count) const { return log2Ratio(times_ * of_, times_ * count - less_); }

    std::uint64_t of_;
    std::uint64_t times_;
    std::uint64_t less_;
    std::vector<Bits> known_ = std::vector<Bits>(256, kUnknown);
};

/// Marks lines of the books that repeat an earlier day's: same account, reference, amount and name. Few references stand on more
/// lines than one: only those lines are put in order.
void markCopies(LearntLines& lines)
{
    std::vector<KeyedLine> sorted;
    forEachCount(lines.sorted[1].byReference, [](const KeyedLine& line) { return std::pair(line.partition, line.reference); },
        [&sorted](const KeyedLine& line, std::uint32_t count) {
            if (count > 1)
                sorted.push_back(line);
        });
    const auto key = [&](const KeyedLine& line) {
        return std::tuple(line.partition, line.reference, line.amount, lines.core(1, line.index), line.day);
    };
    std::sort(sorted.begin(), sorted.end(), [&](const KeyedLine& a, const KeyedLine& b) { return key(a) < key(b); });
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        const KeyedLine& a = sorted[i - 1];
        const KeyedLine& b = sorted[i];
        if (std::tuple(a.partition, a.reference, a.amount, lines.core(1, a.index))
            != std::tuple(b.partition, b.reference, b.amount, lines.core(1, b.index)))
            continue;
        lines.rarity[1][b.index].laterCopy = b.day > a.day || lines.rarity[1][a.index].laterCopy;
    }
}

} // namespace

std::uint64_t contentHash(const MatchLine& line, bool whole) noexcept
{
    std::uint64_t h = static_cast<std::uint64_t>(line.amount) * 0x9E3779B97F4A7C15ULL + static_cast<std::uint32_t>(line.date.number);
    for (const std::string_view text : {line.account, line.reference, whole ? line.description : std::string_view(), whole ? line.id : std::string_view()}) {
        for (const char c : text)
            h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
        h ^= h >> 29U;
    }
    h *= 0xBF58476D1CE4E5B9ULL;
    return h ^ h >> 32U;
}

std::vector<LinePair> samplePairs(const LearntLines& lines, std::span<const LinePair> pairs, std::size_t most, bool whole)
{
    std::vector<std::pair<std::uint64_t, LinePair>> hashed;
    hashed.reserve(pairs.size());
    for (const LinePair& pair : pairs)
        hashed.emplace_back(contentHash(lines.lines[0][pair.left], whole), pair);
    const auto less = [&lines](const auto& a, const auto& b) {
        const auto rank = [&lines](const LinePair& pair) {
            return std::pair(contentHash(lines.lines[0][pair.left], true), contentHash(lines.lines[1][pair.right], true));
        };
        return a.first != b.first ? a.first < b.first : rank(a.second) < rank(b.second);
    };
    if (hashed.size() > most) {
        std::nth_element(hashed.begin(), hashed.begin() + static_cast<std::ptrdiff_t>(most), hashed.end(), less);
        hashed.resize(most);
    }
    std::sort(hashed.begin(), hashed.end(), less);
    std::vector<LinePair> out;
    for (const auto& [hash, pair] : hashed)
        out.push_back(pair);
    return out;
}

LearntLines::LearntLines(std::span<const MatchLine> left, std::span<const MatchLine> right, const PassSet& rules, int threads, TaughtPlaces taught)
    : lines{left, right}, taughtPlaces(std::move(taught))
{
    runTasks(static_cast<unsigned>(threads),
        {[&] { shapes = readShapes(left, right, threads); }, [&] { keys = std::make_unique<MatchKeys>(left, right, rules); }});
    std::int32_t first = std::numeric_limits<std::int32_t>::max();
    std::int32_t last = std::numeric_limits<std::int32_t>::min();
    for (std::size_t side = 0; side < 2; ++side) {
        keyed[side].reserve(lines[side].size());
        for (std::uint32_t i = 0; i < lines[side].size(); ++i) {
            const MatchLine& line = lines[side][i];
            keyed[side].push_back({line.amount, keys->partition(side, i), keys->reference(side, i), line.date.number, i});
            first = std::min(first, line.date.number);
            last = std::max(last, line.date.number);
        }
    }
    sizes.left = left.size();
    sizes.right = right.size();
    sizes.days = last >= first ? static_cast<std::uint64_t>(std::int64_t{last} - first) + 1 : 1;
    namedInText(threads);
    keys->dropLookUp();
    const auto workers = static_cast<unsigned>(threads);
    runTasks(workers, {[this] { sorted[1] = SortedLines(keyed[1]); }, [this] { sorted[0] = SortedLines(keyed[0]); }});
    anchors = findAnchors(sorted[0], sorted[1]);
    teach();
    window = learnWindow(keyed[0], keyed[1], anchors.pairs);
    fees = learnFees(anchors.gaps);
    runTasks(workers, {[this, threads] { learnCores(threads); }, [this] { findRarities(0); }, [this] { findRarities(1); }});
    findNames();
}

/// What was decided is known: it stands in for whatever references or amounts say about those lines.
void LearntLines::teach()
{
    if (taughtPlaces.left >= lines[0].size())
        return;
    std::erase_if(anchors.pairs, [this](const LinePair& pair) { return taught(pair.left); });
    partner.assign(lines[0].size() - taughtPlaces.left, 0xFFFFFFFFU);
    for (const LinePair& pair : taughtPlaces.pairs) {
        partner[pair.left - taughtPlaces.left] = pair.right;
        if (lines[0][pair.left].amount == lines[1][pair.right].amount)
            anchors.pairs.push_back(pair);
    }
}

/// A statement line without a reference whose text holds exactly one word that is a reference in the books of its account
/// gets that one.
void LearntLines::namedInText(int threads)
{
    // Nearly every reference of the books stands in one account: that account by reference, and pairs for the other ones.
    std::vector<std::uint32_t> accountOf;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> others;
    for (const KeyedLine& line : keyed[1]) {
        if (line.reference == 0)
            continue;
        if (line.reference >= accountOf.size())
            accountOf.resize(line.reference + 1, Dictionary::kUnknown);
        std::uint32_t& account = accountOf[line.reference];
        if (account == Dictionary::kUnknown)
            account = line.partition;
        else if (account != line.partition)
            others.emplace_back(line.partition, line.reference);
    }
    std::sort(others.begin(), others.end());
    const auto inBooks = [&](std::uint32_t partition, std::uint32_t reference) {
        return reference < accountOf.size()
            && (accountOf[reference] == partition || std::binary_search(others.begin(), others.end(), std::pair(partition, reference)));
    };
    const auto name = [&](KeyedLine& line, std::string& key) {
        std::uint32_t found = 0;
        bool several = false;
        forEachReferenceWord(lines[0][line.index].description, [&](std::string_view word) {
            key.clear();
            appendReferenceKey(key, word);
            const std::uint32_t number = keys->findReference(key);
            if (number == Dictionary::kUnknown || number == 0 || number == found || !inBooks(line.partition, number))
                return;
            several = several || found != 0;
            found = number;
        });
        if (!several)
            line.reference = found;
    };
    constexpr std::size_t kPiece = 1U << 15U;
    std::vector<std::function<void()>> tasks;
    for (std::size_t from = 0; from < keyed[0].size(); from += kPiece) {
        tasks.emplace_back([&, from] {
            std::string key;
            for (std::size_t i = from; i < std::min(keyed[0].size(), from + kPiece); ++i) {
                if (keyed[0][i].reference == 0)
                    name(keyed[0][i], key);
            }
        });
    }
    runTasks(static_cast<unsigned>(threads), tasks);
}

void LearntLines::learnCores(int threads)
{
    std::vector<ShapePair> pairs;
    for (const LinePair& pair : samplePairs(*this, anchors.pairs, kWordAnchors, false))
        pairs.push_back({shapes.sides[0].shape[pair.left], shapes.sides[1].shape[pair.right]});
    cores = std::make_unique<IdentityCores>(shapes, pairs, threads);
}

void LearntLines::findRarities(std::size_t side)
{
    rarity[side].resize(lines[side].size());
    std::vector<std::uint32_t> ofPartition(keys->partitions());
    for (const KeyedLine& line : keyed[side])
        ++ofPartition[line.partition];
    std::vector<RarityOf> amount;
    std::vector<RarityOf> reference;
    std::vector<Bits> account;
    for (const std::uint32_t of : ofPartition) {
        // A line is one of its amount's itself; the others are what it could be mistaken for: count − 3/4.
        amount.emplace_back(of, 4, 3);
        reference.emplace_back(of, 1, 0);
        account.push_back(log2Ratio(std::max(of, 1U), 1));
    }
    forEachCount(sorted[side].byAmount, [](const KeyedLine& line) { return std::pair(line.partition, line.amount); },
        [&](const KeyedLine& line, std::uint32_t count) {
            rarity[side][line.index].amount = amount[line.partition](count);
            rarity[side][line.index].account = account[line.partition];
        });
    forEachCount(sorted[side].byReference, [](const KeyedLine& line) { return std::pair(line.partition, line.reference); },
        [&](const KeyedLine& line, std::uint32_t count) { rarity[side][line.index].reference = reference[line.partition](count); });
}

std::uint32_t LearntLines::nameStart(std::size_t side, std::uint32_t line) const
{
    const std::string_view text = cores->text(side, core(side, line));
    if (text.size() < 3)
        return 0;
    const auto letter = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(text[i])}; };
    return letter(0) << 16U | letter(1) << 8U | letter(2);
}

void LearntLines::findNames()
{
    std::vector<std::uint32_t> ofCore(cores->cores(1));
    for (std::uint32_t i = 0; i < lines[1].size(); ++i)
        ++ofCore[core(1, i)];
    const std::uint64_t all = std::max<std::uint64_t>(1, lines[1].size());
    std::uint64_t same = 0; // chance × 2^32
    std::vector<Bits> names;
    for (std::size_t i = 0; i < ofCore.size(); ++i) {
        names.push_back(log2Ratio(all, std::max(ofCore[i], 1U)));
        const std::uint64_t share = (std::uint64_t{ofCore[i]} << 24U) / all;
        same += i == 0 ? 0 : share * share >> 16U;
    }
    sizes.sameName = same >> 16U;
    for (std::uint32_t i = 0; i < lines[1].size(); ++i)
        rarity[1][i].name = names[core(1, i)];
    markCopies(*this);
}

} // namespace oxseal::recon
