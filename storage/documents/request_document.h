// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "storage/reads/sod_advice.h"

namespace oxseal {

/// The answer to a request on one page, for its ticket (B13): who asks for what, the conflicts that would arise with the way
/// to each, those that would end, and what the answer rests on.
[[nodiscard]] Document requestDocument(
    const SodPicture& picture, const SodWhatIf& answer, const std::string& company, Instant created, bool demo);
/// That page as PDF, drawn in a process of its own.
[[nodiscard]] Result<std::string> requestPdf(
    const SodPicture& picture, const SodWhatIf& answer, const std::string& company, Instant created, bool demo);
/// "S05 (High): build and release the same payment"
[[nodiscard]] std::string ruleLine(const SodPicture& picture, std::uint32_t rule);
/// "Nothing would arise." or "2 conflicts would arise; 1 would end."
[[nodiscard]] std::string verdictLine(const SodWhatIf& answer);

} // namespace oxseal
