// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/exception_reads.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/reads/deficiency_sources.h"
#include "storage/reads/model_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/rule_packs.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

ItemName nameOf(const recon::OpenItem& item) { return {item.origin, item.key}; }

recon::ExceptionAct actOf(const ExceptionActRow& row, ReconciliationId recon)
{
    recon::ExceptionAct act;
    act.thisPeriod = row.recon == recon;
    act.disposition = row.disposition;
    act.owner = row.owner;
    act.due = row.due;
    act.control = row.control;
    act.account = row.otherAccount;
    return act;
}

/// What the lines beside an item say about it, in words.
class HintWords
{
public:
    explicit HintWords(const ReconView& view) : view_(view) { }

    [[nodiscard]] std::string of(const recon::Hint& hint) const
    {
        std::vector<std::string> lines;
        for (const std::size_t each : hint.with)
            lines.push_back("L" + std::to_string(view_.lines[each].id));
        std::string code = std::string("recon.hint.") + recon::name(hint.kind);
        if (hint.kind == recon::Resolution::Match && lines.size() > 1)
            code += "_several";
        if (hint.kind == recon::Resolution::Transposition && lines.empty())
            code += "_difference";
        const std::string amount = formatAmount(hint.difference, view_.row.digits) + " " + view_.row.currency;
        return texts::sentence(code.c_str(), {join(lines, ", "), amount});
    }

private:
    const ReconView& view_;
};

class Book
{
public:
    Book(Workspace& workspace, const ReconView& view) : workspace_(workspace), db_(workspace.db()), view_(view) { }

    Result<ExceptionBook> run(bool withHints)
    {
        OXSEAL_TRY(book_.rules, exceptionRulesFor(db_, view_.row));
        OXSEAL_TRY(book_.limits, limitsOf(db_, view_.row.entity, view_.row.account));
        OXSEAL_TRY(const CalendarRules calendar, calendarRules());
        days_ = calendar.days;
        today_ = workspace_.environment().clock.now().day();
        OXSEAL_CHECK(fromPlan());
        OXSEAL_CHECK(fromActs());
        OXSEAL_CHECK(fromOtherPeriods());
        OXSEAL_TRY(const PeriodRow period, periodById(db_, view_.row.period));
        OXSEAL_TRY(deficiencies_, linkedDeficiencies(db_, controls::DeficiencySource::Exception, period));
        for (std::size_t i = 0; i < view_.items.size(); ++i) {
            if (!view_.items[i].candidate)
                add(i);
        }
        if (withHints)
            addHints();
        order();
        return std::move(book_);
    }

private:
    Status fromPlan()
    {
        OXSEAL_TRY(const auto plans, accountPlans(db_, view_.row.entity));
        for (const recon::AccountPlan& plan : plans) {
            if (plan.account == view_.row.account)
                plan_ = plan;
        }
        return {};
    }

    Status fromActs()
    {
        OXSEAL_TRY(const auto all, exception_repo::acts(db_, view_.row.entity, view_.row.account));
        if (all.empty())
            return {};
        OXSEAL_TRY(const auto everybody, persons(db_));
        std::map<std::int64_t, std::string> names;
        for (const Person& person : everybody)
            names.emplace(person.id.value, person.name);
        std::map<std::int64_t, std::string> periods;
        for (const ExceptionActRow& row : all) {
            std::string& period = periods[row.recon.value];
            if (period.empty()) {
                OXSEAL_TRY(const ReconRow recon, reconciliationById(db_, row.recon));
                OXSEAL_TRY(const PeriodRow made, periodById(db_, recon.period));
                if (made.period.last > view_.period.last)
                    later_.insert(row.recon.value);
                period = made.period.name();
            }
            if (!later_.contains(row.recon.value)) // a period is shown as it stood
                acts_[row.item].push_back({row, period, names[row.madeBy.value]});
        }
        return {};
    }

