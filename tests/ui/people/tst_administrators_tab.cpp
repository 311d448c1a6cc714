// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/people_page.h"

#include "storage/actions/administration_actions.h"
#include "tests/storage/actions/certify_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"

#include <QLabel>

using namespace oxseal;
using namespace oxseal::ui;

/// The acts of the administrator who founded the company in November 2026, looked through in the fourth quarter.
class TestAdministratorsTab : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<PeoplePage> page_;

    void enter(const char* login)
    {
        page_.reset();
        session_.reset();
        auto opened = company_.as(login);
        VERIFY_OK(opened);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(std::move(*opened)));
        session_->choosePeriod(QStringLiteral("2026-Q4"));
        page_ = std::make_unique<PeoplePage>(*session_);
        connect(session_.get(), &Session::changed, page_.get(), &Page::reload);
        page_->resize(1100, 700);
        page_->show();
        page_->open(QStringLiteral("acts"));
        page_->reload();
        QVERIFY(test::settled(*page_));
    }
    Command command(const QString& id)
    {
        for (const Command& each : page_->commands()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    Command cardCommand(const QString& id)
    {
        if (page_->context() != nullptr) {
            for (const Command& each : page_->context()->commands()) {
                if (each.id == id)
                    return each;
            }
        }
        return {};
    }
    QString state(const QString& number)
    {
        TableModel& model = page_->acts().model();
        return model.index(model.shownRowOf(number), 1).data().toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(company_.found());
        auto ada = company_.as("ada");
        VERIFY_OK(ada);
        VERIFY_OK(addPeriod(**ada, "2026-Q4", "Next quarter"));
        VERIFY_OK((*ada)->close());
    }
    void cleanupTestCase()
    {
        page_.reset();
        session_.reset();
    }

    void anAdministratorSeesWhyNot()
    {
        enter("ada");
        QVERIFY(page_->acts().model().rowCount() > 12);
        QVERIFY(command(QStringLiteral("people.review_acts")).primary);
        QVERIFY(!command(QStringLiteral("people.invite")).primary); // one primary action on a page
        QVERIFY(command(QStringLiteral("people.review_acts")).whyNot.contains(QStringLiteral("administrator")));
    }
    void anActIsQuestionedAndTheRestSigned()
    {
        enter("con");
        QVERIFY2(command(QStringLiteral("people.review_acts")).whyNot.isEmpty(), qPrintable(command(QStringLiteral("people.review_acts")).whyNot));
        const int rows = page_->acts().model().rowCount();
        const QString second = page_->acts().model().table()->handle(1);
        QVERIFY(page_->acts().select(second));
        {
            test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("No ticket for it")); });
            cardCommand(QStringLiteral("people.question_act")).run();
            QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        }
        QCOMPARE(state(second), QStringLiteral("To question"));
        QVERIFY(!cardCommand(QStringLiteral("people.unquestion_act")).title.isEmpty());
        QString said;
        test::DialogAnswer answer([&](QDialog& dialog) {
            for (auto* each : dialog.findChildren<QLabel*>())
                said += each->text() + QLatin1Char('\n');
            test::DialogAnswer::reason(dialog, QStringLiteral("Looked through with HR"));
        });
        command(QStringLiteral("people.review_acts")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QVERIFY2(said.contains(QStringLiteral("1 act not in order")), qPrintable(said));
        QTRY_COMPARE_WITH_TIMEOUT(state(second), QStringLiteral("Questioned"), test::kPatience);
        QCOMPARE(page_->acts().model().rowCount(), rows); // what was signed stays, as reviewed
        QCOMPARE(state(page_->acts().model().table()->handle(0)), QStringLiteral("In order"));
        QVERIFY(command(QStringLiteral("people.review_acts")).whyNot.contains(QStringLiteral("waits")));
    }
};

OXSEAL_TEST_CLASS(TestAdministratorsTab);
#include "tst_administrators_tab.moc"
