// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/recon_page.h"

#include "tests/storage/recon/recon_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"
#include "ui/recon/exception_queue.h"
#include "ui/recon/groups_view.h"
#include "ui/recon/inventory_view.h"
#include "ui/recon/line_table.h"
#include "ui/recon/proof_view.h"
#include "ui/recon/reconciliation_view.h"

#include <QAbstractItemModelTester>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

// By hand: the bank begins with 1,000.00; 500.00 and a cheque of 100.00 stand on both sides, a fee of 12.50 only at the
// bank, a cheque of 40.00 only in the books. Bank 1,387.50 − 40.00 = 1,347.50 = books 1,360.00 − 12.50.
const std::vector<test::CashLine> kBank{
    {"2026-07-10", 500'00, "INV1", "Delmar", "F1"},
    {"2026-08-01", -100'00, "101", "CHECK 101", "F2"},
    {"2026-09-30", -12'50, "", "FEE", "F3"},
};
const std::vector<test::CashLine> kBooks{
    {"2026-07-09", 500'00, "INV1", "Delmar"},
    {"2026-07-30", -100'00, "101", "Cheque 101"},
    {"2026-09-29", -40'00, "102", "Cheque 102"},
};
const std::vector<test::CashLine> kTrial{
    {"2026-09-30", 1'360'00, "", "Operating account", "", "1010"},
    {"2026-09-30", -1'360'00, "", "Common stock", "", "3000"},
};

} // namespace

class TestReconPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<ReconPage> page_;

    void enter(const char* login)
    {
        page_.reset();
        session_.reset();
        Workspace& workspace = world_->as(login);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(&workspace, [](Workspace*) {}));
        session_->choosePeriod(QStringLiteral("2026-Q3"));
        page_ = std::make_unique<ReconPage>(*session_);
        connect(session_.get(), &Session::changed, page_.get(), &Page::reload);
        connect(page_.get(), &Page::navigate, page_.get(), [this](const Link& link) {
            page_->open(link.object);
            page_->reload();
        });
        page_->resize(1200, 700);
        page_->show();
    }
    void show(const QString& object)
    {
        page_->open(object);
        page_->reload();
        QVERIFY(test::settled(*page_));
    }
    Command command(const QString& id) const
    {
        for (const Command& each : page_->commands()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    QString cell(TableModel& model, const QString& handle, const QString& column) const
    {
        const auto& columns = model.table()->columns();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].key == column)
                return model.index(model.shownRowOf(handle), static_cast<int>(i)).data().toString();
        }
        return QStringLiteral("no column");
    }
    LineTable& queue() { return page_->reconciliation().queue().table(); }
    /// Classifies the item of the queue that has this text.
    void classify(const QString& text, const char* category)
    {
        for (int row = 0; row < queue().rows().rowCount(); ++row) {
            if (queue().rows().index(row, 2).data().toString().contains(text))
                queue().setCurrentIndex(queue().rows().index(row, 0));
        }
        test::DialogAnswer answer([&](QDialog& dialog) {
            dialog.findChild<ChoiceBox*>()->choose(QLatin1String(category));
            test::DialogAnswer::reason(dialog, QStringLiteral("seen on the statement"));
        });
        QCOMPARE(command(QStringLiteral("recon.classify")).whyNot, QString());
        command(QStringLiteral("recon.classify")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_ = std::make_unique<test::ReconWorld>();
        world_->statement("2026-Q3", kBank, "1000.00", "1387.50");
        world_->ledger("2026-Q3", kBooks);
        world_->trialBalance("2026-Q3", kTrial);
        recon::AccountPlan plan;
        plan.account = "1010";
        plan.name = "Operating account";
        plan.method = recon::AccountMethod::Matching;
        plan.owner = "pat";
        VERIFY_OK(planAccount(world_->now(), "US01", plan, "set up"));
        world_->adopt();
    }
    void cleanupTestCase()
    {
        page_.reset();
        session_.reset();
    }

    void inventoryMarksWhatIsNotLookedAfter()
    {
        enter("con");
        show({});
        QCOMPARE(page_->stateName(), QStringLiteral("ready"));
        TableModel& model = page_->inventory().table().model();
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cell(model, QStringLiteral("US01/1010"), QStringLiteral("balance")), QStringLiteral("1,360.00"));
        QCOMPARE(cell(model, QStringLiteral("US01/1010"), QStringLiteral("standing")), QStringLiteral("Not begun"));
        QCOMPARE(cell(model, QStringLiteral("US01/3000"), QStringLiteral("balance")), QStringLiteral("(1,360.00)"));
        QCOMPARE(cell(model, QStringLiteral("US01/3000"), QStringLiteral("standing")), QStringLiteral("Unassigned"));
        QVERIFY(page_->inventory().select(QStringLiteral("US01/3000")));
        QVERIFY(command(QStringLiteral("recon.reconcile")).whyNot.contains(QStringLiteral("Matching")));
    }
    void assigningNeedsAReasonWhenThereIsNoMethod()
    {
        {
            test::DialogAnswer answer([](QDialog& dialog) {
                dialog.findChildren<ChoiceBox*>().front()->choose(QStringLiteral("none"));
                test::DialogAnswer::reason(dialog, QStringLiteral("scoping"));
            });
            command(QStringLiteral("recon.assign")).run();
            QVERIFY(!answer.answered());
            QVERIFY(answer.refused().contains(QStringLiteral("why")));
        }
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChildren<ChoiceBox*>().front()->choose(QStringLiteral("none"));
            for (auto* edit : dialog.findChildren<QLineEdit*>()) {
                if (edit->accessibleName() == QStringLiteral("Because"))
                    edit->setText(QStringLiteral("Moves once a year"));
            }
            test::DialogAnswer::reason(dialog, QStringLiteral("scoping"));
        });
        command(QStringLiteral("recon.assign")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        TableModel& model = page_->inventory().table().model();
        QTRY_COMPARE_WITH_TIMEOUT(cell(model, QStringLiteral("US01/3000"), QStringLiteral("standing")), QStringLiteral("Not needed"), test::kPatience);
    }
    void layingOutOpensTheReconciliation()
    {
        QVERIFY(page_->inventory().select(QStringLiteral("US01/1010")));
        QCOMPARE(command(QStringLiteral("recon.reconcile")).whyNot, QString());
        test::DialogAnswer answer([](QDialog& dialog) {
            for (auto* edit : dialog.findChildren<QLineEdit*>()) {
                if (edit->accessibleName().startsWith(QStringLiteral("Opening balance")))
                    edit->setText(QStringLiteral("1000.00"));
            }
            test::DialogAnswer::reason(dialog, QStringLiteral("September close"));
        });
        command(QStringLiteral("recon.reconcile")).run();
        QTRY_COMPARE_WITH_TIMEOUT(page_->title(), QStringLiteral("US01 · 1010"), test::kPatience);
        QVERIFY(answer.answered());
        QTRY_COMPARE_WITH_TIMEOUT(queue().rows().rowCount(), 6, test::kPatience); // nothing is matched yet: every line is open
        QVERIFY(command(QStringLiteral("recon.match")).primary);
    }
    void matchingLeavesWhatStandsOnOneSide()
    {
        test::DialogAnswer answer;
        command(QStringLiteral("recon.match")).run();
        QVERIFY(answer.answered());
        QTRY_COMPARE_WITH_TIMEOUT(queue().rows().rowCount(), 2, test::kPatience);
        ProofView& proof = page_->reconciliation().proof();
        QCOMPARE(proof.result(), QStringLiteral("0.00 USD"));
        // Each column holds the one correction of the other side's line.
        QCOMPARE(proof.bank().lines().rows().rowCount(), 1);
        QCOMPARE(proof.bank().lines().rows().index(0, 2).data().toString(), QStringLiteral("(40.00)"));
        QCOMPARE(proof.books().lines().rows().index(0, 2).data().toString(), QStringLiteral("(12.50)"));
        QCOMPARE(page_->reconciliation().groups().table().model().rowCount(), 2);
        QVERIFY(command(QStringLiteral("recon.prepare")).primary);
        QVERIFY(command(QStringLiteral("recon.prepare")).whyNot.startsWith(QStringLiteral("2 open items have no category.")));
        QVERIFY(command(QStringLiteral("recon.review")).whyNot.contains(QStringLiteral("preparer signs first")));
    }
    /// The account begins here: both balances are 1,000.00, and two people say so.
    void theOpeningStatementIsSignedHere()
    {
        page_->reconciliation().setCurrentIndex(ReconciliationView::Checks);
        QCOMPARE(command(QStringLiteral("recon.opening")).whyNot, QString());
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("compared with June")); });
        command(QStringLiteral("recon.opening")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(command(QStringLiteral("recon.opening")).whyNot, QStringLiteral("You prepared it; another person has to review it."), test::kPatience);
        const auto view = reconciliationView(world_->now(), ReconciliationId(1));
        VERIFY_OK(view);
        COMPARE_STR(view->opening->state, "prepared");
        QVERIFY(view->roll.has_value() && view->roll->prior == 0);
        page_->resize(1280, 800);
        test::shoot(*page_, QStringLiteral("recon_opening_statement"));
        test::shoot(*page_->context(), QStringLiteral("recon_opening_card"));
        page_->reconciliation().setCurrentIndex(ReconciliationView::Proof);
    }
    void linesChosenByHandShowWhatTheyLeave()
    {
        ReconciliationView& view = page_->reconciliation();
        view.setCurrentIndex(ReconciliationView::ByHand);
        QVERIFY(!command(QStringLiteral("recon.hand")).whyNot.isEmpty());
        view.openLines().bank().selectRow(0);
        view.openLines().books().selectRow(0);
        // −12.50 − (−40.00) = 27.50
        QCOMPARE(view.openLines().sum(), QStringLiteral("2 lines chosen: bank (12.50), books (40.00), leaves 27.50 USD"));
        QCOMPARE(command(QStringLiteral("recon.hand")).whyNot, QString());
        view.openLines().choose({});
        view.setCurrentIndex(ReconciliationView::Proof);
    }
    void categoriesLeadToTheSignature()
    {
        classify(QStringLiteral("FEE"), "unbooked_fee");
        QTRY_VERIFY_WITH_TIMEOUT(command(QStringLiteral("recon.prepare")).whyNot.startsWith(QStringLiteral("1 open item has")), test::kPatience);
        classify(QStringLiteral("Cheque 102"), "outstanding_cheque");
        QTRY_COMPARE_WITH_TIMEOUT(command(QStringLiteral("recon.prepare")).whyNot, QString(), test::kPatience);
        test::DialogAnswer answer;
        command(QStringLiteral("recon.prepare")).run();
        QVERIFY(answer.answered());
        QTRY_VERIFY_WITH_TIMEOUT(command(QStringLiteral("recon.review")).primary, test::kPatience);
        QCOMPARE(command(QStringLiteral("recon.review")).whyNot, QStringLiteral("You prepared it; another person has to review it."));
    }
    void anotherPersonReviews()
    {
        enter("rex");
        show(QStringLiteral("1"));
        QCOMPARE(command(QStringLiteral("recon.review")).whyNot, QString());
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Traced both items")); });
        command(QStringLiteral("recon.review")).run();
        QVERIFY(answer.answered());
        QTRY_VERIFY_WITH_TIMEOUT(command(QStringLiteral("recon.review")).whyNot.contains(QStringLiteral("reviewed already")), test::kPatience);
        show({});
        QTRY_COMPARE_WITH_TIMEOUT(cell(page_->inventory().table().model(), QStringLiteral("US01/1010"), QStringLiteral("standing")), QStringLiteral("Reviewed"), test::kPatience);
    }
    void aPeriodWithoutFilesSaysWhatToDo()
    {
        session_->choosePeriod(QStringLiteral("2026-Q4"));
        show({});
        QTRY_COMPARE_WITH_TIMEOUT(page_->stateName(), QStringLiteral("empty"), test::kPatience);
    }
};

OXSEAL_TEST_CLASS(TestReconPage);
#include "tst_recon_page.moc"
