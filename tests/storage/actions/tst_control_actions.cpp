// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/control_actions.h"

#include "storage/crypto/hash.h"
#include "tests/storage/actions/certify_world.h"

using namespace oxseal;
using namespace oxseal::controls;

class TestControlActions : public QObject
{
    Q_OBJECT

    test::CertifyWorld company;

    std::vector<std::string> matters(Workspace& workspace)
    {
        std::vector<std::string> codes;
        const auto period = company.quarter(workspace).value();
        const auto findings = controlMatters(workspace, period).value();
        for (const auto& finding : findings)
            codes.push_back(finding.code);
        return codes;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto status = company.found();
        VERIFY_OK(status);
    }

    void theQuarterOfTheRegister()
    {
        std::int64_t evidence = 0;
        {
            auto opened = company.as("con");
            VERIFY_OK(opened);
            Workspace& workspace = **opened;
            const auto period = company.quarter(workspace).value();
            QCOMPARE(matters(workspace), std::vector<std::string>{"control.set_missing"});
            QCOMPARE(loadDefaultControls(workspace, "Set-up").value(), 88);
            COMPARE_STR(loadDefaultControls(workspace, "Again").error().id(), "control.set_loaded");
            QCOMPARE(std::size_t(24 + 1), matters(workspace).size()); // each question, and the register as a whole
            VERIFY_OK(answerChecklist(workspace, period, "3.1", Answer::Yes, "", "Checklist"));
            COMPARE_STR(answerChecklist(workspace, period, "7.1", Answer::NotApplicable, " ", "x").error().id(),
                "control.answer_without_reason");
            VERIFY_OK(answerChecklist(workspace, period, "7.1", Answer::NotApplicable, "No models in use", "Checklist"));
            QVERIFY(!answerChecklist(workspace, period, "9.9", Answer::Yes, "", "x"));
            EvidenceInput input{"checklist:3.1", "restore.pdf", {}, {*Day::fromYmd(2026, 9, 14), *Day::fromYmd(2026, 9, 15), {}}};
            const auto row = attachEvidence(workspace, period, input, asBytes("restore test"), "Evidence");
            VERIFY_OK(row);
            evidence = row->id;
            // printf 'restore test' | sha256sum
            COMPARE_STR(row->sha256.hex(), "08be29607abc35192f005505b6b8e826b9bc00261eb40a68114063b2838eec2d");
            input.subject = "checklist:8.1";
            QVERIFY(!attachEvidence(workspace, period, input, asBytes("x"), "Evidence"));
            input.subject = "nowhere";
            COMPARE_STR(attachEvidence(workspace, period, input, asBytes("x"), "Evidence").error().id(), "control.evidence_subject");
            input = {"control:DI-03", "late.pdf", {}, {*Day::fromYmd(2026, 9, 16), *Day::fromYmd(2026, 9, 15), {}}};
            COMPARE_STR(attachEvidence(workspace, period, input, asBytes("x"), "Evidence").error().id(), "control.evidence_dates");
            VERIFY_OK(recordPerformance(workspace, period, {"AM-04", {}, *Day::fromYmd(2026, 10, 2), false, ""}, "Done"));
            COMPARE_STR(
                recordPerformance(workspace, period, {"AM-04", {}, *Day::fromYmd(2026, 6, 30), false, ""}, "Done").error().id(),
                "control.performed_outside");
            VERIFY_OK(setControlScope(workspace, "FC-17", {EntityId(), false, "No inventory"}, "Scoping"));
            QVERIFY(!setControlScope(workspace, "FC-17", {EntityId(), false, ""}, "Scoping"));
            // A controller does not test.
            COMPARE_STR(
                recordTest(workspace, period, {"AM-05", {}, {}, {}, *Day::fromYmd(2026, 10, 2), 2, 0, ""}, "Test").error().id(),
                "workspace.not_permitted");
            const auto items = periodChecklist(workspace.db(), period).value();
            const auto state = [&](const char* code) {
                for (const auto& item : items) {
                    if (item.facts.item.code == code)
                        return item.state;
                }
                return ItemState::Unanswered;
            };
            QVERIFY(state("3.1") == ItemState::Complete && state("7.1") == ItemState::NotApplicable);
            QCOMPARE(matters(workspace).size(), std::size_t(24 + 1 - 2));
            VERIFY_OK(workspace.close());
        }
        {
            auto opened = company.as("tina");
            VERIFY_OK(opened);
            Workspace& workspace = **opened;
            const auto period = company.quarter(workspace).value();
            VERIFY_OK(recordTest(
                workspace, period, {"AM-04", {}, TestKind::Operating, TestOutcome::Pass, *Day::fromYmd(2026, 10, 9), 2, 0, ""}, "Test"));
            VERIFY_OK(recordTest(
                workspace, period, {"AM-05", {}, TestKind::Operating, TestOutcome::Fail, *Day::fromYmd(2026, 10, 9), 2, 1, ""}, "Test"));
            const auto counts = controlCounts(workspace.db(), period).value();
            QCOMPARE(counts.keyTested, 1);
            QCOMPARE(counts.keyFailed, 1);
            QCOMPARE(counts.notApplicable, 1);
            QCOMPARE(counts.keyUntested, 85);
            const auto before = workspace.ledgerHead().value().size;
            COMPARE_STR(openEvidence(workspace, evidence, "Looked at").value(), "restore test");
            QVERIFY(workspace.ledgerHead().value().size > before); // reading is an event
            QVERIFY(!openEvidence(workspace, 999, "Looked at"));
            VERIFY_OK(workspace.close());
        }
    }
};

OXSEAL_TEST_CLASS(TestControlActions);
#include "tst_control_actions.moc"
