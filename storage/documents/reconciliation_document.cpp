// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/reconciliation_document.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/documents/mirror_paper.h"
#include "storage/documents/processor_paper.h"
#include "storage/documents/schedule_paper.h"
#include "storage/documents/signature_paper.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <map>

namespace oxseal {
namespace {

using doc::Align;

bool isDraft(const ReconView& view)
{
    return view.row.state != "reviewed" || view.inputsChanged || !signedByBoth(view.signoffs);
}

/// The blocks of one reconciliation, as they stand alone or in the binder.
class Paper
{
public:
    Paper(Document& document, const DocumentFrame& frame, const ReconDetail& detail)
        : document_(document), frame_(frame), detail_(detail), view_(detail.view)
    {
    }

    void add()
    {
        head();
        limits();
        proof();
        items();
        rollForward();
        checks();
        matching();
        files();
        addSignatures(document_, frame_, view_.signoffs);
    }

private:
    [[nodiscard]] std::string money(std::int64_t minor) const { return formatAmount(minor, view_.row.digits); }
    [[nodiscard]] std::string stated(const std::optional<std::int64_t>& minor) const { return minor ? money(*minor) : "–"; }

    void head()
    {
        const ReconRow& row = view_.row;
        doc::KeyValues facts;
        facts.columns = 2;
        facts.pairs = {{words("document.entity"), row.entity}, {words("document.account"), row.account + " " + row.accountName},
            {words("document.period_end"), view_.period.last.iso()}, {words("document.currency"), row.currency},
            {words("document.statement_of"), row.statementAccount}, {words("document.state"), words("document.recon_state." + row.state)},
            {words("document.trial_balance"), stated(row.trialBalance)}, {words("document.difference"), money(view_.proof.difference)}};
        document_.blocks.emplace_back(std::move(facts));
        if (view_.inputsChanged)
            document_.blocks.emplace_back(doc::Paragraph{words("recon.show.inputs_changed"), doc::Style::Strong});
    }

    /// By what an item counts as large or as old here, and who said so.
    void limits()
    {
        const recon::ExceptionRules& rules = detail_.exceptions.rules.rules;
        const auto units = [&](const recon::UnitLimits& of) {
            const auto found = of.find(view_.row.currency);
            return found == of.end() ? words("document.limits.none") : formatAmount(found->second, 0) + " " + view_.row.currency;
        };
        document_.blocks.emplace_back(doc::Paragraph{
            words("document.limits", {units(rules.largeFrom), std::to_string(rules.timingDays), units(rules.writeOffMost), std::to_string(rules.version)}), doc::Style::Small});
        const auto& own = detail_.exceptions.limits;
        if (own && own->limits.any())
            document_.blocks.emplace_back(doc::Paragraph{words("document.limits.own", {std::to_string(own->version), limitWords(own->limits, view_.row.currency), nameOf(frame_, own->setBy),
                                                             own->setAt.day().iso(), own->reason}), doc::Style::Small});
    }

    void column(const char* heading, const char* end, std::int64_t from, const std::vector<recon::ProofLine>& lines, std::int64_t adjusted)
    {
        addHeading(document_, heading, 2);
        doc::Table table;
        table.columns = {{words("document.date"), Align::Left, 12}, {words("document.what"), Align::Left, 34}, {words("document.reference"), Align::Left, 34},
            {words("document.amount"), Align::Right, 20}};
        table.rows.push_back({view_.period.last.iso(), words(end), "", money(from)});
        for (std::size_t i = 0; i < std::min(lines.size(), kMostRows); ++i) {
            const ReconItem& item = view_.items[lines[i].item];
            table.rows.push_back({item.item.date.iso(), words("recon.category." + std::string(recon::name(item.item.category))), about(item), money(lines[i].amount)});
        }
        if (lines.size() > kMostRows) {
            std::int64_t rest = adjusted - from;
            for (std::size_t i = 0; i < kMostRows; ++i)
                rest -= lines[i].amount;
            table.rows.push_back({"", words("document.further", {std::to_string(lines.size() - kMostRows)}), "data/reconciling_items.csv", money(rest)});
        }
        table.rows.push_back({"", words("document.adjusted"), "", money(adjusted)});
        document_.blocks.emplace_back(std::move(table));
    }

    static std::string about(const ReconItem& item)
    {
        const std::string& reference = item.item.reference;
        const std::string& description = item.item.description;
        return reference.empty() || description.empty() ? reference + description : reference + " · " + description;
    }

