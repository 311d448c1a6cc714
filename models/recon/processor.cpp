// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/processor.h"

#include "models/recon/processor_ties.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace oxseal::recon {
namespace {

constexpr std::array<const char*, 8> kRowKinds{"charge", "refund", "fee", "chargeback", "hold", "release", "payout", "adjustment"};
constexpr std::array<const char*, 3> kPayoutStates{"differs", "in_transit", "proved"};

/// Sums that say when they leave 64 bits.
class Adding
{
public:
    void add(std::int64_t& to, std::int64_t amount) { broken_ = __builtin_add_overflow(to, amount, &to) || broken_; }
    void less(std::int64_t& from, std::int64_t amount) { broken_ = __builtin_sub_overflow(from, amount, &from) || broken_; }
    [[nodiscard]] bool broken() const noexcept { return broken_; }

private:
    bool broken_ = false;
};

class Proving
{
public:
    explicit Proving(const ProcessorInput& input) : input_(input) {}

    Result<ProcessorProof> run()
    {
        groupRows();
        compose();
        hold();
        takeFromBefore();
        tieDeposits(input_, proof_.payouts, proof_.otherDeposits);
        for (ProcessorPayout& payout : proof_.payouts)
            atTheBank(payout);
        for (ProcessorPayout& payout : proof_.payouts)
            expectPostings(payout);
        expectPostings(proof_.unpaid);
        tiePostings(input_, proof_.payouts, proof_.unpaid, proof_.otherPostings);
        for (ProcessorPayout& payout : proof_.payouts)
            inTheBooks(payout);
        inTheBooks(proof_.unpaid);
        addUp();
        order();
        if (sum_.broken())
            return fail(kProcessorOverflow);
        return std::move(proof_);
    }

private:
    [[nodiscard]] bool ofPeriod(const ProcessorRow& row) const { return row.day >= input_.first && row.day <= input_.end; }

    /// Rows by payout; a payout needs a row of its own or it has not been paid out. Rows after the end belong to the next period.
    void groupRows()
    {
        std::map<std::string, std::size_t> byId;
        std::vector<ProcessorPayout>& payouts = proof_.payouts;
        for (const TravellingPayout& travelling : input_.travellingBefore) {
            byId.emplace(referenceKeyOf(travelling.id), payouts.size());
            ProcessorPayout& payout = payouts.emplace_back();
            payout.id = travelling.id;
            payout.day = travelling.day;
            payout.carried = true;
            payout.paid = payout.net = travelling.amount;
            payout.bookedAhead = travelling.bookedAhead;
        }
        const auto each = [&](bool payoutRows, const auto& take) {
            for (std::uint32_t i = 0; i < input_.rows.size(); ++i) {
                const ProcessorRow& row = input_.rows[i];
                if ((row.kind == ProcessorRowKind::Payout) == payoutRows && row.day <= input_.end)
                    take(i, row);
            }
        };
        bool stated = false;
        each(true, [&](std::uint32_t i, const ProcessorRow& row) {
            stated = true;
            if (row.day < input_.first)
                return; // proved, or on the way, in the period it was sent
            const std::string& id = row.payout.empty() ? row.reference : row.payout;
            const auto [found, fresh] = byId.try_emplace(referenceKeyOf(id), payouts.size());
            if (fresh) {
                payouts.emplace_back().id = id;
                payouts.back().day = row.day;
            }
            ProcessorPayout& payout = payouts[found->second];
            payout.day = std::min(payout.day, row.day);
            sum_.less(payout.paid, row.gross);
            payout.rows.push_back(i);
        });
        if (!stated)
            namePayouts(byId);
        each(false, [&](std::uint32_t i, const ProcessorRow& row) {
            const auto found = row.payout.empty() ? byId.end() : byId.find(referenceKeyOf(row.payout));
            if (found != byId.end() && !payouts[found->second].carried)
                payouts[found->second].rows.push_back(i);
            else if (ofPeriod(row) || row.payout.empty())
                proof_.unpaid.rows.push_back(i);
        });
    }

