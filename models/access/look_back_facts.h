// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/leaver_times.h"
#include "models/access/look_back.h"

#include <map>
#include <string>
#include <vector>

namespace oxseal::access {

/// What the extracts of a system say of one account of a leaver.
struct LookBackFacts
{
    std::string name; ///< or e-mail address, of the last extract that lists it
    std::vector<std::string> entitlements; ///< likewise
    Flag enabled = Flag::Unknown; ///< likewise
    std::optional<Day> listed; ///< day of that extract
    std::optional<Day> lastUse; ///< of any
};
/// Adds what one extract says to the accounts that are wanted, by their ids. Extracts come by day.
void addSightings(std::map<std::string, LookBackFacts>& wanted, const Population& listing, Day asOf);
/// The same in the shape of the worksheet: it is gone as of the day on which it ended, and what was done with it
/// after the last extract that lists it is not known.
[[nodiscard]] LeaverFacts factsOf(const LookBackFacts& seen, const LeaverTime& time);

} // namespace oxseal::access
