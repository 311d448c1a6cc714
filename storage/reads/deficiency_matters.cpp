// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/reads/deficiency_reads.h"
#include "storage/repos/certification_repo.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

using namespace controls;

/// Of the readiness record names that many by title; the packet and the page name all.
constexpr std::size_t kMostNamed = 4;

std::string numbers(const std::vector<std::int64_t>& ids)
{
    std::vector<std::string> out;
    for (const std::int64_t id : ids)
        out.push_back("#" + std::to_string(id));
    return join(out, ", ");
}

class Matters
{
public:
    Matters(const DeficiencyBook& book, const PeriodRow& period) : book_(book), period_(period) { }

    std::vector<Finding> run(const std::optional<certification::DcpConclusion>& dcp)
    {
        for (const DeficiencyView& view : book_.rows)
            fromOne(view);
        for (const Combination& sum : book_.sums)
            fromSum(sum);
        fromRules();
        if (dcp && dcp->openMaterialWeaknesses != weaknesses_ && !book_.rows.empty())
            add("deficiency.matter.dcp_differs", Severity::High, "register:deficiencies", {std::to_string(dcp->openMaterialWeaknesses), std::to_string(weaknesses_)},
                {std::to_string(weaknesses_)});
        return std::move(out_);
    }

private:
    Finding& add(const char* code, Severity severity, const std::string& subject, std::vector<std::string> arguments, std::vector<std::string> identity)
    {
        Finding& finding = out_.emplace_back();
        identity.insert(identity.begin(), period_.period.name());
        finding.code = code;
        finding.severity = severity;
        finding.subject = subject;
        finding.arguments = std::move(arguments);
        finding.fingerprint = fingerprintOf(hasher_, code, subject, identity);
        return finding;
    }

    void fromOne(const DeficiencyView& view)
    {
        const std::string subject = "deficiency:" + std::to_string(view.row.id);
        std::vector<std::string> arguments{std::to_string(view.row.id), view.row.title};
        const auto level = view.level();
        const auto about = [&](Finding& finding) {
            finding.since = view.row.raisedAt.day();
            if (view.proposal)
                finding.amount = view.standing.said().currency + " " + formatAmount(view.proposal->counted, view.digits());
        };
        if (view.standing.waits()) {
            const bool grave = level && *level >= DeficiencyLevel::Significant;
            arguments.push_back(level ? texts::sentence("deficiency.proposed_so_far", {levelWords(*level)}) : texts::sentence("deficiency.not_evaluated_so_far"));
            about(add("deficiency.matter.unconcluded", grave ? Severity::High : Severity::Medium, subject, std::move(arguments), {}));
            return;
        }
        if (!view.standing.conclusion)
            return;
        if (view.standing.standsOn(period_.period.last) && *level >= DeficiencyLevel::Significant) {
            const bool material = *level == DeficiencyLevel::Material;
            weaknesses_ += material ? 1 : 0;
            arguments.push_back(view.standing.remedy ? texts::sentence("deficiency.remediated_later", {view.standing.remedy->day.iso()}) : std::string());
            about(add(material ? "deficiency.matter.material" : "deficiency.matter.significant", material ? Severity::Critical : Severity::High, subject, arguments, {}));
            arguments.pop_back();
        }
        if (view.standing.lower()) {
            arguments.push_back(levelWords(*level));
            arguments.push_back(levelWords(view.standing.conclusion->proposed));
            arguments.push_back(view.standing.conclusion->because);
            about(add("deficiency.matter.lower", Severity::Medium, subject, std::move(arguments), {name(*level)}));
        }
    }

    void fromSum(const Combination& sum)
    {
        if (sum.level <= sum.highest)
            return;
        const auto currency = Currency::fromCode(sum.currency);
        const std::string amount = sum.currency + " " + formatAmount(sum.sum, currency ? currency->digits() : 2);
        add("deficiency.matter.together", Severity::High, std::string(name(sum.by)) + ":" + sum.key,
            {numbers(sum.members), texts::sentence((std::string("deficiency.shared.") + name(sum.by)).c_str(), {sum.key}), amount, levelWords(sum.level)},
            {numbers(sum.members), sum.currency, name(sum.level)})
            .amount = amount;
    }

    void fromRules()
    {
        std::vector<std::string> missing;
        for (const DeficiencyView& view : book_.rows) {
            const bool waits = view.standing.waits() && view.proposal && !view.proposal->measured;
            if (waits && std::find(missing.begin(), missing.end(), view.standing.said().currency) == missing.end())
                missing.push_back(view.standing.said().currency);
        }
        for (const std::string& currency : missing)
            add("deficiency.matter.no_materiality", Severity::High, "model:severity-rules", {currency}, {currency});
    }

    const DeficiencyBook& book_;
    const PeriodRow& period_;
    Sha256 hasher_;
    int weaknesses_ = 0;
    std::vector<Finding> out_;
};

std::string toldWords(const DeficiencyStanding& standing)
{
    const auto day = [](const std::optional<Day>& each) { return each ? each->iso() : std::string("–"); };
    return texts::sentence("deficiency.told", {day(standing.toldAuditor), day(standing.toldCommittee)});
}

} // namespace

Result<std::vector<Finding>> deficiencyMatters(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const DeficiencyBook book, deficiencyBook(workspace.db(), period));
    OXSEAL_TRY(const auto dcp, certification_repo::dcp(workspace.db(), period.id));
    return Matters(book, period).run(dcp);
}

Result<std::optional<std::string>> standingDeficiencies(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const DeficiencyBook book, deficiencyBook(db, period));
    if (book.rows.empty())
        return std::optional<std::string>();
    std::map<DeficiencyLevel, std::size_t> counts;
    std::vector<const DeficiencyView*> standing;
    for (const DeficiencyView& view : book.rows) {
        if (view.standing.standsOn(period.period.last) && view.level() >= DeficiencyLevel::Significant) {
            ++counts[*view.level()];
            standing.push_back(&view);
        }
    }
    // The gravest first: what is cut off is never the worst.
    std::stable_sort(standing.begin(), standing.end(), [](const auto* a, const auto* b) { return *a->level() > *b->level(); });
    std::vector<std::string> parts{texts::sentence("deficiency.standing", {std::to_string(counts[DeficiencyLevel::Significant]), std::to_string(counts[DeficiencyLevel::Material])})};
    for (std::size_t i = 0; i < std::min(standing.size(), kMostNamed); ++i)
        parts.push_back(texts::sentence("deficiency.standing_one", {std::to_string(standing[i]->row.id), standing[i]->row.title, levelWords(*standing[i]->level()), toldWords(standing[i]->standing)}));
    if (standing.size() > kMostNamed)
        parts.push_back(texts::sentence("deficiency.standing_more", {std::to_string(standing.size() - kMostNamed)}));
    return std::optional(join(parts, "; "));
}

} // namespace oxseal
