// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/code.h"

#include "models/people/passphrase.h"

#include <array>

namespace oxseal {

Secret randomWords(Random& random, int words)
{
    constexpr std::uint32_t kDraws = 1U << 24;
    constexpr std::uint32_t kLimit = kDraws - kDraws % kCodeWords; // rejection keeps the choice uniform
    Botan::secure_vector<std::uint8_t> text;
    for (int i = 0; i < words; ++i) {
        std::uint32_t draw = kLimit;
        while (draw >= kLimit) {
            std::array<std::uint8_t, 3> bytes{};
            random.fill(bytes);
            draw = static_cast<std::uint32_t>(bytes[0]) << 16 | static_cast<std::uint32_t>(bytes[1]) << 8 | bytes[2];
        }
        if (i > 0)
            text.push_back('-');
        for (const char c : codeWord(draw % kCodeWords))
            text.push_back(static_cast<std::uint8_t>(c));
    }
    return Secret(std::move(text));
}

} // namespace oxseal
