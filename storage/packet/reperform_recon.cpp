// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/money.h"
#include "models/core/text.h"
#include "models/recon/match_record.h"
#include "models/recon/reconciliation.h"
#include "storage/crypto/hash.h"
#include "storage/packet/reperform_parts.h"

namespace oxseal {
namespace {

constexpr const char* kRuns = "data/match_runs.csv";
constexpr const char* kProofs = "data/reconciliations.csv";
constexpr const char* kItems = "data/reconciling_items.csv";
constexpr const char* kGroups = "data/reconciliation_groups.csv";
constexpr const char* kLedger = "ledger/entries.ndjson";

/// A line of an import by its key "s3:14": import and row from 0.
struct LineKey
{
    const ReadAgain* import = nullptr;
    std::size_t row = 0;
};

std::optional<LineKey> lineOf(const PacketWork& work, std::string_view key)
{
    const std::size_t colon = key.find(':');
    std::int64_t id = 0;
    std::int64_t row = 0;
    if (key.empty() || key.front() != 's' || colon == std::string_view::npos || !parseInteger(key.substr(1, colon - 1), id)
        || !parseInteger(key.substr(colon + 1), row))
        return std::nullopt; // carried or typed: no import of this period has it
    const ReadAgain* import = work.import(id);
    if (import == nullptr || row < 0 || static_cast<std::size_t>(row) >= import->table.rows())
        return std::nullopt;
    return LineKey{import, static_cast<std::size_t>(row)};
}

std::string dayOf(const LineKey& line)
{
    for (const char* name : {"value_date", "entry_date", "date"}) {
        const DayColumn* days = line.import->table.days(name);
        if (const auto day = days == nullptr ? std::nullopt : days->at(line.row))
            return day->iso();
    }
    return {};
}

std::optional<std::int64_t> amountOf(const LineKey& line)
{
    const MoneyColumn* amounts = line.import->table.money("amount");
    if (amounts == nullptr || amounts->minor[line.row] == MoneyColumn::kNone)
        return std::nullopt;
    return amounts->minor[line.row];
}

std::string referenceOf(const LineKey& line, bool books)
{
    std::string reference(line.import->table.textAt("reference", line.row));
    if (reference.empty() && books)
        reference = line.import->table.textAt("document", line.row);
    return reference;
}

/// The lines that a run was given against the files they came from.
void compareLines(PacketWork& work, const std::string& path, const Json& record, const char* side)
{
    const bool books = std::string_view(side) == "books";
    for (const Json& each : record[side].toArray()) {
        const std::string& key = each["key"].toString();
        const std::size_t colon = key.find(':');
        const auto line = colon == std::string::npos ? std::nullopt : lineOf(work, std::string_view(key).substr(colon + 1));
        if (!line)
            continue;
        const auto amount = amountOf(*line);
        const auto same = [&](const char* field, const std::string& found) {
            work.compare(path, std::string(side) + " " + key + ", " + field, each[field].toString(), found);
        };
        same("amount", amount ? std::to_string(*amount) : "");
        same("date", dayOf(*line));
        same("reference", referenceOf(*line, books));
        same("description", std::string(line->import->table.textAt("description", line->row)));
        work.count("match_lines");
    }
}

class Reconciliations
{
public:
    explicit Reconciliations(PacketWork& work) : work_(work) {}

    Status run()
    {
        OXSEAL_TRY(const auto proofs, work_.table(kProofs));
        OXSEAL_TRY(const auto items, work_.table(kItems));
        OXSEAL_TRY(const auto groups, work_.table(kGroups));
        if (!proofs || !items || !groups)
            return {};
        std::map<std::string, int> digits;
        for (std::size_t row = 0; row < proofs->rows(); ++row) {
            const Currency currency = Currency::fromCode(proofs->cell(row, "currency")).value_or(Currency());
            digits.emplace(proofs->cell(row, "reconciliation"), currency.digits());
            OXSEAL_CHECK(prove(*proofs, row, currency.digits(), *items));
        }
        for (std::size_t row = 0; row < groups->rows(); ++row)
            group(*groups, row, digits[groups->cell(row, "reconciliation")]);
        return {};
    }

private:
    Status prove(const DataTable& proofs, std::size_t row, int digits, const DataTable& items)
    {
        std::vector<recon::OpenItem> open;
        for (std::size_t at = 0; at < items.rows(); ++at) {
            if (items.cell(at, "reconciliation") != proofs.cell(row, "reconciliation"))
                continue;
            const auto origin = recon::originFromName(items.cell(at, "origin"));
            const auto category = recon::categoryFromName(items.cell(at, "category"));
            const auto amount = parseMinor(items.cell(at, "amount"), digits);
            if (!origin || !category || !amount) {
                work_.compare(kItems, rowPlace(at, "amount"), items.cell(at, "amount"), "");
                return {};
            }
            open.push_back({items.cell(at, "item"), *origin, *category, *amount, {}, {}, {}, false, false});
        }
        const auto bankEnd = parseMinor(proofs.cell(row, "bank_end"), digits);
        const auto booksEnd = parseMinor(proofs.cell(row, "books_end"), digits);
        if (!bankEnd || !booksEnd) {
            work_.compare(kProofs, rowPlace(row, "bank_end"), proofs.cell(row, "bank_end"), "");
            return {};
        }
        OXSEAL_TRY(const recon::Proof proof, recon::prove(*bankEnd, *booksEnd, open));
        const auto same = [&](const char* column, const std::string& found) {
            work_.compare(kProofs, rowPlace(row, column), proofs.cell(row, column), found);
        };
        same("adjusted", formatMinor(proof.bankAdjusted, digits));
        same("difference", formatMinor(proof.difference, digits));
        trialBalance(proofs, row, digits);
        work_.count("reconciliations");
        return {};
    }

