// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/certification/dcp_conclusion.h"
#include "models/certification/open_matters.h"
#include "models/certification/report_binding.h"
#include "models/core/json.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace oxseal::certification {

/// The five hard stops of E10; everything else is an open matter.
enum class HardStop { WrongOfficeHolder, NoBoundReport, NoDcpConclusion, AlteredText, EnrolmentMissing };
[[nodiscard]] const char* name(HardStop stop) noexcept; ///< "readiness.stop.…", the key of its text

struct Stop
{
    HardStop kind = HardStop::NoBoundReport;
    std::string argument; ///< office or certificate concerned
    friend bool operator==(const Stop&, const Stop&) = default;
};

/// One line: a text key, and its value. nullopt: the register behind it is not built, so the line says "not recorded in
/// Oxseal", never 0 or nil.
struct Line
{
    std::string label; ///< "readiness.line.…", or "readiness.event.<verb>" for what the ledger counts
    std::optional<std::string> value;
    friend bool operator==(const Line&, const Line&) = default;
};

struct ChangeNote
{
    std::string what;
    std::optional<bool> likely; ///< reasonably likely to materially affect ICFR; nullopt: not judged yet
    std::string why;
    std::string by;
};

struct SignatureNote
{
    std::string office;
    std::string name;
    std::string at; ///< "" not signed
};

/// Who holds an office on the planned filing day, and whether that person can sign.
struct OfficeFacts
{
    std::string office; ///< "peo", "pfo"
    std::string name; ///< "" when nobody, or more than one person without titles, holds it
    std::string title;
    bool enrolled = false;
};

/// Everything the record is built from; gathered by storage/reads.
struct ReadinessFacts
{
    std::string company;
    std::string form; ///< "10-Q"
    std::string period; ///< "2026-Q3"
    Day periodEnd;
    std::optional<Day> plannedFiling;
    std::optional<Day> due;
    Binding report;
    int reportVersion = 0;
    std::vector<OfficeFacts> offices;
    bool textAltered = false;
    std::optional<DcpConclusion> dcp;
    std::optional<int> asOfAge; ///< days from the as-of day to planned filing
    int evaluationWindow = 90;
    Matters matters;
    std::vector<ChangeNote> changes;
    std::vector<std::pair<std::string, std::int64_t>> eventsSinceLast; ///< ledger verbs since the last certification
    std::optional<std::string> money; ///< unreconciled and unexplained amounts by currency; nullopt: no reconciliations
    std::optional<std::string> moneyUnreconciled;
    std::optional<std::array<int, 3>> keyControls; ///< tested, failed, untested; nullopt: no control set
    std::optional<std::pair<int, int>> reviews; ///< concluded n of m
    std::optional<int> highConflicts; ///< without operating mitigation
    std::optional<int> leaversLateAndUsed;
    std::optional<std::string> deficiencies; ///< significant and material ones at the period's end, and who was told; nullopt: none was ever raised
    std::vector<SignatureNote> signatures;
};

/// The record on one page: sections 1 to 8 of the design in this order and nothing else.
struct Readiness
{
    struct Section
    {
        int number = 0;
        std::string title; ///< "readiness.section.N"
        std::vector<Line> lines;
    };
    std::vector<Section> sections;
    Matters matters; ///< section 2's rows
    std::vector<ChangeNote> changes; ///< section 4's rows
    std::vector<Stop> stops;
    std::size_t matterCount = 0;
    std::size_t undisposed = 0;
    /// Exit code of `readiness show`: a hard stop stands or a matter is undisposed.
    [[nodiscard]] bool negative() const noexcept { return !stops.empty() || undisposed > 0; }
};

/// Who reads it. The principal executive officer sees sections 1, 2, 3 and 7, with the statement that the principal
/// financial officer signed; both sign the same whole record.
enum class Audience { Pfo, Peo };
[[nodiscard]] std::vector<int> sectionsFor(Audience audience);

[[nodiscard]] std::vector<Stop> hardStops(const ReadinessFacts& facts);
[[nodiscard]] Readiness buildReadiness(const ReadinessFacts& facts);
/// The record's content without signatures, for the digest both officers sign; JCS keys, exact values.
[[nodiscard]] Json contentOf(const Readiness& readiness);

} // namespace oxseal::certification
