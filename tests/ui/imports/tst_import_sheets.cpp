// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_panel.h"

#include "tests/storage/actions/certify_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/workbook.h"
#include "ui/imports/import_form.h"

#include <QComboBox>

#include <fstream>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

/// Two sheets: "Data" with a listing of two lines, "Leavers" with one line of another layout.
std::string twoSheets()
{
    return test::workbookOf({{"Data", {{"User ID", "Permission"}, {"ann", "Pay bills"}, {"bob", "Approve bills"}}},
        {"Leavers", {{"Account", "Role", "Gone since"}, {"cy", "Clerk", "2026-08-01"}}}});
}

/// The two reports of Sage 100 as two sheets, and a third of something else.
std::string sageSheets()
{
    return test::workbookOf({{"Notes", {{"Prepared by", "Ann"}}},
        {"Users", {{"User Logon", "User Name", "Roles", "Companies", "Active"}, {"akeller", "Ann Keller", "AP", "ABC", "Y"}}},
        {"Roles", {{"Role", "Module", "Task", "Create", "Modify", "Remove", "View", "Update", "Print", "Access"},
                      {"AP", "A/P", "Vendor Maintenance", "Y", "Y", "N", "Y", "N", "N", ""}}}});
}

} // namespace

class TestImportSheets : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<ImportPanel> panel_;

    QString write(const char* name, const std::string& bytes)
    {
        const auto path = company_.world.path(name);
        std::ofstream(path, std::ios::binary) << bytes;
        return QString::fromStdString(path.string());
    }
    /// A change is read after a moment.
    bool read()
    {
        QTest::qWait(400);
        return QTest::qWaitFor([&] { return panel_->preview() && !panel_->whyNot().startsWith(QStringLiteral("The file is still")); }, test::kPatience);
    }
    QComboBox* sheets()
    {
        for (auto* box : panel_->form().findChildren<QComboBox*>()) {
            if (box->accessibleName() == QStringLiteral("Sheet"))
                return box;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(company_.found(false));
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(std::move(*opened)));
        panel_ = std::make_unique<ImportPanel>(*session_);
        panel_->resize(1100, 700);
        panel_->show();
    }
    void cleanupTestCase()
    {
        panel_.reset();
        session_.reset();
    }

    void aTextAsksForNoSheet()
    {
        panel_->start(write("users.csv", "User ID,Permission\nann,Pay bills\n"));
        QVERIFY(read());
        QVERIFY(sheets() != nullptr);
        QVERIFY(!sheets()->isVisible());
    }
    void aWorkbookOffersItsSheets()
    {
        panel_->start(write("users.xlsx", twoSheets()));
        QVERIFY(read());
        QVERIFY(sheets()->isVisible());
        QCOMPARE(sheets()->count(), 2);
        QCOMPARE(sheets()->currentText(), QStringLiteral("Data"));
        QCOMPARE(panel_->preview()->report.accepted, std::uint64_t{2});
    }
    void anotherSheetIsReadAnewWithItsOwnColumns()
    {
        sheets()->setCurrentIndex(1);
        QVERIFY(read());
        COMPARE_STR(panel_->request().options.table.sheet, "Leavers");
        COMPARE_STR(panel_->preview()->sheet, "Leavers");
        QCOMPARE(panel_->preview()->columns.size(), std::size_t(3));
        COMPARE_STR(panel_->preview()->columns[2].header, "Gone since");
        QVERIFY(panel_->request().options.table.map.empty());
    }
    /// The profile reads both reports at once; one sheet alone can still be chosen, and all again.
    void aProfileReadsTheSheetsThatAreItsReports()
    {
        panel_->start(write("sage.xlsx", sageSheets()));
        QVERIFY(read());
        for (auto* box : panel_->form().findChildren<QComboBox*>()) {
            if (box->accessibleName() == QStringLiteral("Source profile"))
                box->setCurrentIndex(box->findData(QStringLiteral("sage_100")));
        }
        QVERIFY(read());
        QTRY_COMPARE_WITH_TIMEOUT(sheets()->currentText(), QStringLiteral("All that the profile reads"), test::kPatience);
        COMPARE_STR(panel_->request().options.table.sheet, "");
        QVERIFY(panel_->preview() && !panel_->preview()->problem);
        QCOMPARE(sheets()->count(), 4);
        sheets()->setCurrentIndex(sheets()->findText(QStringLiteral("Roles")));
        QVERIFY(read());
        COMPARE_STR(panel_->request().options.table.sheet, "Roles");
        QTRY_VERIFY_WITH_TIMEOUT(panel_->preview()->problem, test::kPatience); // roles without users are no listing
        sheets()->setCurrentIndex(0);
        QVERIFY(read());
        QTRY_VERIFY_WITH_TIMEOUT(panel_->preview() && !panel_->preview()->problem, test::kPatience);
    }
    void theNextFileBeginsAnew()
    {
        panel_->start(write("more.csv", "User ID,Permission\nann,Pay bills\n"));
        QVERIFY(read());
        QVERIFY(!sheets()->isVisible());
        COMPARE_STR(panel_->request().options.table.sheet, "");
    }
};

OXSEAL_TEST_CLASS(TestImportSheets);
#include "tst_import_sheets.moc"
