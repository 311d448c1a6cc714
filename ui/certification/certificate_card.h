// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/certification/certificate_data.h"

#include <QString>

namespace oxseal::ui {

class ContextCard;

/// What stands behind a certificate: the report bound, the readiness record, the conclusion, the signer's key, checks of texts.
[[nodiscard]] ContextCard* certificateCard(const CertificateData& values, const Signer* signer);
/// "Readiness record", "Exhibit 31", "Exhibit 32"
[[nodiscard]] QString documentWord(const std::string& kind);
/// Why a signature became void, in words.
[[nodiscard]] QString voidWord(const std::string& reason);
/// "2026-11-12 21:05 UTC" from a recorded time.
[[nodiscard]] QString recordedAt(const std::string& iso);

} // namespace oxseal::ui
