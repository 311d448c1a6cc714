// SPDX-License-Identifier: GPL-3.0-or-later
// The pen in the window: two windows on one workspace.
#include "ui/shell/pen_desk.h"

#include "storage/actions/people_actions.h"
#include "storage/workspace/workspace.h"
#include "tests/support/gui_world.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"
#include "ui/jobs/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/pen_notice.h"
#include "ui/shell/status_strip.h"

#include <QPushButton>

#include <map>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

constexpr const char* kBenPassphrase = "seven quiet herons wade beyond marble";

/// The visible button with these words, or nullptr.
QPushButton* buttonOf(QWidget& root, const QString& words)
{
    for (auto* button : root.findChildren<QPushButton*>()) {
        if (button->text() == words && button->isVisibleTo(&root))
            return button;
    }
    return nullptr;
}

} // namespace

class TestPenDesk : public QObject
{
    Q_OBJECT

private:
    test::TempWorld* world_ = nullptr;
    std::map<std::string, test::SeededRandom> random_;

    /// Sessions run on threads of their own: each person has randomness of its own, and the machine's clock.
    Environment environment(const std::string& login)
    {
        Environment made = world_->environment();
        made.clock = Environment::system().clock;
        made.random = &random_.try_emplace(login, login == "ada" ? 11U : 22U).first->second;
        return made;
    }

    std::shared_ptr<Workspace> openAs(const std::string& login)
    {
        auto opened = openWorkspace({world_->path("acme.oxseal"), login},
            test::TempWorld::secret(login == "ada" ? test::TempWorld::kPassphrase : kBenPassphrase), environment(login));
        return opened ? std::shared_ptr<Workspace>(std::move(*opened)) : nullptr;
    }
    void found()
    {
        auto created = world_->create();
        VERIFY_OK(created);
        const auto code = invitePerson(*created->workspace, {"ben", "Ben Reader", "", {Role::Controller}}, "test");
        VERIFY_OK(code);
        VERIFY_OK(created->workspace->close());
        const auto first = openWorkspace({world_->path("acme.oxseal"), "ben"}, *code, world_->environment());
        VERIFY_OK(first);
        VERIFY_OK(firstLogin(**first, test::TempWorld::secret(kBenPassphrase), "test"));
        VERIFY_OK((*first)->close());
    }

private Q_SLOTS:
    void init()
    {
        world_ = new test::TempWorld;
        found();
    }
    void cleanup()
    {
        delete world_;
        world_ = nullptr;
    }

    void oneClickOfTheHolder()
    {
        MainWindow ada(environment("ada"), {});
        MainWindow ben(environment("ben"), {});
        ada.show();
        ben.show();
        ada.enter(openAs("ada"));
        ben.enter(openAs("ben"));
        QVERIFY(ada.session()->writable() && !ben.session()->writable());
        auto* strip = ben.findChild<StatusStrip*>();
        QTRY_VERIFY(buttonOf(*strip, QStringLiteral("Ask for the pen")) != nullptr);
        QVERIFY(ada.findChild<PenNotice*>()->isHidden());
        buttonOf(*strip, QStringLiteral("Ask for the pen"))->click();
        QTRY_VERIFY(ben.penDesk()->asking());
        QTRY_VERIFY(buttonOf(*strip, QStringLiteral("Stop asking")) != nullptr);
        // The holder reads who asks, by name, and nothing else has changed.
        auto* notice = ada.findChild<PenNotice*>();
        QTRY_VERIFY(notice->isVisible());
        QTRY_VERIFY(notice->accessibleDescription().contains(QStringLiteral("Ben Reader")));
        test::shoot(ada, QStringLiteral("pen-asked"));
        test::shoot(ben, QStringLiteral("pen-asking"));
        QVERIFY(ada.session()->writable());
        buttonOf(*notice, QStringLiteral("Give the pen"))->click();
        QTRY_VERIFY(!ada.session()->writable());
        QTRY_VERIFY(ben.session()->writable());
        QTRY_VERIFY(notice->isHidden());
        QVERIFY(ada.session()->hindrance().contains(QStringLiteral("pen")));
        // Pages know at once: what ben could not do before, he can now; ada the other way round.
        QTRY_VERIFY(buttonOf(*ada.findChild<StatusStrip*>(), QStringLiteral("Ask for the pen")) != nullptr);
        QVERIFY(buttonOf(*strip, QStringLiteral("Ask for the pen")) == nullptr);
        test::shoot(ada, QStringLiteral("pen-given"));
        bool written = false;
        ben.session()->act(
            this, QStringLiteral("Note"),
            [](Workspace& workspace, const Progress&) {
                return workspace.writeStatus(Permission::ReadWorkspace, "because", [](UnitOfWork& unit) -> Status {
                    unit.record({"test.note", "b:1", "test", {}, {}, {}});
                    return {};
                });
            },
            [&written](const Status& status) { written = status.has_value(); });
        QTRY_VERIFY(written);
    }

