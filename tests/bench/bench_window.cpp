// SPDX-License-Identifier: GPL-3.0-or-later
// bench_window [rows]: what a million rows cost the window. Imports a general ledger of that many lines in the background,
// opens the workspace, and shows, scrolls, sorts and filters the lines. Prints figures; judges nothing.
#include "storage/actions/company_actions.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/people_actions.h"
#include "storage/objects/snapshot_store.h"
#include "tests/support/temp_world.h"
#include "ui/common/snapshot_data.h"
#include "ui/common/table_panel.h"
#include "ui/jobs/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <optional>
#include <random>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

constexpr double kMilli = 1e6; // of the nanoseconds of QElapsedTimer

/// The longest time between two turns of the event loop since the last reset.
class Watchdog : public QObject
{
public:
    Watchdog()
    {
        clock_.start();
        startTimer(1, Qt::PreciseTimer);
    }
    void reset()
    {
        worst_ = 0;
        last_ = clock_.nsecsElapsed();
    }
    [[nodiscard]] double worst() const { return static_cast<double>(worst_) / kMilli; }

protected:
    void timerEvent(QTimerEvent*) override
    {
        const qint64 now = clock_.nsecsElapsed();
        worst_ = std::max(worst_, now - last_);
        last_ = now;
    }

private:
    QElapsedTimer clock_;
    qint64 last_ = 0;
    qint64 worst_ = 0;
};

/// What this thread has computed, whatever else the machine is busy with.
double computed()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / kMilli;
}

double elapsed(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) / kMilli; }

void print(const char* what, double milliseconds) { std::printf("%-44s %10.2f ms\n", what, milliseconds); }

struct Frames
{
    std::vector<double> wall;
    std::vector<double> cpu;
};

void spread(const char* what, Frames frames)
{
    std::vector<double>& values = frames.wall;
    std::sort(values.begin(), values.end());
    std::sort(frames.cpu.begin(), frames.cpu.end());
    std::printf("%-44s p50 %8.2f ms   p99 %8.2f ms   max %8.2f ms   computing p50 %.2f p99 %.2f ms\n", what,
        values[values.size() / 2], values[values.size() * 99 / 100], values.back(), frames.cpu[values.size() / 2],
        frames.cpu[values.size() * 99 / 100]);
}

[[noreturn]] void stop(const Error& error)
{
    std::fprintf(stderr, "%s\n", error.debugString().c_str());
    std::exit(1);
}

template <class T>
T must(Result<T> result)
{
    if (!result)
        stop(result.error());
    return std::move(*result);
}
void must(const Status& status)
{
    if (!status)
        stop(status.error());
}

/// Entity US01, the quarter 2026-Q3, and con who may import.
void found(test::TempWorld& world, Workspace& workspace)
{
    CompanyChange company;
    company.fiscalYearEnd = "12-31";
    must(setCompany(workspace, company, "bench"));
    Entity entity;
    entity.code = "US01";
    entity.name = "Acme Inc";
    entity.country = "US";
    entity.currency = *Currency::fromCode("USD");
    entity.fiscalYearEnd = "12-31";
    must(addEntity(workspace, entity, "bench"));
    must(addPeriod(workspace, "2026-Q3", "bench"));
    const Secret code = must(invitePerson(workspace, {"con", "Person con", "", {Role::Controller, Role::Preparer}}, "bench"));
    must(workspace.close());
    const auto first = must(openWorkspace({world.path("acme.oxseal"), "con"}, code, world.environment()));
    must(firstLogin(*first, world.secret(test::TempWorld::kPassphrase), "bench"));
    must(first->close());
}

void writeLedger(const std::filesystem::path& file, int rows)
{
    std::ofstream out(file, std::ios::binary);
    std::mt19937 random(1);
    out << "Date,Account,Amount,Currency,Reference,Description\n";
    for (int i = 0; i < rows; ++i) {
        const auto draw = static_cast<unsigned>(random());
        out << "2026-0" << 7 + draw % 3 << "-" << 10 + draw / 3 % 18 << "," << 1000 + draw % 400 << "," << (draw % 2 == 0 ? "-" : "")
            << draw / 7 % 1000000 << "." << 10 + draw / 11 % 90 << ",USD,JE" << i << ",Counterparty " << draw / 13 % 50000 << "\n";
    }
}

/// Runs the event loop until `done` says so.
template <class Done>
void runUntil(Done done)
{
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    poll.start(5);
    loop.exec();
}

SnapshotId importLedger(Session& session, const std::filesystem::path& file, Watchdog& watchdog)
{
    ImportRequest request;
    request.kind = ImportKind::Gl;
    request.file = file;
    request.entity = "US01";
    request.period = "2026-Q3";
    std::optional<Result<ImportOutcome>> outcome;
    watchdog.reset();
    QElapsedTimer timer;
    timer.start();
    session.act(
        &watchdog, QStringLiteral("Import"),
        [request](Workspace& workspace, const Progress&) { return importFile(workspace, request, "bench"); },
        [&outcome](Result<ImportOutcome> made) { outcome = std::move(made); });
    runUntil([&] { return outcome.has_value(); });
    if (!*outcome)
        stop(outcome->error());
    print("import, in the background", elapsed(timer));
    print("  longest block of the event loop", watchdog.worst());
    return (*outcome)->snapshot.id;
}

