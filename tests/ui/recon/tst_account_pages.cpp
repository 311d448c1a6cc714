// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/closed_page.h"
#include "ui/recon/journals_page.h"
#include "ui/recon/schedules_page.h"

#include "tests/storage/recon/recon_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>

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
};

OXSEAL_TEST_CLASS(TestAccountPages);
#include "tst_account_pages.moc"
