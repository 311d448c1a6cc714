// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/signature.h"

#include <botan/pk_keys.h>

namespace oxseal {

/// For storage/signing only: Botan's view of a signing key, to issue X.509 certificates.
struct SigningKeyAccess
{
    [[nodiscard]] static const Botan::Private_Key& key(const SigningKey& key);
};

} // namespace oxseal
