// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/timestamp.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)oxseal::parseTstInfo(bytes);
    (void)oxseal::verifyTimestamp(bytes, "what was stamped", {});
    return 0;
}
