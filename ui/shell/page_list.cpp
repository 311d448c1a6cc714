// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_list.h"

#include "ui/access/access_page.h"
#include "ui/access/scope_page.h"
#include "ui/audit/audit_page.h"
#include "ui/calendar/calendar_page.h"
#include "ui/certification/certificates_page.h"
#include "ui/certification/packets_page.h"
#include "ui/certification/readiness_page.h"
#include "ui/controls/controls_page.h"
#include "ui/controls/deficiency_page.h"
#include "ui/evidence/evidence_page.h"
#include "ui/guide/guide_page.h"
#include "ui/home/home_page.h"
#include "ui/imports/import_page.h"
#include "ui/models/models_page.h"
#include "ui/people/people_page.h"
#include "ui/recon/closed_page.h"
#include "ui/recon/journals_page.h"
#include "ui/recon/mirror_page.h"
#include "ui/recon/processor_page.h"
#include "ui/recon/recon_page.h"
#include "ui/recon/schedules_page.h"
#include "ui/recon/sheet_page.h"
#include "ui/settings/settings_page.h"
#include "ui/sod/rules_page.h"
#include "ui/sod/sod_page.h"

namespace oxseal::ui {
namespace {

template <class P>
PageEntry entry(const char* key, const QString& title, const QString& group, const char* icon, const QString& words = {}, const char* within = "")
{
    return {QLatin1String(key), title, group, QLatin1String(icon), [](Session& session) { return new P(session); }, words, QLatin1String(within)};
}

} // namespace

const std::vector<PageEntry>& pageEntries()
{
    static const QString kWork = QObject::tr("Work");
    static const QString kCertify = QObject::tr("Certify");
    static const QString kTrust = QObject::tr("Trust");
    static const std::vector<PageEntry> kEntries{
        entry<HomePage>("home", QObject::tr("Home"), {}, "home", QObject::tr("start overview due late blockers days to filing")),
        entry<CalendarPage>("calendar", QObject::tr("Calendar"), {}, "calendar", QObject::tr("deadlines filing due dates 10-Q 10-K 8-K incident what if ics")),
        entry<ImportPage>("import", QObject::tr("Import"), kWork, "import", QObject::tr("file upload csv statement listing roster ipe preview")),
        entry<AccessPage>("access", QObject::tr("Access reviews"), kWork, "access", QObject::tr("campaigns reviewers removals revoke listing")),
        entry<ScopePage>("scope", QObject::tr("Access scope"), kWork, "scope", QObject::tr("systems risk frequency skip role content sso vendors interfaces")),
        entry<SodPage>("sod", QObject::tr("Segregation of duties"), kWork, "sod", QObject::tr("conflicts matrix rules duties mitigation")),
        entry<ReconPage>("recon", QObject::tr("Reconciliations"), kWork, "recon", QObject::tr("bank books match account inventory proof")),
        entry<SchedulesPage>("schedules", QObject::tr("Schedules"), kWork, "schedule", QObject::tr("accruals prepaids deferred revenue fixed assets leases debt equity tax roll-forward support")),
        entry<MirrorPage>("mirror", QObject::tr("Intercompany"), kWork, "mirror", QObject::tr("intercompany mirror currencies rate group claims owes due from due to")),
        entry<ProcessorPage>("processors", QObject::tr("Payouts"), kWork, "payouts", QObject::tr("payment processor stripe paypal square adyen gross net fees refunds chargebacks holds reserve payout clearing")),
        entry<JournalsPage>("journals", QObject::tr("Journals"), kWork, "journal", QObject::tr("journal entries manual top-side after close weekend round approver completeness")),
        entry<ControlsPage>("controls", QObject::tr("Controls"), kWork, "controls", QObject::tr("checklist matrix coso test performance")),
        entry<DeficiencyPage>("deficiencies", QObject::tr("Deficiencies"), kWork, "deficiency",
            QObject::tr("material weakness significant deficiency severity materiality candidate remediate compensating control")),
        entry<EvidencePage>("evidence", QObject::tr("Evidence"), kWork, "evidence", QObject::tr("attach document proof file")),
        entry<ReadinessPage>("readiness", QObject::tr("Readiness"), kCertify, "readiness",
            QObject::tr("open matters disposition conclusion sign record")),
        entry<CertificatesPage>("certificates", QObject::tr("Certificates"), kCertify, "certificate",
            QObject::tr("bind report exhibit 31 32 sign filed accession text")),
        entry<PacketsPage>("packets", QObject::tr("Packets"), kCertify, "packet",
            QObject::tr("seal sign export verify zip signature file withheld")),
        entry<AuditPage>("audit", QObject::tr("Audit trail"), kTrust, "audit", QObject::tr("ledger events history proof verify")),
        entry<ModelsPage>("models", QObject::tr("Models"), kTrust, "models",
            QObject::tr("matcher policy versions approve scorecard calibration drift overrides ai register")),
        entry<PeoplePage>("people", QObject::tr("People and keys"), kTrust, "people", QObject::tr("users roles duties offices certificates keys passphrase invite enrolment")),
        entry<GuidePage>("guide", QObject::tr("Guide"), kTrust, "book", QObject::tr("help manual how words glossary rules")),
        entry<SettingsPage>("settings", QObject::tr("Settings"), kTrust, "settings", QObject::tr("theme lock company entities periods backup about licence")),
        entry<ClosedPage>("closed", QObject::tr("Closed by rule"), {}, "recon", QObject::tr("auto-close zero unchanged sample accounts rules"), "recon"),
        entry<SheetPage>("sheet", QObject::tr("Check a spreadsheet"), {}, "recon", QObject::tr("excel xlsx own reconciliation footing plug"), "recon"),
        entry<RulesPage>("rules", QObject::tr("Rules of duties"), {}, "sod", QObject::tr("draft version approve reject diff permission mapping"), "sod"),
    };
    return kEntries;
}

} // namespace oxseal::ui
