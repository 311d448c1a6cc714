// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/identity_cores.h"

#include "models/core/parallel.h"
#include "models/recon/text_measures.h"

#include <algorithm>
#include <functional>
#include <string>

namespace oxseal::recon {
namespace {

constexpr std::size_t kLongest = 64;
constexpr std::size_t kChunks = 16;
constexpr std::uint32_t kFewest = 12; ///< sightings before a context is believed

/// Letters as codes below 64: A–Z, digits, and bytes above ASCII folded into the rest.
std::uint8_t codeOf(char c) noexcept
{
    if (c >= 'A' && c <= 'Z')
        return static_cast<std::uint8_t>(c - 'A' + 1);
    if (c >= '0' && c <= '9')
        return static_cast<std::uint8_t>(c - '0' + 27);
    return static_cast<std::uint8_t>(37 + static_cast<unsigned char>(c) % 27);
}

bool isVowel(char c) noexcept { return c == 'A' || c == 'E' || c == 'I' || c == 'O' || c == 'U'; }

struct Spelling
{
    std::vector<std::uint8_t> plain;
    std::vector<std::uint8_t> skeleton;

    void clear()
    {
        plain.clear();
        skeleton.clear();
    }
    void add(std::string_view text)
    {
        for (const char c : text) {
            if (plain.size() == kLongest)
                return;
            plain.push_back(codeOf(c));
            if (!isVowel(c))
                skeleton.push_back(codeOf(c));
        }
    }
};

/// Whether a word stands in a text, spelled out or by its consonants, give or take a slip of the pen.
bool stands(std::string_view word, const Spelling& text)
{
    Spelling spelt;
    spelt.add(word);
    PatternSearch search;
    search.set(spelt.plain);
    const std::size_t slips = spelt.plain.size() < 5 ? 0 : (spelt.plain.size() + 1) / 4;
    if (search.distanceIn(text.plain) <= slips)
        return true;
    if (spelt.skeleton.size() < 3)
        return false;
    search.set(spelt.skeleton);
    return search.distanceIn(text.skeleton) == 0;
}

struct Sightings
{
    std::array<std::uint32_t, 2> found{}; ///< in true pairs, in random pairs
    std::array<std::uint32_t, 2> seen{};
};

std::uint64_t contextKey(unsigned kind, std::uint32_t a, std::uint32_t b)
{
    return std::uint64_t{kind} << 62U | std::uint64_t{a} << 31U | b;
}

class WordValue
{
public:
    explicit WordValue(const TextShapes& shapes) : shapes_(shapes) {}

    void sight(std::size_t side, std::uint32_t shape, std::uint32_t otherShape, std::size_t random)
    {
        const std::uint64_t memo = std::uint64_t{otherShape} << 1U | (1 - side);
        Spelling& other = spellings_[memo];
        if (other.plain.empty()) {
            for (const std::uint32_t word : shapes_.sides[1 - side].wordsOf(otherShape))
                if (word != TextShapes::kNumber)
                    other.add(shapes_.words[word]);
        }
        const auto words = shapes_.sides[side].wordsOf(shape);
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i] == TextShapes::kNumber)
                continue;
            const bool found = stands(shapes_.words[words[i]], other);
            for (const std::uint64_t key : keysOf(words, i)) {
                Sightings& sightings = contexts_[side][key];
                ++sightings.seen[random];
                sightings.found[random] += found ? 1 : 0;
            }
        }
    }

    /// True when every well-known context agrees that the word names somebody, or none is known. `leastPercent` is how much
    /// oftener it must stand in the true partner's text than in a random one's.
    [[nodiscard]] bool names(std::size_t side, std::span<const std::uint32_t> words, std::size_t i, std::int64_t leastPercent) const
    {
        const auto keys = keysOf(words, i);
        bool known = false;
        for (std::size_t k = 3; k-- > 0;) { // neighbours first, the word alone when they are not known
            if (k == 0 && known)
                break;
            const auto at = contexts_[side].find(keys[k]);
            if (at == contexts_[side].end() || at->second.seen[0] < kFewest || at->second.seen[1] == 0)
                continue;
            known = true;
            const Sightings& s = at->second;
            const std::int64_t hit = std::int64_t{s.found[0]} * 100 / s.seen[0];
            const std::int64_t chance = std::int64_t{s.found[1]} * 100 / s.seen[1];
            if (hit - chance < leastPercent)
                return false;
        }
        return true;
    }

private:
    static std::array<std::uint64_t, 3> keysOf(std::span<const std::uint32_t> words, std::size_t i)
    {
        return {contextKey(0, words[i], 0), contextKey(1, words[i], i + 1 < words.size() ? words[i + 1] : TextShapes::kEdge),
            contextKey(2, words[i], i > 0 ? words[i - 1] : TextShapes::kEdge)};
    }

    const TextShapes& shapes_;
    std::array<std::unordered_map<std::uint64_t, Sightings>, 2> contexts_;
    std::unordered_map<std::uint64_t, Spelling> spellings_;
};

