// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/recon_actions.h"

#include "models/core/money.h"
#include "models/recon/overlap.h"
#include "storage/actions/line_keys.h"
#include "storage/actions/recon_support.h"
#include "storage/actions/stated_opening.h"
#include "storage/objects/snapshot_store.h"
#include "storage/repos/recon_repo.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace oxseal {
namespace {

constexpr std::int64_t kNoAmount = MoneyColumn::kNone;

/// What a line is called for as long as it is open.
using LineName = std::pair<recon::ItemOrigin, std::string>;

/// ISO 4217 for "no currency": a file that names none.
constexpr const char* kNoCurrency = "XXX";

/// One opening of a reconciliation: gathers the lines from the newest imports, then writes them.
class Opening
{
public:
    Opening(Workspace& workspace, UnitOfWork& unit, const OpenReconciliation& request)
        : workspace_(workspace), unit_(unit), request_(request)
    {
    }

    Result<OpenedReconciliation> run()
    {
        OXSEAL_TRY(const Entity entity, entityByCode(db(), request_.entity));
        OXSEAL_TRY(const PeriodRow period, periodById(db(), request_.period));
        row_.entity = entity.code;
        row_.account = request_.account;
        row_.period = period.id;
        row_.state = "open";
        periodName_ = period.period.name();
        bool reopened = false;
        OXSEAL_TRY(const auto existing, findReconciliation(db(), row_.entity, row_.account, period.id));
        if (existing) {
            OXSEAL_TRY(reopened, reopen(unit_, *existing));
            OXSEAL_CHECK(remember(*existing));
        } else {
            OXSEAL_CHECK(periodOpen(db(), row_.period));
        }
        OXSEAL_CHECK(fromPrior(period));
        OXSEAL_CHECK(readStatements(entity));
        OXSEAL_CHECK(readBooks());
        OXSEAL_CHECK(readTrialBalance());
        currencyOfBooks(entity);
        OXSEAL_CHECK(write());
        Json after;
        after.set("entity", row_.entity).set("account", row_.account).set("period", periodName_).set("currency", row_.currency);
        after.set("bank_end", formatMinor(row_.bankEnd, row_.digits)).set("books_end", formatMinor(row_.booksEnd, row_.digits));
        after.set("lines", static_cast<std::int64_t>(lines_.size())).set("carried", carried_).set("reopened", reopened);
        after.set("groups_dissolved", dissolved_).set("decisions_kept", kept_).set("decisions_lost", Json(Json::Array(lost_)));
        unit_.record(reconEvent(existing ? "reconcile.refresh" : "reconcile.open", row_.id, {}, after));
        return OpenedReconciliation{row_.id, kept_, static_cast<std::int64_t>(lost_.size())};
    }

private:
    Database& db() { return unit_.db(); }

    /// What people decided about lines of the same key stays with them.
    Status remember(const ReconRow& existing)
    {
        row_.id = existing.id;
        row_.statementAccount = existing.statementAccount;
        if (!existing.prior) {
            row_.bankOpening = existing.bankOpening;
            row_.booksOpening = existing.booksOpening;
        }
        OXSEAL_TRY(before_, repo::reconLines(db(), existing.id));
        for (const ReconLineRow& line : before_) {
            decisions_[{line.origin, line.key}] = &line;
            // Typed opening items have no file to come back from.
            if (!line.snapshot && isStatedItem(line) && request_.openingItems.empty())
                opening_.push_back(line);
        }
        OXSEAL_TRY(const auto groups, repo::reconGroups(db(), existing.id));
        for (const ReconGroupRow& group : groups) {
            if (group.state == "manual")
                byHand_.insert(group.id);
        }
        dissolved_ = static_cast<std::int64_t>(groups.size() - byHand_.size());
        return repo::clearLines(db(), existing.id);
    }

