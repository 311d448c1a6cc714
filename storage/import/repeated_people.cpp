// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/repeated_people.h"

#include "models/core/text.h"

#include <algorithm>
#include <map>
#include <string>

namespace oxseal {
namespace {

constexpr std::size_t kMostPeople = 100; ///< listed one by one
constexpr std::size_t kMostLines = 20; ///< of one of them

} // namespace

void noteRepeatedPeople(const Table& roster, const std::vector<std::uint64_t>& lines, ImportReport& report)
{
    const auto* people = roster.text("employee_id");
    if (people == nullptr)
        return;
    // Most rosters have each number once: the rows are looked at again only for those that stand twice.
    std::vector<std::uint32_t> counts(people->dictionary().size(), 0);
    for (const auto code : people->codes())
        ++counts[code];
    std::map<std::size_t, std::vector<std::size_t>> repeated; // first row → all rows
    std::map<std::uint32_t, std::size_t> firstRow;
    for (std::size_t row = 0; row < people->size(); ++row) {
        const auto code = people->code(row);
        if (counts[code] > 1 && !people->dictionary()[code].empty())
            repeated[firstRow.try_emplace(code, row).first->second].push_back(row);
    }
    std::size_t told = 0;
    for (const auto& [first, rows] : repeated) {
        if (++told > kMostPeople)
            break;
        std::vector<std::string> places, states;
        for (const std::size_t row : rows) {
            if (places.size() < kMostLines)
                places.push_back(std::to_string(row < lines.size() ? lines[row] : row + 1));
            const std::string state(roster.textAt("status", row));
            if (std::find(states.begin(), states.end(), state) == states.end())
                states.push_back(state);
        }
        const std::string listed = join(places, ", ") + (rows.size() > kMostLines ? ", …" : "");
        const std::uint64_t line = first < lines.size() ? lines[first] : first + 1;
        const std::string person(roster.textAt("employee_id", first));
        if (states.size() > 1)
            report.warn("import.warn.person_states", {person, listed, join(states, ", ")}, line);
        else
            report.warn("import.warn.person_twice", {person, listed}, line);
    }
    if (repeated.size() > kMostPeople)
        report.warn("import.warn.persons_more", {std::to_string(repeated.size() - kMostPeople)});
}

} // namespace oxseal
