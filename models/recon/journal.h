// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/recon/account_rules.h"
#include "models/recon/journal_numbers.h"
#include "models/recon/journal_year.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace oxseal::recon {

/// One line of a listing of journal entries. Debit positive, minor units of the books' currency.
struct JournalLine
{
    std::string entry; ///< its entry's id
    std::string account;
    std::int64_t amount = 0;
    Day date; ///< the accounting date
    std::optional<Day> postedAt; ///< when it was posted
    std::string createdBy;
    std::string approvedBy;
    std::string source;
    std::string description;
};

/// What an entry can be looked at for (C20).
enum class JournalTest {
    Unbalanced, ///< its lines do not sum to zero
    SelfApproved, ///< who created it approved it
    NoApprover, ///< entered by hand, and nobody is named as approver
    Manual, ///< by hand or top-side
    AfterClose, ///< of the period, and posted after it was closed
    Weekend, ///< posted on a Saturday or Sunday
    Round, ///< a line is a whole multiple of the limit
    RarePair, ///< debits an account against a credit that hardly any other entry does
    Leaver, ///< created after its creator had left
    Privileged, ///< created by an account with administrator rights
    NumbersMissing, ///< numbers before its own are not in the listing
    NumberReused, ///< another entry of the period before has its id
};
inline constexpr std::size_t kJournalTests = 12;
[[nodiscard]] const char* name(JournalTest test) noexcept; ///< "unbalanced", "self_approved", …
[[nodiscard]] std::optional<JournalTest> journalTestFromName(std::string_view name) noexcept;

/// What is known of those who enter journals, by their name in the listing in lower case.
struct JournalPeople
{
    std::map<std::string, Day, std::less<>> lastDay; ///< of leavers
    std::map<std::string, std::string, std::less<>> privileged; ///< and where: the system
};

/// One entry, gathered from its lines.
struct JournalEntry
{
    std::string id;
    Day date;
    std::optional<Day> postedAt;
    std::string createdBy;
    std::string approvedBy;
    std::string source;
    std::string description; ///< of the first line
    std::int64_t debits = 0; ///< sum of its debits
    std::int64_t sum = 0; ///< zero when it balances
    std::size_t lines = 0;
    std::vector<JournalTest> hits; ///< in the order of the tests
    std::string pair; ///< "6200 / 1010", of a rare pair
    std::string missing; ///< "17-19": the numbers before it that are missing
    Digest digest; ///< over its lines: another content is another entry to decide about
    Digest missingDigest; ///< over the lines and the missing numbers: other ones are another question

    [[nodiscard]] const Digest& digestFor(JournalTest test) const noexcept { return test == JournalTest::NumbersMissing ? missingDigest : digest; }
};

/// opening + journals = closing, per account.
struct JournalRoll
{
    std::string account;
    std::optional<std::int64_t> before; ///< of the trial balance of the period before; empty without one
    std::optional<std::int64_t> opening; ///< what the period starts from: `before`, unless a new year restarts the account
    std::int64_t journals = 0;
    std::optional<std::int64_t> closing; ///< empty when it stands not in the period's trial balance
    /// closing − opening − journals; nullopt when it cannot be stated. An account that is in neither trial balance has both zero.
    std::optional<std::int64_t> difference;
};

struct JournalPopulation
{
    std::vector<JournalEntry> entries; ///< in the order of the listing
    std::vector<JournalRoll> accounts; ///< by account
    std::size_t lines = 0;
    std::vector<NumberSequence> sequences; ///< of the entries' ids, by prefix
    std::size_t different = 0; ///< accounts with a difference
    bool proved = false; ///< both trial balances are there and every account rolls forward
};

struct JournalContext
{
    std::string currency;
    int digits = 2;
    Day periodEnd;
    Day closedOn; ///< last business day on which the period's entries are posted in time
    JournalPeople people;
    std::optional<std::map<std::string, std::int64_t>> opening; ///< balances by account, of the period before
    std::optional<std::map<std::string, std::int64_t>> closing;
    bool newYear = false; ///< the period opens a fiscal year
    std::optional<YearOpening> year; ///< as stated; without it a new year starts from the balances of the old one, as any other period
    std::map<std::string, Day> earlier; ///< ids of the listing of the period before, with their days
};

/// Gathers, proves and tests a population. Error: kAmountOverflow.
[[nodiscard]] Result<JournalPopulation> testJournals(
    const JournalRule& rule, const JournalContext& context, std::span<const JournalLine> lines, Hasher& hasher);

} // namespace oxseal::recon
