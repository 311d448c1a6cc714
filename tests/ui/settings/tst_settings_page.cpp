// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "tests/support/page_world.h"
#include "ui/settings/company_form.h"
#include "ui/settings/first_steps.h"
#include "ui/shell/idle_lock.h"

#include <QComboBox>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>

using namespace oxseal;
using namespace oxseal::ui;

namespace {

QLineEdit* line(const QWidget& within, const char* name)
{
    for (auto* edit : within.findChildren<QLineEdit*>()) {
        if (edit->accessibleName() == QLatin1String(name))
            return edit;
    }
    return nullptr;
}

void type(QWidget& within, const char* name, const QString& text)
{
    if (auto* edit = line(within, name)) {
        edit->clear();
        QTest::keyClicks(edit, text);
    }
}

QString wordsOf(const QWidget& within)
{
    QString words;
    for (const auto* label : within.findChildren<QLabel*>()) {
        if (!label->isHidden())
            words += label->text() + QLatin1Char('\n');
    }
    return words;
}

} // namespace

class TestSettingsPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::PageWorld> world_;
    std::unique_ptr<SettingsPage> page_;

    Session& session() { return *world_->session; }
    /// The first visible button of this title; a page that reads anew shows its buttons a moment later.
    QPushButton* button(const QString& title)
    {
        QPushButton* found = nullptr;
        (void)QTest::qWaitFor([&] {
            for (auto* each : page_->findChildren<QPushButton*>()) {
                if (found == nullptr && each->text() == title && each->isVisible())
                    found = each;
            }
            return found != nullptr;
        });
        return found;
    }
    void press(const QString& title)
    {
        QPushButton* found = button(title);
        QVERIFY2(found != nullptr && found->isEnabled(), qPrintable(title));
        found->click();
    }
    QComboBox* choice(const QString& name)
    {
        for (auto* each : page_->findChildren<QComboBox*>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    void idle() { QTRY_VERIFY_WITH_TIMEOUT(session().jobs().empty(), test::kPatience); }

private Q_SLOTS:
    void initTestCase()
    {
        world_ = std::make_unique<test::PageWorld>(false);
        page_ = std::make_unique<SettingsPage>(session());
        connect(&session(), &Session::changed, page_.get(), &Page::reload);
        page_->resize(1100, 1400);
        page_->show();
        page_->reload();
        QVERIFY(test::settled(*page_));
    }
    void cleanupTestCase() { page_.reset(); }

    void aNewWorkspaceSaysWhatItStillNeeds()
    {
        auto* steps = page_->findChild<FirstSteps*>();
        QTRY_VERIFY_WITH_TIMEOUT(steps->isVisible(), test::kPatience);
        // The entity is there; facts, period, people and backup are not.
        QVERIFY(wordsOf(*steps).contains(QStringLiteral("1 of 5 done")));
    }
    void theFactsExplainTheCategoryWhileTyping()
    {
        // Rule 12b-2: a float under 75 million dollars is non-accelerated (90 and 45 days); Item 10(f)(1) of Regulation S-K:
        // under 250 million it is a smaller reporting company.
        QString before;
        QString small;
        QString large;
        test::DialogAnswer answer([&](QDialog& dialog) {
            const auto* form = dialog.findChild<CompanyForm*>();
            before = wordsOf(*form);
            type(dialog, "First registered sale of shares (IPO)", QStringLiteral("2020-02-03"));
            type(dialog, "Public float", QStringLiteral("74.9M"));
            type(dialog, "Annual revenue", QStringLiteral("60,000,000"));
            small = wordsOf(*form);
            type(dialog, "Public float", QStringLiteral("900M"));
            type(dialog, "Annual revenue", QStringLiteral("500M"));
            large = wordsOf(*form);
            type(dialog, "Public float", QStringLiteral("74.9M"));
            type(dialog, "Annual revenue", QStringLiteral("60,000,000"));
            test::DialogAnswer::reason(dialog, QStringLiteral("Facts of 2026"));
        });
        press(QStringLiteral("Change the facts…"));
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QVERIFY(before.contains(QStringLiteral("Not yet known")));
        QVERIFY2(small.contains(QStringLiteral("Non-accelerated filer, smaller reporting company")), qPrintable(small));
        QVERIFY(small.contains(QStringLiteral("annual report within 90 days, quarterly reports within 45 days")));
        QVERIFY(small.contains(QStringLiteral("No attestation of the auditor under Section 404(b).")));
        QVERIFY(small.contains(QStringLiteral("12b-2"))); // the rule and its day stand beside it
        // 700 million and more is large accelerated: 60 and 40 days, and the auditor attests.
        QVERIFY2(large.contains(QStringLiteral("Large accelerated filer")), qPrintable(large));
        QVERIFY(large.contains(QStringLiteral("annual report within 60 days, quarterly reports within 40 days")));
        QVERIFY(large.contains(QStringLiteral("The auditor attests internal control over financial reporting, Section 404(b).")));
        QTRY_VERIFY_WITH_TIMEOUT(wordsOf(*page_).contains(QStringLiteral("USD 74,900,000")), test::kPatience);
        QCOMPARE(session().company().publicFloatMinor, std::optional<std::int64_t>(7'490'000'000));
        QVERIFY(wordsOf(*page_).contains(QStringLiteral("Non-accelerated filer, smaller reporting company")));
    }
    void factsThatAreNoneAreNamed()
    {
        test::DialogAnswer answer([](QDialog& dialog) { type(dialog, "Fiscal year ends on", QStringLiteral("13-40")); });
        press(QStringLiteral("Change the facts…"));
        QVERIFY(answer.refused().contains(QStringLiteral("month and day")));
        test::DialogAnswer other([](QDialog& dialog) { type(dialog, "Public float", QStringLiteral("a lot")); });
        press(QStringLiteral("Change the facts…"));
        QVERIFY(other.refused().contains(QStringLiteral("74.9M")));
    }
    void entitiesAreAddedAndChanged()
    {
        {
            test::DialogAnswer answer([](QDialog& dialog) {
                type(dialog, "Code", QStringLiteral("DE01"));
                type(dialog, "Legal name", QStringLiteral("Acme GmbH"));
                type(dialog, "Share of the parent in per cent", QStringLiteral("120"));
                type(dialog, "Country", QStringLiteral("DE"));
                type(dialog, "Functional currency", QStringLiteral("EUR"));
            });
            press(QStringLiteral("Add an entity…"));
            QVERIFY(answer.refused().contains(QStringLiteral("from 0 to 100")));
        }
        test::DialogAnswer answer([](QDialog& dialog) {
            type(dialog, "Code", QStringLiteral("DE01"));
            type(dialog, "Legal name", QStringLiteral("Acme GmbH"));
            type(dialog, "Share of the parent in per cent", QStringLiteral("80.5"));
            type(dialog, "Country", QStringLiteral("de"));
            type(dialog, "Functional currency", QStringLiteral("eur"));
            dialog.findChildren<QComboBox*>().front()->setCurrentIndex(1);
        });
        press(QStringLiteral("Add an entity…"));
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(session().entities().size(), std::size_t(2), test::kPatience);
        const auto find = [this] {
            for (const Entity& one : session().entities()) {
                if (one.code == "DE01")
                    return one;
            }
            return Entity();
        };
        QCOMPARE(find().ownershipBasisPoints, 8050);
        COMPARE_STR(find().country, "DE");
        COMPARE_STR(find().currency.code(), "EUR");
        QVERIFY(find().parent.value != 0);
        QPushButton* change = nullptr;
        (void)QTest::qWaitFor([&] {
            for (auto* each : page_->findChildren<QPushButton*>()) {
                if (each->accessibleName() == QStringLiteral("Change the entity DE01") && each->isVisible())
                    change = each;
            }
            return change != nullptr;
        });
        QVERIFY(change != nullptr);
        test::DialogAnswer rename([](QDialog& dialog) {
            type(dialog, "Legal name", QStringLiteral("Acme Deutschland GmbH"));
            test::DialogAnswer::reason(dialog, QStringLiteral("Renamed"));
        });
        change->click();
        QVERIFY2(rename.answered(), qPrintable(rename.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(find().name), QStringLiteral("Acme Deutschland GmbH"), test::kPatience);
    }
    void theFirstPeriodIsSuggested()
    {
        // Today is 1 October 2026: the quarter that has just ended.
        QString suggested;
        test::DialogAnswer answer([&](QDialog& dialog) { suggested = line(dialog, "Period")->text(); });
        press(QStringLiteral("Add a period…"));
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QCOMPARE(suggested, QStringLiteral("2026-Q3"));
        QTRY_COMPARE_WITH_TIMEOUT(session().periods().size(), std::size_t(1), test::kPatience);
        COMPARE_STR(session().periods()[0].period.first.iso(), "2026-07-01");
        COMPARE_STR(session().periods()[0].period.last.iso(), "2026-09-30");
        idle();
    }
    void backupsAreMadeAndVerified()
    {
        const QString folder = QString::fromStdString(world_->world.path("backup").string());
        test::DialogAnswer answer([&](QDialog& dialog) { type(dialog, "New folder", folder); });
        press(QStringLiteral("Back up now…"));
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(session().jobs().empty() && QDir(folder).exists(), test::kPatience);
        const auto verified = verifyBackup(folder.toStdString());
        VERIFY_OK(verified);
        QTRY_VERIFY_WITH_TIMEOUT(!wordsOf(*page_).contains(QStringLiteral("none yet")), test::kPatience);
        // The same place again would overwrite it.
        test::DialogAnswer again([&](QDialog& dialog) { type(dialog, "New folder", folder); });
        press(QStringLiteral("Back up now…"));
        QVERIFY(again.refused().contains(QStringLiteral("exists already")));
    }
    void theMinutesOfTheLockHoldAtOnce()
    {
        IdleLock::remember(10);
        IdleLock lock;
        QSignalSpy locked(&lock, &IdleLock::locked);
        QSignalSpy countdown(&lock, &IdleLock::countdown);
        lock.start();
        lock.check(3 * 60'000);
        QCOMPARE(locked.count(), 0);
        QComboBox* minutes = choice(QStringLiteral("Lock when nobody is here for"));
        QVERIFY(minutes != nullptr);
        const auto pick = [&](int n) {
            minutes->setCurrentIndex(minutes->findData(n));
            Q_EMIT minutes->activated(minutes->currentIndex());
        };
        pick(2);
        lock.check(115'000); // five seconds before
        QCOMPARE(countdown.count(), 1);
        QCOMPARE(countdown.front().front().toInt(), 5);
        lock.check(120'000);
        QCOMPARE(locked.count(), 1);
        pick(0); // never
        lock.start();
        lock.check(24 * 3600'000);
        QCOMPARE(locked.count(), 1);
        lock.stop();
        pick(10);
    }
    void amountsAreWrittenAsChosen()
    {
        QComboBox* negatives = choice(QStringLiteral("Negative amounts"));
        QVERIFY(negatives != nullptr);
        negatives->setCurrentIndex(1);
        Q_EMIT negatives->activated(1);
        QCOMPARE(QSettings().value(QStringLiteral("numbers/negative")).toString(), QStringLiteral("minus"));
        negatives->setCurrentIndex(0);
        Q_EMIT negatives->activated(0);
    }
    void aReaderMayLookButNotChange()
    {
        // A second window on the same workspace reads only: the first one holds the lock.
        auto second = openWorkspace({world_->world.path("acme.oxseal"), "ada", true}, test::TempWorld::secret(test::TempWorld::kPassphrase), world_->world.environment());
        VERIFY_OK(second);
        Session reading{std::shared_ptr<Workspace>(std::move(*second))};
        SettingsPage page(reading);
        page.resize(1100, 1400);
        page.show();
        page.reload();
        QVERIFY(test::settled(page));
        int refused = 0;
        for (auto* each : page.findChildren<QPushButton*>()) {
            if (each->isVisible() && !each->isEnabled()) {
                ++refused;
                QVERIFY(each->toolTip().contains(QStringLiteral("reading only")));
            }
        }
        QVERIFY(refused >= 4); // facts, two entities, a new one, a period, a backup
    }
};

OXSEAL_TEST_CLASS(TestSettingsPage);
#include "tst_settings_page.moc"
