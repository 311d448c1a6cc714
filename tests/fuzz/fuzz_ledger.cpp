// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/checkpoint.h"
#include "models/audit/entry.h"

#include <cstdlib>

/// Notes and entry headers are read in one spelling only: what is accepted is written again byte for byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const std::string_view text = asText({data, size});
    if (const auto note = parseNote(text); note && noteText(*note) != text)
        std::abort();
    const auto json = parseJson(text);
    if (!json)
        return 0;
    if (const auto header = headerFromJson(*json); header && canonicalHeader(*header) != canonicalJson(*json))
        std::abort();
    return 0;
}
