// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/readiness_sheet.h"

#include "storage/documents/certification_documents.h"
#include "storage/texts/texts.h"
#include "ui/common/digest_label.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace oxseal::ui {
namespace {

using namespace oxseal::certification;

constexpr int kCaptionWidth = 248;
constexpr int kSheetWidth = 920;
constexpr int kTableChrome = 112; ///< bar, header, footer and the gaps between them
constexpr int kFewestRows = 2;
constexpr int kMostRows = 10;
constexpr int kEventColumns = 2;
constexpr int kMatterColumn = 1;
const std::string kLinePrefix = "readiness.line.";

bool isEvent(const Line& line) { return line.label.rfind(kLinePrefix, 0) != 0; }

QWidget* valueOf(const Line& line, const QString& caption)
{
    if (!line.value)
        return label(sentence("readiness.value.not_recorded"), role::kSecondary, true);
    if (*line.value == "-")
        return label(sentence("readiness.value.none"), role::kSecondary, true);
    if (line.label == kLinePrefix + "digest")
        return digestLabel(plain(*line.value), caption);
    // Sums stand one currency a line.
    QString text = plain(*line.value);
    if (line.label == kLinePrefix + "unexplained" || line.label == kLinePrefix + "unreconciled")
        text.replace(QStringLiteral("; "), QStringLiteral("\n"));
    auto* value = label(text, {}, true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return value;
}

/// Events since the last certification: what they are called and how many, in two columns of pairs.
QWidget* eventsGrid(const std::vector<const Line*>& events)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, kGap, 0, 0);
    column->setSpacing(kGap4);
    column->addWidget(label(QObject::tr("Recorded since the last certification"), role::kSecondary));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kGap12);
    grid->setVerticalSpacing(kGap4);
    const int rows = (static_cast<int>(events.size()) + kEventColumns - 1) / kEventColumns;
    int index = 0;
    for (const Line* event : events) {
        const int at = (index / rows) * 3;
        auto* number = label(plain(event->value.value_or("0")));
        number->setAlignment(Qt::AlignRight | Qt::AlignTop);
        grid->addWidget(number, index % rows, at);
        grid->addWidget(label(plain(texts::eventName(event->label)), {}, true), index % rows, at + 1);
        grid->setColumnMinimumWidth(at, kGap32);
        grid->setColumnStretch(at + 1, 1);
        ++index;
    }
    column->addLayout(grid);
    return box;
}

void fit(TablePanel& table, std::size_t rows)
{
    const int shown = std::clamp(static_cast<int>(rows), kFewestRows, kMostRows);
    table.setFixedHeight(kTableChrome + shown * kRowHeight);
}

} // namespace

ReadinessSheet::ReadinessSheet(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(role::kCard);
    setMaximumWidth(kSheetWidth);
    layout_ = new QVBoxLayout(this);
    layout_->setContentsMargins(kGap24, kMargin, kGap24, kGap24);
    layout_->setSpacing(kMargin);
    auto* head = new QVBoxLayout;
    head->setSpacing(kGap4);
    verdict_ = label({}, role::kSectionTitle, true);
    verdict_->setObjectName(QStringLiteral("sectionTitle"));
    head->addWidget(verdict_);
    stops_ = new QVBoxLayout;
    stops_->setSpacing(kGap4);
    head->addLayout(stops_);
    layout_->addLayout(head);
    for (std::size_t i = 0; i < parts_.size(); ++i)
        parts_[i] = addPart(QStringLiteral("%1. %2").arg(QString::number(i + 1),
            sentence(("readiness.section." + std::to_string(i + 1)).c_str())));
    statement_ = addPart(tr("The principal financial officer's signed statement"));
    layout_->addStretch(1);
    matters_ = new TablePanel(tr("Open matters"));
    matters_->setNouns(tr("matter"), tr("matters"));
    parts_[1].below->addWidget(matters_);
    changes_ = new TablePanel(tr("Changes in internal control"));
    changes_->setNouns(tr("change"), tr("changes"));
    parts_[3].below->addWidget(changes_);
    setExecutiveView(false);
}

ReadinessSheet::Part ReadinessSheet::addPart(const QString& title)
{
    Part part;
    part.box = new QWidget;
    auto* column = new QVBoxLayout(part.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(hairline());
    auto* head = new QHBoxLayout;
    head->setSpacing(kGap);
    part.title = label(title, role::kStrong);
    head->addWidget(part.title);
    head->addStretch(1);
    part.buttons = new QHBoxLayout;
    part.buttons->setSpacing(kGap);
    head->addLayout(part.buttons);
    column->addLayout(head);
    part.lines = new QVBoxLayout;
    column->addLayout(part.lines);
    part.below = new QVBoxLayout;
    column->addLayout(part.below);
    layout_->addWidget(part.box);
    return part;
}

void ReadinessSheet::setExecutiveView(bool executive)
{
    for (const std::size_t hidden : {std::size_t(3), std::size_t(4), std::size_t(5), std::size_t(7)})
        parts_[hidden].box->setVisible(!executive);
    statement_.box->setVisible(executive);
}

void ReadinessSheet::setSectionCommands(int section, const std::vector<Command>& commands)
{
    Part& part = parts_[static_cast<std::size_t>(section - 1)];
    while (part.buttons->count() > static_cast<int>(commands.size()))
        delete part.buttons->takeAt(part.buttons->count() - 1)->widget();
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (static_cast<int>(i) < part.buttons->count())
            static_cast<CommandButton*>(part.buttons->itemAt(static_cast<int>(i))->widget())->take(commands[i]);
        else
            part.buttons->addWidget(new CommandButton(commands[i]));
    }
}

