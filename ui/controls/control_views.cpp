// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/control_views.h"

#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/controls/control_words.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kAreasInRow = 4;

/// Names of the areas by number, as the controls carry them.
std::map<int, QString> areaNames(const ControlsContent& content)
{
    std::map<int, QString> names;
    for (const ControlStatus& status : content.controls)
        names.emplace(status.row.control.area, plain(status.row.control.areaName));
    return names;
}

QString areaOf(const std::map<int, QString>& names, int area)
{
    const auto found = names.find(area);
    return found == names.end() ? QString::number(area) : found->second;
}

bool done(controls::ItemState state)
{
    return state == controls::ItemState::Complete || state == controls::ItemState::NotApplicable || state == controls::ItemState::EvidenceLate;
}

/// Chips for those words that occur, in the order given.
std::vector<TablePanel::FilterChip> chipsOf(const std::map<QString, int>& counts, const QString& column, const QStringList& order)
{
    std::vector<TablePanel::FilterChip> chips;
    for (const QString& word : order) {
        if (const auto found = counts.find(word); found != counts.end())
            chips.push_back({QStringLiteral("%1 · %2").arg(word).arg(found->second), column, word});
    }
    return chips;
}

} // namespace

ChecklistView::ChecklistView(QWidget* parent)
    : QWidget(parent)
    , table_(new TablePanel(tr("Checklist")))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap12, 0, 0);
    layout->setSpacing(kGap12);
    areas_ = new QGridLayout;
    areas_->setSpacing(kGap);
    layout->addLayout(areas_);
    layout->addWidget(table_, 1);
    table_->setNouns(tr("question"), tr("questions"));
    connect(table_, &TablePanel::currentChanged, this, &ChecklistView::currentChanged);
    connect(table_, &TablePanel::activated, this, &ChecklistView::activated);
}

void ChecklistView::set(const ControlsContent& content)
{
    showAreas(content);
    const auto names = areaNames(content);
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("code"), tr("No."), ColumnKind::Id, 48},
        {QStringLiteral("area"), tr("Area"), ColumnKind::Text, 96, false},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 132},
        {QStringLiteral("question"), tr("Question"), ColumnKind::Text, 282},
        {QStringLiteral("answer"), tr("Answer"), ColumnKind::Text, 104},
        {QStringLiteral("attached"), tr("Evidence"), ColumnKind::Number, 76},
        {QStringLiteral("required"), tr("Evidence required"), ColumnKind::Text, 280},
    });
    std::map<QString, int> states;
    for (const ChecklistStatus& item : content.items) {
        const auto [mark, word] = itemStateWord(item.state);
        ++states[word];
        const QString code = plain(item.facts.item.code);
        list->add(code,
            {code, areaOf(names, item.facts.item.area), {mark, word}, plain(item.facts.item.question), answerWord(item.facts.answer),
                numberCell(static_cast<std::int64_t>(item.evidence.size())), plain(item.facts.item.evidence)});
    }
    const bool first = table_->currentHandle().isEmpty();
    table_->setData(std::move(list));
    table_->setChips(chipsOf(states, QStringLiteral("state"),
        {tr("Unanswered"), tr("Answered no"), tr("Evidence missing"), tr("Evidence late")}));
    if (first && !content.items.empty())
        table_->select(plain(content.items.front().facts.item.code));
}

void ChecklistView::showAreas(const ControlsContent& content)
{
    clearLayout(areas_);
    const auto names = areaNames(content);
    std::map<int, std::pair<int, int>> counts; // complete, all
    for (const ChecklistStatus& item : content.items) {
        auto& [complete, all] = counts[item.facts.item.area];
        complete += done(item.state) ? 1 : 0;
        ++all;
    }
    int at = 0;
    const auto add = [&](const QString& title, const QString& area) {
        auto* button = new QPushButton(title);
        button->setToolTip(area.isEmpty() ? tr("Show all areas") : tr("Show only this area"));
        button->setAccessibleName(title);
        connect(button, &QPushButton::clicked, this, [this, area] {
            TableFilter filter = table_->model().filter();
            filter.columns.clear();
            if (!area.isEmpty())
                filter.columns = {{QStringLiteral("area"), area}};
            table_->setFilter(filter);
        });
        areas_->addWidget(button, at / kAreasInRow, at % kAreasInRow);
        ++at;
    };
    int complete = 0;
    for (const auto& [area, count] : counts)
        complete += count.first;
    add(tr("All areas  %1 of %2").arg(complete).arg(content.items.size()), {});
    for (const auto& [area, count] : counts)
        add(QStringLiteral("%1  %2").arg(areaOf(names, area), tr("%1 of %2").arg(count.first).arg(count.second)), areaOf(names, area));
    for (int column = 0; column < kAreasInRow; ++column)
        areas_->setColumnStretch(column, 1);
}

