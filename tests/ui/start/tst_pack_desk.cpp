// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/pack_desk.h"

#include "storage/actions/answer_actions.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/review_world.h"
#include "ui/access/decision_bar.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"
#include "ui/start/start_page.h"

#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace oxseal;
using namespace oxseal::ui;
using test::as;
using test::clerk;

/// A reviewer without a workspace: the pack, the own passphrase, the signed answers.
class TestPackDesk : public QObject
{
    Q_OBJECT

    test::AccessWorld company_;
    QString pack_;

    std::shared_ptr<const OpenedPack> opened()
    {
        auto pack = openPackFile(pack_.toStdString(), test::TempWorld::secret(company_.words.at("rita")), company_.world.environment());
        return pack ? *pack : nullptr;
    }
    static QString decisionOf(PackDesk& desk, int row) { return desk.lines().model().index(row, 0).data().toString(); }
    static void key(PackDesk& desk, Qt::Key which) { QTest::keyClick(&desk.lines().view(), which); }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(company_.found());
        pack_ = QString::fromStdString(company_.world.path("rita.oxpack").string());
        as(company_, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::openErpReview(workspace, {clerk("ann", "E2"), clerk("bo", "E3"), clerk("cy", "E4")}, {{"rita", {}}}));
            const auto made = makePack(workspace, CampaignId(1), "rita", "sealed", "Travels");
            VERIFY_OK(made);
            VERIFY_OK(savePack(*made, "sealed", pack_.toStdString()));
        });
    }

    void onlyItsReviewerOpensIt()
    {
        const auto environment = company_.world.environment();
        COMPARE_STR(test::refusal(openPackFile(company_.world.path("none.oxpack"), test::TempWorld::secret("x"), environment)), "access.pack_unreadable");
        QVERIFY(!openPackFile(pack_.toStdString(), test::TempWorld::secret(company_.words.at("con")), environment));
        QVERIFY(opened() != nullptr);
    }

    void linesAreDecidedAndComeBackSigned()
    {
        auto pack = opened();
        QVERIFY(pack != nullptr);
        QPointer<PackDesk> desk = new PackDesk(company_.world.environment(), pack);
        desk->show();
        QVERIFY(QTest::qWaitForWindowExposed(desk));
        QCOMPARE(desk->lines().model().rowCount(), 3);
        QVERIFY(!desk->saveButton().isEnabled());
        QCOMPARE(desk->saveButton().toolTip(), QStringLiteral("Answer at least one line first."));
        key(*desk, Qt::Key_K);
        QCOMPARE(decisionOf(*desk, 0), QStringLiteral("Keep"));
        QCOMPARE(desk->lines().currentHandle(), QStringLiteral("1")); // on to the next open line
        key(*desk, Qt::Key_R); // the reasons
        auto* menu = desk->findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        menu->actions().first()->trigger(); // leaver
        menu->close();
        QCOMPARE(decisionOf(*desk, 1), QStringLiteral("Revoke"));
        key(*desk, Qt::Key_Z);
        QCOMPARE(decisionOf(*desk, 1), QStringLiteral("Open"));
        QVERIFY(desk->lines().select(QStringLiteral("1")));
        test::DialogAnswer reduce([](QDialog& dialog) { dialog.findChildren<QLineEdit*>().first()->setText(QStringLiteral("View")); });
        key(*desk, Qt::Key_D);
        QTRY_COMPARE(decisionOf(*desk, 1), QStringLiteral("Reduce"));
        QVERIFY(desk->saveButton().isEnabled());
        const QString file = QString::fromStdString(company_.world.path("rita.oxreply").string());
        bool saved = false;
        connect(desk, &PackDesk::saved, this, [&saved] { saved = true; });
        desk->saveTo(file);
        QTRY_VERIFY_WITH_TIMEOUT(saved, test::kPatience);
        desk->reject(); // nothing is unsaved: it asks nothing
        QTRY_VERIFY(desk.isNull());
        as(company_, "con", [&](Workspace& workspace) {
            const auto reply = readReply(file.toStdString(), {}, {});
            VERIFY_OK(reply);
            const auto merged = mergeReply(workspace, *reply, "By e-mail");
            VERIFY_OK(merged);
            QVERIFY(merged->taken == 2 && merged->unanswered == 1 && merged->grade == access::Grade::KeySigned);
            const auto line = access_repo::line(workspace.db(), CampaignId(1), 1);
            QVERIFY((*line)->decision == access::Decision::Reduce && (*line)->target == "View");
        });
    }

    void theStartPageOpensIt()
    {
        StartPage page(company_.world.environment(), {});
        page.show();
        const auto click = [&page] {
            for (auto* button : page.findChildren<QPushButton*>()) {
                if (button->text() == QStringLiteral("Open a reviewer pack…"))
                    button->click();
            }
        };
        {
            test::DialogAnswer nothing({}, QStringLiteral("Open a reviewer pack"));
            click();
            QCOMPARE(nothing.refused(), QStringLiteral("Choose the file that you were sent."));
        }
        test::DialogAnswer answer(
            [this](QDialog& dialog) {
                dialog.findChild<FileField*>(QStringLiteral("pack.file"))->setPath(pack_);
                for (auto* edit : dialog.findChildren<QLineEdit*>()) {
                    if (edit->echoMode() == QLineEdit::Password)
                        edit->setText(QString::fromStdString(company_.words.at("rita")));
                }
            },
            QStringLiteral("Open a reviewer pack"));
        click();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(page.findChild<PackDesk*>() != nullptr, test::kPatience);
        QPointer<PackDesk> desk = page.findChild<PackDesk*>();
        QCOMPARE(desk->lines().model().rowCount(), 3);
        desk->reject();
        QTRY_VERIFY(desk.isNull());
    }

    void closingAsksForWhatIsNotSaved()
    {
        QPointer<PackDesk> desk = new PackDesk(company_.world.environment(), opened());
        desk->show();
        QVERIFY(QTest::qWaitForWindowExposed(desk));
        key(*desk, Qt::Key_K);
        test::DialogAnswer yes({}, QStringLiteral("Close without saving?"));
        desk->reject();
        QVERIFY(yes.answered());
        QTRY_VERIFY(desk.isNull());
    }
};

OXSEAL_TEST_CLASS(TestPackDesk);
#include "tst_pack_desk.moc"
