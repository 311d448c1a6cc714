// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/processor_page.h"

#include "tests/storage/recon/cards_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>

using namespace oxseal;
using namespace oxseal::ui;

/// The page of payouts in the window, on the card sales of US01.
class TestProcessorPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    std::unique_ptr<MainWindow> window_;

    void enter(const char* login)
    {
        window_.reset();
        Workspace& workspace = world_->as(login);
        window_ = std::make_unique<MainWindow>(Environment::system(), QString());
        window_->resize(1280, 800);
        window_->show();
        window_->enter(std::shared_ptr<Workspace>(&workspace, [](Workspace*) {}));
        window_->session()->choosePeriod(QStringLiteral("2026-Q3"));
        go(QStringLiteral("processors"));
    }
    void go(const QString& page)
    {
        window_->go({page, {}});
        QTRY_VERIFY(window_->currentPage() != nullptr && window_->here().page == page);
        QVERIFY(test::settled(*window_->currentPage()));
    }
    ProcessorPage& page() { return *qobject_cast<ProcessorPage*>(window_->currentPage()); }
    Command command(const char* id)
    {
        for (const Command& each : window_->currentPage()->commands()) {
            if (each.id == QLatin1String(id))
                return each;
        }
        return {};
    }
    void look(const char* name)
    {
        for (const auto& [theme, choice] : {std::pair{"light", ThemeChoice::Light}, {"dark", ThemeChoice::Dark}}) {
            Theme::instance().apply(*qApp, choice);
            QTest::qWait(300);
            test::shoot(*window_, QStringLiteral("processor-%1-%2").arg(QLatin1String(name), QLatin1String(theme)));
        }
        Theme::instance().apply(*qApp, ThemeChoice::Light);
    }

private Q_SLOTS:
    void initTestCase() { world_ = std::make_unique<test::ReconWorld>(); }

    void anEmptyPageSaysWhatItIsFor()
    {
        enter("con");
        QCOMPARE(page().stateName(), QStringLiteral("empty"));
        QVERIFY(!command("processors.name").whyNot.isEmpty()); // no trial balance, no statement
        look("empty");
    }

    void payoutsAreShownWithTheirStates()
    {
        using namespace test::cards;
        VERIFY_OK(nameProcessor(world_->now(), account(), "cards"));
        take(*world_, ImportKind::Processor, "stripe.csv", kReport, "1250");
        take(*world_, ImportKind::Gl, "gl.csv", kLedger);
        take(*world_, ImportKind::Statement, "bank.csv", kStatement, "1010");
        take(*world_, ImportKind::Tb, "tb.csv", kBalances);
        enter("pat");
        QCOMPARE(page().stateName(), QStringLiteral("ready"));
        QCOMPARE(page().payouts().model().rowCount(), 2);
        QVERIFY(command("processors.prepare").whyNot.isEmpty());
        QVERIFY(!command("processors.review").whyNot.isEmpty());
        QVERIFY(page().payouts().select(QStringLiteral("1")));
        const auto told = [this] {
            QStringList words;
            for (const QLabel* label : page().context()->findChildren<QLabel*>())
                words << label->text();
            return words.join(QLatin1Char('\n'));
        };
        QTRY_VERIFY2(told().contains(QStringLiteral("Payout po_101")), qPrintable(told()));
        QVERIFY(told().contains(QStringLiteral("since 2026-09-21")));
        look("clean");
    }

    void whatDiffersIsToldByLegAndSignedWithACause()
    {
        window_.reset();
        world_->as("con");
        test::cards::take(*world_, ImportKind::Statement, "late.csv", "Date,Amount,Description,Reference\r\n2026-08-14,9.99,STRIPE ADJUSTMENT,X9\r\n", "1010");
        enter("pat");
        QCOMPARE(page().payouts().model().rowCount(), 3);
        look("differs");
        test::DialogAnswer answer([](QDialog& dialog) {
            test::shoot(dialog, QStringLiteral("processor-sign-dialog"));
            if (auto* cause = dialog.findChild<ChoiceBox*>(QStringLiteral("figures.cause")))
                cause->choose(QStringLiteral("unidentified"));
            test::DialogAnswer::reason(dialog, QStringLiteral("asked Stripe"));
        });
        command("processors.prepare").run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QString problem;
        test::DialogAnswer complaint([&problem](QDialog& dialog) {
            for (const QLabel* label : dialog.findChildren<QLabel*>())
                problem += label->text() + QLatin1Char('\n');
        });
        QTRY_VERIFY_WITH_TIMEOUT(page().processors().model().index(0, 0).data().toString() == QStringLiteral("Prepared") || !problem.isEmpty(), test::kPatience);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void cleanupTestCase() { window_.reset(); }
};

OXSEAL_TEST_CLASS(TestProcessorPage);
#include "tst_processor_page.moc"
