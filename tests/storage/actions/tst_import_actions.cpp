// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/import_actions.h"

#include "storage/reads/import_reads.h"
#include "tests/storage/actions/certify_world.h"
#include "tests/support/test_main.h"

#include <QObject>

#include <fstream>

using namespace oxseal;

namespace {

std::filesystem::path write(const test::CertifyWorld& company, const std::string& name, const std::string& text)
{
    const auto path = company.world.path(name);
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

constexpr const char* kListing = "user id,permission,ssn\nann,Pay Bills,123-45-6789\nbob,View,123-45-6780\nbob,View\n";

Status update(Workspace& workspace, const char* sql)
{
    const auto changed = workspace.db().run(sql);
    return changed ? Status() : failWith(changed);
}

} // namespace

class tst_import_actions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roundTrip();
    void refusedFileLeavesNothing();
    void whoMayNotImportIsToldBeforeTheFileIsRead();
    void rowRootOnce();
    void cardAndMatters();
    void immutable();
};

void tst_import_actions::roundTrip()
{
    test::CertifyWorld company;
    const auto founded = company.found(false);
    VERIFY_OK(founded);
    auto opened = company.as("con");
    VERIFY_OK(opened);
    Workspace& workspace = **opened;
    ImportRequest request;
    request.kind = ImportKind::Listing;
    request.file = write(company, "users.csv", kListing);
    request.system = "netsuite";
    const auto outcome = importFile(workspace, request, "test");
    VERIFY_OK(outcome);
    QCOMPARE(outcome->snapshot.rows, std::uint64_t(2));
    QCOMPARE(outcome->report.rejectedRows, std::uint64_t(1));
    QVERIFY(outcome->snapshot.original != outcome->snapshot.sha256);

    SnapshotKey key;
    key.kind = "listing";
    key.subject = "netsuite";
    const auto latest = latestSnapshot(workspace.db(), key);
    VERIFY_OK(latest);
    QVERIFY(latest->has_value());
    const auto table = loadSnapshot(workspace, (*latest)->id);
    VERIFY_OK(table);
    COMPARE_STR(table->textAt("account_id", 1), "bob");
    COMPARE_STR(table->textAt("permission", 0), "Pay Bills");
    const auto bytes = snapshotBytes(workspace, (*latest)->id);
    VERIFY_OK(bytes);
    QVERIFY(bytes->find("123-45") == std::string::npos);
    QVERIFY((*latest)->redaction.toArray().size() == 1);
    key.subject = "other";
    const auto none = latestSnapshot(workspace.db(), key);
    VERIFY_OK(none);
    QVERIFY(!none->has_value());
    QVERIFY(loadSnapshot(workspace, SnapshotId(99)).error().is(kNoSuchSnapshot));
}

void tst_import_actions::refusedFileLeavesNothing()
{
    test::CertifyWorld company;
    const auto founded = company.found(false);
    VERIFY_OK(founded);
    auto opened = company.as("con");
    VERIFY_OK(opened);
    Workspace& workspace = **opened;
    ImportRequest request;
    request.kind = ImportKind::Gl;
    request.file = write(company, "gl.csv", "date,account,amount\nx,1,1\n");
    QVERIFY(importFile(workspace, request, "test").error().is(kImportNothing));
    request.file = write(company, "empty.csv", "");
    QVERIFY(importFile(workspace, request, "test").error().is(kImportEmpty));
    request.period = "2031-Q1";
    QVERIFY(!importFile(workspace, request, "test"));
    const auto all = listSnapshots(workspace.db());
    VERIFY_OK(all);
    QVERIFY(all->empty());
}

void tst_import_actions::whoMayNotImportIsToldBeforeTheFileIsRead()
{
    test::CertifyWorld company;
    const auto founded = company.found(false);
    VERIFY_OK(founded);
    // A file that cannot be parsed, and one that is not there: neither is what the answer speaks of.
    ImportRequest request;
    request.kind = ImportKind::Statement;
    request.file = write(company, "noise.bin", std::string(2000, '\x01'));
    for (const bool there : {true, false}) {
        if (!there)
            request.file = company.world.path("nowhere.sta");
        auto opened = company.as("paula");
        VERIFY_OK(opened);
        const auto outcome = importFile(**opened, request, "test");
        QVERIFY(!outcome);
        COMPARE_STR(outcome.error().id(), "workspace.not_permitted");
        VERIFY_OK((*opened)->close());
    }
    auto opened = company.as("con");
    VERIFY_OK(opened);
    COMPARE_STR(importFile(**opened, request, " ").error().id(), "workspace.no_reason");
    QVERIFY(importFile(**opened, request, "test").error().kind() == ErrorClass::Input);
}

