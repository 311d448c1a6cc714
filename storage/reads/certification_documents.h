// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "storage/reads/certification_reads.h"

namespace oxseal {

/// The readiness record on one page, in words.
[[nodiscard]] Document readinessDocument(const ReadinessView& view, Instant created, bool demo);
/// That document as PDF, drawn in a process of its own.
[[nodiscard]] Result<std::string> readinessPdf(const ReadinessView& view, Instant created, bool demo);
/// What was decided about a matter, in words; "undisposed" when nothing was.
[[nodiscard]] std::string dispositionText(const certification::OpenMatter& matter);
/// The same for a terminal.
[[nodiscard]] std::string readinessText(const ReadinessView& view);
/// The verdict line counts; it never says ready.
[[nodiscard]] std::string verdictLine(const certification::Readiness& record);
/// A certificate; the report it belongs to stands in the footer, since the text itself is locked.
[[nodiscard]] Document exhibitDocument(
    const certification::CertificateText& text, const ReportVersionRow& report, Instant created, bool demo);

} // namespace oxseal
