// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/rate_list.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "models/recon/exchange_rate.h"
#include "storage/crypto/hash.h"
#include "storage/import/csv_table.h"
#include "storage/import/mapped_file.h"

namespace oxseal {
namespace {

const std::vector<ColumnSpec>& specs()
{
    static const std::vector<ColumnSpec> all{
        {"date", {"day", "rate date", "time_period", "effective date"}, ColumnType::Day, true, true},
        {"currency", {"of", "currency code", "ccy", "from", "foreign currency"}, ColumnType::Text, true, true},
        {"rate", {"exchange rate", "closing rate", "obs_value", "value", "spot"}, ColumnType::Text, true, true},
        {"in", {"to", "base", "base currency", "quote currency", "currency_denom"}, ColumnType::Text, false, false},
        {"source", {"published by", "provider", "publisher"}, ColumnType::Text, false, false},
    };
    return all;
}

Result<std::string> codeOf(std::string_view text, const std::string& place)
{
    std::string code(trimmed(text));
    for (char& c : code)
        c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    const auto currency = Currency::fromCode(code);
    if (!currency || code.empty())
        return fail(kRateListBad, {}, {place, std::string(beginning(text))});
    return currency->code();
}

Result<RateList> listOf(const TableRead& read, const std::string& in, const std::string& source)
{
    if (read.report.rejectedRows > 0)
        return fail(kRateListBad, {}, {std::to_string(read.report.rejected.front().row), "date"});
    RateList list;
    for (std::size_t row = 0; row < read.table.rows(); ++row) {
        const std::int64_t line = static_cast<std::int64_t>(read.headerLine + row) + 1;
        const std::string place = std::to_string(line);
        const auto cell = [&](const char* column, const std::string& otherwise) {
            const std::string text(trimmed(read.table.textAt(column, row)));
            return text.empty() ? otherwise : text;
        };
        recon::ListedRate one;
        one.line = line;
        one.day = Day{read.table.days("date")->days[row]};
        OXSEAL_TRY(one.of, codeOf(read.table.textAt("currency", row), place));
        const std::string toldIn = cell("in", in);
        one.source = cell("source", trimmed(source).empty() ? std::string() : source);
        if (toldIn.empty() || one.source.empty())
            return fail(kRateListColumn, {}, {toldIn.empty() ? "in" : "source"});
        OXSEAL_TRY(one.in, codeOf(toldIn, place));
        one.rate = cell("rate", {});
        if (one.in == one.of)
            return fail(kRateListBad, {}, {place, one.in + "/" + one.of});
        if (!recon::ExchangeRate::fromText(one.rate))
            return fail(kRateListBad, {}, {place, std::string(beginning(one.rate))});
        list.rates.push_back(std::move(one));
    }
    return list;
}

} // namespace

Result<RateList> readRateList(ByteView bytes, const std::string& in, const std::string& source)
{
    OXSEAL_TRY(const TableRead read, readCsvTable(bytes, specs()));
    OXSEAL_TRY(RateList list, listOf(read, in, source));
    list.sha256 = sha256(bytes);
    return list;
}

Result<RateList> readRateList(const std::filesystem::path& file, const std::string& in, const std::string& source)
{
    OXSEAL_TRY(const MappedFile mapped, MappedFile::open(file));
    OXSEAL_TRY(RateList list, readRateList(mapped.bytes(), in, source));
    list.fileName = file.filename().string();
    return list;
}

} // namespace oxseal
