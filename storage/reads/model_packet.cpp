// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/model_packet.h"

#include "models/core/money.h"
#include "storage/reads/blind_packet.h"
#include "storage/reads/model_register.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/scorecard_reads.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

const std::vector<std::string> kCards{"model", "kind", "autonomy", "version", "parameters_sha256", "state", "owner", "question", "answer"};
const std::vector<std::string> kScorecards{"scorecard", "policy", "record", "record_sha256", "stopped", "made_at"};
const std::vector<std::string> kOverrides{"override", "account", "state", "rule", "amount", "currency", "outcome", "reason_code", "rationale", "later", "ruling", "explanation", "run",
    "number", "made_at"};

} // namespace

Result<std::vector<PacketFile>> modelPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    std::vector<PacketFile> files;
    PacketCsv cards(kCards);
    OXSEAL_TRY(const auto models, modelRegister(workspace));
    for (const ModelEntry& entry : models) {
        for (const CardLine& line : entry.card)
            cards.row({entry.id, entry.kind, entry.autonomy, entry.version, entry.parameters.hex(), entry.state, entry.people.owner, line.question, line.answer});
    }
    files.push_back(std::move(cards).file("data/model_cards.csv"));
    PacketCsv list(kScorecards);
    OXSEAL_TRY(const auto rows, scorecards(workspace.db()));
    for (const ScorecardRow& row : rows) {
        if (row.period != period.id)
            continue;
        const std::string path = "data/scorecards/scorecard-" + std::to_string(row.id) + ".json";
        list.row({std::to_string(row.id), std::to_string(row.policyVersion), path, row.sha256.hex(), row.stopped, row.at.iso()});
        files.push_back({path, canonicalJson(row.body), "data"});
    }
    files.push_back(std::move(list).file("data/match_scorecards.csv"));
    PacketCsv log(kOverrides);
    OXSEAL_TRY(const auto all, overrides(workspace, period));
    for (const OverrideRow& row : all)
        log.row({std::to_string(row.id), row.account, row.state, row.rule, formatMinor(row.amount, row.digits), row.currency, row.outcome, row.reasonCode,
            row.reason, row.later, row.ruling, row.sentence, std::to_string(row.run), std::to_string(row.number), row.at.iso()});
    files.push_back(std::move(log).file("data/match_overrides.csv"));
    PacketCsv words({"file", "column", "meaning"});
    for (const auto& [file, columns] : {std::pair{"model_cards.csv", &kCards}, {"match_scorecards.csv", &kScorecards}, {"match_overrides.csv", &kOverrides}}) {
        for (const std::string& column : *columns)
            words.row({file, column, texts::sentence(("recon.column." + column).c_str())});
    }
    files.push_back(std::move(words).file("data/dictionary_models.csv", "dictionary"));
    OXSEAL_TRY(auto samples, blindPacketFiles(workspace, period));
    for (PacketFile& file : samples)
        files.push_back(std::move(file));
    return files;
}

} // namespace oxseal
