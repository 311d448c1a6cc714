// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/review.h"

#include <span>

namespace oxseal::access {

inline constexpr ErrorCode kFileUncommented{"access.file_uncommented", ErrorClass::Refused}; ///< {0} how many, {1} the first of them
/// So many lines are named when a file of decisions is refused: a file of a thousand would bury what to do about it.
inline constexpr std::size_t kUncommentedNamed = 12;

/// One decision of a file.
struct FileDecision
{
    ReviewLine line;
    Decision decision = Decision::Keep;
    std::string comment;
};
/// A8: many lines decided by one file were looked at together. A flagged or privileged line may be kept in it only with a comment of its
/// own: that what it says of the others does not carry it through. A file of one line is a decision like any other.
[[nodiscard]] Status allowedInFile(std::span<const FileDecision> decisions);

} // namespace oxseal::access
