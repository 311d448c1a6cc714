// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "storage/texts/texts.h"

#include <initializer_list>
#include <string>

namespace oxseal::cli {

/// A sentence of storage/texts filled with members of a result, in order.
[[nodiscard]] inline std::string summary(const char* id, const Json& json, std::initializer_list<const char*> keys)
{
    std::vector<std::string> arguments;
    for (const auto* key : keys) {
        const Json& value = json[key];
        arguments.push_back(value.isString() ? value.toString() : std::to_string(value.toInteger()));
    }
    return texts::sentence(id, arguments);
}

} // namespace oxseal::cli
