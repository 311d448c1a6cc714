// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"
#include "models/recon/opening_statement.h"
#include "storage/crypto/hash.h"
#include "storage/packet/reperform_parts.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace oxseal {
namespace {

constexpr const char* kStatements = "data/opening_statements.csv";
constexpr const char* kItems = "data/opening_items.csv";
constexpr const char* kProofs = "data/reconciliations.csv";
constexpr const char* kOpen = "data/reconciling_items.csv";
constexpr const char* kGroups = "data/reconciliation_groups.csv";
constexpr const char* kLedger = "ledger/entries.ndjson";

/// Adds an item the way it enters the identity: bank less books. Sums out of range wrap; they differ then from what is stated.
void enter(std::int64_t& sum, std::string_view origin, std::int64_t amount)
{
    if (origin == recon::name(recon::ItemOrigin::Books))
        static_cast<void>(__builtin_sub_overflow(sum, amount, &sum));
    else
        static_cast<void>(__builtin_add_overflow(sum, amount, &sum));
}

class Openings
{
public:
    explicit Openings(PacketWork& work) : work_(work) { }

    Status run()
    {
        OXSEAL_TRY(const auto statements, work_.table(kStatements));
        OXSEAL_TRY(const auto items, work_.table(kItems));
        OXSEAL_TRY(const auto proofs, work_.table(kProofs));
        OXSEAL_TRY(const auto open, work_.table(kOpen));
        OXSEAL_TRY(const auto groups, work_.table(kGroups));
        if (!statements || !items || !proofs || !open || !groups)
            return {};
        items_ = &*items;
        proofs_ = &*proofs;
        open_ = &*open;
        groups_ = &*groups;
        OXSEAL_CHECK(readLedger());
        for (std::size_t row = 0; row < statements->rows(); ++row)
            OXSEAL_CHECK(one(*statements, row));
        return {};
    }

private:
    Status readLedger()
    {
        ledgerThere_ = work_.has(kLedger);
        if (!ledgerThere_)
            return {};
        OXSEAL_TRY(const std::string bytes, work_.bytes(kLedger));
        for (std::string_view rest = bytes; !rest.empty();) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            if (line.find(R"("verb":"reconcile.opening_)") == std::string_view::npos)
                continue;
            OXSEAL_TRY(const Json entry, parseJson(line));
            signed_[{entry["verb"].toString(), entry["object"].toString(), entry["time"].toString()}] = entry["person"].toInteger();
        }
        return {};
    }

    /// The number of who signed; 0 when the ledger has no such entry.
    [[nodiscard]] std::int64_t signer(const char* verb, const std::string& object, const std::string& time) const
    {
        const auto found = signed_.find({verb, object, time});
        return found == signed_.end() ? 0 : found->second;
    }

    Status one(const DataTable& statements, std::size_t row)
    {
        const std::string& path = statements.cell(row, "record");
        const auto same = [&](const char* column, const std::string& found) { work_.compare(kStatements, rowPlace(row, column), statements.cell(row, column), found); };
        if (!work_.has(path)) {
            same("record", "");
            return {};
        }
        OXSEAL_TRY(const std::string bytes, work_.bytes(path));
        same("record_sha256", sha256(bytes).hex());
        const auto record = parseJson(bytes);
        const auto read = record ? recon::readOpening(*record) : Result<recon::OpeningStatement>(failWith(record));
        if (!read) {
            work_.compare(path, read.error().place(), "", read.error().debugString());
            return {};
        }
        const auto money = [&](const std::optional<std::int64_t>& minor) { return minor ? formatMinor(*minor, read->digits) : std::string(); };
        same("reconciliation", read->entity + "/" + read->account);
        same("as_of", read->asOf.iso());
        same("currency", read->currency);
        same("bank", money(read->bank));
        same("books", money(read->books));
        same("difference", money(read->difference));
        same("items", std::to_string(read->items.size()));
        same("items_sum", money(read->itemsSum));
        work_.compare(path, "difference", (*record)["difference"].toString(), read->difference ? std::to_string(*read->difference) : "");
        work_.compare(path, "items_sum", (*record)["items_sum"].toString(), std::to_string(read->itemsSum));
        if (statements.cell(row, "state") != "open" && !read->even()) // nobody could sign that
            same("items_sum", money(read->difference));
        signatures(statements, row);
        OXSEAL_CHECK(support(statements, row));
        books(*read, statements.cell(row, "reconciliation"));
        if (!statements.cell(row, "prepared_at").empty())
            roll(statements, row, *read);
        work_.count("opening_statements");
        return {};
    }

    /// Two people, each with an entry of the ledger of that time.
    void signatures(const DataTable& statements, std::size_t row)
    {
        const auto same = [&](const char* column, const std::string& found) { work_.compare(kStatements, rowPlace(row, column), statements.cell(row, column), found); };
        const std::string& prepared = statements.cell(row, "prepared_at");
        const std::string& reviewed = statements.cell(row, "reviewed_at");
        same("state", prepared.empty() ? "open" : reviewed.empty() ? "prepared" : "reviewed");
        if (!ledgerThere_)
            return;
        const std::string& object = statements.cell(row, "ledger_object");
        const std::int64_t preparer = prepared.empty() ? 0 : signer("reconcile.opening_prepare", object, prepared);
        const std::int64_t reviewer = reviewed.empty() ? 0 : signer("reconcile.opening_review", object, reviewed);
        if (!prepared.empty() && preparer == 0)
            same("prepared_at", "");
        if (!reviewed.empty() && (reviewer == 0 || reviewer == preparer))
            same("reviewed_by", "");
    }

