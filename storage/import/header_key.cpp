// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/csv_table.h"

namespace oxseal {
namespace {

/// Two bytes of UTF-8 from U+00C0 to U+052F, a capital turned into its small letter.
void appendSmall(std::string& key, unsigned char first, unsigned char second)
{
    unsigned c = ((first & 0x1FU) << 6U) | (second & 0x3FU);
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
        c += 0x20;
    else if (c >= 0x400 && c <= 0x40F)
        c += 0x50;
    else if (c >= 0x100 && c <= 0x17F && c != 0x130 && c != 0x131 && c != 0x138 && c != 0x178 && c != 0x17F)
        c += (c >= 0x139 && c <= 0x148) || c >= 0x179 ? c & 1U : 1U - (c & 1U);
    key.push_back(static_cast<char>(0xC0U | (c >> 6U)));
    key.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
}

/// Bytes of a blank or a mark that nobody sees; 0 when the text begins with none.
std::size_t unseen(std::string_view text)
{
    for (const std::string_view mark : {"\xC2\xA0", "\xC2\xAD", "\xE2\x80\xAF", "\xE2\x80\x87", "\xE2\x80\x89", "\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xEF\xBB\xBF"}) {
        if (text.substr(0, mark.size()) == mark)
            return mark.size();
    }
    return 0;
}

} // namespace

std::string headerKey(std::string_view header)
{
    std::string key;
    for (std::size_t at = 0; at < header.size(); ++at) {
        const char c = header[at];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            key.push_back(c);
        } else if (c >= 'A' && c <= 'Z') {
            key.push_back(static_cast<char>(c - 'A' + 'a'));
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            const auto byte = static_cast<unsigned char>(c);
            if (const auto skipped = unseen(header.substr(at)); skipped > 0) {
                at += skipped - 1;
            } else if (byte >= 0xC3 && byte <= 0xD4 && at + 1 < header.size() && (static_cast<unsigned char>(header[at + 1]) & 0xC0U) == 0x80U) {
                appendSmall(key, byte, static_cast<unsigned char>(header[at + 1]));
                ++at;
            } else {
                key.push_back(c);
            }
        }
    }
    return key;
}

} // namespace oxseal
