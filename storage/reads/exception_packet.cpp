// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/exception_packet.h"

#include "models/core/money.h"
#include "storage/reads/exception_reads.h"
#include "storage/reads/packet_csv.h"

namespace oxseal {
namespace {

class Files
{
public:
    void add(const ReconView& view, const ExceptionBook& book)
    {
        const std::string id = view.row.entity + "/" + view.row.account;
        const auto money = [&](std::int64_t minor) { return formatMinor(minor, view.row.digits); };
        for (const ExceptionRow& row : book.rows) {
            const ReconItem& entry = view.items[row.item];
            const recon::ExceptionStanding& standing = row.standing;
            items_.row({id, entry.handle, recon::name(entry.item.category), money(entry.item.amount), view.row.currency, entry.item.date.iso(),
                std::to_string(standing.ageDays), recon::name(standing.state), recon::name(standing.disposition), standing.owner, standing.due.iso(),
                standing.dueStated ? "yes" : "no", standing.overdue ? "yes" : "no", standing.control, standing.account, std::to_string(row.carried), row.since,
                row.clearedIn, std::to_string(book.rules.rules.version), book.rules.adopted ? "yes" : "no", row.deficiency ? std::to_string(row.deficiency->id) : std::string()});
            for (const ExceptionAct& act : row.history)
                acts_.row({id, entry.handle, act.period, act.row.madeAt.iso(), act.person, recon::name(act.row.disposition), act.row.owner,
                    act.row.due ? act.row.due->iso() : std::string(), act.row.control, act.row.otherAccount, act.row.reason});
            any_ = true;
        }
        for (const recon::ProposedEntry& entry : proposedEntries(view, book))
            entries_.row({entry.number, id, entry.date.iso(), entry.account, entry.other, money(entry.amount), entry.currency, entry.reference, entry.memo});
    }

    std::vector<PacketFile> finish()
    {
        std::vector<PacketFile> out;
        if (!any_)
            return out;
        DescribedCsv dictionary("dictionary_exceptions.csv", {"file", "column", "meaning"});
        for (const DescribedCsv* csv : {&items_, &acts_, &entries_}) {
            csv->describe(dictionary, "exception.column.");
            out.push_back(csv->file());
        }
        out.push_back(dictionary.file("dictionary"));
        return out;
    }

private:
    bool any_ = false;
    DescribedCsv items_{"exceptions.csv", {"reconciliation", "item", "category", "amount", "currency", "date", "age_days", "state", "disposition", "owner", "due",
                                              "due_stated", "overdue", "control", "other_account", "carried", "since", "cleared_in", "rules", "rules_approved", "deficiency"}};
    DescribedCsv acts_{"exception_acts.csv",
        {"reconciliation", "item", "period", "at", "by", "disposition", "owner", "due", "control", "other_account", "reason"}};
    DescribedCsv entries_{"proposed_entries.csv", {"entry", "reconciliation", "date", "account", "other_account", "amount", "currency", "reference", "memo"}};
};

} // namespace

Result<std::vector<PacketFile>> exceptionPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    Files files;
    OXSEAL_TRY(const auto rows, reconciliations(workspace.db(), period.id));
    for (const ReconRow& row : rows) {
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, row.id));
        OXSEAL_TRY(const ExceptionBook book, exceptionBook(workspace, view, false));
        files.add(view, book);
    }
    return files.finish();
}

} // namespace oxseal
