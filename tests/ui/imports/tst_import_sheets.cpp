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

std::string row(std::initializer_list<const char*> cells)
{
    std::string out = "<row>";
    for (const char* cell : cells)
        out += std::string("<c t='inlineStr'><is><t>") + cell + "</t></is></c>";
    return out + "</row>";
}

/// Two sheets: "Data" with a listing of two lines, "Leavers" with one line of another layout.
std::string twoSheets()
{
    test::Workbook book(row({"User ID", "Permission"}) + row({"ann", "Pay bills"}) + row({"bob", "Approve bills"}));
    book.part("xl/workbook.xml",
        "<workbook xmlns:r='rel'><workbookPr/><sheets><sheet name='Data' sheetId='1' r:id='rId1'/>"
        "<sheet name='Leavers' sheetId='2' r:id='rId9'/></sheets></workbook>");
    book.part("xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id='rId1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>"
        "<Relationship Id='rId9' Type='http://x/worksheet' Target='worksheets/sheet2.xml'/></Relationships>");
    book.part("xl/worksheets/sheet2.xml",
        "<worksheet><sheetData>" + row({"Account", "Role", "Gone since"}) + row({"cy", "Clerk", "2026-08-01"}) + "</sheetData></worksheet>");
    return book.bytes();
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
