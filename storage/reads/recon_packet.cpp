// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/recon_packet.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/objects/snapshot_store.h"
#include "storage/reads/account_packet.h"
#include "storage/reads/exception_packet.h"
#include "storage/reads/limit_reads.h"
#include "storage/reads/match_reads.h"
#include "storage/reads/mirror_packet.h"
#include "storage/reads/opening_packet.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/processor_packet.h"
#include "storage/reads/recon_reads.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

/// Raw RFC 4180: nothing is neutralised in a packet.
class Csv
{
public:
    explicit Csv(const char* header) : bytes_(std::string(header) + "\r\n") { }
    void row(const std::vector<std::string>& cells)
    {
        for (std::size_t i = 0; i < cells.size(); ++i)
            bytes_ += (i > 0 ? "," : "") + csvField(cells[i]);
        bytes_ += "\r\n";
    }
    /// Hands the bytes over; the table is empty afterwards.
    [[nodiscard]] PacketFile file(const char* path, const char* role = "data")
    {
        PacketFile made;
        made.path = path;
        made.bytes.swap(bytes_);
        made.role = role;
        return made;
    }

private:
    std::string bytes_;
};

std::string signer(Database& db, const ReconView& view, const char* duty, Status& status)
{
    for (const ReconSignoff& signoff : view.signoffs) {
        if (signoff.voided || signoff.duty != duty)
            continue;
        const auto person = personById(db, signoff.person);
        if (!person) {
            status = failWith(person);
            return {};
        }
        return person->name + " " + signoff.at.iso();
    }
    return {};
}

Result<PacketFile> inventoryFile(Workspace& workspace, const PeriodRow& period)
{
    Csv csv("entity,account,name,balance,state,method,risk,frequency,owner,due_business_day,because");
    OXSEAL_TRY(const auto all, entities(workspace.db()));
    for (const Entity& entity : all) {
        const auto inventory = accountInventory(workspace, entity.code, period);
        if (!inventory && inventory.error().is(kNoTrialBalance))
            continue; // an open matter says so
        if (!inventory)
            return failWith(inventory);
        for (const recon::InventoryRow& row : inventory->rows)
            csv.row({entity.code, row.plan.account, row.name, formatMinor(row.balance, entity.currency.digits()), recon::name(row.state),
                recon::name(row.plan.method), recon::name(row.plan.risk), recon::name(row.plan.frequency), row.plan.owner,
                std::to_string(row.plan.dueBusinessDay), row.plan.because});
    }
    return csv.file("data/account_inventory.csv");
}

PacketFile dictionary()
{
    Csv csv("file,column,meaning");
    const auto all = [&](const char* file, std::initializer_list<const char*> columns) {
        for (const char* column : columns)
            csv.row({file, column, texts::sentence((std::string("recon.column.") + column).c_str())});
    };
    all("account_inventory.csv", {"entity", "account", "name", "balance", "state", "method", "risk", "frequency", "owner",
                                     "due_business_day", "because"});
    all("reconciliations.csv", {"reconciliation", "entity", "account", "name", "currency", "state", "bank_end", "books_end", "adjusted",
                                   "difference", "trial_balance", "invariants", "prepared", "reviewed", "rules"});
    all("reconciling_items.csv", {"reconciliation", "item", "origin", "category", "date", "age", "amount", "reference", "description",
                                     "evidence", "note"});
    all("reconciliation_groups.csv", {"reconciliation", "group", "type", "state", "rule", "confidence", "difference", "lines",
                                         "reason_code", "rationale", "explanation"});
    all("match_runs.csv", {"reconciliation", "record", "record_sha256", "policy", "policy_sha256", "adopted", "engine", "learnt", "anchors",
                              "disagreements", "stopped", "run", "made_at", "ledger_object"});
    return csv.file("data/dictionary_reconciliation.csv", "dictionary");
}

class Files
{
public:
    Status add(Workspace& workspace, const ReconRow& row)
    {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, row.id));
        id_ = row.entity + "/" + row.account;
        digits_ = row.digits;
        Status named;
        const std::string preparer = signer(workspace.db(), view, "preparer", named);
        const std::string reviewer = signer(workspace.db(), view, "reviewer", named);
        OXSEAL_CHECK(named);
        std::string proved;
        for (const recon::Invariant& invariant : view.invariants)
            proved += (proved.empty() ? "" : " ") + std::to_string(invariant.number) + ":" + recon::name(invariant.holds);
        proofs_.row({id_, row.entity, row.account, row.accountName, row.currency, row.state, money(view.proof.bankEnd),
            money(view.proof.booksEnd), money(view.proof.bankAdjusted), money(view.proof.difference),
            row.trialBalance ? money(*row.trialBalance) : std::string(), proved, preparer, reviewer, row.rules});
        for (const ReconItem& entry : view.items) {
            const recon::OpenItem& item = entry.item;
            items_.row({id_, entry.handle, recon::name(item.origin), recon::name(item.category), item.date.iso(),
                recon::name(recon::ageBucket(item.date, view.period.last)), money(item.amount), item.reference, item.description,
                item.evidence ? "yes" : "no", entry.note});
        }
        addGroups(view);
        return addRuns(workspace, row.id);
    }

    void finish(std::vector<PacketFile>& files)
    {
        files.push_back(proofs_.file("data/reconciliations.csv"));
        files.push_back(items_.file("data/reconciling_items.csv"));
        files.push_back(groups_.file("data/reconciliation_groups.csv"));
        files.push_back(runs_.file("data/match_runs.csv"));
        for (PacketFile& record : records_)
            files.push_back(std::move(record));
    }

