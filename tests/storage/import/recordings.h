// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/core/text.h"
#include "tests/support/test_main.h"

#include <filesystem>
#include <string>
#include <vector>

namespace oxseal::test {

/// The answers of a recording (go-vcr YAML) as they came, in order: single-quoted scalars on one line, or literal blocks.
inline std::vector<std::string> answersOf(const std::filesystem::path& file)
{
    std::vector<std::string> out;
    bool answer = false;
    const std::string bytes = readFile(file);
    const auto lines = split(bytes, '\n');
    for (std::size_t at = 0; at < lines.size(); ++at) {
        std::string_view text = trimmed(lines[at]);
        const std::size_t indent = lines[at].find_first_not_of(' ');
        if (text == "request:" || text == "response:")
            answer = text == "response:";
        if (!answer || text.substr(0, 5) != "body:")
            continue;
        std::string plain;
        if (text == "body: |") {
            for (; at + 1 < lines.size() && (trimmed(lines[at + 1]).empty() || lines[at + 1].find_first_not_of(' ') > indent); ++at)
                plain += std::string(lines[at + 1]) + '\n';
        } else {
            text = text.substr(7, text.size() - 8); // body: '…'
            for (std::size_t i = 0; i < text.size(); ++i) {
                plain.push_back(text[i]);
                if (text[i] == '\'')
                    ++i; // doubled
            }
        }
        out.push_back(plain);
    }
    return out;
}

/// The same as values; answers that are no JSON are left out.
inline std::vector<Json> bodiesOf(const std::filesystem::path& file)
{
    std::vector<Json> out;
    for (const auto& answer : answersOf(file)) {
        if (const auto json = parseJson(answer))
            out.push_back(*json);
    }
    return out;
}

} // namespace oxseal::test
