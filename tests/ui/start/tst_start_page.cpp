// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_page.h"

#include "storage/actions/people_actions.h"
#include "storage/reads/people_reads.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/temp_world.h"
#include "ui/shell/unlock_page.h"
#include "ui/start/demo_people.h"
#include "ui/start/tour.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QProgressDialog>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

constexpr const char* kAda = test::TempWorld::kPassphrase;
constexpr const char* kBen = "seven green lamps hum over calm water";
constexpr const char* kFresh = "nine tall birches lean towards quiet harbour";

QLineEdit* line(const QWidget& within, const char* name)
{
    for (auto* edit : within.findChildren<QLineEdit*>()) {
        if (edit->accessibleName() == QLatin1String(name))
            return edit;
    }
    return nullptr;
}

void type(const QWidget& within, const char* name, const QString& text)
{
    if (auto* edit = line(within, name)) {
        edit->clear();
        QTest::keyClicks(edit, text);
    }
}

using Answer = std::unique_ptr<test::DialogAnswer>;

/// Keeps the code that is shown once. Dialogs open inside others' event loops, so who answers is there before.
Answer keeping(const QString& title, QString& code)
{
    return std::make_unique<test::DialogAnswer>(
        [&code](QDialog& dialog) {
            code = line(dialog, "The code")->text();
            for (auto* box : dialog.findChildren<QCheckBox*>())
                box->setChecked(true);
        },
        title);
}

/// Chooses a passphrase at a first login or a recovery; an empty one turns back.
Answer choosing(const QString& passphrase, QString* words = nullptr)
{
    return std::make_unique<test::DialogAnswer>(
        [passphrase, words](QDialog& dialog) {
            if (words != nullptr) {
                for (auto* label : dialog.findChildren<QLabel*>())
                    *words += label->text();
            }
            type(dialog, "New passphrase", passphrase);
            type(dialog, "New passphrase again", passphrase);
        },
        QStringLiteral("Choose your passphrase"));
}

} // namespace

class TestStartPage : public QObject
{
    Q_OBJECT

    test::TempWorld world_;
    std::unique_ptr<StartPage> page_;
    std::shared_ptr<Workspace> opened_;
    QString link_;
    QString recovery_;

    QString folder() const { return QString::fromStdString(world_.path("acme.oxseal").string()); }
    QPushButton* button(const QString& title)
    {
        for (auto* each : page_->findChildren<QPushButton*>()) {
            if (each->text() == title)
                return each;
        }
        return nullptr;
    }
    QString problem() { return page_->unlock().findChild<QLabel*>(QStringLiteral("problem"))->text(); }
    void unlock(const QString& login, const QString& secret)
    {
        page_->unlock().setFolder(folder());
        type(page_->unlock(), "Login", login);
        type(page_->unlock(), "Passphrase", secret);
        QVERIFY(button(QStringLiteral("Unlock"))->isEnabled());
        button(QStringLiteral("Unlock"))->click();
    }
    void close()
    {
        if (opened_)
            VERIFY_OK(opened_->close());
        opened_.reset();
    }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_STATE_HOME", QByteArray::fromStdString(world_.path("state").string())); }
    void init()
    {
        page_ = std::make_unique<StartPage>(world_.environment(), QString());
        page_->setProgram(QStringLiteral(OXSEAL_PROGRAM));
        connect(page_.get(), &StartPage::unlocked, this, [this](std::shared_ptr<Workspace> workspace, const QString& link) {
            opened_ = std::move(workspace);
            link_ = link;
        });
        page_->resize(1280, 800);
        page_->show();
    }
    void cleanup()
    {
        close();
        page_.reset();
    }

