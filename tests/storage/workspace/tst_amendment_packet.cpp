// SPDX-License-Identifier: GPL-3.0-or-later
// What an amendment puts up for decision comes out again from its packet, whether or not the program that opened it knew why.
#include "storage/actions/access_actions.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/packet_actions.h"
#include "storage/documents/review_document.h"
#include "storage/packet/reperform.h"
#include "storage/reads/access_reads.h"
#include "tests/storage/workspace/fixture_workspace.h"

#include <fstream>

using namespace oxseal;
namespace fs = std::filesystem;

class TstAmendmentPacket : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;
    std::unique_ptr<Workspace> workspace_;
    int files_ = 0;

    /// A later listing of the fixture's, in which Bo's account has this status.
    void importListing(const std::string& bo)
    {
        ImportRequest request;
        request.kind = ImportKind::Listing;
        request.file = company_.world.path("listing" + std::to_string(++files_) + ".csv");
        request.period = "2026-Q3";
        request.asOf = *Day::fromYmd(2026, 9, 30);
        request.system = "ERP";
        IpeInput card;
        card.card.system = "ERP";
        card.card.report = "User permissions";
        card.card.sourceRows = 3;
        request.ipe = card;
        std::ofstream(request.file, std::ios::binary) << "user id,employee id,status,role,permission\nann,E2,active,Clerk,Bills\n"
                                                         "ann,E2,active,Clerk,Vendor Payment Approval\nbo,E3," << bo << ",Payer,Vendor Payment Approval\n";
        VERIFY_OK(importFile(*workspace_, request, "Fixture"));
    }
    std::string flagsOfBo(CampaignId campaign)
    {
        const LineRow line = access_repo::line(workspace_->db(), campaign, 2).value().value();
        return std::string(line.included ? "in" : "out") + " " + name(line.flags.get(access::LineFlag::Changed));
    }
    /// The differences that performing a packet of now again finds in its reviews.
    std::string differences()
    {
        const auto period = periodByName(workspace_->db(), "2026-Q3").value();
        const fs::path packet = company_.world.path("packet" + std::to_string(++files_) + ".zip");
        std::string out;
        if (!sealPacket(*workspace_, period, {}, "Look") || !exportPacket(*workspace_, period, 0, packet, "Look"))
            return "no packet";
        const auto again = reperformFile(packet, 2);
        if (!again || again->performed.at("review_lines") != 9)
            return "not performed";
        for (const Difference& difference : again->differences)
            out += difference.path + " " + difference.place + ": " + difference.expected + "|" + difference.found + "\n";
        return out;
    }
    void change(const char* sql)
    {
        VERIFY_OK(workspace_->write(Permission::RunReview, "As an older program", [&](UnitOfWork& unit) -> Status {
            OXSEAL_CHECK(unit.db().run(sql));
            unit.record({"review.open", "campaign:3", "access", {}, {}, {}});
            return {};
        }));
    }

private Q_SLOTS:
    void anAccountEnabledAgainIsDecidedAnew()
    {
        company_.words = test::fixturePassphrases();
        company_.world.now = *Instant::fromIso("2026-12-01T08:00:00Z");
        fs::copy(test::dataFile("workspaces/schema-4"), company_.world.path("acme.oxseal"), fs::copy_options::recursive);
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        workspace_ = std::move(*opened);
        // The review of an older program: it did not look for what changed.
        COMPARE_STR(flagsOfBo(CampaignId(1)), "in unknown");
        const auto frame = documentFrame(*workspace_, periodByName(workspace_->db(), "2026-Q3").value());
        const auto paper = reviewPaper(*workspace_, CampaignId(1));
        const Document report = reviewDocument(frame.value(), paper.value());
        QVERIFY(std::any_of(report.blocks.begin(), report.blocks.end(), [](const auto& block) {
            const auto* text = std::get_if<doc::Paragraph>(&block);
            return text != nullptr && text->text.find("the program that opened the review did not look for it: ") != std::string::npos && text->text.ends_with("Never used, Changed since.");
        }));
        importListing("disabled");
        VERIFY_OK(amendReview(*workspace_, CampaignId(1), "Bo's account was disabled"));
        COMPARE_STR(flagsOfBo(CampaignId(2)), "out false"); // less than what was decided
        importListing("active");
        VERIFY_OK(amendReview(*workspace_, CampaignId(2), "It was not"));
        COMPARE_STR(flagsOfBo(CampaignId(3)), "in true");
        COMPARE_STR(differences(), "");
    }

    void whatAnOlderProgramOpenedComesOutAgain()
    {
        QVERIFY(workspace_);
        // Bo's line as a program of 18 flags left it out.
        change("UPDATE access_line SET included = 0, flags_yes = flags_yes & ~(1 << 18) WHERE campaign_id = 3 AND row = 2");
        const std::string found = differences();
        QVERIFY2(found.find("data/access_lines.csv") == 0 && found.find("included: false|true") != std::string::npos && found.find("flags: |changed") != std::string::npos,
            found.c_str());
        change("UPDATE access_campaign SET flags_known = 18 WHERE id = 3");
        COMPARE_STR(differences(), "");
        COMPARE_STR(flagsOfBo(CampaignId(3)), "out unknown");
        workspace_.reset();
    }
};

OXSEAL_TEST_CLASS(TstAmendmentPacket);
#include "tst_amendment_packet.moc"
