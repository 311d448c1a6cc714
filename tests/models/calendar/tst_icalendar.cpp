// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar/icalendar.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::calendar;

class TestICalendar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneEntry()
    {
        const auto text = icalendar({{"2026-Q4-10-K@oxseal", *Day::fromYmd(2026, 12, 31), "10-K, due; 17:30", "a\nb\\c"}},
            "-//Oxseal//EN", *Instant::fromIso("2026-11-01T08:09:10.5Z"));
        COMPARE_STR(text,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Oxseal//EN\r\nBEGIN:VEVENT\r\nUID:2026-Q4-10-K@oxseal\r\n"
            "DTSTAMP:20261101T080910Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"
            "SUMMARY:10-K\\, due\\; 17:30\r\nDESCRIPTION:a\\nb\\\\c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    void foldsAt75OctetsWithoutCuttingCharacters()
    {
        std::string title;
        for (int i = 0; i < 60; ++i)
            title += "\u00e4"; // two octets each
        const auto text = icalendar({{"u", *Day::fromYmd(2026, 1, 1), title, ""}}, "p", Instant{});
        std::size_t start = 0;
        std::string unfolded;
        for (std::size_t end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", start)) {
            const std::string line = text.substr(start, end - start);
            QVERIFY2(line.size() <= 75, line.c_str());
            unfolded += !line.empty() && line[0] == ' ' ? line.substr(1) : "\n" + line;
            start = end + 2;
        }
        QVERIFY(unfolded.find("\nSUMMARY:" + title + "\n") != std::string::npos);
        QVERIFY(QString::fromUtf8(text.c_str()).toUtf8().toStdString() == text);
    }
};

OXSEAL_TEST_CLASS(TestICalendar);
#include "tst_icalendar.moc"
