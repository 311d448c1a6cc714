// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_overview.h"
#include "ui/common/table_data.h"
#include "ui/recon/recon_words.h"

#include <QString>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace oxseal::ui {

class ContextCard;

[[nodiscard]] QString scheduleKindWord(recon::ScheduleKind kind);
/// "The lines come to 12.00 less than the books." and the like; "" when nothing stands against a signature.
[[nodiscard]] QString scheduleStands(const ScheduleView& view);
[[nodiscard]] MarkedWord scheduleStanding(const AccountOverview& account);
[[nodiscard]] QString accountHandle(const AccountOverview& account); ///< "US01/1300"
[[nodiscard]] std::shared_ptr<ListData> scheduleAccountTable(const std::vector<AccountOverview>& accounts);
[[nodiscard]] ContextCard* scheduleAccountCard(const AccountOverview& account);
[[nodiscard]] std::shared_ptr<ListData> scheduleLineTable(const ScheduleView& view); ///< handles: keys of the lines
[[nodiscard]] ContextCard* scheduleLineCard(const ScheduleView& view, const ScheduleLineRow& row, const std::map<PersonId, std::string>& names);
[[nodiscard]] ContextCard* scheduleCard(const ScheduleView& view, const std::map<PersonId, std::string>& names);

} // namespace oxseal::ui
