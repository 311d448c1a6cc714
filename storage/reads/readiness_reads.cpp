// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/administration_reads.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/deficiency_reads.h"
#include "storage/reads/did_do_reads.h"
#include "storage/reads/import_reads.h"
#include "storage/reads/mirror_reads.h"
#include "storage/reads/processor_reads.h"
#include "storage/reads/recon_reads.h"
#include "storage/reads/rule_packs.h"
#include "storage/reads/scope_reads.h"
#include "storage/reads/sod_reads.h"

#include <algorithm>
#include <map>
#include <set>

namespace oxseal {
namespace {

using namespace oxseal::certification;

/// Adds one register's findings; an error of a register is an error of the record, never an empty list.
Status append(std::vector<Finding>& all, Result<std::vector<Finding>> findings)
{
    if (!findings)
        return tl::unexpected<Error>(findings.error());
    std::move(findings->begin(), findings->end(), std::back_inserter(all));
    return {};
}

void addOffices(ReadinessFacts& facts, const std::vector<Signer>& signers)
{
    for (const Office office : {Office::Pfo, Office::Peo}) {
        bool held = false;
        for (const auto& signer : signers) {
            if (std::find(signer.offices.begin(), signer.offices.end(), office) == signer.offices.end())
                continue;
            facts.offices.push_back({name(office), signer.person.name, signer.title, signer.enrolled()});
            held = true;
        }
        if (!held)
            facts.offices.push_back({name(office), {}, {}, false});
    }
}

void addSignatures(ReadinessFacts& facts, const std::vector<Signer>& signers, const ReportStatus& report)
{
    for (const auto& signer : signers) {
        SignatureNote note{signer.isPfo() ? "pfo" : "peo", signer.person.name, {}};
        for (const auto& row : report.standing) {
            if (row.kind == "readiness" && row.person == signer.person.id)
                note.at = row.signedAt;
        }
        facts.signatures.push_back(std::move(note));
    }
}

/// "EUR 12.50; USD 0.00": one sum per currency, never across them.
std::string amountsOf(const std::map<std::string, std::pair<std::int64_t, int>>& sums)
{
    std::vector<std::string> parts;
    for (const auto& [currency, sum] : sums)
        parts.push_back(currency + " " + formatMinor(sum.first, sum.second));
    return parts.empty() ? "-" : join(parts, "; ");
}

Status addTo(std::pair<std::int64_t, int>& sum, std::int64_t amount, int digits)
{
    const auto total = checkedAdd(sum.first, amount < 0 ? -amount : amount);
    if (!total)
        return fail(recon::kAmountOverflow);
    sum = {*total, digits};
    return {};
}

/// Unexplained: open items without a category or in suspense. Not reconciled: book balances without a reviewed proof.
Status addMoney(ReadinessFacts& facts, Workspace& workspace, const PeriodRow& period)
{
    std::map<std::string, std::pair<std::int64_t, int>> unexplained;
    std::map<std::string, std::pair<std::int64_t, int>> unreconciled;
    OXSEAL_TRY(const auto rows, reconciliations(workspace.db(), period.id));
    for (const auto& row : rows) {
        OXSEAL_TRY(const auto view, reconciliationView(workspace, row.id));
        auto& open = unexplained[row.currency];
        OXSEAL_CHECK(addTo(open, 0, row.digits));
        for (const auto& item : view.items) {
            const auto category = item.item.category;
            if (category == recon::ItemCategory::Unclassified || category == recon::ItemCategory::Unidentified)
                OXSEAL_CHECK(addTo(open, item.item.amount, row.digits));
        }
        OXSEAL_CHECK(addTo(unreconciled[row.currency], row.state == "reviewed" ? 0 : row.booksEnd, row.digits));
    }
    facts.money = amountsOf(unexplained);
    facts.moneyUnreconciled = amountsOf(unreconciled);
    return {};
}

/// Reviews concluded of those that stand; accounts used after their worker left; high conflicts without a control that
/// operates. What was never opened or run stays "not recorded".
Status addAccess(ReadinessFacts& facts, Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const auto reviews, reviewsOf(db, period));
    std::pair<int, int> concluded{0, 0};
    std::set<std::string> usedLate;
    for (const CampaignStatus& review : reviews) {
        if (review.row.state == access::CampaignState::Cancelled)
            continue;
        ++concluded.second;
        concluded.first += review.row.concludedAt ? 1 : 0;
        OXSEAL_TRY(const auto lines, access_repo::matterLines(db, review.row.id));
        for (const LineRow& line : lines) {
            if (line.flags.is(access::LineFlag::UsedAfterLeaving))
                usedLate.insert(review.row.system + '\x1f' + line.account);
        }
    }
    if (concluded.second > 0) {
        facts.reviews = concluded;
        facts.leaversLateAndUsed = static_cast<int>(usedLate.size());
    }
    OXSEAL_TRY(const auto run, sodRunOf(db, period));
    if (!run)
        return {};
    OXSEAL_TRY(const auto conflicts, sodConflicts(db, period, workspace.environment().clock.now().day()));
    facts.highConflicts = static_cast<int>(std::count_if(conflicts.begin(), conflicts.end(), [](const ConflictStatus& c) {
        const bool operating = c.standing == sod::Standing::Mitigated
            || (c.standing == sod::Standing::MitigatedUntested && c.mitigation->state == "operating");
        return c.row.severity >= Severity::High && !operating;
    }));
    return {};
}

Status addRegisters(ReadinessFacts& facts, Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const auto set, controlSetVersion(workspace.db()));
    if (set) {
        OXSEAL_TRY(const auto counts, controlCounts(workspace.db(), period));
        facts.keyControls = std::array<int, 3>{counts.keyTested, counts.keyFailed, counts.keyUntested};
    }
    OXSEAL_TRY(facts.deficiencies, standingDeficiencies(workspace.db(), period));
    OXSEAL_CHECK(addAccess(facts, workspace, period));
    return addMoney(facts, workspace, period);
}

} // namespace

