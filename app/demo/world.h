// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/prng.h"
#include "models/core/date.h"
#include "models/core/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oxseal::demo {

/// Path below the demo's folder → bytes.
using Files = std::map<std::string, std::string>;

struct Entity
{
    std::string code; ///< US01, DE01, GB01
    std::string name;
    std::string country;
    std::string currency;
    std::string bankAccount; ///< as printed in the statement
};

/// One worker of the HR system as of a day.
struct Worker
{
    std::string id; ///< E1001 …
    std::string first;
    std::string last;
    std::string email;
    std::string department;
    std::string title;
    std::string manager; ///< id
    std::string entity;
    Day hired;
    std::optional<Day> left;
    std::optional<Day> moved; ///< day of the last change of job

    [[nodiscard]] std::string name() const { return first + " " + last; }
};

/// One account in one system. Roles are names of the system's own roles; the bank lists services instead.
struct Account
{
    std::string id;
    std::string worker; ///< employee id; "" for a service account
    std::string name;
    std::string email;
    std::string type = "human";
    bool active = true;
    std::vector<std::string> roles;
    std::optional<Day> lastLogin;
    Day created;
    std::string owner; ///< of a service account
};

struct RolePermission
{
    std::string role;
    std::string permission;
    std::string level; ///< View, Create, Edit, Full
};

/// A movement of money in minor units, from the account holder's view.
struct BankLine
{
    Day value;
    std::int64_t minor = 0;
    std::string id; ///< FITID or bank reference
    std::string cheque;
    std::string reference;
    std::string text;
};

/// One leg of a journal; debits positive.
struct GlLine
{
    Day day;
    std::string account;
    std::string document;
    std::string reference;
    std::string text;
    std::string user;
    std::int64_t minor = 0;
};

struct LedgerAccount
{
    std::string number;
    std::string name;
    std::int64_t opening = 0; ///< debit positive
};

/// Books and bank of one entity for one quarter.
struct Books
{
    std::vector<LedgerAccount> chart;
    std::vector<GlLine> lines;
    std::vector<BankLine> bank;
    std::int64_t bankOpening = 0;

    [[nodiscard]] std::int64_t closing(const std::string& account) const;
    [[nodiscard]] std::int64_t bankClosing() const;
};

struct EvidenceFile
{
    std::string name; ///< "" when nothing was handed in
    std::string item; ///< question of the seven-area checklist it answers
    std::string control;
    std::string title;
    Day effective;
    Day received;
    std::string notApplicable; ///< reason instead of a file
};

struct ReviewerLine
{
    std::string account;
    std::string worker;
    std::string reviewer;
};

struct Mitigation
{
    std::string worker;
    std::string rule;
    std::string control;
    std::string performer;
    Day expires;
};

/// What an exporter typed on the IPE card beside a listing.
struct ExportNote
{
    std::string file;
    std::string system;
    std::string report;
    std::string filter;
    std::string runBy;
    std::string runAt;
    std::int64_t rowsAtSource = 0;
};

/// One act as a system's own log keeps it.
struct LoggedLine
{
    Day day;
    std::string user;
    std::string action; ///< named like the permission it takes
    std::string document;
    std::string party;
    std::int64_t minor = 0;
    std::string currency;
};

/// A row of the card processor's report, signed as the balance it owes: a sale adds, a payout takes away.
struct CardRow
{
    Day day;
    std::string id; ///< TWX100001 …
    std::string type; ///< charge, refund, chargeback, reserve_hold, reserve_release, payout
    std::string order; ///< of a sale
    std::int64_t gross = 0;
    std::int64_t fee = 0;
    std::string payout; ///< that paid it within the quarter; "" none did
    std::string text;
};

/// What the ledger keeps of an entry besides its lines.
struct JournalNote
{
    std::string createdBy;
    std::string approvedBy;
    Day posted;
    std::string source;
};

