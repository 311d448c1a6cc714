// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/answer_sign.h"

#include "storage/actions/answer_receive.h"
#include "storage/crypto/keyring.h"
#include "storage/reads/people_reads.h"
#include "storage/signing/pades.h"
#include "storage/texts/texts.h"

namespace oxseal {

Result<SignedForm> signAnswers(Workspace& workspace, const std::string& pdf, const Secret& passphrase)
{
    if (pdf.rfind("%PDF-", 0) != 0)
        return fail(kNotPdf);
    OXSEAL_TRY(const Received received, receiveReply(workspace, {"form", pdf}));
    const std::string& login = workspace.actor().login;
    if (received.sheet.login != login)
        return fail(kSignNotOwn, {}, {received.sheet.reviewer});
    OXSEAL_TRY(const SigningKey key, workspace.keyring().openSigningKey(login, passphrase, workspace.environment()));
    const Digest fingerprint = keyFingerprint(asBytes(key.publicKey()));
    OXSEAL_TRY(const auto row, certificateOfKey(workspace.db(), fingerprint));
    if (!row || row->der.empty())
        return fail(kSignNoCertificate, {}, {received.sheet.reviewer});
    const Instant now = workspace.environment().clock.now();
    // Several signatures may follow each other; a field's name is free when it names the moment.
    const PdfSignOptions options{"oxseal-reviewer-" + std::to_string(now.micros), received.sheet.reviewer,
        texts::sentence("access.form.sign_reason", {received.sheet.system, received.sheet.period}), now};
    SignedForm out;
    OXSEAL_TRY(out.bytes, signPdf(pdf, key, row->der, options));
    out.answered = std::ssize(received.answers.answers);
    out.lines = std::ssize(received.sheet.lines);
    return out;
}

} // namespace oxseal
