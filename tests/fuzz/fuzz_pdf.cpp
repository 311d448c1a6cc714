// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/pades.h"
#include "storage/signing/pdf_file.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)oxseal::verifyPdf(bytes, "fuzz.pdf", {}, {}, {});
    if (const auto file = oxseal::pdf::File::open(bytes))
        for (const auto& [number, place] : file->places())
            if (const auto body = file->object(number))
                (void)oxseal::pdf::withValue(*body, "/Annots", "[1 0 R]");
    return 0;
}