    void proof()
    {
        const recon::Proof& proof = view_.proof;
        addHeading(document_, "document.proof");
        column("document.bank_side", "document.statement_end", proof.bankEnd, proof.bank, proof.bankAdjusted);
        column("document.books_side", "document.books_end", proof.booksEnd, proof.books, proof.booksAdjusted);
        document_.blocks.emplace_back(doc::Paragraph{
            words(proof.difference == 0 ? "document.agrees" : "document.differs", {money(proof.difference), view_.row.currency}), doc::Style::Strong});
        document_.blocks.emplace_back(doc::Paragraph{words(proof.identityHolds ? "document.identity" : "document.identity_fails",
            {money(proof.bankEnd - proof.booksEnd), money(proof.openBank), money(proof.openBooks), money(proof.leftInGroups)})});
    }

    void items()
    {
        addHeading(document_, "document.open_items");
        std::map<std::size_t, const ExceptionRow*> exceptions;
        for (const ExceptionRow& row : detail_.exceptions.rows)
            exceptions.emplace(row.item, &row);
        doc::Table table;
        table.columns = {{words("document.item"), Align::Left, 8}, {words("document.side"), Align::Left, 12}, {words("document.since"), Align::Left, 13},
            {words("document.what"), Align::Left, 28}, {words("document.dealt_with"), Align::Left, 30}, {words("document.age"), Align::Right, 7},
            {words("document.amount"), Align::Right, 15}};
        for (std::size_t i = 0; i < view_.items.size(); ++i) {
            const ReconItem& item = view_.items[i];
            const auto found = exceptions.find(i);
            const ExceptionRow* exception = found == exceptions.end() ? nullptr : found->second;
            const std::string age = exception == nullptr ? "–" : std::to_string(exception->standing.ageDays);
            std::string what = words("recon.category." + std::string(recon::name(item.item.category)));
            if (const std::string text = about(item); !text.empty())
                what += ", " + text;
            table.rows.push_back({item.handle, words("recon.origin." + std::string(recon::name(item.item.origin))), item.item.date.iso(), what,
                dealtWith(item, exception), age, money(item.item.amount)});
        }
        addTable(document_, std::move(table), "data/reconciling_items.csv", "document.no_open_items");
    }

    /// Owner, day and decision, the preparer's note, and whether support is attached.
    static std::string dealtWith(const ReconItem& item, const ExceptionRow* exception)
    {
        std::vector<std::string> parts;
        if (exception != nullptr) {
            const recon::ExceptionStanding& standing = exception->standing;
            if (standing.disposition != recon::Disposition::None)
                parts.push_back(words("document.disposition." + std::string(recon::name(standing.disposition))));
            if (!exception->history.empty())
                parts.push_back(exception->history.back().row.reason);
            if (!standing.owner.empty())
                parts.push_back(words("document.owner_due", {standing.owner, standing.due.iso()}));
            if (standing.overdue)
                parts.push_back(words("document.overdue"));
        }
        if (!item.note.empty())
            parts.push_back(item.note);
        if (item.item.evidence)
            parts.push_back(words("document.support_attached"));
        return join(parts, "; ");
    }

    void rollForward()
    {
        if (!view_.roll)
            return;
        const recon::RollForward& roll = *view_.roll;
        addHeading(document_, "document.roll_forward");
        doc::Table table;
        table.columns = {{words("document.what"), Align::Left, 60}, {words("document.items"), Align::Right, 15}, {words("document.amount"), Align::Right, 25}};
        const auto row = [&](const char* what, std::size_t count, std::int64_t amount) {
            table.rows.push_back({words(what), std::to_string(count), money(amount)});
        };
        row("document.roll_prior", roll.priorCount, roll.prior);
        row("document.roll_added", roll.addedCount, roll.added);
        row("document.roll_cleared", roll.clearedCount, -roll.cleared);
        row("document.roll_current", roll.currentCount, roll.current);
        document_.blocks.emplace_back(std::move(table));
        if (!roll.holds)
            document_.blocks.emplace_back(doc::Paragraph{words("document.roll_fails"), doc::Style::Strong});
    }

