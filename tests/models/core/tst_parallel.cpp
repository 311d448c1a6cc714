// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/parallel.h"

#include "tests/support/test_main.h"

using namespace oxseal;

class TstParallel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTaskRunsOnce()
    {
        for (const unsigned threads : {0U, 1U, 2U, 7U}) {
            std::vector<int> runs(100, 0);
            std::vector<std::function<void()>> tasks;
            for (std::size_t i = 0; i < runs.size(); ++i)
                tasks.emplace_back([&runs, i] { ++runs[i]; });
            runTasks(threads, tasks);
            QVERIFY(runs == std::vector<int>(100, 1));
        }
        runTasks(2, {});
    }

    void twoThreadsWorkAtTheSameTime()
    {
        // Each task waits for the other: on one thread this would never end.
        std::atomic<int> arrived{0};
        const auto meet = [&arrived] {
            ++arrived;
            while (arrived < 2)
                std::this_thread::yield();
        };
        runTasks(2, {meet, meet});
        QCOMPARE(arrived.load(), 2);
    }
};

OXSEAL_TEST_CLASS(TstParallel);
#include "tst_parallel.moc"
