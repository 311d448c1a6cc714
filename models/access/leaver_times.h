// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"
#include "models/access/timeliness.h"

#include <string>
#include <vector>

namespace oxseal::access {

/// Columns of a listing and of a roster that tell days of ends and changes; others do without them.
inline constexpr const char* kDisabledOn = "disabled_on";
inline constexpr const char* kJobChanged = "job_change_date";

/// One extract of a system. The population must outlive what is made of it.
struct Extract
{
    Day asOf;
    const Population* listing = nullptr;
    std::vector<std::optional<Day>> disabledOn; ///< by row of the listing; empty: it does not say
};

/// An account of a worker who left, and when it ended (A13).
struct LeaverTime
{
    std::string account;
    std::string subject; ///< employee id
    std::string worker; ///< name by the roster
    std::optional<Day> lastDay; ///< last working day; none: the roster calls the worker gone without a day
    EndOfAccess end;
    Timing timing;
};

/// Something that a worker held in a former job, and when it ended.
struct MoverTime
{
    std::string account;
    std::string subject;
    std::string worker;
    std::string entitlement; ///< without its level; "": what was of the former job is not known
    std::optional<Day> changed; ///< day of the job change; none: the roster does not state one
    EndOfAccess end;
    Timing timing;
};

struct AccessTimes
{
    std::vector<LeaverTime> leavers; ///< by account
    std::vector<MoverTime> movers; ///< by account and entitlement
};

/// What the times are made of.
struct TimesBasis
{
    std::vector<Extract> extracts; ///< by day
    const Roster* roster = nullptr;
    std::vector<std::optional<Day>> jobChanged; ///< by worker; empty: the roster does not say
    const Roster* rosterBefore = nullptr; ///< null: none
    Day since; ///< what ended or changed on or before this day is an earlier review's
    Day asOf; ///< of the review's listing
    TimelinessLimits limits;
};
/// Leavers are workers who had left on `asOf`, with a last day after `since`, or without one, or whose account an extract shows enabled after
/// the last day. Movers have not left; their day of change lies after `since` and not after `asOf`, or is not stated while department or title
/// differ from the roster before. What a mover held in an extract from before that day is of the former job; where there is none, that is not known.
[[nodiscard]] AccessTimes accessTimes(const TimesBasis& basis);
/// The days of a column by row; empty when the table has no such column.
[[nodiscard]] std::vector<std::optional<Day>> daysIn(const Table& table, const char* column);

} // namespace oxseal::access
