// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

/// ASCII helpers over UTF-8; bytes above 0x7F pass unchanged.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;
[[nodiscard]] std::string lowerAscii(std::string_view text);
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept;
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// Whole text as a decimal int64.
[[nodiscard]] bool parseInteger(std::string_view text, std::int64_t& out) noexcept;
[[nodiscard]] bool isValidUtf8(std::string_view text) noexcept;
/// For messages: the text itself, or where it is longer than `most` bytes as much of its beginning as fits into them in whole
/// characters, and "…" after it.
[[nodiscard]] std::string beginning(std::string_view text, std::size_t most = 60);
/// RFC 4180 field: quoted when it holds a comma, quote, CR or LF, or begins or ends with a blank. Nothing neutralised.
[[nodiscard]] std::string csvField(std::string_view text);
/// The same at the end of `out`, without a string of its own.
void appendCsvField(std::string& out, std::string_view text);
[[nodiscard]] bool csvNeedsQuotes(std::string_view text) noexcept;

} // namespace oxseal
