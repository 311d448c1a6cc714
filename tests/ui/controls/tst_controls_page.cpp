// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/controls_page.h"

#include "tests/storage/actions/certify_world.h"
#include "tests/support/answer_dialog.h"
#include "tests/support/gui_world.h"
#include "ui/common/table_panel.h"
#include "ui/controls/control_words.h"
#include "ui/evidence/evidence_page.h"
#include "ui/evidence/evidence_preview.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QPlainTextEdit>
#include <QTabWidget>

using namespace oxseal;
using namespace oxseal::ui;

/// The register and its evidence: one company, the page of controls, then that of evidence on what was attached.
class TestControlsPage : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_; // today is 2026-11-05, five weeks after the quarter
    std::unique_ptr<Session> session_;
    std::unique_ptr<ControlsPage> page_;

    void enter(const char* login)
    {
        page_.reset();
        session_.reset();
        auto opened = company_.as(login);
        VERIFY_OK(opened);
        session_ = std::make_unique<Session>(std::shared_ptr<Workspace>(std::move(*opened)));
        page_ = std::make_unique<ControlsPage>(*session_);
        connect(session_.get(), &Session::changed, page_.get(), &Page::reload);
        page_->resize(1200, 700);
        page_->show();
        page_->reload();
        QVERIFY(test::settled(*page_));
    }
    static Command command(const Page& page, const QString& id)
    {
        for (const Command& each : page.commands()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    static QString cell(TableModel& model, const QString& handle, const QString& column)
    {
        const auto& columns = model.table()->columns();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].key == column)
                return model.index(model.shownRowOf(handle), static_cast<int>(i)).data().toString();
        }
        return QStringLiteral("no column");
    }
    TableModel& questions() { return page_->checklist().table().model(); }
    TableModel& matrix() { return page_->matrix().table().model(); }

