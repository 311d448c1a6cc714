// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace oxseal {

inline constexpr ErrorCode kWeakPassphrase{"people.weak_passphrase", ErrorClass::Refused};

/// Six words of a 7776-word list carry 6 × 12.9 = 77 bits; anything else must reach the same by a cautious estimate.
inline constexpr int kSignerBits = 77;
inline constexpr int kSignerWords = 6;

/// Cautious lower estimate in whole bits for a text without word structure: each character that neither repeats nor
/// continues its predecessor counts with the bits of the smallest usual alphabet that holds all of them (digits 3,
/// letters of one case 4, letters and digits 5, with signs 6), all others with one bit.
[[nodiscard]] int estimatedBits(std::string_view passphrase) noexcept;
/// Six different words of at least three letters (separated by blanks or hyphens), or 77 estimated bits; kWeakPassphrase.
[[nodiscard]] Status checkSignerPassphrase(std::string_view passphrase);

/// Pronounceable words for codes and generated passphrases: consonant-vowel-consonant-vowel-consonant, 102 400 of them
/// (16.6 bits each). `index` below kCodeWords.
inline constexpr std::uint32_t kCodeWords = 16 * 5 * 16 * 5 * 16;
[[nodiscard]] std::array<char, 5> codeWord(std::uint32_t index) noexcept;

} // namespace oxseal