    void aNewWorkspaceWithItsFirstAdministrator()
    {
        QVERIFY(!button(QStringLiteral("Unlock"))->isEnabled());
        QVERIFY(!button(QStringLiteral("Unlock"))->toolTip().isEmpty());
        {
            test::DialogAnswer weak([&](QDialog& dialog) {
                type(dialog, "Company", QStringLiteral("Acme Corp"));
                type(dialog, "New folder", folder());
                type(dialog, "Your full name", QStringLiteral("Ada Admin"));
                type(dialog, "Your login", QStringLiteral("ada"));
                type(dialog, "Passphrase", QStringLiteral("password1"));
                type(dialog, "Passphrase again", QStringLiteral("password1"));
            });
            button(QStringLiteral("Create a workspace…"))->click();
            QVERIFY(!weak.answered());
            QVERIFY(!QDir(folder()).exists());
        }
        test::DialogAnswer answer([&](QDialog& dialog) {
            type(dialog, "Company", QStringLiteral("Acme Corp"));
            type(dialog, "New folder", folder());
            type(dialog, "Your full name", QStringLiteral("Ada Admin"));
            type(dialog, "Your login", QStringLiteral("ada"));
            type(dialog, "Passphrase", QLatin1String(kAda));
            type(dialog, "Passphrase again", QLatin1String(kAda));
        });
        button(QStringLiteral("Create a workspace…"))->click();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        const Answer kept = keeping(QStringLiteral("Your recovery code"), recovery_);
        QTRY_VERIFY_WITH_TIMEOUT(kept->answered(), test::kPatience);
        QVERIFY(recovery_.size() > 20);
        QTRY_VERIFY_WITH_TIMEOUT(opened_ != nullptr, test::kPatience);
        QCOMPARE(link_, QStringLiteral("settings:first")); // the facts of the company come next
        QVERIFY(opened_->writable());
        const auto people = persons(opened_->db());
        VERIFY_OK(people);
        QCOMPARE(people->size(), std::size_t(1));
        COMPARE_STR(people->front().name, "Ada Admin");
        QVERIFY((people->front().roles == std::set<Role>{Role::Administrator}));
        QCOMPARE(recentWorkspaces(), QStringList{folder()});
        auto code = invitePerson(*opened_, {"ben", "Ben Brown", "", {Role::Controller}}, "Joins");
        VERIFY_OK(code);
        code_ = QString::fromUtf8(asText(code->view()).data(), static_cast<qsizetype>(asText(code->view()).size()));
    }
    void aWrongPassphraseIsRefused()
    {
        unlock(QStringLiteral("ada"), QStringLiteral("not the passphrase"));
        QTRY_VERIFY_WITH_TIMEOUT(!problem().isEmpty(), test::kPatience);
        QVERIFY(opened_ == nullptr);
        QVERIFY2(problem().contains(QStringLiteral("passphrase"), Qt::CaseInsensitive), qPrintable(problem()));
        QCOMPARE(line(page_->unlock(), "Passphrase")->text(), QString()); // typed anew, never kept
        // A folder that is no workspace says so.
        page_->unlock().setFolder(QString::fromStdString(world_.path("nowhere").string()));
        type(page_->unlock(), "Login", QStringLiteral("ada"));
        type(page_->unlock(), "Passphrase", QLatin1String(kAda));
        button(QStringLiteral("Unlock"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(problem().contains(QStringLiteral("workspace"), Qt::CaseInsensitive), test::kPatience);
        unlock(QStringLiteral("ada"), QLatin1String(kAda));
        QTRY_VERIFY_WITH_TIMEOUT(opened_ != nullptr, test::kPatience);
        QCOMPARE(problem(), QString());
    }
    void aFirstLoginWithTheCodeOfAnInvitation()
    {
        unlock(QStringLiteral("ben"), code_);
        QString words;
        const Answer answer = choosing(QLatin1String(kBen), &words);
        QTRY_VERIFY_WITH_TIMEOUT(answer->answered(), test::kPatience);
        QVERIFY2(words.contains(QStringLiteral("Welcome, Ben Brown.")), qPrintable(words));
        QTRY_VERIFY_WITH_TIMEOUT(opened_ != nullptr, test::kPatience);
        COMPARE_STR(opened_->actor().login, "ben");
        COMPARE_STR(opened_->actor().authMethod, "passphrase");
        close();
        // The code works once.
        unlock(QStringLiteral("ben"), code_);
        QTRY_VERIFY_WITH_TIMEOUT(!problem().isEmpty(), test::kPatience);
        QVERIFY(opened_ == nullptr);
    }
    void whoTurnsBackAtTheFirstLoginChangesNothing()
    {
        // The recovery code opens; turning back leaves it as it was, and the old passphrase too.
        page_->unlock().findChild<QCheckBox*>()->setChecked(true);
        unlock(QStringLiteral("ada"), recovery_);
        const Answer back = choosing({});
        QTRY_VERIFY_WITH_TIMEOUT(problem().contains(QStringLiteral("Nothing was changed")), test::kPatience);
        page_->unlock().findChild<QCheckBox*>()->setChecked(false);
        unlock(QStringLiteral("ada"), QLatin1String(kAda));
        QTRY_VERIFY_WITH_TIMEOUT(opened_ != nullptr, test::kPatience);
    }
    void theRecoveryCodeMakesNewKeysAndANewCode()
    {
        page_->unlock().findChild<QCheckBox*>()->setChecked(true);
        unlock(QStringLiteral("ada"), recovery_);
        QString next;
        const Answer kept = keeping(QStringLiteral("Your new recovery code"), next);
        const Answer answer = choosing(QLatin1String(kFresh));
        QTRY_VERIFY_WITH_TIMEOUT(kept->answered(), test::kPatience);
        QVERIFY(!next.isEmpty() && next != recovery_);
        QTRY_VERIFY_WITH_TIMEOUT(opened_ != nullptr, test::kPatience);
        COMPARE_STR(opened_->actor().login, "ada");
        QVERIFY(!page_->unlock().findChild<QCheckBox*>()->isChecked());
        close();
        unlock(QStringLiteral("ada"), QLatin1String(kAda)); // the forgotten one opens nothing any more
        QTRY_VERIFY_WITH_TIMEOUT(!problem().isEmpty(), test::kPatience);
        QVERIFY(opened_ == nullptr);
    }
    void theDemoCompanyAtASavePoint()
    {
        const QString target = QString::fromStdString(world_.path("demo").string());
        test::DialogAnswer answer([&](QDialog& dialog) {
            auto* point = dialog.findChild<QComboBox*>();
            point->setCurrentIndex(point->findData(QStringLiteral("day3")));
            type(dialog, "New folder", target);
        });
        button(QStringLiteral("Make the demo company…"))->click();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        const QString workspace = target + QStringLiteral("/Demo.oxseal");
        QTRY_COMPARE_WITH_TIMEOUT(line(page_->unlock(), "Workspace folder")->text(), workspace, 300000);
        // Everybody of it can be chosen; the passphrase is filled in.
        QCOMPARE(line(page_->unlock(), "Login")->text(), QStringLiteral("controller"));
        QVERIFY(!line(page_->unlock(), "Passphrase")->text().isEmpty());
        auto* person = page_->unlock().findChild<QComboBox*>();
        QCOMPARE(person->count(), 10);
        person->setCurrentIndex(person->findData(QStringLiteral("preparer")));
        Q_EMIT person->activated(person->currentIndex());
        QCOMPARE(line(page_->unlock(), "Login")->text(), QStringLiteral("preparer"));
        // Another folder that holds something else is not overwritten.
        test::DialogAnswer other([&](QDialog& dialog) { type(dialog, "New folder", folder()); });
        button(QStringLiteral("Make the demo company…"))->click();
        QVERIFY(other.refused().contains(QStringLiteral("holds something else")));
    }

private:
    QString code_;
};

OXSEAL_TEST_CLASS(TestStartPage);
#include "tst_start_page.moc"
