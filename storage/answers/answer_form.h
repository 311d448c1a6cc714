// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/answer_sheet.h"
#include "models/core/document.h"

namespace oxseal {

inline constexpr ErrorCode kFormNotOne{"access.form_not_one", ErrorClass::Input};
inline constexpr ErrorCode kFormXfa{"access.form_xfa", ErrorClass::Input};
inline constexpr ErrorCode kFormChanged{"access.form_changed", ErrorClass::Input};
inline constexpr ErrorCode kFormMissing{"access.form_missing", ErrorClass::Input};
inline constexpr ErrorCode kFormDecision{"access.form_decision", ErrorClass::Input};

/// The sheet as a form to fill in (A19): how to on the first page, then a card per line with its facts and the fields
/// "line-<number>-decision", "-reason", "-target" and "-comment". Bound are the digests of pack and campaign ("oxseal-pack",
/// "oxseal-review"), and to each field of a line, as its hint, what the line is.
[[nodiscard]] Document answerForm(const access::AnswerSheet& sheet);

/// The digest of the pack that a filled form answers. kFormNotOne when it is none of ours, kFormXfa, and the errors of pdf::Document.
[[nodiscard]] Result<Digest> answerFormPack(std::string_view bytes);
/// Answers of a form that came back, whoever's program saved it, held against what was sent: all fields of every line there, once,
/// and for the same line. What is drawn on the pages is not compared.
[[nodiscard]] Result<access::AnswerSet> readAnswerForm(std::string_view bytes, const access::AnswerSheet& sheet);

} // namespace oxseal
