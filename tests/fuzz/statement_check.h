// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/statement_file.h"

#include <cstdlib>

/// What must hold of every bank file that could be read: each line stands in exactly one bucket, and the statements have as many
/// lines as were accepted. Ends the process otherwise.
inline int checkStatementFile(const oxseal::Result<oxseal::StatementFile>& read)
{
    if (!read)
        return 0;
    std::size_t lines = 0;
    for (const auto& statement : read->statements) {
        lines += statement.lines.size();
        (void)oxseal::footingOf(statement);
    }
    if (!read->report.conserved() || lines != read->report.accepted)
        std::abort();
    return 0;
}