    /// Open items of the period before, with their original dates; for a first period, the typed ones.
    Status fromPrior(const PeriodRow& period)
    {
        OXSEAL_TRY(const auto before, periodBefore(db(), period));
        std::optional<ReconRow> prior;
        if (before) {
            OXSEAL_TRY(prior, findReconciliation(db(), row_.entity, row_.account, before->id));
        }
        if (!prior) {
            firstPeriod_ = true; // what is stated is taken up once the statements tell the currency
            return {};
        }
        row_.prior = prior->id;
        priorBankEnd_ = prior->bankEnd;
        row_.booksOpening = prior->booksEnd;
        OXSEAL_TRY(const ReconView view, reconciliationView(workspace_, prior->id));
        earlier_ = view.lines;
        for (const ReconItem& item : view.items) {
            ReconLineRow line;
            line.origin = item.item.origin;
            line.key = item.item.key;
            line.day = item.item.date;
            line.amount = item.item.amount;
            line.reference = item.item.reference;
            line.description = item.item.description;
            line.category = item.item.category;
            line.note = item.note;
            line.carried = true;
            add(std::move(line));
        }
        return {};
    }

    /// Balances and items stated for a first period.
    Status takeStated()
    {
        if (!firstPeriod_)
            return {};
        OXSEAL_CHECK(stateBalances(request_, row_));
        OXSEAL_TRY(auto stated, statedItems(request_, row_, before_));
        for (ReconLineRow& line : stated)
            add(std::move(line));
        for (ReconLineRow& line : opening_)
            add(std::move(line));
        return {};
    }

    void add(ReconLineRow line)
    {
        carried_ += line.carried ? 1 : 0;
        if (const auto decided = decisions_.find({line.origin, line.key}); decided != decisions_.end()) {
            line.category = decided->second->category;
            line.note = decided->second->note;
            line.evidence = decided->second->evidence;
        }
        lines_.push_back(std::move(line));
    }

    /// The subject under which this account's statements were imported.
    Result<std::vector<SnapshotInfo>> statementSnapshots(const Entity& entity)
    {
        SnapshotKey key;
        key.kind = "statement";
        key.period = periodName_;
        const std::string wanted = !request_.statementAccount.empty() ? request_.statementAccount : row_.statementAccount;
        key.subject = wanted.empty() ? row_.account : wanted;
        key.entity = entity.code;
        OXSEAL_TRY(auto found, listSnapshots(db(), key));
        if (found.empty()) { // imported without an entity; another entity's statements are never taken
            key.entity.clear();
            OXSEAL_TRY(found, listSnapshots(db(), key));
            std::erase_if(found, [](const SnapshotInfo& info) { return !info.key.entity.empty(); });
        }
        if (found.empty() && wanted.empty()) {
            key.subject.clear();
            key.entity = entity.code;
            OXSEAL_TRY(found, listSnapshots(db(), key));
            for (const SnapshotInfo& info : found) {
                if (info.key.subject != found.front().key.subject)
                    return fail(kStatementUnclear, row_.account, {found.front().key.subject + ", " + info.key.subject});
            }
        }
        if (found.empty())
            return fail(kNoStatement, row_.account, {row_.entity, periodName_});
        return found;
    }

    Status readStatements(const Entity& entity)
    {
        OXSEAL_TRY(const auto snapshots, statementSnapshots(entity));
        row_.statementAccount = snapshots.front().key.subject;
        OXSEAL_CHECK(currencyOf(snapshots.front()));
        OXSEAL_CHECK(takeStated());
        std::optional<Day> latest;
        for (const SnapshotInfo& info : snapshots)
            OXSEAL_CHECK(readStatement(info, latest));
        if (statedOpening_ && !(firstPeriod_ && request_.bankOpening))
            row_.bankOpening = statedOpening_;
        if (!row_.bankOpening) // many files state no opening balance: then the closing of the period before must lead on
            row_.bankOpening = priorBankEnd_;
        if (!closingStated_)
            return fail(kNoClosingBalance, row_.account, {snapshots.back().fileName});
        return {};
    }

