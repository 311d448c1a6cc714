// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the page of models.
#include "ui/common/chart_view.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/models/model_words.h"
#include "ui/models/models_page.h"
#include "ui/recon/recon_words.h"

#include <QLabel>
#include <QTabWidget>

#include <algorithm>

namespace oxseal::ui {
namespace {

TableCell shareCell(const Json& millionths)
{
    return millionths.isNull() ? TableCell(shareWord(millionths)) : TableCell(shareWord(millionths), millionths.toInteger());
}

} // namespace

void ModelsPage::fillModels()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("model"), tr("Model"), ColumnKind::Text, 156},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 150},
        {QStringLiteral("kind"), tr("Kind"), ColumnKind::Text, 136},
        {QStringLiteral("autonomy"), tr("What it does"), ColumnKind::Text, 150},
        {QStringLiteral("version"), tr("Version"), ColumnKind::Text, 150},
        {QStringLiteral("owner"), tr("Owner"), ColumnKind::Text, 100},
    });
    for (const ModelEntry& entry : contents_.models) {
        const auto [mark, word] = versionState(entry.state);
        list->add(QString::fromStdString(entry.id),
            {plain(entry.title), {mark, word}, modelKindWord(entry.kind), autonomyWord(entry.autonomy), plain(entry.version),
                entry.people.owner.empty() ? tr("nobody yet") : plain(entry.people.owner)});
    }
    const bool first = models_->currentHandle().isEmpty();
    models_->setData(std::move(list));
    if (first && !contents_.models.empty())
        models_->select(QString::fromStdString(contents_.models.front().id));
}

void ModelsPage::fillVersions()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("version"), tr("Version"), ColumnKind::Number, 72},
        {QStringLiteral("state"), tr("State"), ColumnKind::Status, 130},
        {QStringLiteral("author"), tr("Proposed by"), ColumnKind::Text, 130},
        {QStringLiteral("decided"), tr("Decided by"), ColumnKind::Text, 130},
        {QStringLiteral("changes"), tr("Changes"), ColumnKind::Number, 80},
        {QStringLiteral("reason"), tr("Reason"), ColumnKind::Text, 260},
    });
    for (const ModelVersionRow& row : contents_.versions) {
        const auto [mark, word] = versionState(row.state);
        const ModelVersionRow* before = versionBefore(contents_.versions, row.version);
        const auto changes = before == nullptr ? 0 : static_cast<std::int64_t>(recon::policyChanges(before->body, row.body).size()) - 1; // less the number
        list->add(QString::number(row.version),
            {numberCell(row.version), {mark, word}, row.author ? personName(row.author) : tr("Oxseal"), row.decidedBy ? personName(row.decidedBy) : QString(),
                numberCell(changes), plain(row.reason)});
    }
    const bool first = versions_->currentHandle().isEmpty();
    versions_->setData(std::move(list));
    if (first && !contents_.versions.empty())
        versions_->select(QString::number(contents_.versions.front().version));
    const auto open = std::count_if(contents_.versions.begin(), contents_.versions.end(), [](const auto& each) { return each.state == "proposed"; });
    tabs_->setTabText(Versions, open == 0 ? tr("Versions") : tr("Versions · %1 to decide").arg(open));
}

void ModelsPage::fillScorecards()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("period"), tr("Period"), ColumnKind::Text, 84},
        {QStringLiteral("verdict"), tr("Limits"), ColumnKind::Status, 120},
        {QStringLiteral("automatic"), tr("Automatic"), ColumnKind::Number, 84},
        {QStringLiteral("examined"), tr("Examined"), ColumnKind::Number, 84},
        {QStringLiteral("precision"), tr("Precision"), ColumnKind::Number, 84},
        {QStringLiteral("low"), tr("At least"), ColumnKind::Number, 84},
        {QStringLiteral("recall"), tr("Recall"), ColumnKind::Number, 84},
        {QStringLiteral("f1"), tr("F1"), ColumnKind::Number, 84},
        {QStringLiteral("challenger"), tr("F1, passes alone"), ColumnKind::Number, 128},
        {QStringLiteral("ece"), tr("Calibration"), ColumnKind::Number, 90},
        {QStringLiteral("overrides"), tr("Overridden"), ColumnKind::Number, 90},
        {QStringLiteral("exceptions"), tr("Seen by people"), ColumnKind::Number, 110},
    });
    for (const ScorecardRow& row : contents_.scorecards) {
        const Json& body = row.body;
        const bool byPersons = !body["labels_from"].isNull();
        const auto number = [&](const char* key) { return byPersons ? numberCell(body[key].toInteger()) : TableCell(); };
        const bool watched = !body["findings"].toArray().empty();
        const TableCell verdict = !row.stopped.empty() ? TableCell(Mark::Critical, tr("Broken"))
            : fewLabels(body)                          ? TableCell(Mark::Neutral, tr("Not shown yet"))
            : watched                                  ? TableCell(Mark::Medium, tr("Watch"))
                                                       : TableCell(Mark::Good, tr("Kept"));
        list->add(QString::number(row.id),
            {plain(row.periodName), verdict, number("automatic_matches"), number("automatic_examined"), shareCell(body["automatic"]["precision"]),
                shareCell(body["automatic_precision_low"]), shareCell(body["all"]["recall"]), shareCell(body["all"]["f1"]), shareCell(body["challenger"]["f1"]),
                shareCell(body["ece"]), shareCell(body["override_rate"]), shareCell(body["exception_rate"])});
    }
    const bool first = figures_->currentHandle().isEmpty();
    figures_->setData(std::move(list));
    if (first && !contents_.scorecards.empty())
        figures_->select(QString::number(contents_.scorecards.front().id));
    const Json newest = contents_.scorecards.empty() ? Json(Json::Object()) : contents_.scorecards.front().body;
    calibration_->setChart(makeCalibrationChart(newest), tr("Without a scorecard there is nothing to draw."));
    verdict_->setText(scorecardVerdict(contents_.scorecards.empty() ? nullptr : &contents_.scorecards.front()));
}

void ModelsPage::fillOverrides()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("account"), tr("Account"), ColumnKind::Text, 96},
        {QStringLiteral("amount"), tr("Amount"), ColumnKind::Amount, 110},
        {QStringLiteral("engine"), tr("The engine had it"), ColumnKind::Text, 150},
        {QStringLiteral("outcome"), tr("The person"), ColumnKind::Text, 100},
        {QStringLiteral("by"), tr("By"), ColumnKind::Text, 130},
        {QStringLiteral("reason"), tr("Reason"), ColumnKind::Text, 200},
        {QStringLiteral("later"), tr("Since"), ColumnKind::Text, 180},
        {QStringLiteral("ruling"), tr("Right was"), ColumnKind::Text, 110},
    });
    for (const OverrideRow& row : contents_.overrides) {
        list->add(QString::number(row.id),
            {plain(row.account), amountCell(row.amount, row.digits), groupState(row.state).second, row.outcome == "rejected" ? tr("dissolved it") : tr("matched otherwise"),
                personName(row.person), plain(row.reason), sentence(("model.later." + row.later).c_str()), plain(row.ruling)},
            plain(row.currency), row.digits);
    }
    const bool first = overrides_->currentHandle().isEmpty();
    overrides_->setData(std::move(list));
    if (first && !contents_.overrides.empty())
        overrides_->select(QString::number(contents_.overrides.front().id));
    tabs_->setTabText(Overrides, contents_.overrides.empty() ? tr("Overrides") : tr("Overrides · %1").arg(contents_.overrides.size()));
}

} // namespace oxseal::ui
