// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"

#include <QString>

#include <optional>
#include <string>

class QWidget;

namespace oxseal {
struct FiguresSignoff;
}

namespace oxseal::ui {

struct FiguresAnswer
{
    std::string cause; ///< models/recon/unexplained.h; "" when nothing is unexplained
    std::string note;
};
/// Asks for the note of a signature on figures as they stand, and for the cause when something in them is `unexplained`.
[[nodiscard]] std::optional<FiguresAnswer> askToSignFigures(QWidget* parent, bool reviewing, const QString& figures, bool unexplained);

/// Why somebody may not sign figures, as far as the signatures that stand on them tell; "" nothing hinders. `restsOnSelf`: why the
/// person cannot review what the figures rest on; "" does not apply.
[[nodiscard]] QString whyNotSignFigures(const FiguresSignoff* prepared, const FiguresSignoff* reviewed, bool reviewing, PersonId self, const QString& restsOnSelf);

/// "error in the books" and the like.
[[nodiscard]] QString causeWord(const std::string& cause);

} // namespace oxseal::ui
