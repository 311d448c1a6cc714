// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/review_agenda.h"
#include "ui/common/table_data.h"

#include <map>
#include <memory>
#include <vector>

namespace oxseal::ui {

class ContextCard;
using PersonNames = std::map<PersonId, std::string>;

/// What each reviewer has open; handles are indexes into `items`.
[[nodiscard]] std::shared_ptr<ListData> agendaTable(const std::vector<AgendaItem>& items, const PersonNames& names);
[[nodiscard]] ContextCard* agendaCard(const AgendaItem& item, const PersonNames& names);
/// Handles are ids.
[[nodiscard]] std::shared_ptr<ListData> standInTable(const std::vector<DelegationRow>& rows, const PersonNames& names, Day today);
[[nodiscard]] ContextCard* standInCard(const DelegationRow& row, const PersonNames& names, Day today);
/// Handles are links within the access pages: "3/17".
[[nodiscard]] std::shared_ptr<ListData> handoverTable(const std::vector<HandoverRow>& rows, const PersonNames& names);

} // namespace oxseal::ui
