// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "storage/documents/deficiency_document.h"
#include "storage/reads/person_names.h"

namespace oxseal::cli {

void addDeficiencyVerbs(Registry& verbs); ///< deficiency, called by the registry

[[nodiscard]] Json deficiencyJson(const DeficiencyView& view, const DeficiencyTerms& terms, const NamesById& names);
[[nodiscard]] Json combinationJson(const controls::Combination& sum);
/// "#3  Title  concluded: material weakness"
[[nodiscard]] std::string deficiencyLine(const DeficiencyView& view);
/// Everything about one: place, links, arithmetic, conclusion, history, definition.
[[nodiscard]] std::string deficiencyText(const DeficiencyView& view, const DeficiencyTerms& terms, const NamesById& names);
[[nodiscard]] std::string combinationLine(const controls::Combination& sum);

} // namespace oxseal::cli
