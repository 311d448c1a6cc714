// SPDX-License-Identifier: GPL-3.0-or-later
// A10: what the lines of a review let do, in plain words, and where they come from; A13: when access ended, in the packet.
#include "storage/actions/import_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/reads/line_meaning.h"
#include "storage/reads/review_answers.h"
#include "tests/support/decisions_again.h"
#include "tests/support/review_world.h"

#include <fstream>

using namespace oxseal;

class TestLineMeaning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereALineComesFromAndWhatItLetsDo()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        test::as(company, "con", [&](Workspace& workspace) {
            ImportRequest request;
            request.kind = ImportKind::Listing;
            request.file = company.world.path("users.csv");
            request.period = "2026-Q3";
            request.asOf = *Day::fromIso("2026-09-30");
            request.system = "ERP";
            std::ofstream(request.file, std::ios::binary) << "user id,employee id,status,role,permission\nann,E2,active,Clerk,Bills\n\nbo,E3,active,Clerk,Ledger\n";
            VERIFY_OK(importFile(workspace, request, "Q3"));
            VERIFY_OK(test::keepRoster(workspace));
            const PeriodRow period = periodByName(workspace.db(), "2026-Q3").value();
            const CampaignId id = openReview(workspace, period, {"ERP", "con"}, "Q3").value();
            VERIFY_OK(assignReviewers(workspace, id, {"rita"}, {}, "Q3"));
            const SnapshotInfo info = snapshotInfo(workspace.db(), campaignById(workspace.db(), id)->listing).value();
            const access::Population listing = loadListing(workspace, info).value();
            const auto meanings = LineMeanings::of(workspace, info, listing);
            VERIFY_OK(meanings);
            COMPARE_STR(meanings->sourceWords(0), "line 2 of users.csv");
            COMPARE_STR(meanings->sourceWords(1), "line 4 of users.csv"); // line 3 is blank
            QVERIFY(!meanings->described(listing.grants[1].entitlement));
            QVERIFY(meanings->words(listing.grants[1].entitlement).starts_with("Nobody has described"));
            // Rules out of a table name their duties by codes: BI is that of the built-in rules, LX nobody's.
            sod::RuleSet rules;
            rules.name = "Own";
            rules.version = "1";
            rules.functions = {{"BI", "BI", {{{"", "Bills", access::Level::Create}}}}, {"LX", "Look at payments", {{{"", "Pay", access::Level::Create}}}}};
            rules.rules = {{"S1", {{0}, {1}}, Severity::High, "pay the own bill", "", "", {}, {}}};
            VERIFY_OK(loadRuleSet(workspace, rules, "Adopted"));
            const auto after = LineMeanings::of(workspace, info, listing);
            VERIFY_OK(after);
            COMPARE_STR(after->words(listing.grants[0].entitlement), "Lets its holder act in: Bill entry (BI, as the built-in rules name it).");
            const auto sheet = answerSheetFor(workspace, id, "rita");
            VERIFY_OK(sheet);
            COMPARE_STR(sheet->lines[1].source, "line 4 of users.csv");
            QVERIFY(sheet->lines[1].means.starts_with("Nobody has described"));
            VERIFY_OK(access::sheetFromJson(access::sheetJson(*sheet)));
            const auto files = test::decisionFiles(workspace, period);
            QVERIFY(files.at("data/access_lines.csv").find(",,4,\r\n") != std::string::npos);
        });
    }

    /// An import of a program that kept no lines says its row.
    void withoutLines()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        test::as(company, "con", [&](Workspace& workspace) {
            const auto id = test::keepListing(workspace, {test::clerk("ann", "E2"), test::clerk("bo", "E3")});
            VERIFY_OK(id);
            const SnapshotInfo info = snapshotInfo(workspace.db(), *id).value();
            const auto meanings = LineMeanings::of(workspace, info, loadListing(workspace, info).value());
            VERIFY_OK(meanings);
            COMPARE_STR(meanings->sourceWords(1), "row 2 of listing.csv");
            QCOMPARE(meanings->source(1).line, std::uint64_t(0));
        });
    }
};

OXSEAL_TEST_CLASS(TestLineMeaning);
#include "tst_line_meaning.moc"
