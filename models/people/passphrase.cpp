// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/passphrase.h"

#include <set>
#include <string>

namespace oxseal {
namespace {

bool isLower(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool isUpper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool isDigit(unsigned char c) { return c >= '0' && c <= '9'; }

int bitsPerCharacter(std::string_view text) noexcept
{
    bool lower = false;
    bool upper = false;
    bool digit = false;
    bool other = false;
    for (const char character : text) {
        const auto c = static_cast<unsigned char>(character);
        lower = lower || isLower(c);
        upper = upper || isUpper(c);
        digit = digit || isDigit(c);
        other = other || !(isLower(c) || isUpper(c) || isDigit(c));
    }
    const int kinds = int{lower} + int{upper} + int{digit} + int{other};
    if (kinds <= 1)
        return digit ? 3 : 4;
    return kinds == 2 && !other ? 5 : 6;
}

struct Words
{
    int all = 0;
    int different = 0;
};

Words countWords(std::string_view text)
{
    int all = 0;
    std::set<std::string> words;
    std::string word;
    bool letters = true;
    const auto finish = [&] {
        if (letters && word.size() >= 3) {
            ++all;
            words.insert(word);
        }
        word.clear();
        letters = true;
    };
    for (const char c : text) {
        if (c == ' ' || c == '-') {
            finish();
            continue;
        }
        const auto u = static_cast<unsigned char>(c);
        if (isUpper(u))
            word += static_cast<char>(u - 'A' + 'a');
        else
            word += c;
        letters = letters && (isLower(u) || isUpper(u) || u >= 0x80);
    }
    finish();
    return {all, static_cast<int>(words.size())};
}

} // namespace

int estimatedBits(std::string_view passphrase) noexcept
{
    const int each = bitsPerCharacter(passphrase);
    int bits = 0;
    int last = -100;
    int lastStep = 100;
    for (const char character : passphrase) {
        const int c = static_cast<unsigned char>(character);
        const int step = c - last;
        // "aaaa", "abcd", "9876" and their like are runs: the choice was made at their start.
        const bool run = (step == 0 || step == 1 || step == -1) && (lastStep == step || lastStep == 100);
        bits += run ? 1 : each;
        lastStep = step >= -1 && step <= 1 ? step : 100;
        last = c;
    }
    return bits;
}

Status checkSignerPassphrase(std::string_view passphrase)
{
    const Words words = countWords(passphrase);
    if (words.different >= kSignerWords)
        return {};
    // The character estimate holds for random characters only: several words must be counted as words.
    if (words.all <= 1 && estimatedBits(passphrase) >= kSignerBits)
        return {};
    return fail(kWeakPassphrase, {}, {std::to_string(words.different), std::to_string(kSignerWords)});
}

std::array<char, 5> codeWord(std::uint32_t index) noexcept
{
    constexpr std::string_view consonants = "bdfghjklmnprstvz";
    constexpr std::string_view vowels = "aeiou";
    std::array<char, 5> word{};
    for (std::size_t i = 0; i < word.size(); ++i) {
        const std::string_view letters = i % 2 == 0 ? consonants : vowels;
        const auto size = static_cast<std::uint32_t>(letters.size());
        word[i] = letters[index % size];
        index /= size;
    }
    return word;
}

} // namespace oxseal
