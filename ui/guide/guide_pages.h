// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace oxseal::ui {

/// A page of the guide in the program's own resources.
struct GuideEntry
{
    QString key; ///< "certify"; part of the link guide:certify
    QString title; ///< its first heading
    QString file; ///< resource
    bool markdown = true; ///< else plain text
};

/// In the order of the guide's index; the texts of `oxseal help` when there is no guide.
[[nodiscard]] const std::vector<GuideEntry>& guideEntries();
[[nodiscard]] QString guideText(const GuideEntry& entry);
/// The guide's page about a page of the window ("access" is explained by "reviews"), or a guide page's own key; the first page
/// when nothing fits.
[[nodiscard]] QString guideKeyFor(const QString& wanted);

} // namespace oxseal::ui
