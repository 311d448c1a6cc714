// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/reason_codes.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>

namespace oxseal::access {

std::span<const char* const> reasonCodes(Decision decision) noexcept
{
    static constexpr std::array kRevoke{"leaver", "not_needed", "moved", "unused", "duties", "unknown_account"};
    static constexpr std::array kReduce{"excessive", "moved", "duties"};
    static constexpr std::array kNotMine{"other_manager", "other_system"};
    static constexpr std::array kUnsure{"ask_owner", "ask_person", "unclear_permission"};
    switch (decision) {
    case Decision::Keep: return {};
    case Decision::Revoke: return kRevoke;
    case Decision::Reduce: return kReduce;
    case Decision::NotMine: return kNotMine;
    case Decision::Unsure: break;
    }
    return kUnsure;
}

std::vector<std::string> allReasonCodes()
{
    std::vector<std::string> out;
    for (const Decision decision : {Decision::Revoke, Decision::Reduce, Decision::NotMine, Decision::Unsure}) {
        for (const char* code : reasonCodes(decision)) {
            if (std::find(out.begin(), out.end(), code) == out.end())
                out.emplace_back(code);
        }
    }
    return out;
}

Status knownReason(Decision decision, std::string_view code)
{
    const std::vector<std::string> known = allReasonCodes();
    if (decision == Decision::Unsure && code == kTakenBack)
        return {};
    if (code.empty() || std::find(known.begin(), known.end(), code) != known.end())
        return {};
    const auto fitting = reasonCodes(decision);
    return fail(kReasonUnknown, {}, {beginning(code), join(fitting.empty() ? known : std::vector<std::string>(fitting.begin(), fitting.end()), ", ")});
}

} // namespace oxseal::access
