// SPDX-License-Identifier: GPL-3.0-or-later
// Workspaces as released versions wrote them must open for ever. OXSEAL_MAKE_FIXTURE=FOLDER makes a new one there
// (tests/data/workspaces/README.md).
#include "storage/actions/packet_actions.h"
#include "storage/crypto/hash.h"
#include "storage/db/migrator.h"
#include "storage/reads/access_reads.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/control_reads.h"
#include "storage/reads/import_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/recon_reads.h"
#include "storage/reads/review_stages.h"
#include "storage/reads/sod_reads.h"
#include "storage/packet/reperform.h"
#include "storage/repos/packet_repo.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/storage/workspace/fixture_workspace.h"

using namespace oxseal;
namespace fs = std::filesystem;

namespace {

struct Step
{
    int number;
    const char* name;
    const char* sha256; ///< sha256sum storage/schema/NNNN_name.sql
};

/// The texts that were released. A line here never changes; a new table is a new step with a new line.
constexpr Step kReleased[] = {
    {1, "core", "f48f5f7cf7582b83b66ff88f3548ca0e2e5de6f3037e843fa927f08963dd3244"},
    {2, "people", "3b2a519107688c6696db782a142e3136ee9889de7f0b640d9e36e3293fcc402d"},
    {3, "imports", "9db7c7a61e5b938ec325c1b8099e09ef11ff99333f0f0b088e06d66ff7fda55f"},
    {4, "access", "7f4782c434788391a2ec5c30946de47f4e74e93548edfe2229cfb239dba35403"},
    {5, "recon", "2ba80427ae50e1221bce29aea8b7efd49f462b8e4e79a35d77af553cc5bf2d57"},
    {6, "controls", "191870320c90aa15af70eca79f85a785a0f4a8549a14a7a09073200a5c5d7efb"},
    {7, "certification", "92d110ee675dad92ce5be2f50297f8bc4647fea88b310fcf8a89fa590d7427fb"},
    {8, "packets", "6505ba88de5edde9c82762607d6eaaf4a01ca6a96e16fe751ac9d5f78783366a"},
    {9, "access_depth", "08049a8c65b7d0ef7f533170e080cf7b533be41f67d18e4ff598ee0bec7032a8"},
    {10, "models", "68a11a0cc17cc2053aa7d07acff322977829cb188f5feefdce072de24a9a6557"},
    {11, "sod_rules", "1ea1d0d69407a0810f49c8c9a43702f4c64fb0c7a080b04e62a25cf837702499"},
    {12, "reviewer_work", "2f2795492929873e73b84f15531024098c757078e99c9b2dbca4d55c74e1bf11"},
    {13, "accounts", "469296bff9cd78397b9ef494124a1c99af4b81612c86dcd9090e0ed2221c62eb"},
    {14, "answers", "d41ef02d5d8b5104a457780e767122ac8e530a160cc16b3d69a3d723cbbbcee3"},
    {15, "exceptions", "370655147294f8703b93caf8d9e555082273686c3d1f9024a087a0341e99f5e8"},
    {16, "followup", "90568cb9c9e2e371cc84c30903155e1df07388d8d6ce90e930f0e31178dd0621"},
};

} // namespace

class TstSchemaFixture : public QObject
{
    Q_OBJECT

