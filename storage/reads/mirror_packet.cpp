// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/mirror_packet.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/people_reads.h"

namespace oxseal {
namespace {

std::string keysOf(const std::vector<recon::MirrorLine>& lines, const std::vector<std::uint32_t>& of)
{
    std::vector<std::string> keys;
    for (const std::uint32_t line : of)
        keys.push_back(lines[line].key);
    return join(keys, ";");
}

Result<std::string> signer(Database& db, const MirrorView& view, const char* duty)
{
    const FiguresSignoff* signoff = view.signedAs(duty);
    if (signoff == nullptr)
        return std::string();
    OXSEAL_TRY(const Person person, personById(db, signoff->by));
    return person.name + " " + signoff->at.iso();
}

} // namespace

Result<std::vector<PacketFile>> mirrorPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto views, mirrorViews(workspace, period, {}));
    std::vector<PacketFile> out;
    if (views.empty())
        return out;
    DescribedCsv pairs("intercompany.csv",
        {"pair", "first", "second", "first_currency", "second_currency", "first_end", "second_end", "rate", "rate_day", "rate_source", "second_at_closing", "difference",
            "opening", "rate_differences", "amount_differences", "in_transit", "one_sided", "rounding", "state", "prepared", "reviewed", "period_end", "transit_days", "window_days", "rate_margin", "cause", "carried"});
    DescribedCsv carried("intercompany_carried.csv", {"pair", "side", "key", "date", "amount", "reference", "description"});
    DescribedCsv items("intercompany_lines.csv", {"pair", "state", "reference", "first_lines", "second_lines", "first_amount", "second_amount", "second_at_closing", "difference"});
    for (const MirrorView& view : views) {
        const std::string pair = std::to_string(view.row.id);
        const recon::Mirror& mirror = view.mirror;
        const auto money = [&](std::int64_t minor) { return view.missing ? std::string() : formatMinor(minor, view.first.digits); };
        OXSEAL_TRY(const std::string prepared, signer(workspace.db(), view, "preparer"));
        OXSEAL_TRY(const std::string reviewed, signer(workspace.db(), view, "reviewer"));
        pairs.row({pair, view.first.entity + "/" + view.first.account, view.second.entity + "/" + view.second.account, view.first.currency, view.second.currency,
            money(view.first.end), view.missing ? "" : formatMinor(view.second.end, view.second.digits), view.rate ? view.rate->rate : "", view.rate ? view.rate->day.iso() : "",
            view.rate ? view.rate->source : "", money(mirror.secondEndAtClosing), money(mirror.difference), money(mirror.opening), money(mirror.rateDifferences),
            money(mirror.amountDifferences), money(mirror.inTransit), money(mirror.oneSided), money(mirror.rounding), view.state, prepared, reviewed, period.period.last.iso(),
            std::to_string(view.row.transitDays), std::to_string(view.row.windowDays), std::to_string(view.row.rateMargin), view.signedAs("preparer") == nullptr ? "" : view.signedAs("preparer")->category,
            std::to_string(view.carried)});
        for (const auto& [side, words] : {std::pair{&view.first, "first"}, {&view.second, "second"}}) {
            for (const recon::MirrorLine& line : side->lines) {
                if (line.carried)
                    carried.row({pair, words, line.key, line.day.iso(), formatMinor(line.amount, side->digits), line.reference, line.description});
            }
        }
        for (const recon::MirrorItem& item : mirror.items) {
            const recon::MirrorLine& line = item.first.empty() ? view.second.lines[item.second[0]] : view.first.lines[item.first[0]];
            items.row({pair, name(item.state), line.reference, keysOf(view.first.lines, item.first), keysOf(view.second.lines, item.second), money(item.firstAmount),
                formatMinor(item.secondAmount, view.second.digits), money(item.secondAtClosing), money(item.difference)});
        }
    }
    DescribedCsv dictionary("dictionary_intercompany.csv", {"file", "column", "meaning"});
    for (const DescribedCsv* csv : {&pairs, &items, &carried}) {
        csv->describe(dictionary, "mirror.column.");
        out.push_back(csv->file());
    }
    out.push_back(dictionary.file("dictionary"));
    return out;
}

} // namespace oxseal
