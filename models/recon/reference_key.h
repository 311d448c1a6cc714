// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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

/// Gives equal texts equal numbers, in order of first appearance; 0 is the empty text. Texts are copied into an arena.
class TextNumbers
{
public:
    TextNumbers();
    [[nodiscard]] std::uint32_t of(std::string_view text);
    /// 0 when the text has no number yet.
    [[nodiscard]] std::uint32_t find(std::string_view text) const;
    void reserve(std::size_t count) { index_.reserve(count); }

private:
    std::string_view keep(std::string_view text);
    std::unordered_map<std::string_view, std::uint32_t> index_;
    std::deque<std::string> arena_;
};

} // namespace oxseal::recon
