// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/control.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace oxseal::controls {
namespace {

constexpr std::array<const char*, 3> kNatures{"P", "D", "PD"};
constexpr std::array<const char*, 3> kMeans{"M", "A", "I"};
constexpr std::array<const char*, 8> kFrequencies{"A", "S", "Q", "M", "W", "D", "X", "E"};
constexpr std::array<std::string_view, 6> kAssertions{"EO", "C", "AV", "CO", "RO", "PD"};

template <class Enum, std::size_t N>
std::optional<Enum> fromLetters(const std::array<const char*, N>& letters, std::string_view text)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (text == letters[i])
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

Result<Control> controlFrom(const Json& row)
{
    Control control;
    control.code = row["code"].toString();
    const auto invalid = [&] { return fail(kControlSetInvalid, control.code); };
    control.area = static_cast<int>(row["area"].toInteger(-1));
    control.areaName = row["area_name"].toString();
    control.objective = row["objective"].toString();
    control.description = row["control"].toString();
    control.evidence = row["evidence"].toString();
    control.test = row["test"].toString();
    control.key = row["key"].toBool(true);
    const auto nature = natureFromName(row["nature"].toString());
    const auto means = meansFromName(row["means"].toString());
    const auto frequency = frequencyFromName(row["frequency"].toString());
    if (control.code.empty() || control.area < 0 || control.area > 7 || control.areaName.empty()
        || control.objective.empty() || control.description.empty() || control.evidence.empty() || control.test.empty()
        || !nature || !means || !frequency)
        return invalid();
    control.nature = *nature;
    control.means = *means;
    control.frequency = *frequency;
    for (const auto& principle : row["coso"].toArray()) {
        const auto number = principle.toInteger(0);
        if (number < 1 || number > 17)
            return invalid();
        control.coso.push_back(static_cast<int>(number));
    }
    for (const auto& assertion : row["assertions"].toArray()) {
        const std::string& text = assertion.toString();
        if (std::find(kAssertions.begin(), kAssertions.end(), text) == kAssertions.end())
            return invalid();
        control.assertions.push_back(text);
    }
    if (control.coso.empty() && control.assertions.empty())
        return invalid();
    return control;
}

Result<ChecklistItem> itemFrom(const Json& row, const std::set<std::string>& known)
{
    ChecklistItem item;
    item.code = row["code"].toString();
    item.area = static_cast<int>(row["area"].toInteger());
    item.question = row["question"].toString();
    item.evidence = row["evidence"].toString();
    for (const auto& code : row["controls"].toArray())
        item.controls.push_back(code.toString());
    const bool controlsKnown = std::all_of(
        item.controls.begin(), item.controls.end(), [&](const std::string& code) { return known.count(code) > 0; });
    if (item.code.empty() || item.area < 1 || item.area > 7 || item.question.empty() || item.evidence.empty()
        || item.controls.empty() || !controlsKnown)
        return fail(kControlSetInvalid, item.code);
    return item;
}

} // namespace

const char* name(Nature nature) noexcept { return kNatures[static_cast<std::size_t>(nature)]; }
const char* name(Means means) noexcept { return kMeans[static_cast<std::size_t>(means)]; }
const char* name(Frequency frequency) noexcept { return kFrequencies[static_cast<std::size_t>(frequency)]; }

std::optional<Nature> natureFromName(std::string_view text) noexcept { return fromLetters<Nature>(kNatures, text); }
std::optional<Means> meansFromName(std::string_view text) noexcept { return fromLetters<Means>(kMeans, text); }
std::optional<Frequency> frequencyFromName(std::string_view text) noexcept
{
    return fromLetters<Frequency>(kFrequencies, text);
}

bool dueEachQuarter(Frequency frequency) noexcept
{
    return frequency != Frequency::Annual && frequency != Frequency::SemiAnnual && frequency != Frequency::Event;
}

const ChecklistItem* ControlSet::item(std::string_view code) const
{
    const auto found = std::find_if(
        checklist.begin(), checklist.end(), [&](const ChecklistItem& item) { return item.code == code; });
    return found == checklist.end() ? nullptr : &*found;
}

Result<ControlSet> controlSetFromJson(const Json& pack)
{
    ControlSet set;
    set.version = pack["version"].toString();
    set.lateAfterDays = static_cast<int>(pack["policy"]["evidence_late_after_days"].toInteger());
    std::set<std::string> known;
    for (const auto& row : pack["controls"].toArray()) {
        OXSEAL_TRY(auto control, controlFrom(row));
        if (!known.insert(control.code).second)
            return fail(kControlSetInvalid, control.code);
        set.controls.push_back(std::move(control));
    }
    std::set<std::string> items;
    for (const auto& row : pack["checklist"].toArray()) {
        OXSEAL_TRY(auto item, itemFrom(row, known));
        if (!items.insert(item.code).second)
            return fail(kControlSetInvalid, item.code);
        set.checklist.push_back(std::move(item));
    }
    for (const auto& area : pack["areas"].toArray())
        set.areaNames.push_back(area["name"].toString());
    if (set.version.empty() || set.controls.empty())
        return fail(kControlSetInvalid, "version");
    return set;
}

Status checkScope(const Scope& scope)
{
    if (!scope.applicable && trimmed(scope.because).empty())
        return fail(kScopeWithoutReason);
    return {};
}

} // namespace oxseal::controls
