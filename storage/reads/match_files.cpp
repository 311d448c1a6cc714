// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/match_files.h"

#include "models/core/text.h"
#include "storage/import/mapped_file.h"
#include "storage/reads/rule_packs.h"

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

class Lines
{
public:
    Lines(MatchSide& side, bool statement) : side_(side), statement_(statement) { }

    Status fill()
    {
        const Table& table = side_.read.table;
        const DayColumn* days = table.days("date");
        const MoneyColumn* amounts = table.money("amount");
        const MoneyColumn* debits = table.money("debit");
        const MoneyColumn* credits = table.money("credit");
        if (days == nullptr || (amounts == nullptr && debits == nullptr && credits == nullptr))
            return fail(kMatchNoAmount);
        const TextColumn* ids = table.text("id");
        const TextColumn* accounts = table.text("account");
        const TextColumn* references = table.text("reference");
        const std::vector<Currency> currencies = currencyOfCode(table.text("currency"));
        for (const char* name : kDescriptions) {
            if (const TextColumn* column = table.text(name))
                descriptions_.push_back(column);
        }
        side_.lines.resize(table.rows());
        std::unordered_set<std::string_view> seen;
        seen.reserve(table.rows());
        for (std::size_t row = 0; row < table.rows(); ++row) {
            recon::MatchLine& line = side_.lines[row];
            line.date = Day{days->days[row]};
            line.amount = amounts != nullptr && amounts->minor[row] != MoneyColumn::kNone ? amounts->minor[row]
                                                                                          : fromSides(debits, credits, row);
            if (ids != nullptr)
                line.id = ids->at(row);
            if (line.id.empty())
                line.id = side_.texts.emplace_back("line " + std::to_string(row + 1));
            if (accounts != nullptr)
                line.account = accounts->at(row);
            if (references != nullptr)
                line.reference = references->at(row);
            if (!currencies.empty())
                line.currency = currencies[table.text("currency")->code(row)];
            line.description = description(row);
            side_.repeatedIds += seen.insert(line.id).second ? 0U : 1U;
        }
        return {};
    }

private:
    [[nodiscard]] std::int64_t fromSides(const MoneyColumn* debits, const MoneyColumn* credits, std::size_t row) const
    {
        const auto value = [row](const MoneyColumn* column) {
            return column == nullptr || column->minor[row] == MoneyColumn::kNone ? 0 : column->minor[row];
        };
        return statement_ ? value(credits) - value(debits) : value(debits) - value(credits);
    }

    static std::vector<Currency> currencyOfCode(const TextColumn* column)
    {
        std::vector<Currency> currencies;
        if (column != nullptr) {
            for (const auto code : column->dictionary())
                currencies.push_back(Currency::fromCode(code).value_or(Currency()));
        }
        return currencies;
    }

    std::string_view description(std::size_t row)
    {
        std::string_view only;
        std::string* joined = nullptr;
        for (const TextColumn* column : descriptions_) {
            const std::string_view text = column->at(row);
            if (text.empty())
                continue;
            if (only.empty()) {
                only = text;
            } else {
                if (joined == nullptr)
                    joined = &side_.texts.emplace_back(only);
                joined->append(" ").append(text);
            }
        }
        return joined == nullptr ? only : std::string_view(*joined);
    }

    MatchSide& side_;
    bool statement_;
    std::vector<const TextColumn*> descriptions_;
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

} // namespace

Result<MatchSide> readMatchSide(const std::filesystem::path& file, const std::string& map, bool statement, unsigned threads)
{
    OXSEAL_TRY(const TableOptions options, optionsFor(map, threads));
    MatchSide side;
    OXSEAL_TRY(side.read, readCsvFile(file, specs(), options));
    OXSEAL_CHECK(Lines(side, statement).fill());
    return side;
}

Result<MatchSide> readMatchSide(ByteView bytes, const std::string& map, bool statement, unsigned threads)
{
    OXSEAL_TRY(const TableOptions options, optionsFor(map, threads));
    MatchSide side;
    OXSEAL_TRY(side.read, readCsvTable(bytes, specs(), options));
    OXSEAL_CHECK(Lines(side, statement).fill());
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
