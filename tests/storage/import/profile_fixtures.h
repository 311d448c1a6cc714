// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/profile_read.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace oxseal::test {

inline std::string profileFile(const std::string& name) { return readFile(dataFile("profiles/" + name)); }

/// The bytes of an import: one fixture, or an archive of several.
inline std::string importOf(const std::vector<std::string>& names)
{
    if (names.size() == 1)
        return profileFile(names.front());
    std::vector<BundleEntry> entries;
    for (const auto& name : names)
        entries.push_back({std::filesystem::path(name).filename().string(), profileFile(name)});
    const auto bundle = makeBundle(std::move(entries));
    return bundle ? *bundle : std::string();
}

inline Result<ProfileRead> readThrough(const std::string& profile, const std::string& bytes, const SensitivePolicy& policy = {})
{
    OXSEAL_TRY(const SourceProfile* found, sourceProfile(profile));
    return readWithProfile(*found, asBytes(bytes), {}, policy);
}

/// A row as "a|b|c" of the named columns.
inline std::string rowOf(const Table& table, std::size_t row, const std::vector<std::string>& columns)
{
    std::string out;
    for (const auto& name : columns) {
        const auto* column = table.find(name);
        out += (out.empty() && &name == &columns.front() ? "" : "|") + (column != nullptr ? column->cell(row) : "(none)");
    }
    return out;
}

/// All rows, a line each.
inline std::string rowsOf(const Table& table, const std::vector<std::string>& columns)
{
    std::string out;
    for (std::size_t row = 0; row < table.rows(); ++row)
        out += rowOf(table, row, columns) + '\n';
    return out;
}

/// "file:row code(argument, argument)" of every warning with this code.
inline std::vector<std::string> warningsOf(const ImportReport& report, const std::string& code)
{
    std::vector<std::string> out;
    for (const auto& warning : report.warnings) {
        if (warning.code != code)
            continue;
        std::string arguments;
        for (const auto& argument : warning.arguments)
            arguments += (arguments.empty() ? "" : ", ") + argument;
        out.push_back(warning.file + ":" + std::to_string(warning.row) + " " + arguments);
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// The id of the first profile that may be proposed; "" when none may.
inline std::string proposedFor(const std::string& bytes)
{
    const auto& all = sourceProfiles();
    const auto source = sourceParts(asBytes(bytes));
    if (!all || !source)
        return "error";
    const auto candidates = matchProfiles(*all, *source, {});
    if (!candidates)
        return candidates.error().id();
    return !candidates->empty() && candidates->front().proposable() ? candidates->front().profile->id : std::string();
}

} // namespace oxseal::test
