// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/row_sources.h"

#include "storage/import/kinds.h"
#include "storage/objects/column_codec.h"
#include "tests/storage/import/profile_fixtures.h"

#include <QObject>

using namespace oxseal;
using namespace oxseal::test;

/// Each row of a listing knows the line of the file it comes from (A10).
class TestRowSources : public QObject
{
    Q_OBJECT

    static Result<KindRead> read(std::string_view text, const char* profile = "", bool sources = true)
    {
        KindOptions options;
        options.profile = profile;
        options.sources = sources;
        return readKind(ImportKind::Listing, asBytes(text), options);
    }
    static std::string linesOf(const KindRead& read)
    {
        std::string out;
        for (std::size_t row = 0; row < read.table.rows(); ++row) {
            const RowSource source = sourceOf(read.table, row);
            out += std::string(read.table.textAt("account_id", row)) + " " + source.file + ":" + std::to_string(source.line) + "\n";
        }
        return out;
    }

private Q_SLOTS:
    void aTable()
    {
        // Line 1 is a preamble, line 4 blank, line 5 rejected, the record of line 6 has two lines.
        const auto got = read("Users of ERP\nuser id,employee id,role,permission\nann,E2,Clerk,Bills\n\nbo,E3,Clerk\ncy,E4,\"Cle\nrk\",Bills\ndi,E5,Clerk,Bills\n");
        VERIFY_OK(got);
        COMPARE_STR(linesOf(*got), "ann :3\ncy :6\ndi :8\n");
        QVERIFY(got->mapping[kSourcesKept].toBool());
        QVERIFY(got->table.find(kSourceFile) == nullptr); // there is one file
    }

    void withoutBeingAsked()
    {
        const auto got = read("user id,permission\nann,Bills\n", "", false);
        VERIFY_OK(got);
        QCOMPARE(sourceOf(got->table, 0).line, std::uint64_t(0));
        QVERIFY(!got->mapping.contains(kSourcesKept));
    }

    void severalReports()
    {
        const auto archive = importOf({"okta/users.csv", "okta/assignments.csv"});
        const auto got = read(archive, "okta");
        VERIFY_OK(got);
        const std::string lines = linesOf(*got);
        // What Ann holds stands in the assignments; Cy holds nothing and is line 4 of the users.
        QVERIFY2(lines.find("ann@example.com assignments.csv:2\n") != std::string::npos, lines.c_str());
        QVERIFY2(lines.find("cy@example.com users.csv:4\n") != std::string::npos, lines.c_str());
    }
};

OXSEAL_TEST_CLASS(TestRowSources);
#include "tst_row_sources.moc"