    static void readImports(Workspace& workspace)
    {
        std::map<std::string, std::uint64_t> rows;
        const auto snapshots = latestSnapshots(workspace.db(), "2026-Q3");
        VERIFY_OK(snapshots);
        for (const auto& info : *snapshots) {
            rows[info.key.kind] = info.rows;
            if (info.key.kind == "listing") {
                const auto table = loadSnapshot(workspace, info.id);
                VERIFY_OK(table);
                COMPARE_STR(table->textAt("permission", 2), "Vendor Payment Approval");
                QVERIFY(controls::stateOf(ipeFacts(workspace.db(), info.id).value()) == controls::IpeState::Matches);
            }
        }
        const std::map<std::string, std::uint64_t> expected{{"gl", 2}, {"listing", 3}, {"roster", 3}, {"statement", 1}, {"tb", 3}};
        QVERIFY(rows == expected);
    }
    static void readReviewAndDuties(Workspace& workspace, const PeriodRow& period)
    {
        const auto reviews = reviewsOf(workspace.db(), period);
        VERIFY_OK(reviews);
        QCOMPARE(reviews->size(), std::size_t{1});
        QCOMPARE(reviews->front().counts.lines, std::int64_t{3});
        QCOMPARE(reviews->front().counts.decisions.at(access::Decision::Revoke), std::int64_t{1});
        QCOMPARE(reviews->front().removalsOpen, std::int64_t{1});
        // Whatever released it: the review has one stage, and each decision its seat.
        const auto stages = stageStatuses(workspace.db(), reviews->front().row, *Day::fromYmd(2026, 11, 30));
        VERIFY_OK(stages);
        QCOMPARE(stages->size(), std::size_t{1});
        QCOMPARE(stages->front().agreed, std::int64_t{3});
        const auto seats = stage_repo::seats(workspace.db(), reviews->front().row.id);
        VERIFY_OK(seats);
        QCOMPARE(seats->size(), std::size_t{3});
        for (const SeatRow& seat : *seats)
            QVERIFY(seat.decision && seat.decidedBy == seat.person && seat.reconfirms == 0);
        const auto conflicts = sodConflicts(workspace.db(), period, *Day::fromYmd(2026, 11, 30));
        VERIFY_OK(conflicts);
        QCOMPARE(conflicts->size(), std::size_t{1});
        COMPARE_STR(conflicts->front().person(), "E2");
        COMPARE_STR(conflicts->front().row.rule, "F1");
    }
    static void readAccountsAndControls(Workspace& workspace, const PeriodRow& period)
    {
        const auto accounts = reconciliations(workspace.db(), period.id);
        VERIFY_OK(accounts);
        QCOMPARE(accounts->size(), std::size_t{1});
        const auto view = reconciliationView(workspace, accounts->front().id);
        VERIFY_OK(view);
        QCOMPARE(view->proof.difference, std::int64_t{0});
        QCOMPARE(view->proof.bankAdjusted, std::int64_t{75'000});
        QCOMPARE(view->signoffs.size(), std::size_t{2});
        QCOMPARE(controlOverview(workspace.db(), period).value().size(), std::size_t{88});
        QCOMPARE(controlCounts(workspace.db(), period).value().keyTested, 1);
        const auto evidence = evidenceOf(workspace.db(), period);
        VERIFY_OK(evidence);
        QCOMPARE(evidence->size(), std::size_t{1});
        // printf 'restore test' | sha256sum
        COMPARE_STR(evidence->front().row.sha256.hex(), "08be29607abc35192f005505b6b8e826b9bc00261eb40a68114063b2838eec2d");
    }
    static void readCertificationAndPacket(Workspace& workspace, const PeriodRow& period)
    {
        const auto report = reportStatus(workspace.db(), period);
        VERIFY_OK(report);
        QVERIFY(report->binding.state == certification::ReportState::Signed);
        QCOMPARE(report->standing.size(), std::size_t{6}); // two officers: record, Exhibit 31, Exhibit 32
        for (const auto& document : report->standing)
            QVERIFY(workspace.objects().get(document.object).value().rfind("%PDF-", 0) == 0);
        const auto packets = packet_repo::all(workspace.db());
        VERIFY_OK(packets);
        QCOMPARE(packets->size(), std::size_t{1});
        QCOMPARE(packet_repo::signatures(workspace.db(), packets->front().id).value().size(), std::size_t{2});
    }
    /// The packet that the release sealed, and one that is sealed now of what it left: both come out again.
    static void packetsComeOutAgain(Workspace& workspace, const fs::path& folder)
    {
        const auto period = periodByName(workspace.db(), "2026-Q3");
        VERIFY_OK(period);
        for (const char* which : {"then.zip", "now.zip"}) {
            if (std::string_view(which) == "now.zip")
                VERIFY_OK(sealPacket(workspace, *period, {}, "Sealed again"));
            VERIFY_OK(exportPacket(workspace, *period, 0, folder / which, "Look"));
            const auto again = reperformFile(folder / which, 2);
            VERIFY_OK(again);
            for (const Difference& difference : again->differences)
                COMPARE_STR(std::string(which) + ", " + difference.path + ", " + difference.place + ": " + difference.expected + " | " + difference.found, "");
            for (const Problem& problem : again->leftOut)
                COMPARE_STR(std::string(which) + ", " + problem.what, "then.zip, not_in_packet"); // files that packets did not have yet
            QCOMPARE(again->performed.at("review_lines"), std::uint64_t{3});
        }
    }
    /// Everything a fixture holds, the ledger and every stored byte.
    static void readAll(Workspace& workspace)
    {
        QVERIFY2(workspace.writable(), workspace.writable() ? "" : workspace.hindrance()->debugString().c_str());
        const auto period = periodByName(workspace.db(), "2026-Q3");
        VERIFY_OK(period);
        QCOMPARE(persons(workspace.db()).value().size(), std::size_t{5});
        COMPARE_STR(entityByCode(workspace.db(), "US01").value().name, "Acme Inc");
        readImports(workspace);
        readReviewAndDuties(workspace, *period);
        readAccountsAndControls(workspace, *period);
        readCertificationAndPacket(workspace, *period);
        const auto ledger = verifyWorkspaceLedger(workspace);
        VERIFY_OK(ledger);
        QVERIFY(ledger->problems.empty());
        QVERIFY(ledger->entries > 60);
        const auto bytes = verifyStoredBytes(workspace);
        VERIFY_OK(bytes);
        QVERIFY(bytes->empty());
    }

private Q_SLOTS:
    void releasedStepsAreNeverEdited()
    {
        const auto steps = compiledSchema();
        VERIFY_OK(steps);
        QVERIFY(steps->size() >= std::size(kReleased));
        for (std::size_t at = 0; at < std::size(kReleased); ++at) {
            const SchemaStep& step = (*steps)[at];
            QCOMPARE(step.number, kReleased[at].number);
            COMPARE_STR(step.name, kReleased[at].name);
            QVERIFY2(sha256(step.sql).hex() == kReleased[at].sha256,
                ("the released schema step " + step.name + " was edited; add a new step instead").c_str());
        }
    }

    void everyReleasedWorkspaceOpens_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("newestStep");
        QTest::newRow("schema-1") << "schema-1" << 8;
        QTest::newRow("schema-2") << "schema-2" << 11;
        QTest::newRow("schema-3") << "schema-3" << 14;
        QTest::newRow("schema-4") << "schema-4" << 16;
    }
    void everyReleasedWorkspaceOpens()
    {
        QFETCH(QString, folder);
        QFETCH(int, newestStep);
        test::CertifyWorld company;
        company.words = test::fixturePassphrases();
        company.world.now = *Instant::fromIso("2026-12-01T08:00:00Z");
        fs::copy(test::dataFile("workspaces/" + folder.toStdString()), company.world.path("acme.oxseal"), fs::copy_options::recursive);
        for (const char* login : {"carl", "con"}) { // the second one opens what the first one may have migrated
            auto workspace = company.as(login);
            VERIFY_OK(workspace);
            for (const Step& step : kReleased) {
                if (step.number > newestStep)
                    break;
                const auto same = (*workspace)->db().integer(
                    R"sql(SELECT count(*) FROM schema_step WHERE number = ? AND name = ? AND lower(hex(sha256)) = ?)sql",
                    {std::int64_t{step.number}, std::string_view(step.name), std::string_view(step.sha256)});
                VERIFY_OK(same);
                QCOMPARE(same->value_or(0), std::int64_t{1});
            }
            readAll(**workspace);
            if (std::string_view(login) == "con")
                packetsComeOutAgain(**workspace, company.world.path("."));
            VERIFY_OK((*workspace)->close());
        }
    }

    /// What makes the fixtures still makes the same, so that the next release can have its own.
    void theGeneratorMakesTheSame()
    {
        test::CertifyWorld company;
        VERIFY_OK(test::makeFixtureQuarter(company));
        QVERIFY(company.words == test::fixturePassphrases());
        if (const char* folder = std::getenv("OXSEAL_MAKE_FIXTURE"))
            fs::copy(company.world.path("acme.oxseal"), folder, fs::copy_options::recursive);
        auto workspace = company.as("con");
        VERIFY_OK(workspace);
        readAll(**workspace);
        VERIFY_OK((*workspace)->close());
    }
};

OXSEAL_TEST_CLASS(TstSchemaFixture);
#include "tst_schema_fixture.moc"