    void keepingItKeepsIt()
    {
        Session ada(openAs("ada"));
        Session ben(openAs("ben"));
        PenDesk holder(ada, [] { return qint64(0); });
        PenDesk asker(ben, [] { return qint64(0); });
        QTRY_VERIFY(asker.holder().held);
        asker.ask();
        QTRY_VERIFY(holder.request() != nullptr);
        holder.keep();
        QVERIFY(holder.request() == nullptr);
        QTest::qWait(2200); // two more looks: it stays turned down, and nobody is moved
        QVERIFY(holder.request() == nullptr);
        QVERIFY(ada.writable() && !ben.writable());
        asker.stopAsking();
        QTRY_VERIFY(!asker.asking());
    }

    void fiveIdleMinutesGiveItUp()
    {
        qint64 idle = PenDesk::kIdleMs - 1;
        Session ada(openAs("ada"));
        Session ben(openAs("ben"));
        PenDesk holder(ada, [&idle] { return idle; });
        PenDesk asker(ben, [] { return qint64(0); });
        QTRY_VERIFY(asker.holder().held);
        asker.ask();
        QTRY_VERIFY(holder.request() != nullptr);
        QTest::qWait(1200);
        QVERIFY(ada.writable()); // not yet
        idle = PenDesk::kIdleMs;
        QTRY_VERIFY(!ada.writable());
        QVERIFY(holder.news().contains(QStringLiteral("ben")));
        QTRY_VERIFY(ben.writable());
        // It comes back the same way.
        QTRY_VERIFY(holder.holder().held);
        holder.ask();
        QTRY_VERIFY(asker.request() != nullptr);
        asker.give();
        QTRY_VERIFY(ada.writable() && !ben.writable());
        QVERIFY(holder.news().isEmpty());
    }

    void idlingWithoutARequestChangesNothing()
    {
        Session ada(openAs("ada"));
        PenDesk holder(ada, [] { return 2 * PenDesk::kIdleMs; });
        QTest::qWait(2200);
        QVERIFY(ada.writable());
    }

    void aWriteUnderWayIsFinishedFirst()
    {
        Session ada(openAs("ada"));
        Session ben(openAs("ben"));
        PenDesk holder(ada, [] { return qint64(0); });
        PenDesk asker(ben, [] { return qint64(0); });
        QTRY_VERIFY(asker.holder().held);
        bool written = false;
        ada.act(
            this, QStringLiteral("Long"),
            [](Workspace& workspace, const Progress&) {
                return workspace.writeStatus(Permission::ReadWorkspace, "because", [](UnitOfWork& unit) -> Status {
                    QThread::msleep(1500);
                    unit.record({"test.note", "whole", "test", {}, {}, {}});
                    return {};
                });
            },
            [&written](const Status& status) { written = status.has_value(); });
        holder.give();
        asker.ask();
        QTRY_VERIFY(ben.writable());
        QVERIFY(written && !ada.writable());
    }
};

OXSEAL_TEST_CLASS(TestPenDesk);
#include "tst_pen_desk.moc"
