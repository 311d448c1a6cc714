// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

namespace oxseal {

inline constexpr ErrorCode kCryptoFailed{"crypto.failed", ErrorClass::Internal};
inline constexpr ErrorCode kCryptoSelfTest{"crypto.self_test", ErrorClass::Internal};
inline constexpr ErrorCode kCryptoBadLength{"crypto.bad_length", ErrorClass::Integrity};
inline constexpr ErrorCode kCryptoNotAuthentic{"crypto.not_authentic", ErrorClass::Integrity};
inline constexpr ErrorCode kCryptoKdfBounds{"crypto.kdf_bounds", ErrorClass::Integrity};
inline constexpr ErrorCode kCryptoBadKey{"crypto.bad_key", ErrorClass::Integrity};

} // namespace oxseal
