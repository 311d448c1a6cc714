// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/people_page.h"

#include "storage/reads/people_view.h"
#include "tests/storage/actions/certify_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/people/people_dialogs.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>

#include <fstream>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

constexpr const char* kFresh = "seven green lamps hum over calm water";

QLineEdit* line(QDialog& dialog, const char* name)
{
    for (auto* edit : dialog.findChildren<QLineEdit*>()) {
        if (edit->accessibleName() == QLatin1String(name))
            return edit;
    }
    return nullptr;
}

/// What a person types; a field that is not there fails the test by what follows.
void type(QDialog& dialog, const char* name, const QString& text)
{
    if (auto* edit = line(dialog, name)) {
        edit->clear();
        QTest::keyClicks(edit, text);
    }
}

/// The path in a dialog that asks for a file, whichever it is.
void nameFile(QDialog& dialog, const QString& path)
{
    if (auto* files = qobject_cast<QFileDialog*>(&dialog))
        files->selectFile(path);
    else if (auto* edit = dialog.findChild<QLineEdit*>())
        edit->setText(path);
}

void tick(QDialog& dialog, const QString& words)
{
    for (auto* box : dialog.findChildren<QCheckBox*>()) {
        if (box->text() == words)
            box->setChecked(true);
    }
}

} // namespace

class TestPeoplePage : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<PeoplePage> page_;
    std::string code_; ///< of the invitation

    void enter(const char* login)
    {
        page_.reset();
        session_.reset();
        auto opened = company_.as(login);
        VERIFY_OK(opened);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(std::move(*opened)));
        page_ = std::make_unique<PeoplePage>(*session_);
        connect(session_.get(), &Session::changed, page_.get(), &Page::reload);
        page_->resize(1100, 700);
        page_->show();
        page_->reload();
        QVERIFY(test::settled(*page_));
    }
    QPushButton* button(const QString& title)
    {
        if (page_->context() == nullptr)
            return nullptr;
        for (auto* each : page_->context()->findChildren<QPushButton*>()) {
            if (each->text() == title)
                return each;
        }
        return nullptr;
    }
    QString whyNot(const QString& title)
    {
        const QPushButton* found = button(title);
        return found == nullptr ? QStringLiteral("no button") : found->isEnabled() ? QString() : found->toolTip();
    }
    Command command(const QString& id)
    {
        for (const Command& each : page_->commands()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    QString cell(const QString& login, const QString& column)
    {
        TableModel& model = page_->people().model();
        const auto& columns = model.table()->columns();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].key == column)
                return model.index(model.shownRowOf(login), static_cast<int>(i)).data().toString();
        }
        return QStringLiteral("no column");
    }
    PeopleView view()
    {
        PeopleView out;
        bool done = false;
        session_->read(this, [](Workspace& w) { return peopleView(w); },
            [&](Result<PeopleView> read) {
                if (read)
                    out = std::move(*read);
                done = true;
            });
        (void)QTest::qWaitFor([&] { return done; }, test::kPatience);
        return out;
    }
    PersonView person(const std::string& login)
    {
        for (const PersonView& each : view().people) {
            if (each.person.login == login)
                return each;
        }
        return {};
    }
    void choose(const QString& login) { QVERIFY(page_->people().select(login)); }