void ReadinessSheet::take(const ReadinessData& now)
{
    const Readiness& record = now.view.record;
    verdict_->setText(plain(verdictLine(record)));
    takeStops(record);
    for (const auto& section : record.sections) {
        if (section.number >= 1 && section.number <= static_cast<int>(parts_.size()))
            takeLines(parts_[static_cast<std::size_t>(section.number - 1)], section);
    }
    takeMatters(record);
    takeChanges(now.changes);
    takeStatement(now);
}

void ReadinessSheet::takeStops(const Readiness& record)
{
    clearLayout(stops_);
    for (const Stop& stop : record.stops) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(kGap);
        row->addWidget(new Chip(Mark::Critical, tr("Hard stop")));
        row->addWidget(label(sentence(name(stop.kind), {stop.argument}), {}, true), 1);
        stops_->addWidget(line);
    }
}

void ReadinessSheet::takeLines(Part& part, const Readiness::Section& section)
{
    clearLayout(part.lines);
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGap12);
    grid->setVerticalSpacing(kGap4);
    grid->setColumnMinimumWidth(0, kCaptionWidth);
    grid->setColumnStretch(1, 1);
    std::vector<const Line*> events;
    for (const Line& line : section.lines) {
        if (isEvent(line)) {
            events.push_back(&line);
            continue;
        }
        const QString caption = sentence(line.label.c_str());
        auto* words = label(caption, role::kSecondary, true);
        words->setFixedWidth(kCaptionWidth);
        const int row = grid->rowCount();
        const bool digest = line.label == kLinePrefix + "digest"; // stands beside a button, hence in the middle of its row
        grid->addWidget(words, row, 0, digest ? Qt::AlignVCenter : Qt::AlignTop);
        grid->addWidget(valueOf(line, caption), row, 1, Qt::AlignTop);
    }
    part.lines->addWidget(box);
    if (!events.empty())
        part.lines->addWidget(eventsGrid(events));
}

void ReadinessSheet::takeMatters(const Readiness& record)
{
    const auto& open = record.matters.open;
    matters_->setVisible(!open.empty());
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("severity"), tr("Severity"), ColumnKind::Status, 96},
        {QStringLiteral("matter"), tr("Matter"), ColumnKind::Text, 400},
        {QStringLiteral("state"), tr("State"), ColumnKind::Text, 96, false},
        {QStringLiteral("disposition"), tr("Disposition"), ColumnKind::Text, 180},
    });
    std::int64_t undisposed = 0;
    for (const OpenMatter& matter : open) {
        undisposed += matter.undisposed() ? 1 : 0;
        list->add(QString::fromStdString(matter.finding.fingerprint.hex()),
            {TableCell(markOf(matter.finding.severity), severityWord(matter.finding.severity)), plain(texts::what(matter.finding)),
                matter.undisposed() ? tr("Undisposed") : tr("Decided"), plain(dispositionText(matter))});
    }
    matters_->setData(std::move(list));
    // The matter itself gets whatever width is left.
    matters_->view().horizontalHeader()->setStretchLastSection(false);
    matters_->view().horizontalHeader()->setSectionResizeMode(kMatterColumn, QHeaderView::Stretch);
    const auto decided = static_cast<std::int64_t>(open.size()) - undisposed;
    matters_->setChips({{tr("Undisposed · %1").arg(undisposed), QStringLiteral("state"), tr("Undisposed")},
        {tr("Decided · %1").arg(decided), QStringLiteral("state"), tr("Decided")}});
    fit(*matters_, open.size());
}

void ReadinessSheet::takeChanges(const std::vector<IcfrChangeRow>& changes)
{
    changes_->setVisible(!changes.empty());
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("change"), tr("Change"), ColumnKind::Text, 300},
        {QStringLiteral("likely"), tr("Likely"), ColumnKind::Status, 120},
        {QStringLiteral("why"), tr("Why"), ColumnKind::Text, 200},
        {QStringLiteral("by"), tr("Judged by"), ColumnKind::Text, 120},
    });
    for (const IcfrChangeRow& change : changes) {
        const TableCell likely = !change.likely ? TableCell(Mark::High, tr("Not judged yet"))
            : *change.likely                    ? TableCell(Mark::Medium, tr("Yes"))
                                                : TableCell(Mark::Neutral, tr("No"));
        list->add(QString::number(change.id), {plain(change.what), likely, plain(change.why), plain(change.by)});
    }
    changes_->setData(std::move(list));
    fit(*changes_, changes.size());
}

void ReadinessSheet::takeStatement(const ReadinessData& now)
{
    clearLayout(statement_.lines);
    bool any = false;
    for (const SignedDocumentRow& row : now.report.standing) {
        if (row.kind != "readiness" || row.offices.find("pfo") == std::string::npos)
            continue;
        any = true;
        const auto at = Instant::fromIso(row.signedAt);
        statement_.lines->addWidget(label(tr("%1, %2, signed the readiness record on %3.")
                                              .arg(plain(row.signerName), plain(row.title), at ? when(*at) : plain(row.signedAt)),
            {}, true));
        if (row.content != now.view.content)
            statement_.lines->addWidget(label(tr("The record has changed since. It is signed again before anybody else signs."),
                role::kProblem, true));
        statement_.lines->addWidget(digestLabel(QString::fromStdString(row.content.hex()), tr("Digest of the record that was signed")));
    }
    if (!any)
        statement_.lines->addWidget(label(tr("The principal financial officer has not signed the record yet."), role::kSecondary, true));
}

} // namespace oxseal::ui
