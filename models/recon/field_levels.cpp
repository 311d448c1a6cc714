// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/field_levels.h"

#include "models/recon/text_measures.h"

#include <algorithm>

namespace oxseal::recon {

ReferenceLevel compareReferences(std::string_view left, std::string_view right) noexcept
{
    if (left.empty() || right.empty())
        return ReferenceLevel::Missing;
    if (left == right)
        return ReferenceLevel::Equal;
    const std::string_view shorter = left.size() < right.size() ? left : right;
    const std::string_view longer = left.size() < right.size() ? right : left;
    if (shorter.size() >= 5 && longer.find(shorter) != std::string_view::npos)
        return ReferenceLevel::Near;
    if (shorter.size() >= 6 && longer.size() - shorter.size() <= 2 && editDistance(left, right, 2) <= 2)
        return ReferenceLevel::Near;
    return ReferenceLevel::Conflict;
}

} // namespace oxseal::recon
