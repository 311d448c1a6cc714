// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

/// Forms of values that must not be kept, whatever the column is called.
namespace oxseal {

/// Crypt and LDAP forms, bcrypt, Argon2, PBKDF2, NTLM "LM:NT", SCRAM verifiers.
[[nodiscard]] bool looksLikeHash(std::string_view v);
/// Private keys, and tokens of the clouds by their marks.
[[nodiscard]] bool looksLikeSecret(std::string_view v);
/// A whole social security number, AAA-GG-SSSS.
[[nodiscard]] bool looksLikeSsn(std::string_view v);
/// A number of ISO 13616 with right check digits.
[[nodiscard]] bool looksLikeIban(std::string_view v);
/// 15 or 16 digits that pass Luhn.
[[nodiscard]] bool looksLikeCard(std::string_view v);

inline constexpr std::size_t kSsnLength = 11;
/// Where the next social security number begins in a text, from `from` on; npos when there is none. Written with dashes, in a
/// range that is issued, and no part of a longer number or name (phone, invoice, account).
[[nodiscard]] std::size_t findSsn(std::string_view text, std::size_t from = 0);

} // namespace oxseal
