// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_overview.h"

#include <optional>
#include <string>

class QWidget;

namespace oxseal::ui {

struct LimitsAnswer
{
    recon::AccountLimits limits;
    std::string reason;
};
/// Asks what is asked of one account otherwise than the policy asks of all; empty fields are the policy's.
[[nodiscard]] std::optional<LimitsAnswer> askForLimits(QWidget* parent, const AccountOverview& account);

} // namespace oxseal::ui
