// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/card_dialog.h"

#include "tests/storage/access/access_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_command.h"
#include "ui/access/access_page.h"
#include "ui/access/decision_bar.h"
#include "ui/common/plain_table.h"
#include "ui/common/table_panel.h"

#include <QApplication>
#include <QPointer>
#include <QTest>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

constexpr int kWorkers = 300;

bool leaves(int worker) { return worker % 30 == 7; }
bool administers(int worker) { return worker % 25 == 3; }

std::string number(int worker) { return std::to_string(1000 + worker); }

/// 300 clerks: everybody enters bills and sees reports, every 25th is an administrator too, every 30th has left. `rows` counts
/// the lines.
Result<CampaignId> openLarge(test::AccessWorld& company, int& rows)
{
    std::vector<std::string> roster{"E10|Con|Finance|Controller|active|", "E20|Rita|Finance|Analyst|active|"};
    std::vector<std::string> listing;
    for (int worker = 0; worker < kWorkers; ++worker) {
        const std::string id = "W" + number(worker), account = "u" + number(worker);
        roster.push_back(id + "|Worker " + number(worker) + "|AP|Clerk|" + (leaves(worker) ? "terminated|2026-08-14" : "active|"));
        listing.push_back(account + "|" + id + "|active|Clerk|Bills|Full|2026-09-20");
        if (administers(worker))
            listing.push_back(account + "|" + id + "|active|Administrator|Setup|Full|2026-09-20");
        listing.push_back(account + "|" + id + "|active|Clerk|Reports|View|2026-09-20");
    }
    rows = static_cast<int>(listing.size());
    OXSEAL_TRY(auto workspace, company.as("con"));
    OXSEAL_CHECK(test::AccessWorld::keep(
        *workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|department|title|status|term_date", roster));
    OXSEAL_CHECK(test::AccessWorld::keep(
        *workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", "account_id|person_id|status|role|permission|level|last_login", listing));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), "2026-Q3"));
    ReviewOpening opening;
    opening.system = "ERP";
    opening.systemOwner = "con";
    OXSEAL_TRY(const CampaignId id, openReview(*workspace, period, opening, "Q3"));
    OXSEAL_CHECK(assignReviewers(*workspace, id, {"rita"}, {}, "Q3"));
    OXSEAL_CHECK(workspace->close());
    return id;
}

CardDialog* dialogOf(AccessPage& page)
{
    if (!QTest::qWaitForWindowActive(&page))
        return nullptr;
    test::run(page, QStringLiteral("review.cards"));
    auto* dialog = page.findChild<CardDialog*>();
    if (dialog == nullptr)
        return nullptr;
    dialog->activateWindow(); // what the window manager does
    return QTest::qWaitFor([dialog] { return QApplication::activeWindow() == dialog; }, 5000) ? dialog : nullptr;
}

/// R, and the first reason of its menu.
bool revoke(CardDialog& dialog)
{
    QTest::keyClick(&dialog.table(), Qt::Key_R);
    if (!QTest::qWaitFor([] { return QApplication::activePopupWidget() != nullptr; }, 2000))
        return false;
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    return QTest::qWaitFor([] { return QApplication::activePopupWidget() == nullptr; }, 2000);
}

} // namespace

class TestReviewCards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesOfOnePersonAreOneCard()
    {
        ReviewBasis basis;
        std::vector<LineRow> lines(5);
        for (std::size_t at = 0; at < lines.size(); ++at)
            lines[at].row = static_cast<std::int64_t>(at);
        basis.lines.resize(5);
        lines[0].subject = lines[2].subject = lines[3].subject = "E2";
        lines[1].account = lines[4].account = "batch"; // of nobody
        const auto cards = reviewCards(basis, lines);
        QCOMPARE(cards.size(), std::size_t(2));
        QCOMPARE(cards[0].lines.size(), std::size_t(3));
        QCOMPARE(cards[1].lines.back().row, std::int64_t(4));
        QCOMPARE(cards[1].title, QStringLiteral("batch"));
    }
    /// The whole review of 300 people without a mouse: A keeps what carries no flag, R takes the leavers' lines away, K keeps an
    /// administrator's line after a look; every card is one act.
    void threeHundredCardsByKeyboard()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        int rows = 0;
        const auto id = openLarge(company, rows);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("rita"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload); // as the window does
        page.show();
        page.open(QString::number(id->value));
        QVERIFY(test::settled(page));
        CardDialog* dialog = dialogOf(page);
        QVERIFY(dialog != nullptr);
        int cards = 0, byOne = 0;
        QPointer<CardDialog> open(dialog);
        for (; open != nullptr && open->isVisible() && cards <= kWorkers; ++cards) {
            const std::size_t before = open->shownCard();
            const bool leaver = open->card().about.contains(QStringLiteral("terminated"));
            QTest::keyClick(&open->table(), Qt::Key_A);
            for (std::size_t line = 0; line < open->card().lines.size(); ++line) {
                if (open->wordOn(line))
                    continue;
                ++byOne;
                QCOMPARE(open->table().currentIndex().row(), static_cast<int>(line)); // the first open line is the current one
                if (leaver)
                    QVERIFY(revoke(*open));
                else
                    QTest::keyClick(&open->table(), Qt::Key_K);
                QVERIFY(open->wordOn(line));
            }
            if (cards == 0)
                test::shoot(*open, QStringLiteral("part-review-card"));
            QTest::keyClick(&open->table(), Qt::Key_Return, Qt::ControlModifier);
            QVERIFY(open == nullptr || !open->isVisible() || open->shownCard() == before + 1);
        }
        QCOMPARE(cards, kWorkers);
        QCOMPARE(byOne, 10 * 2 + 12); // ten leavers with two lines each, twelve administrators
        QVERIFY(QTest::qWaitFor([&] { return page.lines().model().table() != nullptr && session.jobs().empty(); }, test::kPatience));

        auto workspace = company.as("con");
        VERIFY_OK(workspace);
        const auto lines = access_repo::lines((*workspace)->db(), *id);
        VERIFY_OK(lines);
        std::map<access::Decision, int> decisions;
        for (const LineRow& line : *lines) {
            QVERIFY(line.decision);
            ++decisions[*line.decision];
            QCOMPARE(line.bulk, std::int64_t(1));
        }
        QCOMPARE(decisions[access::Decision::Revoke], 20);
        QCOMPARE(decisions[access::Decision::Keep], rows - 20);
    }
    void whatIsLeftOpenStaysPending()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        int rows = 0;
        const auto id = openLarge(company, rows);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("rita"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload);
        page.show();
        page.open(QStringLiteral("%1/0").arg(id->value));
        QVERIFY(test::settled(page));
        CardDialog* dialog = dialogOf(page);
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->card().lines.front().row, std::int64_t(0)); // the card of the chosen line comes first
        QTest::keyClick(&dialog->table(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(dialog->shownCard(), std::size_t(0)); // nothing to record yet
        QTest::keyClick(&dialog->table(), Qt::Key_K);
        QTest::keyClick(&dialog->table(), Qt::Key_Z);
        QVERIFY(!dialog->wordOn(0) && !dialog->wordOn(1)); // taken back
        QCOMPARE(dialog->table().currentIndex().row(), 0);
        QTest::keyClick(&dialog->table(), Qt::Key_K);
        QTest::keyClick(&dialog->table(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(dialog->shownCard(), std::size_t(1));
        QTest::keyClick(&dialog->table(), Qt::Key_Escape);
        const auto decided = [&page] {
            const auto row = page.lines().model().table()->rowOf(QStringLiteral("0"));
            return row && !page.lines().model().table()->text(*row, 0).isEmpty();
        };
        QVERIFY(QTest::qWaitFor(decided, test::kPatience));
    }
};

OXSEAL_TEST_CLASS(TestReviewCards);
#include "tst_review_cards.moc"
