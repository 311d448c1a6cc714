// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/digest.h"
#include "models/core/json.h"

#include <cstdlib>

/// The canonical form of what was read reads as the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto value = oxseal::parseJson(oxseal::asText({data, size}));
    if (!value)
        return 0;
    const auto text = oxseal::canonicalJson(*value);
    const auto again = oxseal::parseJson(text);
    if (!again || oxseal::canonicalJson(*again) != text)
        std::abort();
    return 0;
}
