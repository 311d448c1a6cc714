// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/import_profile.h"

#include "storage/actions/import_actions.h"
#include "storage/actions/import_preview.h"
#include "tests/storage/actions/certify_world.h"
#include "tests/support/test_main.h"

#include <fstream>

using namespace oxseal;

namespace {

using Map = std::map<std::string, std::string>;

ImportProfile profileWith(const Map& map, const std::vector<MappedColumn>& columns)
{
    ImportProfile profile;
    profile.from = SnapshotId(3);
    profile.map = map;
    profile.columns = columns;
    return profile;
}

} // namespace

class TestImportProfile : public QObject
{
    Q_OBJECT

    test::CertifyWorld world_;
    std::unique_ptr<Workspace> workspace_;

    SnapshotId import(const char* name, ImportKind kind, const std::string& system, const std::string& text, const Map& map = {},
        const std::string& account = {})
    {
        const auto path = world_.world.path(name);
        std::ofstream(path, std::ios::binary) << text;
        ImportRequest request;
        request.kind = kind;
        request.file = path;
        request.system = system;
        request.entity = "US01";
        request.period = "2026-Q3";
        request.options.table.map = map;
        request.options.account = account;
        const auto outcome = importFile(*workspace_, request, "test");
        return outcome ? outcome->snapshot.id : SnapshotId();
    }
    Database& db() { return workspace_->db(); }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(world_.found(false));
        auto opened = world_.as("con");
        VERIFY_OK(opened);
        workspace_ = std::move(*opened);
        Entity entity;
        entity.code = "US01";
        entity.name = "Acme Inc";
        entity.country = "US";
        entity.currency = *Currency::fromCode("USD");
        entity.fiscalYearEnd = "12-31";
        VERIFY_OK(addEntity(*workspace_, entity, "Set-up"));
    }
    void columnsAreNamedByTheirHeaderWhenItIsAlone()
    {
        const std::vector<std::string> headers{"User ID", "Amount", "amount", "", "-"};
        COMPARE_STR(columnName(headers, 0), "User ID");
        COMPARE_STR(columnName(headers, 1), "2"); // two columns of this name
        COMPARE_STR(columnName(headers, 3), "4"); // without a name
        COMPARE_STR(columnName(headers, 4), "5"); // a dash would mean: not read
        COMPARE_STR(columnName(headers, 9), "10");
    }
    void aMappingFollowsItsHeaderToANewPlace()
    {
        // Chosen by number, when "Rolle" was the third column; "status" was not to be read; "account_id" was found by itself.
        const auto profile = profileWith({{"permission", "3"}, {"status", "-"}}, {{"account_id", "User ID", 0}, {"permission", "Rolle", 2}});
        const ProfileFit same = fitProfile(profile, {"User ID", "Status", "Rolle"});
        QVERIFY((same.map == Map{{"permission", "Rolle"}, {"status", "-"}}));
        QVERIFY(same.gaps.empty());
        const ProfileFit moved = fitProfile(profile, {"Rolle", "user id", "Status"});
        QVERIFY((moved.map == Map{{"permission", "Rolle"}, {"status", "-"}}));
        QVERIFY(moved.gaps.empty());
    }
    void aRenamedColumnIsAGapAndNotTheColumnThatStandsThereNow()
    {
        const auto profile = profileWith({{"permission", "3"}}, {{"account_id", "User ID", 0}, {"permission", "Rolle", 2}});
        const ProfileFit fit = fitProfile(profile, {"User ID", "Status", "Profil"});
        QVERIFY(fit.map.empty());
        QCOMPARE(fit.gaps.size(), std::size_t(1));
        COMPARE_STR(fit.gaps[0].field, "permission");
        COMPARE_STR(fit.gaps[0].header, "Rolle");
        QCOMPARE(fit.gaps[0].column, std::size_t(2));
    }
    void aHeaderThatIsThereTwiceElsewhereIsAGap()
    {
        const auto profile = profileWith({}, {{"account_id", "User", 0}, {"role", "Name", 1}});
        QCOMPARE(fitProfile(profile, {"User", "Name", "Name"}).gaps.size(), std::size_t(0)); // still at its place
        QCOMPARE(fitProfile(profile, {"User", "X", "Name", "Name"}).gaps.size(), std::size_t(1));
    }
    void withoutAHeaderTheNumberCounts()
    {
        const auto profile = profileWith({{"account_id", "1"}, {"permission", "4"}}, {{"account_id", "", 0}, {"permission", "", 3}});
        const ProfileFit fit = fitProfile(profile, {"", "", "", ""});
        QVERIFY((fit.map == Map{{"account_id", "1"}, {"permission", "4"}}));
        const ProfileFit narrow = fitProfile(profile, {"", ""});
        QVERIFY((narrow.map == Map{{"account_id", "1"}}));
        QCOMPARE(narrow.gaps.size(), std::size_t(1));
    }
    void theLastImportOfASystemIsRemembered()
    {
        const SnapshotId first = import("a.csv", ImportKind::Listing, "ERP", "Konto,Rolle,Bemerkung\nann,Pay bills,none\n", {{"account_id", "1"}, {"permission", "2"}});
        QVERIFY(first);
        const auto profile = importProfile(db(), "listing", "ERP");
        VERIFY_OK(profile);
        QVERIFY(profile->has_value());
        QCOMPARE((*profile)->from.value, first.value);
        QVERIFY(((*profile)->map == Map{{"account_id", "1"}, {"permission", "2"}}));
        COMPARE_STR((*profile)->entity, "US01");
        COMPARE_STR((*profile)->fileName, "a.csv");
        const auto column = [&](const char* field) {
            for (const MappedColumn& one : (*profile)->columns) {
                if (one.field == field)
                    return one.header + "/" + std::to_string(one.column);
            }
            return std::string();
        };
        COMPARE_STR(column("permission"), "Rolle/1");
        const auto none = importProfile(db(), "listing", "CRM");
        VERIFY_OK(none);
        QVERIFY(!none->has_value());
    }
    void aFileOfTheSameLayoutIsRecognised()
    {
        const auto found = recognisedProfile(db(), {"listing", {"Konto", "Rolle", "Standort"}, {}});
        VERIFY_OK(found);
        QVERIFY(found->has_value());
        COMPARE_STR((*found)->subject, "ERP");
        // Another header at the place of a column that was read: not the same layout.
        const auto other = recognisedProfile(db(), {"listing", {"Konto", "Profil", "Rolle"}, {}});
        VERIFY_OK(other);
        QVERIFY(!other->has_value());
        const auto otherKind = recognisedProfile(db(), {"roster", {"Konto", "Rolle"}, {}});
        VERIFY_OK(otherKind);
        QVERIFY(!otherKind->has_value());
    }
    void twoSystemsOfOneLayoutAreNotTakenForEachOther()
    {
        QVERIFY(import("b.csv", ImportKind::Listing, "CRM", "Konto,Rolle\nann,Read\n", {{"account_id", "Konto"}, {"permission", "Rolle"}}));
        const auto found = recognisedProfile(db(), {"listing", {"Konto", "Rolle"}, {}});
        VERIFY_OK(found);
        QVERIFY(found->has_value());
        COMPARE_STR((*found)->subject, "");
        QVERIFY(((*found)->map == Map{{"account_id", "Konto"}, {"permission", "Rolle"}}));
    }
    void aBankFileIsRecognisedByItsAccount()
    {
        const std::string text = test::readFile(test::dataFile("fuzz/mt940/one.sta"));
        const auto path = world_.world.path("one.sta");
        std::ofstream(path, std::ios::binary) << text;
        ImportRequest request;
        request.kind = ImportKind::Statement;
        request.file = path;
        const auto seen = previewImport(request);
        VERIFY_OK(seen);
        QVERIFY(!seen->account.empty());
        QVERIFY(import("one.sta", ImportKind::Statement, "", text, {}, "1010"));
        const auto found = recognisedProfile(db(), {"statement", {}, seen->account});
        VERIFY_OK(found);
        QVERIFY(found->has_value());
        COMPARE_STR((*found)->subject, "1010");
        const auto other = recognisedProfile(db(), {"statement", {}, seen->account + "9"});
        VERIFY_OK(other);
        QVERIFY(!other->has_value());
    }
    void aFileWithoutAnAcceptableRowStillShowsTheReasons()
    {
        const auto path = world_.world.path("gl.csv");
        std::ofstream(path) << "date,account,amount\nyesterday,1010,5.00\n2026-09-30,1010,many\n";
        ImportRequest request;
        request.kind = ImportKind::Gl;
        request.file = path;
        const auto seen = previewImport(request);
        VERIFY_OK(seen);
        QVERIFY(seen->problem && seen->problem->is(kImportNothing));
        QCOMPARE(seen->report.rejectedRows, std::uint64_t(2));
        COMPARE_STR(seen->report.rejected[0].reason, "import.bad_date");
        COMPARE_STR(seen->report.rejected[1].reason, "import.bad_amount");
        QVERIFY(!importFile(*workspace_, request, "test"));
    }
};

OXSEAL_TEST_CLASS(TestImportProfile);
#include "tst_import_profile.moc"
