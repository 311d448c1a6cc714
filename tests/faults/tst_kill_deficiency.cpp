// SPDX-License-Identifier: GPL-3.0-or-later
// Kills raising, linking, evaluating, concluding, telling, remedying and reopening of deficiencies at every step: what the ledger knows is there
// whole; what it does not know has left nothing.
#include "storage/actions/deficiency_actions.h"
#include "storage/ledger/ledger_listing.h"
#include "tests/faults/kill_script.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/ledger_problems.h"

#include <algorithm>

using namespace oxseal;
using namespace oxseal::controls;

class TstKillDeficiency : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    Instant clock_;

    std::int64_t rows(const char* sql) { return world_->now().db().integer(sql).value().value_or(-1); }
    std::int64_t entries(const std::string& verb)
    {
        const auto all = listLedger(world_->now().db(), {});
        return std::count_if(all->begin(), all->end(), [&](const auto& each) { return each.header.verb == verb; });
    }
    void consistent()
    {
        COMPARE_STR(test::ledgerProblems(world_->now()), "");
        QCOMPARE(rows("SELECT count(*) FROM deficiency"), entries("deficiency.raise"));
        QCOMPARE(rows("SELECT count(*) FROM deficiency_link"), entries("deficiency.raise") + entries("deficiency.link"));
        for (const char* kind : {"evaluate", "conclude", "remediate", "reopen", "tell"}) {
            const std::string verb = std::string("deficiency.") + kind;
            const auto acts = deficiency_repo::acts(world_->now().db());
            QCOMPARE(std::count_if(acts->begin(), acts->end(), [&](const auto& each) { return name(each.act.kind) == std::string(kind); }), entries(verb));
        }
    }
    /// Does the work as con in a child, which is killed at each of its steps in turn. `before` prepares each time.
    void atEveryStep(const std::function<void()>& before, const std::function<Status(Workspace&)>& work)
    {
        static std::uint64_t seed = 9000;
        int points = 1;
        for (int at = 0; at <= points; ++at) {
            before();
            world_->leave();
            world_->reseed(++seed);
            const test::Acknowledged done = test::runAndKillWork(
                [&](const std::function<void(const std::string&)>& report) -> Status {
                    OXSEAL_CHECK(work(world_->enter("con")));
                    report("done");
                    return {};
                },
                at);
            world_->reseed(++seed);
            clock_.micros += 3'600'000'000; // past whatever the child's clock had come to
            world_->goTo(clock_.iso().c_str());
            world_->enter("con");
            if (at == 0) {
                QVERIFY2(done.has("done"), done.lines.empty() ? "nothing" : done.lines.back().c_str());
                points = done.points;
                QVERIFY(points > 3);
            }
            consistent();
            if (QTest::currentTestFailed()) {
                qWarning("at point %d of %d: %s", at, points, done.place.c_str());
                return;
            }
        }
        qInfo("%d kills", points);
    }
    static Evaluation remote()
    {
        Evaluation said;
        said.likelihood = Likelihood::Remote; // no materiality is needed for it
        said.currency = "USD";
        said.couldBe = 100;
        return said;
    }
    Result<std::int64_t> raise(Workspace& workspace)
    {
        DeficiencyWish wish;
        wish.title = "x";
        return raiseDeficiency(workspace, world_->q3, wish, "seen");
    }

private Q_SLOTS:
    void init()
    {
        world_ = std::make_unique<test::ReconWorld>();
        clock_ = *Instant::fromIso("2026-10-01T09:00:00Z");
    }

    void whatIsRaisedAndEvaluatedIsWholeOrNotThere()
    {
        atEveryStep([] {}, [this](Workspace& workspace) -> Status {
            OXSEAL_TRY(const std::int64_t id, raise(workspace));
            return evaluateDeficiency(workspace, world_->q3, id, remote(), "weighed");
        });
    }
    void whatIsLinkedIsWholeOrNotThere()
    {
        world_->statement("2026-Q3", {{"2026-09-30", -45'00, "", "FEE", "F1"}}, "0.00", "-45.00");
        world_->ledger("2026-Q3", {});
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_->q3.id;
        request.booksOpening = 0;
        const ReconciliationId recon = openReconciliation(world_->now(), request, "close").value();
        const std::string item = reconciliationView(world_->now(), recon)->items.front().handle;
        std::int64_t id = 0;
        // What is linked to one that is settled may be linked anew: each time it is, by concluding that it is none.
        const auto before = [&] {
            world_->as("rex");
            for (; id > 0 && deficiencyView(world_->now().db(), world_->q3, id)->standing.state == DeficiencyState::Raised;) {
                VERIFY_OK(evaluateDeficiency(world_->now(), world_->q3, id, remote(), "weighed"));
                world_->as("con");
                VERIFY_OK(concludeDeficiency(world_->now(), world_->q3, id, DeficiencyLevel::None, "a fee", "weighed"));
            }
            world_->as("pat");
            id = raise(world_->now()).value();
        };
        atEveryStep(before, [&](Workspace& workspace) {
            DeficiencySourceName source;
            source.source = DeficiencySource::Exception;
            source.recon = recon;
            source.item = item;
            return linkDeficiency(workspace, world_->q3, id, source, "the same fee");
        });
    }
    void whatIsConcludedRemediedAndReopenedIsWholeOrNotThere()
    {
        std::int64_t id = 0;
        const auto before = [&] {
            world_->as("pat");
            id = raise(world_->now()).value();
            Evaluation said = remote();
            said.indicators = {"restatement"};
            VERIFY_OK(evaluateDeficiency(world_->now(), world_->q3, id, said, "weighed"));
        };
        atEveryStep(before, [&](Workspace& workspace) -> Status {
            const Day today = *Day::fromIso("2026-10-01");
            OXSEAL_CHECK(concludeDeficiency(workspace, world_->q3, id, DeficiencyLevel::Material, "", "agreed"));
            OXSEAL_CHECK(tellDeficiency(workspace, world_->q3, id, Told::Auditor, today, "letter"));
            OXSEAL_CHECK(remediateDeficiency(workspace, world_->q3, id, today, "5 of 5", "mended"));
            return reopenDeficiency(workspace, world_->q3, id, "came back");
        });
    }
};

OXSEAL_TEST_CLASS(TstKillDeficiency);
#include "tst_kill_deficiency.moc"