    Status readStatement(const SnapshotInfo& info, std::optional<Day>& latest)
    {
        OXSEAL_TRY(const Table table, loadSnapshot(workspace_, info.id));
        OXSEAL_CHECK(currencyOf(info));
        const DayColumn* entry = table.days("entry_date");
        const DayColumn* value = table.days("value_date");
        const MoneyColumn* amounts = table.money("amount");
        std::vector<ReconLineRow> fresh;
        for (std::size_t i = 0; amounts != nullptr && i < table.rows(); ++i) {
            auto day = value != nullptr ? value->at(i) : std::nullopt;
            if (!day && entry != nullptr)
                day = entry->at(i);
            if (!day || amounts->minor[i] == kNoAmount)
                return fail(kSnapshotDamaged, info.fileName, {std::to_string(i + 1)});
            ReconLineRow line;
            line.origin = recon::ItemOrigin::Bank;
            line.snapshot = info.id;
            line.row = static_cast<std::int64_t>(i);
            line.key = "s" + std::to_string(info.id.value) + ":" + std::to_string(i);
            line.day = *day;
            line.amount = amounts->minor[i];
            line.reference = table.textAt("reference", i);
            line.description = table.textAt("description", i);
            line.bankId = table.textAt("fitid", i);
            if (line.bankId.empty())
                line.bankId = table.textAt("bank_reference", i);
            fresh.push_back(std::move(line));
        }
        const std::int64_t same = markOverlap(fresh);
        const Day last = lastDay(info, fresh);
        if (!info.closingBalance.empty() && (!latest || last >= *latest)) {
            const auto closing = parseMinor(info.closingBalance, row_.digits);
            if (!closing)
                return fail(kSnapshotDamaged, info.fileName, {info.closingBalance});
            row_.bankEnd = *closing;
            closingStated_ = true;
            latest = last;
        }
        // Files come in any order: the period begins where the earliest of them does.
        const Day first = firstDay(info, fresh);
        if (!info.openingBalance.empty() && (!opened_ || first < *opened_)) {
            statedOpening_ = parseMinor(info.openingBalance, row_.digits);
            opened_ = first;
        }
        sources_.push_back({info.id, "statement", static_cast<std::int64_t>(table.rows()), static_cast<std::int64_t>(fresh.size()), same});
        for (ReconLineRow& line : fresh) {
            earlier_.push_back(line);
            add(std::move(line));
        }
        return {};
    }

    static Day firstDay(const SnapshotInfo& info, const std::vector<ReconLineRow>& lines)
    {
        const auto first = std::min_element(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
        return first == lines.end() ? info.asOf.value_or(Day{}) : first->day;
    }

    static Day lastDay(const SnapshotInfo& info, const std::vector<ReconLineRow>& lines)
    {
        Day last = info.asOf.value_or(Day{});
        for (const ReconLineRow& line : lines)
            last = std::max(last, line.day);
        return last;
    }

    /// C11: by content, never by the bank's id alone.
    std::int64_t markOverlap(std::vector<ReconLineRow>& fresh) const
    {
        std::vector<recon::ContentLine> before;
        for (const ReconLineRow& line : earlier_) {
            if (line.origin == recon::ItemOrigin::Bank && !line.carried && !line.same)
                before.push_back(contentOf(line));
        }
        std::vector<recon::ContentLine> now;
        for (const ReconLineRow& line : fresh)
            now.push_back(contentOf(line));
        const auto marks = recon::compareWithEarlier(before, now);
        std::int64_t same = 0;
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            fresh[i].same = marks[i].kind == recon::OverlapKind::Same;
            fresh[i].recycled = marks[i].kind == recon::OverlapKind::RecycledId;
            same += fresh[i].same ? 1 : 0;
        }
        return same;
    }

    /// The account's currency is that of its statements; amounts of two currencies, or of other decimals, are never put side by side.
    /// Statements that name none are in that of the others.
    Status currencyOf(const SnapshotInfo& info)
    {
        const std::string currency = info.currency.empty() ? kNoCurrency : info.currency;
        const bool first = row_.currency.empty();
        const bool unnamed = currency == kNoCurrency || row_.currency == kNoCurrency;
        if (!first && (unnamed ? row_.digits != info.moneyDigits : row_.currency != currency))
            return fail(kMixedCurrencies, info.fileName, {row_.currency, currency});
        if (first || row_.currency == kNoCurrency)
            row_.currency = currency;
        row_.digits = info.moneyDigits;
        return {};
    }

