// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/reference_key.h"

#include <algorithm>

namespace oxseal::recon {
namespace {

bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }
char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

} // namespace

void appendReferenceKey(std::string& out, std::string_view reference)
{
    const std::size_t start = out.size();
    bool digitsOnly = true;
    for (const char raw : reference) {
        const char c = upper(raw);
        const bool letter = (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        if (!letter && !isDigit(c))
            continue;
        digitsOnly = digitsOnly && isDigit(c);
        out.push_back(c);
    }
    if (digitsOnly)
        out.erase(start, std::min(out.find_first_not_of('0', start), out.size()) - start);
}

bool looksLikeCheque(std::string_view key) noexcept
{
    return key.size() >= 3 && key.size() <= 10 && std::all_of(key.begin(), key.end(), isDigit);
}

std::string_view withoutChequePrefix(std::string_view key, std::span<const std::string> prefixes) noexcept
{
    for (const std::string& prefix : prefixes) {
        if (!key.starts_with(prefix))
            continue;
        std::string_view number = key.substr(prefix.size());
        if (!looksLikeCheque(number))
            continue;
        number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
        return number;
    }
    return key;
}

void appendDescriptionKey(std::string& out, std::string_view description)
{
    bool gap = false;
    const std::size_t start = out.size();
    for (const char c : description) {
        if (c == ' ' || c == '\t') {
            gap = out.size() > start;
            continue;
        }
        if (gap)
            out.push_back(' ');
        gap = false;
        out.push_back(upper(c));
    }
}

} // namespace oxseal::recon
