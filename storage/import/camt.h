// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "storage/import/statement_file.h"

#include <string_view>

namespace oxseal {

inline constexpr const char* kCamtVersion = "1.0.0";
inline constexpr ErrorCode kImportXmlDamaged{"import.xml_damaged", ErrorClass::Input};

/// ISO 20022 camt.052 (reports), camt.053 (statements) and camt.054 (notifications), every version: elements are known by
/// their local names, with or without an envelope around the message. One pass, nothing of the document is kept but the lines.
/// - A line is a booked Ntry; its TxDtls only give references and words. Amounts are positive, CdtDbtInd alone decides the
///   sign, RvslInd marks the line and turns nothing (the indicator of a reversal is stated after reversing).
/// - Entries that are pending, for information or in the future are ignored by rule and counted in a warning. An Ntry
///   without a status counts as booked, with a warning: leaving it out would hide money, and the footing judges it.
/// - Readers of these files disagree on files of several statements (one known reader shows the last one only): all are read.
/// - An amount must fit the decimals of its currency exactly (8.850 EUR does, 8.855 EUR is rejected); an entry in another
///   currency than its account's, without a sign, or without any date is rejected with its line.
/// - Opening is OPBD, else PRCD, else the first ITBD of several; closing is CLBD, else the last ITBD. Available and forward
///   balances prove nothing. A balance in another currency is left out with a warning. Totals of TxsSummry are compared.
/// - Statements of one account that continue each other are joined (joinContinuing).
/// Errors: those of decodeText, kImportXmlDamaged (not well-formed, cut off, or with a document type declaration),
/// kImportNoStatement when the message holds no Stmt, Rpt or Ntfctn.
[[nodiscard]] Result<StatementFile> readCamt(ByteView bytes, std::string_view encoding = {});

} // namespace oxseal
