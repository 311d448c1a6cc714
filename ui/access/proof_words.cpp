// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/proof_words.h"

#include "storage/reads/extract_proof.h"
#include "storage/texts/texts.h"
#include "ui/common/words.h"

#include <QMap>
#include <QStringList>

namespace oxseal::ui {

Result<std::pair<ExtractReach, QString>> reachOf(Workspace& workspace, CampaignId campaign)
{
    std::pair<ExtractReach, QString> out;
    OXSEAL_TRY(out.first, extractReach(workspace.db(), campaign));
    if (!out.first.extract || !out.first.extract->asOf)
        return out;
    OXSEAL_TRY(const CampaignRow row, campaignById(workspace.db(), campaign));
    OXSEAL_TRY(const ProofExtract extract, proofExtract(workspace, row, *out.first.extract));
    if (extract.flaw)
        out.second = plain(texts::what(*extract.flaw)) + QLatin1Char(' ') + plain(texts::remedy(*extract.flaw));
    return out;
}

QString whyUnproven(const std::vector<UnprovenRemoval>& unproven)
{
    QMap<QString, QStringList> removals;
    for (const UnprovenRemoval& one : unproven)
        removals[plain(texts::what(one.why))] += QString::number(one.removal.id);
    QString words;
    for (auto why = removals.cbegin(); why != removals.cend(); ++why)
        words += QObject::tr(" Not proven: removal %1. %2").arg(why.value().join(QStringLiteral(", ")), why.key());
    return words;
}

} // namespace oxseal::ui
