// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/closed_page.h"
#include "ui/recon/journals_page.h"
#include "ui/recon/schedules_page.h"
#include "storage/actions/import_actions.h"

#include "tests/storage/recon/recon_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <fstream>

using namespace oxseal;
using namespace oxseal::ui;

/// Rent deposits of 500.00 and prepaids of 1,150.00 at the end of two quarters; nothing was posted in the second.
class TestAccountPages : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Page> page_;

    template <class P>
    P& enter(const char* login, const char* period = "2026-Q4")
    {
        page_.reset();
        session_.reset();
        Workspace& workspace = world_->as(login);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(&workspace, [](Workspace*) {}));
        session_->choosePeriod(QString::fromLatin1(period));
        auto made = std::make_unique<P>(*session_);
        P& page = *made;
        page_ = std::move(made);
        connect(session_.get(), &Session::changed, page_.get(), &Page::reload);
        connect(page_.get(), &Page::navigate, page_.get(), [this](const Link& link) {
            page_->open(link.object);
            page_->reload();
        });
        page_->resize(1200, 700);
        page_->show();
        page_->reload();
        return page;
    }
    Command command(const char* id) const
    {
        for (const Command& each : page_->commands()) {
            if (each.id == QLatin1String(id))
                return each;
        }
        return {};
    }
    static QString cell(TableModel& model, const QString& handle, const QString& column)
    {
        const auto& columns = model.table()->columns();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].key == column)
                return model.index(model.shownRowOf(handle), static_cast<int>(i)).data().toString();
        }
        return QStringLiteral("no column");
    }
    void plan(const char* account, const char* name, recon::AccountRisk risk, recon::AccountMethod method)
    {
        recon::AccountPlan made;
        made.account = account;
        made.name = name;
        made.risk = risk;
        made.method = method;
        made.owner = "pat";
        VERIFY_OK(planAccount(world_->now(), "US01", made, "plan"));
    }
    /// A listing of entries that each pay 60.00 of rent out of equity.
    static void bring(Workspace& workspace, const char* period, const std::vector<int>& numbers, const std::string& on)
    {
        QTemporaryDir dir;
        const std::filesystem::path file = dir.filePath(QStringLiteral("journals.csv")).toStdString();
        std::ofstream out(file, std::ios::binary);
        out << "Journal ID,Line,Accounting Date,Account,Debit,Credit,Currency,Memo,Created By,Approved By,Posted At,Source\n";
        for (const int number : numbers) {
            const std::string id = "JE-" + std::to_string(number);
            out << id << ",1," << on << ",6100,60.00,,USD,Rent,batch,," << on << ",System\n" << id << ",2," << on << ",3000,,60.00,USD,Rent,batch,," << on << ",System\n";
        }
        out.close();
        ImportRequest request;
        request.kind = ImportKind::Journal;
        request.file = file;
        request.entity = "US01";
        request.period = period;
        VERIFY_OK(importFile(workspace, request, "journals"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_ = std::make_unique<test::ReconWorld>();
        const std::vector<test::CashLine> balances{{"2026-12-31", 500'00, "", "Rent deposits", "", "1800"}, {"2026-12-31", 1'150'00, "", "Prepaids", "", "1300"},
            {"2026-12-31", -1'650'00, "", "Equity", "", "3000"}};
        world_->trialBalance("2026-Q3", balances);
        world_->trialBalance("2026-Q4", balances);
        world_->ledger("2026-Q4", {{"2026-12-01", 5'00, "", "Sale", "", "4000"}});
        plan("1800", "Rent deposits", recon::AccountRisk::Low, recon::AccountMethod::RollForward);
        plan("1300", "Prepaids", recon::AccountRisk::Medium, recon::AccountMethod::Schedule);
        VERIFY_OK(setAccountTrait(world_->now(), "US01", "1800", recon::AccountClass::Other, false, "kind"));
    }
    void cleanupTestCase()
    {
        page_.reset();
        session_.reset();
    }

    void rulesAreApprovedBeforeAnythingCloses()
    {
        auto& page = enter<ClosedPage>("con");
        QVERIFY(test::settled(page));
        QCOMPARE(page.stateName(), QStringLiteral("ready"));
        QCOMPARE(cell(page.accounts().model(), QStringLiteral("US01/1800"), QStringLiteral("state")), QStringLiteral("Would close"));
        QCOMPARE(cell(page.accounts().model(), QStringLiteral("US01/1300"), QStringLiteral("state")), QStringLiteral("Refused"));
        QVERIFY(command("closed.run").whyNot.contains(QStringLiteral("approved")));
        page.open(QStringLiteral("rules"));
        QVERIFY(test::settled(page));
        QCOMPARE(command("closed.approve").whyNot, QString());
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("limits fit")); });
        command("closed.approve").run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(command("closed.approve").whyNot.contains(QStringLiteral("decided")), test::kPatience);
    }
    void whatTheRuleClosedIsListed()
    {
        auto& page = enter<ClosedPage>("pat");
        QVERIFY(test::settled(page));
        QCOMPARE(command("closed.run").whyNot, QString());
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("close")); });
        command("closed.run").run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page.accounts().model(), QStringLiteral("US01/1800"), QStringLiteral("state")), QStringLiteral("Closed by rule"), test::kPatience);
        QVERIFY(!command("closed.sample").whyNot.isEmpty()); // preparers draw no samples
    }
    void aSampledAccountWaitsForSomebodyElse()
    {
        auto& page = enter<ClosedPage>("rex");
        QVERIFY(test::settled(page));
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("closed.seed"))->setText(QStringLiteral("internal audit"));
            test::DialogAnswer::reason(dialog, QStringLiteral("quarterly"));
        });
        command("closed.sample").run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page.accounts().model(), QStringLiteral("US01/1800"), QStringLiteral("state")), QStringLiteral("To look at"), test::kPatience);
        QVERIFY(page.accounts().select(QStringLiteral("US01/1800")));
        QCOMPARE(command("closed.agrees").whyNot, QString());
    }
    void aScheduleIsBegunAndShowsWhatStandsAgainstIt()
    {
        auto& page = enter<SchedulesPage>("pat");
        QVERIFY(test::settled(page));
        QAbstractItemModelTester tester(&page.accounts().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(cell(page.accounts().model(), QStringLiteral("US01/1300"), QStringLiteral("state")), QStringLiteral("Not begun"));
        QCOMPARE(cell(page.accounts().model(), QStringLiteral("US01/1800"), QStringLiteral("state")), QStringLiteral("Closed by rule"));
        QVERIFY(page.accounts().select(QStringLiteral("US01/1300")));
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<ChoiceBox*>()->choose(QStringLiteral("prepaid"));
            test::DialogAnswer::reason(dialog, QStringLiteral("close"));
        });
        command("schedules.begin").run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(page.title().contains(QStringLiteral("1300")), test::kPatience);
        QVERIFY(test::settled(page));
        QVERIFY(command("schedules.prepare").whyNot.contains(QStringLiteral("1,150.00")));
        QVERIFY(!command("schedules.review").whyNot.isEmpty());
    }
    void journalsSayWhatIsMissing()
    {
        auto& page = enter<JournalsPage>("rex");
        QVERIFY(test::settled(page));
        QCOMPARE(page.stateName(), QStringLiteral("empty"));
        QVERIFY(!command("journals.answer").whyNot.isEmpty() || command("journals.answer").id.isEmpty());
    }
    // The quarter before ended with JE-3; the listing of the new year begins with JE-5.
    void journalsGoOnAcrossTheYear()
    {
        page_.reset(); // nobody has it open while the files come in
        session_.reset();
        Workspace& con = world_->as("con");
        VERIFY_OK(addPeriod(con, "2027-Q1", "next year"));
        world_->trialBalance("2027-Q1", {{"2027-03-31", 500'00, "", "Rent deposits", "", "1800"}, {"2027-03-31", 1'150'00, "", "Prepaids", "", "1300"},
            {"2027-03-31", -1'830'00, "", "Equity", "", "3000"}, {"2027-03-31", 180'00, "", "Rent", "", "6100"}});
        bring(con, "2026-Q4", {1, 2, 3}, "2026-12-01");
        bring(con, "2027-Q1", {5, 6, 7}, "2027-01-11");
        auto& page = enter<JournalsPage>("rex", "2027-Q1");
        page.open(QStringLiteral("numbers"));
        QVERIFY(test::settled(page));
        QCOMPARE(page.stateName(), QStringLiteral("ready"));
        const QString sequence = QStringLiteral("US01/JE-");
        QCOMPARE(cell(page.numbers().model(), sequence, QStringLiteral("before")), QStringLiteral("3"));
        QCOMPARE(cell(page.numbers().model(), sequence, QStringLiteral("missing")), QStringLiteral("4"));
        test::shoot(page, QStringLiteral("journals-numbers"));
        QCOMPARE(command("journals.year").whyNot, QString());
        QSignalSpy said(&page, &Page::said);
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("year.accounts"))->setText(QStringLiteral("4000-8999"));
            dialog.findChild<QLineEdit*>(QStringLiteral("year.into"))->setText(QStringLiteral("3000"));
            test::DialogAnswer::reason(dialog, QStringLiteral("closes without an entry"));
            test::shoot(dialog, QStringLiteral("journals-year"));
        });
        command("journals.year").run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, test::kPatience);
        page.open(QStringLiteral("accounts"));
        QVERIFY(test::settled(page));
        QCOMPARE(cell(page.accounts().model(), QStringLiteral("US01/6100"), QStringLiteral("state")), QStringLiteral("Agrees"));
        test::shoot(page, QStringLiteral("journals-completeness"));
    }
};

OXSEAL_TEST_CLASS(TestAccountPages);
#include "tst_account_pages.moc"
