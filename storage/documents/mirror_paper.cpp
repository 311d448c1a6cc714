// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/mirror_paper.h"

#include "models/core/money.h"
#include "storage/documents/signature_paper.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

using doc::Align;

/// One pair: balances, rate, the parts of the difference and who signed these figures.
void addMirror(Document& document, const DocumentFrame& frame, const MirrorView& view)
{
    const auto name = [](const MirrorSide& side) { return side.entity + "/" + side.account; };
    document.blocks.emplace_back(doc::Heading{words("document.mirror.of", {name(view.first), name(view.second)}), 2});
    document.blocks.emplace_back(doc::Paragraph{view.row.because});
    document.blocks.emplace_back(doc::Paragraph{
        texts::sentence("recon.mirror.limits", {std::to_string(view.row.transitDays), std::to_string(view.row.windowDays), std::to_string(view.row.rateMargin)}), doc::Style::Small});
    if (view.missing) {
        document.blocks.emplace_back(doc::Paragraph{texts::what(*view.missing), doc::Style::Strong});
        return;
    }
    const recon::Mirror& mirror = view.mirror;
    const auto money = [&](std::int64_t minor) { return formatAmount(minor, view.first.digits); };
    doc::Table table;
    table.columns = {{words("document.what"), Align::Left, 56}, {words("document.mirror.own_currency"), Align::Right, 22}, {view.first.currency, Align::Right, 22}};
    const auto row = [&](const std::string& what, const std::string& own, std::int64_t amount) { table.rows.push_back({what, own, money(amount)}); };
    row(words("document.mirror.balance", {name(view.first)}), money(view.first.end), view.first.end);
    row(view.rate ? words("document.mirror.balance_at", {name(view.second), view.rate->rate, view.rate->source, view.rate->day.iso()}) : words("document.mirror.balance", {name(view.second)}),
        formatAmount(view.second.end, view.second.digits) + " " + view.second.currency, mirror.secondEndAtClosing);
    row(words("document.mirror.difference"), "", mirror.difference);
    row(words("document.mirror.opening"), "", mirror.opening);
    row(words("document.mirror.rates"), "", mirror.rateDifferences);
    row(words("document.mirror.amounts"), "", mirror.amountDifferences);
    row(words("document.mirror.transit"), "", mirror.inTransit);
    row(words("document.mirror.one_sided"), "", mirror.oneSided);
    row(words("document.mirror.rounding"), "", mirror.rounding);
    document.blocks.emplace_back(std::move(table));
    if (view.carried > 0)
        document.blocks.emplace_back(doc::Paragraph{texts::sentence("recon.mirror.carried", {std::to_string(view.carried)}), doc::Style::Small});
    for (const char* duty : {"preparer", "reviewer"})
        document.blocks.emplace_back(doc::Paragraph{words("document.duty." + std::string(duty)) + ": " + signatureText(frame, view.signedAs(duty))});
}

} // namespace

void addMirrors(Document& document, const DocumentFrame& frame, const std::vector<MirrorView>& views)
{
    if (views.empty())
        return;
    addHeading(document, "document.mirror.title");
    for (const MirrorView& view : views)
        addMirror(document, frame, view);
}

} // namespace oxseal
