// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/review_pack.h"
#include "storage/crypto/hash.h"

#include <cstdlib>

/// What comes from outside: a pack as a reviewer is handed one, a reply, and the JSON inside both.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const ByteView bytes(data, size);
    if (const auto pack = readPack(bytes)) {
        if (pack->head + pack->sealed != asText(bytes))
            std::abort();
        (void)travelBox(pack->keys);
    }
    access::AnswerSheet sheet;
    sheet.replyKey = std::string(32, '\x07');
    if (openReply(bytes, sheet)) // nobody has signed this
        std::abort();
    const auto json = parseJson(asText(bytes));
    if (!json)
        return 0;
    if (const auto read = access::sheetFromJson(*json)) {
        if (canonicalJson(access::sheetJson(*read)) != canonicalJson(*json))
            std::abort();
    }
    if (const auto read = access::answersFromJson(*json)) {
        if (canonicalJson(access::answersJson(*read)) != canonicalJson(*json))
            std::abort();
    }
    return 0;
}