void scroll(TablePanel& panel)
{
    QScrollBar* bar = panel.view().verticalScrollBar();
    constexpr int kFrames = 2000; // as many, and the same steps, as the stock table of the peers is asked for
    std::mt19937 random(2);
    Frames lines;
    Frames pages;
    Frames jumps;
    QElapsedTimer timer;
    const auto to = [&](Frames& frames, int value) {
        const double before = computed();
        timer.start();
        bar->setValue(value);
        panel.view().viewport()->repaint();
        frames.wall.push_back(elapsed(timer));
        frames.cpu.push_back(computed() - before);
    };
    for (int i = 0; i < kFrames; ++i)
        to(lines, i * 3);
    for (int i = 0; i < kFrames; ++i)
        to(pages, i * 45);
    for (int i = 0; i < kFrames; ++i)
        to(jumps, static_cast<int>(random() % static_cast<unsigned>(std::max(1, bar->maximum()))));
    spread("scroll by three rows, painted", std::move(lines));
    spread("page by page, painted", std::move(pages));
    spread("jump anywhere, painted", std::move(jumps));
}

template <class Act>
void reorder(const char* what, TablePanel& panel, Watchdog& watchdog, Act act)
{
    QApplication::processEvents();
    watchdog.reset();
    bool done = false;
    const auto link = QObject::connect(&panel.model(), &TableModel::reordered, &watchdog, [&done] { done = true; });
    QElapsedTimer timer;
    timer.start();
    act();
    runUntil([&] { return done && !panel.model().busy(); });
    panel.view().viewport()->repaint();
    print(what, elapsed(timer));
    print("  longest block of the event loop", watchdog.worst());
    QObject::disconnect(link);
}

void showTable(std::shared_ptr<const Table> table, Watchdog& watchdog)
{
    TablePanel panel(QStringLiteral("bench"));
    panel.resize(1600, 1000);
    panel.show();
    QApplication::processEvents();
    watchdog.reset();
    QElapsedTimer timer;
    timer.start();
    panel.setData(std::make_shared<SnapshotData>(table, SnapshotData::everyColumn(*table)));
    panel.view().viewport()->repaint();
    print("rows handed to the table, first painted", elapsed(timer));
    scroll(panel);
    for (const auto& [what, column] : {std::pair("sort by amount", "amount"), std::pair("sort by description", "description"),
             std::pair("sort by reference (all distinct)", "reference")})
        reorder(what, panel, watchdog, [&, column = column] { panel.sortBy(QLatin1String(column), Qt::DescendingOrder); });
    TableFilter filter;
    filter.text = QStringLiteral("party 1234");
    reorder("filter by a text", panel, watchdog, [&] { panel.setFilter(filter); });
    std::printf("%-44s %10d rows\n", "  rows left", panel.model().rowCount());
    reorder("filter taken off", panel, watchdog, [&] { panel.setFilter({}); });
}

} // namespace

int main(int argc, char** argv)
{
    const int rows = argc > 1 ? std::max(1, std::atoi(argv[1])) : 1'000'000;
    test::TempWorld world;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, world.dir.path());
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Oxseal"));
    QApplication::setApplicationName(QStringLiteral("bench"));
    Theme::instance().apply(application, ThemeChoice::Light);
    std::printf("%d rows\n", rows);

    {
        const auto created = must(world.create());
        found(world, *created.workspace);
    }
    const auto open = [&] {
        return std::shared_ptr<Workspace>(must(
            openWorkspace({world.path("acme.oxseal"), "con"}, world.secret(test::TempWorld::kPassphrase), world.environment())));
    };
    const auto file = world.path("gl.csv");
    writeLedger(file, rows);
    Watchdog watchdog;
    SnapshotId snapshot;
    {
        Session session(open());
        snapshot = importLedger(session, file, watchdog);
    }
    {
        auto opened = open(); // the key is derived in here; what follows is the window's own
        MainWindow window(world.environment(), QString::fromStdString(world.path("acme.oxseal").string()));
        window.resize(1280, 800);
        window.show();
        QApplication::processEvents();
        QElapsedTimer timer;
        timer.start();
        window.enter(std::move(opened));
        window.repaint();
        print("first frame after the key is derived", elapsed(timer));
        runUntil([&] { return window.currentPage() != nullptr && window.currentPage()->stateName() != QStringLiteral("loading"); });
        print("first page filled", elapsed(timer));
    }
    auto opened = open();
    QElapsedTimer timer;
    timer.start();
    const auto table = std::make_shared<const Table>(must(loadSnapshot(*opened, snapshot)));
    print("rows decrypted and decoded", elapsed(timer));
    showTable(table, watchdog);
    struct rusage use {};
    ::getrusage(RUSAGE_SELF, &use);
    std::printf("%-44s %10ld MB\n", "most memory", use.ru_maxrss / 1024);
    return 0;
}
