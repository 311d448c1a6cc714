// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/schedule_reads.h"

#include <filesystem>
#include <optional>
#include <string>

namespace oxseal {

inline constexpr ErrorCode kNotScheduled{"recon.not_scheduled", ErrorClass::Refused};
inline constexpr ErrorCode kScheduleFileBad{"recon.schedule_file_bad", ErrorClass::Input};
inline constexpr ErrorCode kScheduleLineTwice{"recon.schedule_line_twice", ErrorClass::Input};
inline constexpr ErrorCode kNoSuchScheduleLine{"recon.no_such_schedule_line", ErrorClass::Usage};
inline constexpr ErrorCode kScheduleLineBad{"recon.schedule_line_bad", ErrorClass::Usage};
inline constexpr ErrorCode kScheduleStands{"recon.schedule_stands", ErrorClass::Refused};
inline constexpr ErrorCode kScheduleOldBalance{"recon.schedule_old_balance", ErrorClass::Refused};

/// Begins the schedule of an account whose method is schedule or roll-forward, on the newest trial balance; the lines of the
/// period before come along, marked as carried until a person re-examines them. Called again it takes the newest balance and
/// kind; lines stay, sign-offs are voided when the balance is another. Permission PrepareReconciliation. Errors: kNotScheduled,
/// kNoTrialBalance, kReconPeriodClosed. Gives the schedule's number.
[[nodiscard]] Result<std::int64_t> openSchedule(Workspace& workspace, const std::string& entity, const std::string& account,
    const PeriodRow& period, recon::ScheduleKind kind, const std::string& reason);

/// Takes the lines of a file (CSV or XLSX) in place of those there are: columns reference, description, date, opening,
/// additions, releases, amount, reversal, support. Of opening, additions and releases what is not there follows from the
/// period before. `credit`: the amounts are written as credits, positive. One bad row refuses the file; the file is kept. What
/// people attached and said about a line stays while its figures stay.
[[nodiscard]] Result<std::int64_t> loadSchedule(
    Workspace& workspace, std::int64_t schedule, const std::filesystem::path& file, bool credit, const std::string& reason);

/// One line typed: a new key makes a new line. Its opening is that of the period before, and may not be typed over one.
struct ScheduleLineInput
{
    std::string key;
    std::string description;
    Day day;
    std::int64_t added = 0;
    std::int64_t released = 0;
    std::optional<std::int64_t> opening; ///< first period only; else that of the period before
    std::optional<Day> reversal;
    std::string support;
};
[[nodiscard]] Status putScheduleLine(Workspace& workspace, std::int64_t schedule, const ScheduleLineInput& line, const std::string& reason);

/// A person looked at a line again; `note` says what was seen. A file may be attached as its support.
[[nodiscard]] Status examineScheduleLine(Workspace& workspace, std::int64_t schedule, const std::string& key, const std::string& note,
    const std::filesystem::path& evidence);

/// What stands against a signature: the first issue of the proof. kScheduleStands names it and its lines; kScheduleOldBalance when the
/// newest trial balance shows another balance.
[[nodiscard]] Status scheduleProved(const ScheduleView& view);
/// The preparer's and the reviewer's sign-off, by two people. `note` says what was checked.
[[nodiscard]] Status prepareSchedule(Workspace& workspace, std::int64_t schedule, const std::string& note);
[[nodiscard]] Status reviewSchedule(Workspace& workspace, std::int64_t schedule, const std::string& note);

} // namespace oxseal
