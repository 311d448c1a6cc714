// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/processor_paper.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/documents/signature_paper.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

using doc::Align;

class ProcessorPaper
{
public:
    ProcessorPaper(Document& document, const DocumentFrame& frame, const ProcessorView& view) : document_(document), frame_(frame), view_(view) {}

    void add()
    {
        document_.blocks.emplace_back(doc::Heading{words("document.processor.of", {view_.row.name, view_.row.entity + "/" + view_.row.account, view_.accountName}), 2});
        document_.blocks.emplace_back(doc::Paragraph{
            texts::sentence("recon.processor.limits", {std::to_string(view_.row.transitDays), view_.row.bankAccount, std::to_string(view_.row.windowDays)}), doc::Style::Small});
        if (view_.missing) {
            document_.blocks.emplace_back(doc::Paragraph{texts::what(*view_.missing), doc::Style::Strong});
            return;
        }
        owed();
        payouts();
        others();
        held();
        signatures();
    }

private:
    [[nodiscard]] std::string money(std::int64_t minor) const { return formatAmount(minor, view_.digits); }

    void owed()
    {
        const recon::ProcessorProof& proof = view_.proof;
        doc::Table table;
        table.columns = {{words("document.what"), Align::Left, 70}, {view_.currency, Align::Right, 30}};
        const auto row = [&](const char* what, std::int64_t amount) { table.rows.push_back({words(what), money(amount)}); };
        row("document.processor.pending", proof.pending);
        row("document.processor.held_now", proof.held.now);
        row("document.processor.on_the_way", proof.onTheWay);
        row("document.processor.due", proof.due);
        row("document.processor.clearing_end", proof.clearingEnd);
        row("document.processor.difference", proof.difference);
        row("document.processor.opening_differs", proof.openingDiffers);
        row("document.processor.payouts_differ", proof.payoutsDiffer);
        row("document.processor.unpaid_differs", proof.unpaidDiffers);
        row("document.processor.others_differ", proof.othersDiffer);
        row("document.processor.bank_differs", proof.bankDiffers);
        document_.blocks.emplace_back(std::move(table));
        if (!proof.openingProved)
            document_.blocks.emplace_back(doc::Paragraph{texts::sentence("recon.processor.opening_unproved"), doc::Style::Small});
        if (view_.unfooted > 0)
            document_.blocks.emplace_back(doc::Paragraph{texts::sentence("recon.processor.unfooted", {std::to_string(view_.unfooted)}), doc::Style::Strong});
    }

    void payouts()
    {
        doc::Table table;
        table.columns = {{words("document.processor.payout"), Align::Left, 15}, {words("document.date"), Align::Left, 14}, {words("document.state"), Align::Left, 11},
            {words("document.processor.gross"), Align::Right, 12}, {words("document.processor.fees"), Align::Right, 10}, {words("document.processor.refunds"), Align::Right, 11},
            {words("document.processor.held"), Align::Right, 11}, {words("document.processor.net"), Align::Right, 12}, {words("document.processor.bank"), Align::Right, 12}};
        for (const recon::ProcessorPayout& payout : view_.proof.payouts) {
            table.rows.push_back({payout.id, payout.day.iso(), texts::sentence(("recon.processor.payout_state." + std::string(name(payout.state))).c_str()), money(payout.gross),
                money(-payout.fees), money(-payout.refunds - payout.chargebacks), money(payout.releases - payout.holds + payout.adjustments + payout.fromBefore), money(payout.paid),
                payout.arrived() ? money(payout.deposited) : "–"});
        }
        addTable(document_, std::move(table), "data/processor_payouts.csv", "document.processor.no_payouts");
        for (const recon::ProcessorPayout& payout : view_.proof.payouts) {
            if (payout.state == recon::PayoutState::Differs)
                document_.blocks.emplace_back(doc::Paragraph{payout.id + ": " + legs(payout), doc::Style::Strong});
        }
    }

    [[nodiscard]] std::string legs(const recon::ProcessorPayout& payout) const
    {
        std::vector<std::string> out;
        const auto leg = [&](const char* which, std::int64_t amount) {
            if (amount != 0)
                out.push_back(texts::sentence(which, {money(amount)}));
        };
        leg("recon.processor.leg.report", payout.reportDiffers);
        leg("recon.processor.leg.bank", payout.bankDiffers);
        leg("recon.processor.leg.gross", payout.grossDiffers);
        leg("recon.processor.leg.credits", payout.creditsDiffer);
        return join(out, ", ");
    }

    void others()
    {
        if (view_.proof.otherPostings.empty() && view_.proof.otherDeposits.empty())
            return;
        doc::Table table;
        table.columns = {{words("document.what"), Align::Left, 30}, {words("document.date"), Align::Left, 13}, {words("document.reference"), Align::Left, 37},
            {words("document.amount"), Align::Right, 20}};
        const auto row = [&](const char* what, const recon::ProcessorPosting& line) {
            table.rows.push_back({texts::sentence(what), line.day.iso(), line.reference + (line.reference.empty() || line.description.empty() ? "" : " · ") + line.description, money(line.amount)});
        };
        for (const std::uint32_t line : view_.proof.otherPostings)
            row("recon.processor.other_posting", view_.postings[line]);
        for (const std::uint32_t line : view_.proof.otherDeposits)
            row("recon.processor.other_deposit", view_.bank[line]);
        addTable(document_, std::move(table), "data/processors.csv", "document.processor.no_payouts");
    }

    void held()
    {
        const recon::HeldRoll& roll = view_.proof.held;
        if (roll.before == 0 && roll.added == 0 && roll.released == 0)
            return;
        document_.blocks.emplace_back(
            doc::Paragraph{texts::sentence("recon.processor.roll", {money(roll.before), money(roll.added), money(roll.released), money(roll.now)})});
        if (roll.withoutHold != 0)
            document_.blocks.emplace_back(doc::Paragraph{texts::sentence("recon.processor.without_hold", {money(roll.withoutHold)}), doc::Style::Strong});
        if (roll.open.empty())
            return;
        doc::Table table;
        table.columns = {{words("document.processor.held_since"), Align::Left, 20}, {words("document.reference"), Align::Left, 55}, {words("document.amount"), Align::Right, 25}};
        for (const recon::HeldMoney& one : roll.open)
            table.rows.push_back({one.day.iso(), one.reference, money(one.amount)});
        addTable(document_, std::move(table), "data/processor_carried.csv", "document.processor.no_payouts");
    }

    void signatures()
    {
        for (const char* duty : {"preparer", "reviewer"})
            document_.blocks.emplace_back(doc::Paragraph{words("document.duty." + std::string(duty)) + ": " + signatureText(frame_, view_.signedAs(duty))});
    }

    Document& document_;
    const DocumentFrame& frame_;
    const ProcessorView& view_;
};

} // namespace

void addProcessors(Document& document, const DocumentFrame& frame, const std::vector<ProcessorView>& views)
{
    if (views.empty())
        return;
    addHeading(document, "document.processor.title");
    for (const ProcessorView& view : views)
        ProcessorPaper(document, frame, view).add();
}

} // namespace oxseal
