// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/match_files.h"

#include "models/core/text.h"
#include "models/recon/intern_batch.h"
#include "storage/import/card_exports.h"
#include "storage/import/direction_column.h"
#include "storage/import/mapped_file.h"
#include "storage/import/signed_rows.h"
#include "storage/import/table_rows.h"
#include "storage/reads/rule_packs.h"

#include <array>
#include <cstring>
#include <unordered_set>

namespace oxseal {
namespace {

constexpr const char* kDescriptions[] = {"description", "description2", "description3", "description4"};

std::vector<ColumnSpec> specs()
{
    const auto text = [](const char* name, std::vector<std::string> synonyms) {
        ColumnSpec spec;
        spec.name = name;
        spec.synonyms = std::move(synonyms);
        return spec;
    };
    const auto typed = [&](const char* name, ColumnType type, std::vector<std::string> synonyms) {
        ColumnSpec spec = text(name, std::move(synonyms));
        spec.type = type;
        return spec;
    };
    std::vector<ColumnSpec> all{
        text("id", {"id", "line_id", "bank_id", "ledger_id", "transaction_id", "txn_id", "fitid", "entry_no", "document"}),
        typed("date", ColumnType::Day, {"date", "value_date", "posted_date", "posting_date", "booking_date", "transaction_date", "entry_date"}),
        typed("amount", ColumnType::Money, {"amount", "value", "signed_amount"}),
        typed("debit", ColumnType::Money, {"debit", "dr", "debit_amount", "withdrawal", "withdrawals"}),
        typed("credit", ColumnType::Money, {"credit", "cr", "credit_amount", "deposit", "deposits"}),
        text("currency", {"currency", "ccy", "currency_code"}),
        text("account", {"account", "account_id", "account_number", "account_no", "iban"}),
        text("reference", {"reference", "ref", "customer_reference", "cheque", "check_number", "checknum", "cheque_number"}),
        text("description", {"description", "descriptor", "narrative", "details", "text", "name"}),
        text("description2", {"memo", "note", "remittance_information"}),
        text("description3", {"counterparty", "payee", "beneficiary"}),
        text("description4", {}),
    };
    all[1].required = all[1].filled = true;
    return all;
}

/// "description=" more than once becomes description, description2, …
std::string numberedDescriptions(const std::string& map)
{
    std::vector<std::string> parts = split(map, ',');
    std::size_t seen = 0;
    for (std::string& part : parts) {
        if (part.starts_with("description=") && seen < std::size(kDescriptions))
            part.replace(0, part.find('='), kDescriptions[seen++]);
    }
    return join(parts, ",");
}

/// Where a row says its amount: in one column, or as money that leaves and money that comes.
struct AmountColumns
{
    const MoneyColumn* amount = nullptr;
    const MoneyColumn* debit = nullptr;
    const MoneyColumn* credit = nullptr;
    bool statement = false;

    [[nodiscard]] bool none() const { return amount == nullptr && debit == nullptr && credit == nullptr; }
    /// MoneyColumn::kNone when it says none, or one that does not fit.
    [[nodiscard]] std::int64_t at(std::size_t row) const
    {
        const auto value = [row](const MoneyColumn* column) { return column == nullptr ? MoneyColumn::kNone : column->minor[row]; };
        const std::int64_t stated = value(amount);
        return stated != MoneyColumn::kNone ? stated : netOf(value(debit), value(credit), statement ? -1 : 1);
    }
};

/// Turns the columns of a file into lines. A column is given back as soon as the lines have what they need of it: of a million
/// lines only their texts stay, each once.
class Lines
{
public:
    Lines(MatchSide& side, Table table, bool statement) : side_(side), rows_(table.rows()), columns_(table.take()), statement_(statement) {}

