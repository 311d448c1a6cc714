// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_overview.h"
#include "ui/recon/recon_words.h"

#include <QString>

#include <optional>

class QWidget;

namespace oxseal::ui {

class ContextCard;

/// The exception with this handle; nullptr when there is none (a pending group, a matched line).
[[nodiscard]] const ExceptionRow* exceptionOf(const ReconDetail& detail, const QString& handle);
/// "Fee?": what the surest hint says; "" when nothing speaks for anything.
[[nodiscard]] QString hintWord(const ExceptionRow& row);
[[nodiscard]] QString resolutionWord(recon::Resolution resolution);
[[nodiscard]] QString dispositionWord(recon::Disposition disposition);
/// Where it stands, with the mark of what is late.
[[nodiscard]] MarkedWord exceptionState(const ReconItem& item, const recon::ExceptionStanding& standing);

/// Adds to a card what could be done, who deals with it by when, and what was decided since it first stood open.
void addException(ContextCard& card, const ReconDetail& detail, const ExceptionRow& row);

} // namespace oxseal::ui
