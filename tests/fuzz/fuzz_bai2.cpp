// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/bai2.h"
#include "tests/fuzz/statement_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return checkStatementFile(oxseal::readBai2({data, size}));
}
