// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> packetTexts()
{
    static constexpr Entry entries[] = {
        {"document.invalid", "The document value cannot be drawn.", "Report this as a defect with the place named."},
        {"packet.render_failed", "The PDF could not be drawn: {0}.",
            "Check that the program oxseal is complete and that the fonts Noto Sans are installed."},
        {"packet.pdf_failed", "The PDF writer failed.", "Check free memory, then report this as a defect."},
    };
    return entries;
}

} // namespace oxseal::texts
