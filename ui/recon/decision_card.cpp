// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/decision_card.h"

#include "storage/texts/match_sentence.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/recon/bits_bar.h"
#include "ui/recon/recon_words.h"

#include <QCoreApplication>
#include <QGridLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Reconciliation", text); }

QString bits(const Json& weight) { return QString::fromStdString(texts::bitsText(weight.toInteger())); }
QString probability(const Json& share) { return QString::fromStdString(texts::probabilityText(static_cast<std::uint32_t>(share.toInteger()))); }

const ReconLineRow* lineOf(const ReconView& view, const std::string& key)
{
    const auto found = std::find_if(view.lines.begin(), view.lines.end(), [&](const auto& line) { return recordKey(line) == key; });
    return found == view.lines.end() ? nullptr : &*found;
}

QString lineWords(const ReconView& view, const std::string& key)
{
    const ReconLineRow* line = lineOf(view, key);
    if (line == nullptr)
        return plain(key);
    return QStringLiteral("L%1 · %2 · %3\n%4").arg(line->id).arg(day(line->day), exactAmount(line->amount, view.row.digits),
        plain(line->reference.empty() ? line->description : line->reference));
}

/// Field, bits, bar, bits of the runner-up.
class Waterfall
{
public:
    explicit Waterfall(bool withRival)
        : box_(new QWidget)
        , grid_(new QGridLayout(box_))
        , withRival_(withRival)
    {
        grid_->setContentsMargins(0, 0, 0, 0);
        grid_->setHorizontalSpacing(kGap);
        grid_->setVerticalSpacing(kGap4);
        grid_->setColumnStretch(2, 1);
        grid_->addWidget(right(tr("This"), role::kCaption), 0, 1);
        if (withRival_)
            grid_->addWidget(right(tr("Runner-up"), role::kCaption), 0, 3);
    }

    QWidget* fill(const Json& weights, const Json& rival)
    {
        const std::pair<const char*, QString> fields[] = {{"start", tr("Start")}, {"amount", tr("Amount")}, {"date", tr("Date")},
            {"reference", tr("Reference")}, {"description", tr("Text")}};
        double least = 0;
        double most = 0;
        double sum = 0;
        for (const auto& [key, word] : fields) {
            sum += inBits(weights[key]);
            least = std::min(least, sum);
            most = std::max(most, sum);
        }
        double before = 0;
        for (const auto& [key, word] : fields) {
            const double after = before + inBits(weights[key]);
            add(word, {}, weights[key], rival[key], {before, after, least, most, false});
            before = after;
        }
        add(tr("Together"), role::kStrong, weights["total"], rival["total"], {0, before, least, most, true});
        return box_;
    }

private:
    static double inBits(const Json& weight) { return static_cast<double>(weight.toInteger()) / recon::kOneBit; }

    static QLabel* right(const QString& text, const QString& objectRole)
    {
        auto* made = label(text, objectRole);
        made->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        return made;
    }

    void add(const QString& field, const QString& objectRole, const Json& mine, const Json& other, const BitsBar::Step& step)
    {
        const int row = grid_->rowCount();
        grid_->addWidget(label(field, objectRole), row, 0);
        grid_->addWidget(right(bits(mine), objectRole), row, 1);
        auto* bar = new BitsBar(step);
        bar->setAccessibleName(tr("%1: %2 bits").arg(field, bits(mine)));
        grid_->addWidget(bar, row, 2);
        if (withRival_)
            grid_->addWidget(right(bits(other), objectRole.isEmpty() ? role::kSecondary : objectRole), row, 3);
    }

    QWidget* box_;
    QGridLayout* grid_;
    bool withRival_;
};

void addWeights(ContextCard& card, const ReconView& view, const Json& learnt)
{
    const Json& rival = learnt["rival"];
    if (learnt["weights_65536"].isObject()) {
        card.addSection(tr("Weight of the evidence, in bits"));
        card.addWidget(Waterfall(rival["weights_65536"].isObject()).fill(learnt["weights_65536"], rival["weights_65536"]));
    } else {
        card.addSection(tr("Weight of the evidence"));
    }
    card.addFact(tr("Probability"), probability(learnt["probability"]));
    if (!rival.isObject()) {
        card.addFact(tr("Runner-up"), learnt["alternatives"].toInteger() > 0
                ? tr("%1 other sums come to this amount").arg(learnt["alternatives"].toInteger())
                : tr("none was found"));
        return;
    }
    card.addFact(tr("Runner-up"), QStringLiteral("%1\n%2").arg(lineWords(view, rival["line"].toString()), tr("probability %1").arg(probability(rival["probability"]))));
}

void addShortfall(ContextCard& card, const Json& record)
{
    const Json& shortfall = record["shortfall"];
    if (!shortfall.isObject())
        return;
    QStringList words;
    for (const Json& remedy : shortfall["remedies"].toArray()) {
        const std::string& field = remedy["field"].toString();
        if (field == "date")
            words << tr("the dates lay at most %1 apart").arg(counted(remedy["days_at_most"].toInteger(), tr("day"), tr("days")));
        else
            words << (field == "reference" ? tr("the references agreed") : tr("the texts named the same party"));
    }
    card.addSection(tr("What would have changed it"));
    card.addText(words.isEmpty()
            ? tr("It falls short by %1 bits; no single field would make that good.").arg(bits(shortfall["bits"]))
            : tr("It falls short by %1 bits. It would stand without a person if %2.").arg(bits(shortfall["bits"]), words.join(tr(", or if "))));
}

} // namespace

QString triggerWord(recon::ReviewTrigger trigger) { return QString::fromStdString(texts::triggerSentence(trigger)); }

void addDecision(ContextCard& card, const ReconDetail& detail, const MatchDecisionRow& decision)
{
    const auto record = parseJson(decision.record);
    if (!record)
        return;
    if (decision.triggers != 0) {
        card.addSection(tr("Why a person has to look"));
        for (unsigned i = 0; i < recon::kTriggers; ++i) {
            const auto trigger = static_cast<recon::ReviewTrigger>(1U << i);
            if ((decision.triggers & recon::bit(trigger)) != 0)
                card.addText(QStringLiteral("• ") + triggerWord(trigger));
        }
    }
    if ((*record)["learnt"].isObject())
        addWeights(card, detail.view, (*record)["learnt"]);
    addShortfall(card, *record);
    if (!detail.run)
        return;
    const MatchRunRow& run = detail.run->runOf(decision);
    card.addSection(tr("Made by"));
    card.addFact(tr("Run"), tr("%1, %2").arg(when(run.at), plain(run.engine)));
    card.addFact(tr("Policy"), run.adopted ? tr("version %1").arg(run.policyVersion) : tr("version %1 as delivered, not approved by the company").arg(run.policyVersion));
    card.addFact(tr("Record"), QString::fromStdString(run.recordSha256.hex().substr(0, 16)) + tr("…, group %1").arg(decision.number));
}

void addOpenReason(ContextCard& card, const ReconDetail& detail, const ReconLineRow& line)
{
    const MatchDecisionRow* decision = detail.run ? decisionOfLine(*detail.run, recordKey(line)) : nullptr;
    if (decision == nullptr || decision->state != "unmatched")
        return;
    card.addSection(tr("Why it was left open"));
    card.addText(plain(decision->sentence, true));
}

} // namespace oxseal::ui
