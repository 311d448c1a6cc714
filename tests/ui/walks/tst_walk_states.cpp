// SPDX-License-Identifier: GPL-3.0-or-later
// Every page on a workspace that was made a moment ago, and every page on one whose disk has gone bad: what it is for, one way
// on; what happened, and the way out.
#include "tests/support/gui_world.h"
#include "tests/support/temp_world.h"
#include "tests/ui/walks/widget_checks.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>

#include <filesystem>
#include <fstream>
#include <map>

using namespace oxseal;
using namespace oxseal::ui;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPageBytes = 4096; // of SQLCipher's file

template <class Widget>
int countOf(const QWidget& root, const QString& words)
{
    int count = 0;
    for (const auto* widget : root.findChildren<Widget*>()) {
        if (widget->isVisibleTo(&root) && widget->text() == words)
            ++count;
    }
    return count;
}

int primaries(const QWidget& root)
{
    int count = 0;
    for (const auto* button : root.findChildren<QPushButton*>()) {
        if (button->isVisibleTo(&root) && button->objectName() == role::kPrimary)
            ++count;
    }
    return count;
}

} // namespace

class TestWalkStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLookAtTheFocusCanFail()
    {
        QWidget window;
        window.resize(200, 100);
        auto* button = new QPushButton(QStringLiteral("Seen"), &window);
        button->setGeometry(10, 10, 80, 30);
        auto* blind = new QWidget(&window);
        blind->setObjectName(QStringLiteral("blind"));
        blind->setFocusPolicy(Qt::StrongFocus);
        blind->setGeometry(110, 10, 80, 30);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const QStringList found = test::invisibleFocus(window);
        QCOMPARE(found.size(), 1);
        QVERIFY(found.front().contains(QStringLiteral("blind")));
    }

    void everyPageOfANewWorkspace()
    {
        test::TempWorld world;
        auto created = world.create();
        VERIFY_OK(created);
        MainWindow window(world.environment(), {});
        window.resize(1280, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.enter(std::shared_ptr<Workspace>(std::move(created->workspace)));
        std::map<QString, int> states;
        for (const auto& [entry, theme] : everyPageInBothThemes()) {
            Theme::instance().apply(*qApp, theme);
            window.go({entry.key, {}});
            Page& page = *window.currentPage();
            QVERIFY(test::settled(page));
            ++states[page.stateName()];
            QVERIFY2(page.stateName() != QStringLiteral("error"), qPrintable(entry.key));
            look(window, QStringLiteral("empty-") + entry.key, theme);
            if (page.stateName() == QStringLiteral("empty") && countOf<QPushButton>(page, QStringLiteral("How this works")) != 1)
                problems_ << QStringLiteral("%1 is empty and does not lead to the guide").arg(entry.key);
            if (primaries(page) > 1)
                problems_ << QStringLiteral("%1 is empty and has %2 primary buttons").arg(entry.key).arg(primaries(page));
        }
        QVERIFY(states[QStringLiteral("empty")] >= 10); // in two themes
    }

    void everyPageOnABadDisk()
    {
        if (!test::DemoCopy::available())
            QSKIP("run through ctest: the fixture demo.day20 makes the demo company");
        test::DemoCopy demo;
        MainWindow window(demo.environment(), {});
        window.resize(1280, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        {
            auto workspace = demo.open("controller");
            VERIFY_OK(workspace);
            window.enter(std::shared_ptr<Workspace>(std::move(*workspace)));
        }
        QVERIFY(test::settled(*window.currentPage()));
        damage(demo.workspace());
        int failed = 0;
        for (const auto& [entry, theme] : everyPageInBothThemes()) {
            Theme::instance().apply(*qApp, theme);
            window.go({entry.key, {}});
            Page& page = *window.currentPage();
            QVERIFY(test::settled(page));
            look(window, QStringLiteral("error-") + entry.key, theme);
            if (page.stateName() == QStringLiteral("error")) {
                ++failed;
                if (countOf<QPushButton>(page, QStringLiteral("Try again")) != 1)
                    problems_ << QStringLiteral("%1 failed and cannot be tried again").arg(entry.key);
            }
        }
        qInfo("%d pages could not read", failed);
        QVERIFY(failed >= 12); // in two themes
    }

    void cleanupTestCase()
    {
        Theme::instance().apply(*qApp, ThemeChoice::Light);
        QVERIFY2(problems_.isEmpty(), qPrintable(QLatin1Char('\n') + problems_.join(QLatin1Char('\n'))));
    }

private:
    /// Objects vanish, and all pages of the database but the first ones are noise.
    static void damage(const fs::path& workspace)
    {
        fs::remove_all(workspace / "objects");
        const fs::path database = workspace / "workspace.db";
        std::fstream file(database, std::ios::binary | std::ios::in | std::ios::out);
        const auto pages = fs::file_size(database) / kPageBytes;
        const std::string noise(kPageBytes, '\x5A');
        for (std::uintmax_t page = 40; page < pages; ++page) {
            file.seekp(static_cast<std::streamoff>(page * kPageBytes));
            file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
        }
    }

    /// First all in the light theme: a change dresses every page that was ever opened.
    static std::vector<std::pair<PageEntry, ThemeChoice>> everyPageInBothThemes()
    {
        std::vector<std::pair<PageEntry, ThemeChoice>> all;
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
            for (const PageEntry& entry : pageEntries())
                all.emplace_back(entry, theme);
        }
        return all;
    }

    void look(MainWindow& window, const QString& page, ThemeChoice theme)
    {
        const QString name = page + (theme == ThemeChoice::Dark ? QStringLiteral("-dark") : QStringLiteral("-light"));
        QTest::qWait(100);
        QVERIFY(test::settled(*window.currentPage()));
        (void)QTest::qWaitFor([&] { return test::cutTexts(window).isEmpty(); }, 2000);
        test::shoot(window, name);
        const auto clean = [&](const char* what, const QStringList& found) {
            for (const QString& one : found)
                problems_ << QStringLiteral("%1: %2: %3").arg(name, QLatin1String(what), one);
        };
        clean("no accessible name", test::namelessControls(window));
        clean("cut", test::cutTexts(window));
        clean("rich text", test::richTexts(window));
        clean("disabled without a reason", test::silentButtons(window));
        if (theme == ThemeChoice::Light) // slow: two pictures per control
            clean("focus cannot be seen", test::invisibleFocus(window));
    }

    QStringList problems_;
};

OXSEAL_TEST_CLASS(TestWalkStates);
#include "tst_walk_states.moc"
