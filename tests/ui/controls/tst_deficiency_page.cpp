// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/deficiency_page.h"

#include "storage/actions/control_actions.h"
#include "storage/actions/deficiency_actions.h"
#include "storage/actions/model_actions.h"
#include "tests/storage/recon/recon_world.h"
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

/// The page of deficiencies in the window: raised by pat, evaluated there, concluded by con; materiality is 450,000 USD.
class TestDeficiencyPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    std::unique_ptr<MainWindow> window_;
    ReconciliationId recon_;
    QString item_; ///< link to its open item

    void enter(const char* login, const QString& page = QStringLiteral("deficiencies"), const QString& object = {})
    {
        window_.reset();
        Workspace& workspace = world_->as(login);
        window_ = std::make_unique<MainWindow>(Environment::system(), QString());
        window_->resize(1280, 800);
        window_->show();
        window_->enter(std::shared_ptr<Workspace>(&workspace, [](Workspace*) {}));
        window_->session()->choosePeriod(QStringLiteral("2026-Q3"));
        window_->go({page, object});
        QTRY_VERIFY(window_->currentPage() != nullptr && window_->here().page == page);
        QVERIFY(test::settled(*window_->currentPage()));
    }
    DeficiencyPage& page() { return *qobject_cast<DeficiencyPage*>(window_->currentPage()); }
    Command command(const char* id)
    {
        std::vector<Command> all = window_->currentPage()->commands();
        if (const ContextCard* card = window_->currentPage()->context())
            all.insert(all.end(), card->commands().begin(), card->commands().end());
        for (const Command& each : all) {
            if (each.id == QLatin1String(id))
                return each;
        }
        return {};
    }
    QString told()
    {
        QStringList words;
        if (const ContextCard* card = window_->currentPage()->context()) {
            for (const QLabel* label : card->findChildren<QLabel*>())
                words << label->text();
            for (const QPushButton* link : card->findChildren<QPushButton*>())
                words << link->text();
        }
        return words.join(QLatin1Char('\n'));
    }
    QString state(int row) { return page().deficiencies().model().index(row, 0).data().toString(); }
    void look(const char* name, const QSize& size = {1280, 800})
    {
        window_->resize(size);
        for (const auto& [theme, choice] : {std::pair{"light", ThemeChoice::Light}, {"dark", ThemeChoice::Dark}}) {
            Theme::instance().apply(*qApp, choice);
            QTest::qWait(300);
            test::shoot(*window_, QStringLiteral("deficiencies-%1-%2").arg(QLatin1String(name), QLatin1String(theme)));
        }
        Theme::instance().apply(*qApp, ThemeChoice::Light);
        window_->resize(1280, 800);
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_ = std::make_unique<test::ReconWorld>();
        VERIFY_OK(loadDefaultControls(world_->now(), "set up"));
        world_->statement("2026-Q3", {{"2026-09-17", 95'000'00, "", "DEPOSIT NORWALD", "F2"}}, "0.00", "95000.00");
        world_->ledger("2026-Q3", {});
        world_->plan();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_->q3.id;
        request.booksOpening = 0;
        recon_ = openReconciliation(world_->as("pat"), request, "close").value();
        item_ = QStringLiteral("%1/%2").arg(recon_.value).arg(QString::fromStdString(reconciliationView(world_->now(), recon_)->items.front().handle));
    }

    void anEmptyPageSaysWhatItIsFor()
    {
        enter("pat");
        QCOMPARE(page().stateName(), QStringLiteral("empty"));
        QVERIFY(command("deficiencies.raise").whyNot.isEmpty());
        look("empty");
    }

    void materialityIsStatedByOneAndApprovedByAnother()
    {
        enter("con");
        QVERIFY(!command("deficiencies.approve").whyNot.isEmpty());
        test::DialogAnswer state([](QDialog& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("materiality.amount"))->setText(QStringLiteral("450000"));
            dialog.findChild<QLineEdit*>(QStringLiteral("materiality.basis"))->setText(QStringLiteral("5 % of income before tax"));
            test::DialogAnswer::reason(dialog, QStringLiteral("of the year"));
            test::shoot(dialog, QStringLiteral("deficiencies-materiality"));
        });
        command("deficiencies.materiality").run();
        QVERIFY2(state.answered(), qPrintable(state.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(command("deficiencies.approve").whyNot.contains(QStringLiteral("You stated it")), test::kPatience);
        enter("rex");
        test::DialogAnswer approve([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("agreed")); });
        command("deficiencies.approve").run();
        QVERIFY2(approve.answered(), qPrintable(approve.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(command("deficiencies.approve").whyNot.startsWith(QStringLiteral("No materiality waits")), test::kPatience);
    }

    void anExceptionIsRaisedWhereItIsShown()
    {
        enter("pat", QStringLiteral("recon"), QString::number(recon_.value));
        QTRY_VERIFY_WITH_TIMEOUT(command("recon.raise").run != nullptr, test::kPatience);
        window_->go({QStringLiteral("recon"), item_});
        QTRY_VERIFY2_WITH_TIMEOUT(command("recon.raise").whyNot.isEmpty(), qPrintable(command("recon.raise").whyNot), test::kPatience);
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("raise.title"))->setText(QStringLiteral("Receipts nobody claims"));
            test::DialogAnswer::reason(dialog, QStringLiteral("open since 17 September"));
            test::shoot(dialog, QStringLiteral("deficiencies-raise"));
        });
        command("recon.raise").run();
        QTRY_VERIFY_WITH_TIMEOUT(window_->here().page == QStringLiteral("deficiencies"), test::kPatience);
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(page().deficiencies().model().rowCount(), 1, test::kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(told().contains(QStringLiteral("DEPOSIT NORWALD")), test::kPatience);
        window_->go({QStringLiteral("recon"), item_});
        QTRY_VERIFY_WITH_TIMEOUT(told().contains(QStringLiteral("#1, to be evaluated")), test::kPatience);
        look("exception");
    }

    void theQuestionsShowWhatTheyComeTo()
    {
        enter("pat");
        QTRY_COMPARE_WITH_TIMEOUT(state(0), QStringLiteral("To evaluate"), test::kPatience);
        QVERIFY(!command("deficiencies.conclude").whyNot.isEmpty());
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("evaluate.could_be"))->setText(QStringLiteral("95000.00"));
            test::DialogAnswer::reason(dialog, QStringLiteral("the deposit itself"));
            bool shown = false;
            for (const QLabel* label : dialog.findChildren<QLabel*>())
                shown = shown || label->text().contains(QStringLiteral("95,000.00 USD is at least what merits attention (90,000.00 USD)"));
            QVERIFY(shown);
            test::shoot(dialog, QStringLiteral("deficiencies-evaluate"));
        });
        command("deficiencies.evaluate").run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(state(0), QStringLiteral("To conclude"), test::kPatience);
        QVERIFY(told().contains(QStringLiteral("merits attention")));
        QVERIFY(!command("deficiencies.conclude").whyNot.isEmpty()); // a preparer
    }

    void anotherPersonConcludes()
    {
        // A second one of the same account, so that there is a sum.
        DeficiencyWish wish;
        wish.title = "Fixed assets are not reconciled";
        wish.entity = "US01";
        wish.account = "1010";
        window_.reset();
        const std::int64_t second = raiseDeficiency(world_->as("pat"), world_->q3, wish, "seen at close").value();
        controls::Evaluation said;
        said.currency = "USD";
        said.couldBe = 400'000'00;
        VERIFY_OK(evaluateDeficiency(world_->now(), world_->q3, second, said, "bought in the quarter"));
        enter("con");
        QTRY_VERIFY_WITH_TIMEOUT(page().deficiencies().select(QStringLiteral("1")), test::kPatience);
        QTRY_VERIFY2_WITH_TIMEOUT(command("deficiencies.conclude").whyNot.isEmpty(), qPrintable(command("deficiencies.conclude").whyNot), test::kPatience);
        QCOMPARE(page().sums().model().rowCount(), 1);
        look("waits");
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<ChoiceBox*>(QStringLiteral("conclude.level"))->choose(QStringLiteral("control_deficiency"));
            test::DialogAnswer::reason(dialog, QStringLiteral("weighed"));
            dialog.findChild<QLineEdit*>(QStringLiteral("conclude.because"))->setText(QStringLiteral("the bank claimed it back in October"));
            test::shoot(dialog, QStringLiteral("deficiencies-conclude"));
        });
        command("deficiencies.conclude").run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(state(0), QStringLiteral("Control deficiency"), test::kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(told().contains(QStringLiteral("the bank claimed it back in October")), test::kPatience);
        QVERIFY(!command("deficiencies.tell").whyNot.isEmpty()); // no significant one
        look("concluded");
        look("wide", {1920, 1080});
    }

    void cleanupTestCase() { window_.reset(); }
};

OXSEAL_TEST_CLASS(TestDeficiencyPage);
#include "tst_deficiency_page.moc"
