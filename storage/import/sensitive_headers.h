// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/sensitive.h"

#include <optional>
#include <string_view>

namespace oxseal {

/// What a header says about the column below it.
struct SensitiveHeader
{
    SensitiveClass sensitive = SensitiveClass::TaxId;
    /// Only words of a longer header say so ("Employee SSN", "Gross Pay"): the values must look like it too, since a permission or
    /// a column of yes and no may be called the same.
    bool byWord = false;
};
/// nullopt when it says nothing.
[[nodiscard]] std::optional<SensitiveHeader> sensitiveHeader(std::string_view header);
/// Whether a value may be what such a word announces: numbers of four digits and more, dates, amounts.
[[nodiscard]] bool likeAnnounced(SensitiveClass sensitive, std::string_view value);

} // namespace oxseal
