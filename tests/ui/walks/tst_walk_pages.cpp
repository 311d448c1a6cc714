// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at every page of the window on the demo company: states, names, cut texts, pictures.
#include "tests/support/event_clock.h"
#include "tests/support/gui_world.h"
#include "tests/ui/walks/widget_checks.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QTabWidget>

#include <tuple>

using namespace oxseal;
using namespace oxseal::ui;

class TestWalkPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(test::DemoCopy::available(), "run through ctest: the fixture demo.day20 makes the demo company");
        demo_ = std::make_unique<test::DemoCopy>();
    }
    /// First all pages in the light theme, then all in the dark one: a change dresses every page that was ever opened.
    void everyPage_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("object");
        QTest::addColumn<QString>("theme");
        for (const char* theme : {"light", "dark"}) {
            for (const auto& [key, object] : places()) {
                const QString place = object.isEmpty() ? key : key + QLatin1Char('-') + QString(object).replace(QLatin1Char('/'), QLatin1Char('-'));
                QTest::newRow(qPrintable(place + QLatin1Char('-') + QLatin1String(theme))) << key << object << QString::fromLatin1(theme);
            }
        }
    }
    /// Every page settles on the demo's data, in both themes and two sizes, with nothing nameless, cut or silent.
    void everyPage()
    {
        QFETCH(QString, key);
        QFETCH(QString, object);
        QFETCH(QString, theme);
        const QString place = QString::fromLatin1(QTest::currentDataTag());
        Theme::instance().apply(*qApp, theme == QStringLiteral("dark") ? ThemeChoice::Dark : ThemeChoice::Light);
        openWindow();
        test::resetLongestEvent();
        // As an event, like a click would be: making the page is part of what is timed.
        QMetaObject::invokeMethod(window_.get(), [this, key, object] { window_->go({key, object}); }, Qt::QueuedConnection);
        QTRY_VERIFY(window_->currentPage() != nullptr && window_->here().page == key && window_->here().object == object);
        QVERIFY(test::settled(*window_->currentPage()));
        QVERIFY2(window_->currentPage()->stateName() != QStringLiteral("error"), qPrintable(key));
        // QT_SCALE_FACTOR=2: 1280 × 800 is a screen of 2560 × 1600
        std::vector<QSize> sizes{{1280, 800}};
        if (qFuzzyCompare(window_->devicePixelRatio(), 1.0) && (object.isEmpty() || theme == QStringLiteral("dark")))
            sizes.emplace_back(1920, 1080);
        for (const QSize size : sizes) {
            window_->resize(size);
            QTest::qWait(200);
            QVERIFY(test::settled(*window_->currentPage()));
            // Long texts find their height over several passes of the layout.
            (void)QTest::qWaitFor([this] { return test::cutTexts(*window_).isEmpty(); }, 2000);
            const QString where = QStringLiteral("page-%1-%2").arg(place).arg(size.width() * qRound(window_->devicePixelRatio()));
            test::shoot(*window_, where);
            clean(where, "no accessible name", test::namelessControls(*window_));
            clean(where, "cut", test::cutTexts(*window_));
            clean(where, "rich text", test::richTexts(*window_));
            clean(where, "disabled without a reason", test::silentButtons(*window_));
            if (object.isEmpty() && theme == QStringLiteral("light") && size.width() == 1280) // slow: two pictures per control
                clean(where, "focus cannot be seen", test::invisibleFocus(*window_));
        }
        window_->resize(1280, 800);
        // Making, reading, filling, painting and resizing; the figure of a quiet machine is tests/bench's.
        const test::LongestEvent& longest = test::longestEvent();
        qInfo("%s: longest event %.0f ms (%s)", qPrintable(place), longest.milliseconds, qPrintable(longest.what));
        // Virtual machines differ by half among themselves, and by the hour: a page that reads or draws too much is above this anywhere.
        constexpr double kMostMilliseconds = 250;
        QVERIFY2(longest.milliseconds <= kMostMilliseconds, qPrintable(QStringLiteral("%1 blocks: %2 ms").arg(place).arg(longest.milliseconds)));
    }
    /// The parts of a page that its first look does not show: why a match was made, versions, scorecards, overrides.
    void partsBehindTabs_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("object");
        QTest::addColumn<int>("tab");
        QTest::newRow("groups") << QStringLiteral("recon") << QStringLiteral("1") << 1;
        QTest::newRow("checks") << QStringLiteral("recon") << QStringLiteral("1") << 3;
        QTest::newRow("versions") << QStringLiteral("models") << QStringLiteral("matcher") << 1;
        QTest::newRow("scorecards") << QStringLiteral("models") << QStringLiteral("matcher") << 2;
        QTest::newRow("overrides") << QStringLiteral("models") << QStringLiteral("matcher") << 3;
    }
    void partsBehindTabs()
    {
        QFETCH(QString, key);
        QFETCH(QString, object);
        QFETCH(int, tab);
        openWindow();
        window_->go({key, object});
        QTRY_VERIFY(window_->currentPage() != nullptr && window_->here().page == key);
        QVERIFY(test::settled(*window_->currentPage()));
        QCOMPARE(window_->currentPage()->stateName(), QStringLiteral("ready"));
        auto* tabs = window_->currentPage()->findChild<QTabWidget*>();
        QVERIFY(tabs != nullptr);
        tabs->setCurrentIndex(tab);
        for (const auto& [name, theme, size] : {std::tuple{"dark", ThemeChoice::Dark, QSize(1920, 1080)}, {"light", ThemeChoice::Light, QSize(1280, 800)}}) {
            Theme::instance().apply(*qApp, theme);
            window_->resize(size);
            QTest::qWait(200);
            (void)QTest::qWaitFor([this] { return test::cutTexts(*window_).isEmpty(); }, 2000);
            const QString where = QStringLiteral("part-%1-%2-%3").arg(QLatin1String(QTest::currentDataTag()), QLatin1String(name)).arg(size.width());
            test::shoot(*window_, where);
            clean(where, "no accessible name", test::namelessControls(*window_));
            clean(where, "cut", test::cutTexts(*window_));
            clean(where, "disabled without a reason", test::silentButtons(*window_));
        }
        Theme::instance().apply(*qApp, ThemeChoice::Light);
        window_->resize(1280, 800);
        QVERIFY(window_->currentPage()->context() != nullptr || tab == 3);
    }
    void atMostOnePrimaryAction()
    {
        openWindow();
        for (const PageEntry& entry : pageEntries()) {
            window_->go({entry.key, {}});
            QVERIFY(test::settled(*window_->currentPage()));
            int primary = 0;
            for (const Command& command : window_->currentPage()->commands())
                primary += command.primary ? 1 : 0;
            QVERIFY2(primary <= 1, qPrintable(entry.key));
        }
    }
    void historyGoesBackAndForward()
    {
        openWindow();
        const auto& entries = pageEntries();
        window_->go({entries[0].key, {}});
        window_->go({entries[1].key, {}});
        window_->go({entries[2].key, {}});
        const auto title = [this] { return window_->currentPage()->title(); };
        const QString third = title();
        window_->back();
        const QString second = title();
        window_->forward();
        QCOMPARE(title(), third);
        QVERIFY(second != third);
    }
    void lockingForgetsThePages()
    {
        openWindow();
        window_->lock();
        QVERIFY(window_->session() == nullptr);
        QVERIFY(window_->currentPage() == nullptr);
        // The lock is free again: the same person comes back in.
        openWindow();
        QVERIFY(window_->session()->writable());
    }
    void cleanupTestCase()
    {
        window_.reset();
        QVERIFY2(problems_.isEmpty(), qPrintable(QLatin1Char('\n') + problems_.join(QLatin1Char('\n'))));
    }

