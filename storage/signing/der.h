// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The few lines of DER (X.690) that CMS needs. Reading is strict: definite, minimal lengths and one-byte tags only, so
/// that a parsed structure has exactly one encoding.
namespace oxseal::der {

inline constexpr std::uint8_t kInteger = 0x02;
inline constexpr std::uint8_t kBitString = 0x03;
inline constexpr std::uint8_t kOctetString = 0x04;
inline constexpr std::uint8_t kNull = 0x05;
inline constexpr std::uint8_t kOid = 0x06;
inline constexpr std::uint8_t kUtcTime = 0x17;
inline constexpr std::uint8_t kGeneralizedTime = 0x18;
inline constexpr std::uint8_t kSequence = 0x30;
inline constexpr std::uint8_t kSet = 0x31;
/// Constructed context-specific tag [n].
[[nodiscard]] constexpr std::uint8_t context(int n) { return static_cast<std::uint8_t>(0xA0 | n); }

[[nodiscard]] std::string tlv(std::uint8_t tag, std::string_view content);
[[nodiscard]] std::string sequence(std::initializer_list<std::string_view> parts);
/// SET OF: elements sorted by their encodings.
[[nodiscard]] std::string setOf(std::vector<std::string> elements, std::uint8_t tag = kSet);
/// "1.2.840.113549.1.7.2" as a whole OBJECT IDENTIFIER.
[[nodiscard]] std::string oid(std::string_view dotted);
/// A small non-negative INTEGER.
[[nodiscard]] std::string integer(unsigned value);

struct Element
{
    std::uint8_t tag = 0;
    std::string_view all; ///< tag, length and content
    std::string_view content;
};

/// Reads the elements of one content, in order.
class Reader
{
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) { }
    [[nodiscard]] bool atEnd() const noexcept { return rest_.empty(); }
    /// Tag of the next element; 0 at the end.
    [[nodiscard]] std::uint8_t peek() const noexcept { return rest_.empty() ? 0 : static_cast<std::uint8_t>(rest_[0]); }
    /// nullopt when the bytes are not DER; the reader then stays where it is.
    [[nodiscard]] std::optional<Element> next();
    /// The same, only if it has this tag.
    [[nodiscard]] std::optional<Element> next(std::uint8_t tag);

private:
    std::string_view rest_;
};

/// All elements of a content; nullopt when any is not DER, or when there are more than `most`.
[[nodiscard]] std::optional<std::vector<Element>> elements(std::string_view content, std::size_t most = 64);

} // namespace oxseal::der
