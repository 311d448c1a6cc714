// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/blind_packet.h"

#include "models/recon/match_metrics.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/scorecard_reads.h"

namespace oxseal {
namespace {

Result<std::string> nameOf(Database& db, PersonId id)
{
    OXSEAL_TRY(const Person person, personById(db, id));
    return person.name;
}

} // namespace

Result<std::vector<PacketFile>> blindPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    std::vector<PacketFile> out;
    OXSEAL_TRY(const auto all, blindSamples(db, period.id));
    if (all.empty())
        return out;
    DescribedCsv samples("blind_samples.csv",
        {"sample", "drawn_by", "drawn_at", "seed", "population", "population_sha256", "size", "answered", "agreed", "agreement_millionths"});
    DescribedCsv items("blind_items.csv", {"sample", "place", "run", "number", "bank", "engine", "answer", "agrees", "answered_by", "answered_at", "reason"});
    for (auto sample = all.rbegin(); sample != all.rend(); ++sample) { // oldest first
        const std::string number = std::to_string(sample->id);
        const recon::Millionths agreement = recon::shareOf(sample->agreed, sample->answered);
        OXSEAL_TRY(const std::string drawer, nameOf(db, sample->person));
        samples.row({number, drawer, sample->at.iso(), sample->seed, std::to_string(sample->population), sample->populationSha256.hex(), std::to_string(sample->size),
            std::to_string(sample->answered), std::to_string(sample->agreed), agreement ? std::to_string(*agreement) : ""});
        OXSEAL_TRY(const auto rows, blindAnswers(db, sample->id));
        for (const BlindAnswerRow& row : rows) {
            std::vector<std::string> cells{number, std::to_string(row.place), std::to_string(row.match.run), std::to_string(row.match.number), row.bank, row.books};
            if (row.answer) {
                OXSEAL_TRY(const std::string person, nameOf(db, row.person));
                cells.insert(cells.end(), {*row.answer, row.agrees ? "true" : "false", person, row.at.iso(), row.reason});
            } else {
                cells.resize(cells.size() + 5);
            }
            items.row(cells);
        }
    }
    DescribedCsv dictionary("dictionary_blind_samples.csv", {"file", "column", "meaning"});
    for (const DescribedCsv* csv : {&samples, &items}) {
        csv->describe(dictionary, "blind.column.");
        out.push_back(csv->file());
    }
    out.push_back(dictionary.file("dictionary"));
    return out;
}

} // namespace oxseal
