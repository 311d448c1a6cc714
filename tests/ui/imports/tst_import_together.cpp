// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_page.h"

#include "storage/actions/ipe_lines.h"
#include "storage/reads/import_reads.h"
#include "tests/storage/actions/certify_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/imports/explain_lines.h"
#include "ui/imports/import_findings.h"
#include "ui/imports/import_form.h"
#include "ui/imports/import_panel.h"
#include "ui/imports/paste_grid.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTableWidget>
#include <QUrl>

#include <fstream>

using namespace oxseal;
using namespace oxseal::ui;

/// Several reports of one system at once, a table from the clipboard, and a difference explained line by line.
class TestImportTogether : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<ImportPage> page_;

    QString write(const char* name, const std::string& text)
    {
        const auto path = company_.world.path(name);
        std::ofstream(path, std::ios::binary) << text;
        return QString::fromStdString(path.string());
    }
    QString copyOf(const char* fixture)
    {
        return write(std::filesystem::path(fixture).filename().string().c_str(), test::readFile(test::dataFile(std::string("profiles/") + fixture)));
    }
    ImportPanel& panel() { return page_->panel(); }
    bool read()
    {
        QTest::qWait(400);
        return QTest::qWaitFor([&] { return panel().preview() && !panel().whyNot().startsWith(QStringLiteral("The file is still")); }, test::kPatience);
    }
    Command command(const QString& id)
    {
        for (const Command& each : page_->commands()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    bool shows(const QString& words)
    {
        for (auto* label : panel().findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }
    QLineEdit* systemField()
    {
        for (auto* edit : panel().form().findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == QStringLiteral("System"))
                return edit;
        }
        return nullptr;
    }
    void import()
    {
        QTRY_COMPARE_WITH_TIMEOUT(command(QStringLiteral("import.run")).whyNot, QString(), test::kPatience);
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Quarter-end population")); });
        command(QStringLiteral("import.run")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(page_->title(), QStringLiteral("Import"), test::kPatience);
    }
    std::vector<ImportedFile> files()
    {
        std::vector<ImportedFile> out;
        bool done = false;
        session_->read(
            this,
            [](Workspace& w) -> Result<std::vector<ImportedFile>> {
                OXSEAL_TRY(const auto all, listSnapshots(w.db()));
                std::vector<ImportedFile> found;
                for (const auto& info : all) {
                    OXSEAL_TRY(controls::IpeFacts facts, ipeFacts(w.db(), info.id));
                    found.push_back({info, std::move(facts), {}, false, false});
                }
                return found;
            },
            [&](Result<std::vector<ImportedFile>> rows) {
                out = rows ? std::move(*rows) : std::vector<ImportedFile>();
                done = true;
            });
        (void)QTest::qWaitFor([&] { return done; }, test::kPatience);
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(company_.found(false));
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(std::move(*opened)));
        page_ = std::make_unique<ImportPage>(*session_);
        connect(session_.get(), &Session::changed, page_.get(), &Page::reload);
        connect(page_.get(), &Page::navigate, page_.get(), [this](const Link& link) {
            page_->open(link.object);
            page_->reload();
        });
        page_->resize(1100, 700);
        page_->show();
        page_->reload();
        QVERIFY(test::settled(*page_));
    }
    void cleanupTestCase()
    {
        page_.reset();
        session_.reset();
    }

    /// Five files of a Linux system, dropped at once, are one listing; each file's report is named.
    void filesOfOneSystemAreReadTogether()
    {
        QList<QUrl> urls;
        for (const char* fixture : {"linux/passwd", "linux/group", "linux/sudoers", "linux/lastlog", "linux/passwd_status"})
            urls << QUrl::fromLocalFile(copyOf(fixture));
        page_->open(ImportPage::dropLink(urls));
        QTRY_COMPARE_WITH_TIMEOUT(panel().more().size(), 4, test::kPatience);
        QVERIFY(read());
        QTRY_VERIFY_WITH_TIMEOUT(panel().preview() && !panel().preview()->problem, test::kPatience);
        COMPARE_STR(panel().request().options.profile, "linux");
        QCOMPARE(panel().request().kind, ImportKind::Listing);
        QCOMPARE(panel().request().more.size(), std::size_t(4));
        QVERIFY(page_->title().endsWith(QStringLiteral("and 4 more files")));
        QVERIFY(shows(QStringLiteral("Read through the source profile Linux")));
        QVERIFY(shows(QStringLiteral("sudoers is ")));
        QVERIFY(command(QStringLiteral("import.skip")).id.isEmpty());
        test::shoot(*page_, QStringLiteral("import-together"));
        systemField()->setText(QStringLiteral("WEB1"));
        QVERIFY(read());
        import();
        const auto all = files();
        QCOMPARE(all.size(), std::size_t(1));
        COMPARE_STR(all[0].info.mapping["profile"]["id"].toString(), "linux");
        QCOMPARE(all[0].info.mapping["profile"]["files"].toArray().size(), std::size_t(5));
    }
    /// Whoever wants them one by one gets them so, and can put them together again.
    void theyCanBeReadOneByOne()
    {
        const QString users = copyOf("sage/users.csv");
        const QString roles = copyOf("sage/roles.csv");
        page_->open(ImportPage::dropLink({QUrl::fromLocalFile(users), QUrl::fromLocalFile(roles)}));
        QTRY_COMPARE_WITH_TIMEOUT(panel().more().size(), 1, test::kPatience);
        QVERIFY(read());
        command(QStringLiteral("import.apart")).run();
        QVERIFY(read());
        QVERIFY(panel().more().isEmpty());
        QVERIFY(!command(QStringLiteral("import.skip")).id.isEmpty()); // the other waits
        page_->open(QStringLiteral("list"));
    }
    void filesOfNoOneSystemStayAQueue()
    {
        const QString one = write("trial.csv", "account,account name,balance,currency\n1010,Cash,1.00,USD\n");
        const QString two = copyOf("sage/users.csv");
        page_->open(ImportPage::dropLink({QUrl::fromLocalFile(one), QUrl::fromLocalFile(two)}));
        QVERIFY(read());
        QTest::qWait(300);
        QVERIFY(panel().more().isEmpty());
        QVERIFY(!command(QStringLiteral("import.skip")).id.isEmpty());
        page_->open(QStringLiteral("list"));
    }
    /// A page of users copied cell by cell: folded, corrected, previewed, imported.
    void aCopiedTableIsPasted()
    {
        QGuiApplication::clipboard()->setText(
            QStringLiteral("Name\nEmail\nRole\nStatus\nAnn Keller\nann@example.com\nPrimary admin\nActive\nBo Lund\nbo@example.com\nAccounts payable manger\nActive\n"));
        QStringList seen;
        test::DialogAnswer answer([&](QDialog& dialog) {
            auto& grid = dynamic_cast<PasteGrid&>(dialog);
            seen << QString::number(grid.columns().value()) << QString::number(grid.table().rowCount());
            test::shoot(grid, QStringLiteral("import-paste"));
            grid.table().item(2, 2)->setText(QStringLiteral("Accounts payable manager"));
        });
        command(QStringLiteral("import.paste")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QCOMPARE(seen, (QStringList{QStringLiteral("4"), QStringLiteral("3")}));
        QVERIFY(read());
        QVERIFY(panel().pasted());
        QVERIFY(shows(QStringLiteral("Looks like QuickBooks Online")));
        for (auto* box : panel().form().findChildren<QComboBox*>()) {
            if (box->accessibleName() == QStringLiteral("Source profile"))
                box->setCurrentIndex(box->findData(QStringLiteral("quickbooks_online")));
        }
        QVERIFY(read());
        systemField()->setText(QStringLiteral("QBO"));
        QVERIFY(read());
        QTRY_COMPARE_WITH_TIMEOUT(panel().preview()->report.accepted, std::uint64_t(2), test::kPatience);
        import();
        QCOMPARE(files().size(), std::size_t(2));
        COMPARE_STR(files().back().info.fileName, "pasted table.csv");
    }
    /// Without a row below the names nothing can be looked at, and the button says so.
    void nothingToPaste()
    {
        PasteGrid grid;
        grid.setText(QStringLiteral("Name\tRole\n"));
        QVERIFY(grid.cells().size() == 1);
        QVERIFY(!grid.columns().isVisibleTo(&grid));
        for (auto* button : grid.findChildren<QPushButton*>()) {
            if (button->isDefault())
                QVERIFY(!button->isEnabled() && button->toolTip().contains(QStringLiteral("there must be a row")));
        }
    }
    /// Four rows were counted, three came: the second listing names the line, its reason is recorded, the state is explained.
    void aDifferenceIsExplainedLineByLine()
    {
        auto worker = company_.as("con");
        page_->open(QStringLiteral("file:") + write("erp.csv", "User ID,Permission\nann,Pay bills\nbo,View\ncy,Post\n"));
        QVERIFY(read());
        systemField()->setText(QStringLiteral("ERP"));
        for (auto* edit : panel().form().findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == QStringLiteral("Rows at the source"))
                edit->setText(QStringLiteral("4"));
        }
        QVERIFY(read());
        import();
        const auto file = files().back();
        QCOMPARE(openDifference(file.ipe), std::int64_t(1));
        const QString second = write("erp_again.csv", "User ID,Permission\nann,Pay bills\nbo,View\ncy,Post\ndi,Approve\n");
        test::DialogAnswer answer([](QDialog& dialog) {
            auto& lines = dynamic_cast<ExplainLines&>(dialog);
            lines.table().item(0, 3)->setText(QStringLiteral("Created after the export ran"));
            test::shoot(lines, QStringLiteral("import-explain-lines"));
        });
        page_->compareWith(file, {second});
        QTRY_VERIFY_WITH_TIMEOUT(answer.answered() || !answer.refused().isEmpty(), test::kPatience);
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(files().back().ipe.explanations.size(), std::size_t(1), test::kPatience);
        const auto explained = files().back().ipe;
        QCOMPARE(controls::stateOf(explained), controls::IpeState::Explained);
        QCOMPARE(explained.explanations[0].rows, std::int64_t(1));
        QVERIFY(explained.explanations[0].text.find("di | Approve") != std::string::npos);
        QVERIFY(explained.explanations[0].text.find("Created after the export ran") != std::string::npos);
    }
};

OXSEAL_TEST_CLASS(TestImportTogether);
#include "tst_import_together.moc"
