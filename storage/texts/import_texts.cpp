// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> importTexts()
{
    static constexpr Entry entries[] = {
        {"import.empty", "The file is empty.", "Export it again; an export without rows still has its header."},
        {"import.binary", "The file is not text: it holds zero bytes.", "Give the export as CSV, MT940 or OFX, not a picture, archive or workbook."},
        {"import.encoding", "The file's text cannot be read as {0}.", "Name the encoding it was written in: UTF-8, UTF-16LE, UTF-16BE, windows-1252, windows-1250, ISO-8859-1, ISO-8859-15, macintosh or IBM852."},
        {"import.unknown_format", "The file is of no kind that Oxseal reads.", "Give a CSV, MT940 or OFX file, or name its format with --format."},
        {"import.later_format", "This is {0}: reading it belongs to a later release.", "Export the same data as CSV, MT940 or OFX."},
        {"import.missing_columns", "The file has no column for: {0}. Its widest line reads: {1}", "Name the columns with --map field=column, by header or by number; for a file without a header add --no-header."},
        {"import.bad_map", "\"{0}\" is not a mapping this import knows.", "Write --map field=column,field=column with the field names shown by the help."},
        {"import.cannot_open", "The file cannot be opened: {0}.", "Check the path and that you may read it."},
        {"import.cancelled", "The import was stopped; nothing was kept.", ""},
        {"import.unterminated_quote", "A quotation mark is opened and never closed.", "Correct the file at this line, or export it again."},
        {"import.short_row", "The row has {0} cells where {1} are expected.", "Correct the row, or export the file again."},
        {"import.long_row", "The row has {0} cells where {1} are expected.", "Put quotation marks around text that holds the separator."},
        {"import.missing_value", "The row has no value for {0}.", "Complete it in the source system and export again."},
        {"import.bad_amount", "\"{1}\" in column {0} is not an amount.", "Correct it in the source system and export again."},
        {"import.bad_integer", "\"{1}\" in column {0} is not a whole number.", "Correct it in the source system and export again."},
        {"import.bad_date", "\"{1}\" in column {0} is not a date.", "Correct it, or name the order of dates with --dates ymd, mdy or dmy."},
        {"import.bad_flag", "\"{1}\" in column {0} is neither yes nor no.", "Correct it in the source system and export again."},
        {"import.bad_currency", "\"{1}\" in column {0} is not a currency code of three letters.", "Correct it in the source system and export again."},
        {"import.rule.blank_line", "Blank lines.", ""},
        {"import.rule.preamble", "Lines above the header.", ""},
        {"import.rule.repeated_header", "The header again, further down.", ""},
        {"import.nothing_accepted", "None of the {0} rows could be taken; the first was refused for {1}.", "Look at the first rows with oxseal inspect, and name columns and notation with --map, --dates and --decimal."},
        {"import.wrong_kind", "The file is {0}, which cannot be read as {1}.", "Import bank files as statement; give the others as CSV."},
        {"import.many_accounts", "The file holds several accounts: {0}.", "Import it once for each, with --account."},
        {"import.sensitive_refused", "The file holds data that must not be kept: {0}.", "Remove these columns from the export, or let the import drop or mask them with --sensitive."},
        {"import.rule.other_account", "Lines of other accounts in the same file.", ""},
        {"import.warn.sensitive", "Column {0} holds sensitive data ({1}); an import empties it before anything is stored.", "Leave it out of the export."},
        {"import.warn.page_footing", "A page of account {0} does not foot: closing differs by {1}.", "Ask the bank for the statement again."},
        {"import.warn.dropped", "Column {0} ({1}) was emptied before anything was stored.", "Leave it out of the export."},
        {"import.warn.masked", "Column {0} ({1}) was masked before anything was stored.", "Leave it out of the export."},
        {"import.warn.running_balance", "The running balance does not follow from the amounts: a line may be missing.", "Compare the file with the bank's own statement."},
        {"import.warn.balance_gaps", "Some rows have no running balance; it proves nothing.", ""},
        {"import.no_statement", "The file holds no statement of this format.", "Export the statement again as MT940, OFX or CSV."},
        {"import.bad_statement_line", "\"{0}\" cannot be read as a transaction.", "Ask the bank for the statement again."},
        {"import.warn.bad_balance", "The balance in {0} cannot be read; the statement cannot be proved to foot.", ""},
        {"import.warn.second_balance", "A second balance {0} follows in the middle of a statement and was passed over.", ""},
        {"import.warn.no_such_day", "{0} names a day that does not exist; it was left out.", ""},
        {"import.warn.line_after_end", "A transaction stands after the end of a statement; it was counted to that statement.", ""},
        {"import.warn.two_currencies", "One statement names two currencies, {0} and {1}.", ""},
        {"import.warn.statement_gap", "Statements of account {0} do not continue each other: one may be missing.", "Import the missing statement."},
        {"import.warn.ofx_status", "The bank answered with an error, code {0}.", "Download the statement again."},
        {"import.warn.no_fitid", "A transaction has no identifier of the bank.", ""},
        {"import.warn.fitid_repeated", "Account {0} uses {1} transaction identifiers a second time; they alone do not tell transactions apart.", ""},
        {"import.warn.line_currency", "Some amounts are stated in {0}, not in the account's currency.", ""},
        {"import.warn.no_currency", "The statement of account {0} names no currency.", ""},
        {"import.warn.date_ambiguous", "Column {0} does not show whether day or month comes first; the month was taken first.", "Name the order with --dates."},
    };
    return entries;
}

} // namespace oxseal::texts
