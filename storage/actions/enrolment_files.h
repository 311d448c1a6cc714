// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <filesystem>
#include <string>

namespace oxseal {

inline constexpr ErrorCode kEnrolmentFile{"people.enrolment_file", ErrorClass::Input};

/// Draws the enrolment sheet of a person, records it as handed out and writes the PDF for printing.
[[nodiscard]] Status saveEnrolmentSheet(
    Workspace& workspace, const std::string& login, const std::filesystem::path& file, const std::string& reason);
/// attachEnrolment with the bytes of a file.
[[nodiscard]] Status attachEnrolmentFile(
    Workspace& workspace, const std::string& login, const std::filesystem::path& file, const std::string& reason);

} // namespace oxseal
