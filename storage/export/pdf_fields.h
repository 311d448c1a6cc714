// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"

#include <QRectF>

#include <optional>
#include <string>
#include <vector>

namespace oxseal::exporting {

struct PlacedField
{
    std::size_t page = 0; ///< from 0
    QRectF rect; ///< points; x and y of the lower left corner
    doc::Field field;
};

/// The drawn document with an AcroForm as an incremental update (ISO 32000-1, 12.7): Qt draws no fields. Each field is its own widget
/// with an appearance, texts hold up to 2000 characters; `bound` become hidden, read-only fields. The claim to be PDF/A is taken
/// back: a form that is filled in with a font of the viewer cannot keep it. nullopt when `pdf` is not as Qt writes it.
[[nodiscard]] std::optional<std::string> withFields(
    const std::string& pdf, const std::vector<PlacedField>& fields, const std::vector<std::pair<std::string, std::string>>& bound);

} // namespace oxseal::exporting
