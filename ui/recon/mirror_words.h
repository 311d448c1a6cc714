// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/mirror_reads.h"
#include "ui/common/table_data.h"

#include <map>
#include <memory>

namespace oxseal::ui {

class ContextCard;

/// "US01/1300"
[[nodiscard]] QString mirrorAccount(const MirrorSide& side);
[[nodiscard]] std::shared_ptr<ListData> mirrorTable(const std::vector<MirrorView>& views);
/// The lines of a pair: what differs first.
[[nodiscard]] std::shared_ptr<ListData> mirrorItems(const MirrorView& view);
/// Balances, rate, what the difference is made of, and who signed these figures.
[[nodiscard]] ContextCard* mirrorCard(const MirrorView& view, const std::map<PersonId, std::string>& names);

} // namespace oxseal::ui
