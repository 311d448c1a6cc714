// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace oxseal::recon {

/// An adjusting entry that Oxseal proposes (C12). It never posts one.
struct ProposedEntry
{
    std::string number; ///< "OX-2026-Q3-1010-B12.34": whoever posts it finds the item again
    std::string entity;
    Day date;
    std::string account; ///< that is reconciled
    std::string other; ///< the account the amount goes against
    std::int64_t amount = 0; ///< added to `account`, debit positive; `other` gets the same with the other sign
    std::string currency;
    int digits = 2;
    std::string reference;
    std::string memo;
};

/// Two rows for each entry, debit and credit, with a header; RFC 4180, CRLF. A text that a spreadsheet would take for a formula gets an
/// apostrophe before it.
[[nodiscard]] std::string entriesCsv(std::span<const ProposedEntry> entries);
/// Intuit Interchange Format: one GENERAL JOURNAL transaction of two lines for each entry, dates m/d/y. Tabs, line ends and
/// quotes in texts become blanks.
[[nodiscard]] std::string entriesIif(std::span<const ProposedEntry> entries);

} // namespace oxseal::recon
