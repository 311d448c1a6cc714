// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace oxseal::recon {

/// Appends the comparable form of a reference to `out`: ASCII letters upper case, letters, digits and bytes above 0x7F
/// only, leading zeros dropped when all of it is digits. "inv-0042" and "INV 0042" agree; so do cheque "000540" and "540".
void appendReferenceKey(std::string& out, std::string_view reference);
/// A bare number of three to ten digits, as cheques carry.
[[nodiscard]] bool looksLikeCheque(std::string_view key) noexcept;
/// The number alone when `key` is one of `prefixes` followed by a cheque number ("CHQ001540" becomes "1540"); else `key`.
[[nodiscard]] std::string_view withoutChequePrefix(std::string_view key, std::span<const std::string> prefixes) noexcept;
/// Upper case, runs of blanks as one.
void appendDescriptionKey(std::string& out, std::string_view description);

/// Calls `word` for each word of a text that could be a reference: at least four characters, one of them a digit.
template <class F>
void forEachReferenceWord(std::string_view text, const F& word)
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

} // namespace oxseal::recon
