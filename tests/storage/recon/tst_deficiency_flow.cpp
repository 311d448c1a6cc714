// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "storage/actions/control_actions.h"
#include "storage/actions/deficiency_actions.h"
#include "storage/actions/exception_actions.h"
#include "storage/actions/model_actions.h"
#include "storage/documents/deficiency_document.h"
#include "storage/documents/document_set.h"
#include "storage/packet/reperform.h"
#include "storage/packet/zip_writer.h"
#include "storage/reads/certification_reads.h"
#include "storage/reads/deficiency_packet.h"
#include "storage/reads/exception_packet.h"
#include "storage/reads/model_reads.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/document_text.h"
#include "tests/support/ledger_problems.h"

#include <QTemporaryDir>

#include <algorithm>

using namespace oxseal;
using namespace oxseal::controls;

namespace {

Day on(const char* iso) { return *Day::fromIso(iso); }

/// The fixed assets were not reconciled: `couldBe` in whole dollars is reasonably possible.
Evaluation evaluation(std::int64_t couldBe)
{
    Evaluation said;
    said.currency = "USD";
    said.couldBe = couldBe * 100;
    return said;
}

} // namespace

/// Deficiencies from raising to remedy. The people: pat (preparer), con and rex (controllers), ada (administrator). Materiality is 450,000 USD,
/// and 90,000 merits attention.
class TestDeficiencyFlow : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    ReconciliationId recon_;

    Workspace& as(const char* login) { return world_->as(login); }
    Workspace& now() { return world_->now(); }
    const PeriodRow& q3() const { return world_->q3; }
    std::int64_t raise(const char* title, const char* account = "", const char* control = "")
    {
        DeficiencyWish wish;
        wish.title = title;
        wish.entity = "US01";
        wish.account = account;
        wish.control = control;
        const auto id = raiseDeficiency(now(), q3(), wish, "seen at close");
        if (!id)
            qWarning("%s", id.error().debugString().c_str());
        return id.value_or(0);
    }
    Status conclude(std::int64_t id, DeficiencyLevel level, const char* because = "") { return concludeDeficiency(now(), q3(), id, level, because, "weighed"); }
    DeficiencyView view(std::int64_t id) { return deficiencyView(now().db(), q3(), id).value(); }
    std::string matters(const PeriodRow& period)
    {
        std::vector<std::string> codes;
        const auto found = deficiencyMatters(now(), period);
        for (const Finding& each : *found)
            codes.push_back(each.code.substr(std::string("deficiency.matter.").size()) + " " + each.subject);
        std::sort(codes.begin(), codes.end());
        return join(codes, "; ");
    }
    ExceptionRow item(ReconciliationId id)
    {
        const ReconView all = reconciliationView(now(), id).value();
        return exceptionBook(now(), all, false)->rows.front();
    }
    void stateMateriality()
    {
        Json body = versionInForce(modelVersions(as("con").db(), kSeverityRules).value()).body;
        body.set("materiality", Json().set("USD", 450000)).set("basis", "5 % of income before tax").set("effective", "2026-07-01");
        const auto version = proposeModelVersion(now(), kSeverityRules, body, "materiality of the year");
        VERIFY_OK(version);
        QVERIFY(decideModelVersion(now(), {kSeverityRules, *version, true}, "agreed").error().is(kModelAuthorDecides));
        VERIFY_OK(decideModelVersion(as("rex"), {kSeverityRules, *version, true}, "agreed"));
    }

