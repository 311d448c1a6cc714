// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/mapped_file.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// The bytes of an import: one file as it lies on the disk, or several reports of one system as one archive (bundle.h).
class ImportSource
{
public:
    /// `more` are the further files; `pasted` is a table from the clipboard, which `file` then only names. Errors: those of MappedFile and
    /// makeBundle.
    [[nodiscard]] static Result<ImportSource> open(
        const std::filesystem::path& file, const std::vector<std::filesystem::path>& more = {}, const std::string& pasted = {});
    [[nodiscard]] ByteView bytes() const { return file_ ? file_->bytes() : ByteView(asBytes(archive_)); }
    /// Of the file, or of all, divided by " + ".
    [[nodiscard]] const std::string& name() const noexcept { return name_; }

private:
    std::optional<MappedFile> file_;
    std::string archive_; ///< or what was pasted
    std::string name_;
};

} // namespace oxseal
