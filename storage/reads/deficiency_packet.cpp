// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/deficiency_packet.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/person_names.h"

#include <set>

namespace oxseal {
namespace {

using namespace controls;

int digitsOf(const std::string& currency)
{
    const auto known = Currency::fromCode(currency);
    return known ? known->digits() : 2;
}

std::string iso(const std::optional<Day>& day) { return day ? day->iso() : std::string(); }
const char* yesNo(bool yes) { return yes ? "yes" : "no"; }

std::string numbers(const std::vector<std::int64_t>& ids)
{
    std::vector<std::string> out;
    for (const std::int64_t id : ids)
        out.push_back(std::to_string(id));
    return join(out, ";");
}

class Files
{
public:
    Files(const DeficiencyBook& book, const PeriodRow& period, NamesById names, std::map<PeriodId, std::string> periods)
        : book_(book), period_(period), names_(std::move(names)), periods_(std::move(periods)) { }

    std::vector<PacketFile> run()
    {
        for (const DeficiencyView& view : book_.rows) {
            one(view);
            for (const DeficiencyLinkRow& link : view.links)
                links_.row({std::to_string(view.row.id), name(link.source), link.reference, link.about, named(names_, link.linkedBy), link.linkedAt.iso(), link.reason});
            for (const DeficiencyActRow& act : view.history)
                acts_.row({std::to_string(view.row.id), periods_[act.period], act.madeAt.iso(), named(names_, act.act.by), name(act.act.kind), actWords(act), act.reason});
        }
        for (const Combination& sum : book_.sums) {
            const int digits = digitsOf(sum.currency);
            const auto money = [digits](const std::optional<std::int64_t>& minor) { return minor ? formatMinor(*minor, digits) : std::string(); };
            sums_.row({name(sum.by), sum.key, sum.currency, numbers(sum.members), money(sum.sum), money(sum.limits.materiality), formatMinor(sum.limits.significantShare, 2), money(sum.limits.meritsFrom()), name(sum.highest), name(sum.level),
                std::to_string(book_.rules.rules.version)});
        }
        std::vector<PacketFile> out;
        DescribedCsv dictionary("dictionary_deficiencies.csv", {"file", "column", "meaning"});
        for (const DescribedCsv* csv : {&all_, &links_, &acts_, &sums_}) {
            csv->describe(dictionary, "deficiency.column.");
            out.push_back(csv->file());
        }
        out.push_back(dictionary.file("dictionary"));
        return out;
    }

private:
    void one(const DeficiencyView& view)
    {
        const DeficiencyStanding& standing = view.standing;
        const int digits = view.digits();
        const auto money = [digits](const std::optional<std::int64_t>& minor) { return minor ? formatMinor(*minor, digits) : std::string(); };
        std::vector<std::string> cells{std::to_string(view.row.id), view.row.title, view.since, view.row.entity, view.row.account, view.row.assertion, view.row.control, name(standing.state)};
        if (standing.evaluation) {
            const Evaluation& said = standing.said();
            const auto& control = said.compensation;
            for (std::string cell : {std::string(name(said.likelihood)), said.currency, money(said.known), money(said.couldBe), control ? control->control : std::string(),
                     std::string(control ? name(control->tested) : ""), control ? money(control->leaves) : std::string(), std::string(yesNo(said.prudent)), join(said.indicators, ";"),
                     money(view.proposal->limits.materiality), formatMinor(view.proposal->limits.significantShare, 2), money(view.proposal->limits.meritsFrom()), money(view.proposal->counted), std::string(name(view.proposal->level))})
                cells.push_back(std::move(cell));
        } else {
            cells.resize(cells.size() + 14);
        }
        const bool addsUp = standing.evaluation && (standing.waits() || standing.standsOn(period_.period.last));
        const DeficiencyActRow* concluded = view.last(DeficiencyActKind::Conclude);
        for (std::string cell : {std::string(standing.conclusion ? name(standing.conclusion->level) : ""), standing.conclusion ? standing.conclusion->because : std::string(),
                 view.rulesVersion > 0 ? std::to_string(view.rulesVersion) : std::string(), named(names_, view.row.raisedBy), view.row.raisedAt.iso(),
                 concluded == nullptr ? std::string() : named(names_, concluded->act.by), concluded == nullptr ? std::string() : concluded->madeAt.iso(),
                 standing.remedy ? standing.remedy->day.iso() : std::string(), standing.remedy ? standing.remedy->because : std::string(), iso(standing.toldAuditor),
                 iso(standing.toldCommittee), std::string(yesNo(addsUp))})
            cells.push_back(std::move(cell));
        all_.row(cells);
    }

    const DeficiencyBook& book_;
    const PeriodRow& period_;
    NamesById names_;
    std::map<PeriodId, std::string> periods_;
    DescribedCsv all_{"deficiencies.csv",
        {"deficiency", "title", "first_seen", "entity", "account", "assertion", "control", "state", "likelihood", "currency", "known", "could_be", "compensating", "tested", "leaves",
            "prudent", "indicators", "materiality", "significant_share", "merits_from", "counted", "proposed", "concluded", "lower_because", "rules", "raised_by", "raised_at", "concluded_by", "concluded_at",
            "remediated", "retest", "told_auditor", "told_committee", "adds_up"}};
    DescribedCsv links_{"deficiency_links.csv", {"deficiency", "source", "reference", "about", "linked_by", "linked_at", "reason"}};
    DescribedCsv acts_{"deficiency_acts.csv", {"deficiency", "period", "at", "by", "act", "what", "reason"}};
    DescribedCsv sums_{"deficiency_sums.csv", {"shared", "key", "currency", "members", "sum", "materiality", "significant_share", "merits_from", "highest", "proposed", "rules"}};
};

} // namespace

std::string actWords(const DeficiencyActRow& row)
{
    const DeficiencyAct& act = row.act;
    switch (act.kind) {
    case DeficiencyActKind::Evaluate: {
        const Evaluation& said = act.evaluation;
        const auto money = [&](std::int64_t minor) { return formatAmount(minor, digitsOf(said.currency)) + " " + said.currency; };
        std::string out = texts::sentence((std::string("deficiency.likelihood.") + name(said.likelihood)).c_str()) + ", " + money(said.couldBe);
        if (said.compensation)
            out += ", " + said.compensation->control + ": " + texts::sentence((std::string("deficiency.tested.") + name(said.compensation->tested)).c_str());
        return said.indicators.empty() ? out : out + ", " + join(said.indicators, ", ");
    }
    case DeficiencyActKind::Conclude:
        return texts::sentence((std::string("deficiency.level.") + name(act.level)).c_str()) + (act.because.empty() ? "" : ": " + act.because);
    case DeficiencyActKind::Remediate:
        return act.day.iso() + ": " + act.because;
    case DeficiencyActKind::Tell:
        return texts::sentence((std::string("deficiency.told.") + name(act.told)).c_str()) + ", " + act.day.iso();
    case DeficiencyActKind::Reopen:
        break;
    }
    return {};
}

Result<std::vector<PacketFile>> deficiencyPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const DeficiencyBook book, deficiencyBook(workspace.db(), period));
    if (book.rows.empty())
        return std::vector<PacketFile>();
    OXSEAL_TRY(NamesById names, namesById(workspace.db()));
    OXSEAL_TRY(const auto all, periods(workspace.db()));
    std::map<PeriodId, std::string> known;
    for (const PeriodRow& each : all)
        known.emplace(each.id, each.period.name());
    return Files(book, period, std::move(names), std::move(known)).run();
}

} // namespace oxseal
