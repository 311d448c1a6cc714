// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/signing/pdf_update.h"

#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace oxseal::test {

/// The form with keys of its fields set ("line-2-decision", "/V", "(keep)"), as an update behind it: as a viewer that saves in place
/// writes it, or as somebody who tampers with it.
inline std::string changedForm(const std::string& pdf, const std::vector<std::tuple<std::string, std::string, std::string>>& changes)
{
    const auto file = pdf::File::open(pdf);
    if (!file)
        return {};
    std::map<int, std::string> bodies;
    for (const auto& [field, key, value] : changes) {
        bool found = false;
        for (const auto& [number, place] : file->places()) {
            const auto body = file->object(number);
            if (!body || pdf::value(*body, "/T") != "(" + field + ")")
                continue;
            std::string& changed = bodies.emplace(number, *body).first->second;
            changed = pdf::withValue(changed, key, value);
            found = true;
        }
        if (!found)
            return {};
    }
    pdf::Update update(pdf, *file);
    for (const auto& [number, body] : bodies)
        update.put(number, body);
    return update.finish("[<00112233445566778899aabbccddeeff> <ffeeddccbbaa99887766554433221100>]");
}

inline std::string filledForm(const std::string& pdf, const std::vector<std::pair<std::string, std::string>>& values)
{
    std::vector<std::tuple<std::string, std::string, std::string>> changes;
    for (const auto& [field, value] : values)
        changes.emplace_back(field, "/V", pdf::textString(value));
    return changedForm(pdf, changes);
}

} // namespace oxseal::test
