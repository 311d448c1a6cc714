// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "storage/reads/sod_picture.h"

namespace oxseal {

/// "10000.00 USD"; "0" when every item is looked at.
[[nodiscard]] std::string precisionText(const sod::Compensation& compensation);
/// The memo on duties that stay with one person (B11): who, which rule and the way to both sides, why they cannot be separated,
/// and the compensating control with population, precision, reviewer, frequency, evidence and expiry. The conflict has a
/// mitigation and a compensation.
[[nodiscard]] Document compensationDocument(
    const SodPicture& picture, const SodConflictPicture& conflict, const std::string& decidedBy, const std::string& company, Instant created, bool demo);
/// That page as PDF, drawn in a process of its own.
[[nodiscard]] Result<std::string> compensationPdf(
    const SodPicture& picture, const SodConflictPicture& conflict, const std::string& decidedBy, const std::string& company, Instant created, bool demo);

} // namespace oxseal