    /// A report of items alone: a payout is what its items come to, sent with the last of them.
    void namePayouts(std::map<std::string, std::size_t>& byId)
    {
        for (const ProcessorRow& row : input_.rows) {
            if (row.payout.empty() || !ofPeriod(row))
                continue;
            const auto [place, fresh] = byId.try_emplace(referenceKeyOf(row.payout), proof_.payouts.size());
            if (fresh) {
                ProcessorPayout& made = proof_.payouts.emplace_back();
                made.id = row.payout;
                made.day = row.day;
                made.stated = false;
            }
            ProcessorPayout& payout = proof_.payouts[place->second];
            if (!payout.carried)
                payout.day = std::max(payout.day, row.day);
        }
    }

    void compose()
    {
        for (ProcessorPayout& payout : proof_.payouts) {
            if (payout.carried) { // what came back of it is to be paid out again
                sum_.add(cameBack_, payout.net);
                sum_.less(cameBack_, payout.paid);
                payout.net = payout.paid;
                continue;
            }
            composeOne(payout);
            if (!payout.stated)
                payout.paid = payout.net;
        }
        composeOne(proof_.unpaid);
        proof_.unpaid.paid = proof_.unpaid.net;
        proof_.unpaid.stated = false;
        proof_.unpaid.day = input_.end;
    }

    void composeOne(ProcessorPayout& payout)
    {
        for (const std::uint32_t at : payout.rows) {
            const ProcessorRow& row = input_.rows[at];
            sum_.less(payout.net, row.fee);
            if (row.kind != ProcessorRowKind::Payout)
                sum_.add(payout.net, row.gross);
            switch (row.kind) {
            case ProcessorRowKind::Charge: sum_.add(payout.gross, row.gross); break;
            case ProcessorRowKind::Refund: sum_.less(payout.refunds, row.gross); break;
            case ProcessorRowKind::Fee: sum_.less(payout.fees, row.gross); break;
            case ProcessorRowKind::Chargeback: sum_.less(payout.chargebacks, row.gross); break;
            case ProcessorRowKind::Hold: sum_.less(payout.holds, row.gross); break;
            case ProcessorRowKind::Release: sum_.add(payout.releases, row.gross); break;
            case ProcessorRowKind::Adjustment: sum_.add(payout.adjustments, row.gross); break;
            case ProcessorRowKind::Payout: break;
            }
            sum_.add(payout.fees, row.fee);
        }
    }

    /// A release takes from the hold of its reference, else from the oldest. What is older than the period keeps its day.
    void hold()
    {
        HeldRoll& held = proof_.held;
        std::vector<HeldMoney> open = input_.heldBefore;
        for (const HeldMoney& one : open)
            sum_.add(held.before, one.amount);
        std::vector<const ProcessorRow*> releases;
        for (const ProcessorRow& row : input_.rows) {
            if (!ofPeriod(row))
                continue;
            if (row.kind == ProcessorRowKind::Hold) {
                std::int64_t amount = 0;
                sum_.less(amount, row.gross);
                sum_.add(held.added, amount);
                open.push_back({row.reference, row.day, amount});
            } else if (row.kind == ProcessorRowKind::Release) {
                releases.push_back(&row);
            }
        }
        std::sort(open.begin(), open.end(), [](const HeldMoney& a, const HeldMoney& b) { return std::tie(a.day, a.reference, a.amount) < std::tie(b.day, b.reference, b.amount); });
        std::sort(releases.begin(), releases.end(), [](const ProcessorRow* a, const ProcessorRow* b) { return std::tie(a->day, a->key) < std::tie(b->day, b->key); });
        for (const ProcessorRow* release : releases) {
            std::int64_t left = release->gross;
            sum_.add(held.released, left);
            const std::string key = referenceKeyOf(release->reference);
            for (const bool named : {true, false}) {
                for (HeldMoney& one : open) {
                    if (left <= 0 || (named && (key.empty() || referenceKeyOf(one.reference) != key)))
                        continue;
                    const std::int64_t taken = std::min(left, std::max<std::int64_t>(one.amount, 0));
                    one.amount -= taken;
                    left -= taken;
                }
            }
            sum_.add(held.withoutHold, left);
        }
        std::erase_if(open, [](const HeldMoney& one) { return one.amount == 0; });
        held.open = std::move(open);
        sum_.add(held.now, held.before);
        sum_.add(held.now, held.added);
        sum_.less(held.now, held.released);
    }

