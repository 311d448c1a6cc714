// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_actions.h"
#include "storage/reads/import_reads.h"

#include <QString>

#include <optional>

class QWidget;

namespace oxseal::ui {

class ContextCard;

/// What the context panel tells about an imported file.
[[nodiscard]] ContextCard* importCard(const ImportedFile& file);

/// A digest in groups of eight, so that it can be broken into lines.
[[nodiscard]] QString groupedDigest(const std::string& hex);

/// Asks for the IPE card of a file; nullopt when the person turns back.
[[nodiscard]] std::optional<IpeInput> askForCard(QWidget* parent, const ImportedFile& file);

struct Explanation
{
    std::int64_t rows = 0;
    std::string text;
};
/// Asks how many rows of the difference are accounted for, and by what.
[[nodiscard]] std::optional<Explanation> askForExplanation(QWidget* parent, const ImportedFile& file);

} // namespace oxseal::ui
