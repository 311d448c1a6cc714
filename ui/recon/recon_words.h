// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/account_inventory.h"
#include "models/recon/reconciliation.h"
#include "storage/reads/recon_overview.h"
#include "ui/common/form_dialog.h"
#include "ui/shell/theme.h"

#include <QString>

#include <utility>

namespace oxseal::ui {

using MarkedWord = std::pair<Mark, QString>;

[[nodiscard]] QString methodWord(recon::AccountMethod method);
[[nodiscard]] QString riskWord(recon::AccountRisk risk);
[[nodiscard]] QString frequencyWord(recon::AccountFrequency frequency);
[[nodiscard]] QString originWord(recon::ItemOrigin origin);
[[nodiscard]] QString categoryWord(recon::ItemCategory category);
[[nodiscard]] QString ageWord(recon::AgeBucket bucket);
/// Categories an item of this origin can have, for a choice.
[[nodiscard]] ChoiceBox::Choices categoriesFor(const recon::OpenItem& item);
[[nodiscard]] ChoiceBox::Choices reasonCodes();
[[nodiscard]] QString reasonCodeWord(const std::string& code);
[[nodiscard]] QString groupTypeWord(const std::string& type);
[[nodiscard]] MarkedWord groupState(const std::string& state);
[[nodiscard]] QString invariantWords(int number);
[[nodiscard]] MarkedWord holdsWord(recon::Holds holds);
/// "open", "prepared", "reviewed"
[[nodiscard]] MarkedWord reconState(const std::string& state);
/// Where an account of the inventory stands.
[[nodiscard]] MarkedWord accountStanding(const AccountOverview& row);
/// "1,234.50", zero as "0.00": in a proof a zero is a result.
[[nodiscard]] QString exactAmount(std::int64_t minor, int digits);
/// What stands against a sign-off, with the way out in the window's words; "" when nothing does.
[[nodiscard]] QString whyNotProved(const ReconView& view);

} // namespace oxseal::ui
