// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "models/sod/did_do.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/sod_repo.h"
#include "storage/workspace/workspace.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoActivityLog{"sod.no_activity_log", ErrorClass::Refused};

/// One line of an activity log, as it was imported.
struct LoggedAct
{
    SnapshotId log;
    std::uint64_t row = 0; ///< of the snapshot
    std::optional<Day> day;
    std::string system;
    std::string account;
    std::string action;
    std::string document;
    std::string appliedTo;
    std::string party;
    std::optional<std::int64_t> amount; ///< minor units
    std::string currency;
    int digits = 2;
};

/// The system of a log's line: its own, else that of the import.
[[nodiscard]] std::string loggedSystem(const SnapshotInfo& info, const Table& log, std::size_t row);
[[nodiscard]] LoggedAct loggedAct(const SnapshotInfo& info, const Table& log, std::size_t row);

/// Acts of one person that together use every side of a rule.
struct SodUse
{
    sod::UseLink link = sod::UseLink::Apart;
    std::string key; ///< the document or party; "" when nothing connects them
    std::vector<LoggedAct> acts; ///< by day
};
/// A rule whose every side somebody exercised in the period.
struct SodExercise
{
    Digest fingerprint; ///< that of the conflict of the same person and rule
    std::string subject; ///< "person:E1" or "account:ERP/x9"
    std::string name; ///< of the worker, else the subject
    std::string rule;
    std::string risk;
    Severity severity = Severity::High;
    bool held = false; ///< the last check found the conflict too; else the access went, or came, outside the listings
    std::optional<Day> first; ///< of the acts in `uses`
    std::optional<Day> last;
    /// Per side, over the acts in `uses`, the sum of absolute amounts by currency, minor units; a side without amounts is empty.
    std::vector<std::map<std::string, std::int64_t>> sides;
    std::vector<SodUse> uses; ///< the strongest link first

    [[nodiscard]] sod::UseLink strongest() const noexcept { return uses.front().link; }
    /// All sides were used on one document or for one party. Sensitive access (one side) is not.
    [[nodiscard]] bool connected() const noexcept { return sides.size() > 1 && strongest() != sod::UseLink::Apart; }
};

/// Can-do against did-do over the activity logs of a period (B7).
struct DidDoPicture
{
    std::vector<SnapshotInfo> logs; ///< latest of each system; empty: none was imported
    std::uint64_t lines = 0;
    std::uint64_t linesOfNobody = 0; ///< of accounts that no listing and no roster knows, judged as people of their own
    std::uint64_t linesUnmapped = 0;
    std::vector<std::pair<std::string, std::uint64_t>> unmapped; ///< "ERP: Look up" with its lines: not judged
    std::vector<SodExercise> exercised; ///< by subject, then rule
};

/// By the rules of the period's last check, else by those in use (kNoRuleSet). An account is its person in the listings of the
/// period, else by the identity rules of the roster, else itself ("account:ERP/x9"). Documents are told apart by system, parties
/// are the same across systems when they are spelled the same but for case.
[[nodiscard]] Result<DidDoPicture> didDoPicture(Workspace& workspace, const PeriodRow& period);
/// The acts as a table, one row an act and use: data/sod_exercised.csv of the packet.
[[nodiscard]] std::vector<std::string> didDoColumns();
[[nodiscard]] std::vector<std::vector<std::string>> didDoRows(const DidDoPicture& picture);
/// "Ann Low used all sides of S05: on 2 documents …"
[[nodiscard]] std::string exerciseLine(const SodExercise& exercise);
/// "2026-07-03  ERP  ann  Bills  BILL-7  Acme  1200.00 USD"
[[nodiscard]] std::string actLine(const LoggedAct& act);
/// Open matters: conflicts used on one document or for one party, and log lines that no duty names.
[[nodiscard]] Result<std::vector<Finding>> didDoMatters(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
