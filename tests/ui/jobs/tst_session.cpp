// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/session.h"

#include "storage/actions/company_actions.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace oxseal;
using namespace oxseal::ui;

class TestSession : public QObject
{
    Q_OBJECT

private:
    static std::shared_ptr<Workspace> fresh(test::TempWorld& world) { return std::move(world.create()->workspace); }

private Q_SLOTS:
    void readsRunInOrderOutsideThisThread()
    {
        test::TempWorld world;
        Session session(fresh(world));
        std::vector<int> seen;
        QThread* other = nullptr;
        for (int i = 0; i < 5; ++i) {
            session.read(
                this,
                [i, &other](Workspace&) {
                    other = QThread::currentThread();
                    return i;
                },
                [&](int value) {
                    QCOMPARE(QThread::currentThread(), thread());
                    seen.push_back(value);
                });
        }
        QTRY_COMPARE(seen.size(), std::size_t{5});
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
        QVERIFY(other != nullptr && other != QThread::currentThread());
    }
    void anActionTellsThePages()
    {
        test::TempWorld world;
        Session session(fresh(world));
        QVERIFY(!session.period());
        QSignalSpy changed(&session, &Session::changed);
        QSignalSpy scope(&session, &Session::scopeChanged);
        bool done = false;
        session.act(
            this, QStringLiteral("Add"),
            [](Workspace& workspace, const Progress&) -> Status {
                CompanyChange year;
                year.fiscalYearEnd = "12-31";
                if (auto set = setCompany(workspace, year, "test"); !set)
                    return set;
                auto added = addPeriod(workspace, "2026-Q3", "test");
                return added ? Status{} : Status(tl::unexpected<Error>(added.error()));
            },
            [&](const Status& status) {
                VERIFY_OK(status);
                done = true;
            });
        QCOMPARE(session.jobs().size(), std::size_t{1});
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(done);
        QCOMPARE(scope.count(), 1);
        QVERIFY(session.jobs().empty());
        COMPARE_STR(session.period()->period.name(), "2026-Q3");
    }
    void aFailedActionChangesNothing()
    {
        test::TempWorld world;
        Session session(fresh(world));
        QSignalSpy changed(&session, &Session::changed);
        bool failed = false;
        session.act(
            this, QStringLiteral("Add"), [](Workspace& workspace, const Progress&) { return addPeriod(workspace, "nonsense", "test"); },
            [&](const Result<PeriodRow>& row) { failed = !row; });
        QTRY_VERIFY(failed);
        QTest::qWait(20);
        QCOMPARE(changed.count(), 0);
    }
    void aGoneReceiverIsNotCalled()
    {
        test::TempWorld world;
        Session session(fresh(world));
        bool called = false;
        {
            QObject receiver;
            session.read(&receiver, [](Workspace&) { return 1; }, [&](int) { called = true; });
        }
        bool later = false;
        session.read(this, [](Workspace&) { return 1; }, [&](int) { later = true; });
        QTRY_VERIFY(later);
        QVERIFY(!called);
    }
    void closingWaitsAndReleasesTheLock()
    {
        test::TempWorld world;
        Session session(fresh(world));
        session.read(
            this,
            [](Workspace&) {
                QThread::msleep(50);
                return 0;
            },
            [](int) {});
        VERIFY_OK(session.close());
        QVERIFY(session.closed());
        const auto again = world.open();
        VERIFY_OK(again);
        QVERIFY((*again)->writable());
    }
    void cancellingReachesTheWork()
    {
        test::TempWorld world;
        Session session(fresh(world));
        bool stopped = false;
        Job* job = session.act(
            this, QStringLiteral("Long"),
            [](Workspace&, const Progress& progress) {
                for (int i = 0; i < 5000 && !progress.cancelled(); ++i) {
                    progress.at(static_cast<std::uint64_t>(i), 5000);
                    QThread::msleep(1);
                }
                return progress.cancelled();
            },
            [&](bool cancelled) { stopped = cancelled; });
        QTRY_VERIFY(job->percent() >= 0);
        job->cancel();
        QTRY_VERIFY(stopped);
    }
};

OXSEAL_TEST_CLASS(TestSession);
#include "tst_session.moc"
