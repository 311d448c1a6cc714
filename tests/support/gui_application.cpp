// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into the suites of tests/ui: an application with widgets, the product's theme and settings of its own.
#include "tests/support/event_clock.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QThread>

#include <fcntl.h>
#include <unistd.h>

QCoreApplication* makeTestApplication(int& argc, char** argv);

namespace oxseal::test {
namespace {

LongestEvent longest;

/// Nanoseconds for which this thread was ready to run and had no processor: the second number of Linux's schedstat.
class Waiting
{
public:
    Waiting() : file_(open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC)) { }
    ~Waiting()
    {
        if (file_ >= 0)
            close(file_);
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;
    /// 0 where the kernel does not tell.
    [[nodiscard]] qint64 soFar() const
    {
        char text[96] = {};
        if (file_ < 0 || pread(file_, text, sizeof text - 1, 0) <= 0)
            return 0;
        const QList<QByteArray> numbers = QByteArray(text).split(' ');
        return numbers.size() > 1 ? numbers[1].toLongLong() : 0;
    }

private:
    int file_;
};

/// Times every event of its own thread that is not delivered within another one. An event that runs a loop of its own (a
/// dialog, a menu) does not count: the events inside do.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        const int loops = thread()->loopLevel();
        if (within_ && loops == loops_)
            return QApplication::notify(receiver, event);
        const bool outerWithin = within_;
        const int outerLoops = loops_;
        within_ = true;
        loops_ = loops;
        interrupted_ = false;
        const QString what = QStringLiteral("type %1 to %2").arg(static_cast<int>(event->type())).arg(QLatin1String(receiver->metaObject()->className()));
        const qint64 waitedBefore = waiting_.soFar();
        QElapsedTimer timer;
        timer.start();
        const bool result = QApplication::notify(receiver, event);
        const double took = static_cast<double>(timer.nsecsElapsed() - (waiting_.soFar() - waitedBefore)) / 1e6;
        if (!interrupted_ && took > longest.milliseconds)
            longest = {took, what};
        within_ = outerWithin;
        loops_ = outerLoops;
        interrupted_ = outerWithin;
        return result;
    }

private:
    Waiting waiting_;
    bool within_ = false;
    bool interrupted_ = false; ///< the event under way has run a loop of its own
    int loops_ = 0;
};

} // namespace

const LongestEvent& longestEvent() { return longest; }
void resetLongestEvent() { longest = {}; }

} // namespace oxseal::test

QCoreApplication* makeTestApplication(int& argc, char** argv)
{
    // Settings of a person who runs the tests must neither matter nor change.
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    auto* application = new oxseal::test::TimedApplication(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Oxseal"));
    QCoreApplication::setApplicationName(QStringLiteral("Oxseal tests"));
    const bool dark = qEnvironmentVariable("OXSEAL_THEME") == QStringLiteral("dark");
    oxseal::ui::Theme::instance().apply(*application, dark ? oxseal::ui::ThemeChoice::Dark : oxseal::ui::ThemeChoice::Light);
    return application;
}
