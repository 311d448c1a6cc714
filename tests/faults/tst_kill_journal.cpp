// SPDX-License-Identifier: GPL-3.0-or-later
// Kills stating how a fiscal year begins at every step: it stands with its entry in the ledger, or not at all.
#include "storage/actions/journal_actions.h"
#include "storage/ledger/ledger_listing.h"
#include "tests/faults/kill_script.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/ledger_problems.h"

#include <algorithm>

using namespace oxseal;

class TstKillJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStatedYearIsWholeOrNotThere()
    {
        test::ReconWorld world;
        Instant clock = *Instant::fromIso("2026-10-01T09:00:00Z");
        std::uint64_t seed = 9500;
        int points = 1;
        for (int at = 0; at <= points; ++at) {
            world.leave();
            world.reseed(++seed);
            const test::Acknowledged done = test::runAndKillWork(
                [&](const std::function<void(const std::string&)>& report) -> Status {
                    OXSEAL_CHECK(stateJournalYear(world.enter("con"), "US01", "4000-8999", "3900", "no closing entries"));
                    report("done");
                    return {};
                },
                at);
            world.reseed(++seed);
            clock.micros += 3'600'000'000; // past whatever the child's clock had come to
            world.goTo(clock.iso().c_str());
            Database& db = world.enter("con").db();
            if (at == 0) {
                QVERIFY(done.has("done"));
                points = done.points;
                QVERIFY(points > 3);
            }
            COMPARE_STR(test::ledgerProblems(world.now()), "");
            const auto all = listLedger(db, {});
            const auto entries = std::count_if(all->begin(), all->end(), [](const auto& each) { return each.header.verb == "journal.year"; });
            QCOMPARE(db.integer("SELECT count(*) FROM journal_year").value().value_or(-1), static_cast<std::int64_t>(entries));
            QVERIFY(entries > 0); // the first run was not killed
        }
        qInfo("%d kills", points);
    }
};

OXSEAL_TEST_CLASS(TstKillJournal);
#include "tst_kill_journal.moc"