constexpr std::array<std::int64_t, 2> kLeastPercent{20, 5};

} // namespace

IdentityCores::IdentityCores(const TextShapes& shapes, std::span<const ShapePair> anchors, int threads)
{
    WordValue value(shapes);
    const std::size_t n = anchors.size();
    for (std::size_t i = 0; i < n; ++i) {
        const ShapePair& pair = anchors[i];
        const ShapePair& other = anchors[(i + n / 2 + 1) % n];
        value.sight(0, pair.left, pair.right, 0);
        value.sight(1, pair.right, pair.left, 0);
        value.sight(0, pair.left, other.right, 1);
        value.sight(1, pair.right, other.left, 1);
    }
    std::vector<std::function<void()>> tasks;
    for (std::size_t side = 0; side < 2; ++side) {
        const std::size_t count = shapes.sides[side].lines.size();
        kept_[side].assign(shapes.sides[side].words.size(), 0);
        for (std::size_t chunk = 0; chunk < kChunks; ++chunk) {
            tasks.emplace_back([&, side, from = count * chunk / kChunks, to = count * (chunk + 1) / kChunks] {
                const TextShapes::Side& texts = shapes.sides[side];
                for (auto shape = static_cast<std::uint32_t>(from); shape < to; ++shape) {
                    const auto words = texts.wordsOf(shape);
                    for (std::size_t i = 0; i < words.size(); ++i)
                        kept_[side][texts.wordStart[shape] + i]
                            = words[i] != TextShapes::kNumber && value.names(side, words, i, kLeastPercent[side]);
                }
            });
        }
    }
    runTasks(static_cast<unsigned>(threads), tasks);
    runTasks(static_cast<unsigned>(threads), {[&] { buildCores(shapes, 0); }, [&] { buildCores(shapes, 1); }});
}

void IdentityCores::buildCores(const TextShapes& shapes, std::size_t side)
{
    const TextShapes::Side& texts = shapes.sides[side];
    coreOf_[side].reserve(texts.lines.size());
    std::string core;
    for (std::uint32_t shape = 0; shape < texts.lines.size(); ++shape) {
        core.clear();
        for (std::uint32_t i = texts.wordStart[shape]; i < texts.wordStart[shape + 1]; ++i) {
            if (kept_[side][i])
                core += shapes.words[texts.words[i]];
        }
        core.resize(std::min(core.size(), kLongest));
        coreOf_[side].push_back(texts_[side].intern(core));
    }
    codes_[side].resize(texts_[side].size());
    Spelling spelling;
    for (std::uint32_t i = 0; i < texts_[side].size(); ++i) {
        spelling.clear();
        spelling.add(texts_[side][i]);
        codes_[side][i] = {static_cast<std::uint32_t>(letters_[side].size()), static_cast<std::uint8_t>(spelling.plain.size()),
            static_cast<std::uint8_t>(spelling.skeleton.size())};
        letters_[side].insert(letters_[side].end(), spelling.plain.begin(), spelling.plain.end());
        letters_[side].insert(letters_[side].end(), spelling.skeleton.begin(), spelling.skeleton.end());
    }
    kept_[side] = {};
}

unsigned IdentityCores::fit(std::uint32_t leftCore, std::uint32_t rightCore) const
{
    if (leftCore == 0 || rightCore == 0)
        return 0;
    const Codes& a = codes_[0][leftCore];
    const Codes& b = codes_[1][rightCore];
    const std::span<const std::uint8_t> plainA(letters_[0].data() + a.start, a.plain);
    const std::span<const std::uint8_t> plainB(letters_[1].data() + b.start, b.plain);
    const bool swap = a.plain > b.plain; // the shorter text is searched in the longer one
    const unsigned length = swap ? b.plain : a.plain;
    PatternSearch search;
    search.set(swap ? plainB : plainA);
    unsigned edits = 24 * search.distanceIn(swap ? plainA : plainB) / length; // in 24ths of the length
    const unsigned bones = swap ? b.skeleton : a.skeleton;
    if (edits > 0 && bones >= 4) {
        const std::span<const std::uint8_t> bonesA(plainA.data() + a.plain, a.skeleton);
        const std::span<const std::uint8_t> bonesB(plainB.data() + b.plain, b.skeleton);
        search.set(swap ? bonesB : bonesA);
        edits = std::min(edits, 1 + 24 * search.distanceIn(swap ? bonesA : bonesB) / bones);
    }
    const unsigned grade = edits == 0 ? 0 : edits <= 3 ? 1 : edits <= 5 ? 2 : edits <= 7 ? 3 : edits <= 10 ? 4 : 5;
    const unsigned lengthClass = length <= 5 ? 0 : length <= 11 ? 1 : 2;
    return 1 + 6 * lengthClass + grade;
}

} // namespace oxseal::recon
