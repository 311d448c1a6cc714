// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"

#include "storage/actions/answer_actions.h"
#include "storage/answers/review_pack.h"
#include "tests/storage/access/access_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_command.h"
#include "ui/access/answer_words.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"

#include <QTest>

using namespace oxseal;
using namespace oxseal::ui;
using access::Decision;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level|last_login";
const char* const kRosterHeaders = "employee_id|name|manager_id|status";

/// Rita keeps both lines at her desk; her reply, made with the pack, keeps the first and revokes the second.
Result<CampaignId> conflictHere(test::AccessWorld& company)
{
    OXSEAL_TRY(auto con, company.as("con"));
    OXSEAL_CHECK(test::AccessWorld::keep(*con, {"roster", "", "", "2026-Q3"}, "2026-09-30", kRosterHeaders,
        {"E2|Ann|E20|active", "E3|Bo|E20|active", "E10|Con||active", "E20|Rita|E10|active"}));
    OXSEAL_CHECK(test::AccessWorld::keep(*con, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders,
        {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|Full|2026-09-20"}));
    OXSEAL_TRY(const PeriodRow period, periodByName(con->db(), "2026-Q3"));
    OXSEAL_TRY(const CampaignId id, openReview(*con, period, {"ERP", "con"}, "Q3"));
    OXSEAL_CHECK(assignReviewers(*con, id, {"rita"}, {}, "Q3"));
    OXSEAL_TRY(const PackMade made, makePack(*con, id, "rita", "sealed", "Travels"));
    OXSEAL_CHECK(con->close());
    OXSEAL_TRY(auto rita, company.as("rita"));
    OXSEAL_CHECK(decideLines(*rita, id, {{0, Decision::Keep, "", "", ""}, {1, Decision::Keep, "", "", ""}}, "Q3"));
    OXSEAL_CHECK(rita->close());
    OXSEAL_TRY(const PackFile file, readPack(asBytes(made.bytes)));
    OXSEAL_TRY(const OpenedPack pack, openPack(file, test::TempWorld::secret(company.words.at("rita")), company.world.environment()));
    OXSEAL_TRY(const std::string reply, sealReply(pack, {{0, Decision::Keep, "", "", ""}, {1, Decision::Revoke, "leaver", "", "left in August"}}, company.world.now, company.world.random));
    OXSEAL_TRY(auto again, company.as("con"));
    OXSEAL_CHECK(mergeReply(*again, {"rita.oxreply", reply}, "Reply"));
    OXSEAL_CHECK(again->close());
    return id;
}

} // namespace

class TestAccessAnswersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConflictIsShownAndRuledOn()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = conflictHere(company);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload);
        page.resize(1040, 700);
        page.show();
        page.open(QStringLiteral("%1/answers").arg(id->value));
        QVERIFY(test::settled(page));
        QCOMPARE(page.answers().model().rowCount(), 2);
        // The conflict comes first and is selected, with both values beside it.
        QCOMPARE(page.answers().currentHandle(), QStringLiteral("1/1"));
        QVERIFY(page.context() != nullptr && page.context()->title() == QStringLiteral("bo"));
        test::shoot(page, QStringLiteral("part-access-answers"));
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<ChoiceBox*>(QStringLiteral("ruling.side"))->choose(QStringLiteral("answer"));
            test::DialogAnswer::reason(dialog, QStringLiteral("The reply is her later word"));
            test::shoot(dialog, QStringLiteral("part-access-ruling"));
        });
        test::run(page, QStringLiteral("review.rule"));
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(access_repo::line((*company.as("ada"))->db(), *id, 1).value()->decision == Decision::Revoke, test::kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!test::command(page, QStringLiteral("review.rule"))->whyNot.isEmpty(), test::kPatience); // nothing is left to rule on
    }

    void aReviewerNeitherGivesOutNorRules()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = conflictHere(company);
        VERIFY_OK(id);
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("rita"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.open(QStringLiteral("%1/answers").arg(id->value));
        QVERIFY(test::settled(page));
        for (const char* command : {"review.pack", "review.merge", "review.rule"})
            QVERIFY(!test::command(page, QLatin1String(command))->whyNot.isEmpty());
    }
};

OXSEAL_TEST_CLASS(TestAccessAnswersPage);
#include "tst_access_answers_page.moc"
