// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/limits_dialog.h"

#include "storage/actions/limit_actions.h"
#include "storage/actions/mirror_actions.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/context_card.h"
#include "ui/recon/inventory_view.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QLabel>

using namespace oxseal;
using namespace oxseal::ui;

/// Limits of one account and the end of an intercompany pair, as the window does them.
class TestReconLimits : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    std::unique_ptr<MainWindow> window_;

    void enter(const char* login, const char* page)
    {
        window_.reset();
        Workspace& workspace = world_->as(login);
        window_ = std::make_unique<MainWindow>(Environment::system(), QString());
        window_->resize(1280, 800);
        window_->show();
        window_->enter(std::shared_ptr<Workspace>(&workspace, [](Workspace*) {}));
        window_->session()->choosePeriod(QStringLiteral("2026-Q3"));
        const QString key = QString::fromLatin1(page);
        window_->go({key, {}});
        QTRY_VERIFY(window_->currentPage() != nullptr && window_->here().page == key);
        QVERIFY(test::settled(*window_->currentPage()));
        QTest::qWait(100);
    }
    Command command(const char* id)
    {
        for (const Command& each : window_->currentPage()->commands()) {
            if (each.id == QLatin1String(id))
                return each;
        }
        return {};
    }
    QString card()
    {
        QStringList words;
        if (window_->currentPage()->context() != nullptr) {
            for (const QLabel* label : window_->currentPage()->context()->findChildren<QLabel*>())
                words << label->text();
        }
        return words.join(QLatin1Char('\n'));
    }
    void look(const char* name)
    {
        for (const auto& [theme, choice] : {std::pair{"light", ThemeChoice::Light}, {"dark", ThemeChoice::Dark}}) {
            Theme::instance().apply(*qApp, choice);
            QTest::qWait(200);
            test::shoot(*window_, QStringLiteral("limits-%1-%2").arg(QLatin1String(name), QLatin1String(theme)));
        }
        Theme::instance().apply(*qApp, ThemeChoice::Light);
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_ = std::make_unique<test::ReconWorld>();
        world_->addCompany("DE01", "Acme GmbH", "DE", "EUR");
        world_->trialBalance("2026-Q3", {{"2026-09-30", 1'340'00, "", "Due from GmbH", "", "1300"}});
        world_->trialBalanceOf("DE01", "EUR", "2026-Q3", {{"2026-09-30", -1'000'00, "", "Due to Inc", "", "2300", "EUR"}});
        world_->plan("1300");
    }

    void whoPreparesSeesWhyNot()
    {
        enter("pat", "recon");
        QVERIFY(!command("recon.limits").whyNot.isEmpty());
    }

    void aReviewerSetsThemAndTheCardTells()
    {
        enter("con", "recon");
        window_->session()->chooseEntity(QStringLiteral("US01"));
        QTRY_VERIFY(window_->currentPage()->stateName() == QStringLiteral("ready") && window_->currentPage()->findChild<InventoryView*>()->select(QStringLiteral("US01/1300")));
        QTRY_VERIFY2(card().contains(QStringLiteral("1300")), qPrintable(card()));
        QVERIFY2(command("recon.limits").whyNot.isEmpty(), qPrintable(command("recon.limits").whyNot));
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("limits.from"))->setText(QStringLiteral("500"));
            dialog.findChild<QLineEdit*>(QStringLiteral("limits.share"))->setText(QStringLiteral("2.5"));
            test::DialogAnswer::reason(dialog, QStringLiteral("looked at more closely"));
            test::shoot(dialog, QStringLiteral("limits-dialog"));
        });
        command("recon.limits").run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(card().contains(QStringLiteral("large from 500 USD; large from 2.5 % of the balance (version 1)")), test::kPatience);
        look("card");
    }

    void aPairIsRetiredInTheWindow()
    {
        window_.reset();
        Workspace& workspace = world_->as("con");
        MirrorRow row;
        row.firstEntity = "US01";
        row.firstAccount = "1300";
        row.secondEntity = "DE01";
        row.secondAccount = "2300";
        row.because = "Deliveries";
        VERIFY_OK(pairAccounts(workspace, row, "group"));
        enter("con", "mirror");
        QCOMPARE(window_->currentPage()->stateName(), QStringLiteral("ready"));
        look("pair");
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("merged")); });
        QTRY_VERIFY(window_->currentPage()->context() != nullptr && !window_->currentPage()->context()->commands().empty());
        const Command retire = window_->currentPage()->context()->commands().front(); // a copy: the card may be made anew
        QCOMPARE(retire.id, QStringLiteral("mirror.retire"));
        retire.run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(window_->currentPage()->stateName(), QStringLiteral("empty"), test::kPatience);
    }

    void cleanupTestCase() { window_.reset(); }
};

OXSEAL_TEST_CLASS(TestReconLimits);
#include "tst_recon_limits.moc"
