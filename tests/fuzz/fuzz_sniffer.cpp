// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "storage/import/encoding.h"
#include "storage/import/sniffer.h"

#include <cstdlib>

/// Whatever is decoded is valid UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    (void)oxseal::formatOf({data, size});
    const auto text = oxseal::decodeText({data, size});
    if (text && !oxseal::isValidUtf8(text->view))
        std::abort();
    return 0;
}
