// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/account_packet.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/reads/account_reads.h"
#include "storage/reads/journal_reads.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/schedule_reads.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

class Files
{
public:
    Files(Workspace& workspace, const PeriodRow& period) : workspace_(workspace), period_(period) { }

    Result<std::vector<PacketFile>> run()
    {
        OXSEAL_TRY(const std::vector<Person> people, persons(workspace_.db()));
        for (const Person& person : people)
            names_[person.id] = person.name;
        OXSEAL_CHECK(closes());
        OXSEAL_CHECK(schedules());
        OXSEAL_CHECK(journals());
        if (!files_.empty())
            files_.push_back(dictionary_.file("dictionary"));
        return std::move(files_);
    }

private:
    std::string named(PersonId id) const
    {
        const auto found = names_.find(id);
        return found == names_.end() ? std::string() : found->second;
    }
    void add(const DescribedCsv& csv)
    {
        csv.describe(dictionary_, "account.column.");
        files_.push_back(csv.file());
    }

    Status closes()
    {
        OXSEAL_TRY(const ClosedByRule all, closedByRule(workspace_.db(), period_.id));
        if (all.runs.empty())
            return {};
        DescribedCsv csv("accounts_closed_by_rule.csv", {"close", "entity", "account", "name", "balance", "currency", "basis", "rule_version", "asked_by", "asked_at",
                                                            "reopened", "seed", "sample_outcome", "looked_at_by", "note"});
        for (const CloseRow& row : all.closes) {
            const auto run = std::find_if(all.runs.begin(), all.runs.end(), [&](const CloseRunRow& each) { return each.id == row.run; });
            const auto look = std::find_if(all.looks.begin(), all.looks.end(), [&](const CloseLook& each) { return each.close.id == row.id; });
            const bool sampled = look != all.looks.end();
            std::string seed;
            for (const CloseSampleRow& sample : all.samples)
                seed = sampled && sample.id == look->row.sample ? sample.seed : seed;
            csv.row({std::to_string(row.id), row.entity, row.account, row.accountName, formatMinor(row.balance, row.digits), row.currency, row.basis,
                std::to_string(run->ruleVersion), named(run->madeBy), run->at.iso(), row.cause, seed, sampled ? look->row.outcome : std::string(),
                sampled ? named(look->row.lookedBy) : std::string(), sampled ? look->row.note : std::string()});
        }
        add(csv);
        DescribedCsv refusals("accounts_refused_by_rule.csv", {"run", "entity", "asked_at", "rule_version", "refusals"});
        for (const CloseRunRow& run : all.runs)
            refusals.row({std::to_string(run.id), run.entity, run.at.iso(), std::to_string(run.ruleVersion), run.refusals});
        add(refusals);
        return {};
    }

    Status schedules()
    {
        OXSEAL_TRY(const auto views, scheduleViews(workspace_.db(), period_.id));
        if (views.empty())
            return {};
        DescribedCsv heads("schedules.csv", {"schedule", "entity", "account", "name", "kind", "state", "currency", "opening", "added", "released", "closing", "balance",
                                                "difference", "prepared", "reviewed"});
        DescribedCsv lines("schedule_lines.csv", {"schedule", "line", "description", "date", "age", "opening", "added", "released", "closing", "reversal", "support",
                                                     "evidence", "examined", "carried", "note"});
        for (const ScheduleView& view : views) {
            const auto money = [&](std::int64_t minor) { return formatMinor(minor, view.row.digits); };
            const auto signer = [&](const char* duty) {
                for (const ReconSignoff& signoff : view.signoffs) {
                    if (!signoff.voided && signoff.duty == duty)
                        return named(signoff.person) + " " + signoff.at.iso();
                }
                return std::string();
            };
            const recon::ScheduleProof& proof = view.proof;
            const std::string id = std::to_string(view.row.id);
            heads.row({id, view.row.entity, view.row.account, view.row.accountName, recon::name(view.row.kind), view.row.state, view.row.currency, money(proof.opening),
                money(proof.added), money(proof.released), money(proof.closing), money(proof.balance), money(proof.difference), signer("preparer"), signer("reviewer")});
            for (const ScheduleLineRow& row : view.lines) {
                const recon::ScheduleLine& line = row.line;
                const bool carried = std::find(proof.carried.begin(), proof.carried.end(), line.key) != proof.carried.end();
                lines.row({id, line.key, line.description, line.day.iso(), recon::name(recon::ageBucket(line.day, view.period.last)), money(line.opening),
                    money(line.added), money(line.released), money(line.closing), line.reversal ? line.reversal->iso() : "", line.support,
                    line.evidence ? "true" : "false", row.examinedAt ? named(row.examinedBy) + " " + row.examinedAt->iso() : "", carried ? "true" : "false", row.note});
            }
        }
        add(heads);
        add(lines);
        return {};
    }

