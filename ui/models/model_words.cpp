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
    chart.title = (scorecard["ece"].isNull() ? tr("No learnt match has a label yet")
                                             : tr("Probabilities stated and matches proved right differ by %1 on average").arg(shareWord(scorecard["ece"])))
                      .toStdString();
    return chart;
}

} // namespace oxseal::ui
