// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace oxseal::recon {

inline constexpr ErrorCode kProcessorOverflow{"recon.processor_overflow", ErrorClass::Input};

/// What a row of a payment processor's report is about.
enum class ProcessorRowKind : std::uint8_t { Charge, Refund, Fee, Chargeback, Hold, Release, Payout, Adjustment };
[[nodiscard]] const char* name(ProcessorRowKind kind) noexcept; ///< "charge", "refund", …

/// One row of the report, minor units. Signs are those of the balance the processor owes: a charge adds, a refund, a hold and a
/// payout take away. gross − fee = net.
struct ProcessorRow
{
    std::string key;
    Day day;
    ProcessorRowKind kind = ProcessorRowKind::Adjustment;
    std::int64_t gross = 0;
    std::int64_t fee = 0;
    std::int64_t net = 0;
    std::string payout; ///< the payout it was paid out with; "" not paid out yet
    std::string reference;
    std::string order; ///< the company's own name of the sale
};

/// A line of the clearing account (debit positive) or of the bank (received positive).
struct ProcessorPosting
{
    std::string key;
    Day day;
    std::int64_t amount = 0;
    std::string reference;
    std::string description;
};

/// Money the processor holds back, with the day it began to.
struct HeldMoney
{
    std::string reference;
    Day day;
    std::int64_t amount = 0; ///< still held
    friend bool operator==(const HeldMoney&, const HeldMoney&) = default;
};

/// A payout that had not reached the bank at the end of a period.
struct TravellingPayout
{
    std::string id;
    Day day;
    std::int64_t amount = 0;
    bool bookedAhead = false; ///< the books took it from the clearing account when it was sent, not when it arrived
    friend bool operator==(const TravellingPayout&, const TravellingPayout&) = default;
};

struct ProcessorInput
{
    std::span<const ProcessorRow> rows;
    std::span<const ProcessorPosting> postings; ///< of the clearing account in the period
    std::span<const ProcessorPosting> bank; ///< of the bank account in the period
    std::int64_t clearingEnd = 0; ///< balance of the trial balance
    Day first;
    Day end;
    /// What the period before left: not paid out, held, on the way. Without `pendingBefore` there is no period before, and what was not
    /// paid out is taken from the books' opening balance, unproved.
    std::optional<std::int64_t> pendingBefore;
    std::vector<HeldMoney> heldBefore;
    std::vector<TravellingPayout> travellingBefore;
    std::string mark; ///< words by which the bank's lines name the processor; "" unknown
    int transitDays = 7; ///< a payout sent this close to the end and not at the bank is on its way
    int windowDays = 10; ///< lines tied by their amount alone lie no further from the payout
};

enum class PayoutState : std::uint8_t { Differs, InTransit, Proved };
[[nodiscard]] const char* name(PayoutState state) noexcept; ///< "differs", "in_transit", "proved"

/// gross − fees − refunds − chargebacks − holds + releases + adjustments + fromBefore = net, and what stands against it elsewhere.
struct ProcessorPayout
{
    std::string id;
    Day day;
    bool carried = false; ///< sent in an earlier period
    bool stated = true; ///< the report has a row for it; else it is what its lines come to
    std::int64_t gross = 0;
    std::int64_t fees = 0;
    std::int64_t refunds = 0;
    std::int64_t chargebacks = 0;
    std::int64_t holds = 0;
    std::int64_t releases = 0;
    std::int64_t adjustments = 0;
    std::int64_t fromBefore = 0; ///< of what had not been paid out when the period began
    std::int64_t net = 0;
    std::int64_t paid = 0; ///< the report's row
    std::int64_t deposited = 0; ///< at the bank
    std::int64_t debits = 0; ///< postings of the clearing account
    std::int64_t credits = 0; ///< negative
    std::int64_t grossDue = 0; ///< what the period's rows make the debits be
    std::int64_t creditsDue = 0; ///< and the credits: fees, refunds, chargebacks and the payout itself; negative
    // The legs. Zero when they agree.
    std::int64_t reportDiffers = 0; ///< paid − net
    std::int64_t bankDiffers = 0; ///< deposited − paid
    std::int64_t grossDiffers = 0; ///< debits − grossDue
    std::int64_t creditsDiffer = 0; ///< credits − creditsDue
    bool bookedAhead = false;
    PayoutState state = PayoutState::Differs;
    std::vector<std::uint32_t> rows; ///< indexes into the input
    std::vector<std::uint32_t> postings;
    std::vector<std::uint32_t> deposits;

    [[nodiscard]] bool arrived() const noexcept { return !deposits.empty(); }
};

/// Held back: before + added − released = now; each item keeps its day.
struct HeldRoll
{
    std::int64_t before = 0;
    std::int64_t added = 0;
    std::int64_t released = 0;
    std::int64_t now = 0;
    std::int64_t withoutHold = 0; ///< released though nothing was held
    std::vector<HeldMoney> open; ///< oldest first
};

struct ProcessorProof
{
    std::vector<ProcessorPayout> payouts; ///< what differs first, then on the way, then proved; by day and id
    ProcessorPayout unpaid; ///< rows not paid out by the end, and the postings that belong to them
    std::vector<std::uint32_t> otherPostings; ///< of the clearing account, that no row accounts for
    std::vector<std::uint32_t> otherDeposits; ///< the bank's lines that name the processor and no payout
    HeldRoll held;
    std::vector<TravellingPayout> travelling; ///< on the way at the end
    // What the processor owes, and the books.
    bool openingProved = false; ///< the period before says what it was
    std::int64_t openingDue = 0;
    std::int64_t opening = 0; ///< clearing account before the period's postings
    std::int64_t pendingBefore = 0;
    std::int64_t pending = 0; ///< not paid out at the end, without what is held
    std::int64_t onTheWay = 0; ///< of the payouts on the way, what is still on the clearing account
    std::int64_t due = 0; ///< pending + held + on the way
    std::int64_t clearingEnd = 0;
    std::int64_t difference = 0; ///< clearingEnd − due
    std::int64_t openingDiffers = 0;
    std::int64_t payoutsDiffer = 0; ///< of the postings of payouts
    std::int64_t unpaidDiffers = 0; ///< of the postings of rows not paid out
    std::int64_t othersDiffer = 0; ///< postings that no row accounts for
    std::int64_t bankDiffers = 0; ///< deposits against payouts, and deposits without one
    std::size_t proved = 0;
    std::size_t inTransit = 0;
    std::size_t differing = 0;
    bool holds = false; ///< the parts make up the difference

    /// Nothing that anybody has to find out about.
    [[nodiscard]] bool clean() const noexcept { return differing == 0 && difference == 0 && bankDiffers == 0 && held.withoutHold == 0; }
};

/// Proves each payout three ways: from its rows, at the bank, in the books. Postings are tied by reference (compared as reference_key.h
/// does), then by an amount that occurs once on either side within the window; deposits by reference, then by amount in the
/// order of days. Pure; the order of what is given does not matter. Error: kProcessorOverflow.
[[nodiscard]] Result<ProcessorProof> proveProcessor(const ProcessorInput& input);

} // namespace oxseal::recon