private Q_SLOTS:
    void init()
    {
        world_ = std::make_unique<test::ReconWorld>();
        VERIFY_OK(loadDefaultControls(now(), "set up"));
        world_->statement("2026-Q3", {{"2026-09-17", 95'000'00, "", "DEPOSIT NORWALD", "F2"}}, "0.00", "95000.00");
        world_->ledger("2026-Q3", {});
        world_->plan();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_->q3.id;
        request.booksOpening = 0;
        recon_ = openReconciliation(as("pat"), request, "close").value();
    }

    void nothingIsSaidBeforeAnythingIsRaised()
    {
        COMPARE_STR(matters(q3()), "");
        QVERIFY(!standingDeficiencies(now().db(), q3()).value());
        QVERIFY(deficiencyPacketFiles(now(), q3())->empty());
        QVERIFY(!readiness(now(), q3())->facts.deficiencies);
    }

    void aSecondPersonConcludes()
    {
        stateMateriality();
        as("pat");
        const std::int64_t id = raise("Fixed assets are not reconciled", "1500");
        COMPARE_STR(matters(q3()), "unconcluded deficiency:1");
        QVERIFY(concludeDeficiency(now(), q3(), id, DeficiencyLevel::Significant, "", "x").error().is(kWorkspaceNotPermitted));
        QVERIFY(conclude(id, DeficiencyLevel::Control).error().is(kWorkspaceNotPermitted));
        as("con");
        QVERIFY(conclude(id, DeficiencyLevel::Control).error().is(kNotEvaluated));
        VERIFY_OK(evaluateDeficiency(now(), q3(), id, evaluation(120'000), "assets bought in the quarter"));
        QVERIFY(view(id).proposal->level == DeficiencyLevel::Significant);
        QVERIFY(conclude(id, DeficiencyLevel::Significant).error().is(kConcluderEvaluated));
        as("rex");
        QVERIFY(conclude(id, DeficiencyLevel::Control).error().is(kLowerNeedsReason));
        VERIFY_OK(conclude(id, DeficiencyLevel::Significant));
        QVERIFY(conclude(id, DeficiencyLevel::Significant).error().is(kAlreadyConcluded));
        QVERIFY(evaluateDeficiency(now(), q3(), id, evaluation(1), "x").error().is(kAlreadyConcluded));
        COMPARE_STR(matters(q3()), "significant deficiency:1");
        COMPARE_STR(readiness(now(), q3())->facts.deficiencies.value(),
            "1, 0; #1 Fixed assets are not reconciled: significant deficiency, told auditor –, audit committee –");
        COMPARE_STR(test::ledgerProblems(now()), "");
    }

    void whoMayNotIsRefusedEverything()
    {
        as("pat");
        const std::int64_t id = raise("x");
        as("ada"); // an administrator decides nothing
        DeficiencyWish wish;
        wish.title = "y";
        QVERIFY(raiseDeficiency(now(), q3(), wish, "r").error().is(kWorkspaceNotPermitted));
        QVERIFY(linkDeficiency(now(), q3(), id, {}, "r").error().is(kWorkspaceNotPermitted));
        QVERIFY(evaluateDeficiency(now(), q3(), id, evaluation(1), "r").error().is(kWorkspaceNotPermitted));
        QVERIFY(conclude(id, DeficiencyLevel::Control).error().is(kWorkspaceNotPermitted));
        QVERIFY(remediateDeficiency(now(), q3(), id, on("2026-10-01"), "n", "r").error().is(kWorkspaceNotPermitted));
        QVERIFY(tellDeficiency(now(), q3(), id, Told::Auditor, on("2026-10-01"), "r").error().is(kWorkspaceNotPermitted));
        QVERIFY(reopenDeficiency(now(), q3(), id, "r").error().is(kWorkspaceNotPermitted));
        QVERIFY(!now().db().run("UPDATE deficiency SET title = 'z'"));
        QVERIFY(!now().db().run("DELETE FROM deficiency_link"));
    }

    void whatIsNamedHasToBeThere()
    {
        as("con");
        DeficiencyWish wish;
        QVERIFY(raiseDeficiency(now(), q3(), wish, "r").error().is(kDeficiencyNoTitle));
        wish.title = "t";
        wish.assertion = "XX";
        QVERIFY(raiseDeficiency(now(), q3(), wish, "r").error().is(kDeficiencyAssertion));
        wish.assertion = "C";
        wish.account = "1010";
        QVERIFY(raiseDeficiency(now(), q3(), wish, "r").error().is(kAccountNeedsEntity));
        wish.entity = "XX";
        QVERIFY(raiseDeficiency(now(), q3(), wish, "r").error().is(kNoSuchEntity));
        wish.entity = "US01";
        wish.control = "XX-99";
        QVERIFY(raiseDeficiency(now(), q3(), wish, "r").error().is(kNoSuchControl));
        wish.control.clear();
        wish.source.source = DeficiencySource::Exception;
        wish.source.recon = recon_;
        wish.source.item = "L999";
        QVERIFY(raiseDeficiency(now(), q3(), wish, "r").error().is(kSourceMissing));
        wish.source = {DeficiencySource::Test, {}, {}, {}, 0, 0, "AM-04"};
        QVERIFY(raiseDeficiency(now(), q3(), wish, "r").error().is(kSourceMissing)); // nobody tested it
        wish.source = {DeficiencySource::Checklist, {}, {}, {}, 0, 0, "9.9"};
        QVERIFY(raiseDeficiency(now(), q3(), wish, "r").error().is(kNoSuchItem));
        QVERIFY(evaluateDeficiency(now(), q3(), 7, evaluation(1), "r").error().is(kNoSuchDeficiency));
        COMPARE_STR(matters(q3()), "");
    }

    void onlyATestedControlOfTheRegisterReduces()
    {
        stateMateriality();
        as("pat");
        const std::int64_t id = raise("Changes go live unseen", "", "AM-04");
        Evaluation said = evaluation(500'000);
        said.compensation = Compensation{"AM-04", Tested::Yes, 0};
        QVERIFY(evaluateDeficiency(now(), q3(), id, said, "r").error().is(kCompensatesItself));
        said.compensation->control = "XX-99";
        QVERIFY(evaluateDeficiency(now(), q3(), id, said, "r").error().is(kNoSuchControl));
        said.compensation->control = "DI-03";
        VERIFY_OK(evaluateDeficiency(now(), q3(), id, said, "the restore would show it"));
        // Typed as tested, but the register knows of no test.
        QVERIFY(view(id).standing.said().compensation->tested == Tested::NotYet);
        QVERIFY(view(id).proposal->level == DeficiencyLevel::Material);
        said.compensation.reset();
        said.indicators = {"astrology"};
        QVERIFY(evaluateDeficiency(now(), q3(), id, said, "r").error().is(kNoSuchIndicator));
    }

    void whoPerformsTheControlDoesNotConclude()
    {
        stateMateriality();
        as("con");
        VERIFY_OK(recordPerformance(now(), q3(), {"AM-04", {}, on("2026-09-30"), false, ""}, "done"));
        as("pat");
        const std::int64_t id = raise("Reviews are late", "", "AM-04");
        VERIFY_OK(evaluateDeficiency(now(), q3(), id, evaluation(100), "small"));
        as("con");
        QVERIFY(conclude(id, DeficiencyLevel::Control).error().is(kConcluderPerforms));
        as("rex");
        VERIFY_OK(conclude(id, DeficiencyLevel::Control));
        COMPARE_STR(matters(q3()), ""); // neither significant nor lower than proposed
        as("con");
        QVERIFY(remediateDeficiency(now(), q3(), id, on("2026-10-01"), "25 of 25", "r").error().is(kRetesterPerforms));
    }

    void withoutMaterialityNothingIsConcluded()
    {
        as("pat");
        const std::int64_t id = raise("x");
        VERIFY_OK(evaluateDeficiency(now(), q3(), id, evaluation(1), "r"));
        COMPARE_STR(matters(q3()), "no_materiality model:severity-rules; unconcluded deficiency:1");
        QVERIFY(concludeDeficiency(as("con"), q3(), id, DeficiencyLevel::Material, "", "r").error().is(kNotMeasured));
        stateMateriality(); // what waits is measured anew by itself
        COMPARE_STR(matters(q3()), "unconcluded deficiency:1");
        VERIFY_OK(concludeDeficiency(now(), q3(), id, DeficiencyLevel::Control, "", "r"));
    }

    void aLowerConclusionIsShownAsSuch()
    {
        stateMateriality();
        as("pat");
        const std::int64_t id = raise("x");
        VERIFY_OK(evaluateDeficiency(now(), q3(), id, evaluation(450'000), "r"));
        as("con");
        VERIFY_OK(conclude(id, DeficiencyLevel::None, "the bank would have refused it"));
        QVERIFY(view(id).standing.state == DeficiencyState::NotOne && view(id).standing.lower());
        COMPARE_STR(matters(q3()), "lower deficiency:1");
    }

    void sharedAccountsAddUp()
    {
        stateMateriality();
        as("pat");
        const std::int64_t first = raise("a", "1500");
        const std::int64_t second = raise("b", "1500");
        for (const std::int64_t id : {first, second})
            VERIFY_OK(evaluateDeficiency(now(), q3(), id, evaluation(230'000), "r"));
        as("con");
        for (const std::int64_t id : {first, second})
            VERIFY_OK(conclude(id, DeficiencyLevel::Significant));
        const DeficiencyBook book = deficiencyBook(now().db(), q3()).value();
        QCOMPARE(book.sums.size(), std::size_t{1});
        QCOMPARE(book.sums.front().sum, std::int64_t{46'000'000});
        QVERIFY(book.sums.front().level == DeficiencyLevel::Material);
        COMPARE_STR(matters(q3()), "significant deficiency:1; significant deficiency:2; together account:US01/1500");
        VERIFY_OK(remediateDeficiency(now(), q3(), second, on("2026-09-30"), "retested 5 of 5", "mended"));
        COMPARE_STR(matters(q3()), "significant deficiency:1");
    }

    void anExceptionIsRaisedAndItsLinkRollsForward()
    {
        as("pat");
        const ReconView view = reconciliationView(now(), recon_).value();
        DeficiencyWish wish;
        wish.title = "Receipts nobody claims";
        wish.source.source = DeficiencySource::Exception;
        wish.source.recon = recon_;
        wish.source.item = view.items.front().handle;
        QVERIFY(!item(recon_).deficiency);
        const auto id = raiseDeficiency(now(), q3(), wish, "open since 17 September");
        VERIFY_OK(id);
        QCOMPARE(item(recon_).deficiency->id, *id);
        const DeficiencyView raised = this->view(*id);
        COMPARE_STR(raised.row.account, "1010");
        QCOMPARE(raised.links.front().amount.value(), std::int64_t{95'000'00});
        QVERIFY(raised.links.front().reference.starts_with("US01/1010/bank/"));
        QVERIFY(raiseDeficiency(now(), q3(), wish, "again").error().is(kAlreadyLinked));
        const auto files = exceptionPacketFiles(now(), q3()).value();
        QVERIFY(files.front().bytes.find(",1\r\n") != std::string::npos);
        // The item stays open: in the next quarter it is still the same deficiency.
        world_->statement("2026-Q4", {{"2026-10-20", 1'00, "", "x", "F3"}}, "95000.00", "95001.00");
        world_->ledger("2026-Q4", {{"2026-12-01", 1'00, "", "x"}});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_->q4.id;
        const auto next = openReconciliation(now(), request, "close");
        VERIFY_OK(next);
        const ReconView carried = reconciliationView(now(), *next).value();
        const auto book = exceptionBook(now(), carried, false);
        QVERIFY(std::any_of(book->rows.begin(), book->rows.end(), [&](const ExceptionRow& row) { return row.deficiency && row.deficiency->id == *id && row.carried == 1; }));
    }

    void aPeriodIsShownAsItStood()
    {
        stateMateriality();
        as("pat");
        const std::int64_t id = raise("x");
        VERIFY_OK(evaluateDeficiency(now(), q3(), id, evaluation(450'000), "r"));
        as("con");
        VERIFY_OK(conclude(id, DeficiencyLevel::Material));
        COMPARE_STR(matters(q3()), "material deficiency:1");
        QVERIFY(tellDeficiency(now(), q3(), id, Told::Auditor, on("2027-01-01"), "r").error().is(kDeficiencyDay));
        VERIFY_OK(tellDeficiency(now(), q3(), id, Told::Auditor, on("2026-10-01"), "letter"));
        world_->goTo("2027-01-10T08:00:00Z");
        QVERIFY(remediateDeficiency(now(), world_->q4, id, on("2026-12-15"), " ", "r").error().is(kRetestNoteMissing));
        VERIFY_OK(remediateDeficiency(now(), world_->q4, id, on("2026-12-15"), "25 of 25", "mended"));
        COMPARE_STR(matters(world_->q4), "");
        COMPARE_STR(matters(q3()), "material deficiency:1");
        VERIFY_OK(reopenDeficiency(now(), world_->q4, id, "it came back"));
        COMPARE_STR(matters(world_->q4), "unconcluded deficiency:1");
        QVERIFY(reopenDeficiency(now(), world_->q4, id, "again").error().is(kNothingToReopen));
        COMPARE_STR(test::ledgerProblems(now()), "");
    }

    void memoAndSummary()
    {
        stateMateriality();
        as("pat");
        const std::int64_t id = raise("Assets unseen", "1500");
        const DocumentFrame frame = documentFrame(now(), q3()).value();
        DeficiencyPaper paper = deficiencyPaper(now(), q3()).value();
        QVERIFY(deficiencyMemo(frame, paper, id).error().is(kNotIssuable));
        QVERIFY(deficiencyMemo(frame, paper, 9).error().is(kNoSuchDeficiency));
        QVERIFY((deficiencySummary(frame, paper).marks == std::vector<std::string>{"DRAFT"}));
        VERIFY_OK(evaluateDeficiency(now(), q3(), id, evaluation(120'000), "bought in the quarter"));
        as("con");
        VERIFY_OK(conclude(id, DeficiencyLevel::Control, "the count in August found all"));
        paper = deficiencyPaper(now(), q3()).value();
        const auto memo = deficiencyMemo(frame, paper, id);
        VERIFY_OK(memo);
        QVERIFY(test::says(*memo, "120,000.00 USD is at least what merits attention (90,000.00 USD)"));
        QVERIFY(test::says(*memo, "Less than proposed, because=the count in August found all"));
        QVERIFY(test::says(*memo, "Concluded by=Person con"));
        QVERIFY(test::says(*memo, "AS 2201 is the auditor's standard"));
        const Document summary = deficiencySummary(frame, paper);
        QVERIFY(summary.marks.empty());
        QVERIFY(test::says(summary, "#1|Assets unseen|2026-Q3|US01 1500|120,000.00 USD|significant deficiency|concluded: control deficiency"));
        QVERIFY(test::says(summary, "Regulation S-X 1-02(a)(4)"));
        const auto set = periodDocuments(now(), q3(), frame.created);
        QVERIFY(std::any_of(set->begin(), set->end(), [](const NamedDocument& each) { return each.path == "documents/deficiency-1.pdf"; }));
    }

    void thePacketCarriesThem()
    {
        stateMateriality();
        as("pat");
        const std::int64_t id = raise("a, \"b\"", "1500");
        VERIFY_OK(evaluateDeficiency(now(), q3(), id, evaluation(120'000), "r"));
        const auto files = deficiencyPacketFiles(now(), q3()).value();
        QCOMPARE(files.size(), std::size_t{5});
        COMPARE_STR(files.front().path, "data/deficiencies.csv");
        QVERIFY(files.front().bytes.find("450000.00,20.00,90000.00,120000.00,significant_deficiency,") != std::string::npos);
        QVERIFY(files.back().bytes.find("deficiency.column.") == std::string::npos); // every column has its words
    }

    void proposalsAndSumsComeOutAgain()
    {
        stateMateriality();
        as("pat");
        for (const char* title : {"a", "b"}) {
            const std::int64_t id = raise(title, "1500");
            VERIFY_OK(evaluateDeficiency(now(), q3(), id, evaluation(230'000), "r"));
        }
        auto files = deficiencyPacketFiles(now(), q3()).value();
        const auto differences = [&files] {
            QTemporaryDir folder;
            const std::filesystem::path zip = folder.filePath(QStringLiteral("p.zip")).toStdString();
            {
                const auto writer = ZipWriter::create(zip);
                for (const PacketFile& file : files)
                    (void)(*writer)->add(file.path, file.bytes);
                (void)(*writer)->finish();
            }
            const PacketReperformance again = reperformFile(zip, 1).value();
            std::string out = std::to_string(again.performed.contains("deficiencies") ? again.performed.at("deficiencies") : 0);
            for (const Difference& each : again.differences)
                out += " " + each.place + ": " + each.expected + " / " + each.found + ";";
            return out;
        };
        COMPARE_STR(differences(), "2");
        std::string& all = files.front().bytes;
        const std::size_t at = all.find("230000.00,significant_deficiency");
        all.replace(at, std::string("230000.00,significant_deficiency").size(), "30000.00,control_deficiency");
        COMPARE_STR(differences(), "2 row 1, counted: 30000.00 / 230000.00; row 1, proposed: control_deficiency / significant_deficiency;");
        files = deficiencyPacketFiles(now(), q3()).value();
        std::string& sums = files[3].bytes;
        sums.replace(sums.find("material_weakness"), std::string("material_weakness").size(), "significant_deficiency");
        COMPARE_STR(differences(), "2 row 1, proposed: significant_deficiency / material_weakness;");
    }
};

OXSEAL_TEST_CLASS(TestDeficiencyFlow);
#include "tst_deficiency_flow.moc"
