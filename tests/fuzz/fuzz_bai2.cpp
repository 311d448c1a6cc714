// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/bai2.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto read = oxseal::readBai2({data, size});
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
