// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"

#include <botan/secmem.h>

#include <utility>

namespace oxseal {

/// Key material or a passphrase: locked memory where the system allows it, zeroed on release, never printed, never put
/// into QString, QByteArray or std::string. Copies must be asked for by name.
class Secret
{
public:
    Secret() = default;
    explicit Secret(Botan::secure_vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) { }
    static Secret copyOf(ByteView bytes) { return Secret({bytes.begin(), bytes.end()}); }

    Secret(Secret&&) = default;
    Secret& operator=(Secret&&) = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    [[nodiscard]] Secret clone() const { return Secret(bytes_); }
    [[nodiscard]] ByteView view() const noexcept { return {bytes_.data(), bytes_.size()}; }
    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
    [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }

private:
    Botan::secure_vector<std::uint8_t> bytes_;
};

} // namespace oxseal