    Status fill()
    {
        const DayColumn* days = find<DayColumn>("date");
        const AmountColumns amounts{find<MoneyColumn>("amount"), find<MoneyColumn>("debit"), find<MoneyColumn>("credit"), statement_};
        if (days == nullptr || amounts.none())
            return fail(kMatchNoAmount);
        side_.lines.resize(rows_);
        for (std::size_t row = 0; row < rows_; ++row) {
            recon::MatchLine& line = side_.lines[row];
            line.date = Day{days->days[row]};
            line.amount = amounts.at(row);
        }
        for (const char* name : {"date", "amount", "debit", "credit"})
            drop(name);
        currencies();
        lend("account", &recon::MatchLine::account);
        lend("reference", &recon::MatchLine::reference);
        describe();
        nameLines();
        return {};
    }

private:
    template <class T>
    [[nodiscard]] const T* find(std::string_view name) const
    {
        for (const Column& column : columns_) {
            if (column.name == name)
                return std::get_if<T>(&column.data);
        }
        return nullptr;
    }

    void drop(std::string_view name)
    {
        for (Column& column : columns_) {
            if (column.name == name)
                column.data = FlagColumn();
        }
    }

    void currencies()
    {
        const TextColumn* column = find<TextColumn>("currency");
        if (column == nullptr)
            return;
        std::vector<Currency> known;
        for (const auto code : column->dictionary())
            known.push_back(Currency::fromCode(code).value_or(Currency()));
        for (std::size_t row = 0; row < rows_; ++row)
            side_.lines[row].currency = known[column->code(row)];
        drop("currency");
    }

    /// Texts one after another, and where each ends.
    struct Arena
    {
        std::string* characters = nullptr; ///< in MatchSide::texts, where moving leaves it in its place
        std::vector<std::size_t> ends;

        explicit Arena(MatchSide& side) : characters(&side.texts.emplace_back()) {}
        void add(std::string_view text)
        {
            characters->append(text);
            ends.push_back(characters->size());
        }
        [[nodiscard]] std::string_view operator[](std::size_t at) const
        {
            const std::size_t begin = at == 0 ? 0 : ends[at - 1];
            return std::string_view(*characters).substr(begin, ends[at] - begin);
        }
    };

    void lend(const char* name, std::string_view recon::MatchLine::*member)
    {
        if (const TextColumn* column = find<TextColumn>(name)) {
            Arena arena(side_);
            arena.characters->reserve(column->dictionary().characters());
            for (const std::string_view text : column->dictionary())
                arena.add(text);
            for (std::size_t row = 0; row < rows_; ++row)
                side_.lines[row].*member = arena[column->code(row)];
            drop(name);
        }
    }

    /// Lines without an id are named by their number. Every column of ids names its own texts once, so only then ids have to be
    /// looked for among the others.
    void nameLines()
    {
        const TextColumn* ids = find<TextColumn>("id");
        const std::size_t distinct = ids == nullptr ? 0 : ids->dictionary().size();
        lend("id", &recon::MatchLine::id);
        bool generated = false;
        for (std::size_t row = 0; row < rows_; ++row) {
            if (recon::MatchLine& line = side_.lines[row]; line.id.empty()) {
                line.id = side_.texts.emplace_back("line " + std::to_string(row + 1));
                generated = true;
            }
        }
        side_.repeatedIds = generated ? 0 : rows_ - distinct;
        if (!generated)
            return;
        std::unordered_set<std::string_view> seen;
        for (const recon::MatchLine& line : side_.lines)
            side_.repeatedIds += seen.insert(line.id).second ? 0U : 1U;
    }

    /// Most lines share their description with others: the columns' texts are joined once for each set of their codes.
    void describe()
    {
        std::vector<const TextColumn*> columns;
        for (const char* name : kDescriptions) {
            if (const TextColumn* column = find<TextColumn>(name))
                columns.push_back(column);
        }
        if (columns.size() < 2) {
            for (const char* name : kDescriptions)
                lend(name, &recon::MatchLine::description);
            return;
        }
        Dictionary sets;
        std::vector<std::uint32_t> setOf;
        setOf.reserve(rows_);
        recon::InternBatch batch(sets, setOf);
        std::array<std::uint32_t, std::size(kDescriptions)> codes{};
        for (std::size_t row = 0; row < rows_; ++row) {
            for (std::size_t i = 0; i < columns.size(); ++i)
                codes[i] = columns[i]->code(row);
            batch.add({reinterpret_cast<const char*>(codes.data()), columns.size() * sizeof codes[0]});
        }
        batch.flush();
        Arena arena(side_);
        for (const std::string_view set : sets) {
            std::memcpy(codes.data(), set.data(), set.size());
            arena.add(joined(columns, codes));
        }
        for (std::size_t row = 0; row < rows_; ++row)
            side_.lines[row].description = arena[setOf[row]];
        for (const char* name : kDescriptions)
            drop(name);
    }

