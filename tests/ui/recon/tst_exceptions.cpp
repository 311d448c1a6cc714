// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/recon_actions.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/recon/exception_card.h"
#include "ui/recon/exception_queue.h"
#include "ui/recon/groups_view.h"
#include "ui/recon/line_table.h"
#include "ui/recon/recon_page.h"
#include "ui/recon/reconciliation_view.h"

#include <QLabel>
#include <QTemporaryDir>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

// A fee of 12.50 only the bank has; a deposit of 120.00 that two receipts make up; a cheque of 40.00 only the books have.
const std::vector<test::CashLine> kBank{{"2026-09-30", -12'50, "", "MONTHLY FEE", "F1"}, {"2026-09-21", 120'00, "", "DEPOSIT", "F2"}};
const std::vector<test::CashLine> kBooks{
    {"2026-09-18", 70'00, "R1", "Receipt Altona"}, {"2026-09-19", 50'00, "R2", "Receipt Caldera"}, {"2026-09-29", -40'00, "102", "Cheque 102"}};
const std::vector<test::CashLine> kTrial{{"2026-09-30", 80'00, "", "Operating account", "", "1010"}, {"2026-09-30", -80'00, "", "Bank charges", "", "6900"}};

} // namespace

/// The queue of exceptions from the keyboard: suggestions, decisions, entries.
class TestExceptions : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<ReconPage> page_;

    Command command(const QString& id) const
    {
        for (const Command& each : page_->commands()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    LineTable& queue() { return page_->reconciliation().queue().table(); }
    QString cell(int row, int column) { return queue().rows().index(row, column).data().toString(); }
    int rowOf(const QString& text)
    {
        for (int row = 0; row < queue().rows().rowCount(); ++row) {
            if (cell(row, 2).contains(text))
                return row;
        }
        return -1;
    }
    void choose(const QString& text)
    {
        QVERIFY2(rowOf(text) >= 0, qPrintable(text));
        queue().setCurrentIndex(queue().rows().index(rowOf(text), 0));
    }
    QString cardText() const
    {
        QString all;
        for (const auto* label : page_->context()->findChildren<QLabel*>())
            all += label->text() + QLatin1Char('\n');
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_ = std::make_unique<test::ReconWorld>();
        world_->statement("2026-Q3", kBank, "0.00", "107.50");
        world_->ledger("2026-Q3", kBooks);
        world_->trialBalance("2026-Q3", kTrial);
        world_->plan();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_->q3.id;
        request.booksOpening = 0;
        VERIFY_OK(openReconciliation(world_->as("pat"), request, "close"));
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(&world_->now(), [](Workspace*) {}));
        session_->choosePeriod(QStringLiteral("2026-Q3"));
        page_ = std::make_unique<ReconPage>(*session_);
        connect(session_.get(), &Session::changed, page_.get(), &Page::reload);
        page_->resize(1200, 700);
        page_->show();
        page_->open(QStringLiteral("1"));
        page_->reload();
        QVERIFY(test::settled(*page_));
    }
    void cleanupTestCase()
    {
        page_.reset();
        session_.reset();
    }

    void eachRowSaysWhatCouldBeDone()
    {
        QCOMPARE(queue().rows().rowCount(), 5);
        QCOMPARE(cell(rowOf(QStringLiteral("FEE")), 3), QStringLiteral("Fee"));
        QCOMPARE(cell(rowOf(QStringLiteral("DEPOSIT")), 3), QStringLiteral("Split"));
        QCOMPARE(cell(rowOf(QStringLiteral("Cheque")), 3), QStringLiteral("Timing"));
        QCOMPARE(cell(rowOf(QStringLiteral("FEE")), 0), QStringLiteral("No category"));
    }
    void takingASplitChoosesItsLines()
    {
        choose(QStringLiteral("DEPOSIT"));
        QCOMPARE(command(QStringLiteral("recon.follow")).whyNot, QString());
        command(QStringLiteral("recon.follow")).run();
        QCOMPARE(page_->reconciliation().currentIndex(), int(ReconciliationView::ByHand));
        // 120.00 − (70.00 + 50.00)
        QCOMPARE(page_->reconciliation().openLines().sum(), QStringLiteral("3 lines chosen: bank 120.00, books 120.00, leaves 0.00 USD"));
        QCOMPARE(command(QStringLiteral("recon.hand")).whyNot, QString());
        page_->reconciliation().openLines().choose({});
        page_->reconciliation().setCurrentIndex(ReconciliationView::Proof);
    }
    void takingAFeeOffersItsCategory()
    {
        choose(QStringLiteral("FEE"));
        QString offered;
        test::DialogAnswer answer([&](QDialog& dialog) {
            offered = dialog.findChild<ChoiceBox*>()->value();
            test::DialogAnswer::reason(dialog, QStringLiteral("price list"));
        });
        command(QStringLiteral("recon.follow")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QCOMPARE(offered, QStringLiteral("unbooked_fee"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(rowOf(QStringLiteral("FEE")), 0), QStringLiteral("To decide"), test::kPatience);
    }
    void anEntryNeedsItsAccount()
    {
        QCOMPARE(command(QStringLiteral("recon.entries")).whyNot, QStringLiteral("No exception here proposes an entry."));
        choose(QStringLiteral("FEE"));
        {
            test::DialogAnswer answer([](QDialog& dialog) {
                dialog.findChildren<ChoiceBox*>().front()->choose(QStringLiteral("propose_entry"));
                test::DialogAnswer::reason(dialog, QStringLiteral("price list"));
            });
            command(QStringLiteral("recon.decide")).run();
            QVERIFY(!answer.answered());
            QCOMPARE(answer.refused(), QStringLiteral("Choose the account the entry goes against."));
        }
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChildren<ChoiceBox*>().at(0)->choose(QStringLiteral("propose_entry"));
            dialog.findChildren<ChoiceBox*>().at(1)->choose(QStringLiteral("6900"));
            // Who only prepares is not offered what takes a reviewer.
            QVERIFY(dialog.findChildren<ChoiceBox*>().at(0)->findData(QStringLiteral("write_off")) < 0);
            test::DialogAnswer::reason(dialog, QStringLiteral("price list"));
        });
        command(QStringLiteral("recon.decide")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(rowOf(QStringLiteral("FEE")), 0), QStringLiteral("Propose an entry"), test::kPatience);
        QCOMPARE(cell(rowOf(QStringLiteral("FEE")), 3), QString()); // nothing is suggested any more
        choose(QStringLiteral("FEE"));
        QVERIFY2(cardText().contains(QStringLiteral("Propose an entry, against 6900")), qPrintable(cardText()));
        QVERIFY(cardText().contains(QStringLiteral("2026-Q3 · Person pat")));
        QCOMPARE(command(QStringLiteral("recon.entries")).whyNot, QString());
    }
    void entriesAreSaved()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("entries.iif"));
        test::DialogAnswer answer([&](QDialog& dialog) {
            for (auto* edit : dialog.findChildren<QLineEdit*>())
                edit->setText(file);
        });
        command(QStringLiteral("recon.entries")).run();
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(file), test::kPatience);
        const std::string bytes = test::readFile(file.toStdString());
        QVERIFY(bytes.find("TRNS\tGENERAL JOURNAL\t9/30/2026\t1010\t-12.50\t") != std::string::npos);
        QVERIFY(bytes.find("SPL\tGENERAL JOURNAL\t9/30/2026\t6900\t12.50\t") != std::string::npos);
    }
};

OXSEAL_TEST_CLASS(TestExceptions);
#include "tst_exceptions.moc"