private:
    /// Pages, and parts of pages that are pages in all but name; at twice the dots their pages stand for these.
    static std::vector<std::pair<QString, QString>> places()
    {
        std::vector<std::pair<QString, QString>> all;
        for (const PageEntry& entry : pageEntries())
            all.emplace_back(entry.key, QString());
        if (!qFuzzyCompare(qApp->devicePixelRatio(), 1.0))
            return all;
        constexpr std::pair<const char*, const char*> kParts[] = {{"sod", "fixes"}, {"sod", "used"}, {"sod", "rules"}, {"sod", "coverage"},
            {"access", "reviewers"}, {"access", "handovers"}, {"access", "4"}, {"access", "4/stages"}, {"access", "4/quality"}, {"access", "4/answers"}, {"access", "4/look-back"}, {"access", "4/times"}, {"access", "4/removals"}, {"access", "5/removals"}, {"access", "7"}, {"access", "7/changes"}, {"recon", "4"},
            {"scope", "lists"}, {"scope", "roles"}, {"closed", "rules"}, {"journals", "accounts"}, {"journals", "numbers"},
            {"schedules", "3"}, {"schedules", "4"}, // the third quarter's: signed accruals, assets that wait
            {"rules", "duties"}, {"rules", "changes"}, {"rules", "versions"}};
        for (const auto& [key, object] : kParts)
            all.emplace_back(QString::fromLatin1(key), QString::fromLatin1(object));
        return all;
    }
    void openWindow()
    {
        if (!window_) {
            window_ = std::make_unique<MainWindow>(demo_->environment(), QString::fromStdString(demo_->workspace().string()));
            window_->resize(1280, 800);
            window_->show();
        }
        if (window_->session() == nullptr) {
            auto workspace = demo_->open("controller");
            VERIFY_OK(workspace);
            window_->enter(std::shared_ptr<Workspace>(std::move(*workspace)));
        }
        // The whole walk may take longer than the idle minutes after which the window locks: somebody is there.
        QTest::keyClick(window_.get(), Qt::Key_Shift);
    }
    /// Collected, so that one run names every breach.
    void clean(const QString& where, const char* what, const QStringList& found)
    {
        for (const QString& one : found)
            problems_ << QStringLiteral("%1: %2: %3").arg(where, QLatin1String(what), one);
    }

    std::unique_ptr<test::DemoCopy> demo_;
    std::unique_ptr<MainWindow> window_;
    QStringList problems_;
};

OXSEAL_TEST_CLASS(TestWalkPages);
#include "tst_walk_pages.moc"
