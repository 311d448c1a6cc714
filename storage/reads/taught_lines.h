// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/match_reads.h"

namespace oxseal {

/// Earlier periods are looked at, the newest first and each as a whole, until this many lines of the statement are at hand: an account with
/// more of its own needs no others, and a record stays within bounds.
inline constexpr std::size_t kEnoughToLearn = 500;

/// What of the account is decided already and can teach the learnt stage: pairs of one line each that stand by a person's word or by a
/// pass, of this period and of reviewed periods before it; of those also the lines that stayed open. What the learnt stage decided alone does not
/// teach it again. `view` must outlive `inputs`.
[[nodiscard]] Status addTaughtLines(Workspace& workspace, const ReconView& view, MatchInputs& inputs);

} // namespace oxseal
