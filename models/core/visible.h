// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace oxseal {

/// Control, bidirectional and invisible characters: what a screen does not show, or what makes it show something else.
[[nodiscard]] bool isHiddenCharacter(char32_t c) noexcept;
/// Text from a file or a record for a terminal: hidden characters stand as their code point ("⟨U+001B⟩"), bytes that are no UTF-8 as
/// "⟨0x9B⟩". Tabs and line ends stay.
[[nodiscard]] std::string visible(std::string_view text);
/// How many bytes of the beginning can be shown without knowing what follows: not half a character, nor the first half of a line end.
[[nodiscard]] std::size_t wholeCharacters(std::string_view text) noexcept;

} // namespace oxseal
