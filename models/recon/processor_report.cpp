// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/processor_report.h"

#include "models/core/text.h"
#include "models/recon/overlap.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <optional>
#include <tuple>

namespace oxseal::recon {
namespace {

using Cell = std::optional<std::int64_t>;

/// Lower case words: "MerchantPayout", "payment_refund" and "Reserve hold" alike.
std::vector<std::string> wordsOf(std::string_view type)
{
    std::string spaced;
    for (std::size_t i = 0; i < type.size(); ++i) {
        const char c = type[i];
        const bool upper = c >= 'A' && c <= 'Z';
        const bool letter = upper || (c >= 'a' && c <= 'z');
        if (upper && i > 0 && type[i - 1] >= 'a' && type[i - 1] <= 'z')
            spaced.push_back(' ');
        spaced.push_back(letter ? c : ' ');
    }
    std::vector<std::string> words;
    for (std::string& word : split(lowerAscii(spaced), ' ')) {
        if (!word.empty())
            words.push_back(std::move(word));
    }
    return words;
}

struct Meaning
{
    ProcessorRowKind kind;
    std::array<const char*, 6> beginnings;
};
// In the order in which they decide: "dispute fee" is a fee, "release of reserve" a release, "payment refund" a refund.
constexpr std::array<Meaning, 7> kMeanings{{
    {ProcessorRowKind::Fee, {"fee", "invoicing", "commission", "billing"}},
    {ProcessorRowKind::Release, {"release"}},
    {ProcessorRowKind::Hold, {"hold", "reserve"}},
    {ProcessorRowKind::Chargeback, {"chargeback", "dispute"}},
    {ProcessorRowKind::Refund, {"refund"}},
    {ProcessorRowKind::Payout, {"payout", "transfer", "withdrawal", "deposit"}},
    {ProcessorRowKind::Charge, {"charge", "payment", "sale", "settled", "capture", "purchase"}},
}};

Cell at(const MoneyColumn* column, std::size_t row)
{
    return column == nullptr || column->minor[row] == MoneyColumn::kNone ? Cell() : Cell(column->minor[row]);
}

/// One signed amount, or what came in less what went out.
Result<Cell> amountAt(const Table& table, const char* column, std::size_t row)
{
    if (const Cell one = at(table.money(column), row))
        return one;
    const Cell in = at(table.money(std::string(column) + "_credit"), row);
    const Cell out = at(table.money(std::string(column) + "_debit"), row);
    if (!in && !out)
        return Cell();
    std::int64_t net = 0;
    if (__builtin_sub_overflow(in.value_or(0), out.value_or(0), &net))
        return fail(kProcessorOverflow);
    return Cell(net);
}

/// Files without a net tell a fee with either sign: that of the first charge is the file's.
bool feesNegative(const Table& table)
{
    const MoneyColumn* fees = table.money("fee");
    for (std::size_t row = 0; fees != nullptr && row < table.rows(); ++row) {
        const Cell fee = at(fees, row);
        if (fee && *fee != 0 && processorRowKind(table.textAt("type", row)) == ProcessorRowKind::Charge)
            return *fee < 0;
    }
    return false;
}

/// Gross, fee and net of a row, any of which may be missing; whether they foot as stated.
Result<bool> setAmounts(ProcessorRow& made, const Table& table, std::size_t row, bool negativeFees)
{
    OXSEAL_TRY(Cell gross, amountAt(table, "gross", row));
    OXSEAL_TRY(const Cell net, amountAt(table, "net", row));
    Cell fee = at(table.money("fee"), row);
    if (fee && negativeFees)
        fee = *fee == INT64_MIN ? fee : -*fee;
    if (!gross && !net)
        gross = 0;
    if (!gross) {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(*net, fee.value_or(0), &sum))
            return fail(kProcessorOverflow);
        gross = sum;
    }
    made.gross = *gross;
    bool foots = true;
    if (net) {
        made.net = *net;
        if (__builtin_sub_overflow(made.gross, made.net, &made.fee))
            return fail(kProcessorOverflow);
        foots = !fee || *fee == made.fee || *fee == -made.fee;
    } else {
        made.fee = fee.value_or(0);
        if (__builtin_sub_overflow(made.gross, made.fee, &made.net))
            return fail(kProcessorOverflow);
    }
    return foots;
}

/// Some files tell payouts as what reached the bank.
Status turnPayouts(std::vector<ProcessorRow>& rows)
{
    std::ptrdiff_t out = 0;
    for (const ProcessorRow& row : rows)
        out += row.kind != ProcessorRowKind::Payout ? 0 : row.gross < 0 ? 1 : -1;
    for (ProcessorRow& row : rows) {
        if (out >= 0 || row.kind != ProcessorRowKind::Payout)
            continue;
        if (__builtin_sub_overflow(std::int64_t{0}, row.gross, &row.gross) || __builtin_sub_overflow(row.gross, row.fee, &row.net))
            return fail(kProcessorOverflow);
    }
    return {};
}

/// A payout pays what came before it and was not paid out.
void groupBySequence(std::vector<ProcessorRow>& rows)
{
    std::vector<ProcessorRow*> order;
    for (ProcessorRow& row : rows)
        order.push_back(&row);
    std::stable_sort(order.begin(), order.end(), [](const ProcessorRow* a, const ProcessorRow* b) { return a->day < b->day; });
    std::size_t from = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i]->kind != ProcessorRowKind::Payout)
            continue;
        const std::string id = order[i]->reference.empty() ? order[i]->key : order[i]->reference;
        for (; from <= i; ++from)
            order[from]->payout = id;
    }
}

