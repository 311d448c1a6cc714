// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/conflict_matrix.h"

#include <algorithm>
#include <set>

namespace oxseal::sod {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// All pairs of one choice per leg; a single leg gives the function with itself.
template <class Each>
void eachPair(const std::vector<std::vector<std::uint32_t>>& legs, Each&& each)
{
    if (legs.size() == 1) {
        for (const std::uint32_t function : legs.front())
            each(function, function);
        return;
    }
    for (std::size_t a = 0; a < legs.size(); ++a) {
        for (std::size_t b = a + 1; b < legs.size(); ++b) {
            for (const std::uint32_t left : legs[a]) {
                for (const std::uint32_t right : legs[b])
                    each(left, right);
            }
        }
    }
}

Pair ordered(std::uint32_t a, std::uint32_t b) { return {std::max(a, b), std::min(a, b)}; }

bool graver(Severity a, Severity b) { return static_cast<int>(a) > static_cast<int>(b); }

} // namespace

const MatrixCell* ConflictMatrix::cell(std::size_t row, std::size_t column) const
{
    const auto found = cells.find({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column)});
    return found == cells.end() ? nullptr : &found->second;
}

ConflictMatrix matrixOf(const RuleSet& rules, const std::vector<MatrixEntry>& conflicts, bool inUseOnly)
{
    std::map<Pair, std::set<std::string>> people;
    std::map<Pair, Severity> worst;
    std::set<std::uint32_t> used;
    for (const MatrixEntry& conflict : conflicts) {
        std::vector<std::vector<std::uint32_t>> legs;
        for (const std::uint32_t function : conflict.functions)
            legs.push_back({function});
        eachPair(legs, [&](std::uint32_t a, std::uint32_t b) {
            const Pair pair = ordered(a, b);
            people[pair].insert(conflict.person);
            const auto [at, fresh] = worst.emplace(pair, conflict.severity);
            if (!fresh && graver(conflict.severity, at->second))
                at->second = conflict.severity;
            used.insert({a, b});
        });
    }
    std::map<Pair, Severity> ruled;
    std::set<std::uint32_t> named;
    for (const Rule& rule : rules.rules) {
        eachPair(rule.legs, [&](std::uint32_t a, std::uint32_t b) {
            const auto [at, fresh] = ruled.emplace(ordered(a, b), rule.severity);
            if (!fresh && graver(rule.severity, at->second))
                at->second = rule.severity;
            named.insert({a, b});
        });
    }
    ConflictMatrix matrix;
    std::map<std::uint32_t, std::uint32_t> position;
    for (const std::uint32_t function : inUseOnly ? used : named) {
        position[function] = static_cast<std::uint32_t>(matrix.functions.size());
        matrix.functions.push_back(function);
    }
    const auto place = [&](const Pair& pair) -> MatrixCell* {
        const auto row = position.find(pair.first);
        const auto column = position.find(pair.second);
        return row == position.end() || column == position.end() ? nullptr : &matrix.cells[{row->second, column->second}];
    };
    for (const auto& [pair, severity] : ruled) {
        if (MatrixCell* cell = place(pair)) {
            cell->ruled = true;
            cell->severity = severity;
        }
    }
    for (const auto& [pair, who] : people) {
        if (MatrixCell* cell = place(pair)) {
            cell->people = static_cast<std::int64_t>(who.size());
            cell->severity = worst.at(pair);
        }
    }
    return matrix;
}

} // namespace oxseal::sod
