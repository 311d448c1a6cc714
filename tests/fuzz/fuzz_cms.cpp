// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/cms.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    oxseal::CmsContext context;
    context.content = [](oxseal::DigestAlgorithm algorithm) -> oxseal::Result<std::string> {
        return oxseal::digestOf(algorithm, "");
    };
    (void)oxseal::verifyCms(bytes, context);
    return 0;
}
