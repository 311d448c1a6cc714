// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/answer_sheet.h"

#include <filesystem>

namespace oxseal {

inline constexpr ErrorCode kBookNotOne{"access.book_not_one", ErrorClass::Input};
inline constexpr ErrorCode kBookLocked{"access.book_locked", ErrorClass::Input};
inline constexpr ErrorCode kBookFormula{"access.book_formula", ErrorClass::Input};
inline constexpr ErrorCode kBookMissing{"access.book_missing", ErrorClass::Input};
inline constexpr ErrorCode kBookDecision{"access.book_decision", ErrorClass::Input};
inline constexpr ErrorCode kBookCannotWrite{"access.book_cannot_write", ErrorClass::Internal};

/// The sheet as a workbook (A19): protected, only the answer cells are open, decisions and reasons are chosen from lists; it names the
/// pack and the campaign by their digests and each line by its number.
[[nodiscard]] Status writeAnswerBook(const access::AnswerSheet& sheet, const std::filesystem::path& file);

/// The digest of the pack that a workbook answers. kBookNotOne when it is none of ours.
[[nodiscard]] Result<Digest> answerBookPack(ByteView bytes);
/// Answers of a workbook that came back, held against what was sent: every locked cell must be as it was, every line there once, no
/// cell a formula. Errors name the cell.
[[nodiscard]] Result<access::AnswerSet> readAnswerBook(ByteView bytes, const access::AnswerSheet& sheet);

} // namespace oxseal
