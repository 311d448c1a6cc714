// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"

#include <vector>

namespace oxseal::access {

/// Why somebody should look at whose account it is (A13). Nothing of this joins or parts two records: the listing has to
/// say it, or a person (identity_decisions.h).
enum class Doubt : std::uint8_t {
    LookAlike, ///< a word of its number, name or address mixes letters of two scripts: it may pose as another
    EmailAmbiguous, ///< several workers have the address: nobody was matched
    IdElsewhere, ///< the employee number and the address are of different workers: the number was followed
    IdUnknown, ///< no worker has the stated employee number
    NameElsewhere, ///< matched, but the two names have no word in common
    NameOnly, ///< nobody was matched, and workers of this name exist
    Unmatched, ///< nobody by number, address or name: no doubt of the listing's own, but people decided about it
};
[[nodiscard]] const char* name(Doubt doubt) noexcept; ///< "look_alike", "email_ambiguous" …

struct DoubtfulAccount
{
    std::uint32_t account = 0; ///< index into the listing's accounts
    Doubt doubt = Doubt::NameOnly;
    IdentityMatch match; ///< what counts until the listing says otherwise
    std::vector<std::uint32_t> candidates; ///< workers it may be, in the order of the roster, the matched one not among them
};

/// Accounts of people, and of an unknown type, in the order of the listing (those that look like another's whatever their type); each
/// with its gravest doubt, as the enum has them. Names are alike when they have the same words, accents aside, in any order, or the same
/// family name and the same first letter of the first one ("P. Novotny", "Novotny, Peter").
[[nodiscard]] std::vector<DoubtfulAccount> doubtfulAccounts(const Population& listing, const Roster& roster);

} // namespace oxseal::access
