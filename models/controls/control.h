// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::controls {

inline constexpr ErrorCode kControlSetInvalid{"control.set_invalid", ErrorClass::Input};

enum class Nature { Preventive, Detective, Both };
enum class Means { Manual, Automated, ItDependent };
enum class Frequency { Annual, SemiAnnual, Quarterly, Monthly, Weekly, Daily, ManyPerDay, Event };

/// "P", "D", "PD"; "M", "A", "I"; "A" "S" "Q" "M" "W" "D" "X" "E": the letters of the control set.
[[nodiscard]] const char* name(Nature nature) noexcept;
[[nodiscard]] const char* name(Means means) noexcept;
[[nodiscard]] const char* name(Frequency frequency) noexcept;
[[nodiscard]] std::optional<Nature> natureFromName(std::string_view text) noexcept;
[[nodiscard]] std::optional<Means> meansFromName(std::string_view text) noexcept;
[[nodiscard]] std::optional<Frequency> frequencyFromName(std::string_view text) noexcept;
/// True when each quarter must show at least one performance; annual, semi-annual and event controls need not.
[[nodiscard]] bool dueEachQuarter(Frequency frequency) noexcept;

/// One control of the risk and control matrix (D1).
struct Control
{
    std::string code; ///< "AM-04"
    int area = 0; ///< 1 … 7 of the seven-area checklist; 0 otherwise
    std::string areaName;
    std::string objective;
    std::string description;
    Nature nature = Nature::Preventive;
    Means means = Means::Manual;
    Frequency frequency = Frequency::Quarterly;
    std::vector<int> coso; ///< principles 1 … 17 of COSO 2013
    std::vector<std::string> assertions; ///< EO C AV CO RO PD
    std::string evidence; ///< required
    std::string test;
    bool key = true;
    friend bool operator==(const Control&, const Control&) = default;
};

/// One question of the period checklist, with the evidence it asks for and the controls behind it.
struct ChecklistItem
{
    std::string code; ///< "1.2"
    int area = 0;
    std::string question;
    std::string evidence;
    std::vector<std::string> controls;
};

struct ControlSet
{
    std::string version;
    std::vector<Control> controls;
    std::vector<ChecklistItem> checklist;
    std::vector<std::string> areaNames; ///< index 0 is area 1
    int lateAfterDays = 0; ///< evidence received later than this after the period's end is late

    [[nodiscard]] const ChecklistItem* item(std::string_view code) const;
};

/// Reads resources/rules/controls.json or a company's own set of the same shape. Strict: unknown letters, doubled codes,
/// COSO numbers outside 1 … 17 and checklist items that name no known control are refused with the row's code as place.
[[nodiscard]] Result<ControlSet> controlSetFromJson(const Json& pack);

/// Whether and why a control holds for an entity; entity 0 is the group.
struct Scope
{
    EntityId entity;
    bool applicable = true;
    std::string because; ///< required when not applicable
};

inline constexpr ErrorCode kScopeWithoutReason{"control.scope_without_reason", ErrorClass::Refused};
[[nodiscard]] Status checkScope(const Scope& scope);

} // namespace oxseal::controls
