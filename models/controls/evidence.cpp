// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/evidence.h"

namespace oxseal::controls {

const char* name(PeriodFit fit) noexcept
{
    switch (fit) {
    case PeriodFit::Fits:
        return "fits";
    case PeriodFit::Late:
        return "late";
    case PeriodFit::BeforePeriod:
        return "before_period";
    case PeriodFit::AfterPeriod:
        break;
    }
    return "after_period";
}

PeriodFit fitOf(const EvidenceDates& dates, const Period& period, int lateAfterDays) noexcept
{
    if (dates.effective < period.first)
        return PeriodFit::BeforePeriod;
    if (dates.effective > period.last)
        return PeriodFit::AfterPeriod;
    const Day limit = period.last.plus(lateAfterDays);
    if (dates.received > limit || (dates.attested && *dates.attested > limit))
        return PeriodFit::Late;
    return PeriodFit::Fits;
}

bool plausible(const EvidenceDates& dates) noexcept
{
    return dates.effective <= dates.received && (!dates.attested || *dates.attested >= dates.received);
}

} // namespace oxseal::controls
