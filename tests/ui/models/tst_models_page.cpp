// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/models_page.h"

#include "storage/actions/model_actions.h"
#include "storage/reads/match_reads.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/table_panel.h"
#include "ui/models/model_words.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QListWidget>
#include <QTabWidget>

#include <algorithm>

using namespace oxseal;
using namespace oxseal::ui;

class TestModelsPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ReconWorld> world_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<ModelsPage> page_;

    void enter(const char* login)
    {
        page_.reset();
        session_.reset();
        Workspace& workspace = world_->as(login);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(&workspace, [](Workspace*) {}));
        session_->choosePeriod(QStringLiteral("2026-Q3"));
        page_ = std::make_unique<ModelsPage>(*session_);
        connect(session_.get(), &Session::changed, page_.get(), &Page::reload);
        page_->resize(1200, 700);
        page_->show();
        page_->reload();
        QVERIFY(test::settled(*page_));
        QCOMPARE(page_->stateName(), QStringLiteral("ready"));
    }
    Command command(const QString& id) const
    {
        for (const Command& each : page_->commands()) {
            if (each.id == id)
                return each;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_ = std::make_unique<test::ReconWorld>();
        Json body = shippedPolicy().value();
        VERIFY_OK(proposeModelVersion(world_->now(), kMatcherModel, body.set("period_end_days", 5), "look longer"));
        // One match that stands without a person, run by pat.
        world_->statement("2026-Q3", {{"2026-08-03", 100, "INV1", "x", "F1"}}, "0.00", "1.00");
        world_->ledger("2026-Q3", {{"2026-08-02", 100, "INV1", "y"}, {"2026-08-04", 900, "INV2", "z"}});
        world_->plan();
        world_->adopt();
        OpenReconciliation request;
        request.entity = "US01";
        request.account = "1010";
        request.period = world_->q3.id;
        request.booksOpening = 0;
        const auto id = openReconciliation(world_->as("pat"), request, "close");
        VERIFY_OK(id);
        QCOMPARE(runMatch(world_->now(), *id, "run").value().matched, std::size_t{1});
    }
    void cleanupTestCase()
    {
        page_.reset();
        session_.reset();
    }
    void theRegisterListsWhatDecides()
    {
        enter("con");
        TableModel& model = page_->models().model();
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 7); // matcher, passes, closing by rule, open items, outliers, proposals of profiles, severity of deficiencies
        QCOMPARE(page_->models().currentHandle(), QStringLiteral("matcher"));
        QVERIFY(page_->context() != nullptr);
        page_->open(QStringLiteral("access-outlier"));
        QCOMPARE(page_->models().currentHandle(), QStringLiteral("access-outlier"));
    }
    void nobodyApprovesHisOwn()
    {
        enter("con");
        page_->open(QStringLiteral("matcher/2"));
        QCOMPARE(page_->tabs().currentIndex(), int(ModelsPage::Versions));
        QCOMPARE(page_->versions().currentHandle(), QStringLiteral("2"));
        QCOMPARE(page_->tabs().tabText(ModelsPage::Versions), QStringLiteral("Versions · 1 to decide"));
        // What it does and what it says otherwise stands in words.
        const auto says = [](const QWidget& widget, const QString& words) {
            const auto labels = widget.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text().contains(words); });
        };
        QVERIFY(says(page_->tabs(), QStringLiteral("reference: The same reference and the same amount.")));
        QVERIFY(says(page_->tabs(), QStringLiteral("A line within 5 days of the period's end: every match.")));
        QVERIFY(says(*page_->context(), QStringLiteral("Was: A line within 2 days")));
        page_->resize(1280, 800);
        test::shoot(*page_, QStringLiteral("models_policy_words"));
        test::shoot(*page_->context(), QStringLiteral("models_policy_changes"));
        QVERIFY(command(QStringLiteral("models.approve")).whyNot.contains(QStringLiteral("You proposed it")));
        enter("pat");
        page_->open(QStringLiteral("matcher/2"));
        QVERIFY(!command(QStringLiteral("models.approve")).whyNot.isEmpty());
        QVERIFY(!command(QStringLiteral("models.propose")).whyNot.isEmpty()); // preparers see but cannot edit
    }
    void anotherPersonDecides()
    {
        enter("rex");
        page_->open(QStringLiteral("matcher/2"));
        QCOMPARE(command(QStringLiteral("models.approve")).whyNot, QString());
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("agreed")); });
        command(QStringLiteral("models.approve")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE(page_->tabs().tabText(ModelsPage::Versions), QStringLiteral("Versions"));
        const auto versions = modelVersions(world_->now().db(), kMatcherModel);
        VERIFY_OK(versions);
        COMPARE_STR(versions->front().state, "approved");
        QCOMPARE(versionInForce(*versions).version, std::int64_t{2});
    }
    void ownerAndUseAreStatedHere()
    {
        enter("pat");
        QVERIFY(!command(QStringLiteral("models.card")).whyNot.isEmpty());
        enter("con");
        page_->tabs().setCurrentIndex(ModelsPage::Versions);
        QVERIFY(command(QStringLiteral("models.card")).whyNot.contains(QStringLiteral("Register")));
        page_->tabs().setCurrentIndex(ModelsPage::Register);
        page_->open(QStringLiteral("exception-rules"));
        QCOMPARE(command(QStringLiteral("models.card")).whyNot, QString());
        test::DialogAnswer answer([](QDialog& dialog) {
            dialog.findChildren<ChoiceBox*>().front()->choose(QStringLiteral("rex"));
            test::DialogAnswer::reason(dialog, QStringLiteral("he answers for it"));
        });
        command(QStringLiteral("models.card")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(page_->models().model().index(page_->models().model().shownRowOf(QStringLiteral("exception-rules")), 5).data().toString(),
            QStringLiteral("rex"), test::kPatience);
    }
    void theRulesForOpenItemsAreApprovedHere()
    {
        enter("pat");
        QVERIFY(!command(QStringLiteral("models.rules")).whyNot.isEmpty());
        enter("rex");
        QCOMPARE(command(QStringLiteral("models.rules")).whyNot, QString());
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("read")); });
        command(QStringLiteral("models.rules")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_VERIFY_WITH_TIMEOUT(command(QStringLiteral("models.rules")).whyNot.contains(QStringLiteral("is decided")), test::kPatience);
        COMPARE_STR(versionInForce(modelVersions(world_->now().db(), kExceptionRules).value()).state, "approved");
    }
    void aBlindSampleIsDrawnAndAnsweredHere()
    {
        enter("pat");
        QVERIFY(!command(QStringLiteral("models.sample")).whyNot.isEmpty()); // preparers do not
        enter("con");
        QVERIFY(command(QStringLiteral("models.answer")).whyNot.contains(QStringLiteral("Draw a blind sample")));
        QCOMPARE(command(QStringLiteral("models.sample")).whyNot, QString());
        {
            test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("monthly")); });
            command(QStringLiteral("models.sample")).run();
            QCOMPARE(answer.refused(), QStringLiteral("Give the seed."));
        }
        test::DialogAnswer drawn([](QDialog& dialog) {
            dialog.findChild<QLineEdit*>(QStringLiteral("models.seed"))->setText(QStringLiteral("audit committee"));
            test::DialogAnswer::reason(dialog, QStringLiteral("monthly"));
        });
        command(QStringLiteral("models.sample")).run();
        QVERIFY2(drawn.answered(), qPrintable(drawn.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(command(QStringLiteral("models.answer")).whyNot, QString(), test::kPatience);
        test::DialogAnswer answered([](QDialog& dialog) {
            auto* list = dialog.findChild<QListWidget*>();
            for (int row = 0; row < list->count(); ++row) {
                if (list->item(row)->text().contains(QStringLiteral("INV1")))
                    list->item(row)->setCheckState(Qt::Checked);
            }
            test::DialogAnswer::reason(dialog, QStringLiteral("same reference"));
        });
        command(QStringLiteral("models.answer")).run();
        QTRY_VERIFY_WITH_TIMEOUT(command(QStringLiteral("models.answer")).whyNot.contains(QStringLiteral("has its answer")), test::kPatience);
        const auto samples = blindSamples(world_->now().db(), world_->q3.id);
        VERIFY_OK(samples);
        QCOMPARE(samples->front().agreed, std::int64_t{1});
    }
    void calibrationIsDrawnFromTheScorecard()
    {
        const Json card = *parseJson(R"({"ece":12345,"calibration":[{"from":0,"to":100000,"stated":null,"observed":null},{"from":100000,"to":200000,"stated":150000,"observed":250000}]})");
        const Chart chart = makeCalibrationChart(card);
        VERIFY_OK(checkChart(chart));
        COMPARE_STR(chart.categories[1], "10 – 20");
        QVERIFY((chart.series[0].values == std::vector<std::int64_t>{0, 150}));
        QVERIFY((chart.series[1].values == std::vector<std::int64_t>{0, 250}));
        QVERIFY(chart.title.find("0.0123") != std::string::npos);
        QVERIFY(makeCalibrationChart(Json(Json::Object())).empty());
    }
};

OXSEAL_TEST_CLASS(TestModelsPage);
#include "tst_models_page.moc"
