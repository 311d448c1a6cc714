// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/certification_reads.h"

#include "models/calendar/fiscal_year.h"
#include "models/core/text.h"
#include "storage/reads/rule_packs.h"

#include <algorithm>

namespace oxseal {
namespace {

using namespace oxseal::certification;

/// The end of the fiscal year `years` before the period's, by the company's own rule; from the period alone while there is
/// none.
Day yearEndOf(const CompanyFacts& facts, const Period& period, int years = 0)
{
    if (const auto end = calendar::FiscalYearEnd::fromText(facts.fiscalYearEnd))
        return end->in(period.fiscalYear - years);
    const int quarters = 4 - period.quarter;
    const Day end = isMonthEnd(period.last) ? addMonths(period.last, 3 * quarters) : period.last.plus(91 * quarters);
    return addMonths(end, -12 * years);
}

/// Annual reports filed before this fiscal year's: one for each year end since the first registered sale.
std::optional<int> annualReportsBefore(const CompanyFacts& facts, Day fiscalYearEnd)
{
    if (!facts.ipoDate)
        return std::nullopt;
    int count = 0;
    for (Day end = addMonths(fiscalYearEnd, -12); end >= *facts.ipoDate && count < 100; end = addMonths(end, -12))
        ++count;
    return count;
}

bool isStanding(const SignedDocumentRow& row, const ReportVersionRow& latest)
{
    return !row.voidReason && row.report == latest.sha256;
}

bool signedBy(const std::vector<SignedDocumentRow>& standing, PersonId person, const char* kind)
{
    return std::any_of(standing.begin(), standing.end(),
        [&](const SignedDocumentRow& row) { return row.person == person && row.kind == kind; });
}

} // namespace

bool Signer::isPfo() const { return std::find(offices.begin(), offices.end(), Office::Pfo) != offices.end(); }

Result<std::vector<Signer>> signersOn(Database& db, Day day)
{
    std::vector<Signer> signers;
    for (const Office office : {Office::Pfo, Office::Peo}) {
        OXSEAL_TRY(const auto holders, officeHolders(db, office, day));
        for (const auto& holder : holders) {
            auto known = std::find_if(signers.begin(), signers.end(),
                [&](const Signer& signer) { return signer.person.id == holder.person.id; });
            if (known == signers.end()) {
                signers.push_back({holder.person, {office}, holder.holding.title});
                continue;
            }
            known->offices.push_back(office);
            if (known->title != holder.holding.title)
                known->title += " and " + holder.holding.title;
        }
    }
    for (Signer& signer : signers) {
        OXSEAL_TRY(signer.enrolment, enrolmentFor(db, signer.person.id, signer.offices));
    }
    return signers;
}

Result<std::vector<ReportVersionRow>> reportVersions(Database& db, const PeriodRow& period)
{
    return certification_repo::reports(db, period.id);
}

Result<std::vector<SignedDocumentRow>> signedDocuments(Database& db, const PeriodRow& period)
{
    return certification_repo::signedDocuments(db, period.id);
}

Result<std::vector<IcfrChangeRow>> icfrChanges(Database& db, const PeriodRow& period)
{
    return certification_repo::changes(db, period.id);
}

Result<std::vector<CertificateCheckRow>> certificateChecks(Database& db, const PeriodRow& period)
{
    return certification_repo::checks(db, period.id);
}

Result<std::string> signedBytes(Workspace& workspace, const SignedDocumentRow& row)
{
    return workspace.objects().get(row.object);
}

std::string fileNameOf(const SignedDocumentRow& row)
{
    std::string offices = row.offices;
    std::replace(offices.begin(), offices.end(), '+', '-');
    return row.kind + "-" + offices + "-" + std::to_string(row.person.value) + ".pdf";
}

Result<ReportStatus> reportStatus(Database& db, const PeriodRow& period)
{
    ReportStatus status;
    OXSEAL_TRY(const auto versions, certification_repo::reports(db, period.id));
    if (versions.empty())
        return status;
    status.latest = versions.back();
    status.binding.digest = status.latest->sha256;
    status.binding.state = status.latest->isFinal ? ReportState::FinalBound : ReportState::Draft;
    OXSEAL_TRY(const auto documents, certification_repo::signedDocuments(db, period.id));
    for (const auto& row : documents) {
        if (isStanding(row, *status.latest))
            status.standing.push_back(row);
    }
    OXSEAL_TRY(status.filing, certification_repo::filing(db, period.id));
    if (status.filing) {
        status.binding.state = ReportState::Filed;
        return status;
    }
    OXSEAL_TRY(const auto signers, signersOn(db, status.latest->plannedFiling));
    const bool all = !signers.empty() && std::all_of(signers.begin(), signers.end(), [&](const Signer& signer) {
        return signedBy(status.standing, signer.person.id, "readiness")
            && signedBy(status.standing, signer.person.id, "exhibit31")
            && signedBy(status.standing, signer.person.id, "exhibit32");
    });
    if (all && status.binding.state == ReportState::FinalBound)
        status.binding.state = ReportState::Signed;
    return status;
}

Result<std::optional<FilerExplanation>> explainFilerStatus(const CompanyFacts& company, Day fiscalYearEnd)
{
    if (!company.publicFloatMinor || !company.revenueMinor)
        return std::optional<FilerExplanation>();
    calendar::FilerFacts facts;
    facts.publicFloat = *company.publicFloatMinor / 100;
    facts.revenue = *company.revenueMinor / 100;
    facts.prior = calendar::filerFromName(company.priorCategory);
    facts.ipoDate = company.ipoDate;
    // A first registered sale begins the status; age, revenue and category at this year end decide whether it still holds.
    // Without that day nobody can say, and debt has no place in the company's record yet.
    facts.egc = company.ipoDate ? std::optional(true) : std::nullopt;
    facts.debtThreeYears = std::nullopt;
    facts.fiscalYearEnd = fiscalYearEnd;
    facts.annualReports = annualReportsBefore(company, fiscalYearEnd);
    if (company.ipoDate)
        facts.monthsReporting = (fiscalYearEnd - *company.ipoDate) * 12 / 365;
    OXSEAL_TRY(const auto rules, calendarRules());
    OXSEAL_TRY(auto thresholds, statusRules(fiscalYearEnd));
    OXSEAL_TRY(auto status, calendar::filerStatus(thresholds, rules.reports, facts));
    return std::optional(FilerExplanation{std::move(status), std::move(thresholds)});
}

Result<std::optional<calendar::FilerStatus>> companyFilerStatus(Database& db, Day fiscalYearEnd)
{
    OXSEAL_TRY(const auto company, companyFacts(db));
    OXSEAL_TRY(const auto explained, explainFilerStatus(company, fiscalYearEnd));
    return explained ? std::optional(explained->status) : std::optional<calendar::FilerStatus>();
}

Result<calendar::Filing> filingFor(Database& db, const PeriodRow& period)
{
    OXSEAL_TRY(const auto rules, calendarRules());
    auto category = calendar::FilerCategory::NonAccelerated;
    // Status is found at a fiscal year's end and governs that year's 10-K and the next year's 10-Qs.
    OXSEAL_TRY(const auto company, companyFacts(db));
    const Day found = yearEndOf(company, period.period, period.period.quarter == 4 ? 0 : 1);
    if (auto status = companyFilerStatus(db, found); status && *status)
        category = (*status)->category;
    return calendar::filingOf(rules.days, rules.reports, category, period.period.last, period.period.quarter);
}

const char* name(Exhibit exhibit) noexcept
{
    return exhibit == Exhibit::Certification302 ? "exhibit31" : "exhibit32";
}

Result<Exhibit> exhibitFromText(const std::string& text)
{
    if (text == "31")
        return Exhibit::Certification302;
    if (text == "32")
        return Exhibit::Certification906;
    return fail(kNoSuchExhibit, {}, {text});
}

Result<ExhibitForm> exhibitFor(
    Database& db, const PeriodRow& period, Exhibit exhibit, const Signer& signer, const ExhibitOptions& options, Day day)
{
    const bool is302 = exhibit == Exhibit::Certification302;
    OXSEAL_TRY(const Json json, resourceJson(is302 ? ":/certificates/exhibit_31.json" : ":/certificates/exhibit_32.json"));
    ExhibitForm result;
    OXSEAL_TRY(result.form, CertificateTemplate::fromJson(json));
    OXSEAL_TRY(const auto company, companyFacts(db));
    const bool annual = period.period.quarter == 4;
    auto& fields = result.fields;
    fields["name"] = signer.person.name;
    fields["title"] = signer.title;
    fields["registrant"] = company.name;
    fields["date"] = longDate(day);
    fields["signature"] = "/s/ " + signer.person.name;
    if (is302) {
        fields["report"] = annual ? "annual report on Form 10-K" : "quarterly report on Form 10-Q";
        const auto filed = annualReportsBefore(company, yearEndOf(company, period.period));
        if (options.withoutIcfr && (!filed || !mayOmitIcfr(*filed, annual)))
            return fail(kIcfrRequired, {}, {period.period.name()});
        if (!options.withoutIcfr)
            result.keep.insert("icfr");
    } else {
        fields["kind"] = annual ? "Annual" : "Quarterly";
        fields["form"] = annual ? "10-K" : "10-Q";
        fields["period_end"] = longDate(period.period.last);
        if (options.knowledge)
            result.keep.insert("knowledge");
        if (options.retained)
            result.keep.insert("retained");
    }
    OXSEAL_TRY(result.text, composeCertificate(result.form, fields, result.keep));
    return result;
}

} // namespace oxseal
