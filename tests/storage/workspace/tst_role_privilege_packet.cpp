// SPDX-License-Identifier: GPL-3.0-or-later
// What owners stated about roles comes out again from the packet, and what was put right, left out or moved in it does not.
#include "storage/actions/access_actions.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/packet_actions.h"
#include "storage/actions/scope_actions.h"
#include "storage/packet/reperform_parts.h"
#include "storage/packet/zip_reader.h"
#include "storage/packet/zip_writer.h"
#include "tests/storage/workspace/fixture_workspace.h"

#include <QString>

#include <fstream>

using namespace oxseal;
namespace fs = std::filesystem;

class TstRolePrivilegePacket : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;
    std::unique_ptr<Workspace> workspace_;
    int files_ = 0;

    void import(const std::string& text)
    {
        ImportRequest request;
        request.kind = ImportKind::Listing;
        request.file = company_.world.path("listing" + std::to_string(++files_) + ".csv");
        request.period = "2026-Q3";
        request.asOf = *Day::fromYmd(2026, 9, 30);
        request.system = "BANK";
        std::ofstream(request.file, std::ios::binary) << text;
        VERIFY_OK(importFile(*workspace_, request, "Import"));
    }
    PeriodRow quarter() { return periodByName(workspace_->db(), "2026-Q3").value(); }
    void later() { company_.world.now = Instant{company_.world.now.micros + 60'000'000}; }
    fs::path packet()
    {
        const fs::path file = company_.world.path("packet" + std::to_string(++files_) + ".zip");
        // A packet that could not be made is seen by whoever opens it.
        const bool made = sealPacket(*workspace_, quarter(), {}, "Look").has_value() && exportPacket(*workspace_, quarter(), 0, file, "Look").has_value();
        return made ? file : fs::path();
    }
    static std::string differences(const fs::path& file)
    {
        const auto again = reperformFile(file, 2);
        if (!again)
            return again.error().debugString();
        std::string out;
        for (const Difference& difference : again->differences)
            out += difference.path.substr(5) + " " + difference.place + ": " + difference.expected + "|" + difference.found + "\n";
        return out;
    }
    /// What performing the packet again finds after one file of it was changed.
    std::string tampered(const fs::path& file, const std::string& path, const QString& from, const QString& to)
    {
        const fs::path other = company_.world.path("tampered" + std::to_string(++files_) + ".zip");
        const auto source = openFileSource(file);
        const auto listing = listZip(**source);
        PacketWork work(**source, listing->entries, 1);
        auto writer = ZipWriter::create(other);
        bool changed = false;
        for (const zip::Entry& entry : listing->entries) {
            const std::string bytes = work.bytes(entry.name).value();
            QString text = QString::fromStdString(bytes);
            if (entry.name == path) {
                changed = text.contains(from);
                text.replace(from, to);
            }
            const bool added = (*writer)->add(entry.name, entry.name == path ? text.toStdString() : bytes).has_value();
            changed = changed && (added || entry.name != path);
        }
        if (!(*writer)->finish() || !changed)
            return "not changed";
        return differences(other);
    }

    void change(const char* sql)
    {
        VERIFY_OK(workspace_->write(Permission::RunReview, "As another program", [&](UnitOfWork& unit) -> Status {
            OXSEAL_CHECK(unit.db().run(sql));
            unit.record({"review.open", "campaign:3", "access", {}, {}, {}});
            return {};
        }));
    }

private Q_SLOTS:
    void statementsComeOutAgain()
    {
        company_.words = test::fixturePassphrases();
        company_.world.now = *Instant::fromIso("2026-12-01T08:00:00Z");
        fs::copy(test::dataFile("workspaces/schema-4"), company_.world.path("acme.oxseal"), fs::copy_options::recursive);
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        workspace_ = std::move(*opened);
        import("account,employee id,status,role\nb1,E2,active,Operator\nb2,E3,active,Reader\nb3,E3,active,Approver\n");
        VERIFY_OK(openReview(*workspace_, quarter(), {"BANK", "con"}, "Q3"));
        later();
        VERIFY_OK(stateRolePrivilege(*workspace_, quarter(), "BANK", "Operator", false, "Starts runs"));
        later();
        VERIFY_OK(stateRolePrivilege(*workspace_, quarter(), "BANK", "Approver", true, "Releases payments"));
        later();
        import("account,employee id,status,role\nb1,E2,active,Operator\nb2,E3,active,Reader\nb3,E3,active,Approver\n");
        VERIFY_OK(amendReview(*workspace_, CampaignId(2), "Drawn again"));
        later();
        COMPARE_STR(differences(packet()), "");
    }

    void whoeverChangesThemIsFound()
    {
        QVERIFY(workspace_);
        const fs::path file = packet();
        const std::string statements = "data/access_role_privileges.csv", lines = "data/access_lines.csv";
        const auto has = [](const std::string& found, const char* what) { return found.find(what) != std::string::npos; };
        // The word itself: the amendment was opened on it.
        std::string found = tampered(file, statements, QStringLiteral("1,BANK,Operator,no"), QStringLiteral("1,BANK,Operator,yes"));
        QVERIFY2(has(found, "access_lines.csv") && has(found, "flags: |privileged"), found.c_str());
        // Another role, another time: the ledger has neither.
        found = tampered(file, statements, QStringLiteral("1,BANK,Operator,no"), QStringLiteral("1,BANK,Reader,no"));
        QVERIFY2(has(found, "access_role_privileges.csv row 1, role: role:BANK/Reader|role:BANK/Operator"), found.c_str());
        found = tampered(file, statements, QStringLiteral("2026-12-01T08:"), QStringLiteral("2026-12-01T07:"));
        QVERIFY2(has(found, "stated_at: "), found.c_str());
        // That it was said while the review was open.
        found = tampered(file, lines, QStringLiteral(",1\r\n"), QStringLiteral(",\r\n"));
        QVERIFY2(has(found, "privilege_statement: |1"), found.c_str());
        // Through which statement they were known, and whether the program knew of statements at all.
        change("UPDATE access_campaign SET privileges_through = 0 WHERE id = 3");
        found = differences(packet());
        QVERIFY2(has(found, "flags: privileged|") && has(found, "flags_unknown: "), found.c_str());
        change("UPDATE access_campaign SET privileges_through = NULL WHERE id = 3");
        found = differences(packet());
        QVERIFY2(has(found, "flags_unknown: ") && has(found, "flags: privileged|"), found.c_str());
        change("UPDATE access_campaign SET privileges_through = 2 WHERE id = 3");
        COMPARE_STR(differences(packet()), "");
        workspace_.reset();
    }
};

OXSEAL_TEST_CLASS(TstRolePrivilegePacket);
#include "tst_role_privilege_packet.moc"
