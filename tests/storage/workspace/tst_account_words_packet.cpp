// SPDX-License-Identifier: GPL-3.0-or-later
// What people said about accounts comes out again from the packet: flags, matches, conflicts and the accounts that are no person's; and
// what programs read before they knew of purposes comes out as it did.
#include "storage/actions/access_actions.h"
#include "storage/actions/account_fact_actions.h"
#include "storage/actions/identity_actions.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/packet_actions.h"
#include "storage/actions/sod_actions.h"
#include "storage/objects/column_codec.h"
#include "storage/packet/reperform_parts.h"
#include "storage/packet/zip_reader.h"
#include "storage/packet/zip_writer.h"
#include "tests/storage/workspace/fixture_workspace.h"

#include <QRegularExpression>

#include <fstream>

using namespace oxseal;
namespace fs = std::filesystem;

class TstAccountWordsPacket : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;
    std::unique_ptr<Workspace> workspace_;
    int files_ = 0;

    void import(const char* system, const std::string& text, const char* profile = "")
    {
        ImportRequest request;
        request.kind = ImportKind::Listing;
        request.file = company_.world.path("listing" + std::to_string(++files_) + ".csv");
        request.period = "2026-Q3";
        request.asOf = *Day::fromYmd(2026, 9, 30);
        request.system = system;
        request.options.profile = profile;
        std::ofstream(request.file, std::ios::binary) << text;
        VERIFY_OK(importFile(*workspace_, request, "Import"));
    }
    PeriodRow quarter() { return periodByName(workspace_->db(), "2026-Q3").value(); }
    LineRow line(CampaignId campaign, std::int64_t row) { return access_repo::line(workspace_->db(), campaign, row).value().value(); }
    /// The differences that performing a packet of now again finds.
    std::string differences()
    {
        const fs::path packet = company_.world.path("packet" + std::to_string(++files_) + ".zip");
        std::string out;
        if (!sealPacket(*workspace_, quarter(), {}, "Look") || !exportPacket(*workspace_, quarter(), 0, packet, "Look"))
            return "no packet";
        const auto again = reperformFile(packet, 2);
        if (!again || !again->performed.contains("accounts"))
            return "not performed";
        for (const Difference& difference : again->differences)
            out += difference.path + " " + difference.place + ": " + difference.expected + "|" + difference.found + "\n";
        return out;
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
    void theWordsAreInThePacket()
    {
        company_.words = test::fixturePassphrases();
        company_.world.now = *Instant::fromIso("2026-12-01T08:00:00Z");
        fs::copy(test::dataFile("workspaces/schema-4"), company_.world.path("acme.oxseal"), fs::copy_options::recursive);
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        workspace_ = std::move(*opened);
        const std::string bank = "account,employee id,name,account type,status,permission,key last rotated,service account owner,description\n"
                                 "svc-feed,,Feed,service,active,Statements,2026-03-02,,Statements come in\nb9,E77,Ann,human,active,Vendor Payment Approval,,,\n";
        import("BANK", bank);
        import("SHOP", "Login,Account type,Role,Key last rotated,Description\nsvc-shop,service,Export,2026-05-01,Orders go out\n", "generic");
        VERIFY_OK(openReview(*workspace_, quarter(), {"BANK", "con"}, "Q3"));
        QVERIFY(line(CampaignId(2), 0).flags.is(access::LineFlag::ServiceWithoutOwner));
        COMPARE_STR(line(CampaignId(2), 1).subject, "");
        VERIFY_OK(stateAccount(*workspace_, CampaignId(2), {"svc-feed", "E3", {}}, "Asked for"));
        VERIFY_OK(decideIdentity(*workspace_, CampaignId(2), {"b9", "E2", true}, "Asked her"));
        import("BANK", bank);
        VERIFY_OK(amendReview(*workspace_, CampaignId(2), "Drawn again"));
        QVERIFY(!line(CampaignId(3), 0).flags.is(access::LineFlag::ServiceWithoutOwner));
        COMPARE_STR(line(CampaignId(3), 1).subject + " " + line(CampaignId(3), 1).matchedBy, "E2 decision");
        QVERIFY(line(CampaignId(3), 1).included);
        VERIFY_OK(openReview(*workspace_, quarter(), {"SHOP", "con"}, "Q3"));
        VERIFY_OK(runSod(*workspace_, quarter(), "Q3"));
        COMPARE_STR(differences(), "");
    }

    /// Whoever leaves the words out finds other flags and other people.
    void withoutThemItComesOutOtherwise()
    {
        QVERIFY(workspace_);
        change("UPDATE access_campaign SET facts_through = 0, identities_through = 0 WHERE id = 3");
        const std::string found = differences();
        QVERIFY2(found.find("flags: |") == std::string::npos && found.find("service_without_owner") != std::string::npos && found.find("employee_id: E2|") != std::string::npos
                && found.find("matched_by: decision|") != std::string::npos,
            found.c_str());
        change("UPDATE access_campaign SET facts_through = 1, identities_through = 1 WHERE id = 3");
        COMPARE_STR(differences(), "");
    }

    /// A program that knew neither purposes nor these headers kept fewer columns of the same files.
    void whatWasReadBeforeIsReadSo()
    {
        QVERIFY(workspace_);
        const fs::path packet = company_.world.path("now.zip"), old = company_.world.path("old.zip");
        VERIFY_OK(sealPacket(*workspace_, quarter(), {}, "Look"));
        VERIFY_OK(exportPacket(*workspace_, quarter(), 0, packet, "Look"));
        const auto source = openFileSource(packet);
        VERIFY_OK(source);
        const auto listing = listZip(**source);
        PacketWork work(**source, listing->entries, 1);
        auto writer = ZipWriter::create(old);
        for (const zip::Entry& entry : listing->entries) {
            const std::string bytes = work.bytes(entry.name).value();
            VERIFY_OK((*writer)->add(entry.name, entry.name == "data/imports.csv" ? asThen(bytes) : bytes));
        }
        VERIFY_OK((*writer)->finish());
        const auto again = reperformFile(old, 2);
        VERIFY_OK(again);
        for (const Difference& difference : again->differences)
            QVERIFY2(difference.path != "data/imports.csv", (difference.place + ": " + difference.expected + "|" + difference.found).c_str());
        workspace_.reset();
    }

private:
    /// The imports as a program stated them that did not know purposes, nor what owners and keys are called here.
    std::string asThen(const std::string& imports)
    {
        QString text = QString::fromStdString(imports);
        for (const char* column : {"purpose", "owner", "last_credential_change", "key_changed"})
            text.remove(QRegularExpression(QStringLiteral(",\"\"%1\"\":\\{[^}]*\\}").arg(QLatin1String(column))));
        const auto all = listSnapshots(workspace_->db(), {"listing", "", "", "2026-Q3"});
        int changed = 0;
        for (const SnapshotInfo& info : *all) {
            if (info.key.subject == "ERP")
                continue;
            Table table = loadSnapshot(*workspace_, info.id).value();
            const bool profiled = info.key.subject == "SHOP";
            std::vector<Column> columns;
            for (Column& column : table.take()) {
                const bool learnt = column.name == "purpose" || (!profiled && (column.name == "owner" || column.name == "last_credential_change"));
                if (auto* days = profiled && column.name == "last_credential_change" ? std::get_if<DayColumn>(&column.data) : nullptr)
                    std::fill(days->days.begin(), days->days.end(), DayColumn::kNone);
                if (!learnt)
                    columns.push_back(std::move(column));
            }
            text.replace(QString::fromStdString(info.columns.hex()), QString::fromStdString(columnsDigest(Table(std::move(columns))).hex()));
            ++changed;
        }
        return changed == 3 ? text.toStdString() : std::string();
    }
};

OXSEAL_TEST_CLASS(TstAccountWordsPacket);
#include "tst_account_words_packet.moc"
