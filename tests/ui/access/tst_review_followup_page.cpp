// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/removal_exceptions.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_command.h"
#include "tests/support/review_world.h"
#include "ui/access/access_page.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"

#include <QAbstractItemModel>
#include <QComboBox>
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
        const auto cells = [&page] {
            QStringList out;
            for (int column = 0; column < 6; ++column)
                out << page.doubts().model().index(0, column).data().toString();
            return out.join(QLatin1Char('|'));
        };
        QCOMPARE(cells(), QStringLiteral("Not decided|mm|M. Moran|No worker has its employee number|nobody's|Mary Moran (E3)"));
        connect(&session, &Session::changed, &page, &Page::reload);
        QTRY_VERIFY(test::command(page, QStringLiteral("review.identity_is")) != nullptr);
        QVERIFY(test::command(page, QStringLiteral("review.identity_is"))->whyNot.isEmpty());
        test::DialogAnswer is([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Asked her")); });
        test::run(page, QStringLiteral("review.identity_is"));
        QVERIFY2(is.answered(), qPrintable(is.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cells(), QStringLiteral("is Mary Moran (E3)|mm|M. Moran|No worker has its employee number|nobody's|Mary Moran (E3)"), test::kPatience);
        test::DialogAnswer isNot([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Asked again")); });
        test::run(page, QStringLiteral("review.identity_not"));
        QVERIFY2(isNot.answered(), qPrintable(isNot.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cells(), QStringLiteral("none of them|mm|M. Moran|No worker has its employee number|nobody's|Mary Moran (E3)"), test::kPatience);
        QVERIFY(!test::command(page, QStringLiteral("review.identity_not"))->whyNot.isEmpty());
        test::shoot(*page.context(), QStringLiteral("access_identity_card"));
        page.resize(1280, 800);
        test::shoot(page, QStringLiteral("access_identities"));
    }

    /// Bo left on 14 July, was enabled on the 31st, and is gone in the review's listing.
    void anAccountThatEndedLateIsLookedBackAt()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E2"), "bo|E3|active|Clerk|Bills|Full|2026-07-10"}, "2026-07-31"));
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E2")}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|status|term_date", {"E2|Ann|active|", "E3|Bo|terminated|2026-07-14"}));
            VERIFY_OK(openReview(workspace, *periodByName(workspace.db(), "2026-Q3"), {"ERP", "con"}, "Q3"));
        });
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload);
        page.open(QStringLiteral("1/look-back"));
        QVERIFY(test::settled(page));
        QTRY_COMPARE(page.lookBack().model().rowCount(), 1);
        const auto cells = [&page] {
            QStringList out;
            for (int column = 0; column < page.lookBack().model().columnCount(); ++column)
                out << page.lookBack().model().index(0, column).data().toString();
            return out.join(QLatin1Char('|'));
        };
        QCOMPARE(cells(), QStringLiteral("Not concluded|bo|Bo|2026-07-14|Not known|0|78|2026-07-10|2026-09-30|Ended late"));
        QTRY_VERIFY(test::command(page, QStringLiteral("review.look_back")) != nullptr);
        const auto choose = [](QDialog& dialog, const char* box, const char* value) {
            auto* choice = dialog.findChild<QComboBox*>(QLatin1String(box));
            choice->setCurrentIndex(choice->findData(QLatin1String(value)));
        };
        const auto say = [choose](QDialog& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("lookback.why"))->setText(QStringLiteral("The last login of the July extract"));
            choose(dialog, "lookback.conclusion", "authorised");
            choose(dialog, "lookback.keys", "none");
            test::DialogAnswer::reason(dialog, QStringLiteral("Q3"));
        };
        test::DialogAnswer half(say);
        test::run(page, QStringLiteral("review.look_back"));
        QVERIFY(!half.answered() && half.refused().contains(QStringLiteral("shared passwords")));
        test::DialogAnswer whole([&](QDialog& dialog) {
            say(dialog);
            choose(dialog, "lookback.passwords", "done");
            dialog.findChild<QLineEdit*>(QStringLiteral("lookback.cause"))->setText(QStringLiteral("The notice came in September"));
            test::shoot(dialog, QStringLiteral("access_look_back_dialog"));
        });
        test::run(page, QStringLiteral("review.look_back"));
        QVERIFY2(whole.answered(), qPrintable(whole.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(cells().startsWith(QStringLiteral("Used with permission|bo")), test::kPatience);
        page.resize(1280, 800);
        test::shoot(page, QStringLiteral("access_look_back"));
        QTRY_VERIFY(page.context() != nullptr);
        test::shoot(*page.context(), QStringLiteral("access_look_back_card"));
    }

    /// Bo left on 14 August and is still enabled on 30 September; Cy's account is gone, somewhere between two extracts.
    void whenAccessEndedIsATab()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q2"}, "2026-06-30", test::kListingHeaders, {clerk("ann", "E2"), clerk("bo", "E3"), clerk("cy", "E4")}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q2"}, "2026-06-30", test::kRosterHeaders, {"E2|Ann|E20|active", "E3|Bo|E20|active", "E4|Cy|E20|active"}));
            VERIFY_OK(openReview(workspace, *periodByName(workspace.db(), "2026-Q2"), {"ERP", "con"}, "Q2"));
            VERIFY_OK(test::keepListing(workspace, {clerk("ann", "E2"), clerk("bo", "E3")}));
            VERIFY_OK(test::AccessWorld::keep(workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|manager_id|status|term_date",
                {"E2|Ann|E20|active|", "E3|Bo|E20|terminated|2026-08-14", "E4|Cy|E20|terminated|2026-08-14"}));
            VERIFY_OK(openReview(workspace, *periodByName(workspace.db(), "2026-Q3"), {"ERP", "con"}, "Q3"));
        });
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.open(QStringLiteral("2/times"));
        QVERIFY(test::settled(page));
        QTRY_COMPARE(page.times().model().rowCount(), 2);
        const auto cells = [&page](int row) {
            QStringList out;
            for (int column = 0; column < 9; ++column)
                out << page.times().model().index(row, column).data().toString();
            return out.join(QLatin1Char('|'));
        };
        const auto texts = QStringList{cells(0), cells(1)}.join(QLatin1Char('\n'));
        QVERIFY2(cells(0).startsWith(QStringLiteral("Late|bo|Bo|left|the account itself|")) && cells(0).endsWith(QStringLiteral("|not ended|≥ 47|≥ 33")), qPrintable(texts));
        QVERIFY2(cells(1).startsWith(QStringLiteral("Not known|cy|Cy|left|")) && cells(1).endsWith(QStringLiteral("|≤ 47|≤ 33")), qPrintable(texts));
        page.resize(1280, 800);
        test::shoot(page, QStringLiteral("access_times"));
        test::shoot(*page.context(), QStringLiteral("access_times_card"));
    }

    /// The owner of a service account is stated beside its line; the review shows it, and its flag stays as it was frozen.
    void whoOwnsAServiceAccountIsStated()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        as(company, "con", [&](Workspace& workspace) {
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", "account_id|person_id|name|type|status|role|permission|level|last_credential_change|owner|purpose",
                {"ann|E2|Ann|human|active|Clerk|Bills|Full", "svc||Tax export|service|active|Export|All|View|2026-03-02||Writes the tax export", "till||Till 3|shared|active|Till|Sales|Edit||Ann|Takes payments"}));
            VERIFY_OK(test::keepRoster(workspace));
            VERIFY_OK(openReview(workspace, *periodByName(workspace.db(), "2026-Q3"), {"ERP", "con", access::Shape::NonHuman}, "Q3"));
        });
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.resize(1280, 800);
        connect(&session, &Session::changed, &page, &Page::reload);
        page.open(QStringLiteral("1/1"));
        QVERIFY(test::settled(page));
        QTRY_COMPARE(page.lines().model().rowCount(), 2);
        const auto facts = [&page](const QString& account) {
            QStringList out;
            const QAbstractItemModel& model = page.lines().model();
            for (int row = 0; row < model.rowCount(); ++row) {
                QStringList cells;
                for (int column = 0; column < model.columnCount(); ++column)
                    cells << model.index(row, column).data().toString();
                if (cells.contains(account))
                    out << cells;
            }
            return out.join(QLatin1Char('|'));
        };
        QVERIFY2(facts(QStringLiteral("Tax export")).contains(QStringLiteral("|not known|Writes the tax export|212|")), qPrintable(facts(QStringLiteral("Tax export"))));
        QVERIFY2(facts(QStringLiteral("Till 3")).contains(QStringLiteral("|Ann|Takes payments|not known|")), qPrintable(facts(QStringLiteral("Till 3"))));
        QTRY_VERIFY(page.context() != nullptr && page.context()->title() == QStringLiteral("Tax export"));
        const auto state = [&page]() -> const Command* {
            for (const Command& one : page.context()->commands()) {
                if (one.id == QStringLiteral("review.state_account"))
                    return &one;
            }
            return nullptr;
        };
        QVERIFY(state() != nullptr && state()->whyNot.isEmpty());
        test::shoot(*page.context(), QStringLiteral("access_account_before"));
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("account.owner"))->setText(QStringLiteral("E3"));
            test::DialogAnswer::reason(dialog, QStringLiteral("Asked for"));
            test::shoot(dialog, QStringLiteral("access_account_dialog"));
        });
        const std::function<void()> run = state()->run;
        run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(facts(QStringLiteral("Tax export")).contains(QStringLiteral("|Bo (E3)|Writes the tax export|212|")), test::kPatience);
        QVERIFY(facts(QStringLiteral("Tax export")).contains(QStringLiteral("Service without owner"))); // frozen
        test::shoot(*page.context(), QStringLiteral("access_account_after"));
        test::shoot(page, QStringLiteral("access_non_human"));
        page.lines().select(QStringLiteral("2"));
        QTRY_VERIFY(page.context()->title() == QStringLiteral("Till 3"));
        QVERIFY(state() != nullptr && !state()->whyNot.isEmpty()); // the listing names both
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
