// SPDX-License-Identifier: GPL-3.0-or-later
// Which accounts of leavers had to be looked back at, and their days, come out again from the packet; what was changed in it does not.
#include "storage/actions/access_actions.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/look_back_actions.h"
#include "storage/actions/packet_actions.h"
#include "storage/packet/reperform_parts.h"
#include "storage/packet/zip_reader.h"
#include "storage/packet/zip_writer.h"
#include "tests/storage/workspace/fixture_workspace.h"

#include <QString>

#include <fstream>

using namespace oxseal;
namespace fs = std::filesystem;

class TstLookBackPacket : public QObject
{
    Q_OBJECT

    static constexpr const char* kSheet = "data/access_look_back.csv";

    test::CertifyWorld company_;
    std::unique_ptr<Workspace> workspace_;
    fs::path packet_;
    int files_ = 0;

    void import(ImportKind kind, const char* asOf, const std::string& text)
    {
        ImportRequest request;
        request.kind = kind;
        request.file = company_.world.path("import" + std::to_string(++files_) + ".csv");
        request.period = "2026-Q3";
        request.asOf = *Day::fromIso(asOf);
        if (kind == ImportKind::Listing)
            request.system = "BANK";
        std::ofstream(request.file, std::ios::binary) << text;
        VERIFY_OK(importFile(*workspace_, request, "Import"));
    }
    static std::string differences(const fs::path& file)
    {
        const auto again = reperformFile(file, 2);
        if (!again)
            return again.error().debugString();
        std::string out = again->performed.contains("look_back") ? "" : "not performed";
        for (const Difference& difference : again->differences)
            out += difference.path.substr(5) + " " + difference.place + ": " + difference.expected + "|" + difference.found + "\n";
        return out;
    }
    /// What performing the packet again finds after its worksheet was changed.
    std::string tampered(const char* from, const char* to)
    {
        const fs::path other = company_.world.path("tampered" + std::to_string(++files_) + ".zip");
        const auto source = openFileSource(packet_);
        const auto listing = listZip(**source);
        PacketWork work(**source, listing->entries, 1);
        auto writer = ZipWriter::create(other);
        bool whole = true, changed = false;
        for (const zip::Entry& entry : listing->entries) {
            QString text = QString::fromStdString(work.bytes(entry.name).value());
            const bool sheet = entry.name == kSheet;
            changed = changed || (sheet && text.contains(QLatin1String(from)));
            whole = (*writer)->add(entry.name, sheet ? text.replace(QLatin1String(from), QLatin1String(to)).toStdString() : work.bytes(entry.name).value()).has_value() && whole;
        }
        return (*writer)->finish() && whole && changed ? differences(other) : "not changed";
    }

private Q_SLOTS:
    void theWorksheetComesOutAgain()
    {
        company_.words = test::fixturePassphrases();
        company_.world.now = *Instant::fromIso("2026-12-01T08:00:00Z");
        fs::copy(test::dataFile("workspaces/schema-4"), company_.world.path("acme.oxseal"), fs::copy_options::recursive);
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        workspace_ = std::move(*opened);
        // Bo's account was enabled half a month after he had left, and gone a month later; Cy's is still enabled.
        const std::string head = "account,employee id,status,role,permission,last login\n";
        import(ImportKind::Listing, "2026-07-31", head + "b1,E2,active,Clerk,Pay bills,2026-07-30\nb2,E3,active,Clerk,Pay bills,2026-07-10\nb3,E4,active,Clerk,Pay bills,2026-07-30\n");
        import(ImportKind::Listing, "2026-08-31", head + "b1,E2,active,Clerk,Pay bills,2026-08-30\nb3,E4,active,Clerk,Pay bills,2026-08-19\n");
        import(ImportKind::Listing, "2026-09-30", head + "b1,E2,active,Clerk,Pay bills,2026-09-29\nb3,E4,active,Clerk,Pay bills,2026-08-19\n");
        import(ImportKind::Roster, "2026-09-30", "employee id,name,status,termination date\nE2,Ann,active,\nE3,Bo,terminated,2026-07-14\nE4,Cy,terminated,2026-08-20\n");
        VERIFY_OK(openReview(*workspace_, periodByName(workspace_->db(), "2026-Q3").value(), {"BANK", "con"}, "Q3"));
        const auto sheet = lookBackSheet(*workspace_, CampaignId(2));
        VERIFY_OK(sheet);
        QCOMPARE(sheet->lines.size(), std::size_t(2));
        QVERIFY(sheet->lines[0].kind == access::LookBackKind::EndedLate && sheet->lines[1].kind == access::LookBackKind::Outlived);
        LookBackFinding finding{"b2", access::LookBackConclusion::NotUsed, "No login since", {}};
        QVERIFY(sheet->lines[0].standing.usedAfter == Flag::Unknown); // the extract of July cannot know what was done in August
        QVERIFY(!concludeLookBack(*workspace_, CampaignId(2), finding, "Q3"));
        finding.conclusion = access::LookBackConclusion::Authorised;
        finding.procedures = {access::SecretCheck::None, access::SecretCheck::Done, "The notice came late"};
        VERIFY_OK(concludeLookBack(*workspace_, CampaignId(2), finding, "Q3"));
        packet_ = company_.world.path("packet.zip");
        VERIFY_OK(sealPacket(*workspace_, periodByName(workspace_->db(), "2026-Q3").value(), {}, "Look"));
        VERIFY_OK(exportPacket(*workspace_, periodByName(workspace_->db(), "2026-Q3").value(), 0, packet_, "Look"));
        COMPARE_STR(differences(packet_), "");
    }

    void whoeverChangesItIsFound_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const char* from, const char* to, const char* found) {
            QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(found);
        };
        row("left out", "2,b2,", "1,b2,", "|b2"); // under another review
        row("put in", "2,b3,E4", "2,b1,E2", "account: b1|");
        row("another reason to stand there", "ended_late", "outlived", "look_back_kind: outlived|ended_late");
        row("another worker", "b2,E3,Bo", "b2,E3,Ann", "worker: Ann|Bo");
        row("a later last day", "2026-07-14", "2026-08-14", "last_day: 2026-08-14|2026-07-14");
        row("a last use before", "2026-08-20,2026-08-19", "2026-08-20,2026-08-01", "last_use: 2026-08-01|2026-08-19");
        row("an earlier end", "2026-07-31,2026-08-31,48", "2026-07-31,2026-07-15,48", "gone_as_of: 2026-07-15|2026-08-31");
        row("fewer days", ",48,", ",1,", "lag_days: 1|48");
        row("a use that nobody saw", ",48,unknown", ",48,true", "used_after: true|unknown");
    }
    void whoeverChangesItIsFound()
    {
        QVERIFY(workspace_);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, found);
        const std::string differs = tampered(from.toUtf8().constData(), to.toUtf8().constData());
        QVERIFY2(differs.find(found.toStdString()) != std::string::npos, differs.c_str());
    }
    void cleanupTestCase() { workspace_.reset(); }
};

OXSEAL_TEST_CLASS(TstLookBackPacket);
#include "tst_look_back_packet.moc"