    Status journals()
    {
        DescribedCsv rolls("journal_completeness.csv", {"entity", "account", "before", "opening", "journals", "closing", "difference", "currency"});
        DescribedCsv hits("journal_hits.csv", {"entity", "entry", "entry_sha256", "test", "date", "posted_at", "debits", "currency", "created_by", "approved_by",
                                                  "source", "missing", "outcome", "reason", "answered_by"});
        DescribedCsv numbers("journal_numbers.csv", {"entity", "prefix", "first", "last", "numbers", "counted", "last_before", "restarted", "missing"});
        DescribedCsv years("journal_years.csv", {"entity", "result_accounts", "into_account", "reason", "stated_by", "stated_at"});
        bool stated = false;
        OXSEAL_TRY(const auto all, entities(workspace_.db()));
        bool any = false;
        for (const Entity& entity : all) {
            OXSEAL_TRY(const auto view, journalView(workspace_, entity.code, period_));
            if (!view)
                continue;
            any = true;
            const auto money = [&](const std::optional<std::int64_t>& minor) { return minor ? formatMinor(*minor, view->snapshot.moneyDigits) : std::string(); };
            for (const recon::JournalRoll& roll : view->population.accounts)
                rolls.row({entity.code, roll.account, money(roll.before), money(roll.opening), money(roll.journals), money(roll.closing), money(roll.difference), view->snapshot.currency});
            for (const JournalHit& hit : view->hits) {
                const recon::JournalEntry& entry = view->population.entries[hit.entry];
                hits.row({entity.code, entry.id, entry.digestFor(hit.test).hex(), recon::name(hit.test), entry.date.iso(), entry.postedAt ? entry.postedAt->iso() : "",
                    money(entry.debits), view->snapshot.currency, entry.createdBy, entry.approvedBy, entry.source,
                    hit.test == recon::JournalTest::NumbersMissing ? entry.missing : std::string(), hit.decision ? hit.decision->outcome : "",
                    hit.decision ? hit.decision->reason : "", hit.decision ? named(hit.decision->decidedBy) : ""});
            }
            addSequences(numbers, *view);
            if (view->newYear && view->year) {
                stated = true;
                years.row({entity.code, view->year->resultAccounts, view->year->into, view->year->reason, named(view->year->statedBy), view->year->statedAt.iso()});
            }
        }
        if (any) {
            add(rolls);
            add(hits);
            add(numbers);
        }
        if (stated)
            add(years);
        return {};
    }
    static void addSequences(DescribedCsv& csv, const JournalView& view)
    {
        for (const recon::NumberSequence& sequence : view.population.sequences) {
            std::vector<std::string> missing;
            for (const recon::MissingNumbers& each : sequence.missing)
                missing.push_back(each.text());
            csv.row({view.entity, sequence.prefix, std::to_string(sequence.first), std::to_string(sequence.last), std::to_string(sequence.numbers),
                sequence.dense ? "true" : "false", sequence.before ? std::to_string(*sequence.before) : std::string(), sequence.restarted ? "true" : "false", join(missing, ", ")});
        }
    }

    Workspace& workspace_;
    const PeriodRow& period_;
    std::map<PersonId, std::string> names_;
    std::vector<PacketFile> files_;
    DescribedCsv dictionary_{"dictionary_accounts.csv", {"file", "column", "meaning"}};
};

} // namespace

Result<std::vector<PacketFile>> accountPacketFiles(Workspace& workspace, const PeriodRow& period) { return Files(workspace, period).run(); }

} // namespace oxseal
