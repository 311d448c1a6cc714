// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/exception_actions.h"
#include "storage/reads/recon_overview.h"

#include <optional>
#include <string>

class QWidget;

namespace oxseal::ui {

struct ExceptionAnswer
{
    ExceptionDecision decision;
    std::string reason;
};
/// What becomes of an open item, who deals with it and by when. `mayWriteOff` offers the write-off.
[[nodiscard]] std::optional<ExceptionAnswer> askToDecide(
    QWidget* parent, const ReconDetail& detail, const ExceptionRow& row, Day today, bool mayWriteOff);

} // namespace oxseal::ui
