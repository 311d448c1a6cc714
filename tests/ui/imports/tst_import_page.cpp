// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_page.h"

#include "tests/storage/actions/certify_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/imports/field_target.h"
#include "ui/imports/import_findings.h"
#include "ui/imports/import_form.h"
#include "ui/imports/import_panel.h"
#include "ui/imports/mapping_view.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QUrl>

#include <fstream>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

// By hand: three rows with data, of which line 4 has one cell too few.
constexpr const char* kListing = "User ID,Permission,SSN,Last login\nann,Pay bills,123-45-6789,2026-09-01\nbob,Approve bills,123-45-6780,2026-09-02\nbob,View\n";
// By hand: 100.00 + 250.50 − 350.50 = 0.00
constexpr const char* kTrial = "account,account name,balance,currency\n1010,Cash,100.00,USD\n1200,Receivables,250.50,USD\n3000,Stock,-350.50,USD\n";

} // namespace

class TestImportPage : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<ImportPage> page_;
    QStringList said_;

    void enter(const char* login)
    {
        page_.reset();
        session_.reset();
        auto opened = company_.as(login);
        VERIFY_OK(opened);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(std::move(*opened)));
        page_ = std::make_unique<ImportPage>(*session_);
        connect(session_.get(), &Session::changed, page_.get(), &Page::reload);
        connect(page_.get(), &Page::said, this, [this](const QString& line) { said_ << line; });
        connect(page_.get(), &Page::navigate, page_.get(), [this](const Link& link) {
            page_->open(link.object);
            page_->reload();
        });
        page_->resize(1100, 700);
        page_->show();
        page_->reload();
        QVERIFY(test::settled(*page_));
    }
    QString write(const char* name, const std::string& text)
    {
        const auto path = company_.world.path(name);
        std::ofstream(path, std::ios::binary) << text;
        return QString::fromStdString(path.string());
    }
    void preview(const QString& file)
    {
        page_->open(QStringLiteral("file:") + file);
        QVERIFY(read());
    }
    /// The present reading has ended, and with it what an earlier import of the layout had to say.
    bool read()
    {
        QTest::qWait(400); // a change is read after a moment
        const bool done = QTest::qWaitFor([&] { return panel().preview().has_value() && !page_->panel().whyNot().startsWith(QStringLiteral("The file is still")); }, test::kPatience);
        QTest::qWait(100);
        return done && QTest::qWaitFor([&] { return !page_->panel().whyNot().startsWith(QStringLiteral("The file is still")); }, test::kPatience);
    }
    ImportPanel& panel() { return page_->panel(); }
    const ImportPreview& seen() { return *panel().preview(); }
    Command command(const QString& id)
    {
        for (const Command& each : page_->commands()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    template <class Field>
    Field* field(const QString& name)
    {
        for (auto* each : panel().form().findChildren<Field*>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    QString cell(TableModel& model, int row, const QString& column)
    {
        const auto& columns = model.table()->columns();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].key == column)
                return model.index(row, static_cast<int>(i)).data().toString();
        }
        return QStringLiteral("no column");
    }
    bool shows(const QString& words)
    {
        for (auto* label : panel().findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }
    QComboBox* boxOf(const QString& column)
    {
        for (auto* box : panel().findings().mapping().findChildren<QComboBox*>()) {
            if (!box->isHidden() && box->accessibleName() == column + QStringLiteral(" is read as"))
                return box;
        }
        return nullptr;
    }
    FieldTarget* target(const QString& field)
    {
        FieldTarget* found = nullptr;
        for (auto* each : panel().findings().mapping().findChildren<FieldTarget*>()) {
            if (!each->isHidden() && each->field() == field)
                found = each;
        }
        return found;
    }
    /// As when the mouse lets go of a column over a field.
    void drop(std::size_t column, const QString& field)
    {
        FieldTarget* on = target(field);
        QVERIFY(on != nullptr);
        const std::unique_ptr<QMimeData> data(ColumnHandle::dataOf(column));
        QDragEnterEvent entering(on->rect().center(), Qt::LinkAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(on, &entering);
        QVERIFY(entering.isAccepted());
        QDropEvent event(on->rect().center(), Qt::LinkAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(on, &event);
        QVERIFY(read());
    }
    void pick(const QString& column, const QString& field)
    {
        QComboBox* box = boxOf(column);
        QVERIFY(box != nullptr);
        box->setCurrentIndex(box->findData(field));
        Q_EMIT box->activated(box->currentIndex());
        QVERIFY(read());
    }
    void import(const QString& reason = QStringLiteral("Quarter-end population"))
    {
        QCOMPARE(command(QStringLiteral("import.run")).whyNot, QString());
        test::DialogAnswer answer([&](QDialog& dialog) { test::DialogAnswer::reason(dialog, reason); });
        command(QStringLiteral("import.run")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
    }
    std::vector<SnapshotInfo> stored()
    {
        std::vector<SnapshotInfo> out;
        bool done = false;
        session_->read(this, [](Workspace& w) { return listSnapshots(w.db()); },
            [&](Result<std::vector<SnapshotInfo>> rows) {
                out = rows ? std::move(*rows) : std::vector<SnapshotInfo>();
                done = true;
            });
        (void)QTest::qWaitFor([&] { return done; }, test::kPatience);
        return out;
    }

private Q_SLOTS:
    void initTestCase() { VERIFY_OK(company_.found(false)); }
    void cleanupTestCase()
    {
        page_.reset();
        session_.reset();
    }

    void emptySaysWhatToBring()
    {
        enter("con");
        QCOMPARE(page_->stateName(), QStringLiteral("empty"));
        QVERIFY(command(QStringLiteral("import.choose")).primary);
    }
    void previewTellsEverythingAndStoresNothing()
    {
        preview(write("users_2026-09-30.csv", kListing));
        QCOMPARE(seen().format, std::string("csv"));
        QVERIFY(shows(QStringLiteral("CSV")));
        QVERIFY(shows(QStringLiteral("separated by commas")));
        QVERIFY(shows(QStringLiteral("2 rows accepted · 1 rejected · 0 ignored")));
        QCOMPARE(field<QComboBox>(QStringLiteral("Kind of file"))->currentText(), QStringLiteral("Access listing"));
        QCOMPARE(field<QLineEdit>(QStringLiteral("As of"))->text(), QStringLiteral("2026-09-30")); // from the name
        // Rejected rows come first: the tab and the line.
        QTabWidget& tabs = panel().findings().tabs();
        QCOMPARE(tabs.currentIndex(), 0);
        QCOMPARE(tabs.tabText(0), QStringLiteral("Rejected · 1"));
        TableModel& rejected = panel().findings().rejected().model();
        QCOMPARE(cell(rejected, 0, QStringLiteral("line")), QStringLiteral("4"));
        QCOMPARE(cell(rejected, 0, QStringLiteral("what")), QStringLiteral("Rejected"));
        QCOMPARE(cell(rejected, 0, QStringLiteral("reason")), QStringLiteral("The row has 2 cells where 4 are expected."));
        // A sensitive column says what becomes of it, and shows no value of it.
        tabs.setCurrentIndex(1);
        QVERIFY(shows(QStringLiteral("Holds tax numbers: emptied before anything is stored.")));
        QVERIFY(!shows(QStringLiteral("123-45")));
        QCOMPARE(boxOf(QStringLiteral("User ID"))->currentData().toString(), QStringLiteral("account_id"));
        QVERIFY(stored().empty());
    }
    void aListingNeedsItsSystem()
    {
        QCOMPARE(command(QStringLiteral("import.run")).whyNot, QStringLiteral("Name the system the file comes from."));
        auto* system = field<QLineEdit>(QStringLiteral("System"));
        QTest::keyClicks(system, QStringLiteral("ERP"));
        QCOMPARE(command(QStringLiteral("import.run")).whyNot, QString());
    }
    void columnsAreChosenByDragAndByKeys()
    {
        // The last login is taken for the day of creation, by drag; then left out, by keys.
        drop(3, QStringLiteral("created"));
        QCOMPARE(seen().columns[3].field, std::string("created"));
        QCOMPARE(panel().request().options.table.map.at("created"), std::string("Last login")); // by name: it may move
        QCOMPARE(panel().request().options.table.map.at("last_login"), std::string("-"));
        pick(QStringLiteral("Last login"), QString());
        QCOMPARE(seen().columns[3].field, std::string());
        pick(QStringLiteral("Last login"), QStringLiteral("last_login"));
        QCOMPARE(seen().columns[3].field, std::string("last_login"));
    }
    void whatIsNeededCannotBeLeftOut()
    {
        drop(1, QStringLiteral("permission")); // as it was found, but chosen now
        pick(QStringLiteral("User ID"), QString());
        QVERIFY(seen().problem.has_value());
        const QString why = command(QStringLiteral("import.run")).whyNot;
        QVERIFY2(why.startsWith(QStringLiteral("The file has no column for: account_id.")), qPrintable(why));
        QVERIFY2(!why.contains(QStringLiteral("--map")), qPrintable(why)); // the words of the window, not of the command line
        QVERIFY(shows(why));
        QVERIFY(target(QStringLiteral("account_id"))->property("missing").toBool());
        drop(0, QStringLiteral("account_id"));
        QCOMPARE(command(QStringLiteral("import.run")).whyNot, QString());
    }
    void theCountOfTheSourceIsCompared()
    {
        auto* rows = field<QLineEdit>(QStringLiteral("Rows at the source"));
        QTest::keyClicks(rows, QStringLiteral("2"));
        QVERIFY(shows(QStringLiteral("The source counted 2 rows, 2 would be imported.")));
        QVERIFY(shows(QStringLiteral("Matches the source")));
        rows->clear();
        QTest::keyClicks(rows, QStringLiteral("3"));
        QVERIFY(shows(QStringLiteral("Differs")));
        rows->clear();
        QTest::keyClicks(rows, QStringLiteral("many"));
        QVERIFY(command(QStringLiteral("import.run")).whyNot.contains(QStringLiteral("whole number")));
        rows->clear();
        QTest::keyClicks(rows, QStringLiteral("3"));
        QTest::keyClicks(field<QLineEdit>(QStringLiteral("Run by")), QStringLiteral("Pat Lee"));
    }
    void importedWithCardMappingAndReport()
    {
        import();
        QTRY_COMPARE_WITH_TIMEOUT(page_->table().model().rowCount(), 1, test::kPatience);
        const auto files = stored();
        QCOMPARE(files.size(), std::size_t(1));
        COMPARE_STR(files[0].key.kind, "listing");
        COMPARE_STR(files[0].key.subject, "ERP");
        COMPARE_STR(files[0].key.period, "2026-Q3");
        QCOMPARE(files[0].rows, std::uint64_t(2));
        COMPARE_STR(files[0].mapping["given"]["permission"].toString(), "Permission");
        QCOMPARE(files[0].redaction.toArray().size(), std::size_t(1));
        // Two of three rows: the file differs from its source, and says so.
        QCOMPARE(cell(page_->table().model(), 0, QStringLiteral("ipe")), QStringLiteral("Differs"));
        QCOMPARE(cell(page_->table().model(), 0, QStringLiteral("rejected")), QStringLiteral("1"));
        QVERIFY(page_->context() != nullptr);
    }
    void differencesAreExplainedAndConfirmedByASecondPerson()
    {
        const auto press = [&](Page& page, const QString& title) {
            // The card comes with the page's next reading.
            (void)QTest::qWaitFor([&] {
                const auto buttons = page.context() != nullptr ? page.context()->findChildren<QPushButton*>() : QList<QPushButton*>();
                return std::any_of(buttons.begin(), buttons.end(), [&](const QPushButton* one) { return one->text() == title; });
            }, test::kPatience);
            for (auto* button : page.context()->findChildren<QPushButton*>()) {
                if (button->text() == title) {
                    button->click();
                    return button->isEnabled();
                }
            }
            return false;
        };
        {
            test::DialogAnswer answer;
            QVERIFY(press(*page_, QStringLiteral("Explain the difference…")));
            QVERIFY(!answer.answered()); // without words it explains nothing
        }
        test::DialogAnswer answer([](QDialog& dialog) {
            if (auto* text = dialog.findChild<QPlainTextEdit*>())
                text->setPlainText(QStringLiteral("One row is cut off in the export"));
        });
        QVERIFY(press(*page_, QStringLiteral("Explain the difference…")));
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page_->table().model(), 0, QStringLiteral("ipe")), QStringLiteral("Explained, not confirmed"), test::kPatience);
        QVERIFY(!press(*page_, QStringLiteral("Conclude: can be relied on…"))); // who imported does not conclude
        enter("tina");
        QVERIFY(page_->table().select(QStringLiteral("1")));
        test::DialogAnswer conclusion([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Seen in the system")); });
        QVERIFY(press(*page_, QStringLiteral("Conclude: can be relied on…")));
        QVERIFY2(conclusion.answered(), qPrintable(conclusion.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page_->table().model(), 0, QStringLiteral("ipe")), QStringLiteral("Confirmed"), test::kPatience);
    }
    void theNextFileOfTheSameLayoutIsRecognised()
    {
        enter("con");
        preview(write("users_2026-12-31.csv", "User ID,Permission,SSN,Last login\nann,Pay bills,,2026-12-01\n"));
        QCOMPARE(field<QLineEdit>(QStringLiteral("System"))->text(), QStringLiteral("ERP"));
        QVERIFY(shows(QStringLiteral("Like import 1, Access listing of ERP (users_2026-09-30.csv)")));
        COMPARE_STR(panel().request().options.table.map.at("permission"), "Permission");
        QCOMPARE(field<QLineEdit>(QStringLiteral("Rows at the source"))->text(), QString()); // counted anew each time
        QCOMPARE(command(QStringLiteral("import.run")).whyNot, QString());
    }
    void aChangedHeaderIsSaidPlainly()
    {
        preview(write("users_changed.csv", "User ID,Profile name,Last login,SSN\nann,Pay bills,2026-12-01,\n"));
        // Not the same layout: only the name of the system leads to the mapping.
        QTest::keyClicks(field<QLineEdit>(QStringLiteral("System")), QStringLiteral("ERP"));
        QTest::keyClick(field<QLineEdit>(QStringLiteral("System")), Qt::Key_Return);
        QVERIFY(read());
        QTRY_VERIFY_WITH_TIMEOUT(shows(QStringLiteral("The header is not that of import 1; the saved mapping does not fit it:")), test::kPatience);
        QVERIFY(shows(QStringLiteral("permission: was \"Permission\"")));
        QVERIFY(!shows(QStringLiteral("last login: was"))); // it moved, which does not matter
        COMPARE_STR(seen().columns[2].field, "last_login");
        QVERIFY(panel().request().options.table.map.count("permission") == 0);
    }
    void aBadFileIsOneClearError()
    {
        preview(write("picture.csv", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)));
        const QString why = command(QStringLiteral("import.run")).whyNot;
        QVERIFY(!why.isEmpty());
        int said = 0;
        for (auto* label : page_->findChildren<QLabel*>())
            said += label->isVisible() && label->text().contains(why) ? 1 : 0;
        QCOMPARE(said, 1);
        QVERIFY(!panel().findings().tabs().isVisible()); // nothing to show but the error
        page_->open(QStringLiteral("file:") + QString::fromStdString(company_.world.path("nowhere.csv").string()));
        QTRY_VERIFY_WITH_TIMEOUT(command(QStringLiteral("import.run")).whyNot.startsWith(QStringLiteral("The file cannot be opened")), test::kPatience);
        QVERIFY(!panel().findings().tabs().isVisible());
        preview(write("nothing.csv", "date,account,amount\nyesterday,1010,5.00\n2026-09-30,1010,many\n"));
        QVERIFY(shows(QStringLiteral("None of the 2 rows could be taken")));
        QCOMPARE(cell(panel().findings().rejected().model(), 1, QStringLiteral("line")), QStringLiteral("3"));
    }
    void anotherKindForgetsTheMapping()
    {
        preview(write("tb.csv", kTrial));
        QCOMPARE(field<QComboBox>(QStringLiteral("Kind of file"))->currentText(), QStringLiteral("Trial balance"));
        QVERIFY(shows(QStringLiteral("Sum of balance: 0.00 USD")));
        pick(QStringLiteral("account name"), QString());
        auto* kind = field<QComboBox>(QStringLiteral("Kind of file"));
        kind->setCurrentText(QStringLiteral("HR roster"));
        QVERIFY(read());
        QVERIFY(panel().request().options.table.map.empty()); // "account name" is no field of a roster
        kind->setCurrentText(QStringLiteral("Trial balance"));
        QVERIFY(read());
        QCOMPARE(command(QStringLiteral("import.run")).whyNot, QString());
    }
    void droppedFilesQueue()
    {
        const QString first = write("one.csv", kTrial);
        const QString second = write("two words.csv", kTrial);
        const QString third = write("three.csv", kTrial);
        page_->open(QStringLiteral("list"));
        page_->open(ImportPage::dropLink({QUrl::fromLocalFile(first), QUrl::fromLocalFile(second)}));
        QVERIFY(read());
        QCOMPARE(panel().file(), first);
        // More while the first is looked at: it waits behind.
        page_->open(ImportPage::dropLink({QUrl::fromLocalFile(third), QUrl::fromLocalFile(first)}));
        QCOMPARE(panel().file(), first);
        const std::size_t before = stored().size();
        import();
        QTRY_COMPARE_WITH_TIMEOUT(panel().file(), second, test::kPatience);
        QVERIFY(read());
        command(QStringLiteral("import.skip")).run();
        QCOMPARE(panel().file(), third);
        QVERIFY(read());
        QVERIFY(command(QStringLiteral("import.skip")).id.isEmpty()); // the last one
        import();
        QTRY_COMPARE_WITH_TIMEOUT(page_->title(), QStringLiteral("Import"), test::kPatience);
        QCOMPARE(stored().size(), before + 2);
    }
    void sourceProfileIsProposedChosenAndKept()
    {
        const std::string report = test::readFile(test::dataFile("profiles/aws_iam.csv"));
        preview(write("credential_report.csv", report));
        QVERIFY(shows(QStringLiteral("Looks like AWS IAM: 22 of its 23 columns are there.")));
        QCOMPARE(seen().rows.size(), std::size_t(5)); // read by its headers alone
        auto* profile = field<QComboBox>(QStringLiteral("Source profile"));
        QVERIFY(profile != nullptr);
        profile->setCurrentIndex(profile->findData(QStringLiteral("aws_iam")));
        QVERIFY(read());
        QVERIFY(shows(QStringLiteral("Read through the source profile AWS IAM")));
        QCOMPARE(seen().rows.size(), std::size_t(7)); // a line for each thing held
        QCOMPARE(std::int64_t(seen().counted), std::int64_t(5));
        field<QLineEdit>(QStringLiteral("System"))->setText(QStringLiteral("AWS"));
        import();
        const auto kept = stored();
        QCOMPARE(kept.back().key.subject, std::string("AWS"));
        QCOMPARE(kept.back().mapping["profile"]["id"].toString(), std::string("aws_iam"));
        // The next report of the system is read through the same profile once the system is named.
        preview(write("credential_report_next.csv", report));
        field<QLineEdit>(QStringLiteral("System"))->setText(QStringLiteral("AWS"));
        Q_EMIT field<QLineEdit>(QStringLiteral("System"))->editingFinished();
        QVERIFY(read());
        QCOMPARE(field<QComboBox>(QStringLiteral("Source profile"))->currentData().toString(), QStringLiteral("aws_iam"));
        QCOMPARE(seen().rows.size(), std::size_t(7));
        // A report without a column it needs is refused, with the column named.
        preview(write("renamed.csv", test::readFile(test::dataFile("profiles/broken/aws_renamed.csv"))));
        QVERIFY(shows(QStringLiteral("Nearly AWS IAM")));
        QVERIFY(shows(QStringLiteral("Missing, and needed: mfa_active")));
        QVERIFY(shows(QStringLiteral("Columns the profile does not know: mfa_state")));
    }
    void aFolderIsNotImported()
    {
        page_->open(QStringLiteral("list"));
        said_.clear();
        page_->open(ImportPage::dropLink({QUrl::fromLocalFile(QString::fromStdString(company_.world.path("acme.oxseal").string()))}));
        QCOMPARE(page_->title(), QStringLiteral("Import"));
        QVERIFY(said_.join(QLatin1Char(' ')).contains(QStringLiteral("A folder cannot be imported")));
    }
    void whoMayNotImportStillMayLook()
    {
        enter("paula");
        preview(write("look.csv", kTrial));
        QVERIFY(command(QStringLiteral("import.run")).whyNot.startsWith(QStringLiteral("Your duties do not include this.")));
    }
};

OXSEAL_TEST_CLASS(TestImportPage);
#include "tst_import_page.moc"
