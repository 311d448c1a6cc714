// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "storage/reads/company_reads.h"

#include <memory>

namespace oxseal::cli {

/// What a verb about one period begins with: the workspace and the period named by --period.
struct Opened
{
    std::unique_ptr<Workspace> workspace;
    PeriodRow period;
};

[[nodiscard]] Result<Opened> openFor(Call& call, bool readOnly);

} // namespace oxseal::cli
