// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/world.h"
#include "models/core/result.h"

namespace oxseal::demo {

/// Each writes its files of both quarters in the layout of the system they claim to come from.
void renderListings(const World& world, Files& files);
void renderBooks(const World& world, Files& files);
void renderCards(const World& world, Files& files);
void renderSchedules(const World& world, Files& files);
void renderJournals(const World& world, Files& files);
/// Fails when a template of resources/demo/ is missing.
[[nodiscard]] Status renderDocuments(const World& world, Files& files);

/// Rows of comma-separated fields, quoted as RFC 4180 asks, CRLF line ends.
[[nodiscard]] std::string csvLine(const std::vector<std::string>& fields);
[[nodiscard]] inline std::string isoOrNone(const std::optional<Day>& when) { return when ? when->iso() : std::string(); }

/// The ERP listing one campaign reviews; also used for the later extracts.
[[nodiscard]] std::string erpListing(const Quarter& quarter, const std::vector<Account>& accounts);

} // namespace oxseal::demo
