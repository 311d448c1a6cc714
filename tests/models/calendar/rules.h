// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/calendar/filer_status.h"
#include "models/calendar/filing_calendar.h"
#include "tests/support/test_main.h"

#include <cstdlib>

namespace oxseal::test {

inline Json rulePack(const char* name)
{
    const auto pack = parseJson(readFile(std::filesystem::path(OXSEAL_SOURCE_DIR) / "resources/rules" / name));
    if (!pack)
        std::abort();
    return *pack;
}

inline const calendar::BusinessDays& businessDays()
{
    static const auto days = calendar::BusinessDays::fromJson(rulePack("edgar_calendar.json")).value();
    return days;
}

inline const calendar::ReportRules& reportRules()
{
    static const auto rules = calendar::ReportRules::fromJson(rulePack("periodic_reports.json")).value();
    return rules;
}

inline Day day(const char* iso) { return Day::fromIso(iso).value(); }

} // namespace oxseal::test
