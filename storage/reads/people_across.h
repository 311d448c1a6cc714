// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/people_compare.h"
#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <string>
#include <vector>

namespace oxseal {

/// {0} holds nothing in the listings of {1}, or is not known there.
inline constexpr ErrorCode kNobodyToCompare{"access.nobody_to_compare", ErrorClass::Usage};

/// What one person holds in every system of a period.
struct PersonAcross
{
    std::string subject; ///< employee number, or "SYSTEM/account" of an account that belongs to nobody
    std::string name; ///< by the roster; "" when it does not know
    std::vector<std::string> accounts; ///< "ERP:405", usable ones, in the order of the systems
    std::vector<access::HeldPermission> held; ///< key "ERP: A/P Clerk / Bills"
};

struct PeopleAcross
{
    std::vector<std::string> systems; ///< whose listings were looked at
    std::vector<PersonAcross> people; ///< as they were asked for
};
/// By the latest listing of each system and the roster of the period, as the check of duties sees them: disabled accounts hold nothing.
/// `subjects` are employee numbers, "SYSTEM/account", or an account's id where only one account of nobody bears it; `strict`: one who holds
/// nothing is kNobodyToCompare, else an empty column.
[[nodiscard]] Result<PeopleAcross> peopleAcross(
    Workspace& workspace, const PeriodRow& period, const std::vector<std::string>& subjects, bool strict = false);

} // namespace oxseal
