// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace oxseal {

using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] inline ByteView asBytes(std::string_view text) noexcept
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view asText(ByteView bytes) noexcept
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A SHA-256 value.
struct Digest
{
    std::array<std::uint8_t, 32> bytes{};

    [[nodiscard]] std::string hex() const;
    /// 64 hexadecimal digits, either case; anything else is nullopt.
    [[nodiscard]] static std::optional<Digest> fromHex(std::string_view text);
    friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// SHA-256, supplied from outside so that models need no cryptographic library: storage/crypto gives Botan's,
/// tests an independent one. A Hasher is ready for new input after finish().
class Hasher
{
public:
    virtual ~Hasher() = default;
    virtual void update(ByteView bytes) = 0;
    virtual Digest finish() = 0;

    void update(std::string_view text) { update(asBytes(text)); }
    Digest hash(ByteView bytes)
    {
        update(bytes);
        return finish();
    }
};

[[nodiscard]] std::string toHex(ByteView bytes);
/// Even count of hexadecimal digits; nullopt otherwise.
[[nodiscard]] std::optional<std::string> fromHex(std::string_view text);
/// Standard alphabet with padding (RFC 4648 §4).
[[nodiscard]] std::string toBase64(ByteView bytes);
/// Strict: canonical padding and no foreign character; nullopt otherwise.
[[nodiscard]] std::optional<std::string> fromBase64(std::string_view text);

} // namespace oxseal
