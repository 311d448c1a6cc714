// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/flags.h"

namespace oxseal::access {
namespace {

struct Known
{
    const char* name;
    const char* code;
    Severity severity;
};

constexpr std::array<Known, kLineFlags> kKnown{{
    {"terminated", "access.terminated", Severity::High},
    {"orphan", "access.orphan", Severity::High},
    {"stale", "access.stale", Severity::Low},
    {"privileged", "access.privileged", Severity::Medium},
    {"new", "access.new", Severity::Low},
    {"revoked_still_present", "access.revoked_still_present", Severity::High},
    {"leaver_active", "access.leaver_active", Severity::High},
    {"used_after_leaving", "access.used_after_leaving", Severity::Critical},
    {"level_raised", "access.level_raised", Severity::Medium},
    {"mover", "access.mover", Severity::Medium},
    {"mfa_off", "access.mfa_off", Severity::Medium},
    {"old_key", "access.old_key", Severity::Low},
    {"shared", "access.shared", Severity::Medium},
    {"service_without_owner", "access.service_without_owner", Severity::Medium},
    {"sod_conflict", "access.sod_conflict", Severity::High},
    {"creep", "access.creep", Severity::Medium},
    {"out_of_department", "access.out_of_department", Severity::Low},
    {"never_used", "access.never_used", Severity::Low},
    {"changed", "access.changed", Severity::Medium},
}};

} // namespace

const char* name(LineFlag flag) noexcept
{
    return kKnown[static_cast<std::size_t>(flag)].name;
}

std::optional<LineFlag> lineFlagFromName(std::string_view text) noexcept
{
    for (std::size_t at = 0; at < kLineFlags; ++at) {
        if (text == kKnown[at].name)
            return static_cast<LineFlag>(at);
    }
    return std::nullopt;
}

const char* findingCode(LineFlag flag) noexcept
{
    return kKnown[static_cast<std::size_t>(flag)].code;
}

Severity severityOf(LineFlag flag) noexcept
{
    return kKnown[static_cast<std::size_t>(flag)].severity;
}

bool LineFlags::alarming() const noexcept
{
    constexpr std::uint32_t harmless
        = (1U << static_cast<unsigned>(LineFlag::New)) | (1U << static_cast<unsigned>(LineFlag::Privileged));
    return (yes & ~harmless) != 0;
}

} // namespace oxseal::access
