// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "storage/actions/import_actions.h"

#include <map>
#include <string>

namespace oxseal::cli {

/// {0} number of the last import of the same kind and system, {1} the columns that a person named for it and this file does not have,
/// {2} what the import lacks without them.
inline constexpr ErrorCode kMappingGone{"cli.mapping_gone", ErrorClass::Input};

/// What a person said about columns at the last import of the same kind and system, and whether this file still has them.
struct SavedMapping
{
    std::int64_t from = 0; ///< number of that import; 0 = nobody named columns
    std::map<std::string, std::string> map; ///< to be used for this file; empty when the header has lost one of the columns
    std::string gone; ///< "account_id=Benutzer, …": columns that are not in this file

    [[nodiscard]] bool used() const { return !map.empty(); }
    /// "account_id=Benutzer, permission=Recht"
    [[nodiscard]] std::string words() const;
};

/// For files with a header, when the call maps nothing itself. Columns are followed by their headers, as in the window; one whose header is not
/// there is never replaced by whichever stands at its place: then nothing of the mapping is used. Errors: those of reading the file.
[[nodiscard]] Result<SavedMapping> savedMapping(Call& call, Workspace& workspace, const ImportRequest& request);

/// The failure of an import for want of columns, when the last one had them named; any other as it is.
[[nodiscard]] Error withMapping(const Error& error, const SavedMapping& saved);

} // namespace oxseal::cli