MatrixView::MatrixView(QWidget* parent)
    : QWidget(parent)
    , table_(new TablePanel(tr("Controls")))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap12, 0, 0);
    layout->addWidget(table_);
    table_->setNouns(tr("control"), tr("controls"));
    connect(table_, &TablePanel::currentChanged, this, &MatrixView::currentChanged);
    connect(table_, &TablePanel::activated, this, &MatrixView::activated);
}

void MatrixView::set(const ControlsContent& content, const Period& period, Day today)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("code"), tr("Code"), ColumnKind::Id, 64},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 112},
        {QStringLiteral("control"), tr("Control"), ColumnKind::Text, 280},
        {QStringLiteral("performed"), tr("Performed"), ColumnKind::Date, 92},
        {QStringLiteral("tested"), tr("Tested"), ColumnKind::Date, 92},
        {QStringLiteral("frequency"), tr("Frequency"), ColumnKind::Text, 96},
        {QStringLiteral("key"), tr("Key"), ColumnKind::Text, 48},
        {QStringLiteral("owner"), tr("Owner"), ColumnKind::Text, 120},
        {QStringLiteral("evidence"), tr("Evidence"), ColumnKind::Number, 76},
        {QStringLiteral("area"), tr("Area"), ColumnKind::Text, 96},
        {QStringLiteral("objective"), tr("Objective"), ColumnKind::Text, 220, false},
    });
    std::map<QString, int> states;
    for (const ControlStatus& status : content.controls) {
        const controls::Control& control = status.row.control;
        const auto [mark, word] = standingWord(standingOf(status, period, today));
        ++states[word];
        const auto owner = content.people.find(status.row.owner.value);
        const auto cell = [](const std::optional<Day>& when) { return when ? TableCell(day(when), when->number) : TableCell(); };
        std::optional<Day> performed;
        for (const PerformanceRow& row : status.performances)
            performed = std::max(performed.value_or(row.performedOn), row.performedOn);
        std::optional<Day> tested;
        for (const TestRow& row : status.tests)
            tested = std::max(tested.value_or(row.result.testedOn), row.result.testedOn);
        const QString code = plain(control.code);
        list->add(code,
            {code, {mark, word}, plain(control.description), cell(performed), cell(tested), controlFrequencyWord(control.frequency),
                control.key ? tr("Key") : QString(), owner == content.people.end() ? QString() : plain(owner->second),
                numberCell(status.evidence), plain(control.areaName), plain(control.objective)});
    }
    const bool first = table_->currentHandle().isEmpty();
    table_->setData(std::move(list));
    table_->setChips(chipsOf(states, QStringLiteral("state"), {tr("Test failed"), tr("Late"), tr("Exception"), tr("Due"), tr("Not tested")}));
    if (first && !content.controls.empty())
        table_->select(plain(content.controls.front().row.control.code));
}

const ChecklistStatus* itemOf(const ControlsContent& content, const QString& code)
{
    const auto found = std::find_if(content.items.begin(), content.items.end(),
        [wanted = code.toStdString()](const ChecklistStatus& item) { return item.facts.item.code == wanted; });
    return found == content.items.end() ? nullptr : &*found;
}

const ControlStatus* controlOf(const ControlsContent& content, const QString& code)
{
    const auto found = std::find_if(content.controls.begin(), content.controls.end(),
        [wanted = code.toStdString()](const ControlStatus& control) { return control.row.control.code == wanted; });
    return found == content.controls.end() ? nullptr : &*found;
}

} // namespace oxseal::ui
