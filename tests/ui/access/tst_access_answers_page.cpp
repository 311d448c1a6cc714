// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"

#include "storage/actions/answer_actions.h"
#include "storage/answers/review_pack.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/filled_form.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_command.h"
#include "tests/support/review_world.h"
#include "ui/access/answer_words.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"

#include <QLineEdit>
#include <QTest>

#include <fstream>

using namespace oxseal;
using namespace oxseal::ui;
using access::Decision;

namespace {

/// Rita keeps both lines at her desk; her reply, made with the pack, keeps the first and revokes the second.
Result<CampaignId> conflictHere(test::AccessWorld& company)
{
    OXSEAL_TRY(auto con, company.as("con"));
    OXSEAL_TRY(const CampaignId id, test::openErpReview(*con, {test::clerk("ann", "E2"), test::clerk("bo", "E3")}, {{"rita", {}}}));
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

    void aPdfGoesOutAndComesBackByMail()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        {
            auto con = company.as("con");
            const auto opened = test::openErpReview(**con, {test::clerk("ann", "E2"), test::clerk("bo", "E3")}, {{"rita", {}}});
            VERIFY_OK(opened);
            id = *opened;
            VERIFY_OK(test::AccessWorld::keep(**con, {"roster", "", "", "2026-Q3"}, "2026-10-01", "employee_id|name|email|status", {"E20|Rita|rita@acme.example|active"}));
            VERIFY_OK((*con)->close());
        }
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload);
        QString said;
        connect(&page, &Page::said, &page, [&said](const QString& words) { said = words; });
        page.resize(1040, 700);
        page.show();
        page.open(QStringLiteral("%1/answers").arg(id.value));
        QVERIFY(test::settled(page));
        QVERIFY(!test::command(page, QStringLiteral("review.merge"))->whyNot.isEmpty()); // nothing was given out
        const QString file = QString::fromStdString(company.world.path("rita.pdf").string());
        test::DialogAnswer where([&file](QDialog& dialog) { dialog.findChild<QLineEdit*>(QStringLiteral("path"))->setText(file); }, QStringLiteral("Save the pack for rita"));
        test::DialogAnswer form(
            [](QDialog& dialog) {
                dialog.findChild<ChoiceBox*>(QStringLiteral("pack.form"))->choose(QStringLiteral("pdf"));
                test::shoot(dialog, QStringLiteral("part-access-pack"));
            },
            QStringLiteral("Give lines out to a reviewer"));
        test::run(page, QStringLiteral("review.pack"));
        QTRY_VERIFY_WITH_TIMEOUT(where.answered(), test::kPatience);
        const auto mayMerge = [&page] {
            const Command* merge = test::command(page, QStringLiteral("review.merge"));
            return merge != nullptr && merge->whyNot.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(mayMerge(), test::kPatience);
        const std::string filled = test::filledForm(test::readFile(file.toStdString()), {{"line-0-decision", "keep"}, {"line-1-decision", "revoke"}, {"line-1-reason", "leaver"}});
        QVERIFY(!filled.empty());
        const std::string mail = "From: rita@acme.example\nDate: Thu, 1 Oct 2026 10:00:00 +0200\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                                 "Content-Disposition: attachment; filename=rita.pdf\nContent-Transfer-Encoding: base64\n\n" + toBase64(asBytes(filled)) + "\n--b--\n";
        const auto back = company.world.path("filled.pdf"), letter = company.world.path("reply.eml");
        std::ofstream(back, std::ios::binary) << filled;
        std::ofstream(letter, std::ios::binary) << mail;
        test::DialogAnswer nothing({}, QStringLiteral("Take a reply in"));
        test::run(page, QStringLiteral("review.merge"));
        QVERIFY(!nothing.answered());
        COMPARE_STR(nothing.refused().toStdString(), "Choose the reply.");
        test::DialogAnswer reply(
            [&](QDialog& dialog) {
                dialog.findChild<FileField*>(QStringLiteral("reply.file"))->setPath(QString::fromStdString(back.string()));
                dialog.findChild<FileField*>(QStringLiteral("reply.mail"))->setPath(QString::fromStdString(letter.string()));
                test::shoot(dialog, QStringLiteral("part-access-reply"));
            },
            QStringLiteral("Take a reply in"));
        test::run(page, QStringLiteral("review.merge"));
        QVERIFY2(reply.answered(), qPrintable(reply.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(page.answers().model().rowCount() == 2, test::kPatience);
        QVERIFY2(said.contains(QStringLiteral("2 decided")), qPrintable(said));
        QVERIFY(access_repo::line((*company.as("ada"))->db(), id, 1).value()->decision == Decision::Revoke);
        test::shoot(page, QStringLiteral("part-access-answers-mail"));
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
