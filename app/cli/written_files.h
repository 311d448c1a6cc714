// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace oxseal::cli {

/// Whether the call may write the files that its verb writes, said before anything is done. None of them may be a file that the call names
/// for something else, also through another path, a symbolic or a hard link; what is there already is replaced with --force only, unless
/// its first line shows that this verb wrote it (WrittenFile). Errors: kOutputIsNamed, kFileExists, kNoFolder, kNotAFile.
[[nodiscard]] Status mayWrite(const Call& call, const Verb& verb);

} // namespace oxseal::cli
