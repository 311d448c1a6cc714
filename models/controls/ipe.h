// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/finding.h"
#include "models/core/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Information produced by the entity (A16): an imported file is relied on only when it was shown to be complete.
namespace oxseal::controls {

enum class ReportType { Standard, Custom, AdHoc };
[[nodiscard]] const char* name(ReportType type) noexcept; ///< "standard", "custom", "ad_hoc"
[[nodiscard]] std::optional<ReportType> reportTypeNamed(std::string_view name) noexcept;

/// What the person who ran the report wrote down about it.
struct IpeCard
{
    std::string system;
    std::string report;
    ReportType type = ReportType::Standard;
    std::optional<Day> logicChanged;
    std::optional<Day> baselineTested;
    std::string baselineBy;
    std::string query; ///< or parameters and filter
    std::string runBy;
    std::string runAt;
    std::optional<std::int64_t> sourceRows; ///< counted at the source before the export
    std::optional<std::int64_t> sourceTotal; ///< minor units
    std::string totalColumn; ///< "" without a control total
    std::int64_t importedRows = 0; ///< accepted
    std::optional<std::int64_t> importedTotal;
    bool screenshot = false;
};

struct IpeExplanation
{
    std::int64_t rows = 0; ///< how much of the difference it accounts for
    std::string text;
    PersonId by;
};

struct IpeConclusion
{
    bool relied = false;
    std::size_t explanations = 0; ///< how many the person had before their eyes
    PersonId by;
};

/// An imported file with all that was said about it.
struct IpeFacts
{
    std::string subject; ///< of the findings, e.g. "import:7"
    std::string label; ///< for people: kind, system and file
    std::int64_t rejectedRows = 0;
    PersonId importedBy;
    std::optional<IpeCard> card;
    std::vector<IpeExplanation> explanations;
    std::optional<IpeConclusion> conclusion; ///< the last one
};

enum class IpeState {
    NoCard, ///< nothing is known about how the file was made
    NotCounted, ///< no count or total of the source: completeness is not shown
    Matches, ///< count and total agree
    Mismatch, ///< they differ and the difference is not explained to the last row: cannot be relied on
    Explained, ///< explained, but no second person has confirmed it: cannot be relied on yet
    Confirmed, ///< explained and confirmed by a second person
    Rejected, ///< a person concluded that the file cannot be relied on
};
[[nodiscard]] const char* name(IpeState state) noexcept;
[[nodiscard]] IpeState stateOf(const IpeFacts& facts);
[[nodiscard]] bool canBeReliedOn(IpeState state) noexcept;
/// Source − imported rows; 0 when the source was not counted.
[[nodiscard]] std::int64_t rowDifference(const IpeCard& card) noexcept;

/// import.no_ipe_card, import.ipe_not_counted, import.ipe_mismatch, import.ipe_unconfirmed, import.ipe_rejected,
/// import.ipe_baseline (custom or ad hoc report without a baseline test, or changed since), import.rejected_rows.
[[nodiscard]] std::vector<Finding> ipeFindings(Hasher& hasher, const IpeFacts& facts);

} // namespace oxseal::controls
