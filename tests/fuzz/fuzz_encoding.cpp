// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "storage/import/encoding.h"

#include <cstdlib>

/// Whatever the encoding is taken for, what comes out is UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const ByteView bytes(data, size);
    for (const char* forced : {"", "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1250", "ISO-8859-1", "ISO-8859-15",
             "macintosh", "IBM852", "windows-1251", "windows-1253", "KOI8-R", "IBM866", "no such encoding"}) {
        auto text = decodeText(bytes, forced);
        if (!text)
            continue;
        if (!isValidUtf8(text->view))
            std::abort();
        const DecodedText moved = std::move(*text); // short texts move with their object
        if (!isValidUtf8(moved.view))
            std::abort();
    }
    return 0;
}
