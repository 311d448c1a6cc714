// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/keyring_state.h"

#include <cstdlib>

/// A keyring has one spelling only, and what is accepted can be asked everything that needs no passphrase.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const std::string_view text = asText({data, size});
    const auto ring = Keyring::parse(text);
    if (!ring)
        return 0;
    const auto content = keyring::read(text);
    if (ring->bytes() != text || !content || keyring::write(*content) != text)
        std::abort();
    for (const auto& login : ring->logins()) {
        if (!ring->keysOf(login))
            std::abort();
        (void)ring->isInvited(login);
        (void)ring->holdsAuthority(login);
    }
    (void)ring->allKeys();
    (void)ring->authorities();
    (void)ring->rotationPending();
    return 0;
}
