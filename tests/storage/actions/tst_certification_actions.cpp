// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/certification_actions.h"

#include "storage/documents/certification_documents.h"
#include "storage/signing/pades.h"
#include "storage/texts/texts.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/storage/actions/certify_world.h"

#include <QProcess>
#include <QStandardPaths>

#include <fstream>

using namespace oxseal;
using namespace oxseal::certification;

namespace {

const Day kFiling = *Day::fromYmd(2026, 11, 12);

ReportInput finalReport() { return {"form10-q.html", kFiling, true}; }

DcpConclusion effective()
{
    DcpConclusion conclusion;
    conclusion.effective = true;
    conclusion.asOf = *Day::fromYmd(2026, 9, 30);
    conclusion.concludedOn = *Day::fromYmd(2026, 11, 4);
    conclusion.basis = "Evaluation of 4 November";
    return conclusion;
}

} // namespace

class TestCertificationActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hardStopsAndOrder()
    {
        test::CertifyWorld company;
        VERIFY_OK(company.found(false));
        auto opened = company.as("paula");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const auto period = company.quarter(workspace).value();
        auto view = readiness(workspace, period);
        VERIFY_OK(view);
        std::vector<std::string> stops;
        for (const auto& stop : view->record.stops)
            stops.emplace_back(name(stop.kind));
        QCOMPARE(stops,
            (std::vector<std::string>{"readiness.stop.enrolment", "readiness.stop.enrolment", "readiness.stop.report",
                "readiness.stop.dcp"}));
        COMPARE_STR(signReadiness(workspace, period, company.secret("paula"), "Sign").error().id(), "certification.not_enrolled");
        // Non-accelerated, 45 days from 30 September 2026 = Saturday 14 November, so Monday the 16th.
        COMPARE_STR(view->facts.due->iso(), "2026-11-16");
        VERIFY_OK(workspace.close());
    }

    void anOfficeTakenLaterNeedsItsOwnSheet()
    {
        test::CertifyWorld company;
        VERIFY_OK(company.found());
        {
            auto admin = company.as("ada");
            VERIFY_OK(admin);
            OfficeHolding both;
            both.office = Office::Peo;
            both.title = "Chief Executive Officer";
            both.from = *Day::fromYmd(2026, 11, 1);
            VERIFY_OK(holdOffice(**admin, "paula", both, "Board resolution"));
            VERIFY_OK((*admin)->close());
        }
        auto opened = company.as("paula");
        VERIFY_OK(opened);
        const auto period = company.quarter(**opened).value();
        const auto refused = signReadiness(**opened, period, company.secret("paula"), "Sign");
        COMPARE_STR(refused.error().id(), "certification.enrolled_otherwise");
        QVERIFY(texts::what(refused.error()).find("peo+pfo") != std::string::npos);
        QVERIFY(texts::remedy(refused.error()).find("Enrol anew") != std::string::npos);
        const auto view = readiness(**opened, period).value();
        QVERIFY(std::any_of(view.record.stops.begin(), view.record.stops.end(),
            [](const Stop& stop) { return stop.kind == HardStop::EnrolmentMissing && stop.argument == "pfo"; }));
        VERIFY_OK((*opened)->close());
    }

    /// Emerging-growth status comes from the day of the first registered sale, revenue and category, each as recorded.
    void emergingGrowthFromRecordedFacts()
    {
        test::TempWorld world;
        auto created = world.create();
        VERIFY_OK(created);
        Workspace& workspace = *created->workspace;
        const Day yearEnd = *Day::fromYmd(2026, 12, 31);
        QVERIFY(!companyFilerStatus(workspace.db(), yearEnd).value()); // neither float nor revenue is recorded
        CompanyChange change;
        change.publicFloatMinor = 120'000'000'00;
        change.revenueMinor = 150'000'000'00;
        VERIFY_OK(setCompany(workspace, change, "Facts"));
        const auto has = [](const calendar::FilerStatus& status, const char* note) {
            return std::find(status.notes.begin(), status.notes.end(), note) != status.notes.end();
        };
        const auto unknown = companyFilerStatus(workspace.db(), yearEnd).value();
        QVERIFY(unknown && !unknown->egc && unknown->attestation404b && has(*unknown, "filer.note.egc_not_recorded"));
        CompanyChange sale;
        sale.ipoDate = Day::fromYmd(2021, 6, 1);
        VERIFY_OK(setCompany(workspace, sale, "Facts"));
        // The fifth anniversary is 1 June 2026: the status ends with that fiscal year.
        QVERIFY(companyFilerStatus(workspace.db(), *Day::fromYmd(2025, 12, 31)).value()->egc);
        QVERIFY(!companyFilerStatus(workspace.db(), yearEnd).value()->egc);
        CompanyChange grown;
        grown.revenueMinor = 1'235'000'000'00;
        VERIFY_OK(setCompany(workspace, grown, "Facts"));
        QVERIFY(!companyFilerStatus(workspace.db(), *Day::fromYmd(2025, 12, 31)).value()->egc);
        VERIFY_OK(workspace.close());
    }

    void fromDraftToFiled()
    {
        test::CertifyWorld company;
        VERIFY_OK(company.found());
        std::string readinessPdf;
        {
            auto opened = company.as("paula");
            VERIFY_OK(opened);
            Workspace& workspace = **opened;
            const auto period = company.quarter(workspace).value();
            ReportInput draft = finalReport();
            draft.isFinal = false;
            QCOMPARE(bindReportBytes(workspace, period, draft, asBytes("draft"), "Draft").value().row.version, 1);
            COMPARE_STR(signReadiness(workspace, period, company.secret("paula"), "Sign").error().id(), "certification.hard_stop");
            QCOMPARE(bindReportBytes(workspace, period, finalReport(), asBytes("final"), "Final").value().row.version, 2);
            auto dcp = effective();
            dcp.concludedOn = kFiling.plus(1);
            COMPARE_STR(concludeDcp(workspace, period, dcp, "Item 307").error().id(), "certification.dcp_concluded_on");
            VERIFY_OK(concludeDcp(workspace, period, effective(), "Item 307"));
            const auto matters = openMatters(workspace, period).value();
            QVERIFY(matters.undisposed() > 0);
            for (const auto& matter : matters.open) {
                VERIFY_OK(disposeMatter(workspace, period,
                    {matter.finding.fingerprint, DispositionKind::NotMaterial, "Looked into", ""}, "Matters"));
            }
            COMPARE_STR(disposeMatter(workspace, period, {Digest{}, DispositionKind::Resolved, "x", ""}, "x").error().id(),
                "certification.no_such_matter");
            QVERIFY(!readiness(workspace, period).value().record.negative());
            const auto bad = signReadiness(workspace, period, test::TempWorld::secret("other words than these are six"), "Sign");
            QVERIFY(!bad && bad.error().kind() == ErrorClass::Denied);
            COMPARE_STR(signExhibit(workspace, period, Exhibit::Certification302, {}, company.secret("paula"), "x").error().id(),
                "certification.readiness_first");
            const auto row = signReadiness(workspace, period, company.secret("paula"), "Sign");
            VERIFY_OK(row);
            COMPARE_STR(row->offices, "pfo");
            COMPARE_STR(signReadiness(workspace, period, company.secret("paula"), "Again").error().id(), "certification.already_signed");
            VERIFY_OK(workspace.close());
        }
        {
            auto opened = company.as("carl");
            VERIFY_OK(opened);
            Workspace& workspace = **opened;
            const auto period = company.quarter(workspace).value();
            const auto row = signReadiness(workspace, period, company.secret("carl"), "Sign");
            VERIFY_OK(row);
            readinessPdf = workspace.objects().get(row->object).value();
            VERIFY_OK(signExhibit(workspace, period, Exhibit::Certification302, {}, company.secret("carl"), "Sign"));
            VERIFY_OK(signExhibit(workspace, period, Exhibit::Certification906, {}, company.secret("carl"), "Sign"));
            QVERIFY(reportStatus(workspace.db(), period).value().binding.state == ReportState::FinalBound);
            VERIFY_OK(workspace.close());
        }
        checkPdf(readinessPdf, 2);
        auto opened = company.as("paula");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const auto period = company.quarter(workspace).value();
        ExhibitOptions options;
        options.withoutIcfr = true; // nine months after the first registered sale
        const auto certificate = signExhibit(workspace, period, Exhibit::Certification302, options, company.secret("paula"), "Sign");
        VERIFY_OK(certificate);
        COMPARE_STR(certificate->formId, "exhibit-31");
        checkPdf(workspace.objects().get(certificate->object).value(), 1);
        const auto early = *Instant::fromIso("2026-11-05T00:00:00Z");
        COMPARE_STR(markFiled(workspace, period, "0000320193-26-000106", company.world.now, "Filed").error().id(),
            "certification.not_all_signed");
        VERIFY_OK(signExhibit(workspace, period, Exhibit::Certification906, {}, company.secret("paula"), "Sign"));
        QVERIFY(reportStatus(workspace.db(), period).value().binding.state == ReportState::Signed);
        COMPARE_STR(markFiled(workspace, period, "0000320193-26-000106", early, "Filed").error().id(),
            "certification.signed_after_filing");
        VERIFY_OK(markFiled(workspace, period, "0000320193-26-000106", *Instant::fromIso("2026-11-12T21:00:00Z"), "Filed"));
        COMPARE_STR(periodByName(workspace.db(), "2026-Q3").value().state, "filed");
        COMPARE_STR(bindReportBytes(workspace, period, finalReport(), asBytes("late"), "x").error().id(), "certification.report_filed");
        COMPARE_STR(signReadiness(workspace, period, company.secret("paula"), "x").error().id(), "certification.report_filed");
        const auto ledger = verifyWorkspaceLedger(workspace);
        VERIFY_OK(ledger);
        QVERIFY(ledger->problems.empty());
        VERIFY_OK(workspace.close());
    }

    void theCeoSignsWhatTheCfoSigned()
    {
        test::CertifyWorld company;
        VERIFY_OK(company.found());
        {
            auto opened = company.as("paula");
            VERIFY_OK(opened);
            const auto period = company.quarter(**opened).value();
            VERIFY_OK(bindReportBytes(**opened, period, finalReport(), asBytes("final"), "Final"));
            VERIFY_OK(concludeDcp(**opened, period, effective(), "Item 307"));
            VERIFY_OK((*opened)->close());
        }
        auto opened = company.as("carl");
        VERIFY_OK(opened);
        const auto period = company.quarter(**opened).value();
        COMPARE_STR(signReadiness(**opened, period, company.secret("carl"), "Sign").error().id(), "certification.pfo_first");
        VERIFY_OK((*opened)->close());
        opened = company.as("paula");
        VERIFY_OK(opened);
        VERIFY_OK(signReadiness(**opened, period, company.secret("paula"), "Sign"));
        // Something changes between the two signatures.
        VERIFY_OK(recordIcfrChange(**opened, period, "New consolidation system", true, "All entities moved", "CFO", "Change"));
        VERIFY_OK((*opened)->close());
        opened = company.as("carl");
        VERIFY_OK(opened);
        COMPARE_STR(signReadiness(**opened, period, company.secret("carl"), "Sign").error().id(), "certification.readiness_changed");
        VERIFY_OK((*opened)->close());
        opened = company.as("paula");
        VERIFY_OK(opened);
        COMPARE_STR(signReadiness(**opened, period, company.secret("paula"), "Sign").error().id(), "certification.readiness_changed");
        VERIFY_OK(signReadiness(**opened, period, company.secret("paula"), "Sign", true));
        QCOMPARE(reportStatus((*opened)->db(), period).value().standing.size(), std::size_t(1));
        QCOMPARE(signedDocuments((*opened)->db(), period).value().size(), std::size_t(2));
        // A changed final draft voids what was signed on the former one.
        QCOMPARE(bindReportBytes(**opened, period, finalReport(), asBytes("final, corrected"), "Correction").value().voided,
            std::int64_t(1));
        QVERIFY(reportStatus((*opened)->db(), period).value().standing.empty());
        VERIFY_OK((*opened)->close());
    }

    void alteredCertificateTextStops()
    {
        test::CertifyWorld company;
        VERIFY_OK(company.found());
        auto opened = company.as("con");
        VERIFY_OK(opened);
        const auto period = company.quarter(**opened).value();
        VERIFY_OK(bindReportBytes(**opened, period, finalReport(), asBytes("final"), "Final"));
        const auto signers = signersOn((*opened)->db(), kFiling).value();
        QCOMPARE(signers.size(), std::size_t(2));
        COMPARE_STR(signers[0].person.login, "paula");
        const auto form = exhibitFor((*opened)->db(), period, Exhibit::Certification302, signers[0], {}, kFiling).value();
        std::string text = form.text.body();
        const auto clean = checkCertificateText(
            **opened, period, Exhibit::Certification302, "paula", {}, text, false, "Counsel's draft");
        QVERIFY(clean.value().empty());
        text.replace(text.find("Based on my knowledge"), 21, "To the best of my knowledge");
        QCOMPARE(checkCertificateText(**opened, period, Exhibit::Certification302, "paula", {}, text, false, "Counsel's draft")
                     .value()
                     .size(),
            std::size_t(1));
        QVERIFY(readiness(**opened, period).value().facts.textAltered);
        COMPARE_STR(
            checkCertificateText(**opened, period, Exhibit::Certification302, "con", {}, text, false, "x").error().id(),
            "certification.not_in_office");
        // The whole record in words, for people: every section, and no register that pretends to be empty.
        const auto words = readinessText(readiness(**opened, period).value());
        QVERIFY(words.find("1. What I sign") < words.find("8. Signatures"));
        QVERIFY(words.find("Fraud (management, control roles): not recorded in Oxseal") != std::string::npos);
        QVERIFY(words.find("readiness.") == std::string::npos);
        VERIFY_OK((*opened)->close());
    }

private:
    /// Our verifier, and poppler's where it is installed.
    static void checkPdf(const std::string& pdf, std::size_t signatures)
    {
        const auto report = verifyPdf(pdf, "x.pdf", {}, {}, *Instant::fromIso("2026-12-01T00:00:00Z"));
        VERIFY_OK(report);
        QCOMPARE(report->signatures.size(), signatures);
        QVERIFY(report->problems.empty());
        for (const auto& signature : report->signatures)
            QVERIFY(signature.intact);
        const auto program = QStandardPaths::findExecutable(QStringLiteral("pdfsig"));
        if (program.isEmpty())
            return;
        QTemporaryDir dir;
        const std::string file = dir.path().toStdString() + "/x.pdf";
        std::ofstream(file, std::ios::binary) << pdf;
        QProcess process;
        process.start(program, {QStringLiteral("-nocert"), QString::fromStdString(file)});
        QVERIFY(process.waitForFinished());
        const auto out = process.readAllStandardOutput();
        QCOMPARE(std::size_t(out.count("Signature is Valid")), signatures);
        QVERIFY(out.contains("Total document signed"));
    }
};

OXSEAL_TEST_CLASS(TestCertificationActions);
#include "tst_certification_actions.moc"
