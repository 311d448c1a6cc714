// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/import_source.h"

#include "storage/import/bundle.h"

namespace oxseal {

Result<ImportSource> ImportSource::open(const std::filesystem::path& file, const std::vector<std::filesystem::path>& more, const std::string& pasted)
{
    ImportSource out;
    out.name_ = file.filename().string();
    if (!pasted.empty()) {
        out.archive_ = pasted;
        return out;
    }
    if (more.empty()) {
        OXSEAL_TRY(out.file_, MappedFile::open(file));
        return out;
    }
    std::vector<BundleEntry> entries;
    std::vector<std::filesystem::path> all{file};
    all.insert(all.end(), more.begin(), more.end());
    for (const auto& one : all) {
        OXSEAL_TRY(const MappedFile mapped, MappedFile::open(one));
        entries.push_back({one.filename().string(), std::string(asText(mapped.bytes()))});
        if (&one != &all.front())
            out.name_ += " + " + one.filename().string();
    }
    OXSEAL_TRY(out.archive_, makeBundle(std::move(entries)));
    return out;
}

} // namespace oxseal
