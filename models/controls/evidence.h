// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/period.h"

#include <optional>

namespace oxseal::controls {

/// The three dates of a piece of evidence (D2).
struct EvidenceDates
{
    Day effective; ///< the day it speaks of
    Day received;
    std::optional<Day> attested; ///< when somebody stood up for it
    friend bool operator==(const EvidenceDates&, const EvidenceDates&) = default;
};

/// Whether it fits the period. Outside beats late: evidence of another quarter is none, however early it came.
enum class PeriodFit { Fits, Late, BeforePeriod, AfterPeriod };
[[nodiscard]] const char* name(PeriodFit fit) noexcept; ///< "fits", "late", "before_period", "after_period"

/// Late: received or attested more than `lateAfterDays` after the period's last day.
[[nodiscard]] PeriodFit fitOf(const EvidenceDates& dates, const Period& period, int lateAfterDays) noexcept;
/// True when it counts as evidence for the period at all.
[[nodiscard]] inline bool counts(PeriodFit fit) noexcept { return fit == PeriodFit::Fits || fit == PeriodFit::Late; }
/// Impossible dates: attested before received, or effective after received.
[[nodiscard]] bool plausible(const EvidenceDates& dates) noexcept;

} // namespace oxseal::controls