    /// Reports that begin with the period leave out what the first payouts paid of the period before. When the first payouts exceed their
    /// rows by exactly what was pending then, that is what they paid.
    void takeFromBefore()
    {
        openingOfBooks();
        std::int64_t pool = proof_.pendingBefore;
        for (const ProcessorPayout& payout : proof_.payouts)
            lessOlder(payout, pool);
        lessOlder(proof_.unpaid, pool);
        std::vector<ProcessorPayout*> apart;
        for (ProcessorPayout& payout : proof_.payouts) {
            if (payout.paid != payout.net)
                apart.push_back(&payout);
        }
        std::sort(apart.begin(), apart.end(), [](const auto* a, const auto* b) { return std::tie(a->day, a->id) < std::tie(b->day, b->id); });
        std::int64_t reached = 0;
        for (std::size_t i = 0; i < apart.size() && pool != 0; ++i) {
            sum_.add(reached, apart[i]->paid);
            sum_.less(reached, apart[i]->net);
            if (reached != pool)
                continue;
            for (std::size_t k = 0; k <= i; ++k) {
                sum_.add(apart[k]->fromBefore, apart[k]->paid);
                sum_.less(apart[k]->fromBefore, apart[k]->net);
                apart[k]->net = apart[k]->paid;
            }
            break;
        }
        for (ProcessorPayout& payout : proof_.payouts) {
            sum_.add(payout.reportDiffers, payout.paid);
            sum_.less(payout.reportDiffers, payout.net);
        }
    }

    void lessOlder(const ProcessorPayout& payout, std::int64_t& pool)
    {
        for (const std::uint32_t at : payout.rows) {
            if (input_.rows[at].day < input_.first && input_.rows[at].kind != ProcessorRowKind::Payout)
                sum_.less(pool, input_.rows[at].net);
        }
    }

    void openingOfBooks()
    {
        proof_.clearingEnd = proof_.opening = input_.clearingEnd;
        for (const ProcessorPosting& posting : input_.postings)
            sum_.less(proof_.opening, posting.amount);
        std::int64_t known = proof_.held.before;
        for (const TravellingPayout& payout : input_.travellingBefore)
            sum_.add(known, payout.bookedAhead ? 0 : payout.amount);
        proof_.openingProved = input_.pendingBefore.has_value();
        if (input_.pendingBefore) {
            proof_.pendingBefore = *input_.pendingBefore;
        } else {
            proof_.pendingBefore = proof_.opening;
            sum_.less(proof_.pendingBefore, known);
        }
        proof_.openingDue = proof_.pendingBefore;
        sum_.add(proof_.openingDue, known);
        sum_.add(proof_.openingDiffers, proof_.opening);
        sum_.less(proof_.openingDiffers, proof_.openingDue);
    }

    void atTheBank(ProcessorPayout& payout)
    {
        for (const std::uint32_t at : payout.deposits)
            sum_.add(payout.deposited, input_.bank[at].amount);
        const bool near = input_.end - payout.day <= input_.transitDays;
        if (!payout.arrived() && (near || payout.paid == 0))
            return;
        sum_.add(payout.bankDiffers, payout.deposited);
        sum_.less(payout.bankDiffers, payout.paid);
    }

    /// Holds and releases stay on the clearing account: the processor owes the money all the same.
    void expectPostings(ProcessorPayout& payout)
    {
        for (const std::uint32_t at : payout.rows) {
            const ProcessorRow& row = input_.rows[at];
            const bool moves = row.kind == ProcessorRowKind::Hold || row.kind == ProcessorRowKind::Release || row.kind == ProcessorRowKind::Payout;
            if (!ofPeriod(row))
                continue;
            if (!moves)
                sum_.add(row.gross > 0 ? payout.grossDue : payout.creditsDue, row.gross);
            sum_.less(payout.creditsDue, row.fee);
        }
        if (&payout != &proof_.unpaid && payout.arrived() && !(payout.carried && payout.bookedAhead))
            sum_.less(payout.creditsDue, payout.paid);
    }

