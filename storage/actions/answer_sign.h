// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/answer_sheet.h"
#include "storage/workspace/workspace.h"

namespace oxseal {

inline constexpr ErrorCode kSignNoCertificate{"access.sign_no_certificate", ErrorClass::Refused};
inline constexpr ErrorCode kSignNotOwn{"access.sign_not_own", ErrorClass::Denied};

struct SignedForm
{
    std::string bytes;
    std::int64_t answered = 0;
    std::int64_t lines = 0;
};
/// The filled form of a reviewer's own pack, signed with the reviewer's signing key (PAdES, as an update behind what the viewer
/// saved). It must be one that can be merged as it is; nothing is written to the workspace, merging records the signature. Errors:
/// those of reading the form, kSignNotOwn, kSignNoCertificate, kPdfUnsupported for a file whose form cannot be added to.
[[nodiscard]] Result<SignedForm> signAnswers(Workspace& workspace, const std::string& pdf, const Secret& passphrase);

} // namespace oxseal
