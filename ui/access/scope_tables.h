// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/scope_reads.h"
#include "ui/common/table_data.h"

#include <QString>

#include <map>
#include <memory>
#include <vector>

namespace oxseal::ui {

class ContextCard;

/// The words, tables and cards of the scope sheet.
[[nodiscard]] QString riskWord(access::ScopeRisk risk);
[[nodiscard]] QString frequencyWord(access::ReviewFrequency frequency);
[[nodiscard]] QString scopeStateWord(access::ScopeState state);
[[nodiscard]] Mark scopeStateMark(access::ScopeState state);
[[nodiscard]] QString sourceWord(access::KnownSource source); ///< "Single sign-on" …
[[nodiscard]] QString roleStateWord(access::RoleState state);
[[nodiscard]] Mark roleStateMark(access::RoleState state);

using PersonNames = std::map<PersonId, std::string>;
[[nodiscard]] std::shared_ptr<ListData> scopeTable(const ScopeView& view, const PersonNames& names); ///< handles: names of systems
[[nodiscard]] ContextCard* scopeCard(const ScopeLine& line, const PersonNames& names);
[[nodiscard]] std::shared_ptr<ListData> knownTable(const ScopeView& view); ///< handles: indexes into `known`
[[nodiscard]] ContextCard* knownCard(const ScopeView& view, const KnownLine& line, const PersonNames& names);
[[nodiscard]] std::shared_ptr<ListData> roleTable(const std::vector<RoleLine>& roles, const PersonNames& names); ///< handles: indexes
[[nodiscard]] ContextCard* roleCard(const RoleLine& role, const PersonNames& names);
/// "Checked against: vendors. Not given, so not checked: single sign-on, interfaces."
[[nodiscard]] QString listsWords(const ScopeView& view);

} // namespace oxseal::ui