Result<Matters> openMatters(Workspace& workspace, const PeriodRow& period)
{
    std::vector<Finding> all;
    OXSEAL_CHECK(append(all, importMatters(workspace, period)));
    OXSEAL_CHECK(append(all, accessMatters(workspace, period)));
    OXSEAL_CHECK(append(all, scopeMatters(workspace, period)));
    OXSEAL_CHECK(append(all, sodMatters(workspace, period)));
    OXSEAL_CHECK(append(all, didDoMatters(workspace, period)));
    OXSEAL_CHECK(append(all, controlMatters(workspace, period)));
    OXSEAL_CHECK(append(all, deficiencyMatters(workspace, period)));
    OXSEAL_CHECK(append(all, reconMatters(workspace, period)));
    OXSEAL_CHECK(append(all, mirrorMatters(workspace, period)));
    OXSEAL_CHECK(append(all, processorMatters(workspace, period)));
    OXSEAL_CHECK(append(all, certificateFindings(workspace.db())));
    OXSEAL_CHECK(append(all, administrationMatters(workspace, period)));
    OXSEAL_TRY(const auto dispositions, certification_repo::dispositions(workspace.db(), period.id));
    return joinMatters(std::move(all), dispositions);
}

Result<ReadinessView> readiness(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    ReadinessView view;
    auto& facts = view.facts;
    OXSEAL_TRY(const auto company, companyFacts(db));
    OXSEAL_TRY(const auto filing, filingFor(db, period));
    OXSEAL_TRY(const auto report, reportStatus(db, period));
    OXSEAL_TRY(const auto rules, calendarRules());
    facts.company = company.name;
    facts.form = filing.form;
    facts.period = period.period.name();
    facts.periodEnd = period.period.last;
    facts.due = filing.due;
    facts.report = report.binding;
    if (report.latest) {
        facts.reportVersion = report.latest->version;
        facts.plannedFiling = report.latest->plannedFiling;
    }
    OXSEAL_TRY(const auto signers, signersOn(db, facts.plannedFiling.value_or(filing.due)));
    addOffices(facts, signers);
    addSignatures(facts, signers, report);
    OXSEAL_TRY(const auto checks, certification_repo::checks(db, period.id));
    facts.textAltered = std::any_of(checks.begin(), checks.end(),
        [](const CertificateCheckRow& row) { return row.stage == "draft" && row.findings > 0; });
    OXSEAL_TRY(facts.dcp, certification_repo::dcp(db, period.id));
    facts.evaluationWindow = rules.reports.evaluationWindowDays();
    if (facts.dcp)
        facts.asOfAge = facts.plannedFiling.value_or(filing.due) - facts.dcp->asOf;
    OXSEAL_TRY(facts.matters, openMatters(workspace, period));
    OXSEAL_TRY(const auto changes, certification_repo::changes(db, period.id));
    for (const auto& change : changes)
        facts.changes.push_back({change.what, change.likely, change.why, change.by});
    OXSEAL_TRY(facts.eventsSinceLast, certification_repo::verbsSinceFiling(db));
    OXSEAL_CHECK(addRegisters(facts, workspace, period));
    view.record = buildReadiness(facts);
    view.content = sha256(canonicalJson(contentOf(view.record)));
    return view;
}

} // namespace oxseal
