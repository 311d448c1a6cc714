// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "storage/import/statement_file.h"

#include <string_view>

namespace oxseal {

inline constexpr const char* kBai2Version = "1.0.0";

/// BAI2 cash reports (Cash Management Balance Reporting Specifications, version 2). Linear, one record at a time.
/// - A line is a 16. Its type code decides the sign (1xx–3xx, 72x and 920–959 in; 4xx–6xx, 760 and 960–999 out); amounts are
///   unsigned, their decimals those of the currency (of 03, else of 02, else USD, as the specification says, with a warning).
///   Totals (100, 400), statuses and codes without a direction are no transactions: such a 16 is rejected, 890 (text) ignored.
/// - Funds types S, V and D shift the fields behind them. The value date is that of V, else the group's as-of date:
///   availability in one or two days (1, 2, S, D) is no date.
/// - Opening and closing are the ledger balances 010 and 015. Available balances (040, 045) prove nothing about the ledger:
///   a file with only these is not_stated.
/// - The control totals of 49 (every amount of 03, 16 and their 88, as printed: debits are added), 98 (its 49s) and 99 (its
///   98s), the counts of records, accounts and groups, and the totals 100 and 400 with their item counts are compared; each
///   difference is a warning. A 49 that is wrong makes neither 98 nor 99 wrong: these are compared with what is stated below.
/// - Groups that delete or test (status 2, 4) are ignored by rule, with a warning.
/// - One known reader drops line breaks of text, another puts commas there: here a line that is full runs on without a
///   blank, others are set off by one. A 16 cut off by the end of the file is rejected, whatever its digits say.
/// - A line with an unknown record code is rejected with its line, where known readers give up the whole file.
/// Statements of one account that continue each other are joined (joinContinuing).
/// Errors: those of decodeText, kImportNoStatement when there is no account (03).
[[nodiscard]] Result<StatementFile> readBai2(ByteView bytes, std::string_view encoding = {});

} // namespace oxseal
