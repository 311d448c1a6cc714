// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/removal_exceptions.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_command.h"
#include "tests/support/review_world.h"
#include "ui/access/access_page.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"

#include <QTest>

using namespace oxseal;
using namespace oxseal::ui;
using access::Decision;
using test::as;
using test::clerk;

/// What follows a review, in the window: what a later extract changed, and a removal that somebody contests.
class TestReviewFollowupPage : public QObject
{
    Q_OBJECT

    /// Ann's and Bo's lines; Bo's is revoked, and the review concluded.
    static void concluded(test::AccessWorld& company)
    {
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::openErpReview(workspace, {clerk("ann", "E2"), clerk("bo", "E3")}, {{"rita", {}}}));
        });
        as(company, "rita", [&](Workspace& workspace) {
            VERIFY_OK(decideLines(workspace, CampaignId(1), {{0, Decision::Keep, "", "", ""}, {1, Decision::Revoke, "not_needed", "", ""}}, "Q3"));
        });
        as(company, "con", [&](Workspace& workspace) { VERIFY_OK(concludeReview(workspace, CampaignId(1), *Day::fromIso("2026-10-01"), "Q3")); });
    }

private Q_SLOTS:
    void whatALaterExtractChangedIsATab()
    {
        test::AccessWorld company;
        concluded(company);
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::keepListing(workspace, {"ann|E2|disabled|Clerk|Bills|Full|2026-09-20", clerk("bo", "E3"), clerk("cy", "E4", "Payments")}));
            VERIFY_OK(amendReview(workspace, CampaignId(1), "Exported wrong"));
        });
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.open(QStringLiteral("2/changes"));
        QVERIFY(test::settled(page));
        QTRY_COMPARE(page.changes().model().rowCount(), 2);
        const auto cell = [&page](int row, int column) { return page.changes().model().index(row, column).data().toString(); };
        QCOMPARE(cell(0, 0), QStringLiteral("Added"));
        QCOMPARE(cell(1, 0), QStringLiteral("Account status changed"));
        QCOMPARE(cell(1, 1), QStringLiteral("ann"));
        QCOMPARE(cell(1, 2), QStringLiteral("the account itself"));
        QCOMPARE(cell(1, 3) + cell(1, 4), QStringLiteral("activedisabled"));
    }

    /// E99 is nobody's number; whose account it may be stands beside it.
    void whoseAccountItIsIsATab()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", "account_id|person_id|name|status|role|permission|level|last_login",
                {"ann|E2|Ann|active|Clerk|Bills|Full|2026-09-20", "mm|E99|M. Moran|active|Clerk|Bills|Full|2026-09-20"}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", test::kRosterHeaders, {"E2|Ann|E20|active", "E3|Mary Moran|E20|active"}));
            VERIFY_OK(openReview(workspace, *periodByName(workspace.db(), "2026-Q3"), {"ERP", "con"}, "Q3"));
        });
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.open(QStringLiteral("1/identities"));
        QVERIFY(test::settled(page));
        QTRY_COMPARE(page.doubts().model().rowCount(), 1);
        QStringList cells;
        for (int column = 0; column < 5; ++column)
            cells << page.doubts().model().index(0, column).data().toString();
        QCOMPARE(cells.join(QLatin1Char('|')), QStringLiteral("mm|M. Moran|No worker has its employee number|nobody's|Mary Moran (E3)"));
    }

    void aContestedRemovalIsNotClaimed()
    {
        test::AccessWorld company;
        concluded(company);
        as(company, "con", [&](Workspace& workspace) { VERIFY_OK(askToKeep(workspace, 1, "Bo covers the year-end")); });
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("paula"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload);
        page.open(QStringLiteral("1/removals"));
        QVERIFY(test::settled(page));
        QTRY_VERIFY(!page.removals().currentHandle().isEmpty());
        QVERIFY(!test::command(page, QStringLiteral("review.claim"))->whyNot.isEmpty());
        QVERIFY(!test::command(page, QStringLiteral("review.work_order"))->whyNot.isEmpty()); // nothing is to be taken away meanwhile
        QVERIFY(test::command(page, QStringLiteral("review.contest"))->whyNot.isEmpty());
        test::DialogAnswer no([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Cy covers it")); });
        test::run(page, QStringLiteral("review.decline"));
        QVERIFY2(no.answered(), qPrintable(no.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(test::command(page, QStringLiteral("review.work_order"))->whyNot.isEmpty(), test::kPatience);
    }

    void theStatementAndTheMemoAreOffered()
    {
        test::AccessWorld company;
        concluded(company);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.open(QStringLiteral("handovers"));
        QVERIFY(test::settled(page));
        QTRY_VERIFY(test::command(page, QStringLiteral("review.handover_statement")) != nullptr);
        QVERIFY(test::command(page, QStringLiteral("review.handover_statement"))->whyNot.isEmpty());
    }
};

OXSEAL_TEST_CLASS(TestReviewFollowupPage);
#include "tst_review_followup_page.moc"
