// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/company_reads.h"
#include "storage/workspace/workspace.h"

#include <string>
#include <utility>

namespace oxseal {

inline constexpr ErrorCode kReportUnreadable{"certification.report_unreadable", ErrorClass::Input};
inline constexpr ErrorCode kChangeIncomplete{"certification.change_incomplete", ErrorClass::Refused};

/// An event of this module on a period; `suffix` names the row below it.
inline Event certificationEvent(std::string verb, const PeriodRow& period, const std::string& suffix, Json after)
{
    Event event;
    event.verb = std::move(verb);
    event.object = "period:" + period.period.name() + suffix;
    event.module = "certification";
    event.after = std::move(after);
    return event;
}

} // namespace oxseal
