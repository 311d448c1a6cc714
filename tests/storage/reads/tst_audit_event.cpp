// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/audit_event.h"

#include "storage/actions/company_actions.h"
#include "storage/reads/audit_reads.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <QCryptographicHash>

using namespace oxseal;

class TestAuditEvent : public QObject
{
    Q_OBJECT

    static QByteArray bytesOf(const Digest& digest) { return QByteArray::fromHex(QByteArray::fromStdString(digest.hex())); }
    static QByteArray sha256(const QByteArray& bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

    static std::string changeOf(const AuditChange& change)
    {
        return change.field + ": " + change.before.value_or("-") + " > " + change.after.value_or("-");
    }

private Q_SLOTS:
    void fieldsStandBesideEachOther()
    {
        const auto changes = auditChanges(Json().set("name", "Old").set("gone", 3).set("kept", true),
            Json().set("name", "New").set("kept", true).set("list", Json(Json::Array{Json("a"), Json().set("b", 1)})));
        QCOMPARE(changes.size(), std::size_t(5));
        COMPARE_STR(changeOf(changes[0]).c_str(), "gone: 3 > -");
        COMPARE_STR(changeOf(changes[1]).c_str(), "kept: true > true");
        COMPARE_STR(changeOf(changes[2]).c_str(), "list[0]: - > a");
        COMPARE_STR(changeOf(changes[3]).c_str(), "list[1].b: - > 1");
        COMPARE_STR(changeOf(changes[4]).c_str(), "name: Old > New");
        QVERIFY(!changes[1].differs() && changes[0].differs() && changes[4].differs());
        QVERIFY(auditChanges(Json(), Json()).empty());
    }
    void anEventTellsWhatItChangedAndItsProofHolds()
    {
        test::TempWorld world;
        {
            auto created = world.create();
            VERIFY_OK(created);
            CompanyChange company;
            company.name = "Acme Renamed";
            VERIFY_OK(setCompany(*created->workspace, company, "The name changed"));
            VERIFY_OK(created->workspace->close());
        }
        auto opened = world.open();
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const auto rows = auditTrail(workspace.db(), 1);
        VERIFY_OK(rows);
        QCOMPARE(rows->size(), std::size_t(1));
        COMPARE_STR(rows->front().verb.c_str(), "company.set");
        const auto event = auditEvent(workspace.db(), rows->front().sequence);
        VERIFY_OK(event);
        COMPARE_STR(event->reason.c_str(), "The name changed");
        COMPARE_STR(event->login.c_str(), "ada");
        const auto named = std::find_if(event->changes.begin(), event->changes.end(), [](const auto& one) { return one.field == "name"; });
        QVERIFY(named != event->changes.end());
        COMPARE_STR(changeOf(*named).c_str(), "name: Acme Corp > Acme Renamed");
        COMPARE_STR(auditEvent(workspace.db(), 999999).error().id(), "ledger.no_entry");

        // Every event of the trail, recomputed with another implementation of the hash.
        const std::uint64_t last = rows->front().sequence;
        for (std::uint64_t sequence = 0; sequence <= last; ++sequence) {
            const auto proof = auditProof(workspace, sequence);
            VERIFY_OK(proof);
            QVERIFY(proof->included && proof->bodyHolds && proof->signatureHolds);
            QVERIFY(proof->checkpoint.has_value());
            QByteArray hash = sha256(QByteArray(1, '\0') + QByteArray::fromStdString(proof->header));
            QCOMPARE(hash, bytesOf(proof->leaf));
            for (const auto& step : proof->path) {
                const QByteArray sibling = bytesOf(step.sibling);
                hash = sha256(QByteArray(1, '\1') + (step.left ? sibling + hash : hash + sibling));
                QCOMPARE(hash, bytesOf(step.result));
            }
            QCOMPARE(hash, bytesOf(proof->root));
        }
        VERIFY_OK(workspace.close());
    }
    void theTrailIsNarrowedByPartAndPerson()
    {
        test::TempWorld world;
        auto created = world.create();
        VERIFY_OK(created);
        Workspace& workspace = *created->workspace;
        const auto all = auditTrail(workspace.db(), 1000);
        VERIFY_OK(all);
        const auto scope = auditScope(workspace.db());
        VERIFY_OK(scope);
        QCOMPARE(scope->events, static_cast<std::int64_t>(all->size()));
        // A new workspace: one entry about itself, one about its keyring, the rest about its people.
        AuditFilter filter;
        filter.module = "workspace";
        const auto own = auditTrail(workspace.db(), filter);
        VERIFY_OK(own);
        QCOMPARE(own->size(), std::size_t(1));
        COMPARE_STR(own->front().verb.c_str(), "workspace.create");
        filter.module = "crypto";
        COMPARE_STR(auditTrail(workspace.db(), filter)->front().verb.c_str(), "keyring.change");
        QCOMPARE(scope->people.size(), std::size_t(1));
        COMPARE_STR(scope->people.front().name.c_str(), "Ada Admin");
        filter.module.clear();
        filter.person = scope->people.front().person;
        QCOMPARE(auditTrail(workspace.db(), filter)->size(), all->size());
        filter.person = 4711;
        QVERIFY(auditTrail(workspace.db(), filter)->empty());
        filter = {};
        filter.limit = 2;
        const auto newest = auditTrail(workspace.db(), filter);
        QCOMPARE(newest->size(), std::size_t(2));
        QVERIFY(newest->front().sequence == newest->back().sequence + 1);
        VERIFY_OK(workspace.close());
    }
};

OXSEAL_TEST_CLASS(TestAuditEvent);
#include "tst_audit_event.moc"
