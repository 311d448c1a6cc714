// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "storage/reads/certification_reads.h"

namespace oxseal {

/// The readiness record on one page: the eight sections in order, with counts and the first matters (undisposed ones
/// before others). Longer lists and texts stand whole in an annex behind it. It names the places of the signatures, not
/// their state, since it is signed after it is drawn.
[[nodiscard]] Document readinessDocument(const ReadinessView& view, Instant created, bool demo);
/// That document as PDF, drawn in a process of its own.
[[nodiscard]] Result<std::string> readinessPdf(const ReadinessView& view, Instant created, bool demo);
/// What was decided about a matter, in words; "undisposed" when nothing was.
[[nodiscard]] std::string dispositionText(const certification::OpenMatter& matter);
/// The record for a terminal, with what is signed so far.
[[nodiscard]] std::string readinessText(
    const ReadinessView& view, certification::Audience audience = certification::Audience::Pfo);
/// The words before a line's value. Entries of the ledger without words of their own are all "other entries".
[[nodiscard]] std::string lineLabel(const certification::Line& line);
/// The verdict line counts; it never says ready.
[[nodiscard]] std::string verdictLine(const certification::Readiness& record);
/// A certificate; the report it belongs to stands in the footer, since the text itself is locked.
[[nodiscard]] Document exhibitDocument(
    const certification::CertificateText& text, const ReportVersionRow& report, Instant created, bool demo);

} // namespace oxseal
