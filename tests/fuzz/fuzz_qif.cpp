// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/qif.h"
#include "tests/fuzz/statement_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return checkStatementFile(oxseal::readQif({data, size}));
}
