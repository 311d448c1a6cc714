// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_findings.h"

#include "models/core/money.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/imports/import_card.h"
#include "ui/imports/import_words.h"
#include "ui/imports/ipe_form.h"
#include "ui/imports/mapping_view.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

enum Tab { kRejectedTab, kColumnsTab, kRowsTab };

/// The card as it would be judged after the import.
controls::IpeFacts factsOf(const IpeInput& input, const ImportPreview& preview)
{
    controls::IpeFacts facts;
    facts.card = input.card;
    facts.card->importedRows = static_cast<std::int64_t>(preview.counted);
    if (input.sourceTotal.empty())
        return facts;
    std::string column = input.card.totalColumn;
    if (column.empty())
        column = preview.kind == ImportKind::Tb ? "balance" : "amount";
    for (const PreviewTotal& total : preview.totals) {
        const auto point = total.sum.find('.');
        const int digits = point == std::string::npos ? 0 : static_cast<int>(total.sum.size() - point - 1);
        if (total.field != column)
            continue;
        facts.card->sourceTotal = parseMinor(input.sourceTotal, digits);
        facts.card->importedTotal = parseMinor(total.sum, digits);
    }
    return facts;
}

Mark markOfState(controls::IpeState state)
{
    return state == controls::IpeState::Matches ? Mark::Good : state == controls::IpeState::Mismatch ? Mark::High : Mark::Medium;
}

} // namespace