    /// Where neither the statements nor the books name a currency, the books are in the one that the entity keeps them in.
    void currencyOfBooks(const Entity& entity)
    {
        if (row_.currency == kNoCurrency && entity.currency.stated() && entity.currency.digits() == row_.digits)
            row_.currency = entity.currency.code();
    }

    Status readBooks()
    {
        SnapshotKey key;
        key.kind = "gl";
        key.entity = row_.entity;
        key.period = periodName_;
        OXSEAL_TRY(const auto info, latestSnapshot(db(), key));
        if (!info)
            return fail(kNoGl, row_.account, {row_.entity, periodName_});
        OXSEAL_TRY(const Table table, loadSnapshot(workspace_, info->id));
        const DayColumn* days = table.days("date");
        const MoneyColumn* amounts = table.money("amount");
        std::vector<ReconLineRow> fresh;
        for (std::size_t i = 0; days != nullptr && amounts != nullptr && i < table.rows(); ++i) {
            if (table.textAt("account", i) != row_.account)
                continue;
            const auto day = days->at(i);
            if (!day || amounts->minor[i] == kNoAmount)
                return fail(kSnapshotDamaged, info->fileName, {std::to_string(i + 1)});
            const std::string currency = table.text("currency") != nullptr ? std::string(table.textAt("currency", i)) : info->currency;
            if (!currency.empty() && row_.currency != kNoCurrency && currency != row_.currency)
                return fail(kMixedCurrencies, info->fileName, {row_.currency, currency});
            if (row_.currency == kNoCurrency && !currency.empty())
                row_.currency = currency;
            ReconLineRow line;
            line.origin = recon::ItemOrigin::Books;
            line.snapshot = info->id;
            line.row = static_cast<std::int64_t>(i);
            line.key = "s" + std::to_string(info->id.value) + ":" + std::to_string(i);
            line.day = *day;
            line.amount = amounts->minor[i];
            line.reference = table.textAt("reference", i);
            line.description = table.textAt("description", i);
            if (line.reference.empty())
                line.reference = table.textAt("document", i);
            const auto sum = checkedAdd(booksMovement_, line.amount);
            if (!sum)
                return fail(recon::kAmountOverflow, info->fileName);
            booksMovement_ = *sum;
            fresh.push_back(std::move(line));
        }
        sources_.push_back({info->id, "gl", static_cast<std::int64_t>(table.rows()), static_cast<std::int64_t>(fresh.size()), 0});
        // A ledger exported anew replaces the one before.
        keepKeys(before_, [](const ReconLineRow& line) { return line.origin == recon::ItemOrigin::Books && !line.carried; }, recon::ItemOrigin::Books, fresh);
        for (ReconLineRow& line : fresh)
            add(std::move(line));
        return {};
    }

    Status readTrialBalance()
    {
        SnapshotKey key;
        key.kind = "tb";
        key.entity = row_.entity;
        key.period = periodName_;
        OXSEAL_TRY(const auto info, latestSnapshot(db(), key));
        if (info) {
            OXSEAL_TRY(const Table table, loadSnapshot(workspace_, info->id));
            const MoneyColumn* balances = table.money("balance");
            std::int64_t used = 0;
            for (std::size_t i = 0; balances != nullptr && i < table.rows(); ++i) {
                if (table.textAt("account", i) != row_.account || balances->minor[i] == kNoAmount)
                    continue;
                row_.accountName = table.textAt("account_name", i);
                ++used;
                const std::string currency
                    = table.text("currency") != nullptr ? std::string(table.textAt("currency", i)) : info->currency;
                if (currency.empty() || currency == row_.currency)
                    row_.trialBalance = checkedAdd(row_.trialBalance.value_or(0), balances->minor[i]);
            }
            sources_.push_back({info->id, "tb", static_cast<std::int64_t>(table.rows()), used, 0});
        }
        if (row_.booksOpening) {
            const auto end = checkedAdd(*row_.booksOpening, booksMovement_);
            if (!end)
                return fail(recon::kAmountOverflow, row_.account);
            row_.booksEnd = *end;
            return {};
        }
        if (!row_.trialBalance)
            return fail(kNoBooksBalance, row_.account, {row_.entity, periodName_});
        row_.booksEnd = *row_.trialBalance;
        return {};
    }

