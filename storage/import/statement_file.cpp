// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/statement_file.h"

namespace oxseal {

Table statementTable(const std::vector<Statement>& statements)
{
    TextColumn account;
    TextColumn currency;
    TextColumn type;
    TextColumn reference;
    TextColumn bankReference;
    TextColumn fitid;
    TextColumn description;
    DayColumn value;
    DayColumn entry;
    MoneyColumn amount;
    FlagColumn reversal;
    IntegerColumn row;
    for (const auto& statement : statements) {
        const std::string code = statement.currency.code();
        for (const auto& line : statement.lines) {
            account.append(statement.account);
            currency.append(code);
            value.days.push_back(line.valueDate ? line.valueDate->number : DayColumn::kNone);
            entry.days.push_back(line.entryDate ? line.entryDate->number : DayColumn::kNone);
            amount.minor.push_back(line.amount);
            type.append(line.type);
            reference.append(line.reference);
            bankReference.append(line.bankReference);
            fitid.append(line.fitid);
            description.append(line.description);
            reversal.flags.push_back(line.reversal ? Flag::Yes : Flag::No);
            row.values.push_back(static_cast<std::int64_t>(line.row));
        }
    }
    for (auto* text : {&account, &currency, &type, &reference, &bankReference, &fitid, &description})
        text->finish();
    std::vector<Column> columns;
    columns.push_back({"account", std::move(account)});
    columns.push_back({"currency", std::move(currency)});
    columns.push_back({"value_date", std::move(value)});
    columns.push_back({"entry_date", std::move(entry)});
    columns.push_back({"amount", std::move(amount)});
    columns.push_back({"type", std::move(type)});
    columns.push_back({"reference", std::move(reference)});
    columns.push_back({"bank_reference", std::move(bankReference)});
    columns.push_back({"fitid", std::move(fitid)});
    columns.push_back({"description", std::move(description)});
    columns.push_back({"reversal", std::move(reversal)});
    columns.push_back({"row", std::move(row)});
    return Table(std::move(columns));
}

} // namespace oxseal
