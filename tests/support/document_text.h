// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "models/core/text.h"

#include <algorithm>

namespace oxseal::test {

/// Every text of a document: headings and paragraphs, "key=value", and a table's rows with their cells joined by |.
inline std::vector<std::string> textsOf(const Document& document)
{
    std::vector<std::string> out{document.title};
    for (const auto& block : document.blocks) {
        if (const auto* heading = std::get_if<doc::Heading>(&block))
            out.push_back(heading->text);
        if (const auto* paragraph = std::get_if<doc::Paragraph>(&block))
            out.push_back(paragraph->text);
        if (const auto* pairs = std::get_if<doc::KeyValues>(&block)) {
            for (const auto& [key, value] : pairs->pairs)
                out.push_back(key + "=" + value);
        }
        if (const auto* table = std::get_if<doc::Table>(&block)) {
            for (const auto& row : table->rows)
                out.push_back(join(row, "|"));
        }
    }
    return out;
}

inline bool says(const Document& document, const std::string& text)
{
    const auto all = textsOf(document);
    return std::any_of(all.begin(), all.end(), [&](const std::string& one) { return one.find(text) != std::string::npos; });
}

} // namespace oxseal::test
