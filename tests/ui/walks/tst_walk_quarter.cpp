// SPDX-License-Identifier: GPL-3.0-or-later
// The quarter in the window, from a new workspace with files on disk to a packet that verifies, by keyboard alone.
#include "models/core/json.h"
#include "tests/support/test_main.h"
#include "tests/ui/walks/walk_script.h"

#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <filesystem>
#include <memory>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

constexpr int kProgramMs = 120000;

struct Ran
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Ran run(const QString& program, const QStringList& words)
{
    QProcess process;
    process.start(program, words);
    process.waitForFinished(kProgramMs);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QString programBeside(const char* name)
{
    return QString::fromStdString((std::filesystem::path(OXSEAL_PROGRAM).parent_path() / name).string());
}

} // namespace

class TestWalkQuarter : public QObject
{
    Q_OBJECT

    QTemporaryDir folder_;
    test::WalkClock clock_;
    std::unique_ptr<MainWindow> window_;
    std::unique_ptr<test::Keyboard> keys_;
    std::unique_ptr<test::WalkScript> walk_;

    [[nodiscard]] Environment environment()
    {
        Environment made = Environment::system();
        made.clock.now = [this] { return clock_.next(); };
        made.clock.source = ClockSource::Test;
        made.stateFolder = std::filesystem::path(folder_.path().toStdString()) / "state";
        made.testKdf = true;
        return made;
    }

    /// Lets the person act on a thread of its own while this one is the window's; gives back where the person was stuck.
    [[nodiscard]] QString perform(const std::function<void()>& steps)
    {
        QString problem;
        QEventLoop loop;
        std::unique_ptr<QThread> person(QThread::create([&] {
            try {
                steps();
            } catch (const std::exception& stuck) {
                problem = QString::fromUtf8(stuck.what());
            }
        }));
        // What still lies open after a failure holds loops of its own.
        QTimer ending;
        connect(&ending, &QTimer::timeout, &loop, [&] {
            if (QWidget* popup = QApplication::activePopupWidget())
                popup->close();
            else if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
                dialog->done(QDialog::Rejected);
            else
                loop.quit();
        });
        connect(person.get(), &QThread::finished, &loop, [&] { ending.start(20); });
        person->start();
        loop.exec();
        person->wait();
        return problem;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(folder_.isValid());
        const Ran made = run(QString::fromUtf8(OXSEAL_PROGRAM), {QStringLiteral("demo"), folder_.filePath(QStringLiteral("demo")), QStringLiteral("--inputs-only")});
        QVERIFY2(made.code == 0, made.err.constData());
        window_ = std::make_unique<MainWindow>(environment(), QString());
        window_->resize(1280, 800);
        window_->show();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        keys_ = std::make_unique<test::Keyboard>(*window_, QStringLiteral("quarter"));
        const std::filesystem::path walk = test::dataFile("walks/quarter.walk");
        walk_ = std::make_unique<test::WalkScript>(QString::fromStdString(walk.string()), *keys_, clock_);
        walk_->set(QStringLiteral("folder"), folder_.path());
        walk_->set(QStringLiteral("inputs"), folder_.filePath(QStringLiteral("demo/inputs/2026-Q2")));
    }

    void theQuarter()
    {
        QElapsedTimer clock;
        for (const test::WalkScript::Step& step : walk_->steps()) {
            clock.start();
            const QString problem = perform([&] { walk_->perform(step); });
            QVERIFY2(problem.isEmpty(), qPrintable(step.title + QStringLiteral(", ") + problem));
            qInfo("%s: %lld ms", qPrintable(step.title), static_cast<long long>(clock.elapsed()));
        }
    }

    void everyDialogIsWhole() { QVERIFY2(keys_->problems().isEmpty(), qPrintable(QLatin1Char('\n') + keys_->problems().join(QLatin1Char('\n')))); }

    void thePacketVerifies()
    {
        const QString packet = folder_.filePath(QStringLiteral("packet.zip"));
        if (!QFile::exists(packet))
            QSKIP("the quarter did not come to its end");
        // What the officers read from their own windows.
        QStringList words{packet};
        for (const char* officer : {"fingerprint.cfo", "fingerprint.ceo"})
            words << QStringLiteral("--fingerprint") << walk_->value(QLatin1String(officer)).remove(QLatin1Char(' '));
        const Ran anchored = run(programBeside("oxseal-verify"), words);
        QVERIFY2(anchored.code == 0, (anchored.out + anchored.err).constData());
        const Ran alone = run(QString::fromUtf8(OXSEAL_PROGRAM), {QStringLiteral("verify"), packet, QStringLiteral("--json")});
        QVERIFY2(alone.code == 0, (alone.out + alone.err).constData());
        const auto report = parseJson(alone.out.toStdString());
        VERIFY_OK(report);
        COMPARE_STR((*report)["verdict"].toString(), "valid");
        // Manifest by both; readiness record by both; Exhibits 31 and 32 by each.
        QCOMPARE((*report)["signatures"].toArray().size(), std::size_t{8});
    }
};

OXSEAL_TEST_CLASS(TestWalkQuarter);
#include "tst_walk_quarter.moc"
