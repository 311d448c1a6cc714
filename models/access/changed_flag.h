// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/roster_compare.h"

namespace oxseal::access {

/// Raises LineFlag::Changed in a comparison of `current` with `before`, so that what was decided on an account in another condition
/// is decided anew (A1): the account was disabled and can sign in again, has no second factor any more, belongs to another person
/// (by employee id, or by e-mail where one of the listings states none) or owner, or is of another type; or the line gives an
/// administrator's rights that it did not give, or no longer those it gave. Accounts and lines that are not in `before` are not
/// changed, they are new. Unknown where one of the two does not say of the account what it says of others; a fact that one of
/// the listings never states is not compared. Administrators' names count where the listing is silent, in both.
void markChanged(Comparison& compared, const Population& current, const Population& before);
/// After markChanged(): raises the flag, too, where people decided since the review before that an account is another worker's (A13).
/// `then` is the roster `now` with the decisions that counted in that review.
void markReassigned(Comparison& compared, const Population& current, const Roster& now, const Roster& then);

} // namespace oxseal::access
