// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/result.h"
#include "storage/crypto/signature.h"
#include "storage/signing/signature_report.h"

#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNotPdf{"signing.not_pdf", ErrorClass::Input};
inline constexpr ErrorCode kPdfUnsupported{"signing.pdf_unsupported", ErrorClass::Input};

struct PdfSignOptions
{
    std::string fieldName; ///< unique in the document, e.g. "PFO"
    std::string name; ///< of the signer, /Name
    std::string reason; ///< /Reason
    Instant time; ///< /M
};

/// Appends one signature as an incremental update (ETSI.CAdES.detached, CMS without signingTime): earlier bytes and earlier
/// signatures stay as they are. Reads what pdf::File reads, cross-references in a
/// stream included, and then writes such a stream itself; what that cannot edit is kPdfUnsupported.
[[nodiscard]] Result<std::string> signPdf(
    std::string_view pdf, const SigningKey& key, const std::string& certificateDer, const PdfSignOptions& options);

/// Which part of the file a signature is about.
struct PdfCover
{
    std::size_t end = 0; ///< bytes from the beginning, without the signature itself
    bool sound = false; ///< the signature fits these bytes; what came after them is not looked at
};

struct PdfReport
{
    std::vector<SignatureReport> signatures; ///< in file order
    std::vector<PdfCover> covers; ///< beside `signatures`
    std::vector<Problem> problems; ///< e.g. bytes after the last signature ("pdf_uncovered")
};

/// Every signature's ByteRange, CMS and coverage; the last one must cover the file to its end, each earlier one must end
/// where an incremental update begins. `path` names the file in the report. A PDF without signature gives an empty list.
[[nodiscard]] Result<PdfReport> verifyPdf(std::string_view pdf, const std::string& path, const Anchors& anchors,
    const std::vector<std::string>& extraCertificates, Instant now);

} // namespace oxseal
