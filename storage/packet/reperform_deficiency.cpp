// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/severity.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/packet/reperform_parts.h"

#include <algorithm>

namespace oxseal {
namespace {

using namespace controls;

constexpr const char* kDeficiencies = "data/deficiencies.csv";
constexpr const char* kSums = "data/deficiency_sums.csv";

/// A row of a data file, its amounts in the currency it names.
class Cells
{
public:
    Cells(const DataTable& table, std::size_t row) : table_(table), row_(row)
    {
        if (const auto currency = Currency::fromCode(text("currency")))
            digits_ = currency->digits();
    }
    [[nodiscard]] const std::string& text(const char* column) const { return table_.cell(row_, column); }
    [[nodiscard]] std::optional<std::int64_t> amount(const char* column) const { return text(column).empty() ? std::nullopt : parseMinor(text(column), digits_); }
    [[nodiscard]] std::string written(std::int64_t minor) const { return formatMinor(minor, digits_); }

private:
    const DataTable& table_;
    std::size_t row_;
    int digits_ = 2;
};

/// What the row was measured by; that management stated it is in the register of models.
SeverityLimits limitsOf(const Cells& cells)
{
    return {cells.amount("materiality"), static_cast<int>(parseMinor(cells.text("significant_share"), 2).value_or(0))};
}

std::optional<Evaluation> evaluationOf(const Cells& cells)
{
    Evaluation said;
    const auto likelihood = likelihoodFromName(cells.text("likelihood"));
    const auto known = cells.amount("known");
    const auto couldBe = cells.amount("could_be");
    if (!likelihood || !known || !couldBe)
        return std::nullopt;
    said.likelihood = *likelihood;
    said.currency = cells.text("currency");
    said.known = *known;
    said.couldBe = *couldBe;
    if (!cells.text("compensating").empty()) {
        const auto tested = testedFromName(cells.text("tested"));
        const auto leaves = cells.amount("leaves");
        if (!tested || !leaves)
            return std::nullopt;
        said.compensation = Compensation{cells.text("compensating"), *tested, *leaves};
    }
    said.prudent = cells.text("prudent") != "no";
    if (!cells.text("indicators").empty())
        said.indicators = split(cells.text("indicators"), ';');
    return said;
}

std::string numbers(const std::vector<std::int64_t>& ids)
{
    std::vector<std::string> out;
    for (const std::int64_t id : ids)
        out.push_back(std::to_string(id));
    return join(out, ";");
}

/// The proposals again; gives those that add up.
std::vector<OpenDeficiency> proposeAgain(PacketWork& work, const DataTable& table)
{
    std::vector<OpenDeficiency> open;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const Cells cells(table, row);
        if (cells.text("likelihood").empty())
            continue; // nobody has evaluated it
        const auto said = evaluationOf(cells);
        if (!said || !checkEvaluation(*said)) {
            work.compare(kDeficiencies, rowPlace(row, "could_be"), cells.text("could_be"), "");
            continue;
        }
        const Proposal proposal = propose(limitsOf(cells), *said);
        const auto merits = proposal.limits.meritsFrom();
        work.compare(kDeficiencies, rowPlace(row, "merits_from"), cells.text("merits_from"), merits ? cells.written(*merits) : std::string());
        work.compare(kDeficiencies, rowPlace(row, "counted"), cells.text("counted"), cells.written(proposal.counted));
        work.compare(kDeficiencies, rowPlace(row, "proposed"), cells.text("proposed"), name(proposal.level));
        work.count("deficiencies");
        if (cells.text("adds_up") != "yes")
            continue;
        OpenDeficiency one;
        one.id = table.number(row, "deficiency");
        one.account = cells.text("account").empty() ? std::string() : cells.text("entity") + "/" + cells.text("account");
        one.assertion = cells.text("assertion");
        one.control = cells.text("control");
        one.likelihood = said->likelihood;
        one.counted = proposal.counted;
        one.currency = said->currency;
        one.level = deficiencyLevelFromName(cells.text("concluded")).value_or(proposal.level);
        open.push_back(std::move(one));
    }
    return open;
}

} // namespace

Status reperformDeficiencies(PacketWork& work)
{
    if (!work.has(kDeficiencies))
        return {}; // none was raised, or the packet is older than the register
    OXSEAL_TRY(const auto table, work.table(kDeficiencies));
    OXSEAL_TRY(const auto sums, work.table(kSums));
    if (!table || !sums)
        return {};
    OXSEAL_TRY(const auto again, combine(SeverityRules(), proposeAgain(work, *table)));
    work.compare(kSums, "rows", std::to_string(sums->rows()), std::to_string(again.size()));
    for (std::size_t row = 0; row < std::min(sums->rows(), again.size()); ++row) {
        const Cells cells(*sums, row);
        const Combination& sum = again[row];
        const auto same = [&](const char* column, const std::string& found) { work.compare(kSums, rowPlace(row, column), cells.text(column), found); };
        same("shared", name(sum.by));
        same("key", sum.key);
        same("currency", sum.currency);
        same("members", numbers(sum.members));
        same("sum", cells.written(sum.sum));
        same("highest", name(sum.highest));
        same("proposed", name(std::max(sum.highest, levelOf(sum.sum, limitsOf(cells)))));
    }
    return {};
}

} // namespace oxseal
