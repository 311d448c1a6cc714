// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"

#include "storage/actions/quality_actions.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_command.h"
#include "tests/support/review_world.h"
#include "ui/access/card_watch.h"
#include "ui/access/decision_bar.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"

#include <QPlainTextEdit>
#include <QTest>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

Result<CampaignId> openHere(test::AccessWorld& company)
{
    OXSEAL_TRY(auto workspace, company.as("con"));
    OXSEAL_TRY(const CampaignId id, test::openErpReview(*workspace, {test::clerk("ann", "E2"), test::clerk("bo", "E3")}, {{"rita", {}}}));
    OXSEAL_CHECK(workspace->close());
    return id;
}

std::unique_ptr<Session> sessionOf(test::AccessWorld& company, const char* login)
{
    auto session = std::make_unique<Session>(std::shared_ptr<Workspace>(std::move(*company.as(login))));
    session->choosePeriod(QStringLiteral("2026-Q3"));
    return session;
}

} // namespace

class TestAccessQualityPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWatchCountsWhatIsOnShow()
    {
        std::int64_t now = 0;
        bool context = true;
        QWidget list;
        CardWatch watch(list, {[&now] { return Instant{now}; }, ClockSource::Test, "UTC"}, [&context] { return context; });
        watch.look(1); // hidden: nothing is on show
        now += 5;
        QVERIFY(watch.take(1).empty());
        list.show();
        now += 7; // 5 … 12
        context = false;
        watch.look(2);
        watch.look(2);
        now += 3; // 12 … 15
        watch.look(1);
        now += 4; // 15 … 19
        list.hide();
        now += 100;
        const auto first = watch.take(1);
        QCOMPARE(first.size(), std::size_t(2));
        QVERIFY(first[0].from.micros == 5 && first[0].until.micros == 12 && first[1].from.micros == 15 && first[1].until.micros == 19);
        QVERIFY(!first[0].context);
        QCOMPARE(watch.take(2).size(), std::size_t(1));
        QVERIFY(watch.take(1).empty() && watch.take(2).empty()); // taken once
        list.show();
        now += 2;
        watch.forget();
        QVERIFY(watch.take(1).empty());
    }

    void aControllerSwitchesItOn()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company);
        VERIFY_OK(id);
        const auto session = sessionOf(company, "con");
        AccessPage page(*session);
        connect(session.get(), &Session::changed, &page, &Page::reload);
        page.resize(1040, 700);
        page.show();
        page.open(QStringLiteral("%1/quality").arg(id->value));
        QVERIFY(test::settled(page));
        QCOMPARE(page.quality().model().rowCount(), 0);
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<ChoiceBox*>(QStringLiteral("quality.mode"))->choose(QStringLiteral("by_name"));
            dialog.findChild<QPlainTextEdit*>(QStringLiteral("quality.notice"))->setPlainText(QStringLiteral("Agreed with the works council"));
            test::DialogAnswer::reason(dialog, QStringLiteral("Agreed"));
            test::shoot(dialog, QStringLiteral("part-access-quality-switch"));
        });
        test::run(page, QStringLiteral("review.quality"));
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(quality_repo::modes((*company.as("ada"))->db())->size() == 1, test::kPatience);
    }

    void aReviewerSeesTheOwnTimes()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openHere(company);
        VERIFY_OK(id);
        {
            auto con = company.as("con");
            VERIFY_OK(setQualityMode(**con, {"", access::QualityMode::ByName, "Told", company.world.now.day()}, "Q3"));
            VERIFY_OK((*con)->close());
        }
        const auto session = sessionOf(company, "rita");
        AccessPage page(*session);
        connect(session.get(), &Session::changed, &page, &Page::reload);
        page.resize(1040, 700);
        page.show();
        page.open(QStringLiteral("%1/0").arg(id->value));
        QVERIFY(test::settled(page));
        company.world.now.micros += 30'000'000;
        Q_EMIT page.decisions().decided(access::Decision::Keep);
        QTRY_VERIFY_WITH_TIMEOUT(page.quality().model().rowCount() == 1, test::kPatience);
        const auto found = reviewQuality(**company.as("rita"), *id);
        QVERIFY(found && found->own);
        QCOMPARE(found->own->quality.measured, std::int64_t(1));
        QVERIFY(found->own->quality.medianTime() >= 30'000 && found->own->quality.medianTime() < 90'000);
        page.open(QStringLiteral("%1/quality").arg(id->value));
        QTRY_VERIFY_WITH_TIMEOUT(page.context() != nullptr && page.context()->title() == QStringLiteral("rita"), test::kPatience);
        QVERIFY(!test::command(page, QStringLiteral("review.quality"))->whyNot.isEmpty()); // not hers to switch
        test::shoot(page, QStringLiteral("part-access-quality"));
    }
};

OXSEAL_TEST_CLASS(TestAccessQualityPage);
#include "tst_access_quality_page.moc"
