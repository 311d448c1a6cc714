// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> coreTexts()
{
    static constexpr Entry entries[] = {
        {"json.invalid", "This is not well-formed JSON.", "Check the text at the place named, or export the file again."},
        {"json.duplicate_key", "The JSON object names \"{0}\" twice.", "Remove one of the two; Oxseal never guesses which."},
        {"json.too_deep", "The JSON is nested deeper than {0} levels.", "Export the file again with a flatter structure."},
        {"chart.invalid", "This chart cannot be drawn.", "Look at the table of its numbers instead, and report the defect."},
        {"export.too_many_rows", "{0} {0?row is|rows are} more than such a file takes ({1}).", "Narrow the rows, or export them as CSV."},
        {"export.cancelled", "The export was stopped; no file was written.", ""},
        {"export.xlsx_failed", "The XLSX file could not be written: {0}.", "Check free space and rights, or export the rows as CSV."},
        {"file.not_read", "{0} cannot be read: {1}.", "Check the path and the rights on it."},
        {"file.not_written", "{0} cannot be written: {1}.", "Check free space and rights; nothing was half written."},
        {"file.too_large", "{0} is larger than {1} {1?byte|bytes}.", "This is not the file expected here."},
    };
    return entries;
}

} // namespace oxseal::texts
