// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/did_do_reads.h"

#include "storage/actions/sod_actions.h"
#include "storage/actions/sod_rule_actions.h"
#include "storage/import/kinds.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/access_packet.h"
#include "tests/storage/access/access_world.h"

using namespace oxseal;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level";

/// A log through the reader of imports.
Result<SnapshotId> log(Workspace& workspace, const char* system, const std::string& bytes)
{
    OXSEAL_TRY(const KindRead read, readKind(ImportKind::Activity, asBytes(bytes), {}));
    return workspace.write(Permission::ImportData, "Import", [&](UnitOfWork& unit) -> Result<SnapshotId> {
        NewSnapshot fresh;
        fresh.info.key = {"activity", system, "", "2026-Q3"};
        fresh.info.fileName = "log.csv";
        fresh.info.asOf = Day::fromIso("2026-09-30");
        fresh.info.parser = read.parser;
        fresh.info.parserVersion = read.parserVersion;
        fresh.info.currency = read.currency;
        fresh.info.moneyDigits = read.moneyDigits;
        fresh.info.original = sha256(std::string_view(bytes));
        fresh.kept = asBytes(bytes);
        fresh.table = &read.table;
        OXSEAL_TRY(const SnapshotInfo info, putSnapshot(unit, fresh));
        return info.id;
    });
}

} // namespace

class TstDidDoReads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheLogsOfSystems()
    {
        const std::string text = "Date/Time,Set by,Type,Document Number,Applied To,Vendor,Amount,Currency\n"
                                 "2026-07-03 09:12,rita,Bills,BILL-7,,Acme,\"1,200.00\",USD\n"
                                 "2026-07-09 10:00,RITA,Bill Payments,PAY-1,BILL-7,Acme,1200.00,USD\n"
                                 "not a day,rita,Bills,BILL-8,,Acme,1.00,USD\n";
        const auto read = readKind(ImportKind::Activity, asBytes(text), {});
        VERIFY_OK(read);
        QCOMPARE(read->table.rows(), std::size_t(2));
        QCOMPARE(read->report.rejectedRows, std::uint64_t(1)); // said with its line, never dropped silently
        COMPARE_STR(read->table.textAt("applied_to", 1), "BILL-7");
        QCOMPARE(read->table.money("amount")->minor[0], std::int64_t(120'000));
        QCOMPARE(read->table.days("date")->days[0], Day::fromIso("2026-07-03")->number);
    }
    void tellsWhatWasUsedFromWhatCouldBe()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        auto opened = company.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const auto period = periodByName(workspace.db(), "2026-Q3").value();
        VERIFY_OK(loadRuleSet(workspace, genericRuleSet({{"netsuite", "ERP"}}).value(), "Adopted"));
        VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|email|status",
            {"E20|Rita|rita@acme.example|active", "E2|Ann|ann@acme.example|active", "E5|Lea|lea@acme.example|active"}));
        VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders,
            {"rita|E20|active|Clerk|Bills|Full", "ann|E2|active|Clerk|Bills|Full"}));
        VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "BANK", "", "2026-Q3"}, "2026-09-30", kHeaders,
            {"r.ita|E20|active||PY|approve", "a.nn|E2|active||PY|view"}));
        QVERIFY(didDoPicture(workspace, period)->logs.empty());
        QVERIFY(didDoMatters(workspace, period)->empty());
        VERIFY_OK(runSod(workspace, period, "Q3"));
        // Rita: enters a bill of Acme and releases a payment to ACME at the bank; Ann only enters. Lea left the listings, and the
        // roster knows her by her address: what she did is told, and that the check does not find it.
        VERIFY_OK(log(workspace, "ERP",
            "date,user,action,document,vendor,amount,currency\n2026-07-03,rita,Bills,BILL-7,Acme,1200.00,USD\n2026-07-04,Ann,Bills,BILL-8,Acme,10.00,USD\n"
            "2026-08-01,lea@acme.example,Bills,BILL-9,Beta,70.00,USD\n2026-08-02,lea@acme.example,Vendor Payment Approval,P-1,Beta,70.00,USD\n"
            "2026-08-03,rita,Look up,,,,\n2026-08-04,ghost,Bills,BILL-10,Acme,5.00,USD\n"));
        VERIFY_OK(log(workspace, "BANK", "date,user,action,document,vendor,amount,currency\n2026-07-05,r.ita,PY,W-1,ACME,1200.00,USD\n"));
        const auto picture = didDoPicture(workspace, period);
        VERIFY_OK(picture);
        QCOMPARE(picture->logs.size(), std::size_t(2));
        QCOMPARE(picture->lines, std::uint64_t(7));
        QCOMPARE(picture->linesUnmapped, std::uint64_t(1));
        COMPARE_STR(picture->unmapped.at(0).first, "ERP: Look up");
        QCOMPARE(picture->linesOfNobody, std::uint64_t(1));
        QCOMPARE(picture->exercised.size(), std::size_t(2));
        const SodExercise& rita = picture->exercised[0];
        COMPARE_STR(rita.subject + " " + rita.rule + " " + sod::name(rita.strongest()), "person:E20 S05 party");
        QVERIFY(rita.held && rita.connected());
        COMPARE_STR(rita.first->iso() + " " + rita.last->iso(), "2026-07-03 2026-07-05");
        QCOMPARE(rita.sides.at(0).at("USD"), std::int64_t(120'000));
        QCOMPARE(rita.sides.at(1).at("USD"), std::int64_t(120'000));
        COMPARE_STR(rita.uses.at(0).acts.at(0).document, "BILL-7");
        COMPARE_STR(rita.uses.at(0).acts.at(1).document, "W-1");
        const auto conflict = conflictByFingerprint(workspace.db(), period, rita.fingerprint.hex(), company.world.now.day());
        VERIFY_OK(conflict); // the same conflict as the check's
        COMPARE_STR(picture->exercised[1].subject, "person:E5");
        QVERIFY(!picture->exercised[1].held);
        const auto matters = didDoMatters(workspace, period);
        VERIFY_OK(matters);
        QCOMPARE(matters->size(), std::size_t(3)); // two uses, and what was not judged
        const auto files = sodPacketFiles(workspace, period);
        VERIFY_OK(files);
        const auto acts = std::find_if(files->begin(), files->end(), [](const PacketFile& file) { return file.path == "data/sod_exercised.csv"; });
        QVERIFY(acts != files->end());
        QCOMPARE(std::count(acts->bytes.begin(), acts->bytes.end(), '\n'), std::ptrdiff_t(1 + 2 + 2));
        VERIFY_OK(workspace.close());
    }
};

OXSEAL_TEST_CLASS(TstDidDoReads);
#include "tst_did_do_reads.moc"
