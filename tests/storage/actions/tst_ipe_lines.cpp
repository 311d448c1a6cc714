// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/ipe_lines.h"

#include "storage/actions/import_actions.h"
#include "storage/reads/import_reads.h"
#include "tests/storage/actions/certify_world.h"
#include "tests/support/test_main.h"

#include <QObject>

#include <fstream>

using namespace oxseal;

/// A difference between source and import, explained line by line from a second listing and concluded on by another person.
class tst_ipe_lines : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;

    std::filesystem::path write(const std::string& name, const std::string& text) const
    {
        const auto path = company_.world.path(name);
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    SnapshotId import(Workspace& workspace, const std::string& text, std::int64_t counted, const std::string& profile = {})
    {
        ImportRequest request;
        request.kind = ImportKind::Listing;
        request.file = write("users.csv", text);
        request.system = "ERP";
        request.options.profile = profile;
        IpeInput card;
        card.card.sourceRows = counted;
        request.ipe = card;
        const auto outcome = importFile(workspace, request, "Quarter-end");
        return outcome ? outcome->snapshot.id : SnapshotId();
    }

private Q_SLOTS:
    void initTestCase() { VERIFY_OK(company_.found(false)); }

    void lineByLine()
    {
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        // By hand: five at the source, three imported; the second listing has the two that are missing, and one right that went since.
        const SnapshotId id = import(workspace, "User ID,Permission,Last login\nann,Pay bills,2026-09-01\nbo,View,2026-09-02\ncy,Post,2026-09-02\n", 5);
        const auto again = write("again.csv", "User ID,Permission,Last login\nann,Pay bills,2026-09-29\nbo,View,2026-09-02\ndi,Approve,2026-09-03\ned,Post,\nfy,Post,\n");
        const auto second = compareWithSecond(workspace, id, again);
        VERIFY_OK(second);
        QCOMPARE(second->difference.same, std::uint64_t(2)); // a later sign-in makes no other line
        QCOMPARE(second->difference.rows, std::int64_t(2)); // three are missing, one is extra
        QCOMPARE(second->difference.lines.size(), std::size_t(4));
        COMPARE_STR(second->difference.lines[0].text, "di | Approve");

        std::vector<LineReason> reasons;
        for (const auto& line : second->difference.lines)
            reasons.push_back({line, line.imported ? "Closed between the two reports" : "Left out by the filter of the export"});
        auto without = reasons;
        without[2].why = "  ";
        const auto refused = explainLines(workspace, id, *second, without, "Difference");
        QVERIFY(!refused && refused.error().is(kIpeLineWithoutReason));
        QCOMPARE(refused.error().arguments().front(), std::string("3"));
        QVERIFY(ipeFacts(workspace.db(), id)->explanations.empty()); // nothing of it was kept

        VERIFY_OK(explainLines(workspace, id, *second, reasons, "Difference"));
        auto facts = ipeFacts(workspace.db(), id);
        VERIFY_OK(facts);
        QCOMPARE(facts->explanations.size(), std::size_t(4));
        QCOMPARE(controls::stateOf(*facts), controls::IpeState::Explained);
        COMPARE_STR(facts->explanations[0].text, "Only the second listing (again.csv) has line 3, di | Approve: Left out by the filter of the export");
        QVERIFY(concludeIpe(workspace, id, true, "seen", "test").error().is(kIpeSamePerson));
        VERIFY_OK(workspace.close());
        auto other = company_.as("tina");
        VERIFY_OK(other);
        VERIFY_OK(concludeIpe(**other, id, true, "Seen in both reports", "IPE"));
        facts = ipeFacts((*other)->db(), id);
        VERIFY_OK(facts);
        QCOMPARE(controls::stateOf(*facts), controls::IpeState::Confirmed);
    }

    void whatExplainsNothing()
    {
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const std::string text = "User ID,Permission\nann,Pay bills\nbo,View\n";
        const SnapshotId id = import(workspace, text, 2);
        const auto same = compareWithSecond(workspace, id, write("same.csv", text));
        QVERIFY(!same && same.error().is(kIpeSameFile));
        const auto second = compareWithSecond(workspace, id, write("more.csv", text + "cy,Post\n"));
        VERIFY_OK(second);
        // The counts agree: a line that differs explains nothing.
        const auto agreed = explainLines(workspace, id, *second, {{second->difference.lines[0], "Newer"}}, "Difference");
        QVERIFY(!agreed && agreed.error().is(kIpeNothingToExplain));
        const auto strange = compareWithSecond(workspace, id, write("other.csv", "Colour,Size\nred,1\n"));
        QVERIFY(!strange);
        std::string many = "User ID,Permission\n";
        for (std::size_t at = 0; at < kMostDiffering + 1; ++at)
            many += "u" + std::to_string(at) + ",Post\n";
        const auto different = compareWithSecond(workspace, id, write("many.csv", many));
        QVERIFY(!different && different.error().is(kIpeTooDifferent));
    }
};

OXSEAL_TEST_CLASS(tst_ipe_lines);
#include "tst_ipe_lines.moc"