    void trialBalance(const DataTable& proofs, std::size_t row, int digits)
    {
        const ReadAgain* import = work_.latest("tb", proofs.cell(row, "entity"));
        const MoneyColumn* balances = import == nullptr ? nullptr : import->table.money("balance");
        if (balances == nullptr || proofs.cell(row, "trial_balance").empty())
            return;
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < import->table.rows(); ++i) {
            if (import->table.textAt("account", i) == proofs.cell(row, "account") && balances->minor[i] != MoneyColumn::kNone)
                sum += balances->minor[i];
        }
        work_.compare(kProofs, rowPlace(row, "trial_balance"), proofs.cell(row, "trial_balance"), formatMinor(sum, digits));
        work_.count("totals");
    }

    /// What a group leaves: its statement lines less its book lines, when all of them lie in the packet.
    void group(const DataTable& groups, std::size_t row, int digits)
    {
        std::int64_t left = 0;
        for (const std::string& text : split(groups.cell(row, "lines"), ';')) {
            const std::size_t blank = text.find(' ');
            const auto line = blank == std::string::npos ? std::nullopt : lineOf(work_, std::string_view(text).substr(blank + 1));
            const auto amount = line ? amountOf(*line) : std::nullopt;
            if (!amount)
                return;
            const bool bank = text.starts_with(recon::name(recon::ItemOrigin::Bank));
            if (bank ? __builtin_add_overflow(left, *amount, &left) : __builtin_sub_overflow(left, *amount, &left))
                return;
        }
        work_.compare(kGroups, rowPlace(row, "difference"), groups.cell(row, "difference"), formatMinor(left, digits));
        work_.count("reconciled_groups");
    }

    PacketWork& work_;
};

/// When versions of the matching policy were approved, from the ledger's entries.
class Approvals
{
public:
    Status read(PacketWork& work)
    {
        if (!work.has(kLedger))
            return {};
        known_ = true;
        OXSEAL_TRY(const std::string bytes, work.bytes(kLedger));
        for (std::string_view rest = bytes; !rest.empty();) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            if (line.find(R"("verb":"model.approve")") == std::string_view::npos)
                continue;
            OXSEAL_TRY(const Json entry, parseJson(line));
            std::string& first = times_[entry["object"].toString()];
            if (first.empty() || entry["time"].toString() < first)
                first = entry["time"].toString();
        }
        return {};
    }

    /// Whether a person had approved the version by that time; nullopt without the ledger. Times are texts of one length.
    [[nodiscard]] std::optional<bool> before(std::int64_t version, const std::string& time) const
    {
        if (!known_)
            return std::nullopt;
        const auto found = times_.find("model:matcher/" + std::to_string(version));
        return found != times_.end() && found->second <= time;
    }

private:
    bool known_ = false;
    std::map<std::string, std::string> times_; ///< by object: the first time
};

/// A run that decided alone needs a policy that a person had approved before; records of older programs do not say.
void compareAdoption(PacketWork& work, const DataTable& runs, std::size_t row, const Json& record, const Approvals& approvals)
{
    if (!record["context"].contains("adopted"))
        return;
    const bool said = record["context"]["adopted"].toBool();
    const auto same = [&](const char* column, const std::string& found) { work.compare(kRuns, rowPlace(row, column), runs.cell(row, column), found); };
    same("adopted", said ? "yes" : "no");
    same("policy", std::to_string(record["policy"]["version"].toInteger()));
    same("policy_sha256", sha256(canonicalJson(record["policy"])).hex());
    if (const auto approved = approvals.before(runs.number(row, "policy"), runs.cell(row, "made_at")))
        same("adopted", *approved ? "yes" : "no");
    work.count("policy_approvals");
}

} // namespace

Status reperformMatching(PacketWork& work)
{
    OXSEAL_TRY(const auto runs, work.table(kRuns));
    Approvals approvals;
    OXSEAL_CHECK(approvals.read(work));
    for (std::size_t row = 0; runs && row < runs->rows(); ++row) {
        const std::string& path = runs->cell(row, "record");
        if (!work.has(path)) {
            work.leaveOut(path, "not_in_packet");
            continue;
        }
        OXSEAL_TRY(const std::string bytes, work.bytes(path));
        work.compare(kRuns, rowPlace(row, "record_sha256"), runs->cell(row, "record_sha256"), sha256(bytes).hex());
        const auto record = parseJson(bytes);
        if (!record) {
            work.compare(path, record.error().place(), "", record.error().debugString());
            continue;
        }
        compareAdoption(work, *runs, row, *record, approvals);
        for (const Json* lines : {&*record, &(*record)["context"]["taught"]}) {
            compareLines(work, path, *lines, "bank");
            compareLines(work, path, *lines, "books");
        }
        const auto again = recon::reperform(*record, work.threads());
        if (!again) {
            work.compare(path, again.error().place(), "", again.error().debugString());
            continue;
        }
        for (const recon::RecordDifference& each : again->details)
            work.compare(path, each.place, each.was, each.now);
        if (again->details.empty() && !again->same)
            work.compare(path, "", "", again->engine);
        work.count("match_runs");
        work.count("match_groups", again->groups);
    }
    return {};
}

Status reperformReconciliations(PacketWork& work) { return Reconciliations(work).run(); }

} // namespace oxseal
