// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/rule_packs.h"

#include <QFile>

namespace oxseal {

Result<std::string> resourceText(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(kResourceMissing, path);
    return file.readAll().toStdString();
}

Result<Json> resourceJson(const std::string& path)
{
    OXSEAL_TRY(const std::string text, resourceText(path));
    return parseJson(text);
}

Result<CalendarRules> calendarRules()
{
    static const Result<CalendarRules> rules = []() -> Result<CalendarRules> {
        OXSEAL_TRY(const Json edgar, resourceJson(":/rules/edgar_calendar.json"));
        OXSEAL_TRY(const Json reports, resourceJson(":/rules/periodic_reports.json"));
        CalendarRules read;
        OXSEAL_TRY(read.days, calendar::BusinessDays::fromJson(edgar));
        OXSEAL_TRY(read.reports, calendar::ReportRules::fromJson(reports));
        return read;
    }();
    return rules;
}

Result<calendar::StatusRules> statusRules(Day fiscalYearEnd)
{
    OXSEAL_TRY(const Json pack, resourceJson(":/rules/filer_status.json"));
    return calendar::StatusRules::fromJson(pack, fiscalYearEnd);
}

} // namespace oxseal
