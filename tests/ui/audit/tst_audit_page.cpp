// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_page.h"

#include "storage/actions/company_actions.h"
#include "tests/support/gui_world.h"
#include "tests/support/temp_world.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QTableView>

using namespace oxseal;
using namespace oxseal::ui;

class TestAuditPage : public QObject
{
    Q_OBJECT

    test::TempWorld world_;
    std::unique_ptr<Session> session_;

    static bool shows(const QWidget& widget, const QString& words)
    {
        for (const auto* one : widget.findChildren<QLabel*>()) {
            if (one->text() == words)
                return true;
        }
        return false;
    }

    static TablePanel* tableOf(const AuditPage& page, const QString& name)
    {
        for (auto* table : page.findChildren<TablePanel*>()) {
            if (table->view().accessibleName() == name)
                return table;
        }
        return nullptr;
    }
    static TablePanel* eventsOf(const AuditPage& page) { return tableOf(page, QStringLiteral("Audit trail")); }

private Q_SLOTS:
    void initTestCase()
    {
        {
            auto created = world_.create();
            VERIFY_OK(created);
            CompanyChange company;
            company.name = "Acme Renamed";
            VERIFY_OK(setCompany(*created->workspace, company, "The name changed"));
            VERIFY_OK(created->workspace->close());
        }
        auto opened = world_.open();
        VERIFY_OK(opened);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(std::move(*opened)));
    }
    void cleanupTestCase() { session_.reset(); }

    void eventsHaveWordsAndTheNewestIsFirst()
    {
        AuditPage page(*session_);
        page.resize(1000, 800);
        page.show();
        page.reload();
        QVERIFY(test::settled(page));
        auto* events = eventsOf(page);
        const TableData& rows = *events->model().table();
        QCOMPARE(rows.text(0, 3), QStringLiteral("Company facts changed"));
        QCOMPARE(rows.text(0, 2), QStringLiteral("Ada Admin"));
        QCOMPARE(rows.text(rows.rows() - 1, 3), QStringLiteral("Workspace created"));
        // All of them are shown, so there is nothing older to show.
        for (const Command& command : page.commands()) {
            if (command.id == QStringLiteral("audit.older"))
                QVERIFY(!command.whyNot.isEmpty());
        }
    }
    void aChosenEventShowsBeforeAfterAndProof()
    {
        AuditPage page(*session_);
        page.resize(1000, 800);
        page.show();
        page.reload();
        QVERIFY(test::settled(page));
        auto* events = eventsOf(page);
        auto* changed = tableOf(page, QStringLiteral("What the event changed"));
        QVERIFY(events->select(events->model().table()->handle(0)));
        QTRY_VERIFY(changed->model().table()->rows() > 0);
        const TableData& changes = *changed->model().table();
        bool found = false;
        for (std::size_t row = 0; row < changes.rows(); ++row) {
            if (changes.text(row, 0) != QStringLiteral("name"))
                continue;
            found = true;
            QCOMPARE(changes.text(row, 1), QStringLiteral("Changed"));
            QCOMPARE(changes.text(row, 2), QStringLiteral("Acme Corp"));
            QCOMPARE(changes.text(row, 3), QStringLiteral("Acme Renamed"));
        }
        QVERIFY(found);
        QVERIFY(shows(page, QStringLiteral("Included")));
        QVERIFY(page.context() != nullptr);
        QVERIFY(shows(*page.context(), QStringLiteral("The name changed")));
    }
    void aPartNarrowsTheTrail()
    {
        AuditPage page(*session_);
        page.reload();
        QVERIFY(test::settled(page));
        auto* parts = page.findChild<QComboBox*>(QStringLiteral("parts"));
        QVERIFY(parts != nullptr);
        const int keys = parts->findText(QStringLiteral("Keys"));
        QVERIFY(keys > 0);
        parts->setCurrentIndex(keys);
        Q_EMIT parts->activated(keys);
        auto* events = eventsOf(page);
        QTRY_COMPARE(events->model().table()->rows(), std::size_t(1));
        QCOMPARE(events->model().table()->text(0, 3), QStringLiteral("Keyring changed"));
    }
    void theLedgerIsVerifiedFromThePage()
    {
        AuditPage page(*session_);
        page.resize(1000, 800);
        page.show();
        page.reload();
        QVERIFY(test::settled(page));
        for (const Command& command : std::vector<Command>(page.commands())) {
            if (command.id == QStringLiteral("audit.verify"))
                command.run();
        }
        QTRY_VERIFY(shows(page, QStringLiteral("Intact")));
    }
};

OXSEAL_TEST_CLASS(TestAuditPage);
#include "tst_audit_page.moc"