    /// Through how many periods each item was carried, and which of them the next period has cleared.
    Status fromOtherPeriods()
    {
        OXSEAL_TRY(std::set<ItemName> still, exception_repo::carried(db_, view_.row.id));
        ReconciliationId earlier = view_.row.prior;
        for (int periods = 1; !still.empty(); ++periods) {
            std::string name;
            std::set<ItemName> before;
            ReconciliationId next;
            if (earlier) {
                OXSEAL_TRY(const ReconRow row, reconciliationById(db_, earlier));
                OXSEAL_TRY(const PeriodRow period, periodById(db_, row.period));
                name = period.period.name();
                OXSEAL_TRY(before, exception_repo::carried(db_, earlier));
                next = row.prior;
            }
            for (const ItemName& item : still)
                carried_[item] = {periods, name};
            std::erase_if(still, [&](const ItemName& item) { return !before.contains(item); });
            earlier = next;
        }
        OXSEAL_TRY(const ReconciliationId next, exception_repo::next(db_, view_.row.id));
        if (next) {
            OXSEAL_TRY(const ReconRow row, reconciliationById(db_, next));
            OXSEAL_TRY(const PeriodRow period, periodById(db_, row.period));
            clearedIn_ = period.period.name();
            OXSEAL_TRY(cleared_, exception_repo::cleared(db_, next));
        }
        return {};
    }

    void add(std::size_t index)
    {
        const recon::OpenItem& item = view_.items[index].item;
        const ItemName name = nameOf(item);
        ExceptionRow row;
        row.item = index;
        row.history = acts_[name];
        std::vector<recon::ExceptionAct> acts;
        for (const ExceptionAct& act : row.history)
            acts.push_back(actOf(act.row, view_.row.id));
        recon::ExceptionFacts facts;
        facts.item = item;
        facts.periodEnd = view_.period.last;
        facts.today = today_;
        const recon::ExceptionSize size{item.amount, view_.row.currency, view_.row.digits};
        facts.ruleDue = days_.after(view_.period.last, recon::dueBusinessDays(book_.rules.rules, plan_.risk, size));
        row.large = recon::isLarge(book_.rules.rules, size);
        facts.accountOwner = plan_.owner;
        facts.acts = acts;
        facts.clearedLater = cleared_.contains(name);
        row.standing = recon::standingOf(book_.rules.rules, facts);
        row.clearedIn = facts.clearedLater ? clearedIn_ : std::string();
        const auto carried = carried_.find(name);
        row.carried = carried == carried_.end() ? 0 : carried->second.first;
        row.since = carried == carried_.end() ? view_.period.name() : carried->second.second;
        row.urgency = recon::urgency(item.amount, row.standing.ageDays, 0);
        if (const auto found = deficiencies_.find(exceptionReference(view_.row.entity, view_.row.account, name)); found != deficiencies_.end())
            row.deficiency = found->second;
        book_.overdue += row.standing.overdue ? 1U : 0U;
        book_.rows.push_back(std::move(row));
    }

    void addHints()
    {
        std::vector<recon::HintLine> lines;
        std::map<std::string, std::size_t> byHandle;
        for (const ReconLineRow& line : view_.lines) {
            byHandle.emplace("L" + std::to_string(line.id), lines.size());
            lines.push_back({line.origin, line.amount, line.day, line.reference, line.description, line.open()});
        }
        for (const ReconItem& item : view_.items) { // differences left in groups have no line of their own
            if (!byHandle.contains(item.handle)) {
                byHandle.emplace(item.handle, lines.size());
                lines.push_back({recon::ItemOrigin::Difference, item.item.amount, item.item.date, item.item.reference, item.item.description, true});
            }
        }
        const auto hints = recon::hintsFor(book_.rules.rules, view_.row.currency, view_.row.digits, lines, view_.period.last);
        const HintWords words(view_);
        for (ExceptionRow& row : book_.rows) {
            row.hints = hints[byHandle[view_.items[row.item].handle]];
            for (const recon::Hint& hint : row.hints)
                row.hintTexts.push_back(words.of(hint));
            row.urgency = recon::urgency(view_.items[row.item].item.amount, row.standing.ageDays, row.hints.empty() ? 0 : row.hints.front().confidence);
        }
    }