using Content = std::tuple<Day, ProcessorRowKind, std::int64_t, std::int64_t, std::string, std::string, std::string>;
Content contentOf(const ProcessorRow& row) { return {row.day, row.kind, row.gross, row.net, row.reference, row.order, row.payout}; }

Result<std::vector<ProcessorRow>> rowsOf(const KeyedTable& file, ProcessorReport& report)
{
    const Table& table = *file.table;
    std::vector<ProcessorRow> rows;
    const DayColumn* days = table.days("date");
    const bool negativeFees = feesNegative(table);
    for (std::size_t row = 0; days != nullptr && row < table.rows(); ++row) {
        const auto day = days->at(row);
        if (!day)
            continue;
        ProcessorRow made;
        made.key = file.prefix + std::to_string(row);
        made.day = *day;
        made.kind = processorRowKind(table.textAt("type", row));
        made.payout = trimmed(table.textAt("payout", row));
        made.reference = trimmed(table.textAt("reference", row));
        made.order = trimmed(table.textAt("order", row));
        OXSEAL_TRY(const bool foots, setAmounts(made, table, row, negativeFees));
        if (made.kind == ProcessorRowKind::Hold && made.gross > 0) // "reversal of a hold"
            made.kind = ProcessorRowKind::Release;
        else if (made.kind == ProcessorRowKind::Release && made.gross < 0)
            made.kind = ProcessorRowKind::Hold;
        if (!foots)
            report.unfooted.push_back(made.key);
        if (std::string currency(trimmed(table.textAt("currency", row))); !currency.empty()) {
            for (char& c : currency)
                c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
            report.currencies.insert(std::move(currency));
        }
        rows.push_back(std::move(made));
    }
    if (!rows.empty() && rows.back().day < rows.front().day) // the newest first
        std::reverse(rows.begin(), rows.end());
    return rows;
}

} // namespace

ProcessorRowKind processorRowKind(std::string_view type)
{
    const auto words = wordsOf(type);
    for (const Meaning& meaning : kMeanings) {
        for (const char* beginning : meaning.beginnings) {
            if (beginning != nullptr && std::any_of(words.begin(), words.end(), [&](const std::string& word) { return word.starts_with(beginning); }))
                return meaning.kind;
        }
    }
    return ProcessorRowKind::Adjustment;
}

Result<ProcessorReport> processorRows(std::span<const KeyedTable> tables)
{
    ProcessorReport report;
    for (const KeyedTable& file : tables) {
        std::map<Content, std::size_t> known;
        for (const ProcessorRow& row : report.rows)
            ++known[contentOf(row)];
        OXSEAL_TRY(auto fresh, rowsOf(file, report));
        for (ProcessorRow& row : fresh) {
            const auto before = known.find(contentOf(row));
            if (before != known.end() && before->second > 0)
                --before->second;
            else
                report.rows.push_back(std::move(row));
        }
    }
    OXSEAL_CHECK(turnPayouts(report.rows));
    report.bySequence = std::all_of(report.rows.begin(), report.rows.end(), [](const ProcessorRow& row) { return row.payout.empty(); });
    if (report.bySequence)
        groupBySequence(report.rows);
    return report;
}

std::vector<ProcessorPosting> clearingPostings(const KeyedTable& ledger, std::string_view account)
{
    std::vector<ProcessorPosting> out;
    const Table& table = *ledger.table;
    const DayColumn* days = table.days("date");
    const MoneyColumn* amounts = table.money("amount");
    for (std::size_t row = 0; days != nullptr && amounts != nullptr && row < table.rows(); ++row) {
        const auto day = days->at(row);
        if (table.textAt("account", row) != account || !day || amounts->minor[row] == MoneyColumn::kNone)
            continue;
        std::string reference(table.textAt("reference", row));
        if (reference.empty())
            reference = table.textAt("document", row);
        out.push_back({ledger.prefix + std::to_string(row), *day, amounts->minor[row], std::move(reference), std::string(table.textAt("description", row))});
    }
    return out;
}

std::vector<ProcessorPosting> bankPostings(std::span<const KeyedTable> statements)
{
    std::vector<ProcessorPosting> out;
    std::deque<std::string> ids; // of the lines in `out`
    for (const KeyedTable& file : statements) {
        const Table& table = *file.table;
        const DayColumn* entry = table.days("entry_date");
        const DayColumn* value = table.days("value_date");
        const MoneyColumn* amounts = table.money("amount");
        std::vector<ProcessorPosting> fresh;
        std::vector<std::string> freshIds;
        for (std::size_t row = 0; amounts != nullptr && row < table.rows(); ++row) {
            auto day = value != nullptr ? value->at(row) : std::nullopt;
            if (!day && entry != nullptr)
                day = entry->at(row);
            if (!day || amounts->minor[row] == MoneyColumn::kNone)
                continue;
            std::string id(table.textAt("fitid", row));
            if (id.empty())
                id = table.textAt("bank_reference", row);
            fresh.push_back({file.prefix + std::to_string(row), *day, amounts->minor[row], std::string(table.textAt("reference", row)), std::string(table.textAt("description", row))});
            freshIds.push_back(std::move(id));
        }
        std::vector<ContentLine> before, now;
        for (std::size_t i = 0; i < out.size(); ++i)
            before.push_back({out[i].day, out[i].amount, ids[i], out[i].reference, out[i].description});
        for (std::size_t i = 0; i < fresh.size(); ++i)
            now.push_back({fresh[i].day, fresh[i].amount, freshIds[i], fresh[i].reference, fresh[i].description});
        const auto marks = compareWithEarlier(before, now);
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            if (marks[i].kind == OverlapKind::Same)
                continue;
            out.push_back(std::move(fresh[i]));
            ids.push_back(std::move(freshIds[i]));
        }
    }
    return out;
}

} // namespace oxseal::recon