private Q_SLOTS:
    void initTestCase() { VERIFY_OK(company_.found(false)); }
    void cleanupTestCase()
    {
        page_.reset();
        session_.reset();
    }

    void peopleStandWithDutiesOfficesAndKeys()
    {
        enter("ada");
        TableModel& model = page_->people().model();
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(cell(QStringLiteral("ada"), QStringLiteral("duties")), QStringLiteral("administrator"));
        QCOMPARE(cell(QStringLiteral("paula"), QStringLiteral("offices")), QStringLiteral("PFO"));
        QCOMPARE(cell(QStringLiteral("paula"), QStringLiteral("certificate")), QStringLiteral("Confirmed"));
        QCOMPARE(cell(QStringLiteral("paula"), QStringLiteral("sheet")), QStringLiteral("Handed out"));
        QCOMPARE(cell(QStringLiteral("con"), QStringLiteral("certificate")), QStringLiteral("None"));
    }
    void anInvitationGivesACodeOnce()
    {
        {
            test::DialogAnswer answer([](QDialog& dialog) {
                type(dialog, "Login", QStringLiteral("con"));
                type(dialog, "Full name", QStringLiteral("Somebody Else"));
                tick(dialog, QStringLiteral("Reviewer"));
            });
            command(QStringLiteral("people.invite")).run();
            QCOMPARE(answer.refused(), QStringLiteral("This login is taken."));
        }
        std::unique_ptr<test::DialogAnswer> kept;
        test::DialogAnswer answer([&](QDialog& dialog) {
            type(dialog, "Login", QStringLiteral("ben"));
            type(dialog, "Full name", QStringLiteral("Ben Brown"));
            type(dialog, "Employee number", QStringLiteral("E7"));
            tick(dialog, QStringLiteral("Reviewer"));
            tick(dialog, QStringLiteral("Tester"));
            test::DialogAnswer::reason(dialog, QStringLiteral("Joins the review"));
        });
        command(QStringLiteral("people.invite")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        kept = std::make_unique<test::DialogAnswer>([&](QDialog& dialog) {
            code_ = line(dialog, "The code")->text().toStdString();
            tick(dialog, QStringLiteral("I have kept the code"));
        });
        QTRY_VERIFY_WITH_TIMEOUT(kept->answered(), test::kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("ben"), QStringLiteral("state")), QStringLiteral("Invited"), test::kPatience);
        const PersonView ben = person("ben");
        COMPARE_STR(ben.person.name, "Ben Brown");
        COMPARE_STR(ben.person.employeeId, "E7");
        QVERIFY((ben.person.roles == std::set<Role>{Role::Reviewer, Role::Tester}));
        choose(QStringLiteral("ben"));
        QCOMPARE(whyNot(QStringLiteral("Request a certificate…")), QStringLiteral("The person has no key before the first login."));
    }
    void theCodeOpensForTheFirstLogin()
    {
        // The workspace is open here; a first login has to wait for it.
        page_.reset();
        session_.reset();
        auto opened = openWorkspace({company_.world.path("acme.oxseal"), "ben"}, test::TempWorld::secret(code_), company_.world.environment());
        VERIFY_OK(opened);
        COMPARE_STR((*opened)->actor().authMethod, "invitation");
        company_.words["ben"] = kFresh;
        VERIFY_OK(firstLogin(**opened, company_.secret("ben"), "First login"));
        VERIFY_OK((*opened)->close());
        opened->reset();
        enter("ada");
        QCOMPARE(cell(QStringLiteral("ben"), QStringLiteral("state")), QStringLiteral("Active"));
    }
    void dutiesChangeButNotOnesOwn()
    {
        choose(QStringLiteral("ada"));
        QVERIFY(whyNot(QStringLiteral("Change the duties…")).contains(QStringLiteral("another administrator")));
        QVERIFY(whyNot(QStringLiteral("Remove the person…")).contains(QStringLiteral("another administrator")));
        choose(QStringLiteral("ben"));
        {
            test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("No change")); });
            button(QStringLiteral("Change the duties…"))->click();
            QCOMPARE(answer.refused(), QStringLiteral("Nothing has changed."));
        }
        test::DialogAnswer answer([](QDialog& dialog) {
            for (auto* box : dialog.findChildren<QCheckBox*>())
                box->setChecked(box->text() == QStringLiteral("Administrator"));
            test::DialogAnswer::reason(dialog, QStringLiteral("Second administrator"));
        });
        button(QStringLiteral("Change the duties…"))->click();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("ben"), QStringLiteral("duties")), QStringLiteral("administrator"), test::kPatience);
        QVERIFY(person("ben").holdsAuthority);
    }
    void anOfficeIsRecordedAndEnded()
    {
        choose(QStringLiteral("con"));
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChildren<QComboBox*>().front()->setCurrentText(QStringLiteral("Principal financial officer"));
            type(dialog, "Title", QStringLiteral("Chief Accounting Officer"));
            type(dialog, "From", QStringLiteral("2026-10-01"));
            test::DialogAnswer::reason(dialog, QStringLiteral("Board resolution"));
        });
        button(QStringLiteral("Record an office…"))->click();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("con"), QStringLiteral("offices")), QStringLiteral("PFO"), test::kPatience);
        const auto held = person("con").offices;
        QCOMPARE(held.size(), std::size_t(1));
        COMPARE_STR(held[0].title, "Chief Accounting Officer");
        COMPARE_STR(held[0].from.iso(), "2026-10-01");
        QVERIFY(!held[0].to);
        test::DialogAnswer end([](QDialog& dialog) {
            type(dialog, "Last day in office", QStringLiteral("2026-10-31"));
            test::DialogAnswer::reason(dialog, QStringLiteral("Returns to accounting"));
        });
        button(QStringLiteral("End the office Chief Accounting Officer…"))->click();
        QVERIFY2(end.answered(), qPrintable(end.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("con"), QStringLiteral("offices")), QString(), test::kPatience);
        COMPARE_STR(person("con").offices[0].to->iso(), "2026-10-31");
    }
    void aCertificateNeedsASecondPersonWhoWasToldTheFingerprint()
    {
        enter("con");
        choose(QStringLiteral("con"));
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("For signing")); });
        button(QStringLiteral("Request a certificate…"))->click();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("con"), QStringLiteral("certificate")), QStringLiteral("Requested"), test::kPatience);
        QVERIFY(whyNot(QStringLiteral("Confirm the certificate…")).contains(QStringLiteral("second person")));
        enter("ada");
        choose(QStringLiteral("con"));
        const QString told = QString::fromStdString(person("con").fingerprint);
        {
            // One figure wrong: the key in the request is another one.
            QString wrong = told;
            wrong[5] = wrong[5] == QLatin1Char('0') ? QLatin1Char('1') : QLatin1Char('0');
            test::DialogAnswer first([&](QDialog& dialog) {
                type(dialog, "Fingerprint as told", wrong);
                test::DialogAnswer::reason(dialog, QStringLiteral("Told by telephone"));
            });
            button(QStringLiteral("Confirm the certificate…"))->click();
            QVERIFY2(first.answered(), qPrintable(first.refused()));
            QString words;
            test::DialogAnswer problem([&](QDialog& dialog) {
                for (auto* label : dialog.findChildren<QLabel*>())
                    words += label->text() + QLatin1Char('\n');
            });
            QTRY_VERIFY_WITH_TIMEOUT(problem.answered(), test::kPatience);
            QVERIFY2(words.contains(QStringLiteral("fingerprint"), Qt::CaseInsensitive), qPrintable(words));
            QCOMPARE(cell(QStringLiteral("con"), QStringLiteral("certificate")), QStringLiteral("Requested"));
        }
        test::DialogAnswer second([&](QDialog& dialog) {
            type(dialog, "Fingerprint as told", groupedHex(told.toStdString()).toUpper());
            test::DialogAnswer::reason(dialog, QStringLiteral("Told by telephone"));
        });
        button(QStringLiteral("Confirm the certificate…"))->click();
        QVERIFY2(second.answered(), qPrintable(second.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("con"), QStringLiteral("certificate")), QStringLiteral("Confirmed"), test::kPatience);
        QCOMPARE(person("con").certificate->state, std::string("issued"));
    }
    void theSignedSheetEnablesSigning()
    {
        choose(QStringLiteral("con"));
        QVERIFY(whyNot(QStringLiteral("Attach the signed sheet…")).contains(QStringLiteral("first")));
        const QString sheet = QString::fromStdString(company_.world.path("sheet.pdf").string());
        test::DialogAnswer answer([&](QDialog& dialog) { nameFile(dialog, sheet); });
        button(QStringLiteral("Make the enrolment sheet…"))->click();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("con"), QStringLiteral("sheet")), QStringLiteral("Handed out"), test::kPatience);
        COMPARE_STR(test::readFile(sheet.toStdString()).substr(0, 5), "%PDF-");
        std::unique_ptr<test::DialogAnswer> act;
        test::DialogAnswer open([&](QDialog& dialog) {
            nameFile(dialog, sheet);
            act = std::make_unique<test::DialogAnswer>([](QDialog& question) { test::DialogAnswer::reason(question, QStringLiteral("Signed by hand")); });
        });
        button(QStringLiteral("Attach the signed sheet…"))->click();
        QVERIFY2(open.answered(), qPrintable(open.refused()));
        QVERIFY2(act->answered(), qPrintable(act->refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("con"), QStringLiteral("sheet")), QStringLiteral("On file"), test::kPatience);
        QVERIFY(person("con").signingEnabled);
        // Nobody attaches his own.
        enter("ben");
        choose(QStringLiteral("ben"));
        QVERIFY(whyNot(QStringLiteral("Attach the signed sheet…")).contains(QStringLiteral("Another administrator")));
    }
    void thePassphraseChanges()
    {
        {
            test::DialogAnswer weak([](QDialog& dialog) {
                type(dialog, "Present passphrase", QLatin1String(kFresh));
                type(dialog, "New passphrase", QStringLiteral("password1"));
                type(dialog, "New passphrase again", QStringLiteral("password1"));
            });
            command(QStringLiteral("people.passphrase")).run();
            QVERIFY(!weak.answered());
            QVERIFY(!weak.refused().isEmpty());
        }
        const QString fresh = QStringLiteral("nine tall birches lean towards quiet harbour");
        test::DialogAnswer answer([&](QDialog& dialog) {
            type(dialog, "Present passphrase", QLatin1String(kFresh));
            type(dialog, "New passphrase", fresh);
            type(dialog, "New passphrase again", fresh);
        });
        command(QStringLiteral("people.passphrase")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(session_->jobs().empty(), test::kPatience);
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        page_.reset();
        session_.reset();
        QVERIFY(!company_.as("ben")); // the old one
        company_.words["ben"] = fresh.toStdString();
        VERIFY_OK(company_.as("ben"));
    }
    void whoIsRemovedCannotOpenAnyMore()
    {
        enter("ada");
        choose(QStringLiteral("tina"));
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Left the company")); });
        button(QStringLiteral("Remove the person…"))->click();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("tina"), QStringLiteral("state")), QStringLiteral("Removed"), test::kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(session_->jobs().empty(), test::kPatience);
        page_.reset();
        session_.reset();
        QVERIFY(!company_.as("tina"));
        VERIFY_OK(company_.as("paula"));
    }
    void whoMayNotManagePeopleIsTold()
    {
        enter("paula");
        QVERIFY(command(QStringLiteral("people.invite")).whyNot.startsWith(QStringLiteral("Your duties do not include this.")));
        choose(QStringLiteral("con"));
        QVERIFY(!whyNot(QStringLiteral("Change the duties…")).isEmpty());
    }
};

OXSEAL_TEST_CLASS(TestPeoplePage);
#include "tst_people_page.moc"