    static std::string joined(std::span<const TextColumn* const> columns, std::span<const std::uint32_t> codes)
    {
        std::string out;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string_view text = columns[i]->dictionary()[codes[i]];
            if (!out.empty() && !text.empty())
                out.push_back(' ');
            out += text;
        }
        return out;
    }

    MatchSide& side_;
    std::size_t rows_;
    std::vector<Column> columns_;
    bool statement_;
};

Result<TableOptions> optionsFor(const std::string& map, unsigned threads)
{
    TableOptions options;
    options.threads = threads;
    if (!map.empty()) {
        OXSEAL_TRY(options.map, parseColumnMap(numberedDescriptions(map)));
    }
    return options;
}

/// Amounts take their sign as in imports: from a column that says debit or credit, and turned where an export of cards writes charges
/// as positive.
void signAmountsOf(TableRead& read, bool statement)
{
    const MoneyColumn* amount = read.table.money("amount");
    const bool charges = statement && !chargesPositiveIn(read.header).empty();
    if (amount == nullptr || (read.table.text("direction") == nullptr && !charges))
        return;
    std::vector<std::int64_t> minor = amount->minor;
    if (charges)
        turnCharges(read, minor);
    signByDirection(read, minor, statement ? -1 : 1);
    std::vector<Column> columns = read.table.take();
    for (Column& column : columns) {
        if (column.name == "amount")
            column.data = MoneyColumn{std::move(minor)};
    }
    read.table = Table(std::move(columns));
}

/// By row: does it state an amount? Empty when all do. A row without one is no line: balances carried forward, headings, notes.
std::vector<bool> rowsWithAmounts(const Table& table, bool statement)
{
    const AmountColumns amounts{table.money("amount"), table.money("debit"), table.money("credit"), statement};
    std::vector<bool> stated;
    for (std::size_t row = 0; !amounts.none() && row < table.rows(); ++row) {
        if (amounts.at(row) != MoneyColumn::kNone)
            continue;
        if (stated.empty())
            stated.assign(table.rows(), true);
        stated[row] = false;
    }
    return stated;
}

} // namespace

Result<MatchSide> readMatchSide(const std::filesystem::path& file, const std::string& map, bool statement, unsigned threads)
{
    OXSEAL_TRY(const MappedFile mapped, MappedFile::open(file));
    auto side = readMatchSide(mapped.bytes(), map, statement, threads);
    if (!side && side.error().place().empty())
        return tl::unexpected<Error>(Error({side.error().id(), side.error().kind()}, file.string(), side.error().arguments()));
    return side;
}

Result<MatchSide> readMatchSide(ByteView bytes, const std::string& map, bool statement, unsigned threads)
{
    OXSEAL_TRY(TableOptions options, optionsFor(map, threads));
    OXSEAL_TRY(OpenedTable opened, openTable(bytes, specs(), options));
    findDirection(opened.text.view, opened.dialect, opened.plan);
    OXSEAL_TRY(TableRead read, readCsvTable(opened, options));
    if (const std::vector<bool> stated = rowsWithAmounts(read.table, statement); !stated.empty()) {
        options.keepLines = true; // read once more, to name the rows: files that have none are spared the numbers of a million lines
        OXSEAL_TRY(read, readCsvTable(opened, options));
        rejectRows(read, stated, "amount");
    }
    passOverTotals(read.report);
    signAmountsOf(read, statement);
    MatchSide side;
    side.report = std::move(read.report);
    OXSEAL_CHECK(Lines(side, std::move(read.table), statement).fill());
    return side;
}

Result<recon::PassSet> matchRules(const std::optional<std::filesystem::path>& file)
{
    if (!file) {
        OXSEAL_TRY(const Json json, resourceJson(":/rules/match_passes.json"));
        return recon::parsePassSet(json);
    }
    OXSEAL_TRY(const MappedFile mapped, MappedFile::open(*file));
    OXSEAL_TRY(const Json json, parseJson(asText(mapped.bytes())));
    return recon::parsePassSet(json);
}

} // namespace oxseal
