// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/core/table.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace oxseal::access {

/// What is pointed out on a line of a listing (A11). Each is computed and three-valued.
enum class LineFlag : std::uint8_t {
    Terminated, ///< the worker left on or before the day of comparison
    Orphan, ///< a human account (or one of unknown type) that belongs to no worker
    Stale, ///< last use longer ago than the limit; without a last use unknown
    Privileged,
    New, ///< not in the previous review; without one unknown
    RevokedStillPresent, ///< the previous review said revoke
    LeaverActive, ///< the worker left and the account is enabled
    UsedAfterLeaving, ///< last use later than the worker's last day
    LevelRaised, ///< held before at a lower level
    Mover, ///< department or title changed since the previous roster
    MfaOff,
    OldKey, ///< credentials unchanged for longer than the limit
    Shared,
    ServiceWithoutOwner,
    SodConflict, ///< the person holds a conflict; filled by the sod module
    Creep, ///< more permissions than peers of the same department and title (peer_flags.h has the limits)
    OutOfDepartment, ///< others who hold the permission work in one department, this worker in another
    NeverUsed, ///< the listing states when accounts were used, and no use of this one; not of services, not before the dormant limit is over
    Changed, ///< the account, or what the line lets it do, is in another condition than the previous review judged; filled by markChanged()
};
/// New ones go to the end: a review keeps how many were known when it was opened.
inline constexpr std::size_t kLineFlags = 19;

[[nodiscard]] const char* name(LineFlag flag) noexcept; ///< "terminated", "revoked_still_present" …
[[nodiscard]] std::optional<LineFlag> lineFlagFromName(std::string_view name) noexcept;
/// The code of the finding that a raised flag becomes: "access.terminated" …
[[nodiscard]] const char* findingCode(LineFlag flag) noexcept;
[[nodiscard]] Severity severityOf(LineFlag flag) noexcept;

/// All flags of one line, two bits each.
struct LineFlags
{
    std::uint32_t yes = 0;
    std::uint32_t unknown = (1U << kLineFlags) - 1;

    void set(LineFlag flag, Flag value) noexcept
    {
        const std::uint32_t bit = 1U << static_cast<unsigned>(flag);
        yes = value == Flag::Yes ? yes | bit : yes & ~bit;
        unknown = value == Flag::Unknown ? unknown | bit : unknown & ~bit;
    }
    /// All flags from number `first` on: those that a program of before did not know.
    void setFrom(std::size_t first, Flag value) noexcept
    {
        for (std::size_t flag = first; flag < kLineFlags; ++flag)
            set(static_cast<LineFlag>(flag), value);
    }
    [[nodiscard]] Flag get(LineFlag flag) const noexcept
    {
        const std::uint32_t bit = 1U << static_cast<unsigned>(flag);
        return (yes & bit) != 0 ? Flag::Yes : (unknown & bit) != 0 ? Flag::Unknown : Flag::No;
    }
    [[nodiscard]] bool is(LineFlag flag) const noexcept { return get(flag) == Flag::Yes; }
    /// Raised flags other than New and Privileged: the line needs its own decision, never a bulk one.
    [[nodiscard]] bool alarming() const noexcept;
    friend bool operator==(const LineFlags&, const LineFlags&) = default;
};

} // namespace oxseal::access
