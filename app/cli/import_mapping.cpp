// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_mapping.h"

#include "models/core/text.h"
#include "storage/actions/import_source.h"
#include "storage/import/sniffer.h"
#include "storage/import/table_plan.h"
#include "storage/reads/import_profile.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace oxseal::cli {
namespace {

constexpr int kHeaderSearch = 20;

std::string subjectOf(const ImportRequest& request)
{
    const bool account = request.kind == ImportKind::Statement || request.kind == ImportKind::Processor;
    return account ? request.options.account : request.system;
}

/// The columns of the mapping that a header does not have.
std::string goneFrom(const ImportProfile& last, const std::vector<std::string>& header)
{
    const ProfileFit fit = fitProfile(last, header);
    std::vector<std::string> gone;
    for (const auto& [field, column] : last.map) {
        if (fit.map.count(field) == 0)
            gone.push_back(field + "=" + column);
    }
    return join(gone, ", ");
}

/// Of the first records the one that has most of the mapping's columns.
Result<SavedMapping> fitted(const ImportProfile& last, ByteView bytes, const TableOptions& options)
{
    SavedMapping out;
    out.from = last.from.value;
    ImportReport ignored;
    OXSEAL_TRY(const TableText opened, openText(bytes, options, ignored, kHeaderSearch));
    CsvReader reader(opened.text.view, opened.dialect);
    std::vector<std::string_view> cells;
    for (int record = 0; record < kHeaderSearch && reader.next(cells); ++record) {
        std::vector<std::string> header;
        for (const auto cell : cells)
            header.emplace_back(trimmed(cell));
        const std::string gone = goneFrom(last, header);
        if (gone.empty()) {
            out.map = fitProfile(last, header).map;
            out.gone.clear();
            return out;
        }
        if (out.gone.empty() || gone.size() < out.gone.size())
            out.gone = gone;
    }
    return out;
}

} // namespace

std::string SavedMapping::words() const
{
    std::vector<std::string> out;
    for (const auto& [field, column] : map)
        out.push_back(field + "=" + column);
    return join(out, ", ");
}

Result<SavedMapping> savedMapping(Call& call, Workspace& workspace, const ImportRequest& request)
{
    if (call.has("--map") || call.has("--no-header") || !request.options.profile.empty() || !request.more.empty())
        return SavedMapping();
    OXSEAL_TRY(const auto last, importProfile(workspace.db(), name(request.kind), subjectOf(request)));
    const auto named = [](const MappedColumn& column) { return !headerKey(column.header).empty(); };
    if (!last || last->map.empty() || !last->sourceProfile.empty() || !std::all_of(last->columns.begin(), last->columns.end(), named))
        return SavedMapping();
    OXSEAL_TRY(const ImportSource source, ImportSource::open(request.file, request.more));
    const auto format = formatOf(source.bytes(), request.options.format);
    if (format && !isTable(*format))
        return SavedMapping();
    return fitted(*last, source.bytes(), request.options.table);
}

Error withMapping(const Error& error, const SavedMapping& saved)
{
    if (saved.gone.empty() || error.arguments().empty() || !error.is(kImportMissingColumns))
        return error;
    return Error(kMappingGone, error.place(), {std::to_string(saved.from), saved.gone, error.arguments().front()});
}

} // namespace oxseal::cli
