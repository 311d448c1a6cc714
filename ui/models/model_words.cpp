// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_words.h"

#include "storage/reads/model_register.h"
#include "ui/common/words.h"

#include <QCoreApplication>

namespace oxseal::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Models", text); }

} // namespace

QString modelKindWord(const std::string& kind)
{
    if (kind == "learnt")
        return tr("Learnt");
    return kind == "rules" ? tr("Rules, not AI") : tr("Score, fixed points");
}

QString autonomyWord(const std::string& autonomy)
{
    if (autonomy == "decides_under_limits")
        return tr("Decides under limits");
    return autonomy == "proposes" ? tr("Proposes") : tr("Orders work");
}

std::pair<Mark, QString> versionState(const std::string& state)
{
    if (state == "approved")
        return {Mark::Good, tr("Approved")};
    if (state == "delivered")
        return {Mark::Medium, tr("As delivered")};
    if (state == "proposed")
        return {Mark::Accent, tr("Proposed")};
    if (state == "refused")
        return {Mark::Neutral, tr("Refused")};
    return {Mark::Neutral, tr("Part of the program")};
}

QString findingWord(const std::string& code)
{
    if (code == "precision")
        return tr("Precision of automatic matches, lower bound");
    if (code == "precision_at_best")
        return tr("Precision, were all right that nobody examined");
    if (code == "calibration")
        return tr("Calibration error");
    if (code == "blind_sample")
        return tr("Blind sample");
    if (code == "drift_score")
        return tr("Drift of scores");
    if (code == "drift_amount")
        return tr("Drift of amounts");
    if (code == "drift_lag")
        return tr("Drift of lags");
    return code == "drift_type" ? tr("Drift of shapes") : tr("Share overridden");
}

QString shareWord(const Json& millionths)
{
    return plain(shareText(millionths));
}

bool fewLabels(const Json& scorecard)
{
    return scorecard["labels"].toInteger() < scorecard["labels_needed"].toInteger();
}

QString scorecardVerdict(const ScorecardRow* row)
{
    if (row == nullptr)
        return tr("A scorecard judges the matcher by what people said of its matches: confirmed, made by hand, taken apart, or performed again blind.");
    const Json& body = row->body;
    if (!row->stopped.empty())
        return tr("A limit is broken: %1.").arg(findingWord(row->stopped));
    if (body["labels_from"].isNull())
        return tr("The newest scorecard is of an older program, which took for right what nobody had examined. Make another one.");
    const QString examined = tr("People examined %1 of %2 automatic matches.").arg(count(body["automatic_examined"].toInteger()), count(body["automatic_matches"].toInteger()));
    if (fewLabels(body))
        return tr("%1 %2 of %3 labels needed: no limit is broken, and none is shown to be kept. A blind sample gives more.")
            .arg(examined, count(body["labels"].toInteger()), count(body["labels_needed"].toInteger()));
    return tr("%1 Every limit of the policy was kept.").arg(examined);
}

Chart makeCalibrationChart(const Json& scorecard)
{
    Chart chart;
    chart.id = "model.calibration";
    chart.unit = "%";
    chart.categoryTitle = tr("Stated probability, %").toStdString();
    chart.digits = 1;
    chart.series = {{tr("Stated").toStdString(), {}}, {tr("Observed").toStdString(), {}}};
    for (const Json& bin : scorecard["calibration"].toArray()) {
        chart.categories.push_back(std::to_string(bin["from"].toInteger() / 10000) + " – " + std::to_string(bin["to"].toInteger() / 10000));
        chart.series[0].values.push_back(bin["stated"].toInteger() / 1000);
        chart.series[1].values.push_back(bin["observed"].toInteger() / 1000);
    }
    chart.title = (scorecard["ece"].isNull() ? tr("Nobody has examined a learnt match yet")
                                             : tr("Probabilities stated and matches proved right differ by %1 on average").arg(shareWord(scorecard["ece"])))
                      .toStdString();
    return chart;
}

} // namespace oxseal::ui