private:
    [[nodiscard]] std::string money(std::int64_t minor) const { return formatMinor(minor, digits_); }

    void addGroups(const ReconView& view)
    {
        std::map<std::int64_t, std::vector<std::string>> members;
        for (const ReconLineRow& line : view.lines) {
            if (line.group != 0)
                members[line.group].push_back(std::string(recon::name(line.origin)) + " " + line.key);
        }
        for (const ReconGroupRow& group : view.groups) {
            if (!members.contains(group.id))
                continue; // suggestions and candidates are no decisions
            groups_.row({id_, std::to_string(group.id), group.type, group.state, group.rule, std::to_string(group.confidence),
                money(group.difference), join(members[group.id], ";"), group.reasonCode, group.rationale, group.explanation});
        }
    }

    /// The records of the runs, whole: whoever has the packet can perform them again.
    Status addRuns(Workspace& workspace, ReconciliationId id)
    {
        OXSEAL_TRY(const auto all, lastMatchRun(workspace, id));
        if (!all)
            return {};
        for (const MatchRunRow& run : all->runs) {
            PacketFile record;
            record.path = "data/match_runs/reconciliation-" + std::to_string(id.value) + "-run-" + std::to_string(run.id) + ".json";
            OXSEAL_TRY(record.bytes, workspace.objects().get(run.record));
            record.role = "data";
            runs_.row({id_, record.path, run.recordSha256.hex(), std::to_string(run.policyVersion), run.policySha256.hex(), run.adopted ? "yes" : "no",
                run.engine, run.learnt ? "yes" : "no", std::to_string(run.anchors), std::to_string(run.disagreements), run.stopped,
                std::to_string(run.id), run.at.iso(), "reconciliation:" + std::to_string(id.value)});
            records_.push_back(std::move(record));
        }
        return {};
    }

    std::string id_;
    int digits_ = 2;
    Csv proofs_{"reconciliation,entity,account,name,currency,state,bank_end,books_end,adjusted,difference,trial_balance,invariants,prepared,"
                "reviewed,rules"};
    Csv items_{"reconciliation,item,origin,category,date,age,amount,reference,description,evidence,note"};
    Csv runs_{"reconciliation,record,record_sha256,policy,policy_sha256,adopted,engine,learnt,anchors,disagreements,stopped,run,made_at,"
              "ledger_object"};
    std::vector<PacketFile> records_;
    Csv groups_{"reconciliation,group,type,state,rule,confidence,difference,lines,reason_code,rationale,explanation"};
};

} // namespace

Result<std::vector<PacketFile>> reconPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    std::vector<PacketFile> files;
    OXSEAL_TRY(PacketFile inventory, inventoryFile(workspace, period));
    files.push_back(std::move(inventory));
    Files parts;
    OXSEAL_TRY(const auto rows, reconciliations(workspace.db(), period.id));
    for (const ReconRow& row : rows)
        OXSEAL_CHECK(parts.add(workspace, row));
    parts.finish(files);
    files.push_back(dictionary());
    OXSEAL_TRY(auto exceptions, exceptionPacketFiles(workspace, period));
    for (PacketFile& file : exceptions)
        files.push_back(std::move(file));
    OXSEAL_TRY(auto openings, openingPacketFiles(workspace, period));
    for (PacketFile& file : openings)
        files.push_back(std::move(file));
    OXSEAL_TRY(auto mirrors, mirrorPacketFiles(workspace, period));
    for (PacketFile& file : mirrors)
        files.push_back(std::move(file));
    OXSEAL_TRY(auto processors, processorPacketFiles(workspace, period));
    for (PacketFile& file : processors)
        files.push_back(std::move(file));
    OXSEAL_TRY(auto limits, limitPacketFiles(workspace));
    for (PacketFile& file : limits)
        files.push_back(std::move(file));
    OXSEAL_TRY(auto accounts, accountPacketFiles(workspace, period));
    for (PacketFile& file : accounts)
        files.push_back(std::move(file));
    return files;
}

} // namespace oxseal
