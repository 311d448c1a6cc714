// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/text_shapes.h"

#include "models/core/parallel.h"
#include "models/recon/intern_batch.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace oxseal::recon {
namespace {

char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }
bool isLetter(char c) noexcept { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

/// Which lines share the very same text: of a text that many lines borrow only one has to be read.
class SharedTexts
{
public:
    explicit SharedTexts(std::span<const MatchLine> lines)
    {
        constexpr std::size_t kLooked = 4096;
        if (find(lines.first(std::min(lines.size(), kLooked))); texts.size() * 2 > textOf_.size()) {
            textOf_.clear(); // hardly any do
            texts.clear();
            for (const MatchLine& line : lines)
                texts.push_back(line.description);
            return;
        }
        find(lines.subspan(textOf_.size()));
    }
    [[nodiscard]] std::size_t of(std::size_t line) const { return textOf_.empty() ? line : textOf_[line]; }

    std::vector<std::string_view> texts; ///< in order of first appearance

private:
    void find(std::span<const MatchLine> lines)
    {
        for (const MatchLine& line : lines) {
            const std::pair key(line.description.data(), line.description.size());
            const auto [found, fresh] = numbers_.try_emplace(key, static_cast<std::uint32_t>(texts.size()));
            if (fresh)
                texts.push_back(line.description);
            textOf_.push_back(found->second);
        }
    }

    struct Hash
    {
        std::size_t operator()(const std::pair<const char*, std::size_t>& key) const noexcept
        {
            return (reinterpret_cast<std::uintptr_t>(key.first) ^ key.second << 48U) * 0x9E3779B97F4A7C15ULL >> 16U;
        }
    };
    std::unordered_map<std::pair<const char*, std::size_t>, std::uint32_t, Hash> numbers_;
    std::vector<std::uint32_t> textOf_; ///< empty: every line has its own
};

/// What one thread finds out about one side; numbers are known to this side only.
struct Reading
{
    Dictionary shapes;
    Dictionary numbers;
    std::vector<std::uint32_t> shape; ///< by text
    std::vector<std::uint32_t> numberStart{0};
    std::vector<std::uint32_t> numberOf;

    void read(std::span<const std::string_view> texts)
    {
        shape.reserve(texts.size());
        numberStart.reserve(texts.size() + 1);
        InternBatch shapeTexts(shapes, shape);
        InternBatch numberTexts(numbers, numberOf);
        std::uint32_t numbersSeen = 0;
        std::string key;
        std::string word;
        for (const std::string_view text : texts) {
            key.clear();
            word.clear();
            bool digit = false;
            for (std::size_t i = 0; i <= text.size(); ++i) {
                const char c = i < text.size() ? upper(text[i]) : ' ';
                if (isDigit(c) || isLetter(c)) {
                    digit = digit || isDigit(c);
                    word.push_back(c);
                    continue;
                }
                if (word.empty())
                    continue;
                if (!key.empty())
                    key.push_back(' ');
                if (digit && word.size() >= 3) {
                    numberTexts.add(word);
                    ++numbersSeen;
                }
                key += digit ? std::string_view("#") : std::string_view(word);
                word.clear();
                digit = false;
            }
            shapeTexts.add(key);
            numberStart.push_back(numbersSeen);
        }
        shapeTexts.flush();
        numberTexts.flush();
    }
};

void finish(const Reading& reading, const SharedTexts& texts, std::size_t lines, const std::vector<std::uint32_t>& shared, Dictionary& words,
    TextShapes::Side& side)
{
    side.shape.reserve(lines);
    for (std::size_t line = 0; line < lines; ++line)
        side.shape.push_back(reading.shape[texts.of(line)]);
    side.lines.assign(reading.shapes.size(), 0);
    for (const std::uint32_t shape : side.shape)
        ++side.lines[shape];
    side.wordStart.assign(1, 0);
    side.wordStart.reserve(reading.shapes.size() + 1);
    for (const std::string_view text : reading.shapes) {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            side.words.push_back(words.intern(text.substr(at, end - at)));
            at = end + 1;
        }
        side.wordStart.push_back(static_cast<std::uint32_t>(side.words.size()));
    }
    side.numberStart.assign(1, 0);
    side.numberStart.reserve(side.shape.size() + 1);
    for (std::size_t line = 0; line < side.shape.size(); ++line) {
        const std::size_t text = texts.of(line);
        for (std::uint32_t i = reading.numberStart[text]; i < reading.numberStart[text + 1]; ++i) {
            if (const std::uint32_t number = shared[reading.numberOf[i]]; number != Dictionary::kUnknown)
                side.numbers.push_back(number);
        }
        side.numberStart.push_back(static_cast<std::uint32_t>(side.numbers.size()));
    }
}

} // namespace

TextShapes readShapes(std::span<const MatchLine> left, std::span<const MatchLine> right, int threads)
{
    std::array<Reading, 2> readings;
    std::array<std::optional<SharedTexts>, 2> texts;
    const std::array sides{left, right};
    const auto read = [&](std::size_t side) { readings[side].read(texts[side].emplace(sides[side]).texts); };
    runTasks(static_cast<unsigned>(threads), {[&] { read(0); }, [&] { read(1); }});
    TextShapes out;
    std::array<std::vector<std::uint32_t>, 2> shared;
    shared[1].assign(readings[1].numbers.size(), Dictionary::kUnknown);
    for (const std::string_view number : readings[0].numbers) {
        const std::uint32_t there = readings[1].numbers.find(number);
        shared[0].push_back(there == Dictionary::kUnknown ? there : out.numbers.intern(number));
        if (there != Dictionary::kUnknown)
            shared[1][there] = shared[0].back();
    }
    for (std::size_t at = 0; at < 2; ++at)
        finish(readings[at], *texts[at], sides[at].size(), shared[at], out.words, out.sides[at]);
    return out;
}

} // namespace oxseal::recon
