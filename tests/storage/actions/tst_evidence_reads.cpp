// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/evidence_reads.h"

#include "storage/actions/control_actions.h"
#include "tests/storage/actions/certify_world.h"

#include <algorithm>

using namespace oxseal;

class TestEvidenceReads : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;

private Q_SLOTS:
    void initTestCase() { VERIFY_OK(company_.found(false)); }

    void everyOpeningIsListedWithItsReason()
    {
        std::int64_t id = 0;
        {
            auto opened = company_.as("con");
            VERIFY_OK(opened);
            Workspace& workspace = **opened;
            const auto period = company_.quarter(workspace).value();
            VERIFY_OK(loadDefaultControls(workspace, "Set-up"));
            const EvidenceInput input{"control:AM-04", "review.txt", {}, {*Day::fromYmd(2026, 9, 14), *Day::fromYmd(2026, 9, 15), {}}};
            const auto row = attachEvidence(workspace, period, input, asBytes("reviewed"), "Evidence");
            VERIFY_OK(row);
            id = row->id;
            const auto list = evidenceListing(workspace.db(), period).value();
            QCOMPARE(list.size(), std::size_t{1});
            COMPARE_STR(list[0].attachedBy, "Connie Troll");
            COMPARE_STR(list[0].entity, "");
            QCOMPARE(list[0].opened, std::int64_t{0});
            QVERIFY(evidenceOpenings(workspace.db(), row->object).value().empty());
            VERIFY_OK(openEvidence(workspace, id, "First look"));
            // 24 questions and 88 controls; no review and no reconciliation yet.
            const auto subjects = evidenceSubjects(workspace.db(), period).value();
            QCOMPARE(subjects.size(), std::size_t{24 + 88});
            QVERIFY(std::any_of(subjects.begin(), subjects.end(), [](const EvidenceSubject& each) { return each.subject == "checklist:3.1"; }));
            VERIFY_OK(workspace.close());
        }
        // Tina reads while con may write: her reading waits in the spool until the next writer merges it.
        {
            auto opened = openWorkspace({company_.world.path("acme.oxseal"), "tina", true}, company_.secret("tina"), company_.world.environment());
            VERIFY_OK(opened);
            VERIFY_OK(openEvidence(**opened, id, "Walkthrough"));
            VERIFY_OK((*opened)->close());
        }
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const auto period = company_.quarter(workspace).value();
        const auto list = evidenceListing(workspace.db(), period).value();
        QCOMPARE(list.at(0).opened, std::int64_t{2});
        const auto openings = evidenceOpenings(workspace.db(), list.at(0).status.row.object).value();
        QCOMPARE(openings.size(), std::size_t{2});
        COMPARE_STR(openings[0].person, "Tina Tester");
        COMPARE_STR(openings[0].reason, "Walkthrough");
        COMPARE_STR(openings[1].person, "Connie Troll");
        COMPARE_STR(openings[1].reason, "First look");
        QVERIFY(openings[1].time < openings[0].time);
        QVERIFY(evidenceOpenings(workspace.db(), ObjectId(9999)).value().empty());
        VERIFY_OK(workspace.close());
    }
};

OXSEAL_TEST_CLASS(TestEvidenceReads);
#include "tst_evidence_reads.moc"