private Q_SLOTS:
    void initTestCase() { VERIFY_OK(company_.found(false)); }
    void cleanupTestCase()
    {
        page_.reset();
        session_.reset();
    }

    void anEmptyRegisterOffersTheDefaultSet()
    {
        enter("con");
        QCOMPARE(page_->stateName(), QStringLiteral("empty"));
        test::DialogAnswer answer;
        QPushButton* load = nullptr;
        for (auto* button : page_->findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("Load the default set"))
                load = button;
        }
        QVERIFY(load != nullptr && load->isEnabled());
        load->click();
        QVERIFY(answer.answered());
        QTRY_COMPARE_WITH_TIMEOUT(page_->stateName(), QStringLiteral("ready"), test::kPatience);
        QCOMPARE(questions().rowCount(), 24); // domain.md: the checklist of the seven areas
        QCOMPARE(matrix().rowCount(), 88);
        QAbstractItemModelTester tester(&questions(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void quarterlyControlsAreLateAfterThePeriod()
    {
        // AM-04, the quarterly user review, is due each quarter; AM-02 works on the event of a departure.
        QCOMPARE(cell(matrix(), QStringLiteral("AM-04"), QStringLiteral("state")), QStringLiteral("Late"));
        QCOMPARE(cell(matrix(), QStringLiteral("AM-02"), QStringLiteral("state")), QStringLiteral("Not tested"));
    }
    void yesWithoutEvidenceIsNotComplete()
    {
        QVERIFY(page_->checklist().table().select(QStringLiteral("3.1")));
        test::DialogAnswer answer;
        command(*page_, QStringLiteral("controls.yes")).run();
        QVERIFY(answer.answered());
        QTRY_COMPARE_WITH_TIMEOUT(cell(questions(), QStringLiteral("3.1"), QStringLiteral("state")), QStringLiteral("Evidence missing"), test::kPatience);
    }
    void notApplicableNeedsAReason()
    {
        QVERIFY(page_->checklist().table().select(QStringLiteral("7.1")));
        {
            test::DialogAnswer answer;
            command(*page_, QStringLiteral("controls.na")).run();
            QVERIFY(!answer.answered());
        }
        test::DialogAnswer answer([](QDialog& dialog) {
            for (auto* edit : dialog.findChildren<QLineEdit*>()) {
                if (edit->accessibleName() == QStringLiteral("Because"))
                    edit->setText(QStringLiteral("No models in use"));
            }
        });
        command(*page_, QStringLiteral("controls.na")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(questions(), QStringLiteral("7.1"), QStringLiteral("state")), QStringLiteral("Not applicable"), test::kPatience);
    }
    void attachedEvidenceCompletesTheAnswer()
    {
        QVERIFY(page_->checklist().table().select(QStringLiteral("3.1")));
        const std::string file = company_.world.path("restore.txt").string();
        QFile out(QString::fromStdString(file));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("restore test");
        out.close();
        test::DialogAnswer answer([&](QDialog& dialog) {
            for (auto* edit : dialog.findChildren<QLineEdit*>()) {
                if (edit->accessibleName() == QStringLiteral("Choose the evidence"))
                    edit->setText(QString::fromStdString(file));
            }
            test::DialogAnswer::reason(dialog, QStringLiteral("Restore test"));
        });
        command(*page_, QStringLiteral("controls.attach")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        // Received today, 2026-11-05: more than 15 days after 2026-09-30.
        QTRY_COMPARE_WITH_TIMEOUT(cell(questions(), QStringLiteral("3.1"), QStringLiteral("state")), QStringLiteral("Evidence late"), test::kPatience);
        QCOMPARE(cell(questions(), QStringLiteral("3.1"), QStringLiteral("attached")), QStringLiteral("1"));
    }
    void performanceEndsTheDelay()
    {
        page_->tabs().setCurrentIndex(1);
        QVERIFY(page_->matrix().table().select(QStringLiteral("AM-04")));
        QVERIFY(command(*page_, QStringLiteral("controls.perform")).primary);
        QVERIFY(!command(*page_, QStringLiteral("controls.test")).whyNot.isEmpty()); // a controller does not test
        test::DialogAnswer answer;
        command(*page_, QStringLiteral("controls.perform")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(matrix(), QStringLiteral("AM-04"), QStringLiteral("state")), QStringLiteral("Not tested"), test::kPatience);
        QCOMPARE(cell(matrix(), QStringLiteral("AM-04"), QStringLiteral("performed")), QStringLiteral("2026-09-30"));
    }
    void testersRecordTests()
    {
        enter("tina");
        page_->open(QStringLiteral("AM-04"));
        QCOMPARE(page_->tabs().currentIndex(), 1);
        QVERIFY(!command(*page_, QStringLiteral("controls.perform")).whyNot.isEmpty()); // a tester does not perform
        QCOMPARE(command(*page_, QStringLiteral("controls.test")).whyNot, QString());
        test::DialogAnswer answer;
        command(*page_, QStringLiteral("controls.test")).run();
        QVERIFY2(answer.answered(), qPrintable(answer.refused()));
        QTRY_COMPARE_WITH_TIMEOUT(cell(matrix(), QStringLiteral("AM-04"), QStringLiteral("state")), QStringLiteral("Tested"), test::kPatience);
    }
    void openingEvidenceIsAnEvent()
    {
        EvidencePage evidence(*session_);
        connect(session_.get(), &Session::changed, &evidence, &Page::reload);
        evidence.resize(1200, 700);
        evidence.show();
        evidence.reload();
        QVERIFY(test::settled(evidence));
        TableModel& model = evidence.table().model();
        QCOMPARE(model.rowCount(), 1);
        const QString id = model.index(0, 0).data(TableModel::HandleRole).toString();
        QCOMPARE(cell(model, id, QStringLiteral("name")), QStringLiteral("restore.txt"));
        QCOMPARE(cell(model, id, QStringLiteral("subject")), QStringLiteral("Checklist 3.1"));
        QCOMPARE(cell(model, id, QStringLiteral("fit")), QStringLiteral("Late"));
        // printf 'restore test' | sha256sum
        QCOMPARE(cell(model, id, QStringLiteral("digest")), QStringLiteral("08be29607abc35192f005505b6b8e826b9bc00261eb40a68114063b2838eec2d"));
        test::DialogAnswer answer([](QDialog& dialog) { test::DialogAnswer::reason(dialog, QStringLiteral("Walkthrough")); });
        command(evidence, QStringLiteral("evidence.open")).run();
        QVERIFY(answer.answered());
        EvidencePreview* preview = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((preview = evidence.findChild<EvidencePreview*>()) != nullptr, test::kPatience);
        QCOMPARE(preview->findChild<QPlainTextEdit*>()->toPlainText(), QStringLiteral("restore test"));
        preview->close();
        QTRY_COMPARE_WITH_TIMEOUT(cell(model, id, QStringLiteral("opened")), QStringLiteral("1"), test::kPatience);
    }
    void previewsGoByContent()
    {
        QCOMPARE(previewKind("%PDF-1.7\n"), PreviewKind::Pdf);
        QCOMPARE(previewKind("plain words\n"), PreviewKind::Text);
        QCOMPARE(previewKind(QByteArray("PK\x03\x04\x00\x00", 6)), PreviewKind::None);
        QCOMPARE(previewKind("\xff\xfe broken"), PreviewKind::None);
        QImage image(2, 2, QImage::Format_RGB32);
        image.fill(Qt::black);
        QByteArray png;
        QBuffer buffer(&png);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QVERIFY(image.save(&buffer, "PNG"));
        QCOMPARE(previewKind(png), PreviewKind::Picture);
    }
};

OXSEAL_TEST_CLASS(TestControlsPage);
#include "tst_controls_page.moc"
