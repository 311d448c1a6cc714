// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"

#include <string>
#include <string_view>

namespace oxseal {

/// A file's text as UTF-8. When the bytes are UTF-8 already, `view` points into them and nothing is copied.
struct DecodedText
{
    std::string_view view;
    std::string owned; ///< holds the text when it had to be converted
    std::string encoding; ///< "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1250", "ISO-8859-1", "ISO-8859-15", "macintosh", "IBM852",
                          ///< "windows-1251", "windows-1253", "KOI8-R", "IBM866"
    bool bom = false;

    DecodedText() = default;
    DecodedText(const DecodedText&) = delete;
    DecodedText& operator=(const DecodedText&) = delete;
    DecodedText(DecodedText&& other) noexcept { *this = std::move(other); }
    DecodedText& operator=(DecodedText&& other) noexcept
    {
        // A short string's bytes move with the object, so the view is made anew.
        const bool own = !other.owned.empty();
        owned = std::move(other.owned);
        view = own ? std::string_view(owned) : other.view;
        encoding = std::move(other.encoding);
        bom = other.bom;
        return *this;
    }
};

/// Detects the encoding (byte order mark; UTF-16 by its zero bytes; valid UTF-8; else the single-byte table whose letters
/// read most like words of a European language) and converts. `forced` names one of the encodings above. Errors:
/// kImportEmpty, kImportBinary (zero bytes that are not UTF-16), kImportEncoding (forced and not decodable, or unknown).
[[nodiscard]] Result<DecodedText> decodeText(ByteView bytes, std::string_view forced = {});

/// The encoding that a file's own header names ("1251", "cp1250", "ISO-8859-1"), as decodeText() knows it; "" when it does not.
[[nodiscard]] std::string knownEncoding(std::string_view stated);

/// Converts text of a known single-byte encoding; nullopt for an unknown name.
[[nodiscard]] std::optional<std::string> fromSingleByte(ByteView bytes, std::string_view encoding);

} // namespace oxseal
