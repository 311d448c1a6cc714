// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/people/user.h"
#include "storage/reads/sod_picture.h"
#include "ui/shell/theme.h"

#include <QString>

namespace oxseal::ui {

class ContextCard;

[[nodiscard]] QString standingWord(sod::Standing standing);
[[nodiscard]] Mark standingMark(sod::Standing standing);
/// Of a conflict: an open one whose acceptance waits for a second person says so.
[[nodiscard]] QString standingWord(const ConflictStatus& conflict);
[[nodiscard]] QString acceptanceWord(sod::AcceptanceState state);
[[nodiscard]] QString mitigationWord(const std::string& state);
/// "VM Vendor master"
[[nodiscard]] QString functionWords(const sod::RuleSet& rules, std::uint32_t function);
/// The functions of a conflict's legs by code, "VM × PY".
[[nodiscard]] QString pairWords(const sod::RuleSet& rules, const SodConflictPicture& conflict);
/// Department, or what stands for it.
[[nodiscard]] QString departmentOf(const SodConflictPicture& conflict);
/// One way in words: "ERP: account 401 → role Administrator → permission Vendors (full)".
[[nodiscard]] QString stepWords(const SodStep& step);

/// Facts, the rule, what stands against it, every acceptance with the people named: for the context panel.
[[nodiscard]] ContextCard* conflictCard(const SodPicture& picture, const SodConflictPicture& conflict, const std::vector<Person>& people);

} // namespace oxseal::ui
