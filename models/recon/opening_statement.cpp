// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/opening_statement.h"

#include "models/core/text.h"

namespace oxseal::recon {
namespace {

constexpr const char* kFormat = "oxseal-opening-statement";

Json amountJson(const std::optional<std::int64_t>& minor) { return minor ? Json(std::to_string(*minor)) : Json(); }

Result<std::optional<std::int64_t>> amountOf(const Json& record, const char* key)
{
    std::int64_t minor = 0;
    if (record[key].isNull())
        return std::optional<std::int64_t>();
    if (!parseInteger(record[key].toString(), minor))
        return fail(kOpeningRecordInvalid, key);
    return std::optional(minor);
}

Result<OpenItem> itemOf(const Json& record)
{
    OpenItem item;
    item.key = record["key"].toString();
    const auto origin = originFromName(record["origin"].toString());
    const auto day = Day::fromIso(record["date"].toString());
    OXSEAL_TRY(const auto amount, amountOf(record, "amount"));
    if (!origin || !day || !amount)
        return fail(kOpeningRecordInvalid, item.key);
    item.origin = *origin;
    item.date = *day;
    item.amount = *amount;
    item.reference = record["reference"].toString();
    item.description = record["description"].toString();
    return item;
}

} // namespace

Result<OpeningStatement> sumOpening(OpeningStatement stated)
{
    stated.itemsSum = 0;
    stated.difference.reset();
    for (const OpenItem& item : stated.items) {
        const bool over = item.origin == ItemOrigin::Books ? __builtin_sub_overflow(stated.itemsSum, item.amount, &stated.itemsSum)
                                                           : __builtin_add_overflow(stated.itemsSum, item.amount, &stated.itemsSum);
        if (over)
            return fail(kAmountOverflow, item.key);
    }
    if (stated.bank && stated.books) {
        std::int64_t difference = 0;
        if (__builtin_sub_overflow(*stated.bank, *stated.books, &difference))
            return fail(kAmountOverflow, stated.account);
        stated.difference = difference;
    }
    return stated;
}

Json openingJson(const OpeningStatement& opening)
{
    Json json;
    json.set("format", kFormat).set("format_version", 1).set("entity", opening.entity).set("account", opening.account);
    json.set("currency", opening.currency).set("digits", opening.digits).set("as_of", opening.asOf.iso());
    json.set("bank", amountJson(opening.bank)).set("books", amountJson(opening.books)).set("difference", amountJson(opening.difference));
    Json::Array items;
    for (const OpenItem& item : opening.items) {
        Json one;
        one.set("key", item.key).set("origin", name(item.origin)).set("date", item.date.iso()).set("amount", std::to_string(item.amount));
        items.push_back(one.set("reference", item.reference).set("description", item.description));
    }
    return json.set("items", Json(std::move(items))).set("items_sum", std::to_string(opening.itemsSum));
}

Result<OpeningStatement> readOpening(const Json& record)
{
    if (record["format"].toString() != kFormat || record["format_version"].toInteger() != 1)
        return fail(kOpeningRecordInvalid, "format");
    OpeningStatement out;
    out.entity = record["entity"].toString();
    out.account = record["account"].toString();
    out.currency = record["currency"].toString();
    out.digits = static_cast<int>(record["digits"].toInteger(2));
    const auto day = Day::fromIso(record["as_of"].toString());
    if (!day)
        return fail(kOpeningRecordInvalid, "as_of");
    out.asOf = *day;
    OXSEAL_TRY(out.bank, amountOf(record, "bank"));
    OXSEAL_TRY(out.books, amountOf(record, "books"));
    for (const Json& each : record["items"].toArray()) {
        OXSEAL_TRY(OpenItem item, itemOf(each));
        out.items.push_back(std::move(item));
    }
    return sumOpening(std::move(out));
}

} // namespace oxseal::recon
