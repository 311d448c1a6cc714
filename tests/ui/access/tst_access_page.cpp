// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"

#include "tests/storage/access/access_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_command.h"
#include "ui/access/decision_bar.h"
#include "ui/common/chart_view.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level|last_login";
const char* const kRosterHeaders = "employee_id|name|department|title|status|term_date";

/// Bo left on 14 August and was used on 15 September; five clerks of one department and title, one of whom alone may pay.
std::vector<std::string> roster()
{
    return {"E1|Paula|Finance|CFO|active|", "E2|Ann|AP|Clerk|active|", "E3|Bo|AP|Clerk|terminated|2026-08-14", "E4|Cy|AP|Clerk|active|",
        "E5|Di|AP|Clerk|active|", "E6|Ed|AP|Clerk|active|", "E7|Flo|AP|Clerk|active|", "E10|Con|Finance|Controller|active|",
        "E20|Rita|Finance|Analyst|active|"};
}
std::vector<std::string> listing()
{
    return {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "cy|E4|active|Clerk|Bills|Full|2026-09-20", "di|E5|active|Clerk|Bills|Full|2026-09-20",
        "bo|E3|active|Clerk|Bills|Full|2026-09-15", "ann|E2|active|Payer|Pay Bills|Full|2026-09-20", "rita|E20|active|Clerk|Bills|View|2026-09-20"};
}

Result<CampaignId> openHere(test::AccessWorld& company, const std::string& entity = {}, bool scoped = false)
{
    OXSEAL_TRY(auto workspace, company.as("con"));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", kRosterHeaders, roster()));
    std::vector<std::string> rows = listing();
    if (scoped) // Bo and Ann's payments are of DE01
        for (const std::size_t at : {std::size_t(3), std::size_t(4)})
            rows[at] += "|DE01";
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"listing", "ERP", entity, "2026-Q3"}, "2026-09-30",
        scoped ? std::string(kHeaders) + "|scope" : kHeaders, rows));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), "2026-Q3"));
    ReviewOpening opening;
    opening.system = "ERP";
    opening.systemOwner = "con";
    OXSEAL_TRY(const CampaignId id, openReview(*workspace, period, opening, "Q3"));
    OXSEAL_CHECK(assignReviewers(*workspace, id, {"rita", "rob"}, {}, "Q3"));
    OXSEAL_CHECK(workspace->close());
    return id;
}

/// Rita takes Bo's bills away.
Status revokeBo(test::AccessWorld& company, CampaignId id)
{
    OXSEAL_TRY(auto workspace, company.as("rita"));
    OXSEAL_CHECK(decideLines(*workspace, id, {{3, access::Decision::Revoke, "leaver", {}, {}}}, "Q3"));
    return workspace->close();
}

/// The next listing of the ERP, without Bo.
Status importAfterRemoval(test::AccessWorld& company, const char* asOf)
{
    OXSEAL_TRY(auto workspace, company.as("con"));
    std::vector<std::string> rows = listing();
    rows.erase(rows.begin() + 3);
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"listing", "ERP", "", "2026-Q3"}, asOf, kHeaders, rows));
    return workspace->close();
}

QString cell(TablePanel& panel, const QString& handle, const QString& key)
{
    const TableData& rows = *panel.model().table();
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        for (std::size_t column = 0; rows.handle(row) == handle && column < rows.columns().size(); ++column) {
            if (rows.columns()[column].key == key)
                return rows.text(row, column);
        }
    }
    return QStringLiteral("no such cell");
}

} // namespace

class TestAccessPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPeriodSaysWhatIsMissing()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.open({});
        QVERIFY(test::settled(page));
        QCOMPARE(page.stateName(), QStringLiteral("empty"));
        QVERIFY(!test::command(page, QStringLiteral("review.open"))->whyNot.isEmpty()); // nothing imported
    }

    void linesShowWhatIsKnown()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("rita"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        QAbstractItemModelTester tester(&page.lines().model());
        page.open(QString::number(id->value));
        QVERIFY(test::settled(page));
        QCOMPARE(page.lines().model().rowCount(), 6);
        // Bo's line stands out most: used after leaving is critical.
        QCOMPARE(page.lines().model().index(0, 0).data(TableModel::HandleRole).toString(), QStringLiteral("3"));
        QVERIFY(cell(page.lines(), QStringLiteral("3"), QStringLiteral("flags")).startsWith(QStringLiteral("Used after leaving")));
        // Of Ann's four fellow clerks still employed two hold Bills, none may pay.
        QCOMPARE(cell(page.lines(), QStringLiteral("0"), QStringLiteral("peers")), QStringLiteral("2 of 4"));
        QCOMPARE(cell(page.lines(), QStringLiteral("4"), QStringLiteral("peers")), QStringLiteral("0 of 4"));
        QCOMPARE(cell(page.lines(), QStringLiteral("4"), QStringLiteral("weight")), QStringLiteral("4")); // rarity alone
        QCOMPARE(cell(page.lines(), QStringLiteral("5"), QStringLiteral("reviewer")), QStringLiteral("rob")); // not herself
        page.lines().select(QStringLiteral("5"));
        QVERIFY(page.decisions().whyNot().contains(QStringLiteral("rob")));
        QVERIFY(page.context() != nullptr);
    }

    void keysDecideAndGoOn()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("rita"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload); // as the window does
        page.show();
        page.open(QStringLiteral("%1/0").arg(id->value));
        QVERIFY(test::settled(page));
        QCOMPARE(page.lines().currentHandle(), QStringLiteral("0"));
        QVERIFY2(page.decisions().whyNot().isEmpty(), qPrintable(page.decisions().whyNot()));
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.lines().view().setFocus();
        QTest::keyClick(&page.lines().view(), Qt::Key_K);
        QTRY_COMPARE(cell(page.lines(), QStringLiteral("0"), QStringLiteral("decision")), QStringLiteral("Keep"));
        QVERIFY(page.lines().currentHandle() != QStringLiteral("0")); // on to a pending one
        QVERIFY(page.decisions().undoOffered());
        QTest::keyClick(&page.lines().view(), Qt::Key_Z);
        // The way back is one more decision in the record.
        QTRY_COMPARE(cell(page.lines(), QStringLiteral("0"), QStringLiteral("decision")), QStringLiteral("Unsure"));
        QCOMPARE(cell(page.lines(), QStringLiteral("0"), QStringLiteral("pending")), QStringLiteral("yes"));
    }

    void theClusterLeavesOutWhatNeedsItsOwnDecision()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("rita"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.open(QStringLiteral("%1/0").arg(id->value));
        QVERIFY(test::settled(page));
        test::run(page, QStringLiteral("review.cluster"));
        auto chosen = page.lines().selectedHandles();
        std::sort(chosen.begin(), chosen.end());
        QCOMPARE(chosen, (std::vector<QString>{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2")})); // not Bo, not Rita
        QVERIFY(!test::command(page, QStringLiteral("review.assign"))->whyNot.isEmpty()); // a reviewer does not assign
    }

    void theControllerSeesWhatStandsInTheWay()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.open({});
        QVERIFY(test::settled(page));
        QCOMPARE(cell(page.reviews(), QString::number(id->value), QStringLiteral("lines")), QStringLiteral("6"));
        QCOMPARE(cell(page.reviews(), QString::number(id->value), QStringLiteral("share")), QStringLiteral("0 %"));
        page.open(QString::number(id->value) + QStringLiteral("/obstacles"));
        QTRY_COMPARE(page.obstacles().model().rowCount(), 7); // six lines and the system's owner
        QCOMPARE(cell(page.obstacles(), QStringLiteral("3"), QStringLiteral("reviewer")), QStringLiteral("rita"));
        QCOMPARE(cell(page.obstacles(), QStringLiteral("-7"), QStringLiteral("what")), QStringLiteral("The owner of ERP has not signed off."));
        QVERIFY(!test::command(page, QStringLiteral("review.conclude"))->whyNot.isEmpty());
        QVERIFY(test::command(page, QStringLiteral("review.assign"))->whyNot.isEmpty());
    }

    void aClusterIsDecidedTogetherWithAComment()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("rita"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload);
        page.open(QStringLiteral("%1/0").arg(id->value));
        QVERIFY(test::settled(page));
        test::run(page, QStringLiteral("review.cluster"));
        test::DialogAnswer silent;
        test::run(page, QStringLiteral("review.decide.keep"));
        QVERIFY(silent.refused().contains(QStringLiteral("comment")));
        test::DialogAnswer answer([](QDialog& dialog) {
            for (auto* edit : dialog.findChildren<QLineEdit*>()) {
                if (edit->accessibleName() == QStringLiteral("Comment"))
                    edit->setText(QStringLiteral("Clerks enter bills"));
            }
        });
        test::run(page, QStringLiteral("review.decide.keep"));
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        for (const char* row : {"0", "1", "2"})
            QTRY_COMPARE_WITH_TIMEOUT(cell(page.lines(), QLatin1String(row), QStringLiteral("decision")), QStringLiteral("Keep"), test::kPatience);
        QCOMPARE(cell(page.lines(), QStringLiteral("3"), QStringLiteral("decision")), QString());
    }

    void chartsOpenTheirRows()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company);
        VERIFY_OK(id);
        VERIFY_OK(revokeBo(company, *id));
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.open({});
        QVERIFY(test::settled(page));
        const Chart progress = page.progressChart().chart();
        QCOMPARE(progress.title, std::string("ERP has most left to decide: 5 of 6 lines"));
        QCOMPARE(progress.series[0].values, std::vector<std::int64_t>{1});
        QCOMPARE(progress.series[1].values, std::vector<std::int64_t>{5});
        QSignalSpy gone(&page, &Page::navigate);
        Q_EMIT page.progressChart().picked(0, 0);
        QCOMPARE(gone.size(), 1);
        QCOMPARE(gone[0][0].value<Link>().object, QString::number(id->value));
        const Chart removals = page.removalChart().chart();
        QCOMPARE(removals.title, std::string("1 of 1 removal not proven yet"));
        QCOMPARE(removals.series[0].values, (std::vector<std::int64_t>{0, 0, 0, 0, 1}));
        QCOMPARE(removals.series[1].values, (std::vector<std::int64_t>{0, 0, 0, 0, 1}));
        Q_EMIT page.removalChart().picked(0, 1);
        QCOMPARE(page.followed().model().rowCount(), 0); // nothing was proven within a day
        Q_EMIT page.removalChart().picked(4, 1);
        QCOMPARE(page.followed().model().rowCount(), 1);
        QCOMPARE(cell(page.followed(), page.followed().currentHandle(), QStringLiteral("account")), QStringLiteral("bo"));
        QVERIFY(test::command(page, QStringLiteral("review.claim"))->whyNot.isEmpty());
    }

    void aRemovalIsClaimedAndProven()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company);
        VERIFY_OK(id);
        VERIFY_OK(revokeBo(company, *id));
        {
            Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
            session.choosePeriod(QStringLiteral("2026-Q3"));
            AccessPage page(session);
            connect(&session, &Session::changed, &page, &Page::reload);
            page.open(QStringLiteral("%1/removals").arg(id->value));
            QVERIFY(test::settled(page));
            QCOMPARE(page.removals().model().rowCount(), 1);
            const QString handle = page.removals().currentHandle();
            test::DialogAnswer claim;
            test::run(page, QStringLiteral("review.claim"));
            QVERIFY2(claim.answered(), qPrintable(claim.refused()));
            QTRY_COMPARE_WITH_TIMEOUT(cell(page.removals(), handle, QStringLiteral("state")), QStringLiteral("Claimed"), test::kPatience);
            QVERIFY(test::command(page, QStringLiteral("review.claim"))->whyNot.contains(QStringLiteral("claimed already")));
            // The only listing was drawn before the claim: the dialog says so and does not let it be verified.
            test::DialogAnswer early;
            test::run(page, QStringLiteral("review.verify"));
            QTRY_VERIFY_WITH_TIMEOUT(early.answered() || !early.refused().isEmpty(), test::kPatience);
            QVERIFY(!early.answered());
            QVERIFY(early.refused().contains(QStringLiteral("later day")));
        }
        company.world.now = *Instant::fromIso("2026-10-05T20:00:00Z"); // an extract of a day to come would prove nothing
        VERIFY_OK(importAfterRemoval(company, "2026-10-05"));
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload);
        page.open(QStringLiteral("removals"));
        QVERIFY(test::settled(page));
        test::DialogAnswer verify;
        test::run(page, QStringLiteral("review.verify"));
        QTRY_VERIFY_WITH_TIMEOUT(verify.answered(), test::kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(
            cell(page.followed(), page.followed().currentHandle(), QStringLiteral("state")), QStringLiteral("Proven removed"), test::kPatience);
        // Asked on 1 October, claimed the same day, proven by the extract of the 5th.
        QCOMPARE(page.removalChart().chart().series[0].values, (std::vector<std::int64_t>{1, 0, 0, 0, 0}));
        QCOMPARE(page.removalChart().chart().series[1].values, (std::vector<std::int64_t>{0, 1, 0, 0, 0}));
        QCOMPARE(page.removalChart().chart().title, std::string("1 of 1 removal proven within 7 days"));
    }

    void theEntityNarrowsTheReviews()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company, "US01");
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::scopeChanged, &page, &Page::reload);
        page.open({});
        QVERIFY(test::settled(page));
        QCOMPARE(page.reviews().model().rowCount(), 1);
        session.chooseEntity(QStringLiteral("DE01"));
        QTRY_COMPARE(page.stateName(), QStringLiteral("empty")); // and it offers the way back to the group
        session.chooseEntity(QStringLiteral("US01"));
        QTRY_COMPARE(page.stateName(), QStringLiteral("ready"));
        QCOMPARE(cell(page.reviews(), QString::number(id->value), QStringLiteral("entity")), QStringLiteral("US01"));
    }

    void theScopeOfALineNarrowsToo()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company, {}, true);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::scopeChanged, &page, &Page::reload);
        session.chooseEntity(QStringLiteral("DE01"));
        page.open({});
        QVERIFY(test::settled(page));
        QCOMPARE(page.reviews().model().rowCount(), 1); // a listing of the group with lines of DE01
        page.open(QString::number(id->value));
        QTRY_COMPARE(page.lines().model().rowCount(), 2);
        session.chooseEntity({});
        QTRY_COMPARE(page.lines().model().rowCount(), 6);
        session.chooseEntity(QStringLiteral("US01"));
        page.open({});
        QTRY_COMPARE(page.stateName(), QStringLiteral("empty"));
    }
};

OXSEAL_TEST_CLASS(TestAccessPage);
#include "tst_access_page.moc"