    void checks()
    {
        addHeading(document_, "document.checks");
        doc::Table table;
        table.columns = {{words("document.check"), Align::Left, 52}, {words("document.result"), Align::Left, 14}, {words("document.left_side"), Align::Right, 17},
            {words("document.right_side"), Align::Right, 17}};
        for (const recon::Invariant& invariant : view_.invariants)
            table.rows.push_back({words("recon.invariant." + std::to_string(invariant.number)), words("recon.holds." + std::string(recon::name(invariant.holds))),
                stated(invariant.left), stated(invariant.right)});
        document_.blocks.emplace_back(std::move(table));
    }

    /// How many groups each rule made and each person, with what they leave.
    void matching()
    {
        struct Made
        {
            std::size_t groups = 0;
            std::size_t lines = 0;
            std::int64_t left = 0;
        };
        std::map<std::int64_t, std::size_t> members;
        std::size_t open = 0;
        for (const ReconLineRow& line : view_.lines) {
            if (line.group != 0)
                ++members[line.group];
            open += line.open() ? 1U : 0U;
        }
        std::map<std::string, Made> by;
        for (const ReconGroupRow& group : view_.groups) {
            if (!members.contains(group.id))
                continue; // suggestions and candidates are no decisions
            Made& made = by[group.state == "manual" ? words("document.by_hand", {nameOf(frame_, group.madeBy)}) : group.rule];
            ++made.groups;
            made.lines += members[group.id];
            made.left += group.difference;
        }
        addHeading(document_, "document.matching");
        doc::Table table;
        table.columns = {{words("document.matched_by"), Align::Left, 52}, {words("document.groups"), Align::Right, 14}, {words("document.lines"), Align::Right, 14},
            {words("document.left_in_groups"), Align::Right, 20}};
        for (const auto& [rule, made] : by)
            table.rows.push_back({rule, std::to_string(made.groups), std::to_string(made.lines), money(made.left)});
        addTable(document_, std::move(table), "data/reconciliation_groups.csv", "document.nothing_matched");
        document_.blocks.emplace_back(doc::Paragraph{
            words("document.lines_open", {std::to_string(view_.lines.size()), std::to_string(open), view_.row.rules.empty() ? "–" : view_.row.rules})});
    }

    void files()
    {
        addHeading(document_, "document.files");
        doc::Table table;
        table.columns = {{words("document.file_kind"), Align::Left, 14}, {words("document.file"), Align::Left, 32}, {words("document.sha256"), Align::Left, 36},
            {words("document.rows"), Align::Right, 9}, {words("document.rows_used"), Align::Right, 9}, {words("document.rows_same"), Align::Right, 11}};
        for (const ReconSourceFile& file : detail_.files)
            table.rows.push_back({words("document.file_kind." + file.row.role), file.fileName, file.sha256.hex(), std::to_string(file.row.rowsInFile),
                std::to_string(file.row.rowsUsed), std::to_string(file.row.rowsSame)});
        addTable(document_, std::move(table), "inputs/", "document.no_files");
    }

