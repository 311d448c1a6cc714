// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/access_page.h"
#include "ui/access/scope_page.h"

#include "tests/storage/access/access_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/access/decision_bar.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace oxseal;
using namespace oxseal::ui;
using access::StageKind;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level|last_login";
const char* const kRosterHeaders = "employee_id|name|manager_id|status";

Status importHere(test::AccessWorld& company)
{
    OXSEAL_TRY(auto workspace, company.as("con"));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", kRosterHeaders,
        {"E2|Ann|E20|active", "E3|Bo|E20|active", "E10|Con||active", "E20|Rita|E10|active", "E21|Rob|E10|active"}));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders,
        {"ann|E2|active|Clerk|Bills|Full|2026-09-20", "bo|E3|active|Clerk|Bills|Full|2026-09-20", "ann|E2|active|Administrator|Core Administration|Full|2026-09-20"}));
    return workspace->close();
}

/// Rita at the first stage, cora and rob both at the second of every line.
Result<CampaignId> openStaged(test::AccessWorld& company)
{
    OXSEAL_CHECK(importHere(company));
    OXSEAL_TRY(auto workspace, company.as("con"));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), "2026-Q3"));
    ReviewOpening opening;
    opening.system = "ERP";
    opening.systemOwner = "con";
    access::Stage first, second;
    first.kind = StageKind::Manager;
    first.due = Day::fromIso("2026-10-05");
    second.kind = StageKind::SystemOwner;
    second.quorum = access::Quorum::All;
    opening.stages = {first, second};
    OXSEAL_TRY(const CampaignId id, openReview(*workspace, period, opening, "Q3"));
    OXSEAL_CHECK(assignReviewers(*workspace, id, {{"rita"}, {}, 1}, "Q3"));
    OXSEAL_CHECK(assignReviewers(*workspace, id, {{"cora", "rob"}, {}, 2, 2}, "Q3"));
    OXSEAL_CHECK(workspace->close());
    return id;
}

Status decideAll(test::AccessWorld& company, const char* login, CampaignId id, access::Decision decision)
{
    OXSEAL_TRY(auto workspace, company.as(login));
    std::vector<LineDecision> all;
    for (const std::int64_t row : {0, 1, 2})
        all.push_back({row, decision, decision == access::Decision::Keep ? "" : "not_needed", "", "looked at"});
    OXSEAL_CHECK(decideLines(*workspace, id, all, "Q3"));
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

const Command* command(const Page& page, const char* id)
{
    for (const Command& one : page.commands()) {
        if (one.id == QLatin1String(id))
            return &one;
    }
    return nullptr;
}
void run(const Page& page, const char* id)
{
    const Command* found = command(page, id);
    const std::function<void()> work = found != nullptr ? found->run : std::function<void()>();
    if (work)
        work();
}

std::unique_ptr<Session> sessionOf(test::AccessWorld& company, const char* login)
{
    auto session = std::make_unique<Session>(std::shared_ptr<Workspace>(std::move(*company.as(login))));
    session->choosePeriod(QStringLiteral("2026-Q3"));
    return session;
}

/// For people to look at, where the walks leave theirs.
void shoot(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("OXSEAL_SHOTS");
    if (folder.isEmpty())
        return;
    widget.resize(1280, 800);
    widget.show();
    QTest::qWait(200);
    widget.grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
}

} // namespace

class TestAccessStagesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReviewIsOpenedInThreeStages()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        VERIFY_OK(importHere(company));
        const auto session = sessionOf(company, "con");
        AccessPage page(*session);
        page.open({});
        QVERIFY(test::settled(page));
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChild<QComboBox*>(QStringLiteral("stages.shape"))->setCurrentIndex(3);
            dialog.findChild<QCheckBox*>(QStringLiteral("stage1.dated"))->setChecked(true);
            dialog.findChild<ChoiceBox*>(QStringLiteral("stage1.late"))->choose(QStringLiteral("take_over"));
            dialog.findChild<ChoiceBox*>(QStringLiteral("stage2.quorum"))->choose(QStringLiteral("all"));
            auto* person = dialog.findChild<QComboBox*>(QStringLiteral("stage1.person"));
            person->setCurrentIndex(person->findData(QStringLiteral("rob")));
            shoot(dialog, QStringLiteral("part-access-open-stages"));
        });
        QSignalSpy gone(&page, &Page::navigate);
        run(page, "review.open");
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, test::kPatience);
        const auto workspace = company.as("ada");
        const auto stages = stage_repo::stages((*workspace)->db(), CampaignId(1));
        QCOMPARE(stages->size(), std::size_t(3));
        QVERIFY((*stages)[0].escalation == access::Escalation::TakeOver && (*stages)[0].due.has_value());
        QVERIFY((*stages)[1].quorum == access::Quorum::All);
        QVERIFY((*stages)[2].kind == StageKind::SecondReviewer && (*stages)[2].lines == access::StageLines::Privileged);
    }

    void aWaitingStageSaysSo()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openStaged(company);
        VERIFY_OK(id);
        const auto session = sessionOf(company, "rob");
        AccessPage page(*session);
        page.open(QStringLiteral("%1/0").arg(id->value));
        QVERIFY(test::settled(page));
        QVERIFY2(page.decisions().whyNot().contains(QStringLiteral("waits")), qPrintable(page.decisions().whyNot()));
        QCOMPARE(cell(page.lines(), QStringLiteral("0"), QStringLiteral("stage")), QStringLiteral("1 of 2 · Manager"));
    }

    void stagesAndTheReviewersTasks()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openStaged(company);
        VERIFY_OK(id);
        company.world.now = *Instant::fromIso("2026-10-08T08:00:00Z");
        const auto session = sessionOf(company, "con");
        AccessPage page(*session);
        page.open(QStringLiteral("%1/stages").arg(id->value));
        QVERIFY(test::settled(page));
        QCOMPARE(page.stages().model().rowCount(), 2);
        QCOMPARE(cell(page.stages(), QStringLiteral("1"), QStringLiteral("state")), QStringLiteral("3 days late"));
        QCOMPARE(cell(page.stages(), QStringLiteral("2"), QStringLiteral("waiting")), QStringLiteral("3"));
        QVERIFY(command(page, "review.escalate")->whyNot.isEmpty());
        QVERIFY(command(page, "review.resolve")->whyNot.contains(QStringLiteral("disagreement")));
        shoot(page, QStringLiteral("part-access-stages-late"));
        page.open(QStringLiteral("reviewers"));
        QVERIFY(test::settled(page));
        // Rita is late; cora and rob come later; the owner has to sign off.
        QTRY_COMPARE_WITH_TIMEOUT(page.agenda().model().rowCount(), 4, test::kPatience);
        QCOMPARE(cell(page.agenda(), QStringLiteral("0"), QStringLiteral("reviewer")), QStringLiteral("rita"));
        QCOMPARE(cell(page.agenda(), QStringLiteral("0"), QStringLiteral("overdue")), QStringLiteral("3"));
        shoot(page, QStringLiteral("part-access-agenda"));
    }

    void aDisagreementIsResolved()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        const auto id = openStaged(company);
        VERIFY_OK(id);
        VERIFY_OK(decideAll(company, "rita", *id, access::Decision::Keep));
        VERIFY_OK(decideAll(company, "cora", *id, access::Decision::Revoke));
        VERIFY_OK(decideAll(company, "rob", *id, access::Decision::Keep));
        const auto session = sessionOf(company, "con");
        AccessPage page(*session);
        connect(session.get(), &Session::changed, &page, &Page::reload);
        page.open(QStringLiteral("%1/1").arg(id->value));
        QVERIFY(test::settled(page));
        QCOMPARE(cell(page.lines(), QStringLiteral("1"), QStringLiteral("stage")), QStringLiteral("Disagreement"));
        QVERIFY(command(page, "review.resolve")->whyNot.isEmpty());
        shoot(page, QStringLiteral("part-access-disagreement"));
        test::DialogAnswer silent;
        run(page, "review.resolve");
        QVERIFY(silent.refused().contains(QStringLiteral("reason")));
        test::DialogAnswer answer([](QDialog& dialog) { dialog.findChild<QLineEdit*>(QStringLiteral("resolve.comment"))->setText(QStringLiteral("Needed until the close")); });
        run(page, "review.resolve");
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page.lines(), QStringLiteral("1"), QStringLiteral("stage")), QStringLiteral("Through"), test::kPatience);
        QCOMPARE(cell(page.lines(), QStringLiteral("1"), QStringLiteral("decision")), QStringLiteral("Keep"));
    }

    void aStandInIsAskedForAndApproved()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        VERIFY_OK(openStaged(company));
        {
            const auto session = sessionOf(company, "cora");
            AccessPage page(*session);
            page.open(QStringLiteral("handovers"));
            QVERIFY(test::settled(page));
            QVERIFY(!command(page, "review.standin.approve")->whyNot.isEmpty());
            test::DialogAnswer answer([](QDialog& dialog) {
                auto* to = dialog.findChild<QComboBox*>(QStringLiteral("standin.to"));
                to->setCurrentIndex(to->findData(QStringLiteral("rita")));
            });
            QSignalSpy told(&page, &Page::said);
            run(page, "review.standin");
            QVERIFY2(answer.answered(), qPrintable(answer.refused()));
            QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, test::kPatience);
        }
        const auto session = sessionOf(company, "con");
        AccessPage page(*session);
        connect(session.get(), &Session::changed, &page, &Page::reload);
        page.open(QStringLiteral("handovers"));
        QVERIFY(test::settled(page));
        QCOMPARE(cell(page.standIns(), QStringLiteral("1"), QStringLiteral("state")), QStringLiteral("Not approved"));
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Agreed")); });
        run(page, "review.standin.approve");
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page.standIns(), QStringLiteral("1"), QStringLiteral("state")), QStringLiteral("Valid today"), test::kPatience);
        shoot(page, QStringLiteral("part-access-standins"));
    }

    void theScopeSheet()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        VERIFY_OK(importHere(company));
        const auto session = sessionOf(company, "con");
        ScopePage page(*session);
        connect(session.get(), &Session::changed, &page, &Page::reload);
        page.open({});
        QVERIFY(test::settled(page));
        test::DialogAnswer erp; // the listing that is not on the sheet is offered
        run(page, "scope.add");
        QVERIFY2(erp.answered(), qPrintable(erp.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page.systems(), QStringLiteral("ERP"), QStringLiteral("state")), QStringLiteral("No review"), test::kPatience);
        test::DialogAnswer bank([](QDialog& dialog) { dialog.findChild<QLineEdit*>(QStringLiteral("scope.system"))->setText(QStringLiteral("BANK")); });
        run(page, "scope.add");
        QVERIFY2(bank.answered(), qPrintable(bank.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page.systems(), QStringLiteral("BANK"), QStringLiteral("state")), QStringLiteral("No listing"), test::kPatience);
        page.systems().select(QStringLiteral("BANK"));
        test::DialogAnswer skip([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Closed in July")); });
        run(page, "scope.skip");
        QVERIFY2(skip.answered(), qPrintable(skip.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(cell(page.systems(), QStringLiteral("BANK"), QStringLiteral("skip")).contains(QStringLiteral("not approved")), test::kPatience);
        QVERIFY(command(page, "scope.approve")->whyNot.contains(QStringLiteral("another")));
        shoot(page, QStringLiteral("part-scope-systems"));
        page.open(QStringLiteral("roles"));
        QVERIFY(test::settled(page));
        QCOMPARE(page.roles().model().rowCount(), 2);
        QVERIFY(command(page, "scope.content")->whyNot.contains(QStringLiteral("owner")));
        shoot(page, QStringLiteral("part-scope-roles"));
    }

    /// A role of which the listing says nothing but its name.
    void whetherARoleIsPrivileged()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        VERIFY_OK(importHere(company));
        CampaignId id;
        {
            auto workspace = company.as("con");
            VERIFY_OK(workspace);
            VERIFY_OK(test::AccessWorld::keep(**workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders,
                {"ann|E2|active|Operator|||2026-09-20", "bo|E3|active|Operator|||2026-09-20", "ann|E2|active|Clerk|Bills|Full|2026-09-20"}));
            const auto opened = openReview(**workspace, periodByName((*workspace)->db(), "2026-Q3").value(), {"ERP", "con"}, "Q3");
            VERIFY_OK(opened);
            id = *opened;
            VERIFY_OK((*workspace)->close());
        }
        const auto session = sessionOf(company, "con");
        AccessPage review(*session);
        review.open(QString::number(id.value));
        QVERIFY(test::settled(review));
        QVERIFY2(cell(review.lines(), QStringLiteral("0"), QStringLiteral("flags")).contains(QStringLiteral("Privilege unknown")), qPrintable(cell(review.lines(), QStringLiteral("0"), QStringLiteral("flags"))));
        QCOMPARE(cell(review.lines(), QStringLiteral("0"), QStringLiteral("flag.privilege_unknown")), QStringLiteral("yes"));
        QCOMPARE(cell(review.lines(), QStringLiteral("2"), QStringLiteral("flag.privilege_unknown")), QString());
        review.lines().select(QStringLiteral("0"));
        shoot(review, QStringLiteral("part-access-privilege-unknown"));
        ScopePage page(*session);
        connect(session.get(), &Session::changed, &page, &Page::reload);
        page.open(QStringLiteral("roles"));
        QVERIFY(test::settled(page));
        QCOMPARE(cell(page.roles(), QStringLiteral("1"), QStringLiteral("privileged")), QStringLiteral("Not known"));
        page.roles().select(QStringLiteral("1"));
        shoot(page, QStringLiteral("part-scope-privilege"));
        test::DialogAnswer answer([](QDialog& dialog) {
            auto* box = dialog.findChild<QComboBox*>(QStringLiteral("scope.privilegebox"));
            box->setCurrentIndex(box->findData(QStringLiteral("yes")));
            test::DialogAnswer::reason(dialog, QStringLiteral("Starts and stops every run"));
        });
        QVERIFY2(command(page, "scope.privilege")->whyNot.isEmpty(), qPrintable(command(page, "scope.privilege")->whyNot));
        run(page, "scope.privilege");
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page.roles(), QStringLiteral("1"), QStringLiteral("privileged")), QStringLiteral("Yes"), test::kPatience);
        QVERIFY(!command(page, "scope.content")->whyNot.isEmpty());
        shoot(page, QStringLiteral("part-scope-privilege-stated"));
        review.reload();
        QTRY_COMPARE_WITH_TIMEOUT(cell(review.lines(), QStringLiteral("0"), QStringLiteral("flag.privileged")), QStringLiteral("yes"), test::kPatience);
    }
};

OXSEAL_TEST_CLASS(TestAccessStagesPage);
#include "tst_access_stages_page.moc"
