// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/keyring.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

/// Steps 2 and 3 of a data-key rotation: rekeys the database, then writes the keyring with the new key only.
[[nodiscard]] Status completeRotation(Workspace& workspace, const Secret& newDataKey, const std::string& reason);
/// Seals the CA key to this person, or takes it from him. Nothing when that is already so.
[[nodiscard]] Status shareAuthority(
    Workspace& workspace, const std::string& login, bool holds, const std::string& reason);

} // namespace oxseal
