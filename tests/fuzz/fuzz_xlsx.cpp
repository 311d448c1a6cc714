// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/xlsx.h"
#include "storage/import/xml_scanner.h"

#include "models/core/text.h"

#include <cstdlib>

/// As a workbook and as bare XML: every sheet's text has as many records as rows are claimed, or there is one error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const ByteView bytes(data, size);
    if (const auto file = XlsxFile::open(bytes)) {
        for (const auto& entry : file->book().sheets) {
            const auto sheet = file->read(entry, {{}, 10'000, {}});
            if (!sheet)
                continue;
            CsvReader reader(sheet->text, kSheetDialect);
            std::vector<std::string_view> cells;
            std::uint64_t filled = 0;
            while (reader.next(cells))
                filled += cells.size() > 1 || !cells.front().empty() ? 1U : 0U;
            if (filled != sheet->rows || !isValidUtf8(sheet->text))
                std::abort();
        }
    }
    std::string_view rest = asText(bytes);
    XmlScanner xml([&rest] {
        const auto chunk = rest.substr(0, 5);
        rest.remove_prefix(chunk.size());
        return chunk;
    });
    std::string text;
    for (std::size_t tokens = 0; tokens <= 4 * size + 8; ++tokens) {
        const auto token = xml.next();
        if (token == XmlScanner::Token::Done || token == XmlScanner::Token::Broken)
            return 0;
        if (token == XmlScanner::Token::Start)
            text = xml.attributeText("r");
        else if (token == XmlScanner::Token::Text)
            xml.appendText(text);
    }
    std::abort(); // it does not come to an end
}
