// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <string>

class QWidget;

namespace oxseal::ui {

struct FiguresAnswer
{
    std::string cause; ///< models/recon/unexplained.h; "" when nothing is unexplained
    std::string note;
};
/// Asks for the note of a signature on figures as they stand, and for the cause when something in them is `unexplained`.
[[nodiscard]] std::optional<FiguresAnswer> askToSignFigures(QWidget* parent, bool reviewing, const QString& figures, bool unexplained);

/// "error in the books" and the like.
[[nodiscard]] QString causeWord(const std::string& cause);

} // namespace oxseal::ui