/// Everything one quarter's files are written from.
struct Quarter
{
    std::string name; ///< 2026-Q3
    Day first;
    Day last;
    std::vector<Worker> workers;
    std::vector<Account> erp;
    std::vector<Account> bankUsers; ///< roles: "account|service"
    std::vector<Account> idp;
    std::vector<RolePermission> rolePermissions;
    std::map<std::string, Books> books; ///< by entity code
    std::vector<ReviewerLine> reviewers;
    std::vector<Mitigation> mitigations;
    std::vector<LoggedLine> erpLog; ///< empty: the quarter has none
    std::vector<LoggedLine> bankLog;
    std::vector<CardRow> cards; ///< of the parent's web shop
    std::map<std::string, JournalNote> journalNotes; ///< by document; others are posted by the batch
    std::vector<EvidenceFile> evidence;
    std::vector<ExportNote> exports;
    /// ERP listings taken after the first one, to prove removals: date → accounts.
    std::map<Day, std::vector<Account>> laterErp;
    std::map<Day, std::vector<Account>> laterBank;
    std::vector<Account> correctedBank; ///< the bank's second export of the same day; empty: the first one was right

    [[nodiscard]] const Worker* worker(const std::string& id) const;
    [[nodiscard]] Account* erpAccountOf(const std::string& worker);
    [[nodiscard]] Account* bankUserOf(const std::string& worker);
    [[nodiscard]] std::string path(const std::string& file) const { return "inputs/" + name + "/" + file; }
};

/// A place that shows a fault: a file and a text that stands in one of its lines.
struct Place
{
    std::string file;
    std::string find;
};

/// One seeded fault with its harmless twin; the words stand in resources/demo/<family>.json under the id.
struct Fault
{
    std::string id;
    std::string family;
    std::string period;
    std::vector<Place> where;
    std::vector<Place> twin;
};

struct World
{
    std::uint64_t seed = 1;
    std::vector<Entity> entities;
    Quarter q2;
    Quarter q3;
    std::vector<Fault> faults;
};

/// Fixed cast, so that the runner and the faults mean the same persons.
namespace cast {
inline constexpr const char* kCeo = "E1001";
inline constexpr const char* kCfo = "E1002";
inline constexpr const char* kController = "E1003";
inline constexpr const char* kCounsel = "E1004";
inline constexpr const char* kPreparer = "E1005"; ///< bank accountant
inline constexpr const char* kApManager = "E1006"; ///< reviewer
inline constexpr const char* kSharedClerk = "E1007"; ///< payables of GmbH and Ltd
inline constexpr const char* kAdministrator = "E1008";
inline constexpr const char* kSecondAdministrator = "E1009";
inline constexpr const char* kTreasurer = "E1010"; ///< second reviewer
inline constexpr const char* kStaffAccountant = "E1011";
inline constexpr const char* kLeadDe = "E1012"; ///< finance lead GmbH
inline constexpr const char* kLeadGb = "E1013"; ///< finance lead Ltd
inline constexpr const char* kTreasuryAnalyst = "E1014";
inline constexpr const char* kClerkUs = "E1015"; ///< payables clerk of the parent
} // namespace cast

/// The parent's card sales: accounts of its books, and what the processor calls its things.
namespace cards {
inline constexpr const char* kClearing = "1250";
inline constexpr const char* kFees = "6910";
inline constexpr const char* kChargebacks = "6920";
[[nodiscard]] std::string payoutOf(Day monday); ///< "TWP260928"
/// The processor's report below the quarter's folder.
[[nodiscard]] inline std::string reportOf(const Quarter& quarter) { return "cards/DEMO_tillway_balance_" + quarter.name + ".csv"; }
} // namespace cards

/// People, systems, books and evidence without any fault.
[[nodiscard]] World plainWorld(std::uint64_t seed);
void addWorkers(World& world);
void addSystems(World& world);
void addBooks(World& world);
void addCards(World& world); ///< after the books, which it goes on writing
void addActivity(World& world);
void addEvidence(World& world);

/// One function per fault family, each in its own file; a new family is one file, one line in generator.cpp and its words
/// in resources/demo/.
void seedAccessFaults(World& world);
void seedSodFaults(World& world);
void seedReconFaults(World& world);
void seedCardFaults(World& world);
void seedJournalFaults(World& world);
void seedChecklistFaults(World& world);
/// The extracts taken after the review, once all other faults are seeded.
void takeLaterExtracts(World& world);

[[nodiscard]] Day day(int year, unsigned month, unsigned dayOfMonth);
/// The n-th weekday after `from` (holidays are left to the calendar engine; a demo's postings do not need them).
[[nodiscard]] Day weekdaysAfter(Day from, int count);

} // namespace oxseal::demo
