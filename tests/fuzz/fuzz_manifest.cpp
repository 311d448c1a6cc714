// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/manifest.h"

#include <cstdlib>

/// A manifest has one spelling only.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const std::string_view text = asText({data, size});
    const auto manifest = parseManifest(text);
    if (!manifest)
        return 0;
    if (manifestBytes(*manifest) != text)
        std::abort();
    (void)sumsText(*manifest, Digest{});
    return 0;
}
