// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/people_compare.h"

#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_command.h"
#include "tests/support/review_world.h"
#include "ui/access/access_page.h"
#include "ui/common/table_panel.h"
#include "ui/common/table_view.h"

#include <QLabel>
#include <QTabWidget>
#include <QTest>

using namespace oxseal;
using namespace oxseal::ui;

/// Two people side by side, in the review and over all systems, without a mouse.
class TestPeopleComparePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overAllSystemsByKeyboard()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        CampaignId id;
        test::as(company, "con", [&](Workspace& workspace) {
            const auto opened = test::openErpReview(workspace, {test::clerk("ann", "E2"), test::clerk("bo", "E3"), test::clerk("cy", "E4")}, {{"rita", {}}});
            VERIFY_OK(opened);
            id = *opened;
            VERIFY_OK(test::AccessWorld::keep(workspace, {"listing", "BANK", "", "2026-Q3"}, "2026-09-30", test::kListingHeaders,
                {"a.b|E2|active||Wire / Initiate|Initiate|2026-09-20"}));
        });
        Session session(std::shared_ptr<Workspace>(std::move(*company.as("rita"))));
        session.choosePeriod(QStringLiteral("2026-Q3"));
        AccessPage page(session);
        page.resize(1100, 700);
        page.show();
        page.open(QString::number(id.value));
        QVERIFY(test::settled(page));
        QVERIFY(QTest::qWaitForWindowActive(&page));
        auto& view = page.lines().view();
        view.setFocus();
        view.selectRow(0);
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QStringList seen;
        test::DialogAnswer answer([&](QDialog& dialog) {
            auto& compared = dynamic_cast<PeopleCompare&>(dialog);
            seen << QString::number(compared.table().model().rowCount());
            QTest::keyClick(&compared.tabs(), Qt::Key_Tab, Qt::ControlModifier);
            seen << compared.tabs().tabText(compared.tabs().currentIndex());
            if (compared.across() == nullptr)
                return dialog.reject();
            seen << QString::number(compared.across()->model().rowCount());
            for (auto* label : compared.findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().contains(QStringLiteral("BANK:a.b")))
                    seen << QStringLiteral("accounts");
            }
            test::shoot(dialog, QStringLiteral("people-across"));
            QTest::keyClick(&dialog, Qt::Key_Escape);
        });
        test::run(page, QStringLiteral("review.compare"));
        QTRY_VERIFY_WITH_TIMEOUT(answer.answered() || !answer.refused().isEmpty(), test::kPatience); // it is only closed
        QCOMPARE(seen, (QStringList{QStringLiteral("1"), QStringLiteral("All systems"), QStringLiteral("2"), QStringLiteral("accounts")}));
    }
};

OXSEAL_TEST_CLASS(TestPeopleComparePage);
#include "tst_people_compare_page.moc"