    Status support(const DataTable& statements, std::size_t row)
    {
        const std::string& path = statements.cell(row, "support");
        if (path.empty())
            return {};
        std::string digest;
        if (work_.has(path)) {
            OXSEAL_TRY(const std::string bytes, work_.bytes(path));
            digest = sha256(bytes).hex();
        }
        work_.compare(kStatements, rowPlace(row, "support_sha256"), statements.cell(row, "support_sha256"), digest);
        return {};
    }

    /// The books of the first period lead on from it: its balance and the ledger's lines come to the end.
    void books(const recon::OpeningStatement& opening, const std::string& id)
    {
        const ReadAgain* ledger = work_.latest("gl", opening.entity);
        const MoneyColumn* amounts = ledger == nullptr ? nullptr : ledger->table.money("amount");
        if (amounts == nullptr || !opening.books)
            return;
        std::int64_t end = *opening.books;
        for (std::size_t at = 0; at < ledger->table.rows(); ++at) {
            if (ledger->table.textAt("account", at) == opening.account && amounts->minor[at] != MoneyColumn::kNone
                && __builtin_add_overflow(end, amounts->minor[at], &end))
                return;
        }
        for (std::size_t at = 0; at < proofs_->rows(); ++at) {
            if (proofs_->cell(at, "reconciliation") == id)
                work_.compare(kProofs, rowPlace(at, "books_end"), proofs_->cell(at, "books_end"), formatMinor(end, opening.digits));
        }
    }

    /// Whether a decided group of the account holds the item.
    [[nodiscard]] bool grouped(const std::string& id, const std::string& line) const
    {
        for (std::size_t at = 0; at < groups_->rows(); ++at) {
            const std::string lines = ";" + groups_->cell(at, "lines") + ";";
            if (groups_->cell(at, "reconciliation") == id && lines.find(";" + line + ";") != std::string::npos)
                return true;
        }
        return false;
    }

    /// What the opening items came to by the period's end: each stands open still, or in a group.
    void roll(const DataTable& statements, std::size_t row, const recon::OpeningStatement& opening)
    {
        const std::string& id = statements.cell(row, "reconciliation");
        const auto money = [&](std::int64_t minor) { return formatMinor(minor, opening.digits); };
        std::set<std::string> still;
        std::int64_t cleared = 0;
        std::size_t listed = 0;
        for (std::size_t at = 0; at < items_->rows(); ++at) {
            if (items_->cell(at, "reconciliation") != id)
                continue;
            const std::size_t place = listed++;
            const auto same = [&](const char* column, const std::string& found) { work_.compare(kItems, rowPlace(at, column), items_->cell(at, column), found); };
            if (place >= opening.items.size()) {
                same("key", "");
                continue;
            }
            const recon::OpenItem& item = opening.items[place];
            same("key", item.key);
            same("origin", recon::name(item.origin));
            same("date", item.date.iso());
            same("amount", money(item.amount));
            const std::string& handle = items_->cell(at, "item");
            if (!handle.empty()) {
                still.insert(handle);
                continue;
            }
            enter(cleared, recon::name(item.origin), item.amount);
            if (!grouped(id, std::string(recon::name(item.origin)) + " " + item.key))
                same("item", "-");
        }
        std::int64_t added = 0;
        std::int64_t current = 0;
        for (std::size_t at = 0; at < open_->rows(); ++at) {
            if (open_->cell(at, "reconciliation") != id)
                continue;
            const std::int64_t amount = parseMinor(open_->cell(at, "amount"), opening.digits).value_or(0);
            enter(current, open_->cell(at, "origin"), amount);
            if (still.erase(open_->cell(at, "item")) == 0)
                enter(added, open_->cell(at, "origin"), amount);
        }
        const auto same = [&](const char* column, const std::string& found) { work_.compare(kStatements, rowPlace(row, column), statements.cell(row, column), found); };
        for (const std::string& missing : still)
            same("roll_current", missing); // said to be open, and is not
        same("roll_prior", money(opening.itemsSum));
        same("roll_added", money(added));
        same("roll_cleared", money(cleared));
        same("roll_current", money(current));
    }

    PacketWork& work_;
    const DataTable* items_ = nullptr;
    const DataTable* proofs_ = nullptr;
    const DataTable* open_ = nullptr;
    const DataTable* groups_ = nullptr;
    bool ledgerThere_ = false;
    std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> signed_; ///< by verb, object and time: who
};

} // namespace

Status reperformOpenings(PacketWork& work)
{
    if (!work.has(kStatements))
        return {}; // no account begins in this period, or an older program sealed the packet
    return Openings(work).run();
}

} // namespace oxseal