    void order()
    {
        // Without a category nobody can sign; then what is late, what waits and is large, what waits, and what is settled.
        const auto rank = [&](const ExceptionRow& row) {
            using recon::ExceptionState;
            if (view_.items[row.item].item.category == recon::ItemCategory::Unclassified)
                return 0;
            if (row.standing.overdue)
                return 1;
            const bool waits = row.standing.state == ExceptionState::Undecided || row.standing.state == ExceptionState::Investigated;
            return !waits ? 4 : row.large ? 2 : 3;
        };
        std::stable_sort(book_.rows.begin(), book_.rows.end(), [&](const ExceptionRow& a, const ExceptionRow& b) {
            return rank(a) != rank(b) ? rank(a) < rank(b) : a.urgency > b.urgency;
        });
    }

    Workspace& workspace_;
    Database& db_;
    const ReconView& view_;
    ExceptionBook book_;
    calendar::BusinessDays days_;
    Day today_;
    recon::AccountPlan plan_;
    std::map<ItemName, std::vector<ExceptionAct>> acts_;
    std::set<std::int64_t> later_; ///< reconciliations of later periods
    std::map<ItemName, std::pair<int, std::string>> carried_;
    std::set<ItemName> cleared_;
    std::map<std::string, DeficiencyMark> deficiencies_; ///< by reference
    std::string clearedIn_;
};

} // namespace

Result<ExceptionRulesInForce> exceptionRulesInForce(Database& db)
{
    OXSEAL_TRY(const auto versions, modelVersions(db, kExceptionRules));
    const ModelVersionRow& version = versionInForce(versions);
    ExceptionRulesInForce out;
    out.sha256 = version.sha256;
    out.adopted = version.state == "approved";
    OXSEAL_TRY(out.rules, recon::parseExceptionRules(version.body));
    return out;
}

Result<ExceptionRulesInForce> exceptionRulesFor(Database& db, const ReconRow& row)
{
    OXSEAL_TRY(ExceptionRulesInForce out, exceptionRulesInForce(db));
    OXSEAL_TRY(const auto limits, limitsOf(db, row.entity, row.account));
    if (limits)
        out.rules = recon::limited(std::move(out.rules), limits->limits, {row.currency, row.digits, row.trialBalance.value_or(row.booksEnd)});
    return out;
}

Result<ExceptionBook> exceptionBook(Workspace& workspace, const ReconView& view, bool withHints) { return Book(workspace, view).run(withHints); }

namespace {

/// What an item is called for as long as it is open, whatever number its row has after the next laying out: "B12.34" for row 34 of
/// import 12, a line of the bank.
std::string stableName(const recon::OpenItem& item)
{
    std::string name(item.origin == recon::ItemOrigin::Bank ? "B" : item.origin == recon::ItemOrigin::Books ? "L" : "D");
    for (const char c : item.key) {
        if (c != 's')
            name += c == ':' ? '.' : c;
    }
    return name;
}

} // namespace

std::vector<recon::ProposedEntry> proposedEntries(const ReconView& view, const ExceptionBook& book)
{
    std::vector<recon::ProposedEntry> out;
    for (const recon::ProofLine& line : view.proof.books) {
        const auto row = std::find_if(book.rows.begin(), book.rows.end(), [&](const ExceptionRow& each) { return each.item == line.item; });
        if (row == book.rows.end() || !recon::needsAccount(row->standing.disposition))
            continue;
        const ReconItem& item = view.items[line.item];
        recon::ProposedEntry entry;
        entry.number = "OX-" + view.period.name() + "-" + view.row.account + "-" + stableName(item.item);
        entry.entity = view.row.entity;
        entry.date = view.period.last;
        entry.account = view.row.account;
        entry.other = row->standing.account;
        entry.amount = line.amount;
        entry.currency = view.row.currency;
        entry.digits = view.row.digits;
        entry.reference = item.item.reference;
        entry.memo = item.item.description.empty() ? std::string(recon::name(item.item.category)) : item.item.description;
        out.push_back(std::move(entry));
    }
    return out;
}

} // namespace oxseal
