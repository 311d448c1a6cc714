// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace oxseal::test {

/// The event of the window's thread that took longest since the last reset: for so long nothing could be typed or painted.
/// Measured by the application of the ui suites around each event, so what a test itself does between events does not count;
/// nor does the time in which the thread was ready and the machine ran something else, which says nothing about the program.
struct LongestEvent
{
    double milliseconds = 0;
    QString what; ///< "type 43 to oxseal::ui::HomePage"
};
[[nodiscard]] const LongestEvent& longestEvent();
void resetLongestEvent();

} // namespace oxseal::test
