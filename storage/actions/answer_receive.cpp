// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/answer_receive.h"

#include "models/access/person_number.h"
#include "models/core/text.h"
#include "storage/answers/answer_book.h"
#include "storage/answers/answer_form.h"
#include "storage/answers/form_signature.h"
#include "storage/answers/mail_message.h"
#include "storage/answers/review_pack.h"
#include "storage/crypto/hash.h"
#include "storage/reads/people_reads.h"
#include "storage/reads/review_handover.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

Result<Received> packOf(Workspace& workspace, const Digest& digest, const std::string& file)
{
    Received out;
    OXSEAL_TRY(const std::optional<PackRow> pack, answer_repo::packByDigest(workspace.db(), digest));
    if (!pack)
        return fail(kReplyUnknownPack, {}, {file});
    out.pack = *pack;
    OXSEAL_TRY(out.sheet, sentSheet(workspace, out.pack));
    return out;
}

Result<Received> receiveSealed(Workspace& workspace, const ReplyFile& file)
{
    OXSEAL_TRY(const Digest digest, replyPack(asBytes(file.bytes)));
    OXSEAL_TRY(Received out, packOf(workspace, digest, file.name));
    OXSEAL_TRY(OpenedReply opened, openReply(asBytes(file.bytes), out.sheet));
    OXSEAL_TRY(const PersonKeys keys, workspace.keyring().keysOf(out.sheet.login));
    if (keys.session != opened.sessionKey || keys.signing.empty())
        return fail(kReplyOldKey, {}, {out.sheet.reviewer});
    out.answers = std::move(opened.answers);
    out.grade = access::Grade::KeySigned;
    return out;
}

/// The reviewer's address as the last roster has it; "" when HR does not know one.
Result<std::string> addressOf(Workspace& workspace, const std::string& login)
{
    OXSEAL_TRY(const Person person, personByLogin(workspace.db(), login));
    OXSEAL_TRY(const std::optional<access::Roster> roster, lastRoster(workspace));
    if (!roster || person.employeeId.empty())
        return std::string();
    for (const access::Worker& worker : roster->workers()) {
        if (access::sameNumber(worker.employeeId, person.employeeId))
            return lowerAscii(trimmed(worker.email));
    }
    return std::string();
}

/// An e-mail attests a reply when it comes from the reviewer's own address, was sent after the pack was made, and carries the file.
Status attest(Workspace& workspace, const ReplyFile& file, Received& received)
{
    OXSEAL_TRY(const MailMessage mail, readMail(asBytes(file.mail)));
    OXSEAL_TRY(const std::string own, addressOf(workspace, received.sheet.login));
    if (own.empty())
        return fail(kMailNoAddress, {}, {received.sheet.reviewer});
    if (mail.from != own)
        return fail(kMailOtherSender, {}, {mail.from, received.sheet.reviewer, own});
    // Mail clocks may be a little off.
    constexpr std::int64_t kTolerance = std::int64_t{3600} * 1'000'000;
    if (mail.sentAt.micros < received.pack.madeAt.micros - kTolerance || mail.sentAt.micros > workspace.environment().clock.now().micros + kTolerance)
        return fail(kMailOtherTime, {}, {mail.date, received.pack.madeAt.iso()});
    const Digest digest = sha256(file.bytes);
    const bool carries = std::any_of(mail.attachments.begin(), mail.attachments.end(), [&](const MailAttachment& one) { return sha256(one.bytes) == digest; });
    if (!carries)
        return fail(kMailWithoutReply, {}, {file.name});
    received.mailFrom = mail.from;
    received.mailDate = mail.date;
    received.grade = std::max(received.grade, access::Grade::EmailAttested);
    return {};
}

/// The certificates over the person's present key.
Result<std::vector<std::string>> certificatesOf(Workspace& workspace, const std::string& login, PersonId person)
{
    std::vector<std::string> out;
    const auto keys = workspace.keyring().keysOf(login);
    if (!keys || keys->signing.empty())
        return out;
    const Digest present = keyFingerprint(asBytes(keys->signing));
    OXSEAL_TRY(const std::vector<CertificateRow> rows, certificates(workspace.db()));
    for (const CertificateRow& row : rows) {
        if (row.person.id == person && row.fingerprint == present && !row.der.empty())
            out.push_back(row.der);
    }
    return out;
}

Result<Received> receiveForm(Workspace& workspace, const ReplyFile& file)
{
    OXSEAL_TRY(const Digest digest, answerFormPack(file.bytes));
    OXSEAL_TRY(Received out, packOf(workspace, digest, file.name));
    OXSEAL_TRY(out.answers, readAnswerForm(file.bytes, out.sheet));
    OXSEAL_TRY(const std::vector<std::string> own, certificatesOf(workspace, out.sheet.login, out.pack.person));
    OXSEAL_TRY(const FormSignature signature, formSignature(file.bytes, out.sheet, out.answers, own, workspace.environment().clock.now()));
    if (signature.counts)
        out.grade = access::Grade::SignedPdf;
    else if (!signature.why.empty())
        out.note = texts::sentence("access.signature_note", {signature.why});
    return out;
}

} // namespace

Result<Received> receiveReply(Workspace& workspace, const ReplyFile& file)
{
    Received out;
    if (file.bytes.rfind("%PDF-", 0) == 0) {
        OXSEAL_TRY(out, receiveForm(workspace, file));
    } else if (file.bytes.rfind("PK", 0) == 0) {
        OXSEAL_TRY(const Digest digest, answerBookPack(asBytes(file.bytes)));
        OXSEAL_TRY(out, packOf(workspace, digest, file.name));
        OXSEAL_TRY(out.answers, readAnswerBook(asBytes(file.bytes), out.sheet));
    } else {
        OXSEAL_TRY(out, receiveSealed(workspace, file));
    }
    OXSEAL_CHECK(access::checkAnswers(out.sheet, out.answers));
    if (!file.scan.empty())
        out.grade = std::max(out.grade, access::Grade::PaperScan);
    if (!file.mail.empty())
        OXSEAL_CHECK(attest(workspace, file, out));
    return out;
}

} // namespace oxseal