ImportFindings::ImportFindings(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    facts_ = label({}, role::kStrong, true);
    counts_ = label({}, {}, true);
    totals_ = label({}, role::kSecondary, true);
    totals_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    digest_ = label({}, role::kCaption, true);
    digest_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    countRow_ = new QWidget;
    auto* row = new QHBoxLayout(countRow_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    countChip_ = new Chip(Mark::Neutral, {});
    countWords_ = label({}, {}, true);
    row->addWidget(countChip_, 0, Qt::AlignTop);
    row->addWidget(countWords_, 1);
    QVBoxLayout* inner = nullptr;
    problemBox_ = card(inner);
    problem_ = label({}, role::kProblem, true);
    problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    inner->addWidget(problem_);
    layout->addWidget(facts_);
    layout->addWidget(counts_);
    layout->addWidget(countRow_);
    layout->addWidget(totals_);
    layout->addWidget(digest_);
    source_ = label({}, {}, true);
    source_->setAccessibleName(tr("Source profile"));
    layout->addWidget(source_);
    layout->addWidget(problemBox_);
    layout->addWidget(createProfile());
    layout->addWidget(createProgress());
    layout->addWidget(createTabs(), 1);
    rest_ = new QWidget;
    layout->addWidget(rest_, 1);
    clear();
}

QWidget* ImportFindings::createProfile()
{
    profileBox_ = new QFrame;
    profileBox_->setObjectName(role::kBanner);
    auto* layout = new QVBoxLayout(profileBox_);
    layout->setContentsMargins(kGap12, kGap, kGap12, kGap);
    layout->setSpacing(kGap4);
    profile_ = label({}, {}, true);
    layout->addWidget(profile_);
    gaps_ = new QVBoxLayout;
    gaps_->setSpacing(kGap4);
    layout->addLayout(gaps_);
    refuse_ = new QPushButton(tr("Do not use the saved mapping"));
    refuse_->setObjectName(role::kLink);
    layout->addWidget(refuse_, 0, Qt::AlignLeft);
    connect(refuse_, &QPushButton::clicked, this, &ImportFindings::profileRefused);
    return profileBox_;
}

QWidget* ImportFindings::createProgress()
{
    progressRow_ = new QWidget;
    auto* line = new QHBoxLayout(progressRow_);
    line->setContentsMargins(0, 0, 0, 0);
    progress_ = new QProgressBar;
    progress_->setAccessibleName(tr("Reading the file"));
    auto* cancel = new QPushButton(tr("Stop reading"));
    line->addWidget(label(tr("Reading…"), role::kSecondary));
    line->addWidget(progress_, 1);
    line->addWidget(cancel);
    connect(cancel, &QPushButton::clicked, this, &ImportFindings::stopWanted);
    return progressRow_;
}

QWidget* ImportFindings::createTabs()
{
    tabs_ = new QTabWidget;
    tabs_->setAccessibleName(tr("What the file holds"));
    tabs_->setDocumentMode(true);
    tabs_->tabBar()->setDrawBase(false);
    rejected_ = new TablePanel(tr("Rejected rows"));
    rejected_->setNouns(tr("entry"), tr("entries"));
    mapping_ = new MappingView;
    rows_ = new TablePanel(tr("First rows"));
    rows_->setNouns(tr("row"), tr("rows"));
    tabs_->addTab(rejected_, tr("Rejected"));
    tabs_->addTab(mapping_, tr("Columns"));
    tabs_->addTab(rows_, tr("First rows"));
    connect(mapping_, &MappingView::chosen, this, &ImportFindings::chosen);
    return tabs_;
}

void ImportFindings::clear()
{
    for (QLabel* line : {facts_, counts_, totals_, digest_, problem_})
        line->clear();
    for (QWidget* part : {static_cast<QWidget*>(problemBox_), static_cast<QWidget*>(profileBox_), countRow_, static_cast<QWidget*>(counts_),
             static_cast<QWidget*>(totals_), static_cast<QWidget*>(digest_), static_cast<QWidget*>(source_), static_cast<QWidget*>(tabs_)})
        part->hide();
    rest_->show();
}

void ImportFindings::show(const ImportPreview& preview, std::shared_ptr<const TableData> rejected, const QString& problem)
{
    refused_ = preview.problem.has_value();
    facts_->setText(formatWords(preview));
    const ImportReport& report = preview.report;
    const bool counted = report.records > 0;
    counts_->setText(tr("%1 accepted · %2 rejected · %3 ignored")
                         .arg(ui::counted(static_cast<std::int64_t>(report.accepted), tr("row"), tr("rows")), count(static_cast<std::int64_t>(report.rejectedRows)),
                             count(static_cast<std::int64_t>(report.ignoredRows()))));
    counts_->setVisible(counted);
    totals_->setText(totalWords(preview).join(QStringLiteral(" · ")));
    totals_->setVisible(!totals_->text().isEmpty());
    digest_->setText(tr("SHA-256 %1").arg(groupedDigest(preview.original.hex())));
    digest_->show();
    const QStringList source = sourceWords(preview);
    source_->setText(source.join(QLatin1Char('\n')));
    source_->setVisible(!source.isEmpty());
    source_->setToolTip(preview.profile ? completeWords(*preview.profile) : QString());
    problem_->setText(problem);
    problemBox_->setVisible(!problem.isEmpty());
    rejected_->setData(std::move(rejected));
    nameTabs(preview);
    mapping_->show(preview);
    showRows(preview);
    // A bank's own format has no columns to choose; a file that could not be taken apart has nothing at all to show.
    const bool table = !preview.columns.empty();
    const bool rows = !preview.rows.empty();
    tabs_->setTabVisible(kRejectedTab, counted);
    tabs_->setTabVisible(kColumnsTab, table);
    tabs_->setTabVisible(kRowsTab, rows);
    const bool any = counted || table || rows;
    tabs_->setVisible(any);
    rest_->setVisible(!any);
}

void ImportFindings::showUnreadable(const QString& problem)
{
    clear();
    problem_->setText(problem);
    problemBox_->setVisible(!problem.isEmpty());
}

void ImportFindings::chooseTab()
{
    const bool rejected = rejected_->model().rowCount() > 0 && tabs_->isTabVisible(kRejectedTab);
    const bool columns = tabs_->isTabVisible(kColumnsTab);
    const bool unread = refused_ && !tabs_->isTabVisible(kRowsTab) && !rejected;
    tabs_->setCurrentIndex(rejected && !unread ? kRejectedTab : columns ? kColumnsTab : kRowsTab);
}

void ImportFindings::showReading(bool reading)
{
    progressRow_->setVisible(reading);
    progress_->setRange(0, 0);
}

void ImportFindings::showProgress(int percent)
{
    progress_->setRange(0, percent < 0 ? 0 : 100);
    progress_->setValue(percent);
}

void ImportFindings::showProfile(const QString& words, const QStringList& gaps, bool mapped)
{
    profile_->setText(words);
    clearLayout(gaps_);
    for (const QString& line : gaps)
        gaps_->addWidget(label(line, role::kProblem, true));
    refuse_->setVisible(mapped);
    profileBox_->setVisible(!words.isEmpty());
}

void ImportFindings::showCount(const std::optional<IpeInput>& input, const ImportPreview& preview)
{
    const bool said = input && (input->card.sourceRows || !input->sourceTotal.empty()) && preview.report.records > 0;
    countRow_->setVisible(said);
    if (!said)
        return;
    const controls::IpeFacts facts = factsOf(*input, preview);
    const auto state = controls::stateOf(facts);
    countChip_->set(markOfState(state), ipeStateWord(state));
    const std::int64_t difference = controls::rowDifference(*facts.card);
    QString words;
    if (facts.card->sourceRows)
        words = tr("The source counted %1, %2 would be imported.")
                    .arg(counted(*facts.card->sourceRows, tr("row"), tr("rows")), count(facts.card->importedRows));
    if (difference != 0)
        words += QLatin1Char(' ') + tr("The difference has to be explained and confirmed by a second person.");
    if (!input->sourceTotal.empty() && (!facts.card->sourceTotal || !facts.card->importedTotal))
        words += QLatin1Char(' ') + tr("The control total cannot be compared: write a decimal number and name a column of amounts.");
    else if (facts.card->sourceTotal && facts.card->sourceTotal != facts.card->importedTotal)
        words += QLatin1Char(' ') + tr("The control total differs from the sum of the file.");
    countWords_->setText(words.trimmed());
}

void ImportFindings::nameTabs(const ImportPreview& preview)
{
    tabs_->setTabText(kRejectedTab, tr("Rejected · %1").arg(count(static_cast<std::int64_t>(preview.report.rejectedRows))));
    tabs_->setTabText(kColumnsTab, tr("Columns · %1").arg(count(static_cast<std::int64_t>(preview.columns.size()))));
}

void ImportFindings::showRows(const ImportPreview& preview)
{
    const auto money = [](const std::string& field) { return field == "amount" || field == "balance"; };
    std::vector<TableColumn> columns;
    for (const auto& field : preview.rowFields) {
        const bool shortOne = field == "currency" || field.find("date") != std::string::npos;
        columns.push_back({plain(field), fieldWord(field), money(field) ? ColumnKind::Number : ColumnKind::Text, shortOne ? 92 : 126});
    }
    auto list = std::make_shared<ListData>(std::move(columns));
    for (const auto& row : preview.rows) {
        std::vector<TableCell> cells;
        for (std::size_t c = 0; c < row.size(); ++c)
            cells.emplace_back(money(preview.rowFields[c]) ? decimalWord(row[c]) : plain(row[c]));
        list->add({}, std::move(cells));
    }
    rows_->setData(std::move(list));
}

std::shared_ptr<const TableData> rejectedRows(const ImportReport& report)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("line"), QObject::tr("Line"), ColumnKind::Number, 80},
        {QStringLiteral("what"), QObject::tr("Outcome"), ColumnKind::Status, 110},
        {QStringLiteral("reason"), QObject::tr("Reason"), ColumnKind::Text, 420},
    });
    // Of several files read together each entry names its own.
    const auto of = [](const std::string& file) { return file.empty() ? QString() : plain(file) + QStringLiteral(": "); };
    for (const Rejection& row : report.rejected)
        list->add({}, {numberCell(static_cast<std::int64_t>(row.row)), {Mark::High, QObject::tr("Rejected")}, of(row.file) + sentence(row.reason.c_str(), row.arguments)});
    for (const IgnoredRows& rule : report.ignored)
        list->add({}, {numberCell(static_cast<std::int64_t>(rule.firstRow)), {Mark::Neutral, QObject::tr("Ignored")},
                          counted(static_cast<std::int64_t>(rule.rows), QObject::tr("row"), QObject::tr("rows")) + QStringLiteral(": ") + sentence(rule.rule.c_str())});
    for (const ImportWarning& warning : report.warnings)
        list->add({}, {warning.row == 0 ? TableCell() : numberCell(static_cast<std::int64_t>(warning.row)), {Mark::Medium, QObject::tr("Notice")},
                          of(warning.file) + sentence(warning.code.c_str(), warning.arguments)});
    return list;
}

} // namespace oxseal::ui
