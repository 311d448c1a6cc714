// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/written_files.h"

#include <algorithm>
#include <fstream>

namespace oxseal::cli {
namespace {

namespace fs = std::filesystem;

bool sameFile(const fs::path& one, const fs::path& other)
{
    std::error_code status;
    if (fs::exists(one, status) && fs::exists(other, status))
        return fs::equivalent(one, other, status);
    const fs::path whole = fs::weakly_canonical(one, status);
    return !status && whole == fs::weakly_canonical(other, status) && !status;
}

bool beginsWith(const fs::path& path, const std::string& firstLine)
{
    std::ifstream in(path, std::ios::binary);
    std::string begin(firstLine.size(), '\0');
    in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    return in && begin == firstLine;
}

Status mayReplace(const Call& call, const fs::path& path, const std::string& firstLine)
{
    std::error_code status;
    if (const fs::path folder = path.parent_path(); !folder.empty() && !fs::is_directory(folder, status))
        return fail(kNoFolder, {}, {folder.string()});
    if (!fs::exists(path, status))
        return {};
    if (!fs::is_regular_file(path, status)) // a folder or a device would be renamed over
        return fail(kNotAFile, {}, {path.string()});
    if (call.flag("--force") || fs::is_empty(path, status) || (!firstLine.empty() && beginsWith(path, firstLine)))
        return {};
    return fail(kFileExists, {}, {path.string()});
}

} // namespace

Status mayWrite(const Call& call, const Verb& verb)
{
    std::vector<std::pair<std::string, std::string>> named; // option, or none, and what it says
    for (const std::string& word : call.arguments())
        named.emplace_back(std::string(), word);
    for (const auto& [option, values] : call.options()) {
        for (const std::string& value : values)
            named.emplace_back(option, value);
    }
    for (const WrittenFile& written : verb.writes) {
        const auto file = call.value(written.option);
        if (!file || file->empty())
            continue;
        for (const auto& [option, word] : named) {
            // Bytes go beside the file first; that name is no less a loss.
            if (option != written.option && (sameFile(*file, word) || sameFile(*file + ".part", word)))
                return fail(kOutputIsNamed, {}, {written.option, *file});
        }
        OXSEAL_CHECK(mayReplace(call, *file, written.firstLine));
    }
    return {};
}

} // namespace oxseal::cli
