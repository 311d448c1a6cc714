// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar/icalendar.h"

#include <algorithm>

namespace oxseal::calendar {
namespace {

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',')
            out.push_back('\\');
        if (c == '\n')
            out += "\\n";
        else if (c != '\r')
            out.push_back(c);
    }
    return out;
}

/// A content line of at most 75 octets; continuation lines begin with a blank. No UTF-8 character is cut.
std::string folded(const std::string& line)
{
    std::string out;
    std::size_t at = 0;
    std::size_t room = 75;
    while (line.size() - at > room) {
        std::size_t end = at + room;
        while (end > at + 1 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U)
            --end;
        out += line.substr(at, end - at) + "\r\n ";
        at = end;
        room = 74;
    }
    return out + line.substr(at) + "\r\n";
}

std::string digits(const std::string& iso)
{
    std::string out;
    std::copy_if(iso.begin(), iso.end(), std::back_inserter(out), [](char c) { return c != '-' && c != ':'; });
    return out;
}

} // namespace

std::string icalendar(const std::vector<CalendarEntry>& entries, const std::string& producer, Instant stamp)
{
    std::string out = folded("BEGIN:VCALENDAR") + folded("VERSION:2.0") + folded("PRODID:" + escaped(producer));
    const std::string time = digits(stamp.iso()).substr(0, 15) + "Z";
    for (const auto& entry : entries) {
        out += folded("BEGIN:VEVENT") + folded("UID:" + escaped(entry.uid)) + folded("DTSTAMP:" + time);
        out += folded("DTSTART;VALUE=DATE:" + digits(entry.day.iso()));
        out += folded("DTEND;VALUE=DATE:" + digits(entry.day.plus(1).iso()));
        out += folded("SUMMARY:" + escaped(entry.summary));
        if (!entry.description.empty())
            out += folded("DESCRIPTION:" + escaped(entry.description));
        out += folded("END:VEVENT");
    }
    return out + folded("END:VCALENDAR");
}

} // namespace oxseal::calendar
