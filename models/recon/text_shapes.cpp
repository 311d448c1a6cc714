// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/text_shapes.h"

#include "models/core/parallel.h"
#include "models/recon/intern_batch.h"

#include <string>

namespace oxseal::recon {
namespace {

char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }
bool isLetter(char c) noexcept { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

/// What one thread finds out about one side; numbers are known to this side only.
struct Reading
{
    Dictionary shapes;
    Dictionary numbers;
    std::vector<std::uint32_t> shape;
    std::vector<std::uint32_t> numberStart{0};
    std::vector<std::uint32_t> numberOf;

    void read(std::span<const MatchLine> lines)
    {
        shape.reserve(lines.size());
        numberStart.reserve(lines.size() + 1);
        InternBatch shapeTexts(shapes, shape);
        InternBatch numberTexts(numbers, numberOf);
        std::uint32_t numbersSeen = 0;
        std::string key;
        std::string word;
        for (const MatchLine& line : lines) {
            key.clear();
            word.clear();
            bool digit = false;
            for (std::size_t i = 0; i <= line.description.size(); ++i) {
                const char c = i < line.description.size() ? upper(line.description[i]) : ' ';
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

void finish(Reading& reading, const std::vector<std::uint32_t>& shared, Dictionary& words, TextShapes::Side& side)
{
    side.shape = std::move(reading.shape);
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
        for (std::uint32_t i = reading.numberStart[line]; i < reading.numberStart[line + 1]; ++i) {
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
    runTasks(static_cast<unsigned>(threads), {[&] { readings[0].read(left); }, [&] { readings[1].read(right); }});
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
        finish(readings[at], shared[at], out.words, out.sides[at]);
    return out;
}

} // namespace oxseal::recon