    Document& document_;
    const DocumentFrame& frame_;
    const ReconDetail& detail_;
    const ReconView& view_;
};

void addCoverage(Document& document, const ReconOverview& overview)
{
    addHeading(document, "document.coverage");
    doc::Table table;
    table.columns = {{words("document.entity"), Align::Left, 26}, {words("document.accounts"), Align::Right, 10}, {words("document.assigned"), Align::Right, 12},
        {words("document.money"), Align::Right, 22}, {words("document.assigned_money"), Align::Right, 22}, {words("document.balances"), Align::Right, 14}};
    for (const EntityCoverage& entity : overview.entities) {
        if (!entity.trialBalance) {
            table.rows.push_back({entity.entity + " " + entity.name, "–", "–", "–", "–", words("document.no_trial_balance")});
            continue;
        }
        table.rows.push_back({entity.entity + " " + entity.name, std::to_string(entity.accounts), std::to_string(entity.covered),
            formatAmount(entity.money, entity.digits) + " " + entity.currency, formatAmount(entity.coveredMoney, entity.digits) + " " + entity.currency,
            words(entity.balanced ? "document.yes" : "document.no")});
    }
    addTable(document, std::move(table), "data/account_inventory.csv", "document.no_entities");
}

void addAccounts(Document& document, const ReconOverview& overview)
{
    addHeading(document, "document.accounts_one_by_one");
    doc::Table table;
    table.columns = {{words("document.entity"), Align::Left, 8}, {words("document.account"), Align::Left, 28}, {words("document.method"), Align::Left, 14},
        {words("document.owner"), Align::Left, 12}, {words("document.supported"), Align::Left, 16}, {words("document.balance"), Align::Right, 21},
        {words("document.difference"), Align::Right, 12}};
    for (const AccountOverview& row : overview.accounts) {
        const recon::InventoryRow& account = row.account;
        table.rows.push_back({row.entity, account.plan.account + " " + account.name,
            account.state == recon::AccountState::Unassigned ? words("document.unassigned") : words("document.method." + std::string(recon::name(account.plan.method))),
            account.plan.owner, words("document.support." + std::string(recon::name(row.support))), formatAmount(account.balance, row.digits) + " " + row.currency,
            row.reconciliation ? formatAmount(row.difference, row.reconciliation->digits) : "–"});
    }
    addTable(document, std::move(table), "data/account_inventory.csv", "document.no_accounts");
}

bool supported(const AccountOverview& row)
{
    using recon::AccountSupport;
    return row.support == AccountSupport::Signed || row.support == AccountSupport::ClosedByRule || row.support == AccountSupport::NotNeeded
        || row.support == AccountSupport::NotDue;
}

} // namespace

Document reconciliationDocument(const DocumentFrame& frame, const ReconDetail& detail)
{
    Document document = framed(frame, "document.reconciliation.title", isDraft(detail.view));
    document.title = words("document.reconciliation.of", {detail.view.row.entity, detail.view.row.account, detail.view.row.accountName});
    Paper(document, frame, detail).add();
    return document;
}

Document reconciliationBinder(const DocumentFrame& frame, const BinderParts& parts)
{
    const auto& details = parts.details;
    const bool draft = std::any_of(details.begin(), details.end(), [](const ReconDetail& detail) { return isDraft(detail.view); })
        || std::any_of(parts.mirrors.begin(), parts.mirrors.end(), [](const MirrorView& view) { return view.state != "reviewed"; })
        || std::any_of(parts.processors.begin(), parts.processors.end(), [](const ProcessorView& view) { return view.state != "reviewed"; })
        || std::any_of(parts.schedules.begin(), parts.schedules.end(), [](const ScheduleView& view) { return isDraft(view); })
        || !std::all_of(parts.overview.accounts.begin(), parts.overview.accounts.end(), supported);
    Document document = framed(frame, "document.binder.title", draft);
    addCoverage(document, parts.overview);
    addAccounts(document, parts.overview);
    addMirrors(document, frame, parts.mirrors);
    addProcessors(document, frame, parts.processors);
    for (const ReconDetail& detail : details) {
        document.blocks.emplace_back(doc::PageBreak{});
        document.blocks.emplace_back(doc::Heading{words("document.reconciliation.of", {detail.view.row.entity, detail.view.row.account, detail.view.row.accountName}), 1});
        if (isDraft(detail.view))
            document.blocks.emplace_back(doc::Paragraph{words("document.this_is_draft"), doc::Style::Strong});
        Paper(document, frame, detail).add();
    }
    for (const ScheduleView& view : parts.schedules) {
        document.blocks.emplace_back(doc::PageBreak{});
        document.blocks.emplace_back(doc::Heading{words("document.schedule.of", {view.row.entity, view.row.account, view.row.accountName}), 1});
        if (isDraft(view))
            document.blocks.emplace_back(doc::Paragraph{words("document.this_is_draft"), doc::Style::Strong});
        addSchedule(document, frame, view);
    }
    return document;
}

Result<BinderParts> binderParts(Workspace& workspace, const PeriodRow& period, const std::string& entity)
{
    BinderParts parts;
    OXSEAL_TRY(parts.overview, reconOverview(workspace, period, entity));
    OXSEAL_TRY(parts.mirrors, mirrorViews(workspace, period, entity));
    OXSEAL_TRY(parts.processors, processorViews(workspace, period, entity));
    OXSEAL_TRY(parts.schedules, scheduleViews(workspace.db(), period.id));
    std::erase_if(parts.schedules, [&](const ScheduleView& view) { return !entity.empty() && view.row.entity != entity; });
    OXSEAL_TRY(const std::vector<ReconRow> rows, reconciliations(workspace.db(), period.id));
    for (const ReconRow& row : rows) {
        if (!entity.empty() && row.entity != entity)
            continue;
        OXSEAL_TRY(ReconDetail detail, reconciliationDetail(workspace, row.id));
        parts.details.push_back(std::move(detail));
    }
    return parts;
}

} // namespace oxseal
