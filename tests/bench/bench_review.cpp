// SPDX-License-Identifier: GPL-3.0-or-later
// bench_review [lines]: what a long listing costs an access review. Imports a listing of that many lines, opens a review of it,
// reads, decides, and shows the page. Prints figures; judges nothing.
#include "storage/actions/access_actions.h"
#include "storage/actions/company_actions.h"
#include "storage/actions/import_actions.h"
#include "storage/actions/people_actions.h"
#include "storage/reads/review_sheet.h"
#include "tests/support/temp_world.h"
#include "ui/access/access_page.h"
#include "ui/common/table_panel.h"
#include "ui/jobs/session.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSettings>
#include <QTableView>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
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

double elapsed(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) / kMilli; }

void print(const char* what, double milliseconds)
{
    std::printf("%-52s %10.1f ms\n", what, milliseconds);
    std::fflush(stdout);
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

template <class Act>
auto timed(const char* what, Act act)
{
    QElapsedTimer timer;
    timer.start();
    auto value = must(act());
    print(what, elapsed(timer));
    return value;
}

/// The quarter 2026-Q3, con who runs the review, rita who decides.
void found(test::TempWorld& world, Workspace& workspace)
{
    CompanyChange company;
    company.fiscalYearEnd = "12-31";
    must(setCompany(workspace, company, "bench"));
    must(addPeriod(workspace, "2026-Q3", "bench"));
    std::vector<std::pair<std::string, Secret>> codes;
    const std::vector<std::pair<std::string, std::set<Role>>> people{{"con", {Role::Controller, Role::Preparer}}, {"rita", {Role::Reviewer}}};
    for (const auto& [login, roles] : people)
        codes.emplace_back(login, must(invitePerson(workspace, {login, login, "", roles}, "bench")));
    must(workspace.close());
    for (const auto& [login, code] : codes) {
        const auto first = must(openWorkspace({world.path("acme.oxseal"), login}, code, world.environment()));
        must(firstLogin(*first, world.secret(test::TempWorld::kPassphrase), "bench"));
        must(first->close());
    }
}

/// Six lines a person on average, 400 permissions, one account in fifty of nobody, one in forty of a leaver.
void writeListing(const std::filesystem::path& listing, const std::filesystem::path& roster, int lines)
{
    const int people = std::max(1, lines / 6);
    std::mt19937 random(1);
    std::ofstream workers(roster, std::ios::binary);
    workers << "employee_id,name,department,title,status,term_date\n";
    for (int i = 0; i < people; ++i)
        workers << "E" << i << ",Worker " << i << ",Department " << i % 40 << ",Title " << i % 200 << (i % 40 == 7 ? ",terminated,2026-08-14\n" : ",active,\n");
    std::ofstream out(listing, std::ios::binary);
    out << "account_id,person_id,account_name,status,role,permission,level,last_login,privileged\n";
    for (int i = 0; i < lines; ++i) {
        const auto draw = static_cast<unsigned>(random());
        const int who = i % people;
        out << "account" << who << "," << (who % 50 == 3 ? std::string() : "E" + std::to_string(who)) << ",Worker " << who << ",active,Role "
            << draw % 90 << ",Permission " << draw / 7 % 400 << "," << (draw % 3 == 0 ? "View" : "Full") << ",2026-0" << 4 + draw / 11 % 6 << "-1"
            << draw / 13 % 10 << "," << (draw % 60 == 0 ? "yes" : "no") << "\n";
    }
}

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

CampaignId prepare(test::TempWorld& world, Workspace& workspace, int lines)
{
    writeListing(world.path("listing.csv"), world.path("roster.csv"), lines);
    ImportRequest request;
    request.period = "2026-Q3";
    request.asOf = Day::fromIso("2026-09-30");
    request.kind = ImportKind::Roster;
    request.file = world.path("roster.csv");
    timed("import of the roster", [&] { return importFile(workspace, request, "bench"); });
    request.kind = ImportKind::Listing;
    request.system = "ERP";
    request.file = world.path("listing.csv");
    timed("import of the listing", [&] { return importFile(workspace, request, "bench"); });
    const PeriodRow period = must(periodByName(workspace.db(), "2026-Q3"));
    ReviewOpening opening;
    opening.system = "ERP";
    opening.systemOwner = "con";
    const CampaignId id = timed("opening the review", [&] { return openReview(workspace, period, opening, "bench"); });
    timed("assigning all lines", [&] { return assignReviewers(workspace, id, {"rita"}, {}, "bench"); });
    return id;
}

void read(Workspace& workspace, CampaignId id)
{
    Database& db = workspace.db();
    for (int round = 0; round < 2; ++round) {
        timed("reviewStatus (counts)", [&] { return reviewStatus(db, id); });
        timed("reviewLines", [&] { return reviewLines(db, id); });
        timed("reviewSheet", [&] { return reviewSheet(workspace, id); });
    }
    timed("reviewBasis (once per review)", [&] { return reviewBasis(workspace, id); });
}

void decide(Session& session, AccessPage& page, Watchdog& watchdog)
{
    constexpr int kDecisions = 5;
    for (int i = 0; i < kDecisions; ++i) {
        const QString handle = page.lines().currentHandle();
        const TableData* before = page.lines().model().table().get();
        watchdog.reset();
        QElapsedTimer timer;
        timer.start();
        const auto& commands = page.commands();
        const auto keep = std::find_if(
            commands.begin(), commands.end(), [](const Command& one) { return one.id == QStringLiteral("review.decide.keep"); });
        const std::function<void()> run = keep == commands.end() ? std::function<void()>() : keep->run;
        if (run)
            run();
        const double moved = elapsed(timer);
        runUntil([&] { return page.lines().model().table().get() != before && !page.lines().model().busy() && session.jobs().empty(); });
        if (i == 0 || i == kDecisions - 1) {
            print(page.lines().currentHandle() == handle ? "keep: the cursor stayed" : "keep: the cursor went on", moved);
            print("  written, read and shown again", elapsed(timer));
            print("  longest block of the event loop", watchdog.worst());
        }
    }
}

void show(test::TempWorld& world, CampaignId id)
{
    Session session(std::shared_ptr<Workspace>(
        must(openWorkspace({world.path("acme.oxseal"), "rita"}, world.secret(test::TempWorld::kPassphrase), world.environment()))));
    AccessPage page(session);
    QObject::connect(&session, &Session::changed, &page, &Page::reload);
    page.resize(1072, 728);
    page.show();
    QApplication::processEvents();
    Watchdog watchdog;
    QElapsedTimer timer;
    timer.start();
    page.open({});
    runUntil([&] { return page.stateName() == QStringLiteral("ready"); });
    print("page: the list of reviews settled", elapsed(timer));
    print("  longest block of the event loop", watchdog.worst());
    watchdog.reset();
    timer.start();
    page.open(QString::number(id.value));
    runUntil([&] { return page.lines().model().rowCount() > 0; });
    page.repaint();
    print("page: the review opened, its lines shown", elapsed(timer));
    print("  longest block of the event loop", watchdog.worst());
    decide(session, page, watchdog);
    std::puts("with the pending lines only:");
    TableFilter filter;
    filter.columns[QStringLiteral("pending")] = QObject::tr("yes");
    page.lines().setFilter(filter);
    runUntil([&] { return !page.lines().model().busy(); });
    decide(session, page, watchdog);
    watchdog.reset();
    timer.start();
    page.lines().sortBy(QStringLiteral("entitlement"), Qt::AscendingOrder);
    runUntil([&] { return !page.lines().model().busy(); });
    print("sort by permission", elapsed(timer));
    print("  longest block of the event loop", watchdog.worst());
}

} // namespace

int main(int argc, char** argv)
{
    const int lines = argc > 1 ? std::max(1, std::atoi(argv[1])) : 100'000;
    test::TempWorld world;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, world.dir.path());
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Oxseal"));
    QApplication::setApplicationName(QStringLiteral("bench"));
    Theme::instance().apply(application, ThemeChoice::Light);
    std::printf("%d lines\n", lines);
    {
        const auto created = must(world.create());
        found(world, *created.workspace);
    }
    const auto controller
        = must(openWorkspace({world.path("acme.oxseal"), "con"}, world.secret(test::TempWorld::kPassphrase), world.environment()));
    const CampaignId id = prepare(world, *controller, lines);
    read(*controller, id);
    must(controller->close());
    show(world, id);
    return 0;
}