    Status write()
    {
        OXSEAL_TRY(row_.id, repo::saveReconciliation(db(), row_));
        for (const ReconSourceRow& source : sources_)
            OXSEAL_CHECK(repo::insertSource(db(), row_.id, source));
        std::map<LineName, const ReconLineRow*> now;
        for (ReconLineRow& line : lines_) {
            OXSEAL_TRY(line.id, repo::insertLine(db(), row_.id, line));
            now.emplace(LineName{line.origin, line.key}, &line);
        }
        return keepDecisions(now);
    }

    /// Groups made or confirmed by hand stand as long as each of their lines stands as it was; the others are dissolved and
    /// named in the ledger, as are categories and notes of lines that are no longer there.
    Status keepDecisions(const std::map<LineName, const ReconLineRow*>& now)
    {
        std::map<std::int64_t, std::vector<const ReconLineRow*>> members;
        for (const ReconLineRow& line : before_) {
            const auto found = now.find({line.origin, line.key});
            const bool stands = found != now.end() && !found->second->same && found->second->amount == line.amount
                && found->second->day == line.day;
            if (byHand_.contains(line.group))
                members[line.group].push_back(stands ? found->second : nullptr);
            if (line.category == recon::ItemCategory::Unclassified && line.note.empty() && !line.evidence)
                continue;
            if (stands)
                ++kept_;
            else
                lost_.emplace_back(std::string(recon::name(line.origin)) + " " + line.key);
        }
        for (const std::int64_t group : byHand_) {
            const auto& lines = members[group];
            if (lines.empty() || std::find(lines.begin(), lines.end(), nullptr) != lines.end()) {
                lost_.emplace_back("G" + std::to_string(group));
                OXSEAL_CHECK(repo::deleteGroup(db(), group));
                continue;
            }
            ++kept_;
            for (const ReconLineRow* line : lines)
                OXSEAL_CHECK(repo::joinGroup(db(), line->id, group, true));
        }
        return {};
    }

    Workspace& workspace_;
    UnitOfWork& unit_;
    const OpenReconciliation& request_;
    ReconRow row_;
    std::string periodName_;
    std::vector<ReconLineRow> lines_;
    std::vector<ReconLineRow> earlier_; ///< statement lines already seen, those of the period before included
    std::vector<ReconLineRow> opening_;
    std::vector<ReconSourceRow> sources_;
    std::vector<ReconLineRow> before_; ///< as laid out until now
    std::map<LineName, const ReconLineRow*> decisions_; ///< of before_
    std::set<std::int64_t> byHand_; ///< groups made or confirmed by a person
    Json::Array lost_; ///< decisions whose lines no longer stand as they were
    std::int64_t kept_ = 0;
    std::optional<std::int64_t> statedOpening_; ///< by the earliest statement that states one
    std::optional<Day> opened_; ///< its first day
    bool firstPeriod_ = false; ///< no reconciliation of the period before
    std::optional<std::int64_t> priorBankEnd_;
    std::int64_t booksMovement_ = 0;
    std::int64_t carried_ = 0;
    std::int64_t dissolved_ = 0;
    bool closingStated_ = false;
};

} // namespace

Result<OpenedReconciliation> layOutReconciliation(
    Workspace& workspace, const OpenReconciliation& request, const std::string& reason)
{
    return workspace.write(Permission::PrepareReconciliation, reason,
        [&](UnitOfWork& unit) -> Result<OpenedReconciliation> { return Opening(workspace, unit, request).run(); });
}

Result<ReconciliationId> openReconciliation(Workspace& workspace, const OpenReconciliation& request, const std::string& reason)
{
    OXSEAL_TRY(const auto opened, layOutReconciliation(workspace, request, reason));
    return opened.id;
}

} // namespace oxseal
