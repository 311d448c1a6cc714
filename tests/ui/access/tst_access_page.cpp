// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"

#include "tests/storage/access/access_world.h"
#include "tests/support/gui_world.h"
#include "ui/access/decision_bar.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
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

Result<CampaignId> openHere(test::AccessWorld& company)
{
    OXSEAL_TRY(auto workspace, company.as("con"));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", kRosterHeaders, roster()));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders, listing()));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), "2026-Q3"));
    ReviewOpening opening;
    opening.system = "ERP";
    opening.systemOwner = "con";
    OXSEAL_TRY(const CampaignId id, openReview(*workspace, period, opening, "Q3"));
    OXSEAL_CHECK(assignReviewers(*workspace, id, {"rita", "rob"}, {}, "Q3"));
    OXSEAL_CHECK(workspace->close());
    return id;
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

const Command* command(const Page& page, const QString& id)
{
    for (const Command& one : page.commands()) {
        if (one.id == id)
            return &one;
    }
    return nullptr;
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
        QVERIFY(!command(page, QStringLiteral("review.open"))->whyNot.isEmpty()); // nothing imported
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
        command(page, QStringLiteral("review.cluster"))->run();
        auto chosen = page.lines().selectedHandles();
        std::sort(chosen.begin(), chosen.end());
        QCOMPARE(chosen, (std::vector<QString>{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2")})); // not Bo, not Rita
        QVERIFY(!command(page, QStringLiteral("review.assign"))->whyNot.isEmpty()); // a reviewer does not assign
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
        QVERIFY(!command(page, QStringLiteral("review.conclude"))->whyNot.isEmpty());
        QVERIFY(command(page, QStringLiteral("review.assign"))->whyNot.isEmpty());
    }
};

OXSEAL_TEST_CLASS(TestAccessPage);
#include "tst_access_page.moc"
