// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/answer_sheet.h"

namespace oxseal {

/// What the signatures on a filled form are worth (A19).
struct FormSignature
{
    bool counts = false; ///< one by the reviewer covers the answers, and nothing but proof of signatures came after it
    std::string why; ///< of one that is there and does not count, in words; "" when there is none
};

/// `answers` as read from the whole file; `own` are the certificates (DER) that are the reviewer's in this workspace. What the signed
/// part of the file says must be the same answers, so that nothing appended can change them.
[[nodiscard]] Result<FormSignature> formSignature(std::string_view bytes, const access::AnswerSheet& sheet, const access::AnswerSet& answers,
    const std::vector<std::string>& own, Instant now);

} // namespace oxseal
