// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/pasted_table.h"

#include "storage/actions/import_preview.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

using Rows = std::vector<std::vector<std::string>>;

/// Tables as browsers and sheets copy them; expectations by hand.
class tst_pasted_table : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dividedByTabs()
    {
        const auto table = pastedTable("Name\tEmail\tRole\r\nAnn\tann@example.com\tPrimary admin\r\n\r\nBo\tbo@example.com\r\n");
        QVERIFY(table.divided);
        QCOMPARE(table.rows, (Rows{{"Name", "Email", "Role"}, {"Ann", "ann@example.com", "Primary admin"}, {"Bo", "bo@example.com", ""}}));
    }
    /// A sheet quotes a cell that has line ends.
    void quotedCells()
    {
        const auto table = pastedTable("Name\tRole\n\"Ann\nKeller\"\t\"say \"\"so\"\"\"\n");
        QCOMPARE(table.rows, (Rows{{"Name", "Role"}, {"Ann Keller", "say \"so\""}}));
    }
    void oneCellBelowTheOther()
    {
        const auto table = pastedTable("Name\nEmail\nRole\nAnn\nann@example.com\nAdmin, all\nBo\nbo@example.com\nReports\n");
        QVERIFY(!table.divided);
        QCOMPARE(table.columns(), std::size_t(1));
        QCOMPARE(foldOf(table), std::size_t(3));
        QCOMPARE(foldedTable(table, 3).rows, (Rows{{"Name", "Email", "Role"}, {"Ann", "ann@example.com", "Admin, all"}, {"Bo", "bo@example.com", "Reports"}}));
        QCOMPARE(foldedTable(table, 4).rows.back(), (std::vector<std::string>{"Reports", "", "", ""}));
        QCOMPARE(foldedTable(table, 1).rows.size(), std::size_t(9));
    }
    void noFoldWithoutEvidence()
    {
        QCOMPARE(foldOf(pastedTable("a\nb@x\nc\n")), std::size_t(1));
        QCOMPARE(foldOf(pastedTable("a@x\nb\nc@x\nd\ne\nf@x\n")), std::size_t(1));
        QCOMPARE(foldOf(pastedTable("a\tb@x\nc\td@x\n")), std::size_t(1));
    }
    void broken()
    {
        QVERIFY(pastedTable("").rows.empty());
        QVERIFY(pastedTable("\n\n \n").rows.empty());
        QCOMPARE(pastedTable(std::string_view("a\0b\tc\n", 6)).rows, (Rows{{"a b", "c"}}));
        QVERIFY(!pastedTable("a\t\"never closed\nb\tc\n").rows.empty());
        std::string wide = "x", tall = "a\tb\n";
        for (std::size_t at = 0; at < PastedTable::kMostColumns + 50; ++at)
            wide += "\tx";
        QCOMPARE(pastedTable(wide).columns(), PastedTable::kMostColumns);
        for (std::size_t at = 0; at < PastedTable::kMostRows + 9; ++at)
            tall += "1\t2\n";
        QCOMPARE(pastedTable(tall).rows.size(), PastedTable::kMostRows);
        QCOMPARE(pastedTable(tall).leftOut, std::size_t(10));
    }
    /// What is pasted is previewed like a file, and the source profile is proposed.
    void previewed()
    {
        ImportRequest request;
        request.kind = ImportKind::Listing;
        request.file = "pasted table.csv";
        request.pasted = pastedText(pastedTable("Name\tEmail\tRole\tStatus\nAnn\tann@example.com\tPrimary admin\tActive\n").rows);
        const auto preview = previewImport(request);
        VERIFY_OK(preview);
        QVERIFY(!preview->problem || preview->profile);
        QVERIFY(preview->profile && preview->profile->fits);
        COMPARE_STR(preview->profile->id, "quickbooks_online");
        COMPARE_STR(pastedText({{"a,b", "c\"d"}}), "\"a,b\",\"c\"\"d\"\n");
    }
};

OXSEAL_TEST_CLASS(tst_pasted_table);
#include "tst_pasted_table.moc"
