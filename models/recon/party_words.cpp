// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/party_words.h"

#include <algorithm>
#include <map>

namespace oxseal::recon {
namespace {

constexpr std::size_t kShortestWord = 4;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isLetter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || byte >= 0x80;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Words in capitals; `digits` makes them part of a word.
std::vector<std::string> wordsOf(std::string_view text, bool digits)
{
    std::vector<std::string> out;
    std::string word;
    for (const char c : text) {
        if (isLetter(c) || (digits && isDigit(c))) {
            word.push_back(upper(c));
        } else if (!word.empty()) {
            out.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty())
        out.push_back(std::move(word));
    return out;
}

} // namespace

std::vector<std::string> partyWords(std::string_view description)
{
    std::vector<std::string> words = wordsOf(description, false);
    std::erase_if(words, [](const std::string& word) { return word.size() < kShortestWord; });
    return words;
}

KnownParties::KnownParties(std::span<const std::string_view> earlier)
{
    std::map<std::string, std::size_t> lines;
    for (const std::string_view description : earlier) {
        auto words = partyWords(description);
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        for (std::string& word : words)
            ++lines[std::move(word)];
    }
    for (const auto& [word, count] : lines)
        (count * 20 > earlier.size() ? common_ : known_).insert(word);
}

bool KnownParties::isNew(std::string_view description) const
{
    bool names = false;
    for (const std::string& word : partyWords(description)) {
        if (known_.contains(word))
            return false;
        names = names || !common_.contains(word);
    }
    return names;
}

bool mentions(std::string_view text, std::string_view phrase)
{
    const auto wanted = wordsOf(phrase, true);
    const auto words = wordsOf(text, true);
    return !wanted.empty() && std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
}

} // namespace oxseal::recon
