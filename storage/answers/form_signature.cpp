// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/form_signature.h"

#include "storage/answers/answer_form.h"
#include "storage/pdf/pdf_revision.h"
#include "storage/signing/pades.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

/// The first thing wrong with the signature itself, in words; "" it is right.
std::string brokenBy(const SignatureReport& signature, bool sound)
{
    for (const Problem& problem : signature.problems) {
        if (problem.what != "pdf_changed")
            return texts::sentence(("verify." + problem.what).c_str(), problem.arguments);
    }
    return sound ? "" : texts::sentence("verify.signature");
}

} // namespace

Result<FormSignature> formSignature(std::string_view bytes, const access::AnswerSheet& sheet, const access::AnswerSet& answers,
    const std::vector<std::string>& own, Instant now)
{
    OXSEAL_TRY(const PdfReport report, verifyPdf(bytes, "reply", {}, {}, now));
    FormSignature out;
    for (std::size_t at = 0; at < report.signatures.size(); ++at) {
        const SignatureReport& signature = report.signatures[at];
        const PdfCover& cover = report.covers[at];
        if (const std::string broken = brokenBy(signature, cover.sound); !broken.empty()) {
            out.why = texts::sentence("access.signature_broken", {signature.signer, broken});
            continue;
        }
        if (std::find(own.begin(), own.end(), signature.certificate) == own.end()) {
            out.why = texts::sentence("access.signature_stranger", {signature.signer, sheet.reviewer});
            continue;
        }
        const auto then = readAnswerForm(bytes.substr(0, cover.end), sheet);
        const bool same = then && *then == answers;
        if (same && (cover.end == bytes.size() || pdf::onlyProofAdded(bytes, cover.end)))
            return FormSignature{true, {}};
        out.why = texts::sentence("access.signature_changed", {signature.signer});
    }
    return out;
}

} // namespace oxseal
