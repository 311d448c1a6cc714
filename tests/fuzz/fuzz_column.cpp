// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/objects/column_codec.h"

#include <cstdlib>

/// What is accepted reads as the same cells after writing again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto column = oxseal::decodeChunk({data, size}, "c");
    if (!column)
        return 0;
    const auto again = oxseal::decodeChunk(oxseal::asBytes(oxseal::encodeChunk(*column, 0, column->size())), "c");
    if (!again || again->size() != column->size())
        std::abort();
    for (std::size_t r = 0; r < column->size(); ++r) {
        if (column->cell(r) != again->cell(r))
            std::abort();
    }
    return 0;
}
