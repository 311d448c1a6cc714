// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/control_reads.h"
#include "ui/shell/theme.h"

#include <QString>

#include <utility>

namespace oxseal::ui {

[[nodiscard]] QString controlFrequencyWord(controls::Frequency frequency);
[[nodiscard]] QString natureWord(controls::Nature nature);
[[nodiscard]] QString meansWord(controls::Means means);
/// "EO" as "existence or occurrence".
[[nodiscard]] QString assertionWord(const std::string& letters);
[[nodiscard]] QString answerWord(controls::Answer answer);
[[nodiscard]] std::pair<Mark, QString> itemStateWord(controls::ItemState state);

/// Where a control stands in its period, the most urgent first. A control due each quarter that shows no performance after
/// the period's end is late.
enum class ControlStanding { Failed, Late, Exception, Untested, Due, Tested, NotApplicable };
[[nodiscard]] ControlStanding standingOf(const ControlStatus& status, const Period& period, Day today);
[[nodiscard]] std::pair<Mark, QString> standingWord(ControlStanding standing);

} // namespace oxseal::ui
