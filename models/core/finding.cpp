// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/finding.h"

namespace oxseal {

const char* name(Severity severity) noexcept
{
    switch (severity) {
    case Severity::Low:
        return "low";
    case Severity::Medium:
        return "medium";
    case Severity::High:
        return "high";
    case Severity::Critical:
        break;
    }
    return "critical";
}

Digest fingerprintOf(
    Hasher& hasher, const std::string& code, const std::string& subject, const std::vector<std::string>& identity)
{
    const auto part = [&hasher](const std::string& text) {
        hasher.update(std::to_string(text.size()));
        hasher.update(":");
        hasher.update(text);
    };
    part(code);
    part(subject);
    for (const auto& text : identity)
        part(text);
    return hasher.finish();
}

} // namespace oxseal
