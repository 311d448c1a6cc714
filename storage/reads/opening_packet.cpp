// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/opening_packet.h"

#include "models/core/money.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/people_reads.h"

#include <algorithm>

namespace oxseal {
namespace {

class Openings
{
public:
    explicit Openings(Workspace& workspace) : workspace_(workspace) { }

    Status add(const ReconView& view)
    {
        const OpeningView& opening = *view.opening;
        const recon::OpeningStatement& stated = opening.statement;
        const std::string id = view.row.entity + "/" + view.row.account;
        const std::string number = std::to_string(view.row.id.value);
        const auto money = [&](std::int64_t minor) { return formatMinor(minor, stated.digits); };
        const auto maybe = [&](const std::optional<std::int64_t>& minor) { return minor ? money(*minor) : std::string(); };
        const auto roll = [&](std::int64_t recon::RollForward::*amount) { return view.roll ? money((*view.roll).*amount) : std::string(); };
        PacketFile record;
        record.path = "data/opening_statements/reconciliation-" + number + ".json";
        record.bytes = canonicalJson(recon::openingJson(stated));
        record.role = "data";
        const OpeningSignoff* prepared = opening.signedAs("preparer");
        const OpeningSignoff* reviewed = opening.signedAs("reviewer");
        OXSEAL_TRY(const std::string support, supportOf(prepared, number));
        OXSEAL_TRY(const std::string preparer, nameOf(prepared));
        OXSEAL_TRY(const std::string reviewer, nameOf(reviewed));
        statements_.row({id, record.path, opening.digest.hex(), stated.asOf.iso(), stated.currency, maybe(stated.bank), maybe(stated.books), maybe(stated.difference),
            std::to_string(stated.items.size()), money(stated.itemsSum), opening.state, preparer, prepared == nullptr ? "" : prepared->at.iso(), reviewer,
            reviewed == nullptr ? "" : reviewed->at.iso(), support, support.empty() ? "" : prepared->supportSha256.hex(), "reconciliation:" + number,
            roll(&recon::RollForward::prior), roll(&recon::RollForward::added), roll(&recon::RollForward::cleared), roll(&recon::RollForward::current)});
        for (const recon::OpenItem& item : stated.items) {
            const auto open = std::find_if(view.items.begin(), view.items.end(), [&](const ReconItem& each) { return each.item.key == item.key && each.item.origin == item.origin; });
            items_.row({id, item.key, recon::name(item.origin), item.date.iso(), money(item.amount), item.reference, item.description, open == view.items.end() ? "" : open->handle});
        }
        files_.push_back(std::move(record));
        return {};
    }

    [[nodiscard]] std::vector<PacketFile> take()
    {
        if (files_.empty())
            return {};
        DescribedCsv dictionary("dictionary_opening_statements.csv", {"file", "column", "meaning"});
        for (const DescribedCsv* csv : {&statements_, &items_}) {
            csv->describe(dictionary, "opening.column.");
            files_.push_back(csv->file());
        }
        files_.push_back(dictionary.file("dictionary"));
        return std::move(files_);
    }

private:
    Result<std::string> nameOf(const OpeningSignoff* signoff)
    {
        if (signoff == nullptr)
            return std::string();
        OXSEAL_TRY(const Person person, personById(workspace_.db(), signoff->by));
        return person.name;
    }

    /// The path under which the preparer's file goes along; "" without one.
    Result<std::string> supportOf(const OpeningSignoff* prepared, const std::string& number)
    {
        if (prepared == nullptr || prepared->supportName.empty())
            return std::string();
        PacketFile file;
        file.path = "evidence/" + prepared->supportSha256.hex() + "-opening-" + number;
        OXSEAL_TRY(file.bytes, workspace_.objects().get(prepared->support));
        file.role = "evidence";
        std::string path = file.path;
        files_.push_back(std::move(file));
        return path;
    }

    Workspace& workspace_;
    DescribedCsv statements_{"opening_statements.csv",
        {"reconciliation", "record", "record_sha256", "as_of", "currency", "bank", "books", "difference", "items", "items_sum", "state", "prepared_by", "prepared_at", "reviewed_by",
            "reviewed_at", "support", "support_sha256", "ledger_object", "roll_prior", "roll_added", "roll_cleared", "roll_current"}};
    DescribedCsv items_{"opening_items.csv", {"reconciliation", "key", "origin", "date", "amount", "reference", "description", "item"}};
    std::vector<PacketFile> files_;
};

} // namespace

Result<std::vector<PacketFile>> openingPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    Openings openings(workspace);
    OXSEAL_TRY(const auto rows, reconciliations(workspace.db(), period.id));
    for (const ReconRow& row : rows) {
        if (row.prior)
            continue;
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace, row.id));
        if (view.opening)
            OXSEAL_CHECK(openings.add(view));
    }
    return openings.take();
}

} // namespace oxseal
