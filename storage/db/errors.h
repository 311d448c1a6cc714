// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

namespace oxseal {

/// The key does not open the file, or the file is no encrypted database of ours: SQLCipher cannot tell the two apart.
inline constexpr ErrorCode kDbWrongKey{"db.wrong_key", ErrorClass::Denied};
/// Pages fail their authentication code, or SQLite finds its own structures broken.
inline constexpr ErrorCode kDbCorrupt{"db.corrupt", ErrorClass::Integrity};
/// The file is a plain SQLite database: the cipher was not in the path (technology trap) or someone replaced it.
inline constexpr ErrorCode kDbPlaintext{"db.plaintext", ErrorClass::Integrity};
/// The linked library is not SQLCipher.
inline constexpr ErrorCode kDbNoCipher{"db.no_cipher", ErrorClass::Internal};
inline constexpr ErrorCode kDbBusy{"db.busy", ErrorClass::Busy};
inline constexpr ErrorCode kDbFull{"db.full", ErrorClass::Internal};
inline constexpr ErrorCode kDbCannotOpen{"db.cannot_open", ErrorClass::Input};
/// A UNIQUE, CHECK, NOT NULL or FOREIGN KEY rule, or an append-only trigger, refused the row.
inline constexpr ErrorCode kDbConstraint{"db.constraint", ErrorClass::Internal};
inline constexpr ErrorCode kDbFailed{"db.failed", ErrorClass::Internal};

} // namespace oxseal
