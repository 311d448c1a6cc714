// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/camt.h"
#include "tests/fuzz/statement_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return checkStatementFile(oxseal::readCamt({data, size}));
}
