// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/keyring_state.h"

namespace oxseal {

/// The only maker of sessions; private to storage/crypto.
struct UnlockedPersonMaker
{
    [[nodiscard]] static Result<UnlockedPerson> make(const keyring::Content& content, const keyring::Holder& holder,
        BoxKey box, SessionKey session, const std::string& method);
    /// The holder of the recovery code acts on behalf of a person until that person has new keys.
    static void standInFor(UnlockedPerson& recovering, const keyring::Holder& holder);
};

} // namespace oxseal
