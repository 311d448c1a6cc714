// SPDX-License-Identifier: GPL-3.0-or-later
// The cards of the page of models.
#include "storage/texts/match_sentence.h"
#include "storage/texts/policy_sentences.h"
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/models/model_words.h"
#include "ui/models/models_page.h"
#include "ui/recon/recon_words.h"

#include <algorithm>

namespace oxseal::ui {
namespace {

/// A value of a version as its card shows it; lists may be broken into lines.
QString valueWords(const std::string& json)
{
    return json.empty() ? QObject::tr("nothing") : plain(json).replace(QLatin1String(","), QLatin1String(", "));
}

/// What a version says otherwise than the one before, in the words of the policy; what has no words of its own by its place in the data.
void addChanges(ContextCard& card, const ModelVersionRow& before, const ModelVersionRow& after)
{
    const auto was = recon::parseMatchPolicy(before.body);
    const auto is = recon::parseMatchPolicy(after.body);
    const auto changes = was && is ? texts::policySentenceChanges(*was, *is) : std::vector<texts::PolicySentenceChange>();
    for (const texts::PolicySentenceChange& change : changes) {
        if (!change.before.empty())
            card.addText(QObject::tr("Was: %1").arg(plain(change.before, true)), true);
        card.addText((change.after.empty() ? QObject::tr("Now nothing") : QObject::tr("Now: %1").arg(plain(change.after, true))));
    }
    for (const recon::PolicyChange& change : changes.empty() ? recon::policyChanges(before.body, after.body) : std::vector<recon::PolicyChange>()) {
        if (change.place != "version")
            card.addFact(plain(change.place), QStringLiteral("%1 → %2").arg(valueWords(change.before), valueWords(change.after)));
    }
}

/// What the figures of a scorecard rest on.
void addLabels(ContextCard& card, const Json& body)
{
    if (body["labels_from"].isNull()) {
        card.addText(QObject::tr("Counted by an older program, which took for right what nobody had examined."), true);
        return;
    }
    const auto range = [](const Json& low, const Json& high) { return low.isNull() ? shareWord(low) : QObject::tr("%1 to %2").arg(shareWord(low), shareWord(high)); };
    card.addFact(QObject::tr("Automatic matches"), count(body["automatic_matches"].toInteger()));
    card.addFact(QObject::tr("Examined by people"), count(body["automatic_examined"].toInteger()));
    card.addFact(QObject::tr("Labels, needed"), QObject::tr("%1 of %2").arg(count(body["labels"].toInteger()), count(body["labels_needed"].toInteger())));
    card.addFact(QObject::tr("Precision, 95 %"), range(body["automatic_precision_low"], body["automatic_precision_high"]));
    card.addFact(QObject::tr("Were the rest right"), shareWord(body["at_best"]["precision"]));
    if (body["blind_answered"].toInteger() > 0)
        card.addFact(QObject::tr("Blind, 95 %"), range(body["blind_low"], body["blind_high"]));
}

} // namespace

void ModelsPage::addCommands(ContextCard& card, std::initializer_list<const char*> ids) const
{
    for (const char* id : ids) {
        for (const Command& each : commands()) {
            if (each.id == QLatin1String(id))
                card.addCommand(each);
        }
    }
}

ContextCard* ModelsPage::modelCard() const
{
    const ModelEntry* entry = currentModel();
    if (entry == nullptr)
        return nullptr;
    auto* card = new ContextCard(plain(entry->title));
    const auto [mark, word] = versionState(entry->state);
    card->setMark(mark, word);
    card->addFact(tr("Kind"), modelKindWord(entry->kind));
    card->addFact(tr("What it does"), autonomyWord(entry->autonomy));
    card->addFact(tr("Version"), plain(entry->version));
    card->addFact(tr("Parameters"), QString::fromStdString(entry->parameters.hex().substr(0, 16)) + QStringLiteral("…"));
    card->addFact(tr("Owner"), entry->people.owner.empty() ? tr("nobody yet") : plain(entry->people.owner));
    if (!entry->people.tier.empty())
        card->addFact(tr("Risk tier"), plain(entry->people.tier));
    if (entry->approver)
        card->addFact(tr("Approved by"), tr("%1, %2").arg(personName(entry->approver), when(entry->approvedAt)));
    if (!entry->people.useCase.empty())
        card->addFact(tr("Used for"), plain(entry->people.useCase));
    if (!entry->people.fallback.empty())
        card->addFact(tr("Without it"), plain(entry->people.fallback));
    if (entry->id == kExceptionRules && waitingRules() != nullptr)
        addCommands(*card, {"models.rules"});
    addCommands(*card, {"models.card"});
    return card;
}

ContextCard* ModelsPage::versionCard() const
{
    const ModelVersionRow* row = currentVersion();
    if (row == nullptr)
        return nullptr;
    auto* card = new ContextCard(tr("Version %1").arg(row->version));
    const auto [mark, word] = versionState(row->state);
    card->setMark(mark, word);
    card->addFact(tr("Proposed by"), row->author ? tr("%1, %2").arg(personName(row->author), when(row->at)) : tr("delivered with Oxseal"));
    card->addFact(tr("Reason"), plain(row->reason));
    if (row->decidedBy) {
        card->addFact(tr("Decided by"), tr("%1, %2").arg(personName(row->decidedBy), when(row->decidedAt)));
        card->addFact(tr("Why"), plain(row->decisionReason));
    }
    if (row->version == versionInForce(contents_.versions).version)
        card->addText(tr("This version is in force."));
    if (const ModelVersionRow* before = versionBefore(contents_.versions, row->version)) {
        card->addSection(tr("Changed since version %1").arg(before->version));
        addChanges(*card, *before, *row);
    }
    if (row->state == "proposed" || row->state == "delivered")
        addCommands(*card, {"models.approve", "models.refuse"});
    return card;
}

ContextCard* ModelsPage::scorecardCard() const
{
    const std::int64_t number = figures_->currentHandle().toLongLong();
    const auto row = std::find_if(contents_.scorecards.begin(), contents_.scorecards.end(), [number](const auto& each) { return each.id == number; });
    if (row == contents_.scorecards.end())
        return nullptr;
    const Json& body = row->body;
    auto* card = new ContextCard(tr("Scorecard of %1").arg(plain(row->periodName)));
    const bool few = fewLabels(body);
    card->setMark(!row->stopped.empty() ? Mark::Critical : few ? Mark::Neutral : Mark::Good, !row->stopped.empty() ? tr("Broken") : few ? tr("Too few labels") : tr("Kept"));
    card->addFact(tr("Made"), tr("%1, %2").arg(personName(row->person), when(row->at)));
    card->addFact(tr("Policy"), tr("version %1").arg(row->policyVersion));
    card->addFact(tr("Reviewed"), counted(body["reconciliations_reviewed"].toInteger(), tr("reconciliation"), tr("reconciliations")));
    card->addFact(tr("Not yet"), count(body["reconciliations_waiting"].toInteger()));
    addLabels(*card, body);
    card->addFact(tr("Lost to blocking"), counted(body["lost_to_blocking"].toInteger(), tr("pair"), tr("pairs")));
    card->addFact(tr("False positives"), shareWord(body["automatic"]["false_positive_rate"]));
    card->addFact(tr("Brier score"), shareWord(body["brier"]));
    card->addFact(tr("Run time"), tr("%1 ms for %2").arg(body["micros"].toInteger() / 1000).arg(counted(body["lines"].toInteger(), tr("line"), tr("lines"))));
    card->addSection(tr("Drift since the period before (PSI)"));
    for (const auto& [key, word] : {std::pair{"score", tr("Scores")}, {"amount", tr("Amounts")}, {"lag", tr("Lags")}, {"type", tr("Shapes")}})
        card->addFact(word, !body["psi"][key].isNull() ? shareWord(body["psi"][key]) : body["baseline"].toBool(true) ? tr("too few to state") : tr("no period before"));
    if (!body["findings"].toArray().empty())
        card->addSection(tr("Limits touched"));
    for (const Json& finding : body["findings"].toArray())
        card->addFact(findingWord(finding["code"].toString()), tr("%1, limit %2, %3").arg(shareWord(finding["value"]), shareWord(finding["limit"]), finding["stops"].toBool() ? tr("stops") : tr("watch")));
    card->addSection(tr("Champion and challenger"));
    card->addText(tr("The passes alone would decide %1 otherwise.").arg(counted(static_cast<std::int64_t>(body["challenger_differences"].toArray().size()), tr("bank line"), tr("bank lines"))));
    card->addSection(tr("Blind samples of the period"));
    if (contents_.samples.empty())
        card->addText(tr("None was drawn."), true);
    for (const BlindSampleRow& sample : contents_.samples)
        card->addFact(tr("Sample %1").arg(sample.id), tr("%1 of %2 answered, %3 the same").arg(sample.answered).arg(sample.size).arg(sample.agreed));
    addCommands(*card, {"models.sample", "models.answer"});
    return card;
}

ContextCard* ModelsPage::overrideCard() const
{
    const OverrideRow* row = currentOverride();
    if (row == nullptr)
        return nullptr;
    auto* card = new ContextCard(tr("Override %1").arg(row->id));
    card->addFact(tr("Account"), plain(row->account));
    card->addFact(tr("Amount"), exactAmount(row->amount, row->digits) + QLatin1Char(' ') + plain(row->currency));
    card->addSection(tr("What the engine said"));
    card->addText(plain(row->sentence, true));
    if (row->probability)
        card->addFact(tr("Probability"), QString::fromStdString(texts::probabilityText(static_cast<std::uint32_t>(*row->probability))));
    card->addSection(tr("What the person did"));
    card->addFact(tr("By"), tr("%1, %2").arg(personName(row->person), when(row->at)));
    card->addFact(tr("Reason"), tr("%1: %2").arg(reasonCodeWord(row->reasonCode), plain(row->reason)));
    card->addSection(tr("Since"));
    card->addText(sentence(("model.later." + row->later).c_str()));
    if (!row->ruling.empty())
        card->addFact(tr("Ruling"), tr("%1, by %2: %3").arg(plain(row->ruling), personName(row->ruledBy), plain(row->ruledWhy)));
    for (const Command& each : commands()) {
        if (each.id == QLatin1String("models.rule") && row->ruling.empty())
            card->addCommand(each);
    }
    return card;
}

} // namespace oxseal::ui
