// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "storage/crypto/keyring.h"

namespace oxseal {

/// A person's login keys as they travel with a reviewer pack, so that it opens without the workspace: the wrapped box and session
/// keys of the keyring with their public parts, never the signing key.
[[nodiscard]] Result<Json> travelKeys(const Keyring& keyring, std::string_view login);

struct OpenedTravelKeys
{
    PersonKeys keys;
    BoxKey box;
    SessionKey session;
};
/// One Argon2id within the bounds of FORMATS.md §6. kKeyringInvalid for a changed record, kKeyringWrongPassphrase.
[[nodiscard]] Result<OpenedTravelKeys> openTravelKeys(
    const std::string& workspaceId, const Json& travelling, const Secret& passphrase, const Environment& environment);
/// The public box key of such a record, without opening it; "" when it is none.
[[nodiscard]] std::string travelBox(const Json& travelling);

} // namespace oxseal