void tst_import_actions::rowRootOnce()
{
    test::CertifyWorld company;
    const auto founded = company.found(false);
    VERIFY_OK(founded);
    auto opened = company.as("con");
    VERIFY_OK(opened);
    Workspace& workspace = **opened;
    ImportRequest request;
    request.kind = ImportKind::Listing;
    request.file = write(company, "users.csv", kListing);
    const auto outcome = importFile(workspace, request, "test");
    VERIFY_OK(outcome);
    const auto before = storedRowRoot(workspace.db(), outcome->snapshot.id);
    VERIFY_OK(before);
    QVERIFY(!before->has_value());
    const auto first = rowRoot(workspace, outcome->snapshot.id, "campaign");
    VERIFY_OK(first);
    const auto second = rowRoot(workspace, outcome->snapshot.id, "campaign");
    VERIFY_OK(second);
    COMPARE_STR(first->hex(), second->hex());
}

void tst_import_actions::cardAndMatters()
{
    test::CertifyWorld company;
    const auto founded = company.found(false);
    VERIFY_OK(founded);
    auto opened = company.as("con");
    VERIFY_OK(opened);
    Workspace& workspace = **opened;
    ImportRequest request;
    request.kind = ImportKind::Gl;
    request.file = write(company, "gl.csv", "date,account,amount\n2026-09-30,1,10.00\n2026-09-30,2,-4.00\n");
    IpeInput input;
    input.card.sourceRows = 3;
    input.sourceTotal = "6.00";
    request.ipe = input;
    const auto outcome = importFile(workspace, request, "test");
    VERIFY_OK(outcome);
    const auto id = outcome->snapshot.id;
    auto facts = ipeFacts(workspace.db(), id);
    VERIFY_OK(facts);
    QCOMPARE(facts->card->importedTotal.value_or(-1), std::int64_t(600));
    QCOMPARE(controls::stateOf(*facts), controls::IpeState::Mismatch);
    const auto explained = explainDifference(workspace, id, 1, "a line of zero is left out by the export", "test");
    VERIFY_OK(explained);
    facts = ipeFacts(workspace.db(), id);
    VERIFY_OK(facts);
    QCOMPARE(controls::stateOf(*facts), controls::IpeState::Explained);
    QVERIFY(concludeIpe(workspace, id, true, "seen", "test").error().is(kIpeSamePerson));
    const auto closed = workspace.close();
    VERIFY_OK(closed);
    opened->reset();
    auto second = company.as("tina");
    VERIFY_OK(second);
    const auto concluded = concludeIpe(**second, id, true, "agreed with the source", "test");
    VERIFY_OK(concluded);
    facts = ipeFacts((*second)->db(), id);
    VERIFY_OK(facts);
    QCOMPARE(controls::stateOf(*facts), controls::IpeState::Confirmed);
    // A card entered anew replaces the count.
    input.card.sourceRows = 2;
    const auto entered = enterIpeCard(**second, id, input, "counted again");
    VERIFY_OK(entered);
    facts = ipeFacts((*second)->db(), id);
    VERIFY_OK(facts);
    QCOMPARE(controls::stateOf(*facts), controls::IpeState::Matches);
}

void tst_import_actions::immutable()
{
    test::CertifyWorld company;
    const auto founded = company.found(false);
    VERIFY_OK(founded);
    auto opened = company.as("con");
    VERIFY_OK(opened);
    Workspace& workspace = **opened;
    ImportRequest request;
    request.kind = ImportKind::Listing;
    request.file = write(company, "users.csv", kListing);
    const auto outcome = importFile(workspace, request, "test");
    VERIFY_OK(outcome);
    QVERIFY(!update(workspace, "UPDATE snapshot SET rows = 1"));
    QVERIFY(!update(workspace, "DELETE FROM snapshot_chunk"));
    const auto still = loadSnapshot(workspace, outcome->snapshot.id);
    VERIFY_OK(still);
}

OXSEAL_TEST_CLASS(tst_import_actions);
#include "tst_import_actions.moc"