    void inTheBooks(ProcessorPayout& payout)
    {
        for (const std::uint32_t at : payout.postings)
            sum_.add(input_.postings[at].amount > 0 ? payout.debits : payout.credits, input_.postings[at].amount);
        sum_.add(payout.grossDiffers, payout.debits);
        sum_.less(payout.grossDiffers, payout.grossDue);
        sum_.add(payout.creditsDiffer, payout.credits);
        sum_.less(payout.creditsDiffer, payout.creditsDue);
        const bool whole = &payout == &proof_.unpaid;
        if (!whole && !payout.carried && !payout.arrived() && payout.paid != 0 && payout.creditsDiffer == -payout.paid) {
            payout.bookedAhead = true;
            sum_.less(payout.creditsDue, payout.paid);
            payout.creditsDiffer = 0;
        }
        const bool agrees = payout.reportDiffers == 0 && payout.bankDiffers == 0 && payout.grossDiffers == 0 && payout.creditsDiffer == 0;
        payout.state = !agrees ? PayoutState::Differs : whole || payout.arrived() || payout.paid == 0 ? PayoutState::Proved : PayoutState::InTransit;
    }

    void addUp()
    {
        ProcessorProof& proof = proof_;
        sum_.add(proof.pending, proof.pendingBefore);
        sum_.add(proof.pending, cameBack_);
        for (const ProcessorRow& row : input_.rows) {
            if (!ofPeriod(row))
                continue;
            sum_.less(proof.pending, row.fee);
            if (row.kind != ProcessorRowKind::Payout)
                sum_.add(proof.pending, row.gross);
        }
        for (const ProcessorPayout& payout : proof.payouts) {
            if (!payout.carried)
                sum_.less(proof.pending, payout.paid);
            if (!payout.arrived() && payout.paid != 0) {
                proof.travelling.push_back({payout.id, payout.day, payout.paid, payout.bookedAhead});
                sum_.add(proof.onTheWay, payout.bookedAhead ? 0 : payout.paid);
            }
            sum_.add(proof.payoutsDiffer, payout.grossDiffers);
            sum_.add(proof.payoutsDiffer, payout.creditsDiffer);
            sum_.add(proof.bankDiffers, payout.bankDiffers);
            ++(payout.state == PayoutState::Proved ? proof.proved : payout.state == PayoutState::InTransit ? proof.inTransit : proof.differing);
        }
        sum_.add(proof.unpaidDiffers, proof.unpaid.grossDiffers);
        sum_.add(proof.unpaidDiffers, proof.unpaid.creditsDiffer);
        for (const std::uint32_t at : proof.otherPostings)
            sum_.add(proof.othersDiffer, input_.postings[at].amount);
        for (const std::uint32_t at : proof.otherDeposits)
            sum_.add(proof.bankDiffers, input_.bank[at].amount);
        for (const std::int64_t part : {proof.pending, proof.held.now, proof.onTheWay})
            sum_.add(proof.due, part);
        sum_.add(proof.difference, proof.clearingEnd);
        sum_.less(proof.difference, proof.due);
        std::int64_t parts = 0;
        for (const std::int64_t part : {proof.openingDiffers, proof.payoutsDiffer, proof.unpaidDiffers, proof.othersDiffer})
            sum_.add(parts, part);
        proof.holds = parts == proof.difference;
    }

    void order()
    {
        std::sort(proof_.payouts.begin(), proof_.payouts.end(),
            [](const ProcessorPayout& a, const ProcessorPayout& b) { return std::tie(a.state, a.day, a.id) < std::tie(b.state, b.day, b.id); });
        std::sort(proof_.travelling.begin(), proof_.travelling.end(),
            [](const TravellingPayout& a, const TravellingPayout& b) { return std::tie(a.day, a.id) < std::tie(b.day, b.id); });
    }

    const ProcessorInput& input_;
    ProcessorProof proof_;
    std::int64_t cameBack_ = 0;
    Adding sum_;
};

} // namespace

const char* name(ProcessorRowKind kind) noexcept { return kRowKinds[static_cast<std::size_t>(kind)]; }
const char* name(PayoutState state) noexcept { return kPayoutStates[static_cast<std::size_t>(state)]; }

Result<ProcessorProof> proveProcessor(const ProcessorInput& input) { return Proving(input).run(); }

} // namespace oxseal::recon
