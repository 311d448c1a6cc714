// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/verify.h"

#include <cstdint>
#include <cstdlib>

/// A whole packet: container, manifest, index, signatures. Nothing made of random bytes may verify.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    oxseal::VerifyOptions options;
    options.threads = 1;
    const auto source = oxseal::memorySource(bytes);
    const auto result = oxseal::verifyPacket(*source, options);
    if (result && result->verdict == oxseal::Verdict::Valid && result->signatures.empty())
        std::abort();
    return 0;
}
