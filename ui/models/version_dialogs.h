// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/model_reads.h"
#include "ui/common/message.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

class QWidget;

namespace oxseal::ui {

struct VersionFile
{
    std::string bytes; ///< JSON; "" when the file could not be read
    std::string reason;
};
/// The file of a version that is to be proposed. `words` say what the file is.
[[nodiscard]] std::optional<VersionFile> askForVersion(QWidget* parent, const QString& title, const QString& words, const QString& choose);

/// Whether a version is to hold; gives the reason. `what` follows the number in the title ("of the rules", ""), `binds` is what an
/// approval brings.
[[nodiscard]] std::optional<std::string> askToDecideVersion(
    QWidget* parent, const ModelVersionRow& version, bool approve, const QString& what, const std::vector<QString>& binds);

} // namespace oxseal::ui
