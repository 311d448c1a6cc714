// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sod/rules_page.h"

#include "storage/actions/control_actions.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/sod_picture.h"
#include "tests/storage/access/access_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_command.h"
#include "ui/common/table_panel.h"
#include "ui/sod/sod_page.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTest>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

const char* const kHeaders = "account_id|person_id|status|role|permission|level";
constexpr access::Level kCreate = access::Level::Create;

/// Bills × payments; Rita holds both, over two systems; Ann books and enters bills, which no rule forbids yet.
Status prepare(test::AccessWorld& company)
{
    OXSEAL_TRY(auto workspace, company.as("con"));
    sod::RuleSet set;
    set.name = "Acme";
    set.version = "1";
    set.functions = {{"BI", "Bills", {{{"ERP", "Bills", kCreate}}}}, {"PY", "Pay", {{{"BANK", "PY", kCreate}}}}, {"JE", "Journals", {{{"ERP", "Journals", kCreate}}}}};
    set.rules = {{"S05", {{0}, {1}}, Severity::High, "Pays own bill", "", "", {}, {}}};
    OXSEAL_CHECK(loadDefaultControls(*workspace, "Set-up")); // a compensating control stands in the register
    OXSEAL_CHECK(loadRuleSet(*workspace, set, "Adopted"));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"roster", "", "", "2026-Q3"}, "2026-09-30", "employee_id|name|manager_id|status",
        {"E20|Rita|E10|active", "E2|Ann|E10|active", "E10|Con||active", "E21|Rob|E20|active"}));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"listing", "ERP", "", "2026-Q3"}, "2026-09-30", kHeaders,
        {"rita|E20|active||Bills|Full", "ann|E2|active||Bills|Full", "ann|E2|active||Journals|Full", "ann|E2|active||Fixed Assets|Full"}));
    OXSEAL_CHECK(test::AccessWorld::keep(*workspace, {"listing", "BANK", "", "2026-Q3"}, "2026-09-30", kHeaders, {"r.ita|E20|active||PY|approve"}));
    OXSEAL_TRY(const PeriodRow period, periodByName(workspace->db(), "2026-Q3"));
    OXSEAL_CHECK(runSod(*workspace, period, "Q3"));
    return workspace->close();
}

/// The field of this caption.
template <class W>
W* field(QDialog& dialog, const char* caption)
{
    for (W* one : dialog.findChildren<W*>()) {
        if (one->accessibleName() == QLatin1String(caption))
            return one;
    }
    qWarning("no field \"%s\"", caption);
    return nullptr;
}

void type(QDialog& dialog, const char* caption, const char* text)
{
    if (auto* edit = field<QLineEdit>(dialog, caption))
        edit->setText(QString::fromUtf8(text));
}

} // namespace

class TestRulesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromADraftToAnApprovedVersion()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        VERIFY_OK(prepare(company));
        {
            Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
            session.choosePeriod(QStringLiteral("2026-Q3"));
            RulesPage page(session);
            connect(&session, &Session::changed, &page, &Page::reload);
            page.open({});
            QVERIFY(test::settled(page));
            QCOMPARE(page.rules().model().rowCount(), 1);
            QCOMPARE(page.duties().model().rowCount(), 3);
            QVERIFY(!test::command(page, QStringLiteral("rules.propose"))->whyNot.isEmpty()); // nobody is drafting
            {
                test::DialogAnswer answer([](QDialog& dialog) {
                    type(dialog, "Rule", "S90");
                    field<QComboBox>(dialog, "Side 1")->setEditText(QStringLiteral("BI"));
                    field<QComboBox>(dialog, "Side 2 (empty: sensitive by itself)")->setEditText(QStringLiteral("JE"));
                    type(dialog, "Risk", "Books own bill away");
                });
                test::run(page, QStringLiteral("rules.add"));
                QVERIFY2(answer.answered(), qPrintable(answer.refused()));
            }
            QTRY_COMPARE_WITH_TIMEOUT(page.rules().model().rowCount(), 2, test::kPatience);
            QTRY_COMPARE(page.effect().model().rowCount(), 1); // Ann
            QVERIFY(page.changes().model().rowCount() >= 3); // sides, severity, risk
            {
                test::DialogAnswer answer([](QDialog& dialog) { field<QComboBox>(dialog, "Side 1")->setEditText(QStringLiteral("XX")); });
                test::run(page, QStringLiteral("rules.add"));
                QVERIFY(!answer.answered());
                QVERIFY2(answer.refused().contains(QStringLiteral("what could go wrong")), qPrintable(answer.refused()));
            }
            page.open(QStringLiteral("duties"));
            QVERIFY(test::settled(page));
            QVERIFY(page.duties().select(QStringLiteral("JE")));
            {
                test::DialogAnswer answer([](QDialog& dialog) {
                    auto* offered = field<QComboBox>(dialog, "Held, and in no duty yet");
                    QCOMPARE(offered->count(), 2); // the invitation, and Fixed Assets
                    offered->setCurrentIndex(1);
                    Q_EMIT offered->activated(1);
                    QVERIFY(field<QPlainTextEdit>(dialog, "Permissions that give it")->toPlainText().endsWith(QStringLiteral("ERP: Fixed Assets")));
                });
                test::run(page, QStringLiteral("rules.edit"));
                QVERIFY2(answer.answered(), qPrintable(answer.refused()));
            }
            QTRY_VERIFY_WITH_TIMEOUT(test::command(page, QStringLiteral("rules.propose")) != nullptr && test::command(page, QStringLiteral("rules.propose"))->whyNot.isEmpty(), test::kPatience);
            {
                test::DialogAnswer answer([](QDialog& dialog) {
                    type(dialog, "Version", "1");
                    test::DialogAnswer::reason(dialog, QStringLiteral("Bills and journals"));
                });
                test::run(page, QStringLiteral("rules.propose"));
                QVERIFY(!answer.answered()); // there is a version 1
            }
            {
                test::DialogAnswer answer([](QDialog& dialog) {
                    type(dialog, "Version", "2");
                    test::DialogAnswer::reason(dialog, QStringLiteral("Bills and journals"));
                });
                test::run(page, QStringLiteral("rules.propose"));
                QVERIFY2(answer.answered(), qPrintable(answer.refused()));
            }
            QTRY_COMPARE_WITH_TIMEOUT(page.versions().model().rowCount(), 2, test::kPatience);
            QVERIFY(test::settled(page));
            QVERIFY(page.versions().select(QStringLiteral("2")));
            QVERIFY(test::command(page, QStringLiteral("rules.approve"))->whyNot.contains(QStringLiteral("second person")));
        }
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("paula"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        RulesPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload);
        page.open(QStringLiteral("versions"));
        QVERIFY(test::settled(page));
        QVERIFY(page.versions().select(QStringLiteral("2")));
        {
            test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Seen the one it adds")); });
            test::run(page, QStringLiteral("rules.approve"));
            QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        }
        QTRY_VERIFY_WITH_TIMEOUT(test::command(page, QStringLiteral("rules.approve"))->whyNot.contains(QStringLiteral("approved already")), test::kPatience);
        page.open(QStringLiteral("rules"));
        QVERIFY(test::settled(page));
        QCOMPARE(page.rules().model().rowCount(), 2);
        QVERIFY(!test::command(page, QStringLiteral("rules.add"))->whyNot.isEmpty()); // an officer approves and does not write
    }
    void dutiesThatStayTogether()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        VERIFY_OK(prepare(company));
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("con"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        SodPage page(session);
        connect(&session, &Session::changed, &page, &Page::reload);
        page.open({});
        QVERIFY(test::settled(page));
        QVERIFY(test::command(page, QStringLiteral("sod.memo")) != nullptr && !test::command(page, QStringLiteral("sod.memo"))->whyNot.isEmpty());
        test::DialogAnswer why(
            [](QDialog& dialog) { field<QPlainTextEdit>(dialog, "In your words")->setPlainText(QStringLiteral("Three people in finance")); },
            QStringLiteral("S05 of Rita cannot be separated · 1 of 2"));
        test::DialogAnswer control(
            [](QDialog& dialog) {
                auto* performer = field<QComboBox>(dialog, "Performed by");
                QCOMPARE(performer->findData(QStringLiteral("E21")), -1); // Rob reports to Rita
                QCOMPARE(performer->findData(QStringLiteral("E20")), -1); // herself
                performer->setCurrentIndex(performer->findData(QStringLiteral("E10")));
                field<QComboBox>(dialog, "Control")->setEditText(QStringLiteral("FC-02"));
                type(dialog, "Looks through", "Payment register");
                type(dialog, "Smallest amount looked at", "5,000.00");
                type(dialog, "Currency", "usd");
                type(dialog, "Evidence kept of each performance", "Signed register");
                test::DialogAnswer::reason(dialog, QStringLiteral("Until the hire"));
            },
            QStringLiteral("S05 of Rita cannot be separated · 2 of 2"));
        test::run(page, QStringLiteral("sod.together"));
        QVERIFY2(why.answered(), qPrintable(why.refused()));
        QVERIFY2(control.answered(), qPrintable(control.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(test::command(page, QStringLiteral("sod.memo"))->whyNot.isEmpty(), test::kPatience);
        std::optional<sod::Compensation> kept;
        session.read(&page, [period = *session.period(), today = session.today()](Workspace& workspace) { return sodConflicts(workspace.db(), period, today); },
            [&kept](Result<std::vector<ConflictStatus>> all) { kept = all && !all->empty() ? all->front().compensation : sod::Compensation(); });
        QTRY_VERIFY(kept.has_value());
        QCOMPARE(kept->precisionMinor, std::int64_t(500'000));
        QCOMPARE(kept->currency, std::string("USD"));
    }
};

OXSEAL_TEST_CLASS(TestRulesPage);
#include "tst_rules_page.moc"
